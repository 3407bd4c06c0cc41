"""Views and their URLs."""

import json

from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

BOOKS: dict[int, dict[str, str]] = {1: {"title": "Été", "author": "C. Z."}}


@require_GET
def index(request):
    return HttpResponse("<p>Books</p>")


@csrf_exempt
@require_http_methods(["GET", "POST"])
def books(request):
    if request.method == "POST":
        data = json.loads(request.body)
        if "title" not in data:
            return HttpResponseBadRequest("title is missing")
        key = len(BOOKS) + 1
        BOOKS[key] = {"title": data["title"], "author": data.get("author", "unknown")}
        return JsonResponse({"id": key, "title": data["title"]}, status=201)
    word = request.GET.get("q", "")
    found = [{"id": key, "title": book["title"]} for key, book in BOOKS.items() if word in book["title"]]
    return JsonResponse({"count": len(found), "books": found})


def book(request, book_id):
    if book_id not in BOOKS:
        raise Http404("no such book")
    entry = BOOKS[book_id]
    return JsonResponse({"id": book_id, "title": entry["title"], "author": entry["author"], "rating": 4.0})


def titles(request):
    return JsonResponse([book["title"] for book in BOOKS.values()], safe=False)


def shelf(request, name):
    return HttpResponse(f"shelf {name}", content_type="text/plain")


urlpatterns = [
    path("", index),
    path("books/", books),
    path("books/<int:book_id>/", book),
    path("titles/", titles),
    path("shelf/<slug:name>", shelf),
]


#> GET /
#> POST /
#> GET /books/
#> POST /books/ {"title": "Go & <TS>", "author": "me"}
#> POST /books/ {"title": "Other"}
#> POST /books/ {"name": "x"}
#> GET /books/?q=Go
#> GET /books/1/
#> GET /books/2/
#> GET /books/9/
#> GET /titles/
#> GET /shelf/top-1
#> PUT /books/
#> GET /nothing/
