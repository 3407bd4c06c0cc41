from django.db import transaction
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action, api_view
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Pupil, School


class SchoolSerializer(serializers.ModelSerializer):
    class Meta:
        model = School
        fields = ["id", "name", "places"]


class SchoolViewSet(viewsets.ModelViewSet):
    queryset = School.objects.all()  # ok: import-time-work
    serializer_class = SchoolSerializer

    @action(detail=True, methods=["post"])
    def close(self, request, pk=None):  # expect: sync-handler-io
        for pupil in Pupil.objects.filter(school_id=pk):  # ok: io-in-loop
            pupil.school_id = 1
            pupil.save()  # expect: io-in-loop
        return Response(status=status.HTTP_204_NO_CONTENT)

    @action(detail=True, methods=["post"])
    def close_fast(self, request, pk=None):  # expect: sync-handler-io
        with transaction.atomic():
            Pupil.objects.filter(school_id=pk).update(school_id=1)  # ok: io-in-loop
        return Response(status=status.HTTP_204_NO_CONTENT)

    @action(detail=False)
    def fields(self, request):  # ok: sync-handler-io
        return Response(SchoolSerializer.Meta.fields)


class Enrol(APIView):
    def post(self, request):  # expect: sync-handler-io
        pupil = Pupil.objects.create(name=request.data["name"], school_id=request.data["school"])
        return Response({"id": pupil.pk}, status=201)


@api_view(["GET"])
def places(request):  # expect: sync-handler-io
    rows = School.objects.values("name", "places")
    return Response(list(rows))
