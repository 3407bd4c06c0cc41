import type { BuildContext } from "../build/context.ts";
import type { Argument, Expression, ExpressionKind, FunctionDef, Statement, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { argumentNamed, textOf } from "./application.ts";
import { become, becomeStatement, integer, statement, text, webCall } from "./make.ts";
import { numberOf } from "./rules.ts";
import type { WebFramework } from "./service.ts";

/**
 * What handlers do to a response beside making it: headers, statuses, cookies, and work that is put off until the answer is sent.
 * Done in place, before types are known: a response is known by what is asked of it, tasks by their annotation.
 */
export function rewriteReplies(context: BuildContext, framework: WebFramework, fn: FunctionDef): void {
  const tasks = new Set<Variable>();
  for (const { annotation, variable } of fn.parameters)
    if (annotation?.kind === "library" && /(^|\.)BackgroundTasks$/.test(annotation.name)) tasks.add(variable);
  visitExpressions(fn.body, {
    expression: (e) => {
      if (e.kind !== "call") return undefined;
      if (e.target.kind === "library" && /(^|\.)BackgroundTasks$/.test(e.target.name))
        become(e, webCall(context, "tasks", [], e.range));
      return undefined;
    },
    statement: (each) => {
      if (each.kind === "assign" && each.targets.length === 1 && each.targets[0].kind === "variable")
        if (isTasks(each.value)) tasks.add(each.targets[0].variable);
    },
  });
  visitExpressions(fn.body, {
    expression: (e) => {
      const made = e.kind === "call" ? callOf(context, framework, tasks, e) : undefined;
      if (made !== undefined) become(e, made);
      return undefined;
    },
    statement: (each) => setPart(context, each),
  });
  updateHeaders(context, fn.body);
}

function isTasks(e: Expression): boolean {
  if (e.kind !== "call" || e.target.kind !== "library") return false;
  const { module, name } = e.target;
  return /(^|\.)BackgroundTasks$/.test(name) || (module === "portwright.web" && name === "tasks");
}

function callOf(
  context: BuildContext,
  framework: WebFramework,
  tasks: ReadonlySet<Variable>,
  e: Expression & { kind: "call" },
): ExpressionKind | undefined {
  if (e.target.kind !== "method") return undefined;
  const { receiver, name } = e.target;
  if (name === "add_task" && receiver.kind === "name" && tasks.has(receiver.variable)) {
    const [first, ...args] = e.args;
    const callee = first?.kind === "positional" ? first.value : argumentNamed(e.args, "func");
    if (callee === undefined) return undefined;
    return webCall(context, "add_task", [receiver, callTo(context, callee, args, e)], e.range);
  }
  if (name === "set_cookie") return cookie(context, framework, e, receiver);
  if (name === "delete_cookie") return cookie(context, framework, e, receiver);
  return undefined;
}

/** A call of what an expression names. */
function callTo(context: BuildContext, callee: Expression, args: readonly Argument[], e: Expression): Expression {
  const target =
    callee.kind === "name" && callee.variable.definition?.kind === "function"
      ? ({ kind: "function", function: callee.variable.definition } as const)
      : callee.kind === "library"
        ? ({ kind: "library", module: callee.module, name: callee.name } as const)
        : callee.kind === "builtin"
          ? ({ kind: "builtin", name: callee.name } as const)
          : callee.kind === "attribute"
            ? ({ kind: "method", receiver: callee.object, name: callee.name, method: undefined } as const)
            : ({ kind: "value", callee } as const);
  return context.make({ kind: "call", target, args: [...args] }, e.range);
}

/**
 * A cookie, with its attributes written as the framework writes them: Flask in an order of its own, the others in that of Python's
 * `http.cookies`.
 */
function cookie(
  context: BuildContext,
  framework: WebFramework,
  e: Expression & { kind: "call" },
  receiver: Expression,
): ExpressionKind | undefined {
  const isFlask = framework === "flask";
  const isDeleted = e.target.kind === "method" && e.target.name === "delete_cookie";
  const key = argumentNamed(e.args, "key", 0);
  const value = isDeleted
    ? text(context, "", e.range)
    : (argumentNamed(e.args, "value", 1) ?? text(context, "", e.range));
  const given = (name: string): Expression | undefined => argumentNamed(e.args, name);
  const isOn = (name: string): boolean => {
    const each = given(name);
    return each?.kind === "bool" && each.value;
  };
  const age = isDeleted ? 0 : numberOf(given("max_age"));
  const known = ["key", "value", "max_age", "path", "domain", "secure", "httponly", "samesite"];
  const cannot =
    key === undefined ||
    e.args.some((each) => each.kind !== "positional" && !known.includes(each.name ?? "")) ||
    e.args.filter((each) => each.kind === "positional").length > 2 ||
    (given("max_age") !== undefined && given("max_age")?.kind !== "none" && age === undefined) ||
    ["path", "domain", "samesite"].some((name) => !["string", "none", undefined].includes(given(name)?.kind)) ||
    ["secure", "httponly"].some((name) => !["bool", undefined].includes(given(name)?.kind));
  if (cannot || key === undefined) {
    context.unsupported("a cookie whose attributes are no literals", e.range);
    return { kind: "stub", construct: "a cookie", python: "set_cookie" };
  }
  const path = textOf(given("path")) ?? "/";
  const sameSite =
    textOf(given("samesite")) ?? (framework === "fastapi" && given("samesite") === undefined ? "lax" : "");
  const domain = textOf(given("domain"));
  // Flask and Django say beside the age at which moment a cookie ends.
  const ends = isDeleted || framework === "fastapi" || age === undefined;
  const ended = isDeleted ? "expires=Thu, 01 Jan 1970 00:00:00 GMT" : ends ? "" : "expires=<moment>";
  const parts = {
    domain: domain === undefined ? "" : `Domain=${domain}`,
    expires: isFlask ? ended.replace("expires", "Expires") : ended,
    httpOnly: isOn("httponly") ? "HttpOnly" : "",
    maxAge: age === undefined ? "" : `Max-Age=${age}`,
    path: `Path=${path}`,
    sameSite: sameSite === "" ? "" : `SameSite=${isFlask ? capital(sameSite) : sameSite}`,
    secure: isOn("secure") ? "Secure" : "",
  };
  const order: readonly (keyof typeof parts)[] = isFlask
    ? ["domain", "expires", "maxAge", "secure", "httpOnly", "path", "sameSite"]
    : ["domain", "expires", "httpOnly", "maxAge", "path", "sameSite", "secure"];
  const joined = order
    .map((each) => parts[each])
    .filter((each) => each !== "")
    .join("; ");
  const attributes = MOMENT.test(joined)
    ? withMoment(context, joined, age ?? 0, e.range)
    : text(context, joined, e.range);
  // What may stand in a value without quotes, beside letters and digits.
  const plain = isFlask ? "_!#$%&'()*+-./:<=>?@[]^`{|}~" : "!#$%&'*+-.^_`|~:";
  return webCall(context, "set_cookie", [receiver, key, value, attributes, text(context, plain, e.range)], e.range);
}

const MOMENT = /^(.*?xpires=)<moment>(.*)$/;

function withMoment(context: BuildContext, attributes: string, age: number, range: Statement["range"]): Expression {
  const [, before, after] = MOMENT.exec(attributes) ?? ["", "", ""];
  const moment = webCall(context, "moment_in", [integer(context, age, range)], range);
  const add = (left: Expression, right: Expression): Expression =>
    context.make({ kind: "binary", operator: "+", left, right }, range);
  return add(add(text(context, before, range), moment), text(context, after, range));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** `response.headers["X"] = v`, `response["X"] = v` and `response.status_code = n` on what is a response by its making or its name. */
function setPart(context: BuildContext, each: Statement): void {
  if (each.kind !== "assign" || each.targets.length !== 1) return;
  const [target] = each.targets;
  const call = (name: string, object: Expression, ...args: Expression[]): void =>
    becomeStatement(each, { kind: "expression", value: webCall(context, name, [object, ...args], each.range) });
  if (target.kind === "index" && target.object.kind === "attribute" && target.object.name === "headers")
    call("set_header", target.object.object, target.index, each.value);
  else if (
    target.kind === "index" &&
    target.object.kind === "name" &&
    target.object.variable.name === "response" &&
    target.index.kind === "string"
  )
    call("set_header", target.object, target.index, each.value);
  else if (target.kind === "attribute" && target.object.kind === "name") {
    if (target.name === "status_code") call("set_status", target.object, each.value);
    else if (target.name === "content_type" || target.name === "mimetype")
      call("set_header", target.object, text(context, "Content-Type", each.range), each.value);
  }
}

/** `response.headers.update({"A": a, "B": b})` sets them one by one. */
function updateHeaders(context: BuildContext, body: Statement[]): void {
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    if (each.kind === "if") {
      updateHeaders(context, each.body);
      updateHeaders(context, each.otherwise);
    }
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value : undefined;
    if (call?.target.kind !== "method" || call.target.name !== "update") continue;
    const { receiver } = call.target;
    const given = call.args.length === 1 ? call.args[0].value : undefined;
    if (receiver.kind !== "attribute" || receiver.name !== "headers" || receiver.object.kind !== "name") continue;
    if (given?.kind !== "dict" || given.entries.some((entry) => entry.key === undefined)) continue;
    const set = given.entries.map((entry) =>
      statement(
        {
          kind: "expression",
          value: webCall(context, "set_header", [{ ...receiver.object }, entry.key!, entry.value], each.range),
        },
        each.range,
      ),
    );
    body.splice(i, 1, ...set);
  }
}
