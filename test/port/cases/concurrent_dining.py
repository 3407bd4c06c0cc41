import threading


class Philosopher:
    def __init__(self, name, left, right, meals):
        self.name = name
        self.first, self.second = left, right
        self.meals = meals
        self.eaten = 0

    def dine(self):
        for _ in range(self.meals):
            with self.first:
                with self.second:
                    self.eaten += 1


def main():
    names = ["Ada", "Bo", "Cy", "Di", "Ed"]
    forks = [threading.Lock() for _ in names]
    philosophers = []
    for i, name in enumerate(names):
        left, right = i, (i + 1) % len(names)
        low, high = min(left, right), max(left, right)
        philosophers.append(Philosopher(name, forks[low], forks[high], 10))
    threads = [threading.Thread(target=p.dine, name=p.name) for p in philosophers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for p in philosophers:
        print(p.name, p.eaten)


if __name__ == "__main__":
    main()
