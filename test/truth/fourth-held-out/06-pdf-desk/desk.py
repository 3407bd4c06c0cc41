"""Pyramid desk that turns forms into PDF files."""
import io
import json
import re
import subprocess
import tempfile
import threading
import urllib.request
from wsgiref.simple_server import make_server

import boto3
import redis
from pyramid.config import Configurator
from pyramid.response import Response
from pyramid.view import view_config

from metrics import Registry

store = redis.Redis(host="cache", socket_timeout=1)  # ok: import-time-work, client-per-call
registry = Registry()
NUMBER = re.compile(r"\d+")


def render_html(form: dict) -> str:
    buffer = io.StringIO()
    for key, value in form.items():
        buffer.write(f"<p>{key}: {value}</p>")
    return buffer.getvalue()


def to_pdf(html: str) -> bytes:
    with tempfile.NamedTemporaryFile("w", suffix=".html") as page:
        page.write(html)
        page.flush()
        return subprocess.run(["wkhtmltopdf", page.name, "-"], capture_output=True, timeout=60).stdout


@view_config(route_name="render", request_method="POST")
def render(request):  # expect: sync-handler-io
    pdf = to_pdf(render_html(request.json_body))
    return Response(pdf, content_type="application/pdf")


@view_config(route_name="preview", request_method="POST", renderer="string")
def preview(request):  # ok: sync-handler-io
    return render_html(request.json_body)


@view_config(route_name="archive", request_method="POST", renderer="json")
def archive(request):  # expect: sync-handler-io
    client = boto3.client("s3")  # expect: client-per-call
    client.put_object(Bucket="forms", Key=request.matchdict["name"], Body=request.body)  # ok: request-without-timeout
    return {"ok": True}


@view_config(route_name="stamp", renderer="json")
def stamp(request):  # expect: sync-handler-io
    with urllib.request.urlopen("http://stamps.example/now") as answer:  # expect: request-without-timeout
        return {"stamp": json.load(answer)}


@view_config(route_name="many", request_method="POST", renderer="json")
def many(request):  # expect: sync-handler-io
    sizes = []
    for name in request.json_body["names"]:
        sizes.append(store.strlen(f"form:{name}"))  # expect: io-in-loop  # ok: request-without-timeout
    return {"sizes": sizes}


@view_config(route_name="mail", request_method="POST", renderer="json")
def mail(request):
    threading.Timer(5, send, args=(request.json_body,)).start()  # expect: thread-per-item
    return {"ok": True}


def send(form: dict) -> None:
    urllib.request.urlopen("http://mail.example", data=json.dumps(form).encode())  # ok: request-without-timeout


def main(settings: dict):
    config = Configurator(settings=settings)
    for name in ("render", "preview", "archive", "stamp", "many", "mail"):
        config.add_route(name, "/" + name)
    config.scan()
    return config.make_wsgi_app()


if __name__ == "__main__":
    make_server("0.0.0.0", 6543, main({})).serve_forever()
