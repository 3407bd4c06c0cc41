import asyncio
import time

import requests
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from bottle import Bottle
from celery import Celery, shared_task
from celery.result import AsyncResult
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import models
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views import View
from flask import Flask, request
from litestar import get
from quart import Quart
from rest_framework.views import APIView
from rq import Queue
from tornado.httpclient import AsyncHTTPClient, HTTPClient
from tornado.websocket import WebSocketHandler
from twisted.internet import reactor
from twisted.internet.protocol import Protocol

celery = Celery("x")
flask = Flask(__name__)
quart = Quart(__name__)
bottle = Bottle()


@celery.task
def crunch(n):
    time.sleep(n)


@shared_task(bind=True)
def again(self, n):
    time.sleep(n)


@flask.route("/")
async def page():
    time.sleep(1)  # expect: blocking-call
    return request.get_json()


@flask.get("/plain")
def plain_page():
    time.sleep(1)
    return ""


@quart.get("/")
async def quart_page():
    time.sleep(1)  # expect: blocking-call
    crunch.delay(3)
    return AsyncResult("id").get()  # expect: blocking-call


@quart.get("/plain")
def quart_plain():
    time.sleep(1)


@quart.websocket("/ws")
async def quart_socket():
    requests.get("http://")  # expect: blocking-call


@bottle.get("/")
def bottled():
    time.sleep(1)


class Seat(models.Model):
    free = models.BooleanField()


async def users(request):
    user = User.objects.get(pk=1)  # expect: blocking-call
    found = [row for row in Seat.objects.filter(free=True)]  # expect: blocking-call
    async for row in User.objects.filter(active=True):
        print(row)
    await User.objects.filter(active=True).acount()
    other = await User.objects.aget(pk=3)
    user.save()
    await other.asave()
    get_object_or_404(User, pk=1)  # expect: blocking-call
    cache.get("x")  # expect: blocking-call
    await cache.aget("x")
    send_mail("a", "b", "c", ["d"])  # expect: blocking-call
    return JsonResponse({"users": len(found)})


class Report(View):
    def get(self, request):
        time.sleep(1)

    async def post(self, request):
        time.sleep(1)  # expect: blocking-call


class Api(APIView):
    def get(self, request):
        time.sleep(1)


class Feed(WebSocketHandler):
    def on_message(self, message):
        HTTPClient().fetch("http://")  # expect: nested-event-loop

    async def open(self):
        await AsyncHTTPClient().fetch("http://")
        time.sleep(1)  # expect: blocking-call


class Echo(Protocol):
    def dataReceived(self, data):
        time.sleep(1)  # expect: blocking-call


def poll():
    time.sleep(1)  # expect: blocking-call


def drain():
    time.sleep(1)


def store():
    time.sleep(1)


reactor.callLater(3, poll)


@get("/")
async def light() -> str:
    time.sleep(1)  # expect: blocking-call
    Queue().enqueue(store)
    return ""


class Wire(asyncio.DatagramProtocol):
    def datagram_received(self, data, addr):
        time.sleep(1)  # expect: blocking-call


async def schedule():
    scheduler = AsyncIOScheduler()
    scheduler.add_job(store, "interval", seconds=3)
    scheduler.start()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(15, lambda: drain())  # expect: blocking-chain
    loop.call_soon(poll)
