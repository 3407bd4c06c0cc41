import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.items: deque[int] = deque()
        self.condition = threading.Condition()

    def put(self, item: int) -> None:
        with self.condition:
            while len(self.items) >= self.capacity:
                self.condition.wait()
            self.items.append(item)
            self.condition.notify_all()

    def get(self) -> int:
        with self.condition:
            while not self.items:
                self.condition.wait()
            item = self.items.popleft()
            self.condition.notify_all()
            return item


def produce(buffer: BoundedBuffer, count: int) -> None:
    for n in range(count):
        buffer.put(n)


def main() -> None:
    buffer = BoundedBuffer(3)
    producer = threading.Thread(target=produce, args=(buffer, 20))
    producer.start()
    received = [buffer.get() for _ in range(20)]
    producer.join()
    print(received)
    print(sum(received), len(buffer.items))


if __name__ == "__main__":
    main()
