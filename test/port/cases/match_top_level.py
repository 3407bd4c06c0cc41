"""A match at the top level of a module binds the module's names."""

command = ["move", 3, -1]
match command:
    case ["stop"]:
        print("stopped")
    case ["move", int(x), int(y)] if x > 0:
        print("moved", x, y)
    case ["move", x, y]:
        print("back", x, y)

match {"kind": "circle", "r": 2, "color": "red"}:
    case {"kind": "circle", "r": radius, **rest}:
        print(radius, rest)
