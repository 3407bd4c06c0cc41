import os
import requests

BASE = os.environ["TEST_SERVER"]


def show(r):
    print(r.status_code, r.ok, r.reason, r.headers["Content-Type"], r.headers.get("X-None"))


def fetch_user(session: requests.Session, number: int) -> dict:
    response = session.get(f"{BASE}/users/{number}", timeout=5)
    response.raise_for_status()
    return response.json()


def main():
    r = requests.get(BASE + "/echo", params={"q": "a b", "n": 2}, headers={"X-Token": "t1"}, timeout=5)
    show(r)
    data = r.json()
    print(data["method"], data["url"], data["token"])
    r = requests.post(f"{BASE}/echo", json={"name": "Ann", "tags": [1, 2]})
    print(r.json()["body"], r.json()["type"])
    r = requests.put(f"{BASE}/echo", data={"k": "v w"})
    print(r.json()["body"], r.json()["type"])
    try:
        requests.get(BASE + "/missing").raise_for_status()
    except requests.HTTPError as e:
        print("http error", e.response.status_code, str(e).replace(BASE, ""))
    with requests.Session() as session:
        session.headers.update({"X-Token": "s1"})
        print(fetch_user(session, 7))
        r = session.delete(f"{BASE}/echo")
        print(r.json()["method"], r.json()["token"])
    try:
        requests.get("http://127.0.0.1:9/nothing", timeout=2)
    except requests.exceptions.RequestException:
        print("no connection")
    print(requests.get(BASE + "/text").text.splitlines())
    try:
        requests.get(BASE + "/slow", timeout=0.2)
    except requests.Timeout:
        print("timeout")


if __name__ == "__main__":
    main()
