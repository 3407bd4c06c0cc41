from __future__ import annotations

import threading

from django.http import HttpResponse
from rest_framework import status, viewsets
from rest_framework.decorators import action, api_view
from rest_framework.response import Response
from rest_framework.views import APIView

from . import exports
from .gateway import Room
from .models import Lesson, Tutor
from .serializers import LessonSerializer

progress = {"sent": 0}


class LessonViewSet(viewsets.ModelViewSet):
    queryset = Lesson.objects.all()  # ok: import-time-work
    serializer_class = LessonSerializer

    @action(detail=True, methods=["post"])
    def room(self, request, pk=None):  # expect: sync-handler-io
        return Response({"url": Room(int(pk)).url})

    @action(detail=True)
    def slug(self, request, pk=None):  # ok: sync-handler-io
        return Response({"slug": Room(int(pk)).slug})

    def destroy(self, request, pk=None):  # expect: sync-handler-io
        Lesson.objects.filter(pk=pk).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_queryset(self):  # ok: sync-handler-io
        return Lesson.objects.filter(tutor__user=self.request.user)


class Timetable(APIView):
    def get(self, request, kind):  # expect: sync-handler-io
        render = exports.EXPORTERS[kind]
        return HttpResponse(render(request.query_params.getlist("lesson")))

    def post(self, request, kind):  # ok: sync-handler-io
        render = exports.LIGHT[kind]
        return HttpResponse(render(request.data))

    def put(self, request, kind):  # expect: sync-handler-io
        exports.archive(f"{kind}/{request.user.pk}", request.body)
        return Response()


def remind(tutors: list[str]) -> None:
    for tutor in tutors:
        with Room(hash(tutor) & 0xFFFF):  # expect: io-in-loop  # ok: unbounded-int
            progress["sent"] += 1  # expect: shared-state-race


@api_view(["POST"])
def remind_all(request):  # ok: sync-handler-io
    threading.Thread(target=remind, args=(request.data["tutors"],), daemon=True).start()  # expect: thread-per-item  # ok: gil-bound-thread
    return Response(status=202)


@api_view(["GET"])
def tutors(request):  # expect: sync-handler-io
    return Response([{"name": tutor.name} for tutor in Tutor.objects.only("name")])


@api_view(["GET"])
def health(request):  # ok: sync-handler-io
    return Response({"sent": progress["sent"]})
