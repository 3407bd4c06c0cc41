import asyncio
import time
import sqlite3
import requests
from aiohttp import web
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, WebSocket
from sanic import Sanic
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import Route
from discord.ext import commands, tasks
from aiogram import Router
from telegram.ext import Application, CommandHandler
import tornado.web
import trio
import anyio
from asgiref.sync import async_to_sync, sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
import websockets
from tornado.ioloop import IOLoop

app = FastAPI()
router = APIRouter()
sanic_app = Sanic("x")
rt = Router()


@app.on_event("startup")
def boot():
    time.sleep(1)  # expect: blocking-call


@router.get("/x")
def plain():
    time.sleep(1)


@app.middleware("http")
async def timing(request, call_next):
    time.sleep(1)  # expect: blocking-call
    return await call_next(request)


def later():
    time.sleep(1)


@router.post("/bg")
async def bg(tasks_: BackgroundTasks):
    tasks_.add_task(later)
    return 1


def endpoint(request):
    time.sleep(1)


def sanic_plain(request):
    time.sleep(1)  # expect: blocking-call


sanic_app.add_route(sanic_plain, "/x")
star = Starlette(routes=[Route("/x", endpoint)])


@sanic_app.get("/y")
def sanic_decorated(request):
    time.sleep(1)  # expect: blocking-call


class Head(HTTPEndpoint):
    def get(self, request):
        time.sleep(1)


class Tornado(tornado.web.RequestHandler):
    def get(self):
        time.sleep(1)  # expect: blocking-call


class Slow(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        time.sleep(1)  # expect: blocking-call
        return await call_next(request)


routes = web.RouteTableDef()


@routes.get("/z")
async def aio(request):
    time.sleep(1)  # expect: blocking-call
    return web.Response()


class Cog(commands.Cog):
    @commands.Cog.listener()
    async def on_message(self, message):
        time.sleep(1)  # expect: blocking-call

    @tasks.loop(seconds=3)
    async def tick(self):
        requests.get("http://", timeout=3)  # expect: blocking-call


@rt.message()
async def answer(message):
    time.sleep(1)  # expect: blocking-call


async def handler(ws):
    async for message in ws:
        time.sleep(1)  # expect: blocking-call


async def tri():
    with trio.move_on_after(3):
        await trio.to_thread.run_sync(later)
    async with anyio.create_task_group() as tg:
        tg.start_soon(tri)
    async_to_sync(tri)()  # expect: nested-event-loop
    anyio.run(tri)  # expect: nested-event-loop
    await sync_to_async(later)()
    IOLoop.current().run_sync(tri)  # expect: nested-event-loop


class Chat(AsyncWebsocketConsumer):
    async def receive(self, text_data=None):
        time.sleep(1)  # expect: blocking-call
        await self.send(text_data)
