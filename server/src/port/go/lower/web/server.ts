import type { FunctionDef } from "../../../ir/nodes.ts";
import { writePath } from "../../../ir/web/paths.ts";
import type { Route, Service } from "../../../ir/web/service.ts";
import type { GoWeb } from "../../../sketch.ts";
import * as go from "../../build.ts";
import type { GoDecl, GoExpr, GoStmt } from "../../tree.ts";
import { type ModuleContext, need, note } from "../context.ts";

const GIN = "github.com/gin-gonic/gin";
const ECHO = "github.com/labstack/echo/v4";

/** The runtime's page of an error, as the source's framework answers it. */
function errorPage(service: Service): string {
  return { fastapi: "errorDetail", flask: "errorPage", django: "plainErrorPage" }[service.framework];
}

/** The router of a service, and the function that serves it. */
export function serverDecls(module: ModuleContext, service: Service, web: GoWeb): GoDecl[] {
  const page = errorPage(service);
  need(module, page);
  need(module, "serve");
  const name = module.packageScope.take("newRouter");
  const router = go.name("router");
  const answers = service.errorAnswer === undefined ? [] : [go.name(module.functionNames.get(service.errorAnswer)!)];
  const handled = (of: GoExpr): GoExpr => {
    if (answers.length === 0) return of;
    need(module, "handled");
    return go.call("handled", of, ...answers);
  };
  const endpoint = (fn: FunctionDef): GoExpr => handled(go.name(module.functionNames.get(fn)!));
  const routes = distinct(module, service.routes, web);
  const hasRest = routes.some((route) => restName(route) !== undefined);
  const body: GoStmt[] = [];
  const decls: GoDecl[] = [];
  switch (web) {
    case "net/http": {
      body.push(go.define(["router"], go.packageCall("net/http", "NewServeMux")));
      for (const route of routes)
        for (const pattern of muxPatterns(service, route))
          body.push(
            go.exprStmt(
              go.methodCall(
                router,
                "HandleFunc",
                go.text(pattern),
                go.call("serve", endpoint(route.endpoint), go.name(page)),
              ),
            ),
          );
      need(module, "withErrors");
      body.push(
        go.returnStmt(
          around(module, service, go.call("withErrors", router, go.name(page), automatic(service), ...answers)),
        ),
      );
      break;
    }
    case "gin": {
      const handler = go.from(GIN, "HandlerFunc");
      body.push(
        go.exprStmt(go.packageCall(GIN, "SetMode", go.qualified(GIN, "ReleaseMode"))),
        go.define(["router"], go.packageCall(GIN, "New")),
        go.assign(go.select(router, "HandleMethodNotAllowed"), go.TRUE),
        go.assign(go.select(router, "RedirectTrailingSlash"), go.FALSE),
      );
      for (const route of routes)
        for (const method of methodsOf(service, route))
          body.push(
            go.exprStmt(
              go.methodCall(
                router,
                "Handle",
                go.text(method),
                go.text(colonPath(route)),
                go.call("ginHandler", endpoint(route.endpoint)),
              ),
            ),
          );
      for (const [register, status] of [
        ["NoRoute", "StatusNotFound"],
        ["NoMethod", "StatusMethodNotAllowed"],
      ])
        body.push(
          go.exprStmt(
            go.methodCall(
              router,
              register,
              answers.length > 0
                ? go.call("ginHandler", handled(refusal(module, go.qualified("net/http", status))))
                : go.fn(
                    [{ name: "c", type: go.pointerTo(go.from(GIN, "Context")) }],
                    [],
                    [
                      go.exprStmt(
                        go.methodCall(failure(module, page, status), "writeTo", go.select(go.name("c"), "Writer")),
                      ),
                    ],
                  ),
            ),
          ),
        );
      body.push(go.returnStmt(around(module, service, router)));
      decls.push({
        kind: "function",
        name: "ginHandler",
        params: [{ name: "endpoint", type: endpointType(module) }],
        results: [{ name: "", type: handler }],
        body: [
          go.define(["handle"], go.call("serve", go.name("endpoint"), go.name(page))),
          go.returnStmt(
            go.fn(
              [{ name: "c", type: go.pointerTo(go.from(GIN, "Context")) }],
              [],
              [
                {
                  kind: "range",
                  key: go.BLANK,
                  value: go.name("param"),
                  declares: true,
                  over: go.select(go.name("c"), "Params"),
                  body: [
                    setPathValue(
                      go.select(go.name("c"), "Request"),
                      go.select(go.name("param"), "Key"),
                      hasRest
                        ? go.packageCall("strings", "TrimPrefix", go.select(go.name("param"), "Value"), go.text("/"))
                        : go.select(go.name("param"), "Value"),
                    ),
                  ],
                },
                go.exprStmt(go.call("handle", go.select(go.name("c"), "Writer"), go.select(go.name("c"), "Request"))),
              ],
            ),
          ),
        ],
        doc: "ginHandler lets Gin serve an endpoint; the parameters of the path go along with the request.",
      });
      break;
    }
    case "echo": {
      body.push(
        go.define(["router"], go.packageCall(ECHO, "New")),
        go.assign(
          go.select(router, "HTTPErrorHandler"),
          go.fn(
            [
              { name: "err", type: go.ERROR_TYPE },
              { name: "c", type: go.from(ECHO, "Context") },
            ],
            [],
            [
              go.define(["status"], go.qualified("net/http", "StatusNotFound")),
              go.ifStmt(go.packageCall("errors", "Is", go.name("err"), go.qualified(ECHO, "ErrMethodNotAllowed")), [
                go.assign(go.name("status"), go.qualified("net/http", "StatusMethodNotAllowed")),
              ]),
              go.exprStmt(
                answers.length > 0
                  ? {
                      kind: "call",
                      callee: go.call("serve", handled(refusal(module, go.name("status"))), go.name(page)),
                      args: [go.methodCall(go.name("c"), "Response"), go.methodCall(go.name("c"), "Request")],
                    }
                  : go.methodCall(
                      go.call(page, newError(module, go.name("status"))),
                      "writeTo",
                      go.methodCall(go.name("c"), "Response"),
                    ),
              ),
            ],
          ),
        ),
      );
      for (const route of routes)
        for (const method of methodsOf(service, route))
          body.push(
            go.exprStmt(
              go.methodCall(
                router,
                "Add",
                go.text(method),
                go.text(colonPath(route).replace(/\*\w+$/, "*")),
                go.call("echoHandler", endpoint(route.endpoint), ...(hasRest ? [go.text(restName(route) ?? "")] : [])),
              ),
            ),
          );
      body.push(go.returnStmt(around(module, service, router)));
      const request = go.methodCall(go.name("c"), "Request");
      decls.push({
        kind: "function",
        name: "echoHandler",
        params: [
          { name: "endpoint", type: endpointType(module) },
          ...(hasRest ? [{ name: "rest", type: go.STRING_TYPE }] : []),
        ],
        results: [{ name: "", type: go.from(ECHO, "HandlerFunc") }],
        body: [
          go.define(["handle"], go.call("serve", go.name("endpoint"), go.name(page))),
          go.returnStmt(
            go.fn(
              [{ name: "c", type: go.from(ECHO, "Context") }],
              [go.ERROR_TYPE],
              [
                {
                  kind: "range",
                  key: go.BLANK,
                  value: go.name("name"),
                  declares: true,
                  over: go.methodCall(go.name("c"), "ParamNames"),
                  body: [setPathValue(request, go.name("name"), go.methodCall(go.name("c"), "Param", go.name("name")))],
                },
                ...(hasRest
                  ? [
                      // Echo calls the rest of a path by a star.
                      go.ifStmt(go.binary("!=", go.name("rest"), go.text("")), [
                        setPathValue(request, go.name("rest"), go.methodCall(go.name("c"), "Param", go.text("*"))),
                      ]),
                    ]
                  : []),
                go.exprStmt(go.call("handle", go.methodCall(go.name("c"), "Response"), request)),
                go.returnStmt(go.NIL),
              ],
            ),
          ),
        ],
        doc: "echoHandler lets Echo serve an endpoint; the parameters of the path go along with the request.",
      });
      break;
    }
    default:
      return web satisfies never;
  }
  return [
    {
      kind: "function",
      name,
      params: [],
      results: [{ name: "", type: go.from("net/http", "Handler") }],
      body,
      doc: `${name} has the routes of the service.`,
    },
    ...decls,
  ];
}

/** The name of the parameter that takes the rest of a route's path. */
function restName(route: Route): string | undefined {
  const part = route.path.find((each) => each.kind === "parameter" && each.converter === "path");
  return part?.kind === "parameter" ? part.name : undefined;
}

function setPathValue(request: GoExpr, key: GoExpr, value: GoExpr): GoStmt {
  return go.exprStmt(go.methodCall(request, "SetPathValue", key, value));
}

function endpointType(module: ModuleContext): import("../../tree.ts").GoType {
  need(module, "Response");
  return {
    kind: "function",
    params: [go.pointerTo(go.from("net/http", "Request"))],
    results: [go.named("Response"), go.ERROR_TYPE],
  };
}

function newError(module: ModuleContext, status: GoExpr): GoExpr {
  need(module, "newHTTPError");
  return go.call("newHTTPError", status, go.NIL);
}

/** An endpoint for what the router does not have. */
function refusal(module: ModuleContext, status: GoExpr): GoExpr {
  need(module, "refused");
  return go.call("refused", status);
}

function failure(module: ModuleContext, page: string, status: string): GoExpr {
  return go.call(page, newError(module, go.qualified("net/http", status)));
}

/** Flask answers HEAD and OPTIONS by itself. */
function automatic(service: Service): GoExpr {
  return service.framework === "flask" ? go.TRUE : go.FALSE;
}

/** The middleware around the router, outermost first in the source's order of running. */
function around(module: ModuleContext, service: Service, router: GoExpr): GoExpr {
  const wrap = (entry: string, functions: readonly FunctionDef[], inner: GoExpr): GoExpr =>
    functions.reduce((made, fn) => {
      need(module, entry);
      return go.call(entry, go.name(module.functionNames.get(fn)!), made);
    }, inner);
  const asked = wrap("withBefore", [...service.before].reverse(), router);
  return wrap("withMiddleware", service.middleware, wrap("withAfter", [...service.after].reverse(), asked));
}

/** The methods that a route has; Flask answers HEAD where it answers GET. */
function methodsOf(service: Service, route: Route): readonly string[] {
  if (route.methods.length === 0) return ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
  const heads = service.framework === "flask" && route.methods.includes("GET") && !route.methods.includes("HEAD");
  return heads ? [...route.methods, "HEAD"] : route.methods;
}

/** Patterns of http.ServeMux. A path that ends in a slash means that path alone. */
function muxPatterns(_service: Service, route: Route): string[] {
  const path = writePath(route.path, (name, rest) => (rest ? `{${name}...}` : `{${name}}`));
  const exact = path.endsWith("/") ? `${path}{$}` : path;
  return route.methods.length === 0 ? [exact] : route.methods.map((method) => `${method} ${exact}`);
}

function colonPath(route: Route): string {
  return writePath(route.path, (name, rest) => (rest ? `*${name}` : `:${name}`));
}

/** Routes that Go's routers can tell apart: of two that match the same requests the first one of the source counts. */
function distinct(module: ModuleContext, routes: readonly Route[], web: GoWeb): Route[] {
  void web;
  const seen = new Set<string>();
  return routes.filter((route) => {
    const path = writePath(route.path, () => "{}");
    const methods = route.methods.length === 0 ? [""] : route.methods;
    const taken = methods.some((method) => seen.has(`${method} ${path}`));
    if (taken)
      note(
        module,
        "shadowed-route",
        "another route with the same method and path comes before this one",
        route.range,
        "warning",
      );
    for (const method of methods) seen.add(`${method} ${path}`);
    return !taken;
  });
}

/** What `main` does to serve: it listens where `PORT` says. */
export function serveStatements(module: ModuleContext, service: Service): GoStmt[] {
  const startup = service.startup.map((fn) => call(module, fn));
  if (service.shutdown.length > 0) {
    need(module, "serveUntilStopped");
    return [
      ...startup,
      go.define(["port"], portOf(service)),
      go.exprStmt(go.call("serveUntilStopped", go.binary("+", go.text(":"), go.name("port")), go.call("newRouter"))),
      ...service.shutdown.map((fn) => call(module, fn)),
    ];
  }
  return [
    ...startup,
    go.define(["port"], portOf(service)),
    go.exprStmt(
      go.packageCall(
        "log",
        "Fatal",
        go.packageCall(
          "net/http",
          "ListenAndServe",
          go.binary("+", go.text(":"), go.name("port")),
          go.call("newRouter"),
        ),
      ),
    ),
  ];
}

function portOf(service: Service): GoExpr {
  return go.packageCall("cmp", "Or", go.packageCall("os", "Getenv", go.text("PORT")), go.text(String(service.port)));
}

function call(module: ModuleContext, fn: FunctionDef): GoStmt {
  const made = go.call(module.functionNames.get(fn)!);
  if (!module.failing.has(fn)) return go.exprStmt(made);
  return {
    kind: "if",
    init: go.define(["err"], made),
    condition: go.binary("!=", go.name("err"), go.NIL),
    body: [go.exprStmt(go.packageCall("log", "Fatal", go.name("err")))],
  };
}
