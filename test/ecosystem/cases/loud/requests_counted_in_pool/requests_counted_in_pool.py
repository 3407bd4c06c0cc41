"""A worker counts its requests in the threads of its pool."""
from concurrent.futures import ThreadPoolExecutor


class Worker:
    def __init__(self):
        self.requests = 0
        self.pool = ThreadPoolExecutor(4)

    def enqueue(self, connection):
        self.pool.submit(self.handle, connection)

    def handle(self, connection):
        self.handle_request(connection)

    def handle_request(self, connection):
        self.requests += 1
