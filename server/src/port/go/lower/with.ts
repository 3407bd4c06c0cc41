import { findMethod } from "../../ir/infer/members.ts";
import { libraryMethod } from "../../ir/library/index.ts";
import type { ExceptionRef, Expression, Statement, Target } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import * as go from "../build.ts";
import { attempted, attempting } from "./attempts.ts";
import { blockParameters } from "./closures.ts";
import { need, runtimeCall, stubPanic } from "./context.ts";
import type { FunctionLowering } from "./function.ts";
import { camelCase } from "./names.ts";
import { mayPanic } from "./panics.ts";
import { handlersOf, type ScopedCall, scopedCall } from "./scoped.ts";
import { stubCall } from "./stub-libraries.ts";
import { afterClosure, errorTest, guarded, inClosure, usesError } from "./try.ts";

type With = Statement & { kind: "with" };

/** `with`: what is released stands in a deferred call of a function literal around the body. */
export function lowerWith(l: FunctionLowering, value: With): void {
  const enter = (at: number): void => {
    const item = value.items[at];
    if (item === undefined) {
      l.visitors.statements(l, value.body);
      return;
    }
    const { context, target } = item;
    const type = context.type;
    const info = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
    const own = info && (findMethod(info.def, "__exit__") ?? findMethod(info.def, "__aexit__"));
    if (own !== undefined) {
      withObject(l, item, own.result.kind !== "none", () => enter(at + 1));
      return;
    }
    if (type.kind === "library" && /Lock|Semaphore|Condition/.test(type.name)) {
      const lock = l.stable(l.expr(context), type, "lock");
      l.emit(go.exprStmt(go.methodCall(lock, "Lock")));
      guarded(l, () => enter(at + 1), { defers: [{ kind: "defer", call: go.methodCall(lock, "Unlock") }] });
      return;
    }
    if (type.kind === "library" && /Executor|Pool|TaskGroup/.test(type.name)) {
      const owner = type.name.includes("TaskGroup") ? "TaskGroup" : "Pool";
      const named = target?.kind === "variable" && l.isSameGo(target.variable.type, type);
      const pool = named
        ? l.variable(target.variable)
        : go.name(l.local(owner === "Pool" ? "pool" : "group", l.goType(type)));
      l.emit(go.assign(pool, l.expr(context)));
      if (target !== undefined && !named) l.visitors.assignTo(l, target, pool, type);
      need(l.module, `${owner}.Wait`);
      guarded(l, () => enter(at + 1), { defers: [{ kind: "defer", call: go.methodCall(pool, "Wait") }] });
      return;
    }
    if (type.kind === "library" && libraryMethod(type.name, "__exit__") !== undefined) {
      withLeft(l, item, type, () => enter(at + 1));
      return;
    }
    if (type.kind === "library" && libraryMethod(type.name, "close") !== undefined) {
      withClosed(l, item, type, () => enter(at + 1));
      return;
    }
    if (context.kind === "call" && context.target.kind === "library" && context.target.name === "suppress") {
      suppress(l, context, () => enter(at + 1));
      return;
    }
    const scoped = scopedCall(context);
    if (scoped !== undefined) {
      withScoped(l, scoped, target, () => enter(at + 1), value);
      return;
    }
    const def =
      context.kind === "call"
        ? context.target.kind === "function"
          ? context.target.function
          : context.target.kind === "method"
            ? context.target.method
            : undefined
        : undefined;
    if (def?.decorators.some((decorator) => decorator.kind === "contextmanager")) {
      const next = l.context.scope.take("next");
      const stop = l.context.scope.take("stop");
      l.emit(
        go.define(
          [next, stop],
          go.packageCall("iter", "Pull", l.expr({ ...context, type: { kind: "iterator", element: def.yielded } })),
        ),
      );
      if (target === undefined) l.emit(go.exprStmt(go.call(next)));
      else {
        const given = l.context.scope.take("value");
        l.emit(go.define([given, "_"], go.call(next)));
        l.visitors.assignTo(l, target, go.name(given), def.yielded);
      }
      guarded(
        l,
        () => {
          enter(at + 1);
          l.emit(go.exprStmt(go.call(next)));
        },
        { defers: [{ kind: "defer", call: go.call(stop) }] },
      );
      return;
    }
    l.emit(go.exprStmt(stubPanic(l.module, "this context manager", value.range)));
  };
  enter(0);
}

/** The block as a function that the manager calls where Python yields. */
function withScoped(
  l: FunctionLowering,
  scoped: ScopedCall,
  target: With["items"][number]["target"],
  block: () => void,
  statement: With,
): void {
  const { yielded } = scoped.def;
  const types = blockParameters(l, scoped.def);
  const isBound = target !== undefined && types.length > 0;
  const given = isBound ? blockParameter(l, target, statement.body) : "_";
  const closure = inClosure(l, () => {
    if (isBound && !(target.kind === "variable" && l.variableName(target.variable) === given))
      l.visitors.assignTo(l, target, go.name(given), yielded);
    block();
  });
  const catches = mayPanic(l.module, statement.body, handlersOf(scoped.def));
  if (catches) need(l.module, "catch");
  const params = types.map((type) => ({ name: given, type }));
  const literal = attempting(params, closure.body, catches);
  const call = l.visitors.lowerCall.scopedCallWith(l, scoped, literal);
  if (call === undefined) {
    l.emit(go.exprStmt(stubPanic(l.module, "the arguments of this context manager", statement.range)));
    return;
  }
  l.failingStatement(call);
  afterClosure(l, closure.escape);
}

/** The name of the parameter: the variable's own, when nothing outside of the block uses it. */
function blockParameter(l: FunctionLowering, target: Target, body: readonly Statement[]): string {
  if (target.kind !== "variable") return l.context.scope.take("value");
  const { variable } = target;
  let reads = 0;
  visitExpressions(body, {
    nested: true,
    expression: (each) => {
      if (each.kind === "name" && each.variable === variable) reads++;
      return undefined;
    },
  });
  const wanted = camelCase(variable.name);
  if (variable.scope !== "function" || variable.bindings > 1 || reads < variable.reads)
    return l.context.scope.take(`${wanted}Value`);
  const name = l.context.scope.take(wanted);
  l.module.names.set(variable, name);
  return name;
}

/** An object of a library that is closed in the end; it gives itself, or what entering it gives. */
function withClosed(
  l: FunctionLowering,
  item: With["items"][number],
  type: Type & { kind: "library" },
  body: () => void,
): void {
  const { context, target } = item;
  const entered = libraryMethod(type.name, "__enter__");
  const isHeld = entered === undefined && target?.kind === "variable" && l.isSameGo(target.variable.type, type);
  const held = isHeld ? l.variable(target.variable) : go.name(l.local("resource", l.goType(type)));
  l.emit(go.assign(held, l.expr(context)));
  if (target !== undefined && !isHeld) {
    const value = entered === undefined ? held : stubCall(l, type.name, held, entered.runtime);
    l.visitors.assignTo(l, target, value, entered?.result ?? type);
  }
  guarded(l, body, { defers: [{ kind: "defer", call: stubCall(l, type.name, held, "close") }] });
}

/** An object of a library that is told how the block ended, such as a connection that commits or rolls back. */
function withLeft(
  l: FunctionLowering,
  item: With["items"][number],
  type: Type & { kind: "library" },
  body: () => void,
): void {
  const { context, target } = item;
  const bound = target?.kind === "variable" && l.isSameGo(target.variable.type, type) ? target.variable : undefined;
  const isPlain = context.kind === "name" && target === undefined;
  const held = isPlain ? l.expr(context) : bound ? l.variable(bound) : go.name(l.local("resource", l.goType(type)));
  if (!isPlain) l.emit(go.assign(held, l.expr(context)));
  if (target !== undefined && bound === undefined) l.visitors.assignTo(l, target, held, type);
  need(l.module, "catch");
  const closure = inClosure(l, body);
  const err = l.context.scope.take("err");
  l.emit(
    go.define([err], attempted(closure.body, true)),
    go.exprStmt(stubCall(l, type.name, held, "leave", go.name(err))),
  );
  l.emit(
    go.ifStmt(
      go.binary("!=", go.name(err), go.NIL),
      l.block(() => l.raise(go.name(err))),
    ),
  );
  afterClosure(l, closure.escape);
}

function withObject(l: FunctionLowering, item: With["items"][number], mayAnswer: boolean, body: () => void): void {
  const { context, target } = item;
  const name = l.local("manager", l.goType(context.type));
  l.emit(go.assign(go.name(name), l.expr(context)));
  const manager = go.name(name);
  const info = context.type.kind === "instance" ? l.module.classes.get(context.type.name) : undefined;
  const enter = info && (findMethod(info.def, "__enter__") ?? findMethod(info.def, "__aenter__"));
  const exit = info && (findMethod(info.def, "__exit__") ?? findMethod(info.def, "__aexit__"));
  if (enter !== undefined) {
    const entered = go.methodCall(manager, "Enter");
    if (target === undefined || enter.result.kind === "none") l.emit(go.exprStmt(entered));
    else l.visitors.assignTo(l, target, entered, enter.result);
  }
  const parameters = exit?.parameters ?? [];
  const errName = l.context.scope.take("err");
  const err = go.name(errName);
  const args = parameters.map((parameter, i) => {
    if (i === 1) return l.coerce(err, { kind: "instance", name: "Exception", args: [] }, parameter.variable.type);
    if (i === 0 && l.goType(parameter.variable.type).kind === "named")
      return l.goType(parameter.variable.type).kind === "named" && isAny(l, parameter.variable.type)
        ? runtimeCall(l.module, "errorOrNil", err)
        : l.zero(l.goType(parameter.variable.type));
    return l.zero(l.goType(parameter.variable.type));
  });
  const closure = inClosure(l, body);
  const failing = usesError(closure.body) || mayAnswer || parameters.some((parameter) => parameter.variable.reads > 0);
  if (!failing) {
    guarded(l, body, {
      defers: [
        {
          kind: "defer",
          call: go.methodCall(
            manager,
            "Exit",
            ...parameters.map((parameter) => l.zero(l.goType(parameter.variable.type))),
          ),
        },
      ],
    });
    return;
  }
  need(l.module, "catch");
  l.emit(go.define([errName], attempted(closure.body, true)));
  const exited = go.methodCall(manager, "Exit", ...args);
  const pass = l.block(() => l.raise(err));
  if (mayAnswer && exit !== undefined) {
    const answer = l.context.scope.take("handled");
    l.emit(go.define([answer], exited));
    const truthy = exit.result.kind === "bool" ? go.name(answer) : runtimeCall(l.module, "truthy", go.name(answer));
    l.emit(go.ifStmt(go.binary("&&", go.binary("!=", err, go.NIL), go.negate(truthy)), pass));
  } else {
    l.emit(go.exprStmt(exited), go.ifStmt(go.binary("!=", err, go.NIL), pass));
  }
  afterClosure(l, closure.escape);
}

function isAny(l: FunctionLowering, type: Parameters<FunctionLowering["goType"]>[0]): boolean {
  const made = l.goType(type);
  return made.kind === "named" && made.name === "any";
}

/** `contextlib.suppress(…)`: errors of the classes end here. */
function suppress(l: FunctionLowering, context: Expression & { kind: "call" }, body: () => void): void {
  const types = context.args.map(({ value }): ExceptionRef => {
    if (value.kind === "builtin") return { kind: "builtin", name: value.name };
    if (value.kind === "name" && value.variable.definition?.kind === "class")
      return { kind: "class", class: value.variable.definition };
    return { kind: "value", value };
  });
  need(l.module, "catch");
  const err = l.context.scope.take("err");
  const closure = inClosure(l, body);
  l.emit(go.define([err], attempted(closure.body, true)));
  afterClosure(l, closure.escape);
  const pass = l.block(() => l.raise(go.name(err)));
  const known = types.map((type) => errorTest(l, type, err)).reduce((a, b) => go.binary("||", a, b));
  l.emit(go.ifStmt(go.binary("&&", go.binary("!=", go.name(err), go.NIL), go.negate(known)), pass));
}
