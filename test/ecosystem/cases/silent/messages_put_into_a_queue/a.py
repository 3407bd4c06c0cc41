import requests
import zmq


def ping(workers):
    socket = zmq.Context().socket(zmq.ROUTER)
    for worker in workers:
        socket.send_multipart([worker, b"", b"ping"])


def prepare(home, cache):
    for folder in [home, cache]:
        requests.post("https://files.example.org", json={"folder": folder}, timeout=5)
