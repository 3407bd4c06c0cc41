from names import *


class Point:
    def __init__(self, x):
        object.__setattr__(self, "x", x)
