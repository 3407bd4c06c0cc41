import type { FunctionDef } from "../../../ir/nodes.ts";
import { writePath } from "../../../ir/web/paths.ts";
import type { Route, Service } from "../../../ir/web/service.ts";
import type { TsWeb } from "../../../sketch.ts";
import {
  array,
  arrow,
  binary,
  call,
  create,
  literal,
  member,
  method,
  name,
  parameter,
  string,
  type TsExpression,
  type TsStatement,
} from "../../tree.ts";
import type { Lowering } from "../context.ts";

/** The runtime's page of an error, as the source's framework answers it. */
function errorPage(service: Service): string {
  return { fastapi: "errorDetail", flask: "errorPage", django: "plainErrorPage" }[service.framework];
}

const SERVED: Readonly<Record<TsWeb, string>> = {
  hono: "honoHandler",
  fastify: "fastifyHandler",
  express: "expressHandler",
};

/** The routes of a service, the application that has them, and what serves it. */
export function serverStatements(context: Lowering, service: Service, web: TsWeb): TsStatement[] {
  const page = context.helper(errorPage(service));
  const serve = context.helper(SERVED[web]);
  const routes = context.names.fresh("routes");
  const app = context.names.fresh("app");
  const table: TsStatement = {
    kind: "declare",
    keyword: "const",
    target: { kind: "name", name: routes },
    type: { kind: "array", element: { kind: "reference", name: context.helperType("Route"), args: [] } },
    value: {
      kind: "array",
      elements: service.routes.flatMap((route) => routeEntries(context, service, route)),
      multiline: true,
    },
    exported: false,
    spaced: true,
    comments: ["What the service answers; the first route that fits a request counts."],
  };
  const named = (functions: readonly FunctionDef[]): TsExpression =>
    array(...functions.map((fn) => name(context.names.variable(fn.variable!))));
  const hooked = service.before.length + service.after.length > 0;
  const middleware = [
    ...(hooked ? [context.use("hooks", named(service.before), named(service.after))] : []),
    ...service.middleware.map((fn) => name(context.names.variable(fn.variable!))),
  ];
  const { errorAnswer } = service;
  const handled = (of: TsExpression): TsExpression =>
    errorAnswer === undefined ? of : context.use("handled", of, name(context.names.variable(errorAnswer.variable!)));
  const endpoint = (of: TsExpression): TsExpression =>
    middleware.length === 0 ? handled(of) : context.use("around", array(...middleware), handled(of), page);
  const made = (route: TsExpression): TsExpression => call(serve, endpoint(member(route, "endpoint")), page, route);
  const missing = call(serve, endpoint(context.use("unrouted", name(routes), page)), page);
  const declared: TsStatement = {
    kind: "declare",
    keyword: "const",
    target: { kind: "name", name: app },
    type: undefined,
    value: application(context, service, web),
    exported: true,
    spaced: true,
  };
  const each = { kind: "name" as const, name: "route" };
  const loop: TsStatement = {
    kind: "forOf",
    keyword: "const",
    target: each,
    iterable: name(routes),
    isAwait: false,
    body: [{ kind: "expression", value: register(context, web, name(app), name("route"), made(name("route"))) }],
  };
  return [
    table,
    declared,
    ...prepare(web, name(app)),
    loop,
    ...fallback(web, name(app), missing),
    ...listen(context, service, web, name(app)),
  ];
}

function routeEntries(context: Lowering, service: Service, route: Route): TsExpression[] {
  const path = writePath(route.path, (text, rest) => (rest ? `{${text}:path}` : `{${text}}`));
  const all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
  const methods = route.methods.length === 0 ? all : route.methods;
  const same = service.routes.filter(
    (other) => writePath(other.path, () => "{}") === writePath(route.path, () => "{}"),
  );
  const allowed = [...new Set(same.flatMap((other) => other.methods))].sort();
  const needsAllowed = service.framework === "fastapi" && allowed.length > 1;
  return methods.map(
    (each): TsExpression => ({
      kind: "object",
      properties: [
        { key: "method", value: string(each) },
        { key: "path", value: string(path) },
        { key: "endpoint", value: name(context.names.variable(route.endpoint.variable!)) },
        ...(needsAllowed && each === "GET" ? [{ key: "allowed", value: array(...allowed.map(string)) }] : []),
      ],
    }),
  );
}

function application(context: Lowering, service: Service, web: TsWeb): TsExpression {
  switch (web) {
    case "hono":
      context.package("hono", "Hono");
      return create(name("Hono"), []);
    case "fastify":
      context.package("fastify", "fastify");
      return call(name("fastify"), {
        kind: "object",
        properties: [{ key: "exposeHeadRoutes", value: literal(String(service.framework === "flask")) }],
      });
    case "express":
      context.package("express", "express", { isDefault: true });
      return call(name("express"));
    default:
      return web satisfies never;
  }
}

/** Bodies come as text: endpoints read them. */
function prepare(web: TsWeb, app: TsExpression): TsStatement[] {
  const all = { kind: "object" as const, properties: [{ key: "type", value: string("*/*") }] };
  switch (web) {
    case "hono":
      return [];
    case "fastify":
      return [
        { kind: "expression", value: method(app, "removeAllContentTypeParsers") },
        {
          kind: "expression",
          value: method(
            app,
            "addContentTypeParser",
            string("*"),
            { kind: "object", properties: [{ key: "parseAs", value: string("string") }] },
            arrow(
              [parameter("_request"), parameter("body"), parameter("done")],
              [{ kind: "expression", value: call(name("done"), literal("null"), name("body")) }],
            ),
          ),
        },
      ];
    case "express":
      return [
        { kind: "expression", value: method(app, "disable", string("x-powered-by")) },
        { kind: "expression", value: method(app, "use", method(name("express"), "text", all)) },
      ];
    default:
      return web satisfies never;
  }
}

function register(
  context: Lowering,
  web: TsWeb,
  app: TsExpression,
  route: TsExpression,
  made: TsExpression,
): TsExpression {
  const verb = member(route, "method");
  const path = context.use(
    web === "express" ? "expressPath" : web === "fastify" ? "fastifyPath" : "honoPath",
    member(route, "path"),
  );
  switch (web) {
    case "hono":
      return method(app, "on", verb, path, made);
    case "fastify":
      return method(app, "route", {
        kind: "object",
        properties: [
          { key: "method", value: verb },
          { key: "url", value: path },
          { key: "handler", value: made },
        ],
      });
    case "express":
      return method(app, "all", path, context.use("onlyFor", verb, made));
    default:
      return web satisfies never;
  }
}

function fallback(web: TsWeb, app: TsExpression, made: TsExpression): TsStatement[] {
  const call_ = { hono: "notFound", fastify: "setNotFoundHandler", express: "use" }[web];
  return [{ kind: "expression", value: method(app, call_, made) }];
}

function listen(context: Lowering, service: Service, web: TsWeb, app: TsExpression): TsStatement[] {
  const port = call(
    name("Number"),
    binary("??", member(member(name("process"), "env"), "PORT"), string(String(service.port))),
  );
  const run = (fn: FunctionDef): TsStatement => {
    const made = call(name(context.names.variable(fn.variable!)));
    return { kind: "expression", value: fn.isAsync || fn.facts.waits ? { kind: "await", value: made } : made };
  };
  const startup = service.startup.map(run);
  if (service.shutdown.length > 0) {
    const stop = arrow([], service.shutdown.map(run), { isAsync: true });
    startup.push({ kind: "expression", value: context.use("whenStopped", stop) });
  }
  const options = (...more: { key: string; value: TsExpression }[]): TsExpression => ({
    kind: "object",
    properties: [...more, { key: "port", value: port }],
  });
  let start: TsExpression;
  switch (web) {
    case "hono":
      context.package("@hono/node-server", "serve");
      start = call(name("serve"), options({ key: "fetch", value: member(app, "fetch") }));
      break;
    case "fastify":
      start = { kind: "await", value: method(app, "listen", options()) };
      break;
    case "express":
      start = method(app, "listen", port);
      break;
    default:
      return web satisfies never;
  }
  const test = binary("??", member(name("import.meta"), "main"), literal("true"));
  return [{ kind: "if", test, body: [...startup, { kind: "expression", value: start }], otherwise: [], spaced: true }];
}
