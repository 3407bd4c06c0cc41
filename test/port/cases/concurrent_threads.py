import threading

results = {}
lock = threading.Lock()
total = 0


def work(number: int) -> None:
    global total
    value = sum(i * i for i in range(number))
    with lock:
        results[number] = value
        total += value


def main() -> None:
    threads = []
    for n in [10, 20, 30]:
        thread = threading.Thread(target=work, args=(n,))
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join()
    for key in sorted(results):
        print(key, results[key])
    print(total)


if __name__ == "__main__":
    main()
