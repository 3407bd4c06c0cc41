"""Whether a child process listens yet is known to nobody but the operating system."""
import socket
import time


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(port):
    while not listens(port):
        time.sleep(0.1)
