"""Runs the services of cases in their own frameworks and writes what they answer, as JSON, to standard output.

Usage: record.py CASE.json, where CASE.json holds the module's path and the requests.
"""

import importlib
import importlib.util
import json
import os
import platform
import sys
import warnings


def load(path, name):
    if os.path.isdir(path):
        sys.path.insert(0, os.path.dirname(path))
        package = importlib.import_module(os.path.basename(path))
        return package if hasattr(package, "app") else importlib.import_module(f"{package.__name__}.main")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def joined(headers):
    """Headers by name; several of one name, such as cookies, with commas between them."""
    found = {}
    for name, value in headers:
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def fastapi_client(module):
    import fastapi
    from fastapi.testclient import TestClient

    client = TestClient(module.app, raise_server_exceptions=False, base_url="http://localhost")
    client.headers.pop("user-agent", None)
    client.__enter__()

    def send(method, path, headers, body):
        answer = client.request(method, path, headers=headers, content=body, follow_redirects=False)
        return answer.status_code, dict(answer.headers), answer.content

    return send, {"fastapi": fastapi.__version__, "pydantic": __import__("pydantic").VERSION}


def flask_client(module):
    from importlib.metadata import version

    client = module.app.test_client(use_cookies=False)

    def send(method, path, headers, body):
        answer = client.open(path, method=method, headers=headers, data=body, base_url="http://localhost")
        return answer.status_code, joined(answer.headers.items()), answer.data

    return send, {"flask": version("flask"), "werkzeug": version("werkzeug")}


def django_client(path, name):
    import django
    from django.conf import settings

    settings.configure(
        DEBUG=False, SECRET_KEY="none", ALLOWED_HOSTS=["*"], ROOT_URLCONF=name, MIDDLEWARE=[], DEFAULT_CHARSET="utf-8"
    )
    django.setup()
    if os.path.isdir(path):
        sys.path.insert(0, os.path.dirname(path))
    else:
        load(path, name)
    from django.test import Client

    client = Client(raise_request_exception=False)

    def send(method, path, headers, body):
        kind = headers.pop("content-type", "application/octet-stream")
        answer = client.generic(method, path, body or b"", content_type=kind, headers=headers)
        return answer.status_code, joined([*answer.headers.items(), *(("set-cookie", each.OutputString()) for each in answer.cookies.values())]), answer.content

    return send, {"django": django.get_version()}


def read(path):
    if not os.path.isdir(path):
        return open(path, encoding="utf-8").read()
    files = (os.path.join(folder, each) for folder, _, files in os.walk(path) for each in files)
    return "".join(open(each, encoding="utf-8").read() for each in files if each.endswith(".py"))


def main():
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        case = json.load(file)
    text = read(case["path"])
    is_package = os.path.isdir(case["path"])
    name = f"{os.path.basename(case['path'])}.urls" if is_package else "case_module"
    if "django" in text:
        send, versions = django_client(case["path"], name)
    else:
        module = load(case["path"], name)
        send, versions = fastapi_client(module) if "fastapi" in text else flask_client(module)
    answers = []
    for request in case["requests"]:
        body = request.get("body")
        status, headers, content = send(
            request["method"], request["path"], dict(request["headers"]), None if body is None else body.encode()
        )
        kept = {k.lower(): v for k, v in headers.items()}
        for each in ("content-length", "date", "server", "connection", "vary", "x-frame-options"):
            kept.pop(each, None)
        answers.append({"status": status, "headers": kept, "body": content.decode()})
    json.dump({"versions": {"python": platform.python_version(), **versions}, "answers": answers}, sys.stdout)


main()
