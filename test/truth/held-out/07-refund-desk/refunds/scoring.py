from .ports import Refund, Scorer


class FlatScorer(Scorer):
    def score(self, refund: Refund, history: list[Refund]) -> float:
        return 0.5


class PairScorer(Scorer):
    def score(self, refund: Refund, history: list[Refund]) -> float:
        total = 0.0
        for i, left in enumerate(history):  # expect: hot-loop
            for right in history[i + 1 :]:
                total += abs(float(left.amount) - float(right.amount)) * (left.reason == right.reason)
        return total
