"""A true division makes a fraction of the power at once."""


class Sampler:
    def __init__(self, rate: float, factor: int) -> None:
        self.rate = rate
        self.rate /= 2**factor
        self.share = 1 / (10**factor)
