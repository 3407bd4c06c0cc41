from pathlib import Path


class LabelTable:
    """Names of classes, read when first asked for."""

    def __init__(self, path: str = "labels.txt"):
        self._path = Path(path)
        self._names: list[str] | None = None

    def name(self, index: int) -> str:
        if self._names is None:
            self._names = self._path.read_text().splitlines()
        return self._names[index]
