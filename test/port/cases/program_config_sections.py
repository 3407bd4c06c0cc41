from __future__ import annotations

import weakref
from collections.abc import Mapping, MutableMapping
from typing import Any, Iterator


class ConfigError(Exception):
    pass


class MissingKey(ConfigError):
    def __init__(self, key: str) -> None:
        super().__init__(f"missing {key}")
        self.key = key


class Section:
    """Dotted keys over nested dicts."""

    def __init__(self, values: dict[str, Any], prefix: str = "") -> None:
        self._values = values
        self._prefix = prefix
        self._reads = 0

    def __getitem__(self, key: str) -> Any:
        self._reads += 1
        node: Any = self._values
        for part in key.split("."):
            if not isinstance(node, dict) or part not in node:
                raise MissingKey(self._prefix + key)
            node = node[part]
        return node

    def __contains__(self, key: str) -> bool:
        try:
            self[key]
        except MissingKey:
            return False
        return True

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default

    def integer(self, key: str, *, minimum: int = 0, maximum: int | None = None) -> int:
        raw = self[key]
        try:
            value = int(raw)
        except (TypeError, ValueError) as error:
            raise ConfigError(f"{key}: {raw!r} is no number") from error
        if value < minimum or (maximum is not None and value > maximum):
            raise ConfigError(f"{key}: {value} is out of range")
        return value

    def flag(self, key: str) -> bool:
        value = self[key]
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("yes", "true", "on"):
            return True
        return False

    def section(self, key: str) -> Section:
        return Section(self[key], f"{self._prefix}{key}.")

    @property
    def reads(self) -> int:
        return self._reads


def parse_lines(text: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    stack: list[tuple[int, dict[str, Any]]] = [(-1, result)]
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        key, separator, value = line.strip().partition(":")
        if not separator:
            raise ConfigError(f"line {number}: no colon")
        while stack[-1][0] >= indent:
            stack.pop()
        parent = stack[-1][1]
        if value.strip():
            parent[key] = convert(value.strip())
        else:
            child: dict[str, Any] = {}
            parent[key] = child
            stack.append((indent, child))
    return result


def convert(text: str) -> int | float | bool | str | list[str]:
    if text in ("true", "false"):
        return text == "true"
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        pass
    if text.startswith("[") and text.endswith("]"):
        return [part.strip() for part in text[1:-1].split(",")]
    return text


SOURCE = """\
# service
server:
  host: localhost
  port: 8080
  tls:
    enabled: yes
    depth: two
retry: 3
ratio: 0.25
names: [a, b, c]
debug: true
"""


def main() -> None:
    config = Section(parse_lines(SOURCE))
    print(config["server.host"], config.integer("server.port"), config["ratio"], config["names"])
    print(config.flag("debug"), config.flag("server.tls.enabled"), config.get("nope", "default"), "retry" in config)
    tls = config.section("server").section("tls")
    for action in (
        lambda: tls.integer("depth"),
        lambda: tls["missing.deep"],
        lambda: config.integer("retry", minimum=5),
        lambda: config.integer("server.port", maximum=100),
    ):
        try:
            print(action())
        except MissingKey as error:
            print("missing key:", error.key)
        except ConfigError as error:
            print("config:", error, "/", type(error.__cause__).__name__ if error.__cause__ else None)
    try:
        parse_lines("a: 1\nbroken")
    except ConfigError as error:
        print(error)
    print(config.reads > 5, sorted(parse_lines(SOURCE)))


main()
