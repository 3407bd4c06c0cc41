"""Ways of exporting a timetable; `EXPORTERS` maps the format that a client asks for."""
from __future__ import annotations

import csv
import io
import json
import subprocess

import boto3


def as_csv(lessons: list[dict]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["tutor", "day", "hour"])
    writer.writeheader()
    writer.writerows(lessons)
    return out.getvalue().encode()


def as_json(lessons: list[dict]) -> bytes:
    return json.dumps(lessons).encode()


def as_pdf(lessons: list[dict]) -> bytes:
    done = subprocess.run(["weasyprint", "-", "-"], input=as_json(lessons), capture_output=True, timeout=30)
    return done.stdout


EXPORTERS = {"csv": as_csv, "json": as_json, "pdf": as_pdf}
LIGHT = {"csv": as_csv, "json": as_json}


def bucket():
    return boto3.resource("s3").Bucket("timetables")  # expect: client-per-call


def archive(key: str, content: bytes) -> None:
    bucket().put_object(Key=key, Body=content)
