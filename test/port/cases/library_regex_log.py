import re
from collections import Counter

LOG = """
2024-01-05 10:00:01 INFO  [web-1] GET /index.html 200 12ms
2024-01-05 10:00:02 WARN  [web-2] GET /slow 200 950ms
2024-01-05 10:00:03 ERROR [web-1] POST /login 500 30ms
2024-01-05 10:00:04 INFO  [web-1] GET /about 404 8ms
garbage line
2024-01-05 10:00:05 INFO  [web-2] GET /index.html 200 15ms
"""

LINE = re.compile(r"^(?P<date>\S+) (?P<time>\S+) (?P<level>[A-Z]+)\s+\[(?P<host>[^\]]+)\] (?P<verb>\w+) (?P<path>\S+) (?P<status>\d+) (?P<ms>\d+)ms$")


def main() -> None:
    levels: Counter = Counter()
    slow = []
    bad = 0
    for line in LOG.strip().split("\n"):
        match = LINE.match(line)
        if not match:
            bad += 1
            continue
        levels[match.group("level")] += 1
        if int(match["ms"]) > 100:
            slow.append((match["path"], int(match["ms"])))
    print(dict(levels), slow, bad)
    print(re.findall(r"/\w+", "GET /a/b/c?x=/d"))
    print(re.sub(r"(\w+)@(\w+)\.com", r"\2 at \1", "mail ann@example.com or bob@test.com"))
    print(re.split(r"[,;]\s*", "a, b;c,d"))
    print([m.start() for m in re.finditer("an", "banana")])
    print(bool(re.fullmatch(r"\d{4}-\d{2}", "2024-01")), re.search(r"x+", "aaa"))


if __name__ == "__main__":
    main()
