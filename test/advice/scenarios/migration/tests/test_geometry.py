from planner.assign import assign
from planner.geometry import shortest_paths


def test_shortest_paths():
    assert shortest_paths([[0, 5], [5, 0]], [0, 0]) == [[0, 5], [5, 0]]


def test_assign():
    assert assign([[0, 5], [5, 0]], [0, 1]) == [0, 1]
