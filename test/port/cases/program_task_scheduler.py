"""Topological scheduling of tasks with priorities."""
from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from typing import Iterator


class CycleError(Exception):
    def __init__(self, path: list[str]) -> None:
        super().__init__(" -> ".join(path))
        self.path = path


@dataclass(order=True)
class Task:
    priority: int
    name: str = field(compare=False)
    duration: int = field(default=1, compare=False)
    needs: tuple[str, ...] = field(default=(), compare=False)


class Scheduler:
    def __init__(self) -> None:
        self.tasks: dict[str, Task] = {}

    def add(self, name: str, *needs: str, priority: int = 5, duration: int = 1) -> Scheduler:
        if name in self.tasks:
            raise ValueError(f"duplicate task {name!r}")
        self.tasks[name] = Task(priority, name, duration, needs)
        return self

    def _check(self) -> None:
        state: dict[str, int] = {}

        def visit(name: str, trail: list[str]) -> None:
            if state.get(name) == 2:
                return
            if state.get(name) == 1:
                raise CycleError(trail[trail.index(name):] + [name])
            state[name] = 1
            for need in self.tasks[name].needs:
                if need not in self.tasks:
                    raise KeyError(need)
                visit(need, trail + [name])
            state[name] = 2

        for name in self.tasks:
            visit(name, [])

    def order(self) -> Iterator[Task]:
        self._check()
        missing = {name: len(task.needs) for name, task in self.tasks.items()}
        users: dict[str, list[str]] = {name: [] for name in self.tasks}
        for task in self.tasks.values():
            for need in task.needs:
                users[need].append(task.name)
        ready = [task for task in self.tasks.values() if missing[task.name] == 0]
        heapq.heapify(ready)
        while ready:
            task = heapq.heappop(ready)
            yield task
            for user in users[task.name]:
                missing[user] -= 1
                if missing[user] == 0:
                    heapq.heappush(ready, self.tasks[user])

    def timeline(self) -> list[tuple[int, int, str]]:
        finish: dict[str, int] = {}
        rows = []
        for task in self.order():
            start = max((finish[n] for n in task.needs), default=0)
            finish[task.name] = start + task.duration
            rows.append((start, finish[task.name], task.name))
        return sorted(rows)


def round_robin(jobs: dict[str, int], quantum: int) -> list[str]:
    queue = deque(jobs.items())
    log = []
    while queue:
        name, left = queue.popleft()
        used = min(left, quantum)
        log.append(f"{name}:{used}")
        if left > used:
            queue.append((name, left - used))
    return log


if __name__ == "__main__":
    s = Scheduler()
    s.add("design", priority=1, duration=3).add("build", "design", duration=5)
    s.add("test", "build", priority=2, duration=2).add("docs", "design", priority=9)
    s.add("ship", "test", "docs")
    print([t.name for t in s.order()])
    for start, end, name in s.timeline():
        print(f"{name:8}{' ' * start}{'#' * (end - start)} {start}-{end}")
    s.tasks["design"] = Task(1, "design", needs=("ship",))
    try:
        list(s.order())
    except CycleError as error:
        print("cycle:", error, len(error.path))
    try:
        s.add("ship")
    except ValueError as error:
        print("error:", error)
    bad = Scheduler().add("a", "b")
    try:
        print(list(bad.order()))
    except KeyError as error:
        print("unknown", error)
    print(*round_robin({"a": 5, "b": 2, "c": 4}, 2))
    print(sorted([Task(3, "x"), Task(1, "y"), Task(2, "z")])[0])
