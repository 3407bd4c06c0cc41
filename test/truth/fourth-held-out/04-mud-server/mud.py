"""A text world over plain sockets: a thread for each player, a ticker for the world."""
import importlib
import json
import random
import socket
import sqlite3
import threading
import time

HOST, PORT = "0.0.0.0", 4000
COMMANDS = {}
world_lock = threading.RLock()


def command(name):
    def register(function):
        COMMANDS[name] = function
        return function

    return register


class Room:
    def __init__(self, name: str):
        self.name = name
        self.gold = 10
        self.visits = 0
        self.exits: dict[str, "Room"] = {}

    def enter(self) -> None:
        self.visits += 1  # expect: shared-state-race

    def take_gold(self) -> int:
        with world_lock:
            taken, self.gold = self.gold, 0  # ok: shared-state-race
        return taken


class World:
    def __init__(self):
        self.start = Room("square")
        self.start.exits["north"] = Room("forest")
        self.ticks = 0
        self.online = 0
        self.saved = False

    def tick(self) -> None:
        while True:  # ok: busy-wait
            time.sleep(1)
            with world_lock:
                self.ticks += 1  # ok: shared-state-race

    def wait_saved(self) -> None:
        while not self.saved:  # expect: busy-wait
            time.sleep(0.05)


class Player:
    def __init__(self, connection: socket.socket, world: World):
        self.connection = connection
        self.world = world
        self.room = world.start
        self.gold = 0

    def send(self, text: str) -> None:
        self.connection.sendall(text.encode() + b"\n")

    def play(self) -> None:
        self.world.online += 1  # expect: shared-state-race
        self.room.enter()
        for line in self.connection.makefile():
            verb, _, rest = line.strip().partition(" ")
            handler = COMMANDS.get(verb)
            if handler is None:
                handler = getattr(self, "do_" + verb, None)  # expect: dynamic-attribute
                if handler is None:
                    self.send("What?")
                    continue
                handler(rest)
            else:
                handler(self, rest)
        self.connection.close()

    def do_gold(self, _: str) -> None:
        self.gold += self.room.take_gold()
        self.send(f"You have {self.gold}.")


@command("go")
def go(player: Player, way: str) -> None:
    room = player.room.exits.get(way)
    if room is None:
        player.send("No way.")
        return
    player.room = room
    room.enter()


@command("cast")
def cast(player: Player, spell: str) -> None:
    module = importlib.import_module(f"spells.{spell}")  # expect: dynamic-code
    module.cast(player)


@command("roll")
def roll(player: Player, dice: str) -> None:
    player.send(str(eval(dice, {"d": lambda n: random.randint(1, n)})))  # expect: dynamic-code


@command("look")
def look(player: Player, _: str) -> None:
    name = getattr(player.room, "name", "nowhere")  # ok: dynamic-attribute
    player.send(json.dumps({"room": name}))


def save(world: World, path: str) -> None:
    with open(path, "w") as stream:
        json.dump({"ticks": world.ticks, "online": world.online}, stream)
    world.saved = True  # ok: shared-state-race


def serve(world: World) -> None:
    server = socket.create_server((HOST, PORT))
    while True:
        connection, _ = server.accept()
        player = Player(connection, world)
        threading.Thread(target=player.play, daemon=True).start()  # expect: thread-per-item  # ok: gil-bound-thread


def main() -> None:
    scores = sqlite3.connect("scores.db")  # ok: client-per-call
    world = World()
    threading.Thread(target=world.tick, daemon=True).start()  # ok: thread-per-item, gil-bound-thread
    threading.Thread(target=save, args=(world, "world.json")).start()  # ok: gil-held-native, gil-bound-thread
    world.wait_saved()
    try:
        serve(world)
    finally:
        scores.close()


if __name__ == "__main__":
    main()
