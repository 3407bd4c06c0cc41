import asyncio
import subprocess
import time

import requests
from asgiref.sync import async_to_sync, sync_to_async
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import ListView

from .models import Pupil, School
from .plan import seat_plan


def school(request, pk):  # expect: sync-handler-io
    found = School.objects.get(pk=pk)
    return JsonResponse({"name": found.name})


async def school_async(request, pk):
    found = School.objects.get(pk=pk)  # expect: blocking-call
    return JsonResponse({"name": found.name})


async def school_good(request, pk):
    found = await School.objects.aget(pk=pk)  # ok: blocking-call
    count = await Pupil.objects.filter(school=found).acount()  # ok: blocking-call
    return JsonResponse({"name": found.name, "pupils": count})


async def pupils(request):
    names = []
    async for pupil in Pupil.objects.all():  # ok: blocking-call
        names.append(pupil.name)
    return JsonResponse({"names": names})


async def rename(request, pk):
    pupil = await Pupil.objects.aget(pk=pk)
    pupil.rename(request.GET["name"])  # expect: blocking-chain
    return HttpResponse(status=204)


async def seats(request, pk):
    names = [pupil.name async for pupil in Pupil.objects.filter(school_id=pk)]
    plan = await sync_to_async(seat_plan)(names)  # expect: gil-bound-offload
    return JsonResponse({"plan": plan})


async def seats_inline(request, pk):
    names = [pupil.name async for pupil in Pupil.objects.filter(school_id=pk)]
    return JsonResponse({"plan": seat_plan(names)})  # expect: cpu-in-coroutine


@sync_to_async
def save_marks(pk, marks):
    Pupil.objects.filter(pk=pk).update(marks=marks)


async def marks(request, pk):
    await save_marks(pk, request.GET.getlist("mark"))  # ok: blocking-chain, gil-bound-offload
    return HttpResponse(status=204)


async def gather_sizes(schools):
    sizes = {}
    for one in schools:
        sizes[one] = await Pupil.objects.filter(school_id=one).acount()  # expect: sequential-awaits
    return sizes


def sizes(request):
    return JsonResponse(async_to_sync(gather_sizes)(request.GET.getlist("school")))  # ok: nested-event-loop


def weather(request):  # expect: sync-handler-io
    reply = requests.get("https://weather.example/today")  # expect: request-without-timeout
    return HttpResponse(reply.text)


def about(request):  # ok: sync-handler-io
    return render(request, "about.html", {"year": time.localtime().tm_year})


class Timetable(View):
    def get(self, request, pk):  # expect: sync-handler-io
        pdf = subprocess.run(["mkpdf", str(pk)], capture_output=True, timeout=20).stdout
        return HttpResponse(pdf, content_type="application/pdf")

    def options(self, request, pk):  # ok: sync-handler-io
        return HttpResponse(status=204)


class Register(View):
    async def get(self, request, pk):
        pupil = get_object_or_404(Pupil, pk=pk)  # expect: blocking-call
        await asyncio.sleep(0)
        return JsonResponse({"mean": pupil.mean()})  # ok: blocking-chain


class PupilList(ListView):
    model = Pupil
    paginate_by = 50
