import type { BuildContext, Scope } from "../build/context.ts";
import type { Argument, ClassDef, Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { FLOAT, INT, STR, type Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { isResponse } from "./answers.ts";
import { argumentNamed, joinPaths, type Registration, statusOf, textOf } from "./application.ts";
import { isExclusive } from "./exclusive.ts";
import { addParameter, become, exclusive, integer, keyword, nameOf, newFunction, statement, webCall } from "./make.ts";
import { pathParts } from "./paths.ts";
import { pascal, type Records } from "./records.ts";
import { flaskPath } from "./requests.ts";
import { returnsOf, setResult, setReturn } from "./returns.ts";
import { type PathConverter, type PathPart, REQUEST, RESPONSE, type Route } from "./service.ts";
import { answeringMethods, methodNamed, type ViewClass, type ViewRule } from "./views.ts";

/** Flask and Django: handlers that are handed a request and give a response. */

const METHODS = new Set(["get", "post", "put", "patch", "delete"]);

/** The routes that a registration of Flask makes; undefined for what is none. */
export function flaskRoutes(context: BuildContext, records: Records, registration: Registration): Route[] | undefined {
  const { name, args, fn, application, range } = registration;
  if (name !== "route" && !METHODS.has(name)) return undefined;
  const path = textOf(argumentNamed(args, "rule", 0));
  if (path === undefined) {
    context.unsupported("a route whose path is no literal", range);
    return [];
  }
  const methods = METHODS.has(name) ? [name.toUpperCase()] : methodNames(argumentNamed(args, "methods"));
  answerFrom(context, records, fn);
  return application.mounts.map((prefix): Route => {
    const parts = pathParts("flask", joinPaths(prefix, path));
    return {
      methods: methods.length > 0 ? methods : ["GET"],
      path: parts,
      handler: fn,
      endpoint: endpointOf(context, fn, parts, { defaults: defaultsOfRule(args) }),
      range,
    };
  });
}

/** The routes of a class: each of its methods answers requests of its own. */
export function viewRoutes(
  context: BuildContext,
  records: Records,
  { application, args, view, range }: ViewRule,
): Route[] {
  const path = textOf(argumentNamed(args, "rule", 0));
  if (path === undefined) {
    context.unsupported("a route whose path is no literal", range);
    return [];
  }
  const allowed = methodNames(argumentNamed(args, "methods"));
  return [...answeringMethods(view.class)].flatMap(([name, method]) => {
    const verb = name.toUpperCase();
    if (allowed.length > 0 && !allowed.includes(verb)) return [];
    answerFrom(context, records, method);
    return application.mounts.map((prefix): Route => {
      const parts = pathParts("flask", joinPaths(prefix, path));
      const endpoint = endpointOf(context, method, parts, { view, defaults: defaultsOfRule(args) });
      return { methods: [verb], path: parts, handler: method, endpoint, range };
    });
  });
}

function methodNames(listed: Expression | undefined): string[] {
  const given = listed?.kind === "list" || listed?.kind === "tuple" || listed?.kind === "set" ? listed.elements : [];
  return given.flatMap((each) => (each.kind === "string" ? [each.value.toUpperCase()] : []));
}

/** `defaults={"page": 1}` of a rule: what the handler gets where the path does not say it. */
function defaultsOfRule(args: readonly Argument[]): readonly Argument[] {
  const given = argumentNamed(args, "defaults");
  if (given?.kind !== "dict") return [];
  return given.entries.flatMap((entry) =>
    entry.key?.kind === "string" ? [keyword(entry.key.value, entry.value)] : [],
  );
}

/** Every return of a handler gives a response. */
export function answerFrom(context: BuildContext, records: Records, fn: FunctionDef, mayPass = false): void {
  if (fn.declaredResult === RESPONSE) return;
  for (const each of returnsOf(fn)) {
    if (each.value === undefined || (mayPass && each.value.kind === "none")) continue;
    setReturn(each, answerOf(context, each.value));
  }
  const hint = pascal(fn.owner === undefined ? fn.name : `${fn.owner.name}_${fn.name}`);
  visitExpressions(fn.body, {
    expression: (e) => {
      if (isResponse(e) && e.kind === "call" && e.args[0] !== undefined) records.name(e.args[0].value, hint);
      return undefined;
    },
  });
  setResult(fn, RESPONSE);
}

function answerOf(context: BuildContext, value: Expression): Expression {
  if (isResponse(value)) return value;
  if (value.kind === "conditional") {
    const { test, body, otherwise } = value;
    return context.make(
      { kind: "conditional", test, body: answerOf(context, body), otherwise: answerOf(context, otherwise) },
      value.range,
    );
  }
  if (value.kind !== "tuple" || value.elements.length < 2)
    return webCall(context, "answer", [value, integer(context, 200, value.range)], value.range);
  const [body, second, third] = value.elements;
  const isHeaders = second.kind === "dict";
  const number = statusOf(second);
  const status = isHeaders ? undefined : number === undefined ? second : integer(context, number, second.range);
  const headers = isHeaders ? second : third;
  const answer = withStatus(context, body, status);
  return headers === undefined ? answer : webCall(context, "headers", [answer, headers], value.range);
}

function withStatus(context: BuildContext, body: Expression, status: Expression | undefined): Expression {
  const given = status ?? integer(context, 200, body.range);
  if (
    isResponse(body) &&
    body.kind === "call" &&
    body.target.kind === "library" &&
    /^(json|text)$/.test(body.target.name)
  ) {
    if (status !== undefined) body.args[1] = { kind: "positional", name: undefined, value: status };
    return body;
  }
  return webCall(context, "answer", [body, given], body.range);
}

/** The handler itself where it only wants the request; else a function that reads the path for it. */
export function endpointOf(
  context: BuildContext,
  handler: FunctionDef,
  path: readonly PathPart[],
  options: { readonly view?: ViewClass; readonly defaults?: readonly Argument[] } = {},
): FunctionDef {
  const captured = path.filter((part) => part.kind === "parameter");
  const { view, defaults = [] } = options;
  requestOf(context, handler);
  if (captured.length === 0 && view === undefined && defaults.length === 0) {
    if (!isExclusive(handler.body[0])) handler.body.unshift(exclusive(context, handler.nameRange));
    return handler;
  }
  const own = view === undefined ? handler.name : `${snake(view.class.name)}_${handler.name}`;
  const { fn, scope } = newFunction(context, `handle_${own.replace(/^_+/, "")}`, handler, {
    isAsync: handler.isAsync,
    result: RESPONSE,
  });
  const range = handler.nameRange;
  const request = addParameter(context, fn, scope, "request", REQUEST);
  context.inScope(scope, () => {
    const read = readPath(context, fn, request, path, [handler]);
    const args: Argument[] = [
      { kind: "positional", name: undefined, value: nameOf(context, request, range) },
      ...read(),
    ];
    args.push(...defaults);
    fn.body.push(exclusive(context, range));
    const target =
      view === undefined ? ({ kind: "function", function: handler } as const) : madeView(context, fn, view, handler);
    const call = context.make({ kind: "call", target, args }, range);
    const value = handler.isAsync ? context.make({ kind: "await", value: call }, range) : call;
    fn.body.push(statement({ kind: "return", value }, range));
  });
  return fn;
}

/** Reads the parameters of a path into locals of an endpoint; gives what makes arguments of them. */
export function readPath(
  context: BuildContext,
  fn: FunctionDef,
  request: Variable,
  path: readonly PathPart[],
  handlers: readonly FunctionDef[],
): () => Argument[] {
  const { nameRange: range } = handlers[0];
  const read = path.flatMap((part): Variable[] => {
    if (part.kind !== "parameter") return [];
    const type = typeOf(part.converter);
    for (const handler of handlers) {
      const known = handler.parameters.find((each) => each.variable.name === part.name);
      if (known !== undefined && known.variable.declared === undefined) known.variable.declared = type;
    }
    const variable = context.declare(part.name);
    variable.bindings++;
    variable.declared = type;
    const named = context.make({ kind: "string", value: part.name }, range);
    const value = webCall(context, readerOf(part.converter), [nameOf(context, request, range), named], range);
    const target = { kind: "variable" as const, variable, range };
    fn.body.push(statement({ kind: "assign", targets: [target], value, declared: type }, range));
    return [variable];
  });
  return () => read.map((variable) => keyword(variable.name, nameOf(context, variable, range)));
}

/** Makes an object of a view and gives its method. */
export function madeView(
  context: BuildContext,
  fn: FunctionDef,
  view: ViewClass,
  method: FunctionDef,
): (Expression & { kind: "call" })["target"] {
  const { nameRange: range } = method;
  const variable = context.declare("view");
  if (variable.bindings === 0) {
    variable.bindings++;
    const args = [...view.args];
    const value = context.make({ kind: "call", target: { kind: "class", class: view.class }, args }, range);
    const target = { kind: "variable" as const, variable, range };
    fn.body.push(statement({ kind: "assign", targets: [target], value, declared: undefined }, range));
  }
  return { kind: "method", receiver: nameOf(context, variable, range), name: method.name, method };
}

export function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

function typeOf(converter: PathConverter): Type {
  return converter === "int" ? INT : converter === "float" ? FLOAT : STR;
}

function readerOf(converter: PathConverter): string {
  return converter === "int" ? "path_int" : converter === "float" ? "path_float" : "path_value";
}

/** The request parameter of a handler, added in front where Python's framework has it as a global. */
function requestOf(context: BuildContext, fn: FunctionDef): Variable {
  const [first] = fn.parameters;
  const declared = first?.variable.declared;
  if (declared !== undefined && declared === REQUEST) return first.variable;
  return requestParameter(context, fn);
}

function requestParameter(context: BuildContext, fn: FunctionDef): Variable {
  const scope: Scope = {
    kind: "function",
    parent: context.moduleScope(),
    owner: fn,
    class: undefined,
    names: new Map(),
    scan: undefined,
  };
  const variable = addParameter(context, fn, scope, "request", REQUEST);
  fn.parameters.unshift(fn.parameters.pop()!);
  return variable;
}

/** Django's views have the request as their first parameter. */
export function adoptRequest(fn: FunctionDef): Variable | undefined {
  const [first] = fn.parameters;
  if (first === undefined) return undefined;
  first.variable.declared = REQUEST;
  fn.parameters[0] = { ...first, annotation: REQUEST };
  return first.variable;
}

/**
 * Flask's `request` is a global that means the request of the thread. Functions that use it, and those that call them, get it as a
 * parameter. Gives the function that finds it where an expression stands.
 */
export function threadRequest(
  context: BuildContext,
  functions: readonly FunctionDef[],
  handlers: ReadonlySet<FunctionDef>,
  views: ReadonlySet<ClassDef> = new Set(),
): Map<FunctionDef, Variable> {
  const isOpen = (fn: FunctionDef): boolean => fn.owner === undefined || views.has(fn.owner);
  const calleeOf = (fn: FunctionDef, call: Expression & { kind: "call" }): FunctionDef | undefined => {
    const { target } = call;
    if (target.kind === "function") return target.function;
    const isOwn =
      target.kind === "method" && target.receiver.kind === "name" && target.receiver.variable === fn.receiver;
    return isOwn && fn.owner !== undefined && views.has(fn.owner) ? methodNamed(fn.owner, target.name) : undefined;
  };
  const users = new Set(functions.filter((fn) => isOpen(fn) && mentionsRequest(fn.body)));
  for (let changed = true; changed; ) {
    changed = false;
    for (const fn of functions) {
      if (users.has(fn) || !isOpen(fn)) continue;
      if (callsIn(fn.body).some((call) => users.has(calleeOf(fn, call) ?? fn))) {
        users.add(fn);
        changed = true;
      }
    }
  }
  for (const handler of handlers) users.add(handler);
  const found = new Map<FunctionDef, Variable>();
  for (const fn of users) found.set(fn, requestParameter(context, fn));
  for (const fn of functions) {
    for (const call of callsIn(fn.body)) {
      const callee = calleeOf(fn, call);
      const own = found.get(fn);
      if (callee === undefined || !users.has(callee) || own === undefined) continue;
      call.args.unshift({ kind: "positional", name: undefined, value: nameOf(context, own, call.range) });
    }
  }
  return found;
}

function mentionsRequest(body: readonly Statement[]): boolean {
  let found = false;
  visitExpressions(body, {
    expression: (e) => {
      const named = e.kind === "library" ? e : e.kind === "call" && e.target.kind === "library" ? e.target : undefined;
      if (named !== undefined && flaskPath(named.module, named.name) !== undefined) found = true;
      return undefined;
    },
  });
  return found;
}

function callsIn(body: readonly Statement[]): (Expression & { kind: "call" })[] {
  const found: (Expression & { kind: "call" })[] = [];
  visitExpressions(body, {
    expression: (e) => {
      if (e.kind === "call") found.push(e);
      return undefined;
    },
  });
  return found;
}

/** Puts `become` where the request is only passed on. */
export function passRequest(context: BuildContext, body: readonly Statement[], request: Variable): void {
  visitExpressions(body, {
    expression: (e) => {
      if (e.kind === "library" && e.module === "flask" && e.name === "request")
        become(e, nameOf(context, request, e.range));
      return undefined;
    },
  });
}
