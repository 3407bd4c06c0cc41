import json
import os
import urllib.error
import urllib.request

BASE = os.environ["TEST_SERVER"]


def get_json(path):
    with urllib.request.urlopen(BASE + path, timeout=5) as response:
        return json.loads(response.read().decode("utf-8"))


def main():
    print(get_json("/users/3"))
    request = urllib.request.Request(BASE + "/echo", data=json.dumps({"a": 1}).encode(), headers={"Content-Type": "application/json"}, method="POST")
    request.add_header("X-Token", "u1")
    with urllib.request.urlopen(request) as response:
        print(response.status, json.loads(response.read())["body"])
    try:
        get_json("/missing")
    except urllib.error.HTTPError as e:
        print("error", e.code, e.reason)
    try:
        urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
    except urllib.error.URLError:
        print("unreachable")


main()
