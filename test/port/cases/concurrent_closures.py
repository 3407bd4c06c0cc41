import threading
from concurrent.futures import ThreadPoolExecutor


def run_all(jobs, workers):
    results = {}
    errors = []
    done = 0
    lock = threading.Lock()

    def run(name, job):
        nonlocal done
        try:
            results[name] = job()
        except ValueError as error:
            errors.append(f"{name}: {error}")
        with lock:
            done += 1

    with ThreadPoolExecutor(workers) as pool:
        for name, job in jobs.items():
            pool.submit(run, name, job)
    return results, sorted(errors), done


def failing():
    raise ValueError("no input")


def main():
    jobs = {f"job{n}": (lambda n=n: n * n) for n in range(10)}
    jobs["broken"] = failing
    results, errors, done = run_all(jobs, 4)
    print(sum(results.values()), len(results), errors, done)


if __name__ == "__main__":
    main()
