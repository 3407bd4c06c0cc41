import type { BuildContext } from "../build/context.ts";
import type { ClassDef, Expression, ExpressionKind, FunctionDef, Statement, Variable } from "../nodes.ts";
import type { Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { isResponse } from "./answers.ts";
import { type Application, applicationNamed, type Registration, statusOf } from "./application.ts";
import { addParameter, become, integer, nameOf, newFunction, positional, statement, webCall } from "./make.ts";
import { pascal, type Records } from "./records.ts";
import { returnsOf, setResult } from "./returns.ts";
import { REQUEST, RESPONSE, type WebFramework } from "./service.ts";

/** What a function answers for. */
export type AnsweredError =
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "http" }
  | { readonly kind: "request" }
  | { readonly kind: "class"; readonly class: ClassDef }
  | { readonly kind: "builtin"; readonly name: string };

export interface ErrorHandler {
  readonly on: AnsweredError;
  readonly fn: FunctionDef;
  readonly range: Statement["range"];
}

/** The classes of errors that the targets' runtimes have. */
export interface ErrorClasses {
  readonly http: ClassDef;
  readonly request: ClassDef;
}

const REGISTRATIONS = new Set(["exception_handler", "errorhandler", "app_errorhandler"]);

export function isErrorRegistration(name: string): boolean {
  return REGISTRATIONS.has(name);
}

/** The handler that a decorator registers; undefined where it is not known what for. */
export function errorHandlerOf(registration: Registration, classes: ErrorClasses): ErrorHandler | undefined {
  const { fn, range, args } = registration;
  const what = args[0]?.value;
  const on = what === undefined ? undefined : answeredBy(what, classes);
  return on === undefined ? undefined : { on, fn, range };
}

/** `app.add_exception_handler(MyError, f)` and `app.register_error_handler(404, f)`, which leave the body. */
export function registeredErrorHandlers(
  applications: ReadonlyMap<Variable, Application>,
  body: Statement[],
  classes: ErrorClasses,
): ErrorHandler[] {
  const found: ErrorHandler[] = [];
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value : undefined;
    if (call?.target.kind !== "method" || applicationNamed(applications, call.target.receiver) === undefined) continue;
    if (call.target.name !== "add_exception_handler" && call.target.name !== "register_error_handler") continue;
    const what = call.args[0]?.value;
    const fn = call.args[1]?.value;
    const on = what === undefined ? undefined : answeredBy(what, classes);
    if (on === undefined || fn?.kind !== "name" || fn.variable.definition?.kind !== "function") continue;
    fn.variable.reads--;
    found.unshift({ on, fn: fn.variable.definition, range: each.range });
    body.splice(i, 1);
  }
  return found;
}

function answeredBy(what: Expression, classes: ErrorClasses): AnsweredError | undefined {
  const status = statusOf(what);
  if (status !== undefined) return { kind: "status", status };
  // A class of the framework that stands for a status has become an error of that status.
  if (what.kind === "call" && what.target.kind === "class" && what.target.class === classes.http) {
    const named = statusOf(what.args[0]?.value);
    return named === undefined ? { kind: "http" } : { kind: "status", status: named };
  }
  if (what.kind === "library") {
    const name = what.name.split(".").at(-1);
    if (name === "HTTPException") return { kind: "http" };
    return name === "RequestValidationError" ? { kind: "request" } : undefined;
  }
  if (what.kind === "builtin") return { kind: "builtin", name: what.name };
  const definition = what.kind === "name" ? what.variable.definition : undefined;
  return definition?.kind === "class" ? { kind: "class", class: definition } : undefined;
}

/** Gives the functions their types, and what they ask of a framework's error its port. Before bodies are lifted. */
export function prepareErrorHandlers(
  context: BuildContext,
  framework: WebFramework,
  handlers: readonly ErrorHandler[],
  classes: ErrorClasses,
): void {
  for (const { on, fn } of handlers) {
    const parameter = fn.parameters.at(-1);
    if (parameter === undefined) continue;
    const type = typeOf(on, classes);
    const [request] = fn.parameters;
    if (framework === "fastapi" && fn.parameters.length > 1) {
      request.variable.declared = REQUEST;
      fn.parameters[0] = { ...request, annotation: REQUEST };
    }
    const isOwn = parameter.annotation?.kind === "instance" && on.kind !== "http" && on.kind !== "request";
    if (!isOwn || on.kind === "status") {
      parameter.variable.declared = type;
      fn.parameters[fn.parameters.length - 1] = { ...parameter, annotation: type };
    }
    const isHttp = on.kind === "http" || on.kind === "status";
    visitExpressions(fn.body, {
      expression: (e) => {
        const part = partOf(context, framework, e, parameter.variable, isHttp, on.kind === "request");
        if (part !== undefined) become(e, part);
        return undefined;
      },
    });
  }
}

function typeOf(on: AnsweredError, classes: ErrorClasses): Type {
  const name = {
    status: classes.http.name,
    http: classes.http.name,
    request: classes.request.name,
    class: on.kind === "class" ? on.class.name : "",
    builtin: on.kind === "builtin" ? on.name : "",
  }[on.kind];
  return { kind: "instance", name, args: [] };
}

/** What a handler asks of Werkzeug's errors and of FastAPI's list of problems. */
function partOf(
  context: BuildContext,
  framework: WebFramework,
  e: Expression,
  error: Variable,
  isHttp: boolean,
  isRequest: boolean,
): ExpressionKind | undefined {
  const isError = (inner: Expression): boolean => inner.kind === "name" && inner.variable === error;
  if (e.kind === "attribute" && isError(e.object) && isHttp && framework === "flask") {
    if (e.name === "code") return { kind: "attribute", object: e.object, name: "status_code", resolved: e.resolved };
    if (e.name === "description" || e.name === "name")
      return webCall(context, e.name === "name" ? "error_title" : "error_text", [e.object], e.range);
  }
  if (e.kind === "call" && e.target.kind === "method" && isError(e.target.receiver)) {
    if (e.target.name === "errors" && isRequest) return webCall(context, "problems", [e.target.receiver], e.range);
    if (e.target.name === "get_response" && isHttp && framework === "flask")
      return webCall(context, "error_page", [e.target.receiver], e.range);
  }
  return undefined;
}

/** Every answer of FastAPI's functions is a response. */
export function answersError(records: Records, fn: FunctionDef): void {
  for (const { value } of returnsOf(fn))
    if (value !== undefined && isResponse(value)) nameDisplays(records, value, pascal(fn.name));
  setResult(fn, RESPONSE);
}

/** Names the display that a response is made of, below what is put around it. */
export function nameDisplays(records: Records, response: Expression, hint: string): void {
  const first = response.kind === "call" ? response.args[0]?.value : undefined;
  if (first === undefined) return;
  if (isResponse(first)) nameDisplays(records, first, hint);
  else records.name(first, hint);
}

/** One function that answers every error for which the service has a function of its own, and gives up on the others. */
export function makeErrorAnswer(
  context: BuildContext,
  framework: WebFramework,
  handlers: readonly ErrorHandler[],
  classes: ErrorClasses,
): FunctionDef | undefined {
  const [first] = handlers;
  if (first === undefined) return undefined;
  const { fn, scope } = newFunction(context, "answer_error", first.fn, {
    isAsync: handlers.some((each) => each.fn.isAsync),
    result: RESPONSE,
  });
  const { range } = first;
  const request = addParameter(context, fn, scope, "request", REQUEST);
  const error = addParameter(context, fn, scope, "error", { kind: "instance", name: "Exception", args: [] });
  // A later registration for the same error takes the place of an earlier one.
  const unique = handlers.filter((each, i) => !handlers.slice(i + 1).some((later) => isSame(later.on, each.on)));
  context.inScope(scope, () => {
    const named = (variable: Variable): Expression => nameOf(context, variable, range);
    const isA = (what: ExpressionKind): Expression =>
      context.make(
        {
          kind: "call",
          target: { kind: "builtin", name: "isinstance" },
          args: [positional(named(error)), positional(context.make(what, range))],
        },
        range,
      );
    const isOf = (cls: ClassDef): Expression => {
      if (cls.variable !== undefined) cls.variable.reads++;
      return isA({ kind: "name", variable: cls.variable! });
    };
    const call = (handler: ErrorHandler, value: Expression): Statement => {
      const takesRequest = handler.fn.parameters.length > 1;
      const args = [...(takesRequest ? [positional(named(request))] : []), positional(value)];
      const made = context.make({ kind: "call", target: { kind: "function", function: handler.fn }, args }, range);
      const result = handler.fn.isAsync ? context.make({ kind: "await", value: made }, range) : made;
      return statement({ kind: "return", value: result }, range);
    };
    const when = (test: Expression, body: Statement[]): void =>
      void fn.body.push(statement({ kind: "if", test, body, otherwise: [], chained: false }, range));
    const statuses = unique.filter((each) => each.on.kind === "status" && each.on.status !== 500);
    if (statuses.length > 0)
      when(
        isOf(classes.http),
        statuses.map((each) => {
          const code = context.make(
            { kind: "attribute", object: named(error), name: "status_code", resolved: { kind: "dynamic" } },
            range,
          );
          const wanted = integer(context, each.on.kind === "status" ? each.on.status : 0, range);
          const test = context.make({ kind: "compare", operands: [code, wanted], operators: ["=="] }, range);
          return statement(
            { kind: "if", test, body: [call(each, named(error))], otherwise: [], chained: false },
            range,
          );
        }),
      );
    const typed = unique.filter((each) => each.on.kind !== "status");
    for (const each of typed.sort((a, b) => depthOf(b.on) - depthOf(a.on))) {
      const { on } = each;
      if (on.kind === "class") when(isOf(on.class), [call(each, named(error))]);
      else if (on.kind === "http") when(isOf(classes.http), [call(each, named(error))]);
      else if (on.kind === "request") when(isOf(classes.request), [call(each, named(error))]);
      else if (on.kind === "builtin" && on.name !== "Exception")
        when(isA({ kind: "builtin", name: on.name }), [call(each, named(error))]);
    }
    const last = unique.find((each) => each.on.kind === "builtin" && each.on.name === "Exception");
    const broken = unique.find((each) => each.on.kind === "status" && each.on.status === 500);
    if (last !== undefined || broken !== undefined) {
      // FastAPI answers its own errors itself; to Flask they are errors like others.
      const own = [classes.http, classes.request].map(isOf);
      const body =
        last !== undefined
          ? [call(last, named(error))]
          : [
              statement(
                { kind: "expression", value: webCall(context, "log_error", [named(request), named(error)], range) },
                range,
              ),
              call(broken!, serverError(context, classes, range)),
            ];
      if (framework === "flask" && last !== undefined) fn.body.push(...body);
      else {
        const any = context.make(
          { kind: "logical", operator: "or", left: own[0], right: own[1], condition: true },
          range,
        );
        when(context.make({ kind: "not", operand: any }, range), body);
      }
    }
    if (!(framework === "flask" && last !== undefined))
      fn.body.push(statement({ kind: "raise", exception: named(error), cause: undefined, suppress: false }, range));
  });
  return fn;
}

function serverError(context: BuildContext, classes: ErrorClasses, range: Statement["range"]): Expression {
  const args = [positional(integer(context, 500, range))];
  return context.make({ kind: "call", target: { kind: "class", class: classes.http }, args }, range);
}

function isSame(a: AnsweredError, b: AnsweredError): boolean {
  return (
    a.kind === b.kind &&
    (a.kind !== "status" || (b.kind === "status" && a.status === b.status)) &&
    (a.kind !== "class" || (b.kind === "class" && a.class === b.class)) &&
    (a.kind !== "builtin" || (b.kind === "builtin" && a.name === b.name))
  );
}

/** Subclasses are asked for before what they derive from. */
function depthOf(on: AnsweredError): number {
  if (on.kind === "http" || on.kind === "request") return 50;
  if (on.kind === "builtin") return WIDE.indexOf(on.name) + 1 || 20;
  if (on.kind !== "class") return 0;
  let depth = 100;
  for (let at: ClassDef | undefined = on.class; at !== undefined; depth++) {
    const base: ClassDef["bases"][number] | undefined = at.bases[0];
    at = base?.kind === "class" ? base.class : undefined;
  }
  return depth;
}

/** Built-in exceptions that others derive from, widest first. */
const WIDE: readonly string[] = [
  "BaseException",
  "Exception",
  "ArithmeticError",
  "LookupError",
  "OSError",
  "RuntimeError",
  "ValueError",
];
