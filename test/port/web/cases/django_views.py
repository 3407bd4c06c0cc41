"""A shelf of books served by views that are classes, and by functions with decorators."""

import json

from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

books: dict[int, dict[str, str]] = {1: {"title": "Emma", "author": "Austen"}}


def read_json(request):
    if request.content_type != "application/json":
        return None
    try:
        return json.loads(request.body)
    except json.JSONDecodeError:
        return None


@method_decorator(csrf_exempt, name="dispatch")
class BookList(View):
    """All books."""

    def get(self, request):
        author = request.GET.get("author")
        found = [
            {"id": key, "title": book["title"]}
            for key, book in books.items()
            if author is None or book["author"] == author
        ]
        return JsonResponse({"books": found})

    def post(self, request):
        data = read_json(request)
        if data is None or "title" not in data:
            return HttpResponseBadRequest("no title")
        key = max(books, default=0) + 1
        books[key] = {"title": data["title"], "author": data.get("author", "unknown")}
        response = JsonResponse({"id": key}, status=201)
        response["Location"] = f"/books/{key}/"
        response.set_cookie("last", str(key), max_age=600)
        return response


@method_decorator(csrf_exempt, name="dispatch")
class BookView(View):
    def get_book(self, pk):
        if pk not in books:
            raise Http404("no such book")
        return books[pk]

    def get(self, request, pk):
        return JsonResponse(self.get_book(pk))

    def put(self, request, pk):
        book = self.get_book(pk)
        data = read_json(request)
        if data is None:
            return JsonResponse({"error": "no JSON"}, status=400)
        book["title"] = str(data.get("title", book["title"]))
        return JsonResponse(book)

    def delete(self, request, pk):
        self.get_book(pk)
        del books[pk]
        response = HttpResponse(status=204)
        response.delete_cookie("last")
        return response


@require_GET
def count(request):
    return HttpResponse(str(len(books)), content_type="text/plain")


@csrf_exempt
@require_http_methods(["GET", "POST"])
def echo(request):
    if request.method == "POST":
        return HttpResponse(request.body, headers={"X-Size": str(len(request.body))})
    return HttpResponse("nothing")


urlpatterns = [
    path("books/", BookList.as_view(), name="books"),
    path("books/<int:pk>/", BookView.as_view()),
    path("count", count),
    path("echo", echo),
]


#> GET /books/
#> POST /books/ {"title": "Persuasion", "author": "Austen"}
#> POST /books/ {"author": "Nobody"}
#> POST /books/ text/plain: title
#> POST /books/ {"title": "Ulysses"}
#> GET /books/?author=Austen
#> GET /books/3/
#> GET /books/9/
#> GET /books/x/
#> PUT /books/3/ {"title": "Dubliners"}
#> PUT /books/3/ nope
#> GET /books/3/
#> PATCH /books/3/ {}
#> DELETE /books/3/
#> DELETE /books/3/
#> OPTIONS /books/
#> HEAD /books/
#> GET /count
#> POST /count
#> POST /echo text/plain: hello
#> GET /echo
#> DELETE /echo
