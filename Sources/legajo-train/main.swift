print("legajo-train")
