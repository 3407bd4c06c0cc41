import random
from random import Random, choice

random.seed(12345)
print(random.random(), random.randint(1, 6), random.uniform(-1, 1), random.randrange(0, 100, 7))
print([round(random.gauss(mu, 1), 9) for mu in (0, 5, 0)])
print(round(random.normalvariate(0, 1), 9), round(random.expovariate(2.0), 9), random.getrandbits(40), random.getrandbits(5))
print(choice("hello"), random.choice([1.5, 2.5]), random.choices([1, 2, 3], k=5))
print(random.choices("abc", weights=[5, 1, 1], k=6), random.choices([1, 2], cum_weights=[1, 10], k=4))
cards = [f"{r}{s}" for s in "SH" for r in range(1, 6)]
random.shuffle(cards)
print(cards)
print(random.sample(cards, 3), random.sample(range(1000), k=4))
rng = Random(99)
print([rng.randint(0, 9) for _ in range(5)], rng.random(), rng.choice(cards), rng.sample([1, 2, 3], 2))
rng.shuffle(cards)
rng.seed(2**40)
print(cards[0], rng.random())



def walk(steps: int, seed: int) -> tuple[int, int]:
    r = random.Random(seed)
    x = y = 0
    for _ in range(steps):
        dx, dy = r.choice([(0, 1), (1, 0), (0, -1), (-1, 0)])
        x += dx
        y += dy
    return x, y


print(walk(1000, 3), sum(rng.random() < 0.5 for _ in range(1000)))
