"""Query, form, headers and redirects."""

from django.http import HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

VOTES: dict[str, int] = {}


@csrf_exempt
def vote(request):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    name = request.POST.get("name")
    if name is None:
        return JsonResponse({"error": "no name"}, status=400)
    VOTES[name] = VOTES.get(name, 0) + 1
    return HttpResponseRedirect("/votes")


def votes(request):
    total = sum(VOTES.values())
    shares = {name: count / total for name, count in VOTES.items()}
    return JsonResponse({"total": total, "shares": shares})


def secret(request):
    if request.headers.get("X-Key") != "open":
        return HttpResponseForbidden("closed")
    response = HttpResponse("welcome")
    response["X-Found"] = "yes"
    return response


def add(request, a: int, b: int):
    return JsonResponse({"sum": a + b, "path": request.path})


urlpatterns = [
    path("vote", vote),
    path("votes", votes),
    path("secret", secret),
    path("add/<int:a>/<int:b>", add),
]


#> GET /vote
#> POST /vote application/x-www-form-urlencoded: name=ann
#> POST /vote application/x-www-form-urlencoded: name=bob
#> POST /vote application/x-www-form-urlencoded: name=ann
#> POST /vote application/x-www-form-urlencoded: nom=ann
#> GET /votes
#> GET /secret
#> GET /secret x-key=open
#> GET /add/2/40
#> GET /add/2/x
