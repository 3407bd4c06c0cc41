"""Each connection goes to the pool by itself; what is done to it is nobody else's."""
from concurrent.futures import ThreadPoolExecutor


class Connection:
    def __init__(self, sock):
        self.sock = sock

    def init(self):
        self.sock = wrap(self.sock)


def wrap(sock):
    return sock


class Server:
    def __init__(self):
        self.pool = ThreadPoolExecutor(4)

    def enqueue(self, connection: Connection):
        return self.pool.submit(self.handle, connection)

    def handle(self, connection: Connection):
        connection.init()
