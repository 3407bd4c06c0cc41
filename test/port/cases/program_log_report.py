"""Summarise a web server log."""
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

LOG = """\
10.0.0.1 - alice [12/Mar/2024:10:01:02] "GET /index.html HTTP/1.1" 200 512
10.0.0.2 - - [12/Mar/2024:10:01:05] "GET /missing HTTP/1.1" 404 0
10.0.0.1 - alice [12/Mar/2024:10:02:00] "POST /api/items HTTP/1.1" 201 98
garbage line
10.0.0.3 - bob [12/Mar/2024:11:00:00] "GET /index.html HTTP/1.1" 200 512
10.0.0.3 - bob [12/Mar/2024:11:00:09] "DELETE /api/items/4 HTTP/1.1" 500 -
"""

LINE = re.compile(
    r'(?P<ip>[\d.]+) - (?P<user>\S+) \[(?P<when>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]+" (?P<status>\d{3}) (?P<size>\d+|-)'
)


@dataclass
class Entry:
    ip: str
    user: str | None
    method: str
    path: str
    status: int
    size: int = 0
    tags: list[str] = field(default_factory=list)


def parse(line: str) -> Entry | None:
    match = LINE.match(line)
    if not match:
        return None
    groups = match.groupdict()
    user = None if groups["user"] == "-" else groups["user"]
    size = int(groups["size"]) if groups["size"] != "-" else 0
    entry = Entry(groups["ip"], user, groups["method"], groups["path"], int(groups["status"]), size)
    if entry.status >= 500:
        entry.tags.append("server-error")
    elif entry.status >= 400:
        entry.tags.append("client-error")
    return entry


def percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "n/a"


def main() -> None:
    entries = []
    bad = 0
    for number, line in enumerate(LOG.splitlines(), start=1):
        entry = parse(line)
        if entry is None:
            bad += 1
            print(f"line {number}: skipped {line!r}")
            continue
        entries.append(entry)

    by_status = Counter(e.status // 100 for e in entries)
    by_path = Counter(e.path for e in entries)
    sizes = defaultdict(int)
    for e in entries:
        sizes[e.ip] += e.size
    print("entries:", len(entries), "bad:", bad)
    for klass in sorted(by_status):
        print(f"  {klass}xx {by_status[klass]:>3} {percent(by_status[klass], len(entries)):>7}")
    for path, count in by_path.most_common(2):
        print(f"{path:<20}|{count:^5}|")
    for ip, size in sorted(sizes.items(), key=lambda kv: (-kv[1], kv[0])):
        print(f"{ip:15} {size:6,d} bytes")
    users = sorted({e.user for e in entries if e.user})
    print("users:", ", ".join(users))
    print([e for e in entries if e.tags][0])
    hours = defaultdict(list)
    for e, line in zip(entries, [l for l in LOG.splitlines() if LINE.match(l)]):
        m = re.search(r":(\d\d):\d\d:\d\d\]", line)
        if m:
            hours[m.group(1)].append(e.method)
    print(dict(hours))


if __name__ == "__main__":
    main()
