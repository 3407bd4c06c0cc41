"""What a route declares to answer is all that it answers: other fields of what its handler gives are left out."""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI()


class UserBase(BaseModel):
    name: str
    email: str | None = None


class UserIn(UserBase):
    password: str


class UserOut(BaseModel):
    name: str
    score: float = 0
    tags: list[str] = ["new"]


class Team(BaseModel):
    title: str
    budget: float
    members: list[UserIn] = []
    lead: UserIn | None = None


class MemberOut(BaseModel):
    name: str


class TeamOut(BaseModel):
    title: str
    members: list[MemberOut] = []
    lead: MemberOut | None = None


class Counted(BaseModel):
    count: int = Field(ge=0)


USERS: list[UserIn] = []
BY_NAME: dict[str, UserIn] = {}


@app.post("/users", response_model=UserOut, status_code=201)
def create(user: UserIn):
    USERS.append(user)
    BY_NAME[user.name] = user
    return user


@app.get("/users", response_model=list[UserOut])
async def users():
    return USERS


@app.get("/users/by-name", response_model=dict[str, UserOut])
def by_name():
    return BY_NAME


@app.get("/users/{name}", response_model=UserOut | None)
def find(name: str):
    if name == "nobody":
        return None
    if name not in BY_NAME:
        raise HTTPException(404, "unknown")
    return BY_NAME[name]


@app.post("/base")
def base(user: UserIn) -> UserBase:
    return user


@app.post("/bases")
def bases(user: UserIn) -> list[UserBase]:
    return [user, user]


@app.get("/first")
def first() -> UserOut | None:
    if not USERS:
        return None
    return USERS[0]


@app.get("/display", response_model=UserOut)
def display():
    return {"tags": [], "name": "shown", "password": "hidden", "score": 2}


@app.get("/lacking", response_model=UserOut)
def lacking():
    return {"password": "hidden", "score": 1.5}


@app.get("/refused/{count}", response_model=Counted)
def refused(count: int):
    return {"count": count, "secret": "s"}


@app.post("/team", response_model=TeamOut)
def team(team: Team) -> Team:
    return team


@app.post("/open", response_model=None)
def unchecked(user: UserIn) -> UserBase:
    return user


#> GET /first
#> POST /users {"name": "ann", "password": "secret", "email": "a@example.org"}
#> POST /users {"name": "bob", "password": "secret"}
#> POST /users {"name": "bob"}
#> POST /users {"name": "al", "password": "secret"}
#> GET /users
#> GET /users/by-name
#> GET /users/ann
#> GET /users/nobody
#> GET /users/zoe
#> POST /base {"name": "ann", "password": "secret"}
#> POST /bases {"name": "ann", "password": "secret"}
#> GET /first
#> GET /display
#> GET /lacking
#> GET /refused/2
#> GET /refused/-2
#> POST /team {"title": "t", "budget": 10, "members": [{"name": "ann", "password": "secret"}], "lead": {"name": "bob", "password": "s"}}
#> POST /team {"title": "t", "budget": 10}
#> POST /open {"name": "ann", "password": "secret"}
