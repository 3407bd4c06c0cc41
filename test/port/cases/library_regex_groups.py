import re

DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
KEY = re.compile(
    r"""
    (?P<key>\w+)      # a name
    \s* = \s*
    (?: "(?P<quoted>[^"]*)" | (?P<bare>\S+) )   # a value
    """,
    re.VERBOSE,
)


def day(text):
    m = DATE.match(text)
    if m is None:
        return "no date"
    d = m.group(3)
    if d is None:
        return f"{m.group(1)}/{m.group(2)} whole month"
    return f"{int(d):d}.{int(m[2])}.{m[1]}"


for text in ("2024-05-17", "2024-05", "x"):
    print(day(text))
m = DATE.match("2023-11")
print(m.groups(), m.groups("?"), m.group(3), m[0])
y, mo, d = m.groups()
print(y, mo, d is None, m.group(1, 3))
for line in ('name = "Ann B"', "age=3", "broken"):
    m = KEY.search(line)
    if m:
        value = m.group("quoted") if m["quoted"] is not None else m["bare"]
        print(m["key"], "->", value, m.groupdict(), m.lastgroup)
print(re.findall(r"(\w+)=(\d+)", "a=1, b=22"), re.findall(r"\d+", "1 22"), re.findall(r"<(\w+)>", "<b><i>"))
for name, n in re.findall(r"(\w+):(\d+)", "x:1 y:2"):
    print(name, int(n) + 1)
triples = re.compile(r"(\w)(\w)(\w)").findall("abcdef")
print(triples)
print({k: int(v) for k, v in re.findall(r"(\w+)=(\d+)", "a=1, b=22")})
print(re.sub(r"(\w+)@(\w+)", r"\2 at \g<1>", "me@home you@work", count=1), re.split(r"[,;]\s*", "a, b;c"))
NUM = re.compile(r"(?P<int>\d+)(?:\.(?P<frac>\d+))?$")
for t in ("3", "3.14"):
    m = NUM.match(t)
    assert m
    print(m["int"], m["frac"] or "-", m.start(), m.end(), m.span())
