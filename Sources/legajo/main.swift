print("legajo")
