import struct


async def frames(reader):
    while True:
        prefix = await reader.read_bytes(4)
        (length,) = struct.unpack(">I", prefix)
        yield await reader.read_bytes(length)
