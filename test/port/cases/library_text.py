import hashlib
import json
import re
import string


def main() -> None:
    print(re.findall(r"\d+", "a1b22c333"), re.sub(r"\s+", " ", "a  b   c"), re.split(r"[,;]", "a,b;c"))
    match = re.search(r"(\w+)@(\w+)\.com", "mail bob@example.com now")
    if match:
        print(match.group(0), match.group(1), match.group(2))
    print(re.match(r"abc", "xabc") is None, bool(re.fullmatch(r"[a-z]+", "abc")))
    print(re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), [m.start() for m in re.finditer("a", "banana")])
    data = {"name": "x", "values": [1, 2.5, None, True], "nested": {"k": "v"}}
    print(json.dumps(data), json.dumps([1, "é"]), json.dumps({"b": 1, "a": 2}, sort_keys=True))
    loaded = json.loads('{"a": [1, 2, {"b": null}], "c": "d"}')
    print(loaded["a"][1], loaded["c"], len(loaded["a"]))
    print(json.dumps({"a": [1, 2]}, indent=2))
    print(string.ascii_lowercase, string.digits)
    print(hashlib.md5(b"hello").hexdigest(), hashlib.sha256("hi".encode()).hexdigest()[:8])


if __name__ == "__main__":
    main()
