"""What the desk needs of the outside, as abstract bases."""
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True)
class Refund:  # ok: metaclass
    order: str
    amount: Decimal
    reason: str = ""


class Ledger(ABC):  # ok: metaclass
    @abstractmethod
    def book(self, refund: Refund) -> int: ...

    @abstractmethod
    def open_refunds(self) -> list[Refund]: ...


class Mailer(Protocol):  # ok: metaclass
    async def send(self, to: str, text: str) -> None: ...


class Scorer(ABC):
    @abstractmethod
    def score(self, refund: Refund, history: list[Refund]) -> float: ...
