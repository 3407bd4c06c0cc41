"""One thread at a time, by asking for the earlier one; a client that is made again when its credentials have run out; a join without an end."""

import asyncio
import threading
import time

import boto3
from fastapi import FastAPI
from flask import Flask, redirect

flask = Flask(__name__)
api = FastAPI()
running: list[threading.Thread] = []


def back_up() -> None:
    print("saved")


@flask.post("/backup")
def request_backup():
    if any(thread.is_alive() for thread in running):
        return "one is running", 409
    worker = threading.Thread(target=back_up, daemon=True)
    worker.start()
    running.append(worker)
    return redirect("/")


class Models:
    def __init__(self) -> None:
        self._client = None
        self._made = 0.0

    def _expired(self) -> bool:
        return time.monotonic() - self._made > 3000

    def client(self):
        if self._client is not None and not self._expired():
            return self._client
        self._client = boto3.client("bedrock-runtime", **self._credentials())
        self._made = time.monotonic()
        return self._client

    def _credentials(self) -> dict[str, str]:
        role = boto3.client("sts").assume_role(RoleArn="arn", RoleSessionName="models")
        return {"aws_session_token": role["Credentials"]["SessionToken"]}


models = Models()


@api.get("/models")
def list_models():
    return models.client().meta.region_name


class Bridge:
    async def __call__(self, scope, receive, send) -> None:
        sender = asyncio.create_task(self.send_all(send))
        await asyncio.wait_for(sender, None)

    async def send_all(self, send) -> None:
        await send({"type": "http.response.start", "status": 200})
