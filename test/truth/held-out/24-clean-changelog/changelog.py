"""CLEAN: writes a change log from git history."""
from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {"feat": "Added", "fix": "Fixed", "docs": "Documented"}  # ok: import-time-work
LINE = re.compile(r"^(?P<kind>\w+)(\((?P<scope>[^)]*)\))?(?P<bang>!)?: (?P<text>.+)$")  # ok: import-time-work


@dataclass(order=True)
class Version:  # ok: metaclass
    parts: tuple[int, ...]
    name: str = field(compare=False, default="")

    @classmethod
    def parse(cls, text: str) -> Version:
        return cls(tuple(int(part) for part in re.findall(r"\d+", text)), text)

    def __str__(self) -> str:
        return self.name


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout  # ok: blocking-call, request-without-timeout


def tags() -> list[Version]:
    return sorted(Version.parse(tag) for tag in git("tag").split())  # ok: hot-loop


def subjects(old: str, new: str) -> Iterator[str]:
    yield from git("log", "--format=%s", f"{old}..{new}").splitlines()


def grouped(lines: Iterator[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for line in lines:  # ok: hot-loop
        match = LINE.match(line)
        if match and match["kind"] in KINDS:
            scope = f"**{match['scope']}**: " if match["scope"] else ""
            groups[KINDS[match["kind"]]].append(scope + match["text"])
    return groups


def write(path: Path, versions: list[Version]) -> int:
    count = 0
    with path.open("w") as out:  # ok: blocking-call
        for old, new in zip(versions, versions[1:]):
            out.write(f"## {new}\n\n")  # ok: io-in-loop
            for title, entries in sorted(grouped(subjects(str(old), str(new))).items()):
                out.write(f"### {title}\n\n")
                for entry in entries:
                    count += 1  # ok: shared-state-race
                    out.write(f"- {entry}\n")
    return count


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("CHANGELOG.md"))
    parser.add_argument("--last", type=int)
    options = parser.parse_args(arguments)
    versions = tags()
    count = write(options.out, versions[-options.last - 1 :] if options.last else versions)
    print(f"{count} entries", file=sys.stderr)
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
