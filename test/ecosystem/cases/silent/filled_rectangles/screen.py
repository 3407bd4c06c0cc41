"""A rectangle of a screen is filled: nothing is computed of its cells."""


class Screen:
    def __init__(self):
        self.rows = {}

    def fill(self, left, top, right, bottom, mark):
        for y in range(top, bottom):
            row = self.rows[y]
            for x in range(left, right):
                row[x] = mark
