"""Members of enums that `__init__` makes of their values."""
from enum import Enum


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67e-11 * self.mass / (self.radius * self.radius)


def main():
    for planet in Planet:
        print(planet.name, round(planet.gravity, 2), planet.value)
    print(Planet.EARTH, Planet["MARS"].radius)


if __name__ == "__main__":
    main()
