import { allFields } from "../../../ir/infer/members.ts";
import type { ClassDef, Expression } from "../../../ir/nodes.ts";
import type { Type } from "../../../ir/types.ts";
import { fitsShape, isReachable, UNREACHABLE } from "../../../ir/web/response-models.ts";
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
  string,
  type TsExpression,
} from "../../tree.ts";
import type { Lowering } from "../context.ts";
import { wireName } from "./fields.ts";
import { schemaOfType } from "./schemas.ts";
import { wireValue } from "./wire.ts";

type Call = Expression & { kind: "call" };

/** The runtime's writer of JSON in the style of the source's framework. */
function jsonWriter(context: Lowering): string {
  switch (context.module.service?.framework) {
    case "flask":
      return "sortedJson";
    case "django":
      return "spacedJson";
    default:
      return "compactJson";
  }
}

/** A call of `portwright.web`. */
export function lowerWeb(context: Lowering, e: Call, text: string): TsExpression {
  const [first, second, third] = e.args.map((each) => each.value);
  const value = (each: Expression): TsExpression => context.flowing(each);
  const use = (helper: string, ...args: TsExpression[]): TsExpression => context.use(helper, ...args);
  switch (text) {
    case "inputs":
      return create(context.helper("Inputs"), [value(first)]);
    case "input":
      return readInput(context, e, first);
    case "check":
      return method(value(first), "check");
    case "json":
      return use(jsonWriter(context), value(second), wireValue(context, first), ...floats(context, first.type));
    case "answer":
      return answer(context, first, second, context.module.service?.shapes.get(e));
    case "text":
      return use(
        "textResponse",
        value(second),
        value(third),
        first.type.kind === "bytes" ? method(create(name("TextDecoder"), []), "decode", value(first)) : value(first),
      );
    case "empty":
      return use("emptyResponse", value(first));
    case "redirect":
      return use(
        { flask: "redirectPage", django: "plainRedirect", fastapi: "redirectTo" }[
          context.module.service?.framework ?? "fastapi"
        ],
        value(second),
        value(first),
      );
    case "not_allowed":
      return use("notAllowed", value(first));
    case "headers":
      return use("withHeaders", value(first), value(second));
    case "set_header":
      return method(member(value(first), "headers"), "set", value(second), value(third));
    case "set_status":
      return use("withStatus", value(first), value(second));
    case "set_cookie":
      return use("setCookie", ...e.args.map((each) => value(each.value)));
    case "moment_in":
      return use("momentIn", value(first));
    case "reply":
      return use("newReply");
    case "replied":
      return use("withReply", value(first), value(second));
    case "tasks":
      return create(context.helper("Tasks"), []);
    case "add_task":
      return method(value(first), "add", ...laterCall(value(second)));
    case "after":
      return use("withTasks", value(first), value(second));
    case "error_page":
      return use("errorPage", value(first));
    case "error_text":
      return use("errorText", value(first));
    case "error_title":
      return use("errorTitle", value(first));
    case "problems":
      return use("problemList", value(first));
    case "log_error":
      return use("logFailure", value(first), value(second));
    case "proceed":
      return { kind: "await", value: call(value(first), value(second)) };
    case "path_value":
      return indexed(member(value(first), "params"), second, context);
    case "path_int":
      return use("pathInt", value(first), value(second));
    case "path_float":
      return use("pathFloat", value(first), value(second));
    case "method":
    case "path":
    case "host":
    case "client":
      return member(value(first), text);
    case "content_type":
      return binary("??", method(member(value(first), "headers"), "get", string("content-type")), string(""));
    case "body":
      return method(create(name("TextEncoder"), []), "encode", member(value(first), "body"));
    case "json_body":
      return use("requestJson", value(first));
    case "json_silent":
      return use("silentJson", value(first));
    case "loads":
      return use("bodyJson", value(first));
  }
  const table = /^(query|header|cookie|form)(_int|_float)?(_or|_has|_item|_list)?$/.exec(text);
  if (table === null) return context.missing(`portwright.web.${text}`, e.range);
  const [, source, kind, way] = table;
  const key = value(second);
  const get =
    source === "cookie"
      ? use("cookieText", value(first), key)
      : method(
          source === "form"
            ? use("formFields", value(first))
            : member(value(first), source === "header" ? "headers" : source),
          "get",
          key,
        );
  if (way === "_or" && kind === "_int") return use("queryIntOr", value(first), key, value(third));
  if (way === "_or" && kind === "_float") return use("queryFloatOr", value(first), key, value(third));
  switch (way) {
    case "_or":
      return binary("??", get, value(third));
    case "_has":
      return binary("!==", get, literal("null"));
    case "_item":
      return use("needed", get);
    case "_list":
      return method(member(value(first), "query"), "getAll", key);
    default:
      return get;
  }
}

/** What a task does and with what: a call as its function and the arguments of now. */
function laterCall(made: TsExpression): TsExpression[] {
  const call_ = made.kind === "await" ? made.value : made;
  if (call_.kind !== "call") return [arrow([], call_)];
  const { callee, args } = call_;
  return callee.kind === "name"
    ? [callee, ...args]
    : callee.kind === "member"
      ? [method(callee, "bind", callee.object), ...args]
      : [arrow([], call_)];
}

function indexed(object: TsExpression, key: Expression, context: Lowering): TsExpression {
  if (key.kind === "string" && /^[A-Za-z_]\w*$/.test(key.value)) return member(object, key.value);
  return { kind: "index", object, index: context.flowing(key) };
}

/** The answer that a handler's result becomes, by its type. */
function answer(context: Lowering, result: Expression, status: Expression, shape: Type | undefined): TsExpression {
  const isPage = context.module.service?.framework !== "fastapi";
  const code = context.flowing(status);
  const { type } = result;
  if (type.kind === "library" && type.name === "portwright.web.Response") {
    const value = context.flowing(result);
    return status.kind === "int" && status.value === 200n ? value : context.use("withStatus", value, code);
  }
  const classNamed = (text: string): ClassDef | undefined => context.classNamed(text);
  if (shape !== undefined && !fitsShape(classNamed, type, shape)) {
    if (!isReachable(classNamed, shape)) return context.missing(UNREACHABLE, result.range);
    const narrowed = context.use("onlyFieldsOf", schemaOfType(context, shape), wireValue(context, result));
    return context.use(jsonWriter(context), code, narrowed, ...floats(context, shape));
  }
  if (type.kind === "str" && isPage)
    return context.use("textResponse", code, string("text/html; charset=utf-8"), context.flowing(result));
  if ((type.kind === "any" || type.kind === "union") && isPage)
    return context.use("answer", wireValue(context, result), code, context.helper(jsonWriter(context)));
  return context.use(jsonWriter(context), code, wireValue(context, result), ...floats(context, type));
}

/** The paths of floats in values of a type, which JavaScript would write as whole numbers. */
export function floats(context: Lowering, type: Type): TsExpression[] {
  const found: string[] = [];
  const visit = (each: Type, path: readonly string[]): void => {
    if (path.length > 6) return;
    switch (each.kind) {
      case "float":
        found.push(path.join("."));
        return;
      case "optional":
        visit(each.of, path);
        return;
      case "list":
      case "array":
      case "set":
        visit(each.element, [...path, "*"]);
        return;
      case "dict":
        visit(each.value, [...path, "*"]);
        return;
      case "tuple":
        if (each.elements.some((part) => part.kind === "float")) visit({ kind: "float" }, [...path, "*"]);
        return;
      case "instance": {
        const cls = context.classNamed(each.name);
        if (cls?.model === undefined) return;
        for (const field of allFields(cls)) visit(field.type, [...path, wireName(cls, field.name)]);
      }
    }
  };
  visit(type, []);
  return found.length === 0 ? [] : [array(...found.map(string))];
}

/** `input.query("limit", integer(), 10)` */
function readInput(context: Lowering, e: Call, reader: Expression): TsExpression {
  const input = context.module.service?.inputs.get(e);
  if (input === undefined) return context.missing("this input", e.range);
  const { source, name: text, rules, fallback } = input;
  const { type } = e;
  const way = source === "body" && text !== undefined ? "field" : source;
  const isText = source !== "body" && type.kind === "optional";
  // The query has no null, so that a value which may be missing needs no schema for it.
  const schema = schemaOfType(context, isText ? type : type, rules);
  return method(
    context.flowing(reader),
    way,
    ...(text === undefined ? [] : [string(text)]),
    schema,
    ...(fallback === undefined ? [] : [context.flowing(fallback, type)]),
  );
}
