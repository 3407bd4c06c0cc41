"""Putting into a queue waits only where somebody gave it a size."""

import queue
from dataclasses import dataclass, field


@dataclass
class Outbox:
    letters: queue.PriorityQueue[tuple[int, str]] = field(default_factory=queue.PriorityQueue)

    def post(self, letter: str) -> None:
        self.letters.put((len(letter), letter))


class Events:
    def __init__(self, events: queue.Queue | None) -> None:
        self._events = events

    def tell(self, event: str) -> None:
        if self._events is not None:
            self._events.put(event)


class Bounded:
    def __init__(self) -> None:
        self.letters: queue.Queue[str] = queue.Queue(maxsize=100)

    def post(self, letter: str) -> None:
        self.letters.put(letter)


async def receive(outbox: Outbox, events: Events, bounded: Bounded, letter: str) -> None:
    outbox.post(letter)
    events.tell(letter)
    bounded.post(letter)  # expect: blocking-chain


class Turns:
    def __init__(self) -> None:
        self.waiting: queue.SimpleQueue[str] = queue.SimpleQueue()

    async def pop(self) -> str | None:
        if not self.waiting.empty():
            return self.waiting.get()
        return None

    async def pop_anyway(self) -> str:
        return self.waiting.get()  # expect: blocking-call
