import { aliases, factsOf, giving, namesOf, place } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const starlette = factsOf("documented", "Starlette: Routing, Thread Pool, Background Tasks, Lifespan");
const fastapi = factsOf("documented", "FastAPI: Concurrency and async / await; Background Tasks; Dependencies");
const source = factsOf("source", "Starlette: starlette/routing.py, starlette/concurrency.py");

const verbs = "get post put patch delete head options trace";
const STARLETTE = "starlette.applications.Starlette starlette.routing.Router";
const APPS = "fastapi.FastAPI fastapi.APIRouter";
const bytes = { returns: "builtins.bytes" };
const SOCKET = "starlette.websockets.WebSocket";
const RESPONSES =
  "Response JSONResponse HTMLResponse PlainTextResponse RedirectResponse StreamingResponse FileResponse";

/** ASGI frameworks on Starlette: plain `def` endpoints and dependencies run in a thread, start-up handlers on the loop. */
export const FASTAPI_AND_STARLETTE: LibraryTable = {
  callables: [
    fastapi.pure("fastapi", "FastAPI APIRouter Depends Security Body Query Path Header Cookie Form File HTTPException"),
    fastapi.pure("fastapi.FastAPI", "include_router mount add_middleware add_exception_handler openapi setup"),
    fastapi.pure("fastapi.APIRouter", "include_router mount"),
    fastapi.pure("fastapi.encoders", "jsonable_encoder"),
    starlette.pure("starlette.applications", "Starlette"),
    starlette.pure("starlette.routing", "Route Router Mount WebSocketRoute Host"),
    starlette.pure("starlette.middleware", "Middleware"),
    starlette.pure("starlette.responses", RESPONSES.replace(" StreamingResponse", ""), {
      returns: "starlette.responses.*",
    }),
    starlette.pure("starlette.responses", "StreamingResponse", {
      returns: "starlette.responses.StreamingResponse",
      iteratesLater: { index: 0, keyword: "content" },
    }),
    starlette.pure("starlette.responses.Response", "set_cookie delete_cookie init_headers render"),
    starlette.pure("starlette.background", "BackgroundTask BackgroundTasks"),
    starlette.pure("starlette.background.BackgroundTasks", "add_task"),
    starlette.suspends("starlette.requests.Request", "json form is_disconnected close send_push_promise"),
    starlette.suspends("starlette.requests.Request", "body", bytes),
    starlette.suspends("starlette.requests.Request", "stream", { lazy: true, yields: "builtins.bytes" }),
    starlette.pure("starlette.requests.Request", "url_for"),
    starlette.suspends(
      SOCKET,
      "accept receive send receive_text receive_bytes receive_json send_text send_bytes send_json close",
    ),
    starlette.suspends(SOCKET, "send_denial_response"),
    starlette.suspends(SOCKET, "iter_text iter_bytes iter_json", { lazy: true }),
    starlette.suspends("starlette.datastructures.UploadFile", "read", bytes),
    starlette.suspends("starlette.datastructures.UploadFile", "write seek close"),
    starlette.suspends("starlette.concurrency", "run_in_threadpool"),
    starlette.suspends("starlette.concurrency", "iterate_in_threadpool", { lazy: true }),
    starlette.pure("starlette.templating", "Jinja2Templates"),
    starlette.cpu("starlette.templating.Jinja2Templates", "TemplateResponse", "context"),
    starlette.pure("starlette.staticfiles", "StaticFiles"),
    starlette.pure("starlette.testclient", "TestClient"),
    starlette.blocks("lock", "starlette.testclient.TestClient", "get post put patch delete head options request", {
      returns: "httpx.Response",
    }),
    starlette.pure("starlette.config", "Config"),
    starlette.blocks("network", "uvicorn", "run", { startsLoop: true }),
    starlette.pure("uvicorn", "Config Server"),
    starlette.blocks("network", "uvicorn.Server", "run", { startsLoop: true }),
    starlette.suspends("uvicorn.Server", "serve startup shutdown"),
    starlette.blocks("network", "hypercorn.run", "run", { startsLoop: true }),
    starlette.suspends("hypercorn.asyncio hypercorn.trio", "serve"),
    starlette.pure("mangum", "Mangum"),
  ].flat(),
  classes: [
    {
      path: "fastapi.FastAPI",
      bases: ["starlette.applications.Starlette"],
      attributes: { router: "fastapi.APIRouter" },
    },
    { path: "fastapi.APIRouter", bases: ["starlette.routing.Router"] },
    {
      path: "starlette.applications.Starlette",
      attributes: { router: "starlette.routing.Router", state: "starlette.applications.Starlette.state" },
    },
    // What the program keeps for all requests; `State` is also the class of what each request has for itself.
    { path: "starlette.applications.Starlette.state", nominal: true },
    { path: SOCKET, attributes: { app: "starlette.applications.Starlette" } },
    ...RESPONSES.split(" ")
      .filter((name) => name !== "Response")
      .map((name) => ({ path: `starlette.responses.${name}`, bases: ["starlette.responses.Response"] })),
    {
      path: "starlette.requests.Request",
      attributes: {
        app: "starlette.applications.Starlette",
        method: "builtins.str",
        headers: "starlette.datastructures.Headers",
      },
    },
    {
      path: "starlette.datastructures.UploadFile",
      attributes: { file: "tempfile.SpooledTemporaryFile", filename: "builtins.str" },
    },
  ],
  handovers: [
    starlette.handover("starlette.concurrency.run_in_threadpool", "offload", 0),
    starlette.handover("starlette.background.BackgroundTask", "offload", place(0, "func")),
    starlette.handover("starlette.background.BackgroundTasks.add_task", "offload", place(0, "func")),
  ],
  registrations: [
    fastapi.decorators(APPS, `${verbs} api_route`, "thread", "route"),
    fastapi.decorators(APPS, "websocket websocket_route", "event-loop", "websocket handler"),
    fastapi.decorators(APPS, "on_event", "event-loop", "startup"),
    fastapi.decorators("fastapi.FastAPI", "middleware", "event-loop", "middleware"),
    fastapi.decorators("fastapi.FastAPI", "exception_handler", "thread", "exception handler"),
    fastapi.taking(APPS, "add_api_route add_route", place(1, "endpoint"), "thread", "route"),
    fastapi.taking(APPS, "add_api_websocket_route", place(1, "endpoint"), "event-loop", "websocket handler"),
    fastapi.formerly(fastapi.taking(APPS, "add_event_handler", place(1, "func"), "event-loop", "startup")),
    fastapi.taking("fastapi.FastAPI", "add_exception_handler", place(1, "handler"), "thread", "exception handler"),
    fastapi.taking("fastapi", "FastAPI APIRouter", "lifespan", "event-loop", "lifespan"),
    fastapi.taking("fastapi", "Depends Security", place(0, "dependency"), "thread", "dependency"),
    starlette.taking("starlette.applications", "Starlette", "lifespan", "event-loop", "lifespan"),
    starlette.taking("starlette.applications", "Starlette", "exception_handlers", "thread", "exception handler"),
    starlette.formerly(starlette.taking("starlette.applications", "Starlette", "on_startup", "event-loop", "startup")),
    fastapi.taking("fastapi", "FastAPI", "exception_handlers", "thread", "exception handler"),
    fastapi.taking("fastapi", "FastAPI APIRouter", "on_startup", "event-loop", "startup"),
    fastapi.taking("fastapi", "FastAPI APIRouter", "on_shutdown", "event-loop", "startup"),
    giving(
      "starlette.requests.Request",
      starlette.taking("starlette.routing", "Route", place(1, "endpoint"), "thread", "route"),
    ),
    giving(
      SOCKET,
      starlette.taking("starlette.routing", "WebSocketRoute", place(1, "endpoint"), "event-loop", "websocket handler"),
    ),
    giving("starlette.requests.Request", starlette.taking(STARLETTE, "add_route", place(1), "thread", "route")),
    starlette.formerly(
      starlette.taking("starlette.applications.Starlette", "add_websocket_route", 1, "event-loop", "websocket handler"),
    ),
    starlette.taking("starlette.routing.Router", "add_websocket_route", 1, "event-loop", "websocket handler"),
    starlette.formerly(starlette.taking(STARLETTE, "add_event_handler", 1, "event-loop", "startup")),
    starlette.taking("starlette.applications.Starlette", "add_exception_handler", 1, "thread", "exception handler"),
    starlette.formerly(starlette.decorators(STARLETTE, "route", "thread", "route")),
    starlette.formerly(starlette.decorators(STARLETTE, "websocket_route", "event-loop", "websocket handler")),
    starlette.formerly(starlette.decorators(STARLETTE, "on_event", "event-loop", "startup")),
    starlette.formerly(
      starlette.decorators("starlette.applications.Starlette", "middleware", "event-loop", "middleware"),
    ),
    starlette.formerly(
      starlette.decorators("starlette.applications.Starlette", "exception_handler", "thread", "exception handler"),
    ),
    giving("starlette.requests.Request", starlette.base("starlette.endpoints.HTTPEndpoint", verbs, "thread", "route")),
    giving(
      SOCKET,
      starlette.base(
        "starlette.endpoints.WebSocketEndpoint",
        "on_connect on_receive on_disconnect",
        "event-loop",
        "websocket handler",
      ),
    ),
    giving(
      "starlette.requests.Request",
      starlette.base("starlette.middleware.base.BaseHTTPMiddleware", "dispatch", "event-loop", "middleware"),
    ),
    source.taking("starlette.middleware.base", "BaseHTTPMiddleware", "dispatch", "event-loop", "middleware"),
  ].flat(),
  aliases: [
    ...namesOf("fastapi.applications", "FastAPI", "fastapi"),
    ...namesOf("fastapi.routing", "APIRouter", "fastapi"),
    ...namesOf("fastapi.params", "Depends Security Body Query Path Header Cookie Form File", "fastapi"),
    ...namesOf("fastapi.responses", RESPONSES, "starlette.responses"),
    ...namesOf("fastapi", "Response", "starlette.responses"),
    ...namesOf("fastapi.concurrency", "run_in_threadpool iterate_in_threadpool", "starlette.concurrency"),
    ...aliases({
      "fastapi.Request": "starlette.requests.Request",
      "fastapi.requests.Request": "starlette.requests.Request",
      "fastapi.WebSocket": SOCKET,
      "fastapi.websockets.WebSocket": SOCKET,
      "fastapi.UploadFile": "starlette.datastructures.UploadFile",
      "fastapi.datastructures.UploadFile": "starlette.datastructures.UploadFile",
      "fastapi.BackgroundTasks": "starlette.background.BackgroundTasks",
      "fastapi.background.BackgroundTasks": "starlette.background.BackgroundTasks",
      "fastapi.testclient.TestClient": "starlette.testclient.TestClient",
      "fastapi.staticfiles.StaticFiles": "starlette.staticfiles.StaticFiles",
      "fastapi.templating.Jinja2Templates": "starlette.templating.Jinja2Templates",
      "fastapi.middleware.Middleware": "starlette.middleware.Middleware",
      "fastapi.responses.ORJSONResponse": "starlette.responses.JSONResponse",
      "uvicorn.main.run": "uvicorn.run",
      "uvicorn.server.Server": "uvicorn.Server",
    }),
  ],
};
