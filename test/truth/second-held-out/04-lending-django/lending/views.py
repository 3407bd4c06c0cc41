from __future__ import annotations

import asyncio
import subprocess

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views import View
from django.views.decorators.http import require_GET, require_POST

from . import services
from .models import Book, Branch, Loan


@require_GET
def book(request, isbn):  # expect: sync-handler-io
    found = get_object_or_404(Book, isbn=isbn)
    return JsonResponse({"title": found.title, "spine": found.spine})


@require_POST
def lend(request):  # expect: sync-handler-io
    try:
        loan = services.lend(request.POST["isbn"], request.POST["member"])
    except services.NotAvailable:
        return JsonResponse({}, status=409)
    return JsonResponse({"due": loan.due.isoformat()})


def about(request):  # ok: sync-handler-io
    return render(request, "about.html", {"due": services.due_date()})


class Covers(View):
    def get(self, request, isbn):  # expect: sync-handler-io
        return HttpResponse(services.cover_url(isbn))

    def post(self, request, isbn):  # expect: sync-handler-io
        subprocess.run(["cover-import", isbn], check=True, timeout=60)
        return HttpResponse(status=204)

    def options(self, request, isbn):  # ok: sync-handler-io
        return HttpResponse(headers={"Allow": "GET, POST"})


async def branches(request):
    rows = [{"name": branch.name} async for branch in Branch.objects.all()]  # ok: blocking-call, sequential-awaits
    return JsonResponse({"branches": rows})


async def shelf(request, branch):
    books = Book.objects.filter(branch__name=branch).order_by("title")  # ok: blocking-call
    titles = [book.title for book in books]  # expect: blocking-call
    return JsonResponse({"titles": titles})


async def overdue(request):
    loans = Loan.objects.filter(returned=None).select_related("book")  # ok: blocking-call
    count = await loans.acount()  # ok: blocking-call
    first = loans.first()  # expect: blocking-call
    return JsonResponse({"count": count, "first": first.book.title if first else None})


async def lend_async(request):
    body = request.POST
    loan = await sync_to_async(services.lend)(body["isbn"], body["member"])  # ok: blocking-chain, gil-bound-offload
    return JsonResponse({"due": loan.due.isoformat()})


async def reserve(request):
    services.reserve_all(request.POST.getlist("isbn"), request.POST["member"])  # expect: blocking-chain
    return HttpResponse(status=204)


async def blurbs(request, isbn):
    text, branch = await asyncio.gather(  # ok: sequential-awaits
        asyncio.to_thread(services.blurb, isbn),  # ok: blocking-chain
        Branch.objects.afirst(),  # ok: blocking-call, unawaited-coroutine
    )
    return JsonResponse({"text": text, "branch": branch.name})


async def duplicates(request):
    titles = [title async for title in Book.objects.values_list("title", flat=True)]
    pairs = services.similar(titles)  # expect: cpu-in-coroutine
    return JsonResponse({"pairs": pairs})


async def duplicates_aside(request):
    titles = [title async for title in Book.objects.values_list("title", flat=True)]
    pairs = await sync_to_async(services.similar, thread_sensitive=False)(titles)  # expect: gil-bound-offload
    return JsonResponse({"pairs": pairs})
