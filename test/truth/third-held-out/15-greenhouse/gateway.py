"""Gateway between greenhouse sensors (UDP, MQTT) and the cloud."""
import asyncio
import json
import logging
import signal
import struct
import threading
import time
from collections import deque
from pathlib import Path

import paho.mqtt.client as mqtt
import requests
import serial

from analysis import Analyst, drift, weekly

log = logging.getLogger("gateway")
FRAME = struct.Struct("<HhH")
CLOUD = "https://cloud.greenhouse.example/readings"


class Readings:
    def __init__(self):
        self.latest: dict[int, float] = {}
        self.recent: deque = deque(maxlen=1000)
        self.dropped = 0

    def add(self, sensor: int, value: float) -> None:
        self.latest[sensor] = value  # ok: shared-state-race
        self.recent.append((sensor, value))  # ok: shared-state-race

    def trend(self) -> float:
        values = [value for _, value in self.recent]
        if len(values) < 2:
            return 0.0
        return (values[-1] - values[0]) / len(values)


class SensorProtocol(asyncio.DatagramProtocol):
    def __init__(self, readings: Readings):
        self.readings = readings
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data: bytes, addr):
        sensor, raw, crc = FRAME.unpack(data[:6])  # ok: cpu-in-coroutine
        if crc == 0:
            requests.post(CLOUD, json={"bad": sensor}, timeout=5)  # expect: blocking-call  # ok: request-without-timeout
            return
        self.readings.add(sensor, raw / 100)
        self.transport.sendto(b"ok", addr)  # ok: blocking-call

    def error_received(self, exc):
        note_error(exc)  # expect: blocking-chain


def note_error(exc: Exception) -> None:
    with open("errors.log", "a") as stream:
        stream.write(f"{time.time()} {exc}\n")


def crc16(data: bytes) -> int:
    crc = 0xFFFF
    for byte in data:  # ok: hot-loop
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1  # ok: unbounded-int
    return crc


def pack_flags(flags: list[bool]) -> int:
    word = 0
    for position, flag in enumerate(flags):
        word |= int(flag) << position  # expect: unbounded-int
    return word


class SerialReader(threading.Thread):
    def __init__(self, port: str, readings: Readings):
        super().__init__(daemon=True)
        self.port = serial.Serial(port, timeout=1)
        self.readings = readings
        self.running = True

    def run(self) -> None:
        while self.running:  # ok: busy-wait
            frame = self.port.read(8)
            if len(frame) == 8 and crc16(frame[:6]) == struct.unpack("<H", frame[6:])[0]:
                sensor, raw, _ = FRAME.unpack(frame[:6])
                self.readings.add(sensor, raw / 100)
            else:
                self.readings.dropped += 1  # expect: shared-state-race


def on_message(client: mqtt.Client, readings: Readings, message: mqtt.MQTTMessage) -> None:
    body = json.loads(message.payload)  # ok: gil-held-native
    readings.add(body["sensor"], body["value"])


async def upload(readings: Readings) -> None:
    while True:  # ok: busy-wait
        await asyncio.sleep(60)
        batch = list(readings.recent)
        await asyncio.to_thread(requests.post, CLOUD, json=batch, timeout=10)  # ok: blocking-call, gil-bound-offload
        requests.post(CLOUD, json={"trend": readings.trend()})  # expect: blocking-call, request-without-timeout


async def checkpoint(readings: Readings, target: Path) -> None:
    target.write_text(json.dumps(readings.latest))  # expect: blocking-call
    asyncio.get_running_loop().call_later(60, write_checkpoint, readings, target)  # ok: blocking-chain


def write_checkpoint(readings: Readings, target: Path) -> None:
    target.write_text(json.dumps(readings.latest))  # expect: blocking-call


async def wait_for_first(readings: Readings) -> None:
    while not readings.latest:  # expect: busy-wait
        await asyncio.sleep(0.1)


async def main() -> None:
    loop = asyncio.get_running_loop()
    readings = Readings()
    readers = [SerialReader(port, readings) for port in ("/dev/ttyUSB0", "/dev/ttyUSB1")]  # ok: thread-per-item, gil-bound-thread
    for reader in readers:
        reader.start()
    analyst = Analyst(readings.recent)  # expect: gil-bound-thread  # ok: thread-per-item
    analyst.start()
    threading.Timer(3600, drift, args=(list(readings.recent),)).start()  # expect: gil-bound-thread
    threading.Timer(86400, weekly, args=(list(readings.recent),)).start()  # ok: gil-bound-thread
    client = mqtt.Client(userdata=readings)
    client.on_message = on_message  # ok: monkey-patch
    transport, _ = await loop.create_datagram_endpoint(lambda: SensorProtocol(readings), local_addr=("0.0.0.0", 9000))
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)  # ok: blocking-call
    uploading = asyncio.create_task(upload(readings))  # ok: lost-task
    asyncio.ensure_future(wait_for_first(readings))  # expect: lost-task
    await stop.wait()  # ok: blocking-call
    uploading.cancel()
    transport.close()
    await checkpoint(readings, Path("latest.json"))


if __name__ == "__main__":
    asyncio.run(main())
