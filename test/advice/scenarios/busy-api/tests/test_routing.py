from quotes.routing import cheapest


def test_cheapest_of_two():
    assert cheapest([[0, 1], [1, 0]], [1, 1]) == 1
