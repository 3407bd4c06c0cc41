"""Turns that hand whole arrays to native code."""

import numpy as np  # expect: no-equivalent


def orthonormal(vectors: np.ndarray) -> np.ndarray:
    for at in range(vectors.shape[1]):
        for before in range(at):
            vectors[:, at] -= np.dot(vectors[:, at], vectors[:, before]) * vectors[:, before]
    return vectors


def distances(points: list[tuple[float, float]]) -> np.ndarray:
    result = np.zeros((len(points), len(points)))
    for row in range(len(points)):  # expect: hot-loop
        for column in range(len(points)):
            across = points[row][0] - points[column][0]
            up = points[row][1] - points[column][1]
            result[row, column] = np.sqrt(across * across + up * up)
    return result
