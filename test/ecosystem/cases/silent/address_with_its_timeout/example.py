import psycopg
from fastapi import FastAPI

app = FastAPI()


class Server:
    def __init__(self, host):
        self.host = host

    def address(self):
        return "host={} connect_timeout=10".format(self.host)


async def connect(server: Server):
    return await psycopg.AsyncConnection.connect(server.address())
