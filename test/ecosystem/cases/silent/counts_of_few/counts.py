"""Ranges whose numbers say what there are few of: ticks, the degree of a curve, pieces of each kind."""

import math


def ticks(first, last, subTickNum):
    found = []
    while first < last:
        for part in range(1, subTickNum):
            found.append(part * 10**first / subTickNum)
        first += 1
    return found


class Curve:
    def __init__(self, degree, weights):
        self.degree = degree
        self.weights = weights

    def point(self, knots, at):
        order = self.degree + 1
        total = 0.0
        for row in range(order):
            for column in range(row, order):
                total += knots[row] * self.weights[column] * (at - knots[column])
        return total


def polynomial(points):
    count = len(points) - 1
    return [
        sum((-1) ** (i + j) * points[i] / (math.factorial(i) * math.factorial(j - i)) for i in range(j + 1))  # expect: unbounded-int
        for j in range(count + 1)
    ]


class Position:
    def __init__(self, pieces):
        self.pieces = pieces

    def order(self, places):
        for i in range(1, self.pieces[0]):
            for j in range(i + 1, self.pieces[0]):
                if places[i] > places[j]:
                    places[i], places[j] = places[j], places[i]


def streams(file):
    rates = []
    for at in range(file.n_streams):
        for other in range(at):
            rates.append(file.rates[at] * file.rates[other] / (at - other))
    return rates


def front(values, n_obj):
    found = []
    for j in range(2, n_obj):
        value = 1.0
        for i in range(1, n_obj - j + 1):
            value *= 1.0 - values[i - 1]
        found.append(value)
    return found
