import io
import json
import logging
import sys
import tempfile
from pathlib import Path

logging.basicConfig(level=logging.INFO, format="%(levelname)-8s %(name)s: %(message)s", stream=sys.stdout)
log = logging.getLogger(__name__)
db = logging.getLogger("app.db")


class Service:
    def __init__(self, name: str) -> None:
        self.log = logging.getLogger(f"service.{name}")

    def run(self, n: int) -> int:
        self.log.debug("not shown %d", n)
        self.log.info("running %s with %d items (%.1f%%)", "job", n, 12.34)
        if n > 2:
            self.log.warning("too many: %r", [n, "x"])
        try:
            return 10 // (n - 1)
        except ZeroDivisionError:
            self.log.error("failed")
            return -1


logging.getLogger("app").setLevel(logging.ERROR)
db.info("hidden")
db.error("code=%05d %s", 42, {"a": 1})
for n in (1, 2, 3):
    print(Service("s").run(n))
buffer = io.StringIO()
handler = logging.StreamHandler(buffer)
handler.setFormatter(logging.Formatter("[%(levelname)s] %(message)s"))
handler.setLevel("WARNING")
audit = logging.getLogger("audit")
audit.propagate = False
audit.addHandler(handler)
audit.setLevel(logging.DEBUG)
audit.info("below")
audit.critical("above %s", None)
print(repr(buffer.getvalue()), audit.name, audit.getEffectiveLevel(), audit.isEnabledFor(10))
print(logging.getLevelName(30), logging.getLogger("app.db") is db, db.getEffectiveLevel(), log.isEnabledFor(logging.DEBUG))
folder = Path(tempfile.mkdtemp())
target = folder / "out.log"
files = logging.getLogger("files")
files.addHandler(logging.FileHandler(target))
files.warning("to file and stream")
print(target.read_text())
logging.warning("root says %s", "hi")
with open(folder / "c.json", "w") as f:
    json.dump({"b": [1, 2], "a": None}, f, indent=2, sort_keys=True)
with open(folder / "c.json") as f:
    print(json.load(f)["b"][1])
