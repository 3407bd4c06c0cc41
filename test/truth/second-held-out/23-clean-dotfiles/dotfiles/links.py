from __future__ import annotations

import filecmp
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Link:
    source: Path
    target: Path

    @property
    def correct(self) -> bool:
        return self.target.is_symlink() and self.target.resolve() == self.source.resolve()

    def make(self, backup: bool) -> None:
        if self.target.exists() and not self.correct:
            if backup:
                shutil.move(self.target, self.target.with_suffix(".orig"))
            else:
                self.target.unlink()
        self.target.parent.mkdir(parents=True, exist_ok=True)
        os.symlink(self.source, self.target)


def find(root: Path, home: Path, ignore: frozenset[str] = frozenset({".git", "README.md"})) -> Iterator[Link]:
    for folder, folders, files in os.walk(root):  # ok: hot-loop, io-in-loop
        folders[:] = [name for name in folders if name not in ignore]
        for name in files:
            if name in ignore:
                continue
            source = Path(folder, name)
            yield Link(source, home / source.relative_to(root))


def differing(links: list[Link]) -> list[Link]:
    return [link for link in links if link.target.exists() and not filecmp.cmp(link.source, link.target)]  # ok: io-in-loop
