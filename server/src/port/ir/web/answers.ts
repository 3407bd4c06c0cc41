import type { BuildContext } from "../build/context.ts";
import type { Argument, Expression, ExpressionKind } from "../nodes.ts";
import { argumentNamed, statusOf } from "./application.ts";
import { integer, text, webCall } from "./make.ts";

type Call = Expression & { kind: "call" };

const HTML = "text/html; charset=utf-8";
const PLAIN = "text/plain; charset=utf-8";

/** Calls of the frameworks that make a response, as calls of `portwright.web`; undefined for others. */
export function responseCall(context: BuildContext, e: Call): ExpressionKind | undefined {
  const made = bareResponse(context, e);
  if (made === undefined) return undefined;
  const wrap = (name: string, inner: ExpressionKind, argument: Expression): ExpressionKind =>
    webCall(context, name, [context.make(inner, e.range), argument], e.range);
  const headers = argumentNamed(e.args, "headers");
  const withHeaders = headers === undefined || headers.kind === "none" ? made : wrap("headers", made, headers);
  const tasks = argumentNamed(e.args, "background");
  return tasks === undefined || tasks.kind === "none" ? withHeaders : wrap("after", withHeaders, tasks);
}

function bareResponse(context: BuildContext, e: Call): ExpressionKind | undefined {
  if (e.target.kind !== "library") return undefined;
  const name = e.target.name.split(".").at(-1) ?? "";
  const { module } = e.target;
  const status = (fallback: number, at?: number, ...keys: string[]): Expression => {
    const given = keys.map((key) => argumentNamed(e.args, key)).find((each) => each !== undefined);
    const value = given ?? (at === undefined ? undefined : argumentNamed(e.args, "", at));
    const number = statusOf(value);
    return number === undefined && value !== undefined ? value : integer(context, number ?? fallback, e.range);
  };
  const call = (fn: string, ...args: Expression[]): ExpressionKind => webCall(context, fn, args, e.range);
  const none = (): Expression => text(context, "", e.range);
  if (/^(fastapi|starlette)(\.|$)/.test(module)) {
    const content = argumentNamed(e.args, "content", 0) ?? none();
    const code = status(200, 1, "status_code");
    const type = argumentNamed(e.args, "media_type");
    switch (name) {
      case "JSONResponse":
      case "ORJSONResponse":
      case "UJSONResponse":
        return call("json", content, code);
      case "HTMLResponse":
        return call("text", content, code, text(context, HTML, e.range));
      case "PlainTextResponse":
        return call("text", content, code, text(context, PLAIN, e.range));
      case "RedirectResponse":
        return call("redirect", argumentNamed(e.args, "url", 0) ?? none(), status(307, 1, "status_code"));
      case "Response":
        return type === undefined && (content.kind === "string" ? content.value === "" : false)
          ? call("empty", code)
          : call("text", content, code, type ?? text(context, "", e.range));
    }
  }
  if (module === "flask" || module.startsWith("flask.")) {
    switch (name) {
      case "jsonify":
        return call("json", jsonifyArgument(context, e), integer(context, 200, e.range));
      case "redirect":
        return call("redirect", e.args[0]?.value ?? none(), status(302, 1, "code"));
      case "Response": {
        const type = argumentNamed(e.args, "mimetype") ?? argumentNamed(e.args, "content_type");
        return call(
          "text",
          argumentNamed(e.args, "response", 0) ?? none(),
          status(200, 1, "status"),
          typed(context, type, e),
        );
      }
      case "make_response": {
        const [first, second] = e.args;
        if (first === undefined) return undefined;
        return call("answer", first.value, second === undefined ? integer(context, 200, e.range) : second.value);
      }
    }
  }
  if (module.startsWith("django.http") || module === "django.shortcuts") {
    const content = argumentNamed(e.args, "content", 0) ?? none();
    const type = argumentNamed(e.args, "content_type") ?? text(context, HTML, e.range);
    switch (name) {
      case "JsonResponse":
        return call("json", argumentNamed(e.args, "data", 0) ?? none(), status(200, undefined, "status"));
      case "HttpResponse":
        return call("text", content, status(200, undefined, "status"), type);
      case "HttpResponseBadRequest":
        return call("text", content, integer(context, 400, e.range), type);
      case "HttpResponseForbidden":
        return call("text", content, integer(context, 403, e.range), type);
      case "HttpResponseNotFound":
        return call("text", content, integer(context, 404, e.range), type);
      case "HttpResponseServerError":
        return call("text", content, integer(context, 500, e.range), type);
      case "HttpResponseNotAllowed":
        return call("not_allowed", e.args[0]?.value ?? none());
      case "HttpResponseRedirect":
      case "redirect":
        return call("redirect", e.args[0]?.value ?? none(), integer(context, 302, e.range));
    }
  }
  return undefined;
}

function typed(context: BuildContext, given: Expression | undefined, e: Call): Expression {
  if (given?.kind !== "string") return given ?? text(context, HTML, e.range);
  const needsCharset = given.value.startsWith("text/") && !given.value.includes("charset");
  return needsCharset ? text(context, `${given.value}; charset=utf-8`, e.range) : given;
}

/** `jsonify(a=1, b=2)` is a dict, `jsonify(1, 2)` a list. */
function jsonifyArgument(context: BuildContext, e: Call): Expression {
  if (e.args.length === 1 && e.args[0].kind === "positional") return e.args[0].value;
  if (e.args.some((each) => each.kind === "keyword" || each.kind === "doubleStar")) {
    const entries = e.args.map((each: Argument) => ({
      key: each.kind === "keyword" ? text(context, each.name ?? "", each.value.range) : undefined,
      value: each.value,
    }));
    return context.make({ kind: "dict", entries }, e.range);
  }
  return context.make({ kind: "list", elements: e.args.map((each) => each.value) }, e.range);
}

const RESPONSES: ReadonlySet<string> = new Set([
  "json",
  "text",
  "empty",
  "redirect",
  "answer",
  "not_allowed",
  "headers",
  "after",
  "replied",
  "error_page",
]);

/** Whether an expression is a call of `portwright.web` that makes a response. */
export function isResponse(e: Expression): boolean {
  return (
    e.kind === "call" &&
    e.target.kind === "library" &&
    e.target.module === "portwright.web" &&
    RESPONSES.has(e.target.name)
  );
}
