try:
    import ujson_missing as js
except ImportError:
    import json as js
import sys
if sys.version_info >= (3, 11):
    from time import sleep
else:
    from somewhere import sleep
try:
    from fastlib import fetch
except ImportError:
    from .slow import fetch
try:
    import requests
except ImportError:
    requests = None
def pick():
    from time import sleep as s
    return s
async def a():
    sleep(1)  # waits
async def b():
    fetch("x")  # waits
async def c():
    requests.get("http://x")  # waits
async def d():
    pick()(1)  # waits
