import asyncio
from multiprocessing.connection import Connection


class Typed:
    def __init__(self, connection: Connection):
        self.connection = connection

    def recv(self):
        return self.connection.recv()


class Distributor:
    def __init__(self, connection: Connection):
        self.connection = connection
        self.typed = Typed(connection)

    def start(self):
        asyncio.get_running_loop().add_reader(self.connection.fileno(), self.on_change)

    def on_change(self):
        self.connection.recv()
        self.typed.recv()
