"""The rules of the house."""
import requests
from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import Loan, LoanIn, Member

CATALOGUE = "https://catalogue.example/isbn"


class LoanService:
    def __init__(self, db: Session):
        self.db = db

    def member(self, number: int) -> Member | None:
        return self.db.get(Member, number)

    def lend(self, number: int, loan: LoanIn) -> Loan:
        row = Loan(title=loan.title, days=loan.days, member_id=number)
        self.db.add(row)
        self.db.commit()
        return row

    def all_loans(self) -> list[Loan]:
        return list(self.db.scalars(select(Loan)))

    @staticmethod
    def fine(days: int) -> int:
        return max(0, days - 21) * 10


def cover(isbn: str) -> bytes:
    return requests.get(f"{CATALOGUE}/{isbn}/cover").content  # expect: request-without-timeout


def covers(isbns: list[str]) -> list[bytes]:
    pictures = []
    for isbn in isbns:
        pictures.append(cover(isbn))  # expect: io-in-loop
    return pictures


def similar(loans: list[Loan]) -> list[tuple[str, str]]:
    pairs = []
    for left in loans:  # expect: hot-loop
        for right in loans:
            shared = sum(1 for a in left.title.split() if a in right.title.split())
            if left.id < right.id and shared * 2 > len(left.title.split()):
                pairs.append((left.title, right.title))
    return pairs
