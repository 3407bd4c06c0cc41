from django.urls import include, path
from rest_framework.routers import DefaultRouter

from . import api, views

router = DefaultRouter()
router.register("schools", api.SchoolViewSet)
urlpatterns = [
    path("api/", include(router.urls)),
    path("api/enrol", api.Enrol.as_view()),
    path("api/places", api.places),
    path("school/<int:pk>", views.school),
    path("school/<int:pk>/async", views.school_async),
    path("school/<int:pk>/good", views.school_good),
    path("school/<int:pk>/seats", views.seats),
    path("school/<int:pk>/seats/inline", views.seats_inline),
    path("pupils", views.pupils),
    path("pupil/<int:pk>/rename", views.rename),
    path("pupil/<int:pk>/marks", views.marks),
    path("sizes", views.sizes),
    path("weather", views.weather),
    path("about", views.about),
    path("timetable/<int:pk>", views.Timetable.as_view()),
    path("register/<int:pk>", views.Register.as_view()),
    path("list", views.PupilList.as_view()),
]
