import type { Expression, Statement, Target, Variable } from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import type { Type } from "../../ir/types.ts";
import { visitExpression, visitTarget } from "../../ir/walk.ts";
import * as go from "../build.ts";
import { RUNTIME } from "../runtime.generated.ts";
import type { GoBlock, GoExpr, GoStmt } from "../tree.ts";
import { blocksOf, childrenOf } from "../walk.ts";
import { note } from "./context.ts";
import type { FunctionLowering } from "./function.ts";
import { isConstant, isInexact } from "./function.ts";
import { camelCase } from "./names.ts";
import { guarded } from "./try.ts";

/** The mutex that stands for Python's interpreter lock where goroutines share data. */
export const SHARED_DOC = "guards what several goroutines work on at the same time, as Python's interpreter lock does.";

/** Built-ins and methods that do one step on what they are given, and call nothing of the program's but a `key`. */
const STEPS: ReadonlySet<string> = new Set(
  `len sum min max sorted list dict set frozenset tuple str int float bool abs round any all enumerate zip range reversed
   repr next iter filter map isinstance divmod sort append appendleft extend extendleft insert remove pop popleft popitem
   clear update setdefault add discard get keys values items copy index count join union intersection difference
   symmetric_difference issubset issuperset isdisjoint most_common elements subtract rotate reverse difference_update
   intersection_update symmetric_difference_update move_to_end deque defaultdict Counter OrderedDict heappush heappop heapify
   upper lower strip split replace startswith endswith format dumps deepcopy choice islice chain`.split(/\s+/),
);

/** Those that call a function which they are given, before they are done. */
const CALLING: ReadonlySet<string> = new Set(["sort", "sorted", "min", "max", "map", "filter", "any", "all", "sum"]);

const RUNTIME_ENTRIES = new Map(RUNTIME.map((entry) => [entry.name, entry]));

/** Whether an expression touches data that goroutines share, while the mutex is not held already. */
export function isAtomic(l: FunctionLowering, value: Expression): boolean {
  return isActive(l) && touches(l, value);
}

function touches(l: FunctionLowering, value: Expression): boolean {
  const { operations } = l.module.sharing;
  let found = false;
  visitExpression(value, {
    expression: (each) => {
      if (operations.has(each)) found = true;
      return !found && each.kind !== "lambda";
    },
    target: (target) => {
      if (operations.has(target)) found = true;
    },
  });
  return found;
}

function targetTouches(l: FunctionLowering, target: Target): boolean {
  const { operations } = l.module.sharing;
  let found = false;
  visitTarget(target, {
    expression: (each) => {
      if (operations.has(each)) found = true;
      return !found;
    },
    target: (each) => {
      if (operations.has(each)) found = true;
    },
  });
  return found;
}

function isActive(l: FunctionLowering): boolean {
  return !l.holdsShared && l.module.sharing.operations.size > 0;
}

/** Lowers an expression, with the mutex around what touches shared data. */
export function atomicExpression(
  l: FunctionLowering,
  value: Expression,
  type: () => Type,
  lower: (value: Expression) => GoExpr,
): GoExpr {
  if (!isActive(l) || !touches(l, value)) return lower(value);
  const steps = prepared(l, value);
  if (steps === undefined) return lower(value);
  return held(l, () => lower(steps), type, { fails: mayMiss(steps), wanted: wantedName(value) });
}

/** Lowers a statement that changes something; undefined where the usual way is right. */
export function atomicStatement(l: FunctionLowering, value: Statement, lower: (value: Statement) => void): boolean {
  if (!isActive(l)) return false;
  switch (value.kind) {
    case "assign": {
      const own = value.targets.some((target) => targetTouches(l, target));
      const shared = value.value;
      if (!own) return false;
      const source = touches(l, shared) ? (prepared(l, shared) ?? kept(l, shared)) : simple(l, shared);
      const targets = value.targets.map((target) => preparedTarget(l, target));
      const fails = mayMiss(source) || targets.some(targetMayMiss);
      heldStatement(l, () => lower({ ...value, value: source, targets }), fails);
      return true;
    }
    case "augment": {
      const own = targetTouches(l, value.target);
      if (!own) return false;
      const target = preparedTarget(l, value.target);
      const source = touches(l, value.value)
        ? (prepared(l, value.value) ?? kept(l, value.value))
        : simple(l, value.value);
      note(
        l.module,
        "lost-update",
        "two threads that run this at once can lose an update in Python; the port does it in one go",
        value.range,
        "info",
      );
      heldStatement(l, () => lower({ ...value, target, value: source }), mayMiss(source) || targetMayMiss(target));
      return true;
    }
    case "delete": {
      if (!value.targets.some((target) => targetTouches(l, target))) return false;
      const targets = value.targets.map((target) => preparedTarget(l, target));
      heldStatement(l, () => lower({ ...value, targets }), true);
      return true;
    }
    case "expression": {
      if (!touches(l, value.value)) return false;
      const steps = prepared(l, value.value);
      if (steps === undefined) return false;
      heldStatement(l, () => lower({ ...value, value: steps }), mayMiss(steps));
      return true;
    }
    default:
      return false;
  }
}

/** What a loop goes over: a copy, where other goroutines may change the original meanwhile. */
export function atomicIterable(l: FunctionLowering, iterable: Expression, element: Type): Expression {
  const isRange = iterable.kind === "call" && iterable.target.kind === "builtin" && iterable.target.name === "range";
  if (isRange || !isActive(l) || !touches(l, iterable)) return iterable;
  const type: Type = { kind: "list", element };
  const copy: Expression = {
    kind: "call",
    target: { kind: "builtin", name: "list" },
    args: [{ kind: "positional", name: undefined, value: iterable }],
    type,
    range: iterable.range,
  };
  const steps = prepared(l, copy);
  if (steps === undefined) return iterable;
  return named(
    l,
    held(
      l,
      () => l.exprAs(steps, type),
      () => type,
      { fails: mayMiss(steps), wanted: "items" },
    ),
    copy,
    "items",
  );
}

// ───────────────────────────────────────────────────────────── what happens before

/**
 * The expression with everything computed beforehand that need not happen under the mutex: calls that may wait or take it
 * themselves above all. Undefined where that would change the order of things; the parts are then lowered one by one.
 */
function prepared(l: FunctionLowering, value: Expression): Expression | undefined {
  if (!touches(l, value)) return isCheap(value) ? value : simple(l, value);
  const steps = parts(l, value);
  if (steps === undefined) return undefined;
  return steps();
}

/** Decides first, and emits only when the whole can be had: what is given back does the work. */
function parts(l: FunctionLowering, value: Expression): (() => Expression) | undefined {
  if (!touches(l, value)) return () => (isCheap(value) ? value : simple(l, value));
  const all = (values: readonly Expression[]): (() => Expression[]) | undefined => {
    const made = values.map((each) => parts(l, each));
    if (made.some((each) => each === undefined)) return undefined;
    // What is computed beforehand must not come before something shared that stands to the left of it.
    const firstShared = values.findIndex((each) => touches(l, each));
    const hasLater = values.some((each, i) => i > firstShared && !isCalm(each));
    if (firstShared >= 0 && hasLater) return undefined;
    return () => made.map((each) => each!());
  };
  switch (value.kind) {
    case "name":
      return () => value;
    case "attribute": {
      if (value.resolved.kind === "property") return undefined;
      const made = all([value.object]);
      return made && (() => ({ ...value, object: made()[0] }));
    }
    case "index": {
      if (value.object.type.kind === "instance") return undefined;
      const made = all([value.object, value.index]);
      return (
        made &&
        (() => {
          const [object, index] = made();
          return { ...value, object, index };
        })
      );
    }
    case "slice": {
      const bounds = [value.start, value.stop, value.step];
      if (bounds.some((each) => each !== undefined && (touches(l, each) || !isCheap(each)))) return undefined;
      const made = all([value.object]);
      return made && (() => ({ ...value, object: made()[0] }));
    }
    case "unary":
    case "not": {
      const made = all([value.operand]);
      return made && (() => ({ ...value, operand: made()[0] }));
    }
    case "contents":
    case "star": {
      const made = all([value.value]);
      return made && (() => ({ ...value, value: made()[0] }));
    }
    case "binary": {
      if (isObject(value.left.type) || isObject(value.right.type)) return undefined;
      const made = all([value.left, value.right]);
      return (
        made &&
        (() => {
          const [left, right] = made();
          return { ...value, left, right };
        })
      );
    }
    case "compare": {
      if (value.operands.some((each) => isObject(each.type))) return undefined;
      const made = all(value.operands);
      return made && (() => ({ ...value, operands: made() }));
    }
    case "list":
    case "tuple":
    case "set": {
      const made = all(value.elements);
      return made && (() => ({ ...value, elements: made() }));
    }
    case "logical":
    case "conditional":
    case "comprehension":
    case "format":
    case "dict":
      // Parts that may not be evaluated at all, or more than once, stay where they are.
      return isCalm(value) ? () => value : undefined;
    case "call":
      return call(l, value, all);
    default:
      return undefined;
  }
}

function call(
  l: FunctionLowering,
  value: Expression & { kind: "call" },
  all: (values: readonly Expression[]) => (() => Expression[]) | undefined,
): (() => Expression) | undefined {
  const { target } = value;
  if (!isStep(value)) return undefined;
  const args = value.args.map((argument) => argument.value);
  const calls = "name" in target && CALLING.has(target.name);
  const ready = (values: readonly Expression[]): (() => Expression[]) | undefined => {
    const rest = values.filter((each) => !calls || each.kind !== "lambda");
    const made = all(rest);
    return (
      made &&
      (() => {
        const done = made();
        return values.map((each) => (rest.includes(each) ? done[rest.indexOf(each)] : each));
      })
    );
  };
  if (target.kind !== "method") {
    const made = ready(args);
    return (
      made &&
      (() => {
        const values = made();
        return { ...value, args: value.args.map((argument, i) => ({ ...argument, value: values[i] })) };
      })
    );
  }
  // The receiver is a place, which stays one.
  if (!touches(l, target.receiver) && !isPlace(target.receiver)) return undefined;
  const receiver = touches(l, target.receiver) ? all([target.receiver]) : () => [target.receiver];
  const made = ready(args);
  if (made === undefined || receiver === undefined) return undefined;
  if (touches(l, target.receiver) && !args.every(isCalm)) return undefined;
  return () => {
    const [object] = receiver();
    const values = made();
    return {
      ...value,
      target: { ...target, receiver: object },
      args: value.args.map((argument, i) => ({ ...argument, value: values[i] })),
    };
  };
}

/** A built-in step; a `key` may be among the arguments. */
function isStep(value: Expression & { kind: "call" }): boolean {
  const { target } = value;
  if (target.kind === "method")
    return target.method === undefined && !isObject(target.receiver.type) && STEPS.has(target.name);
  if (target.kind !== "builtin" && target.kind !== "library") return false;
  if (target.kind === "builtin" && !value.args.every((each) => !isObject(each.value.type))) return false;
  const called = value.args.filter(({ value: each }) => each.type.kind === "callable");
  return (
    STEPS.has(target.name) &&
    called.every(({ value: each }) => each.kind === "builtin" || each.kind === "library" || isCalmLambda(each))
  );
}

function isCalmLambda(value: Expression): boolean {
  if (value.kind !== "lambda") return false;
  const [only] = value.function.body;
  return only?.kind === "return" && only.value !== undefined && isCalm(only.value);
}

function isObject(type: Type): boolean {
  const plain = type.kind === "optional" ? type.of : type;
  return plain.kind === "instance" || plain.kind === "any" || plain.kind === "union" || plain.kind === "parameter";
}

function isPlace(value: Expression): boolean {
  if (value.kind === "name") return true;
  if (value.kind === "contents") return isPlace(value.value);
  if (value.kind === "attribute") return value.resolved.kind !== "property" && isPlace(value.object);
  return value.kind === "index" && isPlace(value.object) && isCheap(value.index);
}

function preparedTarget(l: FunctionLowering, target: Target): Target {
  switch (target.kind) {
    case "index": {
      const object = isPlace(target.object) || touches(l, target.object) ? target.object : simple(l, target.object);
      const index = touches(l, target.index) || isCheap(target.index) ? target.index : simple(l, target.index);
      return { ...target, object, index };
    }
    case "unpack":
      return { ...target, elements: target.elements.map((each) => preparedTarget(l, each)) };
    default:
      return target;
  }
}

/** Nothing of the program's is called, and nothing waits. */
function isCalm(value: Expression): boolean {
  let calm = true;
  visitExpression(value, {
    expression: (each) => {
      if (each.kind === "call" && !isStep(each)) calm = false;
      if (each.kind === "attribute" && each.resolved.kind === "property") calm = false;
      if (each.kind === "await" || each.kind === "yield" || each.kind === "yieldFrom" || each.kind === "walrus")
        calm = false;
      if (each.kind === "binary" && (isObject(each.left.type) || isObject(each.right.type))) calm = false;
      if (each.kind === "compare" && !each.operators.every((operator) => operator.startsWith("is")))
        if (each.operands.some((operand) => isObject(operand.type))) calm = false;
      if (each.kind === "format")
        for (const part of each.parts) if (part.kind === "field" && isObject(part.value.type)) calm = false;
      return calm;
    },
  });
  return calm;
}

/** Reading names and adding them up: not worth a variable of its own. */
function isCheap(value: Expression): boolean {
  switch (value.kind) {
    case "none":
    case "bool":
    case "int":
    case "float":
    case "string":
    case "bytes":
    case "name":
    case "builtin":
    case "library":
      return true;
    case "attribute":
      return value.resolved.kind !== "property" && isCheap(value.object);
    case "contents":
      return isCheap(value.value);
    case "unary":
      return isCheap(value.operand);
    case "tuple":
      return value.elements.every(isCheap);
    case "list":
    case "dict":
    case "set":
      return value.kind === "dict" ? value.entries.length === 0 : value.elements.length === 0;
    case "binary":
      return isNumber(value.left.type) && isNumber(value.right.type) && isCheap(value.left) && isCheap(value.right);
    default:
      return false;
  }
}

function isNumber(type: Type): boolean {
  return ["int", "float", "bool"].includes(type.kind);
}

/** The value computed now, as a name that can stand where the expression stood. */
function simple(l: FunctionLowering, value: Expression): Expression {
  if (isCheap(value)) return value;
  const type = value.type;
  if (type.kind === "none" || type.kind === "never") return value;
  return named(l, l.expr(value, type), value, wantedName(value));
}

/** The value in a temporary, and an expression that names it. */
export function kept(l: FunctionLowering, value: Expression): Expression {
  return named(l, l.expr(value, value.type), value, wantedName(value));
}

function named(l: FunctionLowering, lowered: GoExpr, value: Expression, wanted: string): Expression {
  const variable: Variable = syntheticVariable(wanted, value.type);
  const name = lowered.kind === "name" ? lowered.name : l.local(wanted, l.goType(value.type));
  if (lowered.kind !== "name")
    l.emit({
      kind: "assign",
      targets: [go.name(name)],
      operator: "=",
      values: [lowered],
      inexact: isInexact(l, lowered, value.type),
    });
  l.module.names.set(variable, name);
  return { kind: "name", variable, type: value.type, range: value.range };
}

/** What a reader would call the value. */
function wantedName(value: Expression): string {
  switch (value.kind) {
    case "compare":
      return value.operators.some((operator) => operator.endsWith("in")) ? "known" : "holds";
    case "not":
    case "logical":
      return value.type.kind === "bool" ? "holds" : "value";
    case "attribute":
      return camelCase(value.name);
    case "index":
      return "item";
    case "format":
      return "text";
    case "call":
      return value.target.kind === "builtin" && value.target.name === "len" ? "count" : "value";
    default:
      return value.type.kind === "str" ? "text" : "value";
  }
}

// ───────────────────────────────────────────────────────────── under the mutex

/** Statements that stand for one step of Python. */
export function underMutex(l: FunctionLowering, body: readonly GoStmt[]): GoStmt[] {
  const lock = mutex(l);
  return [go.exprStmt(go.methodCall(lock, "Lock")), ...body, go.exprStmt(go.methodCall(lock, "Unlock"))];
}

function mutex(l: FunctionLowering): GoExpr {
  l.module.sharedMutex ??= l.module.packageScope.take("shared");
  return go.name(l.module.sharedMutex);
}

function held(
  l: FunctionLowering,
  run: () => GoExpr,
  type: () => Type,
  how: { readonly fails: boolean; readonly wanted: string },
): GoExpr {
  const made = type();
  const { fails, wanted } = how;
  let result: GoExpr = go.NIL;
  heldStatement(
    l,
    () => {
      const lowered = run();
      if (isConstant(lowered)) result = lowered;
      else if (made.kind === "none" || made.kind === "never") {
        if (lowered.kind === "call") l.emit(go.exprStmt(lowered));
      } else if (lowered.kind === "name" && l.isTemporary(lowered.name)) result = lowered;
      else result = l.keep(wanted, lowered, l.goType(made), isInexact(l, lowered, made));
    },
    fails,
  );
  return result;
}

/** A failure under the mutex must give it back: then a function literal does, as it is left. */
function heldStatement(l: FunctionLowering, run: () => void, fails: boolean): void {
  const lock = mutex(l);
  const unlock = go.methodCall(lock, "Unlock");
  const inside = (): void => {
    l.holdsShared = true;
    run();
    l.holdsShared = false;
  };
  const mark = l.context.scope.mark();
  const { stmts } = l.capture(inside);
  if (fails || stmts.some(mayPanic)) {
    l.forget(mark);
    guarded(
      l,
      () => {
        l.emit(go.exprStmt(go.methodCall(lock, "Lock")), { kind: "defer", call: unlock });
        inside();
      },
      {},
    );
    return;
  }
  l.emit(go.exprStmt(go.methodCall(lock, "Lock")), ...unlockedReturns(stmts, go.exprStmt(unlock)), go.exprStmt(unlock));
}

/** An element is looked up that need not be there. */
function mayMiss(value: Expression): boolean {
  let found = false;
  visitExpression(value, {
    expression: (each) => {
      if (each.kind === "index" && each.object.type.kind !== "dict" && each.object.type.kind !== "tuple") found = true;
      return !found;
    },
  });
  return found;
}

function targetMayMiss(target: Target): boolean {
  if (target.kind === "unpack") return true;
  if (target.kind !== "index" && target.kind !== "attribute") return false;
  return (target.kind === "index" && target.object.type.kind !== "dict") || mayMiss(target.object);
}

/** Leaving early gives the mutex back. */
function unlockedReturns(body: GoBlock, unlock: GoStmt): GoStmt[] {
  return body.flatMap((stmt): GoStmt[] => {
    if (stmt.kind === "return") return [unlock, stmt];
    if (stmt.kind === "if")
      return [
        {
          ...stmt,
          body: unlockedReturns(stmt.body, unlock),
          otherwise: stmt.otherwise && unlockedReturns(stmt.otherwise, unlock),
        },
      ];
    return [stmt];
  });
}

function mayPanic(stmt: GoStmt): boolean {
  return expressionsOf(stmt).some(panics) || blocksOf(stmt).some((block) => block.some(mayPanic));
}

function expressionsOf(stmt: GoStmt): readonly GoExpr[] {
  switch (stmt.kind) {
    case "expression":
      return [stmt.value];
    case "define":
      return stmt.values;
    case "assign":
      return [...stmt.values, ...stmt.targets];
    case "step":
      return [stmt.target];
    case "if":
      return [...(stmt.init === undefined ? [] : expressionsOf(stmt.init)), stmt.condition];
    case "range":
      return [stmt.over];
    case "for":
      return stmt.condition === undefined ? [] : [stmt.condition];
    default:
      return [];
  }
}

function panics(value: GoExpr): boolean {
  if (value.kind === "call" && value.callee.kind === "name" && runtimePanics(value.callee.name, [])) return true;
  if (value.kind === "call" && value.callee.kind === "name" && value.callee.name === "panic") return true;
  if (value.kind === "assert") return true;
  if (
    value.kind === "call" &&
    value.callee.kind === "selector" &&
    ["Get", "Pop", "PopItem"].includes(value.callee.name)
  )
    return true;
  if (value.kind === "binary" && (value.operator === "/" || value.operator === "%") && !isConstant(value.right))
    return true;
  if (value.kind === "function") return value.body.some(mayPanic);
  return childrenOf(value).some(panics);
}

function runtimePanics(name: string, seen: readonly string[]): boolean {
  const entry = RUNTIME_ENTRIES.get(name);
  if (entry === undefined || seen.includes(name)) return false;
  return entry.source.includes("panic(") || entry.uses.some((used) => runtimePanics(used, [...seen, name]));
}
