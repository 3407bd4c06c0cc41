import queue
import threading


def consume(jobs: "queue.PriorityQueue[tuple[int, str]]", done: list[str]) -> None:
    while True:
        priority, name = jobs.get()
        if name == "":
            return
        done.append(f"{priority}:{name}")


def main() -> None:
    jobs: "queue.PriorityQueue[tuple[int, str]]" = queue.PriorityQueue()
    for priority, name in [(5, "low"), (1, "urgent"), (3, "normal"), (2, "high")]:
        jobs.put((priority, name))
    jobs.put((99, ""))
    done: list[str] = []
    worker = threading.Thread(target=consume, args=(jobs, done))
    worker.start()
    worker.join()
    print(done, jobs.empty())


if __name__ == "__main__":
    main()
