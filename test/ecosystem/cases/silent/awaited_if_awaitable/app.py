"""What is awaited where it turns out to be awaitable comes from an asynchronous client here."""

import inspect
from typing import Union

import httpx

Client = Union[httpx.Client, httpx.AsyncClient]


async def passed_on(client: Client, request: httpx.Request) -> httpx.Response:
    response = client.send(request)
    if inspect.isawaitable(response):
        response = await response
    return response


async def fetched(client: httpx.Client, request: httpx.Request) -> httpx.Response:
    return client.send(request)  # expect: blocking-call
