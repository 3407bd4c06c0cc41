import heapq
a = [1, 4, 7]
b = [2, 5]
print(list(heapq.merge(a, b)))
print(list(heapq.merge(["b", "aaa"], ["cc"], key=len)))
print(list(heapq.merge([5, 1], [4], reverse=True)))
import bisect
rows = [("a", 1), ("b", 5), ("c", 9)]
print(bisect.bisect_left(rows, 5, key=lambda r: r[1]), bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2, 1, 3))
xs = [1, 3]
bisect.insort(xs, 2)
print(xs)
ps = [("x", 3)]
bisect.insort(ps, ("y", 1), key=lambda p: p[1])
print(ps)
from collections import ChainMap
base = {"a": 1, "b": 2}
over = {"b": 3}
m = ChainMap(over, base)
print(m["a"], m["b"], m.get("z", 0), "a" in m, len(m), sorted(m))
child = m.new_child({"a": 10})
print(child["a"], m["a"])
child["q"] = 5
print(child.maps[0], sorted(child.keys()), sorted(child.items()))
for k in sorted(m):
    print(k, m[k])
print(child.parents["a"])
try:
    m["none"]
except KeyError as e:
    print("KeyError", e)
import configparser
import io
cfg = configparser.ConfigParser()
cfg.read_string("""
[DEFAULT]
timeout = 30
[server]
host = localhost
port = 8080
debug = yes
path = %(host)s/x
[db]
name = main
; comment
rate = 1.5
""")
print(cfg.sections())
print(cfg["server"]["host"], cfg.getint("server", "port"), cfg.getboolean("server", "debug"), cfg.getfloat("db", "rate"))
print(cfg.get("server", "timeout"), cfg.get("server", "path"), cfg.get("db", "missing", fallback="none"))
print(cfg.has_section("x"), cfg.has_option("db", "name"), cfg.options("db"))
print(cfg.getint("db", "size", fallback=7), "server" in cfg, cfg["db"].get("nope", "dflt"), cfg["server"].getint("port"))
cfg.add_section("new")
cfg.set("new", "k", "v")
cfg["more"] = {"a": "1"}
for section in cfg.sections():
    for key, value in cfg.items(section):
        print(section, key, value)
out = io.StringIO()
cfg.write(out)
print(out.getvalue())
try:
    cfg.get("nosuch", "k")
except configparser.NoSectionError as e:
    print(e)
try:
    cfg.get("db", "k")
except configparser.NoOptionError as e:
    print(e)
import string
import sys
import csv

letter = string.Template("$greeting, $name: $note")
print(letter.substitute(ChainMap({"name": "Ann"}, {"greeting": "Hello", "name": "you", "note": "none"})))
table = csv.DictWriter(sys.stdout, fieldnames=["a", "b"], extrasaction="ignore", restval="-")
table.writeheader()
table.writerow({"a": 1, "c": 3})
