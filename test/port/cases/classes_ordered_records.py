from dataclasses import dataclass


class Missing(LookupError):
    pass


@dataclass(order=True)
class Task:
    name: str
    priority: int = 5
    after: frozenset[str] = frozenset()
    done: int | None = None


def main():
    tasks = [Task("b", 1), Task("a", 1, frozenset({"x"})), Task("c", 9)]
    print([t.name for t in sorted(tasks)])
    tasks[0].done = 3
    print(tasks.index(tasks[0]), tasks[0] == Task("b", 1, frozenset(), 3))
    tasks.remove(tasks[0])
    print(len(tasks))
    rows = [("x", None), ("y", None), ("x", None)]
    print(sorted(rows, key=lambda r: (r[0], r[1])) if False else len(rows))
    try:
        raise Missing("gone")
    except Missing as e:
        print(isinstance(e, LookupError), isinstance(e, KeyError), isinstance(e, Exception))


main()
