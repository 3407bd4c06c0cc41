import json
import os
import subprocess
import time
import urllib.request

NAMESPACE = os.environ.get("NAMESPACE", "default")  # ok: import-time-work
CONTEXT = subprocess.run(["kubectl", "config", "current-context"], capture_output=True, text=True).stdout  # expect: import-time-work
LIMITS = {name: 2 ** power for name, power in (("small", 4), ("large", 8))}  # ok: import-time-work, unbounded-int


def discover() -> dict:
    with urllib.request.urlopen("http://discovery.cluster.example/v1", timeout=3) as answer:
        return json.load(answer)


ENDPOINTS = discover()  # expect: import-time-work


def later() -> None:
    time.sleep(1)  # ok: import-time-work
