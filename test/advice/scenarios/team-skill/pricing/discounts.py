from functools import cached_property


class Basket:
    def __init__(self, prices: list[int], coupons: list[int]) -> None:
        self.prices = prices
        self.coupons = coupons

    @cached_property
    def total(self) -> int:
        return sum(self.prices)


def best_split(basket: Basket) -> int:
    """The least that can be paid when each coupon goes to one price."""
    best = [[basket.total] * (len(basket.coupons) + 1) for _ in range(len(basket.prices) + 1)]
    for bought in range(1, len(basket.prices) + 1):
        for used in range(1, len(basket.coupons) + 1):
            paid = best[bought - 1][used - 1] - min(basket.prices[bought - 1], basket.coupons[used - 1])
            best[bought][used] = min(best[bought - 1][used], best[bought][used - 1], paid)
    return best[-1][-1]
