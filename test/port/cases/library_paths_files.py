import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath


def words(path: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    with path.open() as f:
        for line in f:
            for word in line.split():
                counts[word] = counts.get(word, 0) + 1
    return counts


p = Path("src") / "app" / "main.test.py"
print(p, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts)
print(p.with_suffix(".txt"), p.with_name("x.md"), p.parent.parent / "README", p.is_absolute(), p.match("*.py"))
print(repr(p), p == Path("src/app/main.test.py"), sorted([Path("b"), Path("a/c"), Path("a")]))
print(Path("/a/b/c").relative_to("/a"), PurePosixPath("/x/../y").as_posix(), [str(x) for x in Path("/a/b").parents])
print(f"{p!s:>24}|{len(str(p))}", Path("noext").suffix == "", Path("a//b/./c"), {Path("k"): 1}[Path("k")])
try:
    Path("/a").relative_to("/b")
except ValueError as e:
    print(e)

with tempfile.TemporaryDirectory() as folder:
    root = Path(folder)
    (root / "data" / "deep").mkdir(parents=True)
    notes = root / "data" / "notes.txt"
    print(notes.write_text("one two\ntwo three\n"), notes.exists(), notes.stat().st_size)
    print(words(notes))
    with open(notes, "a", encoding="utf-8") as out:
        out.write("four\n")
        print("five", 6, file=out)
    with open(notes) as f:
        first = f.readline().strip()
        rest = f.read()
    print(first, rest.splitlines())
    with open(notes) as f:
        for i, line in enumerate(f, 1):
            print(i, line.rstrip())
    (root / "data" / "deep" / "b.csv").write_text("x,y\n1,2\n")
    (root / "a.csv").touch()
    print([c.relative_to(root).as_posix() for c in sorted(root.rglob("*.csv"))])
    print(sorted(c.name for c in (root / "data").iterdir()), sorted(os.listdir(root)))
    print([c.name for c in root.glob("*.csv")], (root / "data").is_dir(), (root / "a.csv").is_file())
    try:
        (root / "data").mkdir()
    except FileExistsError:
        print("exists already")
    notes.rename(root / "moved.txt")
    print(notes.exists(), (root / "moved.txt").read_text().count("\n"))
    shutil.copy(root / "moved.txt", root / "copy.txt")
    os.remove(os.path.join(folder, "moved.txt"))
    (root / "copy.txt").unlink()
    print(sorted(c.name for c in root.iterdir()))
    with open(root / "lines.txt", "w") as f:
        f.writelines(f"{n}\n" for n in range(3))
    print([int(line) for line in open(root / "lines.txt")])
print(os.path.exists(folder))
try:
    Path("/nonexistent/file.txt").read_text()
except FileNotFoundError as e:
    print("error:", e)
try:
    open("/nonexistent/file.txt")
except OSError as e:
    print("os error:", e)
