"""Chat-operations bot: slash commands arrive as web hooks."""
import hmac
import logging
import os
import subprocess
import threading
import time
import urllib.request
from hashlib import sha256

import boto3  # ok: no-equivalent
import paramiko
import requests
from flask import Flask, abort, jsonify, request

from state import Deployments, Throttle

app = Flask(__name__)
log = logging.getLogger("deploy-room")
SECRET = os.environ.get("SIGNING_SECRET", "").encode()
deployments = Deployments()
throttle = Throttle(5)
s3 = boto3.client("s3")  # ok: client-per-call, import-time-work
commands = {}


def command(name):
    def register(function):
        commands[name] = function
        return function

    return register


def signed(body: bytes, signature: str) -> bool:
    expected = hmac.new(SECRET, body, sha256).hexdigest()
    return hmac.compare_digest(expected, signature)


@app.post("/hook")
def hook():  # expect: sync-handler-io
    if not signed(request.get_data(), request.headers.get("X-Signature", "")):
        abort(401)
    name, _, rest = request.form["text"].partition(" ")
    handler = commands.get(name)
    if handler is None:
        return jsonify(text="No such command.")
    return jsonify(text=handler(rest))


@command("deploy")
def deploy(service: str) -> str:
    number = deployments.begin(service)
    threading.Thread(target=run_deploy, args=(service, number)).start()  # expect: thread-per-item
    return f"Deployment {number} of {service} begins."


@command("status")
def status(service: str) -> str:
    answer = requests.get(f"https://{service}.internal/health")  # expect: request-without-timeout
    return f"{service}: {answer.status_code}"


@command("restart")
def restart(host: str) -> str:
    client = paramiko.SSHClient()
    client.connect(host, timeout=10)
    client.exec_command("sudo systemctl restart app", timeout=10)
    client.close()
    return f"{host} restarts."


@command("who")
def who(_: str) -> str:
    return ", ".join(deployments.names())


@app.get("/deployments")
def list_deployments():  # ok: sync-handler-io
    return jsonify(deployments.snapshot())


@app.get("/artefacts/<name>")
def artefact(name: str):  # expect: sync-handler-io
    found = boto3.client("s3").head_object(Bucket="artefacts", Key=name)  # expect: client-per-call
    return jsonify(size=found["ContentLength"])


@app.get("/changelog/<tag>")
def changelog(tag: str):  # expect: sync-handler-io
    done = subprocess.run(["git", "log", "--oneline", tag], capture_output=True, text=True, timeout=20)
    with urllib.request.urlopen(f"https://tags.internal/{tag}") as answer:  # expect: request-without-timeout
        author = answer.read().decode()
    return jsonify(log=done.stdout.splitlines(), author=author)


def run_deploy(service: str, number: int) -> None:
    throttle.take()
    done = subprocess.run(["make", "deploy", f"SERVICE={service}"], capture_output=True)
    deployments.finish(number, done.returncode == 0)
    s3.put_object(Bucket="deploy-logs", Key=str(number), Body=done.stdout)  # ok: request-without-timeout
    requests.post("https://chat.example/room", json={"text": f"{service}: {done.returncode}"})  # ok: request-without-timeout


def sweep() -> None:
    while True:  # ok: busy-wait
        deployments.forget_older_than(time.time() - 86400)
        time.sleep(600)


if __name__ == "__main__":
    threading.Thread(target=sweep, daemon=True).start()  # ok: thread-per-item, gil-bound-thread
    app.run(port=8800)
