// Skeleton of the floor: its owner replaces this file.
