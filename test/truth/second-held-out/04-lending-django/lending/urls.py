from django.urls import path

from . import views

urlpatterns = [
    path("books/<isbn>", views.book),
    path("lend", views.lend),
    path("lend-async", views.lend_async),
    path("about", views.about),
    path("covers/<isbn>", views.Covers.as_view()),
    path("branches", views.branches),
    path("shelf/<branch>", views.shelf),
    path("overdue", views.overdue),
    path("reserve", views.reserve),
    path("blurbs/<isbn>", views.blurbs),
    path("duplicates", views.duplicates),
    path("duplicates-aside", views.duplicates_aside),
]
