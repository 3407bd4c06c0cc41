import asyncio
import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse

FOLDER = Path("/srv/captions")


async def show(request: Request) -> JSONResponse:
    text = await asyncio.to_thread((FOLDER / request.path_params["name"]).read_text)
    return JSONResponse(json.loads((FOLDER / request.path_params["name"]).read_text()) | {"size": len(text)})
