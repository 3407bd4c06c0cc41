"""What the environment decides is done where somebody asked for it."""
import json
import os
import sys
import urllib.request


def limits():
    if sys.platform == "linux":
        with open("/sys/fs/cgroup/memory.max") as handle:
            return int(handle.read())
    return 0


LIMIT = limits()
if os.environ.get("PREFETCH"):
    TABLE = json.load(urllib.request.urlopen("https://tables.example.org/all", timeout=5))
else:
    TABLE = {}
TOKEN = os.environ.get("TOKEN") or open("token").read()


class Start:
    table = TABLE


def on_subsystem():
    with open("/proc/version") as handle:
        return "microsoft" in handle.read()


SUBSYSTEM = on_subsystem()
