"""Routers, dependencies that turn requests away, and one on every route."""

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

app = FastAPI()
users = APIRouter(prefix="/users")
admin = APIRouter(prefix="/admin")

USERS = {1: "ann", 2: "bob"}
VISITS: list[str] = []


def current_user(x_user: int = Header()) -> str:
    name = USERS.get(x_user)
    if name is None:
        raise HTTPException(status_code=401, detail="who are you?", headers={"WWW-Authenticate": "User"})
    return name


def count_visit(path: str = "none") -> None:
    VISITS.append(path)


def require_admin(user: str = Depends(current_user)) -> str:
    if user != "ann":
        raise HTTPException(status_code=403, detail={"reason": "not an admin", "user": user})
    return user


@users.get("/")
def list_users():
    return [{"id": key, "name": name} for key, name in USERS.items()]


@users.get("/me")
def me(user: str = Depends(current_user)):
    return {"name": user}


@users.get("/{user_id}")
def one(user_id: int):
    if user_id not in USERS:
        raise HTTPException(404)
    return {"id": user_id, "name": USERS[user_id]}


@admin.post("/users/{user_id}", dependencies=[Depends(count_visit)])
def rename(user_id: int, name: str, by: str = Depends(require_admin)):
    USERS[user_id] = name
    return {"id": user_id, "name": name, "by": by}


@admin.get("/visits")
async def visits(user: str = Depends(require_admin)):
    return {"user": user, "visits": VISITS, "count": len(VISITS)}


app.include_router(users)
app.include_router(admin, prefix="/v1")


#> GET /users/
#> GET /users/1
#> GET /users/7
#> GET /users/x
#> GET /users/me
#> GET /users/me x-user=2
#> GET /users/me x-user=9
#> GET /users/me x-user=z
#> POST /v1/admin/users/3?name=cid x-user=1
#> POST /v1/admin/users/3?name=cid x-user=2
#> POST /v1/admin/users/3 x-user=1
#> POST /v1/admin/users/3?name=eve&path=here x-user=1
#> GET /v1/admin/visits x-user=1
#> GET /v1/admin/visits
#> GET /admin/visits
#> GET /users/
