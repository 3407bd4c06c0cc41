from __future__ import annotations

from typing import ClassVar, Optional


class GameError(Exception):
    """Something that the player cannot do."""


class Thing:
    registry: ClassVar[dict[str, Thing]] = {}

    def __init__(self, name: str, description: str = "") -> None:
        self.name = name
        self.description = description or f"a {name}"
        Thing.registry[name] = self

    def examine(self) -> str:
        return f"You see {self.description}."


class Container:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.items: list[Thing] = []

    def add(self, thing: Thing) -> None:
        if len(self.items) >= self.capacity:
            raise GameError("no room left")
        self.items.append(thing)

    def remove(self, name: str) -> Thing:
        for index, item in enumerate(self.items):
            if item.name == name:
                return self.items.pop(index)
        raise GameError(f"there is no {name} here")

    def listing(self) -> str:
        return ", ".join(sorted(item.name for item in self.items)) or "nothing"


class Chest(Thing, Container):
    def __init__(self, name: str, capacity: int, locked: bool = False) -> None:
        Thing.__init__(self, name, f"a {'locked' if locked else 'sturdy'} {name}")
        Container.__init__(self, capacity)
        self.locked = locked

    def examine(self) -> str:
        base = super().examine()
        return base if self.locked else f"{base} It holds {self.listing()}."


class Room(Container):
    def __init__(self, title: str) -> None:
        super().__init__(capacity=10)
        self.title = title
        self.exits: dict[str, Room] = {}

    def connect(self, direction: str, other: Room) -> None:
        opposite = {"north": "south", "east": "west", "south": "north", "west": "east"}
        self.exits[direction] = other
        other.exits[opposite[direction]] = self


class Player:
    def __init__(self, start: Room) -> None:
        self.room = start
        self.bag = Container(2)
        self.moves = 0

    def do(self, line: str) -> str:
        verb, _, rest = line.partition(" ")
        handler = getattr(self, f"do_{verb}", None)
        if handler is None:
            return f"I don't know how to {verb}."
        try:
            return handler(rest)
        except GameError as error:
            return f"Sorry, {error}."

    def do_go(self, direction: str) -> str:
        target: Optional[Room] = self.room.exits.get(direction)
        if target is None:
            raise GameError(f"you cannot go {direction}")
        self.room = target
        self.moves += 1
        return f"{target.title}: {target.listing()}"

    def do_take(self, name: str) -> str:
        thing = self.room.remove(name)
        try:
            self.bag.add(thing)
        except GameError:
            self.room.add(thing)
            raise
        return f"Taken: {thing.name}"

    def do_open(self, name: str) -> str:
        for item in self.room.items:
            if isinstance(item, Chest) and item.name == name:
                if item.locked and not any(t.name == "key" for t in self.bag.items):
                    raise GameError("it is locked")
                item.locked = False
                return item.examine()
        raise GameError(f"there is no {name} to open")

    def do_look(self, _: str) -> str:
        return " ".join(item.examine() for item in self.room.items) or "Nothing special."


def build() -> Player:
    hall, cellar, garden = Room("Hall"), Room("Cellar"), Room("Garden")
    hall.connect("north", garden)
    hall.connect("east", cellar)
    garden.add(Thing("key", "a rusty key"))
    garden.add(Thing("rose"))
    garden.add(Thing("stone"))
    chest = Chest("chest", 2, locked=True)
    chest.add(Thing("crown", "a golden crown"))
    cellar.add(chest)
    return Player(hall)


def main() -> None:
    player = build()
    for command in ["look", "go east", "open chest", "go north", "go west", "go north", "take key", "take rose", "take stone", "go south", "go east", "look", "open chest", "dance"]:
        print(f"> {command}")
        print(player.do(command))
    print(player.moves, player.bag.listing(), sorted(Thing.registry))


if __name__ == "__main__":
    main()
