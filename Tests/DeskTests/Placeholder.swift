import Testing

@Suite struct DeskPlaceholder {}
