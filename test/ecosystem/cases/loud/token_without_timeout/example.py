import requests
from django.http import JsonResponse
from django.urls import path


def exchange(code):
    return requests.post("https://login.example.org/token", data={"code": code})


def callback(request):
    return JsonResponse(exchange(request.GET["code"]).json())


urlpatterns = [path("callback", callback)]
