import queue
import threading


def worker(tasks: queue.Queue, results: list[int]) -> None:
    while True:
        item = tasks.get()
        if item is None:
            break
        results.append(item ** 2)
        tasks.task_done()


def main() -> None:
    tasks: queue.Queue = queue.Queue()
    results: list[int] = []
    threads = [threading.Thread(target=worker, args=(tasks, results)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(6):
        tasks.put(n)
    tasks.join()
    for _ in threads:
        tasks.put(None)
    for thread in threads:
        thread.join()
    print(sorted(results))


if __name__ == "__main__":
    main()
