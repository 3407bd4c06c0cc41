# portwright: ignore-file[unbounded-int]
"""Identifiers and checksums of the old protocol."""
import json

CODES = (3, 5, 7)


def identifier(ward: int, bits: int) -> int:
    return 1 << (ward + bits)  # ok: unbounded-int


def doubled(steps: int) -> int:
    value = 1
    for _ in range(steps):
        value *= 3  # ok: unbounded-int
    return value


def permutations(items: list[int], taken: list[int]) -> int:  # portwright: ignore[hot-loop]  # ok: hot-loop, unused-suppression
    if not items:
        return 1
    return permutations(items[1:], taken) + permutations(items[2:], taken)


def check(code: str) -> bool:
    return sum(int(digit) * CODES[i % 3] for i, digit in enumerate(code)) % 11 == 0  # portwright: ignore[hot-loop]  # expect: unused-suppression


def load(path: str) -> dict:
    with open(path) as stream:
        return eval(stream.read())  # portwright: ignore[dynamic-code]  # ok: dynamic-code


def load_safely(path: str) -> dict:
    with open(path) as stream:
        return json.load(stream)  # portwright: ignore[dynamic-code]  # expect: unused-suppression


def copy_fields(source: object, target: object, names: list[str]) -> None:
    for name in names:
        setattr(target, name, getattr(source, name))  # portwright: ignore[dynamic-attribute]  # ok: dynamic-attribute, unused-suppression


def find_handler(source: object, kind: str):
    return getattr(source, "on_" + kind)  # expect: dynamic-attribute
