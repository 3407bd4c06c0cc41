from django.urls import path

from . import views

urlpatterns = [
    path("books/<int:pk>/", views.book_detail),
    path("about/", views.about),
    path("elsewhere/", views.search_elsewhere),
    path("loans/", views.LoanView.as_view()),
    path("overdue/", views.overdue_view),
    path("overdue/count/", views.overdue_count),
    path("first/", views.first_title),
    path("neighbours/", views.neighbours),
]
