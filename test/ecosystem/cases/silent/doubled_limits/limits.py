def calibrate(measure, least: float) -> int:
    count = 1
    while True:
        taken = measure(count)
        if taken >= least:
            return count
        count *= 2


class Reader:
    def __init__(self, stream) -> None:
        self.stream = stream
        self.buffer = 0
        self.held = 0

    def need(self, bits: int) -> None:
        while self.held < bits:
            self.buffer = (self.buffer << 8) + self.stream.read(1)[0]
            self.held += 8


def tree(order: int, graph) -> None:
    nodes = 1
    for _ in range(order):
        graph.join(0, nodes)
        nodes *= 2


def costs(steps: int) -> list[int]:
    top, found = 100, []
    for _ in range(steps):
        found.append(top)
        top *= 17
        assert top < 1 << 62
    return found
