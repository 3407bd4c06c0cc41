"""An auction house on Tornado: a web socket for bids, the loop's executor, a periodic close."""
import asyncio
import functools
import json
import threading
import time

import pymongo
import tornado.ioloop
import tornado.web
import tornado.websocket
from tornado import gen, httpclient
from tornado.options import define, options

define("port", default=8888)
mongo = pymongo.MongoClient("mongodb://db", serverSelectionTimeoutMS=2000, socketTimeoutMS=3000)
lots = mongo.auction.lots
book = threading.RLock()
best: dict[str, int] = {}


def settle(lot):
    lots.update_one({"_id": lot}, {"$set": {"sold": True, "price": best.get(lot, 0)}})


def rank(bids):
    for i in range(len(bids)):  # expect: hot-loop
        for j in range(i + 1, len(bids)):
            if bids[j]["price"] * bids[j]["trust"] > bids[i]["price"] * bids[i]["trust"]:
                bids[i], bids[j] = bids[j], bids[i]
    return bids


class LotHandler(tornado.web.RequestHandler):
    def prepare(self):
        self.started = time.monotonic()

    async def get(self, lot):
        found = lots.find_one({"_id": lot})  # expect: blocking-call
        self.write(found or {})

    async def post(self, lot):
        await tornado.ioloop.IOLoop.current().run_in_executor(None, settle, lot)  # ok: blocking-chain, gil-bound-offload
        self.set_status(204)

    def delete(self, lot):
        lots.delete_one({"_id": lot})  # expect: blocking-call


class RankHandler(tornado.web.RequestHandler):
    @gen.coroutine
    def get(self, lot):
        client = httpclient.AsyncHTTPClient()  # ok: client-per-call
        reply = yield client.fetch(f"http://bids.internal/{lot}")  # ok: blocking-call
        self.write({"bids": rank(json.loads(reply.body))})  # expect: cpu-in-coroutine

    async def post(self, lot):
        bids = json.loads(self.request.body)["bids"]  # expect: cpu-in-coroutine
        loop = asyncio.get_running_loop()
        ranked = await loop.run_in_executor(None, functools.partial(rank, bids))  # expect: gil-bound-offload
        self.write({"bids": ranked})


class BidSocket(tornado.websocket.WebSocketHandler):
    watchers: set = set()

    def open(self, lot):
        self.lot = lot
        self.watchers.add(self)

    def on_close(self):
        self.watchers.discard(self)

    async def on_message(self, message):
        bid = json.loads(message)  # ok: cpu-in-coroutine
        with book:  # expect: lock-in-coroutine
            best[self.lot] = max(best.get(self.lot, 0), bid["price"])
        for watcher in self.watchers:
            await watcher.write_message(message)  # expect: sequential-awaits
        tornado.ioloop.IOLoop.current().spawn_callback(self.record, bid)  # ok: lost-task

    async def record(self, bid):
        lots.insert_one({"lot": self.lot, **bid})  # expect: blocking-call

    def check_origin(self, origin):
        return origin.endswith("auction.example")


def close_due():
    for lot in list(best):
        settle(lot)  # expect: blocking-chain, io-in-loop


def make_app():
    return tornado.web.Application([(r"/lot/(\w+)", LotHandler), (r"/rank/(\w+)", RankHandler), (r"/bids/(\w+)", BidSocket)])


async def main():
    options.parse_command_line()
    make_app().listen(options.port)
    tornado.ioloop.PeriodicCallback(close_due, 60_000).start()
    await asyncio.Event().wait()  # ok: blocking-call, busy-wait


if __name__ == "__main__":
    asyncio.run(main())  # ok: nested-event-loop
