import threading


def order(graph):
    i = 0

    def add(item):
        nonlocal i
        i += 1
        return i

    return [add(item) for item in graph]


def other():
    i = 3
    return i


def run(graph):
    threads = [threading.Thread(target=order, args=(graph,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def shared(graph):
    count = 0

    def add():
        nonlocal count
        count += 1  # expect: shared-state-race

    for _ in graph:
        threading.Thread(target=add).start()  # expect: thread-per-item
    return count
