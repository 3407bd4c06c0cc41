from __future__ import annotations

import abc
import shutil
from collections.abc import Iterator
from pathlib import Path

import boto3
from botocore.config import Config

PATIENT = Config(connect_timeout=3, read_timeout=20)


class Backend(abc.ABC):  # ok: metaclass
    @abc.abstractmethod
    def put(self, key: str, data: bytes) -> None:
        """Stores one object."""

    @abc.abstractmethod
    def keys(self, prefix: str) -> Iterator[str]:
        """Every key, in order."""

    def exists(self, key: str) -> bool:
        return any(found == key for found in self.keys(key))

    def describe(self) -> str:
        return type(self).__name__.lower()


class S3(Backend):
    def __init__(self, bucket: str) -> None:
        self.client = boto3.client("s3", config=PATIENT)
        self.bucket = bucket

    def put(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=key, Body=data)

    def keys(self, prefix: str) -> Iterator[str]:
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):  # ok: io-in-loop
            for item in page.get("Contents", ()):  # ok: hot-loop
                yield item["Key"]

    def delete_all(self, keys: list[str]) -> None:
        for key in keys:
            self.client.delete_object(Bucket=self.bucket, Key=key)  # expect: io-in-loop

    def delete_together(self, keys: list[str]) -> None:
        self.client.delete_objects(Bucket=self.bucket, Delete={"Objects": [{"Key": key} for key in keys]})  # ok: io-in-loop


class Folder(Backend):
    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, data: bytes) -> None:
        (self.root / key).write_bytes(data)

    def keys(self, prefix: str) -> Iterator[str]:
        for path in sorted(self.root.glob(prefix + "*")):
            yield path.name

    def wipe(self) -> None:
        shutil.rmtree(self.root)


def backend(url: str) -> Backend:
    kind, _, rest = url.partition("://")
    return S3(rest) if kind == "s3" else Folder(Path(rest))
