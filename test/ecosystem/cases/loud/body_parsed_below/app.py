import json

from aiohttp import web


def parsed(body: bytes) -> dict:
    return json.loads(body)


async def upload(request: web.Request) -> web.Response:
    data = json.loads(await request.read())
    return web.json_response(len(data))
