from __future__ import annotations

import logging
from datetime import date, timedelta

import requests
from django.db import transaction

from .models import Book, Loan

log = logging.getLogger(__name__)
COVERS = "https://covers.example.org"


class NotAvailable(Exception):
    pass


def cover_url(isbn: str) -> str:
    reply = requests.head(f"{COVERS}/{isbn}.jpg")  # expect: request-without-timeout
    return reply.headers.get("Location", "")


def blurb(isbn: str) -> str:
    return requests.get(f"{COVERS}/{isbn}.txt", timeout=2).text  # ok: request-without-timeout


@transaction.atomic
def lend(isbn: str, member: str) -> Loan:
    book = Book.objects.select_for_update().get(isbn=isbn)
    if book.copies <= book.on_loan():
        raise NotAvailable(isbn)
    return Loan.objects.create(book=book, member=member, due=due_date())


def lend_all(isbns: list[str], member: str) -> list[Loan]:
    return [lend(isbn, member) for isbn in isbns]  # expect: io-in-loop


def reserve_all(isbns: list[str], member: str) -> None:
    books = {book.isbn: book for book in Book.objects.filter(isbn__in=isbns)}  # ok: io-in-loop
    Loan.objects.bulk_create(Loan(book=books[isbn], member=member, due=due_date()) for isbn in isbns)  # ok: io-in-loop


def due_date(days: int = 28) -> date:
    return date.today() + timedelta(days=days)


def similar(titles: list[str]) -> list[tuple[str, str]]:
    """Pairs of titles that share most of their letters."""
    pairs = []
    for place, one in enumerate(titles):  # expect: hot-loop
        for two in titles[place + 1 :]:
            common = 0
            for letter in one:
                if letter in two:
                    common += 1
            if common * 4 > len(one) * 3:
                pairs.append((one, two))
    return pairs
