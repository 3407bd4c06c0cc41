import type { ClassDef, Expression } from "../../../ir/nodes.ts";
import { ANY, INT, STR, type Type } from "../../../ir/types.ts";
import { fitsShape, isReachable, UNREACHABLE } from "../../../ir/web/response-models.ts";
import { type Input, RESPONSE } from "../../../ir/web/service.ts";
import * as go from "../../build.ts";
import type { GoExpr, GoStmt } from "../../tree.ts";
import { deferredCall } from "../concurrency.ts";
import { need, runtimeCall, stubExpr } from "../context.ts";
import type { FunctionLowering } from "../function.ts";
import type { LibraryCall } from "../library.ts";
import { statusExpr } from "./status.ts";
import { validateTag } from "./tags.ts";

/** The runtime's writer of JSON in the style of the source's framework. */
function jsonWriter(l: FunctionLowering): string {
  switch (l.module.module.service?.framework) {
    case "flask":
      return "sortedJSON";
    case "django":
      return "spacedJSON";
    default:
      return "compactJSON";
  }
}

/** A call of `portwright.web`. */
export function webCall(call: LibraryCall, name: string): GoExpr {
  const { l, args, first, second, third, value } = call;
  const run = (entry: string, ...rest: GoExpr[]): GoExpr => runtimeCall(l.module, entry, ...rest);
  switch (name) {
    case "inputs":
      return run("newInputs", l.expr(first));
    case "input": {
      const input = l.module.module.service?.inputs.get(value);
      return input === undefined
        ? stubExpr(l.module, "this input", value.range, l.goType(value.type))
        : readInput(l, first, { ...input, type: value.type });
    }
    case "exclusive":
      return exclusive(l);
    case "check":
      need(l.module, "inputs.err");
      return l.failing(go.methodCall(l.expr(first), "err"), { kind: "none" });
    case "json":
      return run(jsonWriter(l), statusExpr(l, second), wireValue(l, first));
    case "answer":
      return answer(l, first, second, l.module.module.service?.shapes.get(value));
    case "text":
      return run("textResponse", statusExpr(l, second), l.exprAs(third, STR), textOf(l, first));
    case "empty":
      return run("emptyResponse", statusExpr(l, first));
    case "redirect":
      return run(
        { flask: "redirectPage", django: "plainRedirect", fastapi: "redirectTo" }[
          l.module.module.service?.framework ?? "fastapi"
        ],
        statusExpr(l, second),
        l.exprAs(first, STR),
      );
    case "not_allowed":
      return run("notAllowed", l.exprAs(first, { kind: "list", element: STR }));
    case "headers":
      return run("withHeaders", l.expr(first), l.exprAs(second, TEXTS));
    case "set_header":
      if (!isAnswer(first.type)) return stubExpr(l.module, "a header of what is no response", value.range, go.ANY_TYPE);
      return go.methodCall(go.select(l.expr(first), "Header"), "Set", l.exprAs(second, STR), l.exprAs(third, STR));
    case "set_status": {
      if (!isAnswer(first.type)) return stubExpr(l.module, "a status of what is no response", value.range, go.ANY_TYPE);
      l.emit(go.assign(go.select(l.expr(first), "Status"), statusExpr(l, second)));
      return go.NIL;
    }
    case "set_cookie": {
      const [, , , attributes, plain] = value.args.map((each) => each.value);
      if (!isAnswer(first.type)) return stubExpr(l.module, "a cookie of what is no response", value.range, go.ANY_TYPE);
      const texts = [second, third, attributes, plain].map((each) => l.exprAs(each, STR));
      return run("setCookie", go.select(l.expr(first), "Header"), ...texts);
    }
    case "moment_in":
      return run("momentIn", l.exprAs(first, INT));
    case "reply":
      return run("newReply");
    case "replied":
      return run("withReply", l.expr(first), l.expr(second));
    case "tasks":
      need(l.module, "Tasks");
      return { kind: "unary", operator: "&", value: go.composite(go.named("Tasks"), []) };
    case "add_task":
      need(l.module, "Tasks.Add");
      return go.methodCall(l.expr(first), "Add", laterCall(l, second));
    case "after":
      return run("withTasks", l.expr(first), l.expr(second));
    case "error_page":
      return run("errorPage", l.expr(first));
    case "error_text":
      return run("errorText", l.expr(first));
    case "error_title":
      return run("errorTitle", l.expr(first));
    case "problems":
      need(l.module, "RequestError");
      return run("problemList", l.expr(first));
    case "log_error":
      return run("logFailure", l.expr(first), l.expr(second));
    case "proceed":
      return run("recorded", l.expr(first), l.expr(second));
    case "path_value":
      return go.methodCall(l.expr(first), "PathValue", l.exprAs(second, STR));
    case "path_int":
    case "path_float": {
      const made = run(name === "path_int" ? "pathInt" : "pathFloat", l.expr(first), l.exprAs(second, STR));
      return l.failing(made, value.type, second.kind === "string" ? second.value : "value");
    }
    case "method":
      return go.select(l.expr(first), "Method");
    case "path":
      return go.select(go.select(l.expr(first), "URL"), "Path");
    case "host":
      return go.select(l.expr(first), "Host");
    case "client":
      return run("clientAddress", l.expr(first));
    case "content_type":
      return go.methodCall(go.select(l.expr(first), "Header"), "Get", go.text("Content-Type"));
    case "body":
      return run("requestBody", l.expr(first));
    case "json_body":
      return l.failing(run("requestJSON", l.expr(first)), ANY, "data");
    case "json_silent":
      return run("silentJSON", l.expr(first));
    case "loads":
      return l.failing(run("bodyJSON", l.expr(first)), ANY, "data");
  }
  const table = /^(query|header|cookie|form)(_int|_float)?(_or|_has|_item|_list)?$/.exec(name);
  if (table !== null) {
    const [, source, kind, way] = table;
    const stem = { query: "query", header: "header", cookie: "cookie", form: "form" }[source]!;
    const key = l.exprAs(second, STR);
    if (way === "_has") return go.binary("!=", run(`${stem}Text`, l.expr(first), key), go.NIL);
    if (way === "_item")
      return l.failing(
        run("needed", run(`${stem}Text`, l.expr(first), key)),
        STR,
        second.kind === "string" ? second.value : "value",
      );
    if (way === "_or" && kind === "_int") return run("queryIntOr", l.expr(first), key, l.exprAs(third, INT));
    if (way === "_or" && kind === "_float")
      return run("queryFloatOr", l.expr(first), key, l.exprAs(third, { kind: "float" }));
    if (way === "_or") return run(`${stem}TextOr`, l.expr(first), key, l.exprAs(third, STR));
    if (way === "_list" && stem === "query") return run("queryList", l.expr(first), key);
    if (way === undefined && kind === undefined) return run(`${stem}Text`, l.expr(first), key);
  }
  void args;
  return stubExpr(
    l.module,
    `portwright.web.${name}`,
    value.range,
    l.goType(value.type.kind === "none" ? ANY : value.type),
  );
}

function isAnswer(type: Type): boolean {
  return type.kind === "library" && /^portwright\.web\.(Response|Reply)$/.test(type.name);
}

/** A call that is made once the answer is sent, with arguments of now; it has what requests share to itself. */
function laterCall(l: FunctionLowering, call: Expression): GoExpr {
  if (call.kind !== "call") return stubExpr(l.module, "this task", call.range, go.ANY_TYPE);
  const made = deferredCall(l, call, false, { kind: "none" });
  const target = call.target.kind === "function" ? call.target.function : undefined;
  if (target === undefined || l.module.locked?.tasks.has(target) !== true || made.kind !== "function") return made;
  return { ...made, body: [...lockStatements(l), ...made.body] };
}

function lockStatements(l: FunctionLowering): GoStmt[] {
  l.module.sharedMutex ??= l.module.packageScope.take("shared");
  const mutex = go.name(l.module.sharedMutex);
  return [go.exprStmt(go.methodCall(mutex, "Lock")), { kind: "defer", call: go.methodCall(mutex, "Unlock") }];
}

/** From here to its end an endpoint has the data that requests share to itself. */
function exclusive(l: FunctionLowering): GoExpr {
  const def = l.context.def;
  if (def === undefined || l.module.locked?.endpoints.has(def) !== true) return go.NIL;
  l.emit(...lockStatements(l));
  return go.NIL;
}

const TEXTS: Type = { kind: "dict", key: STR, value: STR, flavor: "dict", ordered: false };

function textOf(l: FunctionLowering, e: Expression): GoExpr {
  if (e.type.kind === "bytes") return go.convert(go.STRING_TYPE, l.expr(e));
  return l.exprAs(e, STR);
}

/** A value that is written as JSON, as it is. A display with one key has no order to keep. */
function wireValue(l: FunctionLowering, e: Expression): GoExpr {
  const [only, ...rest] = e.kind === "dict" ? e.entries : [];
  if (only?.key?.kind !== "string" || rest.length > 0) return l.expr(e);
  const value = wireValue(l, only.value);
  const type = only.value.type.kind === "str" ? go.STRING_TYPE : go.ANY_TYPE;
  return go.composite(go.mapOf(go.STRING_TYPE, type), [{ key: go.text(only.key.value), value }]);
}

/** The answer that a handler's result becomes, by its type. */
function answer(l: FunctionLowering, result: Expression, status: Expression, shape: Type | undefined): GoExpr {
  const isPage = l.module.module.service?.framework !== "fastapi";
  const { type } = result;
  if (type.kind === "library" && type.name === "portwright.web.Response") {
    const value = l.expr(result);
    if (status.kind === "int" && status.value === 200n) return value;
    return runtimeCall(l.module, "withStatus", value, statusExpr(l, status));
  }
  const classNamed = (name: string): ClassDef | undefined => l.module.module.classes.find((each) => each.name === name);
  if (shape !== undefined && !fitsShape(classNamed, type, shape)) {
    if (!isReachable(classNamed, shape)) return stubExpr(l.module, UNREACHABLE, result.range, l.goType(RESPONSE));
    need(l.module, "onlyFieldsOf");
    const nullable = shape.kind === "optional" ? [go.text("omitempty")] : [];
    const narrowed = go.genericCall("onlyFieldsOf", [l.goType(shape)], wireValue(l, result), ...nullable);
    return runtimeCall(l.module, jsonWriter(l), statusExpr(l, status), narrowed);
  }
  if (type.kind === "str" && isPage)
    return runtimeCall(
      l.module,
      "textResponse",
      statusExpr(l, status),
      go.text("text/html; charset=utf-8"),
      l.expr(result),
    );
  if (type.kind === "none") {
    l.emit(go.exprStmt(l.expr(result)));
    return runtimeCall(l.module, jsonWriter(l), statusExpr(l, status), go.NIL);
  }
  if ((type.kind === "any" || type.kind === "union") && isPage) {
    need(l.module, jsonWriter(l));
    return runtimeCall(l.module, "answer", l.exprAs(result, ANY), statusExpr(l, status), go.name(jsonWriter(l)));
  }
  return runtimeCall(l.module, jsonWriter(l), statusExpr(l, status), wireValue(l, result));
}

/** Reads one argument of a handler: `fromQueryOr(in, "limit", 10, "gte=1")`. */
function readInput(l: FunctionLowering, reader: Expression, input: Input): GoExpr {
  const { source, name, type, fallback } = input;
  const stem = {
    path: "fromPath",
    query: "fromQuery",
    header: "fromHeader",
    cookie: "fromCookie",
    form: "fromForm",
    body: name === undefined ? "fromBody" : "fromBodyField",
  }[source];
  const entry = fallback === undefined ? stem : `${stem}Or`;
  const rules = ruleText(l, input);
  const goType = l.goType(type);
  const given = fallback === undefined ? [] : [l.exprAs(fallback, type)];
  need(l.module, entry);
  const args = [
    l.expr(reader),
    ...(name === undefined ? [] : [go.text(name)]),
    ...given,
    ...(rules === "" ? [] : [go.text(rules)]),
  ];
  // The default tells the type, unless it is nil or a constant of another one.
  const isTold = fallback !== undefined && tellsType(given[0], type);
  return isTold ? go.call(entry, ...args) : go.genericCall(entry, [goType], ...args);
}

function tellsType(given: GoExpr, type: Type): boolean {
  if (type.kind === "int") return given.kind === "number";
  if (type.kind === "str") return given.kind === "string";
  if (type.kind === "bool") return given.kind === "name" && /^(true|false)$/.test(given.name);
  return given.kind === "composite";
}

function ruleText(l: FunctionLowering, { type, rules }: Input): string {
  const text = validateTag(l.module, type, rules, false).replace(/^omitempty,?/, "");
  return rules.pattern === undefined ? text : `${text}${text === "" ? "" : ","}pattern=${rules.pattern}`;
}
