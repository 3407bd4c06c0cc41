class Room:
    def __init__(self, name):
        self.name = name
        self.exits = {}
    def connect(self, direction, other, back=None):
        self.exits[direction] = other
        if back:
            other.exits[back] = self

hall = Room("Hall")
cave = Room("Cave")
hall.connect("down", cave, back="up")
hall.connect("east", Room("Garden"))
print(sorted(hall.exits), list(cave.exits))
pos = [1, 2]
print("to", tuple(pos), (tuple(pos), 1))
t = tuple(pos)
print(t, f"{tuple(pos)}", str(tuple(sorted(pos))))
