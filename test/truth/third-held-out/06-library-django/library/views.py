import datetime
import json
import time

import requests
from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View

from .models import Book, Loan

CATALOGUE = "https://catalogue.example.org/search"


def book_detail(request: HttpRequest, pk: int):  # expect: sync-handler-io
    book = get_object_or_404(Book, pk=pk)
    return JsonResponse({"title": book.title, "label": book.label})


def about(request: HttpRequest):  # ok: sync-handler-io
    return HttpResponse("Open from nine to five.")


def search_elsewhere(request: HttpRequest):  # expect: sync-handler-io
    answer = requests.get(CATALOGUE, params={"q": request.GET["q"]})  # expect: request-without-timeout
    return HttpResponse(answer.content, content_type="application/json")


class LoanView(View):
    def post(self, request: HttpRequest):  # expect: sync-handler-io
        body = json.loads(request.body)
        for isbn in body["books"]:
            book = Book.objects.get(isbn=isbn)  # expect: io-in-loop
            Loan.objects.create(book=book, reader=body["reader"], due=due_date())
        return JsonResponse({"ok": True})

    def options(self, request: HttpRequest):  # ok: sync-handler-io
        return HttpResponse(status=204)


def due_date() -> datetime.date:
    return datetime.date.today() + datetime.timedelta(days=21)


def overdue() -> list[Loan]:
    return list(Loan.objects.filter(due__lt=datetime.date.today()).select_related("book"))


def suggest(readers: dict[int, set[int]]) -> dict[int, int]:
    nearest = {}
    for reader, books in readers.items():  # expect: hot-loop
        best = (-1, -1)
        for other, others in readers.items():
            if other != reader:
                best = max(best, (len(books & others), other))
        nearest[reader] = best[1]
    return nearest


async def overdue_view(request: HttpRequest):
    loans = await sync_to_async(overdue)()  # ok: blocking-chain, gil-bound-offload
    time.sleep(0.2)  # expect: blocking-call
    return JsonResponse({"count": len(loans)})


async def overdue_count(request: HttpRequest):
    count = len(overdue())  # expect: blocking-chain
    return JsonResponse({"count": count})


async def first_title(request: HttpRequest):
    book = await Book.objects.order_by("title").afirst()  # ok: blocking-call
    titles = [other.title async for other in Book.objects.all()]  # ok: blocking-call
    return JsonResponse({"first": book.title, "all": len(titles)})


async def neighbours(request: HttpRequest):
    readers: dict[int, set[int]] = {}
    async for loan in Loan.objects.all():
        readers.setdefault(loan.reader, set()).add(loan.book_id)
    found = await sync_to_async(suggest, thread_sensitive=False)(readers)  # expect: gil-bound-offload
    return JsonResponse({str(key): value for key, value in found.items()})
