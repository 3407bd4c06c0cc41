import { beforeAll, expect, it } from "vitest";
import type { Target } from "../../../server/src/port/index.ts";
import { createPorter, type Porter } from "../three-way.ts";

let porter: Porter;

beforeAll(async () => {
  porter = await createPorter();
});

/** Ports a service with what has no port yet: the rest is ported, and the notes name what is not. */
async function check(source: string, ...notes: readonly string[]): Promise<void> {
  for (const target of ["go", "ts"] satisfies Target[]) {
    const sketch = await porter.port("service", source, target);
    expect(sketch.problems).toEqual([]);
    const said = sketch.notes.filter((note) => note.code === "unsupported").map((note) => note.message);
    for (const wanted of notes)
      expect(
        said.some((message) => message.includes(wanted)),
        `${target}: ${wanted}`,
      ).toBe(true);
  }
}

it("says what is set on the application", () =>
  check(
    "from flask import Flask\napp = Flask(__name__)\napp.secret_key = 'x'\napp.config['A'] = 1\n\n@app.route('/')\ndef index():\n    return 'ok'\n",
    "what is set or called on the application object",
  ));

it("says that a function makes one of several applications", () =>
  check(
    "from flask import Flask\ndef create_app(small):\n    app = Flask(__name__)\n    @app.route('/')\n    def index():\n        return 'ok'\n    if small:\n        return app\n    @app.route('/more')\n    def more():\n        return 'more'\n    return app\n",
    "an application that a function makes",
  ));

it("says what a handler asks for that the port does not have", () =>
  check(
    "from fastapi import Depends, FastAPI, Response, WebSocket\nfrom starlette.requests import HTTPConnection\napp = FastAPI()\n\ndef db():\n    yield 1\n\n@app.get('/a')\ndef a(connection: HTTPConnection):\n    return {'a': 1}\n\n@app.get('/b')\ndef b(value: int = Depends(db)):\n    return {'b': value}\n\n@app.get('/c')\ndef c(response: Response, key: str):\n    response.set_cookie('a', key, path=key)\n    return {'c': 1}\n\n@app.websocket('/d')\nasync def d(socket: WebSocket):\n    pass\n",
    "a parameter of type starlette.requests.HTTPConnection",
    "a cookie whose attributes are no literals",
    "a WebSocket",
  ));

it("says that an answer's fields are chosen in a way that the port does not have", () =>
  check(
    "from fastapi import FastAPI\nfrom pydantic import BaseModel\nfrom other import Shown\napp = FastAPI()\n\nclass User(BaseModel):\n    name: str\n    password: str\n\n@app.post('/a', response_model_exclude={'password'})\ndef a(user: User) -> User:\n    return user\n\n@app.post('/b', response_model=Shown)\ndef b(user: User):\n    return user\n\nclass Seen(BaseModel):\n    name: str\n\nclass Known(BaseModel):\n    title: str\n\n@app.post('/c')\ndef c(user: User) -> Seen | Known:\n    return user\n",
    "response_model_exclude",
    "one of several models",
    "a response model that is no class of the module",
  ));

it("says which methods of a model the port does not have", () =>
  check(
    "from pydantic import BaseModel, Field\n\nclass User(BaseModel):\n    name: str\n\nclass Named(BaseModel):\n    name: str = Field(alias='n')\n\ndef a(user: User):\n    return user.model_dump(exclude={'name'})\n\ndef b(data: dict[str, str]) -> User:\n    return User.model_validate(data)\n\ndef c(named: Named):\n    return named.model_dump()\n\ndef d(user: User, changes: dict[str, str]):\n    return user.model_copy(update=changes)\n",
    "model_dump of a model",
    "model_validate of a model",
    "a model with aliases",
    "model_copy of a model",
  ));

it("says that a lifespan which uses the application or hands on a state does not run", () =>
  check(
    "from contextlib import asynccontextmanager\nfrom fastapi import FastAPI\n\n@asynccontextmanager\nasync def lifespan(app):\n    yield {'started': True}\n\napp = FastAPI(lifespan=lifespan)\n\n@app.get('/')\ndef index():\n    return {'a': 1}\n",
    "the service starts and stops without what it does",
  ));
