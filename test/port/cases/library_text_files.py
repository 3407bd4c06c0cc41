import os, tempfile
path = os.path.join(tempfile.mkdtemp(), "notes.txt")
with open(path, "w") as f:
    f.write("one\ntwo\n")
    print("three", file=f)
with open(path) as f:
    for i, line in enumerate(f, 1):
        print(i, line.rstrip())
with open(path, "a", encoding="utf-8") as out:
    out.write("four\n")
print(open(path).read().split())
with open(path) as f:
    lines = f.readlines()
print(lines, os.path.exists(path), os.path.getsize(path))
os.remove(path)
print(os.path.exists(path))
try:
    open("/nonexistent/x").read()
except FileNotFoundError as e:
    print("missing", e)
