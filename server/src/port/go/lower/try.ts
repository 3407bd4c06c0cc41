import type { ExceptionRef, Handler, Statement, Variable } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoBlock, GoExpr, GoStmt } from "../tree.ts";
import { attempted } from "./attempts.ts";
import { type Escape, findClass, need } from "./context.ts";
import { discard } from "./discard.ts";
import { EXCEPTION_NAMES, exceptionTypes } from "./exception-names.ts";
import { type FunctionLowering, runtimeName } from "./function.ts";
import { camelCase } from "./names.ts";
import { mayPanic } from "./panics.ts";
import { isTerminating } from "./terminating.ts";

type Try = Statement & { kind: "try" };

export function lowerTry(l: FunctionLowering, value: Try): void {
  if (value.finally.length > 0) {
    const inner = { ...value, finally: [] };
    const run = (): void => (value.handlers.length > 0 ? lowerTry(l, inner) : l.visitors.statements(l, value.body));
    guarded(l, run, { finally: value.finally });
    return;
  }
  if (inline(l, value)) return;
  const err = l.context.scope.take("err");
  const panics = mayPanic(l.module, value.body, value.handlers);
  const closure = inClosure(l, () => l.visitors.statements(l, value.body));
  const failing = panics || usesError(closure.body);
  if (!failing) {
    // Nothing in the body can fail in a way that Go would notice: it runs as it is, and the handlers with it go.
    l.emit(...l.block(() => l.visitors.statements(l, value.body)));
    l.visitors.statements(l, value.otherwise);
    return;
  }
  if (panics) need(l.module, "catch");
  l.emit(go.define([err], attempted(closure.body, panics)));
  afterClosure(l, closure.escape);
  dispatch(
    l,
    value.handlers,
    err,
    l.block(() => l.visitors.statements(l, value.otherwise)),
  );
}

/** `value, err := f()` with the handlers under `if err != nil`, for a try around one call that returns an error. */
function inline(l: FunctionLowering, value: Try): boolean {
  const mark = l.context.scope.mark();
  const done = inlineBody(l, value);
  if (!done) l.forget(mark);
  return done;
}

function inlineBody(l: FunctionLowering, value: Try): boolean {
  const [first, ...rest] = value.body;
  if (value.handlers.length === 0 || mayPanic(l.module, value.body, value.handlers)) return false;
  if (first === undefined || !["assign", "expression", "return"].includes(first.kind)) return false;
  if (rest.length > 0 && usesError(inClosure(l, () => l.visitors.statements(l, rest)).body)) return false;
  if (value.handlers.some((handler) => hasBareRaise(handler.body) && hasCall(handler.body))) return false;
  const returned = first.kind === "return" && l.context.result !== undefined ? first.value : undefined;
  if (first.kind === "return" && returned === undefined) return false;
  const { escape: outerEscape, errors } = l.context;
  const before = outerEscape;
  const own = newEscape(l);
  l.context.escape = own;
  l.context.errors = "return";
  const captured = l.capture(() => {
    if (returned !== undefined) return l.exprAs(returned, l.context.result!);
    if (first.kind === "expression") discard(l, first.value);
    else l.visitors.statements(l, [{ ...first, comments: [], lineComment: undefined }]);
    return undefined;
  });
  l.context.escape = before;
  l.context.errors = errors;
  // A `yield` in it, after which nobody asks for more, leaves the function and not the statement.
  if (own.usesReturn) return false;
  const at = captured.stmts.findIndex((stmt) => isCheck(stmt));
  if (at < 0 || captured.stmts.some((stmt, i) => i !== at && usesError([stmt]))) return false;
  const check = captured.stmts[at] as GoStmt & { kind: "if" };
  l.emit(
    ...captured.stmts.slice(0, at).map((stmt) => (stmt.source === undefined ? { ...stmt, source: first.range } : stmt)),
  );
  const after = l.block(() => {
    l.emit(...captured.stmts.slice(at + 1));
    if (captured.value !== undefined) {
      const value = captured.value;
      if (l.context.escape !== undefined) {
        l.context.escape.usesReturn = true;
        l.emit(
          {
            kind: "assign",
            targets: [go.name(l.context.escape.value!), go.name(l.context.escape.returned)],
            operator: "=",
            values: [value, go.TRUE],
          },
          errors === "return" ? go.returnStmt(go.NIL) : go.returnStmt(),
        );
      } else l.emit(errors === "return" ? go.returnStmt(value, go.NIL) : go.returnStmt(value));
    }
    l.visitors.statements(l, rest);
    l.visitors.statements(l, value.otherwise);
  });
  const handled = l.block(() => dispatch(l, value.handlers, "err", []));
  const body = unwrapped(handled);
  if (isTerminating(body)) l.emit({ kind: "if", init: check.init, condition: check.condition, body }, ...after);
  else
    l.emit({
      kind: "if",
      init: check.init,
      condition: check.condition,
      body,
      otherwise: after.length > 0 ? after : undefined,
    });
  return true;
}

/** Inside of `if err != nil` a catch-all needs no test of its own. */
function unwrapped(handled: GoBlock): GoBlock {
  const [only] = handled;
  if (
    handled.length === 1 &&
    only.kind === "if" &&
    isErrTest(only.condition) &&
    only.init === undefined &&
    only.otherwise === undefined
  )
    return only.body;
  const last = handled.at(-1);
  if (last?.kind === "if") return [...handled.slice(0, -1), withoutLastTest(last)];
  return handled;
}

function withoutLastTest(stmt: GoStmt & { kind: "if" }): GoStmt {
  const otherwise = stmt.otherwise;
  if (otherwise?.length !== 1 || otherwise[0].kind !== "if") return stmt;
  const next = otherwise[0];
  if (isErrTest(next.condition) && next.init === undefined && next.otherwise === undefined)
    return { ...stmt, otherwise: next.body };
  return { ...stmt, otherwise: [withoutLastTest(next)] };
}

function isErrTest(value: GoExpr): boolean {
  return (
    value.kind === "binary" &&
    value.operator === "!=" &&
    value.left.kind === "name" &&
    value.left.name === "err" &&
    value.right.kind === "name" &&
    value.right.name === "nil"
  );
}

function isCheck(stmt: GoStmt): boolean {
  return stmt.kind === "if" && isErrTest(stmt.condition) && stmt.body.length === 1 && stmt.body[0].kind === "return";
}

function hasBareRaise(body: readonly Statement[]): boolean {
  return body.some(
    (each) =>
      (each.kind === "raise" && each.exception === undefined) ||
      (each.kind === "if" && (hasBareRaise(each.body) || hasBareRaise(each.otherwise))),
  );
}

function hasCall(body: readonly Statement[]): boolean {
  return body.some((each) => each.kind !== "raise");
}

export function newEscape(l: FunctionLowering): Escape {
  const { result, generator, scope } = l.context;
  const hasValue = result !== undefined && generator === undefined && l.module.types.results(result).length > 0;
  const names = new Map<string, string>();
  const named = (wanted: string): string => {
    const name = names.get(wanted) ?? scope.take(wanted);
    names.set(wanted, name);
    return name;
  };
  return {
    get returned() {
      return named("returned");
    },
    get value() {
      return hasValue ? named("result") : undefined;
    },
    get broke() {
      return named("stop");
    },
    get continued() {
      return named("skip");
    },
    usesReturn: false,
    usesBreak: false,
    usesContinue: false,
    loops: 0,
  };
}

/** Lowers a body that stands inside of a function literal which returns an error. */
export function inClosure(l: FunctionLowering, run: () => void): { readonly body: GoBlock; readonly escape: Escape } {
  const { escape: outer, errors } = l.context;
  const leaving = newEscape(l);
  l.context.escape = leaving;
  l.context.errors = "return";
  const body = l.block(run);
  l.context.escape = outer;
  l.context.errors = errors;
  return { body, escape: leaving };
}

/** Does what `return`, `break` and `continue` inside of the closure asked for. */
export function afterClosure(l: FunctionLowering, leaving: Escape): void {
  const flag = (name: string): void => {
    l.context.locals.set(name, go.BOOL_TYPE);
  };
  if (leaving.usesReturn) {
    flag(leaving.returned);
    const outer = l.context.escape;
    const value = leaving.value;
    if (value !== undefined) l.context.locals.set(value, l.module.types.results(l.context.result!)[0]);
    const leave = l.block(() => {
      if (outer !== undefined) {
        outer.usesReturn = true;
        if (value === undefined) l.emit(go.assign(go.name(outer.returned), go.TRUE), go.returnStmt(go.NIL));
        else
          l.emit(
            {
              kind: "assign",
              targets: [go.name(outer.value!), go.name(outer.returned)],
              operator: "=",
              values: [go.name(value), go.TRUE],
            },
            go.returnStmt(go.NIL),
          );
      } else {
        const values = value === undefined ? [] : [go.name(value)];
        const returnsError = l.context.errors === "return" && l.context.generator === undefined;
        l.emit(go.returnStmt(...values, ...(returnsError ? [go.NIL] : [])));
      }
    });
    l.emit(go.ifStmt(go.name(leaving.returned), leave));
  }
  for (const [used, name, kind] of [
    [leaving.usesBreak, leaving.broke, "break"],
    [leaving.usesContinue, leaving.continued, "continue"],
  ] as const) {
    if (!used) continue;
    flag(name);
    l.context.locals.set(name, go.BOOL_TYPE);
    const leave = l.block(() =>
      l.visitors.statements(l, [
        { kind, range: { start: 0, end: 0 }, comments: [], lineComment: undefined, spaced: false },
      ]),
    );
    l.emit(
      go.ifStmt(
        go.name(name),
        leave.map((stmt) => ({ ...stmt, source: undefined })),
      ),
    );
  }
}

/** A body with something that runs when it is left, however that happens. */
export function guarded(
  l: FunctionLowering,
  run: () => void,
  last: { readonly finally?: readonly Statement[]; readonly defers?: readonly GoStmt[] },
): void {
  const closure = inClosure(l, run);
  const cleanup =
    last.finally === undefined
      ? []
      : l.block(() => l.withErrors("panic", () => leaving(l, closure.escape, last.finally!)));
  const defers: GoStmt[] = [
    ...(last.defers ?? []),
    ...(cleanup.length > 0 ? [{ kind: "defer", call: go.call(go.fn([], [], cleanup)) } as const] : []),
  ];
  const failing = usesError(closure.body);
  const body = failing ? closure.body : withoutNil(closure.body);
  const literal: GoExpr = {
    kind: "function",
    params: [],
    results: failing ? [{ name: "", type: go.ERROR_TYPE }] : [],
    body: [...defers, ...body, ...(failing && !isTerminating(body) ? [go.returnStmt(go.NIL)] : [])],
  };
  if (!failing) {
    l.emit(go.exprStmt(go.call(literal)));
    afterClosure(l, closure.escape);
    return;
  }
  const handle = l.block(() => l.raise(go.name("err")));
  if (!closure.escape.usesReturn && !closure.escape.usesBreak && !closure.escape.usesContinue) {
    l.emit({
      kind: "if",
      init: go.define(["err"], go.call(literal)),
      condition: go.binary("!=", go.name("err"), go.NIL),
      body: handle,
    });
    return;
  }
  l.emit({
    kind: "if",
    init: go.define(["err"], go.call(literal)),
    condition: go.binary("!=", go.name("err"), go.NIL),
    body: handle,
  });
  afterClosure(l, closure.escape);
}

/** A `finally` that returns, breaks or continues does so in place of what the body was about to do. */
function leaving(l: FunctionLowering, left: Escape, body: readonly Statement[]): void {
  const { escape: outer } = l.context;
  l.context.escape = left;
  l.visitors.statements(l, body);
  l.context.escape = outer;
}

/** Whether a block returns an error; nested literals are functions of their own. */
export function usesError(body: GoBlock): boolean {
  return body.some((stmt) => {
    switch (stmt.kind) {
      case "return":
        return stmt.values.length === 1 && !(stmt.values[0].kind === "name" && stmt.values[0].name === "nil");
      case "if":
        return usesError(stmt.body) || usesError(stmt.otherwise ?? []);
      case "for":
      case "range":
      case "block":
        return usesError(stmt.body);
      case "label":
        return usesError([stmt.body]);
      case "switch":
      case "type-switch":
      case "select":
        return stmt.cases.some((each) => usesError(each.body));
      default:
        return false;
    }
  });
}

/** Returns without the `nil` of a closure that turned out to return nothing. */
function withoutNil(body: GoBlock): GoBlock {
  return body.map((stmt): GoStmt => {
    switch (stmt.kind) {
      case "return":
        return { ...stmt, values: [] };
      case "if":
        return {
          ...stmt,
          body: withoutNil(stmt.body),
          otherwise: stmt.otherwise === undefined ? undefined : withoutNil(stmt.otherwise),
        };
      case "for":
      case "range":
      case "block":
        return { ...stmt, body: withoutNil(stmt.body) };
      case "label":
        return { ...stmt, body: withoutNil([stmt.body])[0] };
      default:
        return stmt;
    }
  });
}

// ───────────────────────────────────────────────────────────── handlers

/** The handlers as a chain of tests of the error. */
function dispatch(l: FunctionLowering, handlers: readonly Handler[], err: string, otherwise: GoBlock): void {
  const failed = go.binary("!=", go.name(err), go.NIL);
  let chain: GoBlock | undefined;
  const catchesAll = handlers.some(isCatchAll);
  const last: GoBlock = otherwise;
  if (!catchesAll) {
    const pass = l.block(() => l.raise(go.name(err)));
    chain = [{ kind: "if", condition: failed, body: pass, otherwise: last.length > 0 ? last : undefined }];
  } else chain = last;
  const reachable = catchesAll ? handlers.slice(0, handlers.findIndex(isCatchAll) + 1) : handlers;
  for (const handler of [...reachable].reverse()) {
    const rest: GoBlock | undefined = chain !== undefined && chain.length > 0 ? chain : undefined;
    chain = [handlerTest(l, handler, err, failed, rest)];
  }
  l.emit(...(chain ?? []));
}

function isCatchAll(handler: Handler): boolean {
  return (
    handler.types.length === 0 ||
    handler.types.some(
      (type) => type.kind === "builtin" && (type.name === "Exception" || type.name === "BaseException"),
    )
  );
}

function handlerTest(
  l: FunctionLowering,
  handler: Handler,
  err: string,
  failed: GoExpr,
  otherwise: GoBlock | undefined,
): GoStmt {
  const body = (bind?: string): GoBlock => {
    const before = l.context.handling;
    l.context.handling = err;
    const stmts = l.block(() => {
      for (const comment of handler.comments) l.emit({ kind: "comment", text: comment });
      if (handler.variable !== undefined && bind !== undefined) l.module.names.set(handler.variable, bind);
      l.visitors.statements(l, handler.body);
    });
    l.context.handling = before;
    return stmts;
  };
  const { variable } = handler;
  if (isCatchAll(handler)) {
    if (variable !== undefined) bindError(l, variable, err);
    return { kind: "if", condition: failed, body: body(err), otherwise };
  }
  const [only] = handler.types;
  const usesVariable = variable !== undefined && variable.reads > 0;
  const bindsType = usesVariable && handler.types.length === 1 && only.kind === "class";
  if (bindsType) {
    const name =
      variable.name === err
        ? l.context.scope.take(camelCase(variable.name))
        : l.context.scope.take(camelCase(variable.name));
    const info = findClass(l.module, only.class);
    const target = info.shape === "interface" ? go.named(info.goName) : go.pointerTo(go.named(info.structName));
    const lookup = go.genericCall(go.qualified("errors", "AsType"), [target], go.name(err));
    return { kind: "if", init: go.define([name, "ok"], lookup), condition: go.name("ok"), body: body(name), otherwise };
  }
  const test = handler.types.map((type) => errorTest(l, type, err)).reduce((a, b) => go.binary("||", a, b));
  if (usesVariable) bindError(l, variable, err);
  return { kind: "if", condition: test, body: body(err), otherwise };
}

function bindError(l: FunctionLowering, variable: Variable, err: string): void {
  l.module.names.set(variable, err);
}

/** The condition that the error is of a class. */
export function errorTest(l: FunctionLowering, reference: ExceptionRef, err: string): GoExpr {
  const isError = (type: Parameters<typeof go.pointerTo>[0]): GoExpr =>
    go.genericCall(runtimeName(l.module, "isError"), [type], go.name(err));
  switch (reference.kind) {
    case "class": {
      const info = findClass(l.module, reference.class);
      return isError(info.shape === "interface" ? go.named(info.goName) : go.pointerTo(go.named(info.structName)));
    }
    case "builtin": {
      const tests = exceptionTypes(l.module, EXCEPTION_NAMES[reference.name] ?? "Exception").map(isError);
      return tests.reduce((a, b) => go.binary("||", a, b));
    }
    case "library": {
      const known = LIBRARY_ERRORS[reference.name];
      if (known === undefined) return go.FALSE;
      need(l.module, known);
      return isError(go.pointerTo(go.named(known)));
    }
    default:
      return go.binary("!=", go.name(err), go.NIL);
  }
}

const LIBRARY_ERRORS: Readonly<Record<string, string>> = {
  "json.JSONDecodeError": "JSONDecodeError",
  "json.decoder.JSONDecodeError": "JSONDecodeError",
  "asyncio.TimeoutError": "TimeoutError",
  "concurrent.futures.TimeoutError": "TimeoutError",
  "asyncio.CancelledError": "CancelledError",
  "queue.Empty": "Empty",
  "asyncio.QueueEmpty": "Empty",
};

export type { Type };
