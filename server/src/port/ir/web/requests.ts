import type { BuildContext } from "../build/context.ts";
import type { Expression, ExpressionKind, Statement } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { argumentNamed } from "./application.ts";
import { become, webCall } from "./make.ts";
import type { WebFramework } from "./service.ts";

/** Parts of a request that are one value, by framework and attribute path. */
const PARTS: Readonly<Record<WebFramework, Readonly<Record<string, string>>>> = {
  flask: {
    method: "method",
    path: "path",
    json: "json_body",
    data: "body",
    remote_addr: "client",
    host: "host",
    content_type: "content_type",
  },
  fastapi: { method: "method", "url.path": "path", "client.host": "client" },
  django: { method: "method", path: "path", path_info: "path", body: "body", content_type: "content_type" },
};

/** Calls on a request, by framework. */
const CALLS: Readonly<Record<WebFramework, Readonly<Record<string, string>>>> = {
  flask: { get_json: "json_body", get_data: "body" },
  fastapi: { json: "loads", body: "body" },
  django: { get_host: "host" },
};

/** Tables of a request that are asked by name. */
const TABLES: Readonly<Record<WebFramework, Readonly<Record<string, string>>>> = {
  flask: { args: "query", headers: "header", cookies: "cookie", form: "form" },
  fastapi: { query_params: "query", headers: "header", cookies: "cookie", path_params: "path_value" },
  django: { GET: "query", headers: "header", COOKIES: "cookie", POST: "form" },
};

/** Puts calls of `portwright.web` in the place of what functions ask of their request. */
export function rewriteRequests(
  context: BuildContext,
  framework: WebFramework,
  body: readonly Statement[],
  requestOf: (e: Expression) => Expression | undefined,
): void {
  const pathOf = (e: Expression): { readonly request: Expression; readonly path: string } | undefined => {
    const flask = e.kind === "library" ? flaskPath(e.module, e.name) : undefined;
    if (e.kind === "library" && flask !== undefined && flask !== "") {
      const request = requestOf({ ...e, module: "flask", name: "request" });
      return request === undefined ? undefined : { request, path: flask };
    }
    if (e.kind !== "attribute") return undefined;
    const direct = requestOf(e.object);
    if (direct !== undefined) return { request: direct, path: e.name };
    const inner = pathOf(e.object);
    return inner === undefined ? undefined : { request: inner.request, path: `${inner.path}.${e.name}` };
  };
  const calledOn = (e: Expression): ReturnType<typeof pathOf> => {
    if (e.kind !== "call") return undefined;
    const { target } = e;
    if (target.kind === "library" && flaskPath(target.module, target.name) !== undefined)
      return pathOf(context.make({ kind: "library", module: target.module, name: target.name }, e.range));
    if (target.kind !== "method") return undefined;
    return pathOf(
      context.make(
        { kind: "attribute", object: target.receiver, name: target.name, resolved: { kind: "dynamic" } },
        e.range,
      ),
    );
  };
  const table = (path: string): string | undefined => TABLES[framework][path];
  const rewrite = (e: Expression): ExpressionKind | undefined => {
    const call = (name: string, ...args: Expression[]): ExpressionKind => webCall(context, name, args, e.range);
    if (e.kind === "call") {
      readsNumber(e, (inner) => calledOn(inner)?.path);
      const on = calledOn(e);
      if (on !== undefined) {
        const [head, last] = [on.path.slice(0, Math.max(on.path.lastIndexOf("."), 0)), on.path.split(".").at(-1) ?? ""];
        const known = head === "" ? CALLS[framework][on.path] : undefined;
        const set = (name: string): boolean => {
          const given = argumentNamed(e.args, name);
          return given?.kind === "bool" && given.value;
        };
        if (known === "json_body" && set("silent")) return call("json_silent", on.request);
        if (known === "json_body" && set("force")) return call("loads", on.request);
        if (known !== undefined) return call(known, on.request);
        const source = table(head);
        if (source !== undefined && (last === "get" || last === "getlist")) {
          const [name] = e.args;
          const fallback = argumentNamed(e.args, "default", 1);
          const type = argumentNamed(e.args, "type", 2);
          if (last === "getlist") return call(`${source}_list`, on.request, name.value);
          const kind = type?.kind === "builtin" && ["int", "float"].includes(type.name) ? `_${type.name}` : "";
          return call(
            `${source}${kind}${fallback === undefined || fallback.kind === "none" ? "" : "_or"}`,
            on.request,
            name.value,
            ...(fallback === undefined || fallback.kind === "none" ? [] : [fallback]),
          );
        }
      }
      // `json.loads(request.body)`
      const [first] = e.args;
      const isLoads = e.target.kind === "library" && e.target.module === "json" && e.target.name === "loads";
      const part = isLoads && first !== undefined ? bodyOf(first.value) : undefined;
      if (part !== undefined) return call("loads", part);
    }
    if (e.kind === "index") {
      const on = pathOf(e.object);
      const source = on === undefined ? undefined : table(on.path);
      if (on !== undefined && source !== undefined) return call(`${source}_item`, on.request, e.index);
    }
    if (e.kind === "compare" && e.operands.length === 2 && (e.operators[0] === "in" || e.operators[0] === "not in")) {
      const on = pathOf(e.operands[1]);
      const source = on === undefined ? undefined : table(on.path);
      if (on !== undefined && source !== undefined) {
        const has = webCall(context, `${source}_has`, [on.request, e.operands[0]], e.range);
        return e.operators[0] === "in" ? has : { kind: "not", operand: has };
      }
    }
    const part = pathOf(e);
    const known = part === undefined ? undefined : PARTS[framework][part.path];
    return part === undefined || known === undefined ? undefined : call(known, part.request);
  };
  /** `request.body`, also as `request.body.decode()` or `await request.body()`. */
  const bodyOf = (e: Expression): Expression | undefined => {
    if (e.kind === "await") return bodyOf(e.value);
    if (e.kind === "call" && e.target.kind === "method" && e.target.name === "decode") return bodyOf(e.target.receiver);
    const on = pathOf(e) ?? calledOn(e);
    return on?.path === "body" || on?.path === "data" || on?.path === "get_data" ? on.request : undefined;
  };
  visitExpressions(body, {
    expression: (e) => {
      // What reads the request does not wait in the port.
      if (e.kind === "await") {
        const inner = rewrite(e.value);
        if (inner !== undefined) become(e, inner);
        return undefined;
      }
      const made = rewrite(e);
      if (made !== undefined) become(e, made);
      return undefined;
    },
  });
}

/** `int(request.args.get("page", 1))`: the number reads what stands for a missing text as it reads a text. */
function readsNumber(e: Expression & { kind: "call" }, pathOf: (inner: Expression) => string | undefined): void {
  const inner = e.args[0]?.value;
  const isNumber = e.target.kind === "builtin" && (e.target.name === "int" || e.target.name === "float");
  if (!isNumber || e.args.length !== 1 || inner?.kind !== "call" || pathOf(inner)?.endsWith(".get") !== true) return;
  const fallback = argumentNamed(inner.args, "default", 1);
  if (fallback?.kind === "int") become(fallback, { kind: "string", value: fallback.text });
  else if (fallback?.kind === "float") become(fallback, { kind: "string", value: fallback.text });
}

/** What comes after `flask.request` in a canonical name: `args.get`; undefined for other names. */
export function flaskPath(module: string, name: string): string | undefined {
  const full = `${module}.${name}`;
  if (full === "flask.request") return "";
  return full.startsWith("flask.request.") ? full.slice("flask.request.".length) : undefined;
}
