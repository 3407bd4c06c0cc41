import httpx
from fastapi import FastAPI

app = FastAPI()
inner = FastAPI()


@app.get("/run")
async def run():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=inner), base_url="http://inner") as client:
        return (await client.get("/status")).json()
