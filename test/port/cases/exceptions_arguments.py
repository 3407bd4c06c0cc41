import re
from dataclasses import dataclass, FrozenInstanceError
pat = re.compile(r"\d+|[a-z]+")
text = "12ab34"
pos = 0
while pos < len(text):
    m = pat.match(text, pos)
    if not m:
        break
    print(m.group(), m.start(), m.end(), m.span())
    pos = m.end()
m = pat.search(text, 3)
print(m.group())

@dataclass(frozen=True)
class P:
    x: int
    y: int = 2
p = P(1)
try:
    p.x = 5
except FrozenInstanceError as e:
    print("frozen", e)
try:
    p.x = 5
except AttributeError as e:
    print("attr", e, type(e).__name__)
print(p, hash(p) == hash(P(1)), p == P(1))

class MyErr(Exception):
    def __init__(self, *args, **kwargs):
        super().__init__(*args)
        self.code = kwargs.get("code", 7)
try:
    raise MyErr("boom", code=3)
except MyErr as e:
    print(e, e.code, e.args)
class Base(Exception):
    def __init__(self, message, **kw):
        super().__init__(message)
        self.kw = kw
class Sub(Base):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
try:
    raise Sub("deep", a=1)
except Base as e:
    print(str(e), e.kw, repr(e))
