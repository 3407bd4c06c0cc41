import socket


def resolve(name, cache=None):
    if cache is None:
        return socket.gethostbyname(name)
    return cache[name]


async def handler(name):
    return resolve(name)
