import logging
import sys
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s|%(name)s|%(message)s", force=True)
log = logging.getLogger(__name__)
log.debug("x=%d y=%s", 1, "a")
log.info("dict %(a)s", {"a": 5})
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter("H %(message)s"))
child = logging.getLogger("a.b")
child.addHandler(h)
child.propagate = False
child.warning("only h")
print(child.name, log.isEnabledFor(logging.DEBUG), child.getEffectiveLevel(), logging.getLevelName(30))
child.setLevel("ERROR")
child.warning("no")
child.critical("yes")
