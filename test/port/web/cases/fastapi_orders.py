"""Orders: answers that set headers, cookies and statuses, work behind the answer, and errors of one's own."""

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, Request, Response, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field


class OrderError(Exception):
    """Something about an order."""

    def __init__(self, order_id: int, reason: str):
        super().__init__(reason)
        self.order_id = order_id
        self.reason = reason


class SoldOut(OrderError):
    pass


class Order(BaseModel):
    item: str = Field(min_length=2)
    count: int = Field(default=1, ge=1)


app = FastAPI()

orders: dict[int, Order] = {}
log: list[str] = []
stock = {"tea": 3, "cups": 10}


def write_log(message: str, level: str = "info") -> None:
    log.append(f"{level}: {message}")


async def notify(order_id: int, item: str) -> None:
    log.append(f"mail {order_id} {item}")


def audit(tasks: BackgroundTasks, request: Request) -> str:
    tasks.add_task(write_log, f"asked {request.url.path}", level="audit")
    return request.headers.get("x-user", "nobody")


@app.exception_handler(OrderError)
async def order_error(request: Request, exc: OrderError):
    return JSONResponse(
        status_code=409,
        content={"order": exc.order_id, "error": exc.reason, "path": request.url.path},
        headers={"X-Error": "order"},
    )


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError):
    return JSONResponse(status_code=400, content={"problems": len(exc.errors()), "first": exc.errors()[0]["msg"]})


@app.exception_handler(ZeroDivisionError)
def divided(request: Request, exc: ZeroDivisionError):
    return PlainTextResponse(f"no: {exc}", status_code=418)


@app.post("/orders", status_code=status.HTTP_201_CREATED)
def create_order(order: Order, response: Response, tasks: BackgroundTasks, user: str = Depends(audit)):
    order_id = len(orders) + 1
    left = stock.get(order.item, 0)
    if left == 0:
        raise SoldOut(order_id, f"no {order.item} left")
    if left < order.count:
        raise OrderError(order_id, "too many")
    stock[order.item] = left - order.count
    orders[order_id] = order
    tasks.add_task(notify, order_id, order.item)
    tasks.add_task(write_log, message=f"order {order_id} of {user}")
    response.headers["Location"] = f"/orders/{order_id}"
    response.headers["X-Left"] = str(stock[order.item])
    return {"id": order_id, "item": order.item}


@app.get("/orders/{order_id}")
def read_order(order_id: int, response: Response, background_tasks: BackgroundTasks):
    if order_id not in orders:
        response.status_code = status.HTTP_404_NOT_FOUND
        return {"error": "unknown"}
    background_tasks.add_task(write_log, f"read {order_id}", "debug")
    response.set_cookie("last", str(order_id))
    response.set_cookie(key="seen", value="yes", max_age=3600, httponly=True, samesite="strict")
    return orders[order_id]


@app.put("/orders/{order_id}")
def replace_order(order_id: int, order: Order, response: Response) -> Order:
    if order_id not in orders:
        response.status_code = 201
    orders[order_id] = order
    response.headers["x-count"] = str(len(orders))
    return order


@app.post("/forget")
def forget(response: Response):
    response.delete_cookie("last")
    response.headers["Cache-Control"] = "no-store"
    return "forgotten"


@app.get("/raw/{kind}")
def raw(kind: str):
    if kind == "xml":
        return Response(content="<a/>", media_type="application/xml", headers={"X-Kind": kind})
    if kind == "json":
        made = JSONResponse({"kind": kind}, headers={"X-Kind": "json"})
        made.set_cookie("kind", kind, path="/raw")
        return made
    if kind == "gone":
        raise HTTPException(status.HTTP_410_GONE, detail={"kind": kind}, headers={"X-Gone": "1"})
    return PlainTextResponse(kind, headers={"X-Kind": "other", "X-Length": str(len(kind))})


@app.get("/share")
def share(total: int, among: int) -> dict[str, int]:
    return {"each": total // among}


@app.get("/log")
def read_log():
    return log


#> GET /log
#> POST /orders x-user=ann {"item": "tea", "count": 2}
#>> GET /log
#> POST /orders {"item": "tea", "count": 2}
#> POST /orders {"item": "milk"}
#> POST /orders {"item": "m", "count": 0}
#> GET /orders/1
#> GET /orders/7
#> GET /orders/x
#> PUT /orders/1 {"item": "cups", "count": 4}
#> PUT /orders/9 {"item": "cups"}
#> POST /forget
#> GET /raw/xml
#> GET /raw/json
#> GET /raw/gone
#> GET /raw/words
#> GET /share?total=7&among=2
#> GET /share?total=7&among=0
#> GET /share?total=7
#> GET /nothing
#>> GET /log
