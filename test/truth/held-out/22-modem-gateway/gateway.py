"""A gateway between modems and a bus: protocol classes, loop callbacks and signals."""
import asyncio
import functools
import logging
import select
import serial
import signal
import socket
import struct
import subprocess
import time
from collections import deque

log = logging.getLogger("gateway")


def crc16(data: bytes) -> int:
    crc = 0xFFFF
    for byte in data:  # ok: hot-loop, unbounded-int
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def reset_modem(port: str) -> None:
    subprocess.check_call(["modemctl", "reset", port])


def ask_dns(name: str) -> str:
    return socket.gethostbyname(name)


class ModemProtocol(asyncio.Protocol):
    def __init__(self, bus: "Bus"):
        self.bus = bus
        self.buffer = bytearray()

    def connection_made(self, transport):
        self.transport = transport
        self.peer = ask_dns("modem.local")  # expect: blocking-chain

    def data_received(self, data):
        self.buffer += data  # ok: shared-state-race
        while len(self.buffer) >= 4:  # ok: busy-wait, cpu-in-coroutine
            size, kind = struct.unpack_from("!HH", self.buffer)  # ok: cpu-in-coroutine
            if len(self.buffer) < size:
                break
            self.bus.publish(kind, bytes(self.buffer[4:size]))
            del self.buffer[:size]

    def connection_lost(self, exc):
        time.sleep(1)  # expect: blocking-call
        reset_modem("ttyS0")  # expect: blocking-chain


class Beacon(asyncio.DatagramProtocol):
    def datagram_received(self, data, addr):
        self.transport.sendto(data, addr)  # ok: blocking-call

    def error_received(self, exc):
        with open("beacon.err", "a") as out:  # expect: blocking-call
            out.write(str(exc))

    def connection_made(self, transport):
        self.transport = transport


class Bus:
    def __init__(self):
        self.queue: asyncio.Queue = asyncio.Queue()
        self.recent = deque(maxlen=50)

    def publish(self, kind, payload):
        self.queue.put_nowait((kind, payload))  # ok: blocking-call
        self.recent.append(kind)

    async def drain(self):
        while True:
            kind, payload = await self.queue.get()  # ok: blocking-call, sequential-awaits
            log.debug("%s %s", kind, crc16(payload))  # ok: cpu-in-coroutine
            self.queue.task_done()

    async def compare(self):
        frames = [self.queue.get_nowait() for _ in range(self.queue.qsize())]
        alike = 0
        for _, left in frames:  # expect: cpu-in-coroutine, hot-loop
            for _, right in frames:
                alike += sum(a == b for a, b in zip(left, right))
        return alike


def on_hangup(port):
    reset_modem(port)  # expect: blocking-chain


def beat(loop, every):
    loop.call_later(every, beat, loop, every)
    socket.create_connection(("monitor.local", 9000), timeout=1).close()  # expect: blocking-call


def finished(task):
    if task.exception():
        subprocess.run(["logger", "task failed"], timeout=5)  # expect: blocking-call


def ready(sock):
    data = sock.recv(100)  # ok: blocking-call
    log.info("%r", data)


async def poll_serial():
    port = serial.Serial("/dev/ttyS1", timeout=1)
    line = port.readline()  # expect: blocking-call
    return line


async def poll_select(sock):
    readable, _, _ = select.select([sock], [], [], 2)  # expect: blocking-call
    return bool(readable)


async def ask_modem(host):
    reader, writer = await asyncio.open_connection(host, 7)  # ok: blocking-call
    writer.write(b"AT\r\n")  # ok: blocking-call
    await writer.drain()
    return await asyncio.wait_for(reader.readline(), 3)  # ok: blocking-call


async def main():
    loop = asyncio.get_running_loop()
    bus = Bus()
    loop.add_signal_handler(signal.SIGHUP, functools.partial(on_hangup, "ttyS0"))
    loop.call_soon(beat, loop, 5)
    task = loop.create_task(bus.drain())  # ok: lost-task
    task.add_done_callback(finished)
    sock = socket.socket()
    sock.setblocking(False)
    loop.add_reader(sock, ready, sock)
    await loop.create_server(lambda: ModemProtocol(bus), port=7000)
    await loop.create_datagram_endpoint(Beacon, local_addr=("0.0.0.0", 7001))
    await task


if __name__ == "__main__":
    asyncio.run(main())
