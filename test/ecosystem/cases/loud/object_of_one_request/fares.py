"""What an object remembers is forgotten with it: where each request has its own, each request waits."""

import json
from functools import cached_property
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Tariff:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def surcharges(self) -> dict:
        return json.loads((self.folder / "surcharges.json").read_text())


def current() -> Tariff:
    return Tariff(Path("/srv/tariffs"))


@app.get("/night")
async def night(tariff: Annotated[Tariff, Depends(current)]) -> dict:
    return {"night": tariff.surcharges["night"]}  # expect: blocking-chain


@app.get("/day")
async def day(folder: str) -> dict:
    tariff = Tariff(Path(folder))
    return {"day": tariff.surcharges["day"]}  # expect: blocking-chain
