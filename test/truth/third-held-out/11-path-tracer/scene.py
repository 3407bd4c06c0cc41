import json
import random
from dataclasses import dataclass

from vector import Vec


@dataclass
class Sphere:
    centre: Vec
    radius: float
    glow: float

    def hit(self, origin: Vec, direction: Vec) -> float | None:
        offset = origin - self.centre
        b = offset.dot(direction)
        c = offset.dot(offset) - self.radius ** 2  # ok: unbounded-int
        under = b * b - c
        if under < 0:
            return None
        return -b - under ** 0.5


class Scene:
    def __init__(self, spheres: list[Sphere]):
        self.spheres = spheres

    @classmethod
    def load(cls, path: str) -> "Scene":
        with open(path) as stream:
            return cls([Sphere(Vec(*s["centre"]), s["radius"], s["glow"]) for s in json.load(stream)])

    def nearest(self, origin: Vec, direction: Vec) -> tuple[float, Sphere] | None:
        best = None
        for sphere in self.spheres:  # ok: hot-loop
            distance = sphere.hit(origin, direction)
            if distance and distance > 1e-4 and (best is None or distance < best[0]):
                best = (distance, sphere)
        return best


def bounce(rng: random.Random) -> Vec:
    return Vec(rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1)).unit()
