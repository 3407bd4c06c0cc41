"""Plans the tours of a parcel service."""

import httpx
from fastapi import FastAPI

from planner.assign import assign
from planner.depots import depots
from planner.distances import matrix
from planner.traffic import delays

app = FastAPI()


@app.post("/plan")
async def plan(stops: list[tuple[float, float]]) -> list[int]:
    late = delays()
    return assign(matrix(stops, late), depots())


@app.get("/parcels/{number}")
async def parcel(number: int) -> dict:
    async with httpx.AsyncClient(timeout=2) as client:
        return (await client.get(f"http://parcels.internal/{number}")).json()
