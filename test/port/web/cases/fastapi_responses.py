"""Answers of other types than JSON, and of other statuses."""

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

app = FastAPI()


@app.get("/text", response_class=PlainTextResponse)
def text():
    return "plain é"


@app.get("/html")
def html():
    return HTMLResponse("<h1>hi</h1>", status_code=202)


@app.get("/json/{n}")
def json_answer(n: int):
    if n > 5:
        return JSONResponse(status_code=409, content={"error": "too big", "n": n})
    return {"n": n, "half": n / 2}


@app.get("/old")
def old():
    return RedirectResponse("/html")


@app.get("/none")
def none():
    return None


@app.get("/number")
def number() -> float:
    return 3.0


@app.get("/string")
def string():
    return 'a "quoted" <b> é \u2028'


@app.get("/list")
def listed():
    return [1, 2.5, "x", None, True, {"a": 1}]


@app.get("/values")
def values():
    return {"big": 1e20, "small": 1e-7, "whole": 2.0, "third": 1 / 3, "int": 10**6, "none": None, "yes": True}


@app.post("/echo")
async def echo(request: Request):
    data = await request.json()
    return {"method": request.method, "path": request.url.path, "x": request.headers.get("x-test"), "got": data}


@app.get("/teapot")
def teapot():
    raise HTTPException(status_code=418, detail=["short", 1, {"stout": True}])


@app.get("/crash")
def crash():
    raise RuntimeError("boom")


#> GET /text
#> GET /html
#> GET /json/3
#> GET /json/7
#> GET /old
#> GET /none
#> GET /number
#> GET /string
#> GET /list
#> GET /values
#> POST /echo {"a": [1, 2.5, "é"], "b": {"c": null}}
#> POST /echo x-test=1 [true]
#> GET /teapot
#> GET /crash
#> OPTIONS /text
