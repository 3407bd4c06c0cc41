import { aliases, factsOf, giving, namesOf, place } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const flask = factsOf("documented", "Flask: API");
const quart = factsOf("documented", "Quart: API; Sync code runs in a thread");
const sanic = factsOf("documented", "Sanic: User Guide, Handlers, Listeners, Middleware");
const bottle = factsOf("documented", "Bottle: API Reference");
const pyramid = factsOf("documented", "Pyramid: View Configuration");
const falcon = factsOf("documented", "Falcon: Resources");
const litestar = factsOf("documented", "Litestar: Route handlers (sync_to_thread)");
const others = factsOf(
  "documented",
  "CherryPy, web.py, BlackSheep, Robyn, aiohttp-rpc, Gradio, Dash, Streamlit: their manuals",
);

const builder = factsOf("documented", "Flask-AppBuilder, Flask-Admin, Flask-Classful: their manuals");

const verbs = "get post put patch delete";
const RESPONDERS = "on_get on_post on_put on_patch on_delete on_head on_options";
/** WTForms: in a form's body a field is only noted, and made with each form. */
const FORM_FIELDS =
  "BooleanField DateField DateTimeField DateTimeLocalField DecimalField DecimalRangeField EmailField FieldList FileField FloatField FormField HiddenField IntegerField IntegerRangeField MonthField MultipleFileField PasswordField RadioField SearchField SelectField SelectFieldBase SelectMultipleField StringField SubmitField TelField TextAreaField TimeField URLField".split(
    " ",
  );
const HOOKS = "before_request after_request teardown_request errorhandler";
const FLASK = "flask.Flask flask.Blueprint";
const QUART = "quart.Quart quart.Blueprint";
const SANIC = "sanic.Sanic sanic.Blueprint";

/** Flask and other web frameworks whose handlers run in the server's own thread, and their asynchronous siblings. */
export const FLASK_AND_KIN: LibraryTable = {
  callables: [
    flask.pure("flask", "Flask Blueprint jsonify make_response redirect url_for abort flash get_flashed_messages"),
    flask.formerly(flask.pure("flask", "escape Markup", { returns: "builtins.str" })),
    flask.pure(
      "flask",
      "stream_with_context copy_current_request_context has_request_context after_this_request Response",
    ),
    flask.cpu("flask", "render_template render_template_string", "receiver", { returns: "builtins.str" }),
    flask.blocks("file", "flask", "send_file send_from_directory", { brief: true }),
    flask.pure("flask.request", "get_json", { returns: "builtins.dict" }),
    flask.blocks("network", "flask.request", "get_data", { returns: "builtins.bytes", brief: true }),
    flask.pure("flask.session flask.g", "get pop setdefault"),
    flask.pure(
      "flask.Flask",
      "register_blueprint app_context test_request_context test_cli_runner make_response url_for",
    ),
    flask.pure("flask.Flask", "test_client", { returns: "werkzeug.test.Client" }),
    flask.blocks("network", "flask.Flask", "run"),
    flask.pure("flask.Blueprint", "register_blueprint"),
    flask.pure("werkzeug.utils", "secure_filename", { returns: "builtins.str" }),
    flask.blocks("file", "werkzeug.datastructures.FileStorage", "save"),
    flask.blocks("file", "werkzeug.datastructures.FileStorage", "read", { returns: "builtins.bytes", brief: true }),
    flask.releases("werkzeug.security", "generate_password_hash check_password_hash", { slow: true }),
    flask.blocks("network", "werkzeug.serving", "run_simple"),
    flask.blocks("network", "waitress", "serve"),
    flask.blocks("network", "gevent.pywsgi.WSGIServer", "serve_forever"),
    flask.pure("flask_cors", "CORS cross_origin"),
    flask.pure("flask_login", "login_required login_user logout_user LoginManager"),
    flask.pure("flask_caching", "Cache"),
    flask.blocks("network", "flask_caching.Cache", "get set delete clear get_many set_many"),
    flask.pure("flask_mail", "Mail Message"),
    flask.blocks("network", "flask_mail.Mail", "send"),
    flask.pure("flask_migrate", "Migrate"),
    flask.pure("flask_socketio", "SocketIO emit send join_room leave_room"),
    flask.blocks("network", "flask_socketio.SocketIO", "run"),
    flask.pure("flask_socketio.SocketIO", "emit send init_app start_background_task"),
    flask.blocks("sleep", "flask_socketio.SocketIO", "sleep"),
    flask.pure("flask_restful", "Api Resource reqparse marshal_with"),

    quart.pure("quart", "Quart Blueprint jsonify redirect url_for abort websocket"),
    quart.suspends("quart", "render_template render_template_string make_response send_file send_from_directory flash"),
    quart.suspends("quart.request", "get_json get_data body form files data"),
    quart.suspends("quart.websocket", "receive receive_json send send_json accept close"),
    quart.blocks("network", "quart.Quart", "run", { startsLoop: true }),
    quart.suspends("quart.Quart", "run_task startup shutdown"),
    quart.pure("quart.Quart", "register_blueprint add_background_task app_context test_client"),
    quart.pure("quart.utils", "run_sync"),

    sanic.pure("sanic", "Sanic Blueprint"),
    sanic.blocks("network", "sanic.Sanic", "run", { startsLoop: true }),
    sanic.pure("sanic.response", "json text html raw redirect empty HTTPResponse"),
    sanic.suspends("sanic.response", "file file_stream"),
    sanic.pure("sanic.Sanic", "blueprint static url_for get_app"),
    sanic.suspends("sanic.Websocket", "send recv recv_burst recv_streaming ping pong close wait_for_connection_lost"),
    sanic.pure("sanic.Request", "get_args get_query_args get_form"),
    sanic.suspends("sanic.Request", "receive_body respond"),

    litestar.suspends("litestar.Request", "body", { returns: "builtins.bytes" }),
    litestar.suspends("litestar.Request", "json form msgpack send_push_promise"),
    litestar.suspends("litestar.Request", "stream", { lazy: true, yields: "builtins.bytes" }),
    litestar.pure("litestar.Request", "url_for url_for_static_asset set_session clear_session"),
    litestar.suspends(
      "litestar.WebSocket",
      "accept close receive receive_text receive_bytes receive_json receive_data send send_text send_bytes send_json send_data",
    ),
    litestar.pure("litestar", "Litestar Router Controller Response"),
    litestar.suspends("litestar.datastructures.UploadFile", "read", { returns: "builtins.bytes" }),
    litestar.suspends("litestar.datastructures.UploadFile", "write seek close"),

    bottle.pure(
      "bottle",
      "Bottle response abort redirect template static_file HTTPResponse SimpleTemplate default_app",
    ),
    bottle.blocks("network", "bottle", "run"),
    bottle.blocks("network", "bottle.Bottle", "run"),
    pyramid.pure("pyramid.config", "Configurator"),
    pyramid.pure("pyramid.config.Configurator", "add_route scan include make_wsgi_app add_static_view commit"),
    pyramid.pure("pyramid.response", "Response FileResponse"),
    falcon.pure("falcon", "App API asgi HTTPNotFound HTTPBadRequest"),
    falcon.suspends("falcon.asgi.Request", "get_media"),
    others.blocks("network", "cherrypy", "quickstart"),
  ].flat(),
  classes: [
    { path: "flask.Flask", attributes: { cli: "flask.cli.AppGroup", logger: "logging.Logger" } },
    { path: "flask.Blueprint", attributes: { cli: "flask.cli.AppGroup" } },
    { path: "flask.session", nominal: true },
    { path: "flask.g", nominal: true },
    { path: "quart.request", nominal: true },
    { path: "sanic.Sanic", attributes: { ctx: "sanic.Sanic.ctx" } },
    // What the program keeps for all requests.
    { path: "sanic.Sanic.ctx", nominal: true },
    { path: "sanic.Request", attributes: { app: "sanic.Sanic", body: "builtins.bytes" } },
    { path: "sanic.Websocket" },
    { path: "litestar.Request" },
    { path: "litestar.WebSocket" },
    { path: "quart.websocket", nominal: true },
    { path: "werkzeug.datastructures.FileStorage", nominal: true },
    {
      path: "flask.request",
      nominal: true,
      attributes: {
        files: "werkzeug.datastructures.FileStorageDict",
        args: "builtins.dict",
        form: "builtins.dict",
        data: "builtins.bytes",
        json: "builtins.dict",
      },
    },
    {
      path: "werkzeug.datastructures.FileStorageDict",
      nominal: true,
      bases: ["builtins.dict"],
      subscripts: "werkzeug.datastructures.FileStorage",
    },
    { path: "flask.views.MethodView", bases: ["flask.views.View"] },
    { path: "wtforms.Field", madeLater: true },
    ...FORM_FIELDS.map((name) => ({ path: `wtforms.${name}`, bases: ["wtforms.Field"] })),
    { path: "flask_restful.Resource", bases: ["flask.views.MethodView"] },
    { path: "quart.views.MethodView", bases: ["quart.views.View"] },
    { path: "bottle.request", attributes: { query: "builtins.dict", forms: "builtins.dict", json: "builtins.dict" } },
  ],
  handovers: [
    quart.handover("quart.utils.run_sync", "offload", 0, { wraps: true }),
    quart.handover("quart.Quart.add_background_task", "offload", 0),
    sanic.handover("sanic.Sanic.add_task", "task", 0),
    flask.handover("flask_socketio.SocketIO.start_background_task", "thread", 0),
    flask.handover("flask_executor.Executor.submit", "pool", 0),
    flask.handover("flask_executor.Executor.map", "pool", 0, { passes: "iterable" }),
  ],
  registrations: [
    flask.decorators(FLASK, `route ${verbs} endpoint`, "request", "route"),
    flask.decorators(FLASK, HOOKS, "request", "middleware"),
    flask.decorators(
      "flask.Blueprint",
      "before_app_request after_app_request app_errorhandler",
      "request",
      "middleware",
    ),
    flask.decorators("flask.Flask", "teardown_appcontext", "request", "middleware"),
    flask.decorators(
      FLASK,
      "context_processor url_value_preprocessor template_filter template_global template_test",
      "request",
      "template tag",
    ),
    flask.decorators(
      "flask.Blueprint",
      "app_context_processor app_template_filter app_template_global app_template_test",
      "request",
      "template tag",
    ),
    flask.formerly(flask.decorators("flask.Flask", "before_first_request", "request", "startup")),
    flask.taking(FLASK, "add_url_rule", place(2, "view_func"), "request", "route"),
    flask.base("flask.views.View", "dispatch_request", "request", "route"),
    flask.base("flask.views.MethodView", `${verbs} head options`, "request", "route"),
    flask.decorators("flask_socketio.SocketIO", "on event on_error", "thread", "websocket handler"),
    flask.decorators("flask.cli.AppGroup", "command", "main", "command"),
    flask.decorators("flask_login.LoginManager", "user_loader request_loader", "request", "middleware"),

    quart.decorators(QUART, `route ${verbs} endpoint`, "thread", "route"),
    quart.decorators(QUART, "websocket", "event-loop", "websocket handler"),
    quart.decorators(
      QUART,
      "before_request after_request teardown_request errorhandler before_websocket",
      "thread",
      "middleware",
    ),
    quart.decorators("quart.Quart", "before_serving after_serving while_serving", "thread", "startup"),
    quart.taking(QUART, "add_url_rule", place(2, "view_func"), "thread", "route"),
    quart.base("quart.views.MethodView", verbs, "thread", "route"),

    giving("sanic.Request", sanic.decorators(SANIC, `route ${verbs} head options`, "event-loop", "route")),
    giving("sanic.Request", sanic.decorators(SANIC, "websocket", "event-loop", "websocket handler")),
    giving(
      "sanic.Request",
      sanic.decorators(SANIC, "middleware on_request on_response exception", "event-loop", "middleware"),
    ),
    giving(
      "sanic.Sanic",
      sanic.decorators(
        SANIC,
        "listener before_server_start after_server_start before_server_stop after_server_stop",
        "event-loop",
        "startup",
      ),
    ),
    sanic.decorators(SANIC, "signal", "event-loop", "signal handler"),
    sanic.decorators(SANIC, "main_process_start main_process_stop", "main", "startup"),
    giving(
      "sanic.Request",
      sanic.taking(SANIC, "add_route add_websocket_route", place(0, "handler"), "event-loop", "route"),
    ),
    giving("sanic.Request", sanic.base("sanic.views.HTTPMethodView", verbs, "event-loop", "route")),

    bottle.decorators("bottle bottle.Bottle", `route ${verbs} error`, "request", "route"),
    bottle.decorators("bottle bottle.Bottle", "hook", "request", "middleware"),
    bottle.taking("bottle bottle.Bottle", "route", { index: 2, keyword: "callback" }, "request", "route"),
    bottle.taking("bottle bottle.Bottle", `${verbs} error`, "callback", "request", "route"),
    pyramid.decorators(
      "pyramid.view",
      "view_config exception_view_config notfound_view_config forbidden_view_config",
      "request",
      "route",
    ),
    pyramid.taking("pyramid.config.Configurator", "add_view", place(0, "view"), "request", "route"),
    pyramid.decorators("pyramid.events", "subscriber", "request", "middleware"),
    falcon.taking("falcon.App falcon.API", "add_route", place(1, "resource"), "request", "route", RESPONDERS),
    falcon.taking("falcon.asgi.App", "add_route", place(1, "resource"), "event-loop", "route", RESPONDERS),
    ...litestar
      .decorators("litestar", `${verbs} head route`, "event-loop", "route")
      .map((row) => ({ ...row, offloadedBy: "sync_to_thread" })),
    litestar.decorators("litestar", "websocket websocket_listener", "event-loop", "websocket handler"),
    litestar
      .taking("litestar.di", "Provide", place(0, "dependency"), "event-loop", "dependency")
      .map((row) => ({ ...row, offloadedBy: "sync_to_thread" })),
    litestar.taking("litestar", "Litestar", "on_startup", "event-loop", "startup"),
    litestar.taking("litestar", "Litestar", "on_shutdown", "event-loop", "startup"),
    litestar.taking("litestar", "Litestar Router", "before_request", "event-loop", "middleware"),
    litestar.taking("litestar", "Litestar Router", "after_request", "event-loop", "middleware"),
    litestar.taking("litestar", "Litestar Router", "exception_handlers", "event-loop", "exception handler"),
    others.decorators("cherrypy", "expose", "request", "route"),
    others.decorators("robyn.Robyn", verbs, "thread", "route"),
    others.decorators("blacksheep.Application", `${verbs} route`, "event-loop", "route"),
    others.decorators("dash.Dash", "callback", "request", "callback"),
    others.decorators("dash", "callback", "request", "callback"),
    others.base("webapp2.RequestHandler", verbs, "request", "route"),
    others.decorators("responder.API", "route", "event-loop", "route"),
    others.decorators("starlite", `${verbs}`, "event-loop", "route"),
    others.decorators("connexion.FlaskApp", "route", "request", "route"),
    others.decorators("hug", verbs, "request", "route"),
    others.decorators("chalice.Chalice", "route", "request", "route"),
    others.decorators(
      "chalice.Chalice",
      "lambda_function schedule on_sns_message on_sqs_message on_s3_event",
      "request",
      "route",
    ),
    others.decorators("functions_framework", "http cloud_event", "request", "route"),
    builder.decorators("flask_appbuilder.baseviews flask_appbuilder.api", "expose", "request", "route"),
    builder.decorators("flask_admin.base", "expose", "request", "route"),
    builder.base("flask_classful.FlaskView", "index get post put patch delete", "request", "route"),
    others.base("flask_restx.Resource", verbs, "request", "route"),
  ].flat(),
  aliases: [
    ...namesOf("flask.app", "Flask", "flask"),
    ...namesOf("flask.blueprints", "Blueprint", "flask"),
    ...namesOf("flask.templating", "render_template render_template_string", "flask"),
    ...namesOf("quart.app", "Quart", "quart"),
    ...["wtforms.fields", "wtforms.fields.core", "wtforms.fields.simple", "wtforms.fields.choices"].flatMap((module) =>
      namesOf(module, ["Field", ...FORM_FIELDS].join(" "), "wtforms"),
    ),
    ...aliases({
      "flask_appbuilder.expose": "flask_appbuilder.baseviews.expose",
      "flask_admin.expose": "flask_admin.base.expose",
      "flask.globals.request": "flask.request",
      "flask.json.jsonify": "flask.jsonify",
      "flask_smorest.Blueprint": "flask.Blueprint",
      "flask_openapi3.OpenAPI": "flask.Flask",
      "flask_openapi3.APIBlueprint": "flask.Blueprint",
      "sanic.app.Sanic": "sanic.Sanic",
      "sanic.request.Request": "sanic.Request",
      "sanic.server.websockets.impl.WebsocketImplProtocol": "sanic.Websocket",
      "litestar.connection.Request": "litestar.Request",
      "litestar.connection.WebSocket": "litestar.WebSocket",
      "sanic.blueprints.Blueprint": "sanic.Blueprint",
      "werkzeug.FileStorage": "werkzeug.datastructures.FileStorage",
      "werkzeug.datastructures.file_storage.FileStorage": "werkzeug.datastructures.FileStorage",
      "apiflask.APIFlask": "flask.Flask",
      "apiflask.APIBlueprint": "flask.Blueprint",
      "apiflask.views.MethodView": "flask.views.MethodView",
    }),
  ],
};
