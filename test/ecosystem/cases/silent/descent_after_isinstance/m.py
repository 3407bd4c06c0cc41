"""Each part of a tree is visited once, whatever the test that tells parts from leaves."""

from types import CodeType


def find(code: CodeType, path: list[str]) -> CodeType | None:
    for part in code.co_consts:
        if isinstance(part, CodeType) and part.co_name == path[0]:
            if len(path) == 1:
                return part
            found = find(part, path[1:])
            if found is not None:
                return found
    return None


def ways(steps: list[int], total: int) -> int:  # expect: hot-loop
    if not steps:
        return int(total == 0)
    return ways(steps[1:], total) + ways(steps[1:], total - steps[0])
