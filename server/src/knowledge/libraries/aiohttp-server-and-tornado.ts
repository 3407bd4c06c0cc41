import { aliases, factsOf, giving, place, timeout } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const web = factsOf("documented", "aiohttp: Server Reference");
const tornado = factsOf("documented", "Tornado: web, httpclient, ioloop, gen, concurrent");

const verbs = "get post put patch delete head options";
const APP = "aiohttp.web.Application";
const LOOP = "tornado.ioloop.IOLoop";

/** The aiohttp server and Tornado: every handler, sync or not, runs on the event loop. */
export const AIOHTTP_SERVER_AND_TORNADO: LibraryTable = {
  callables: [
    web.pure(
      "aiohttp.web",
      "Application Response StreamResponse RouteTableDef json_response WebSocketResponse FileResponse",
    ),
    web.pure(
      "aiohttp.web",
      "get post put patch delete head view route static AppRunner TCPSite UnixSite SockSite HTTPNotFound",
    ),
    web.blocks("network", "aiohttp.web", "run_app", { startsLoop: true }),
    web.pure(APP, "add_routes add_subapp add_domain"),
    web.suspends(APP, "startup cleanup shutdown"),
    web.pure("aiohttp.web.UrlDispatcher", "add_static add_resource named_resources routes"),
    web.suspends("aiohttp.web.Request", "json post multipart release"),
    web.suspends("aiohttp.web.Request", "text", { returns: "builtins.str" }),
    web.suspends("aiohttp.web.Request", "read", { returns: "builtins.bytes" }),
    web.suspends("aiohttp.web.StreamResponse", "prepare write write_eof drain"),
    web.suspends(
      "aiohttp.web.WebSocketResponse",
      "prepare receive receive_str receive_bytes receive_json send_str send_bytes send_json ping pong close",
    ),
    web.suspends("aiohttp.web.AppRunner", "setup cleanup"),
    web.suspends("aiohttp.web.TCPSite aiohttp.web.UnixSite aiohttp.web.SockSite", "start stop"),

    tornado.pure("tornado.web", "Application HTTPError url authenticated stream_request_body"),
    tornado.pure("tornado.web.Application", "listen add_handlers reverse_url"),
    tornado.pure(
      "tornado.web.RequestHandler",
      "write set_header set_status get_argument get_arguments get_query_argument redirect",
    ),
    tornado.pure(
      "tornado.web.RequestHandler",
      "get_body_argument set_cookie get_cookie set_secure_cookie get_secure_cookie",
    ),
    tornado.pure(
      "tornado.web.RequestHandler",
      "send_error add_header clear set_signed_cookie get_signed_cookie get_status",
    ),
    tornado.cpu("tornado.web.RequestHandler", "render_string", "receiver"),
    tornado.suspends("tornado.web.RequestHandler", "flush finish render", { eager: true }),
    tornado.suspends("tornado.websocket.WebSocketHandler", "write_message", { eager: true }),
    tornado.pure("tornado.websocket.WebSocketHandler", "close ping"),
    tornado.suspends("tornado.websocket", "websocket_connect", {
      returns: "tornado.websocket.WebSocketClientConnection",
    }),
    tornado.suspends("tornado.websocket.WebSocketClientConnection", "read_message write_message", { eager: true }),
    // Each event loop has one AsyncHTTPClient, which the constructor gives again.
    tornado.pure("tornado.httpclient", "AsyncHTTPClient HTTPRequest"),
    tornado.suspends("tornado.httpclient.AsyncHTTPClient", "fetch", {
      eager: true,
      returns: "tornado.httpclient.HTTPResponse",
      ...timeout("request_timeout", "finite"),
    }),
    tornado.pure("tornado.httpclient.AsyncHTTPClient", "configure close"),
    tornado.pure("tornado.httpclient", "HTTPClient", { client: true }),
    tornado.blocks("network", "tornado.httpclient.HTTPClient", "fetch", {
      returns: "tornado.httpclient.HTTPResponse",
      startsLoop: true,
      ...timeout("request_timeout", "finite"),
      twin: "tornado.httpclient.AsyncHTTPClient.fetch",
    }),
    tornado.pure(LOOP, "current instance", { returns: LOOP }),
    tornado.pure(LOOP, "stop close add_handler remove_handler remove_timeout time make_current clear_current"),
    tornado.pure(
      LOOP,
      "add_callback add_callback_from_signal spawn_callback call_later call_at add_timeout add_future",
    ),
    tornado.blocks("lock", LOOP, "start run_sync", { startsLoop: true }),
    tornado.suspends(LOOP, "run_in_executor", { eager: true }),
    tornado.pure("tornado.ioloop", "PeriodicCallback"),
    tornado.pure("tornado.ioloop.PeriodicCallback", "start stop is_running"),
    tornado.suspends("tornado.gen", "sleep with_timeout multi", { eager: true }),
    tornado.pure("tornado.locks", "Lock Event Condition Semaphore BoundedSemaphore"),
    tornado.suspends("tornado.locks.Lock tornado.locks.Semaphore", "acquire"),
    tornado.suspends("tornado.locks.Event tornado.locks.Condition", "wait"),
    tornado.pure("tornado.queues", "Queue PriorityQueue LifoQueue"),
    tornado.suspends("tornado.queues.Queue", "get put join", { eager: true }),
    tornado.pure("tornado.httpserver", "HTTPServer"),
    tornado.pure("tornado.httpserver.HTTPServer", "listen bind start stop add_sockets"),
    tornado.pure("tornado.options", "define parse_command_line parse_config_file"),
    tornado.pure("tornado.escape", "url_escape xhtml_escape url_unescape utf8 native_str to_unicode"),
    tornado.holds("tornado.escape", "json_encode json_decode", 0),
    tornado.pure("tornado.tcpclient", "TCPClient"),
    tornado.suspends("tornado.tcpclient.TCPClient", "connect", { returns: "tornado.iostream.IOStream" }),
    // Futures: the work goes on whether or not somebody awaits them.
    tornado.suspends("tornado.iostream.IOStream", "read_bytes read_until read_into read_until_close write connect", {
      eager: true,
    }),
    tornado.pure("tornado.process", "Subprocess fork_processes"),
    tornado.suspends("tornado.process.Subprocess", "wait_for_exit"),
  ].flat(),
  classes: [
    { path: "aiohttp.web.Signal", nominal: true },
    {
      path: APP,
      attributes: {
        router: "aiohttp.web.UrlDispatcher",
        on_startup: "aiohttp.web.Signal",
        on_shutdown: "aiohttp.web.Signal",
        on_cleanup: "aiohttp.web.Signal",
        on_response_prepare: "aiohttp.web.Signal",
        cleanup_ctx: "aiohttp.web.Signal",
      },
    },
    { path: "aiohttp.web.Request", attributes: { app: APP, method: "builtins.str", content: "aiohttp.StreamReader" } },
    { path: "aiohttp.web.View", attributes: { request: "aiohttp.web.Request" } },
    { path: "aiohttp.web.Response", bases: ["aiohttp.web.StreamResponse"] },
    { path: "aiohttp.web.WebSocketResponse", bases: ["aiohttp.web.StreamResponse"] },
    { path: "aiohttp.web.FileResponse", bases: ["aiohttp.web.StreamResponse"] },
    { path: "tornado.websocket.WebSocketHandler", bases: ["tornado.web.RequestHandler"] },
    { path: "tornado.locks.Lock", lock: "async" },
    { path: "tornado.locks.Semaphore", lock: "async" },
  ],
  handovers: [
    tornado.handover(`${LOOP}.run_in_executor`, "offload", place(1, "func"), { executor: place(0, "executor") }),
    tornado.handover(`${LOOP}.add_callback`, "loop-callback", 0),
    tornado.handover(`${LOOP}.add_callback_from_signal`, "loop-callback", 0),
    tornado.handover(`${LOOP}.spawn_callback`, "loop-callback", 0),
    tornado.handover(`${LOOP}.call_later`, "loop-callback", 1),
    tornado.handover(`${LOOP}.call_at`, "loop-callback", 1),
    tornado.handover(`${LOOP}.add_timeout`, "loop-callback", 1),
    tornado.handover(`${LOOP}.add_handler`, "loop-callback", 1),
    tornado.handover(`${LOOP}.add_future`, "loop-callback", 1),
    tornado.handover(`${LOOP}.run_sync`, "task", place(0, "func"), { passes: "none", waits: true }),
    tornado.handover("tornado.ioloop.PeriodicCallback", "loop-callback", place(0, "callback"), { passes: "none" }),
    tornado.handover("tornado.concurrent.run_on_executor", "offload", 0, { wraps: true }),
  ],
  registrations: [
    giving(
      "aiohttp.web.Request",
      [
        web.decorators("aiohttp.web.RouteTableDef", `${verbs} view route`, "event-loop", "route"),
        web.taking("aiohttp.web", `get post put patch delete head view`, place(1, "handler"), "event-loop", "route"),
        web.taking("aiohttp.web", "route", place(2, "handler"), "event-loop", "route"),
        web.taking(
          "aiohttp.web.UrlDispatcher",
          "add_get add_post add_put add_patch add_delete add_head add_options add_view",
          place(1, "handler"),
          "event-loop",
          "route",
        ),
        web.taking("aiohttp.web.UrlDispatcher", "add_route", place(2, "handler"), "event-loop", "route"),
      ].flat(),
    ),
    giving(APP, web.taking("aiohttp.web.Signal", "append", 0, "event-loop", "startup")),
    giving("aiohttp.web.Request", web.decorators("aiohttp.web", "middleware", "event-loop", "middleware")),
    web.base("aiohttp.web.View", verbs, "event-loop", "route"),
    tornado.base(
      "tornado.web.RequestHandler",
      `${verbs} initialize prepare on_finish write_error`,
      "event-loop",
      "route",
    ),
    tornado.base(
      "tornado.web.RequestHandler",
      "get_current_user data_received on_connection_close",
      "event-loop",
      "route",
    ),
    tornado.base(
      "tornado.websocket.WebSocketHandler",
      "open on_message on_close on_ping on_pong check_origin",
      "event-loop",
      "websocket handler",
    ),
    tornado.base("tornado.tcpserver.TCPServer", "handle_stream", "event-loop", "connection handler"),
    tornado.decorators("tornado.gen", "coroutine", "event-loop", "coroutine"),
  ].flat(),
  aliases: aliases({
    "aiohttp.web_app.Application": APP,
    "aiohttp.web_request.Request": "aiohttp.web.Request",
    "aiohttp.web.BaseRequest": "aiohttp.web.Request",
    "aiohttp.web_response.Response": "aiohttp.web.Response",
    "aiohttp.web_response.json_response": "aiohttp.web.json_response",
    "aiohttp.web_urldispatcher.UrlDispatcher": "aiohttp.web.UrlDispatcher",
    "aiohttp.web_urldispatcher.View": "aiohttp.web.View",
    "aiohttp.web_ws.WebSocketResponse": "aiohttp.web.WebSocketResponse",
    "tornado.platform.asyncio.AsyncIOLoop": LOOP,
    "tornado.platform.asyncio.AsyncIOMainLoop": LOOP,
    "tornado.ioloop.PollIOLoop": LOOP,
    "tornado.web.asynchronous": "tornado.gen.coroutine",
    "tornado.gen.Task": "asyncio.Future",
    "tornado.concurrent.Future": "asyncio.Future",
  }),
};
