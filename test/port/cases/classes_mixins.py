from __future__ import annotations

import json


class JsonMixin:
    def to_json(self) -> str:
        return json.dumps(self.to_dict(), sort_keys=True)

    def to_dict(self) -> dict[str, object]:
        raise NotImplementedError


class CompareMixin:
    def key(self) -> int:
        raise NotImplementedError

    def __lt__(self, other: CompareMixin) -> bool:
        return self.key() < other.key()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompareMixin) and self.key() == other.key()


class ReprMixin:
    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.label()}>"

    def label(self) -> str:
        return "?"


class Task(JsonMixin, CompareMixin, ReprMixin):
    def __init__(self, title: str, priority: int) -> None:
        self.title = title
        self.priority = priority

    def to_dict(self) -> dict[str, object]:
        return {"title": self.title, "priority": self.priority}

    def key(self) -> int:
        return self.priority

    def label(self) -> str:
        return self.title


class LoudTask(Task):
    def label(self) -> str:
        return super().label().upper() + "!"


tasks = [Task("write", 3), LoudTask("test", 1), Task("ship", 2)]
for task in sorted(tasks):
    print(task, task.to_json())
print(min(tasks), max(tasks))
print(Task("a", 1) == Task("b", 1), Task("a", 1) == Task("b", 2), Task("a", 1) != Task("a", 2))
