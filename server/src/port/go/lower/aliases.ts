import type { Expression, FunctionDef, Statement, Target, Variable } from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { ANY, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpression, visitExpressions } from "../../ir/walk.ts";
import * as go from "../build.ts";
import { calleeOf, GROWING } from "./analysis.ts";
import { type ModuleContext, stubPanic } from "./context.ts";
import type { FunctionLowering } from "./function.ts";

/**
 * Lists that have a name of their own beside the dict, list or field that holds them: `row = table.setdefault(key, [])`. What makes such a
 * list longer under its name gives a new slice in Go, which is stored back where the list came from. Where that place is not known, the
 * port stops rather than lose an element.
 */
type Origin = Target | "unknown";
type Origins = Map<Variable, Origin>;

/** What is known at the statement that is lowered now. */
const ORIGINS = new WeakMap<ModuleContext, Origins>();

/** The branches of the compound statements that are lowered now: what held before them, and at the end of each. */
const BRANCHES = new WeakMap<FunctionLowering, { readonly before: Origins; readonly ends: Origins[] }[]>();

const isList = (type: Type): boolean => ["list", "deque"].includes(withoutNone(type).kind);

function originsOf(l: FunctionLowering): Origins {
  const known = ORIGINS.get(l.module) ?? new Map<Variable, Origin>();
  ORIGINS.set(l.module, known);
  return known;
}

const isNoted = (l: FunctionLowering, variable: Variable): boolean =>
  isList(variable.type) && l.module.facts.grown.has(variable) && !l.module.pointers.has(variable);

/** The value with its key kept, when the variable takes a list out of something and is made longer. */
export function noteOrigin(l: FunctionLowering, variable: Variable, value: Expression): Expression {
  const origins = originsOf(l);
  origins.delete(variable);
  if (!isNoted(l, variable)) return value;
  const found = takenFrom(l, value);
  if (found !== undefined) origins.set(variable, found.origin);
  else if (isPart(value)) origins.set(variable, "unknown");
  return found?.value ?? value;
}

/** Where a value is taken from, and the value with keys that are evaluated once. */
function takenFrom(
  l: FunctionLowering,
  value: Expression,
): { readonly origin: Target; readonly value: Expression } | undefined {
  const { range } = value;
  if (value.kind === "attribute" && value.resolved.kind === "field" && isPath(value.object)) {
    const object = keptPath(l, value.object);
    const origin: Target = { kind: "attribute", object, name: value.name, type: value.type, range };
    return { origin, value: { ...value, object } };
  }
  if (value.kind === "index" && isPath(value.object) && ["dict", "list"].includes(value.object.type.kind)) {
    const object = keptPath(l, value.object);
    const index = keptKey(l, value.index);
    return { origin: { kind: "index", object, index, type: value.type, range }, value: { ...value, object, index } };
  }
  if (value.kind !== "call" || value.target.kind !== "method" || value.target.method !== undefined) return undefined;
  const { receiver, name } = value.target;
  const [first, ...rest] = value.args;
  if (receiver.type.kind !== "dict" || !["get", "setdefault"].includes(name) || first === undefined) return undefined;
  if (!isPath(receiver)) return undefined;
  const path = keptPath(l, receiver);
  const index = keptKey(l, first.value);
  return {
    origin: { kind: "index", object: path, index, type: receiver.type.value, range },
    value: { ...value, target: { ...value.target, receiver: path }, args: [{ ...first, value: index }, ...rest] },
  };
}

/** Whether a value is a list that something else holds as well. */
function isPart(value: Expression): boolean {
  switch (value.kind) {
    case "attribute":
      return value.resolved.kind === "field";
    case "index":
      return ["dict", "list", "tuple"].includes(withoutNone(value.object.type).kind);
    case "conditional":
      return isPart(value.body) || isPart(value.otherwise);
    case "call": {
      const { target } = value;
      if (target.kind === "builtin") return target.name === "min" || target.name === "max";
      if (target.kind === "method" && target.method === undefined)
        return target.receiver.type.kind === "dict" && ["get", "setdefault"].includes(target.name);
      const fn = calleeOf(value);
      return target.kind !== "class" && fn !== undefined && returnsPart(fn);
    }
    default:
      return false;
  }
}

const OPEN = new Set<FunctionDef>();

/** Whether a function gives a list that an object still holds. */
function returnsPart(fn: FunctionDef): boolean {
  if (OPEN.has(fn)) return false;
  OPEN.add(fn);
  const parts = new Set<Variable>();
  let found = false;
  visitExpressions(fn.body, {
    statement: (each) => {
      if (each.kind === "assign" && isPart(each.value))
        for (const target of each.targets) if (target.kind === "variable") parts.add(target.variable);
      if (each.kind === "assign" && each.value.kind === "name" && each.targets.some((one) => one.kind !== "variable"))
        parts.add(each.value.variable);
    },
  });
  visitExpressions(fn.body, {
    statement: (each) => {
      if (each.kind !== "return" || each.value === undefined) return;
      found ||= isPart(each.value) || (each.value.kind === "name" && parts.has(each.value.variable));
    },
  });
  OPEN.delete(fn);
  return found && isList(fn.result);
}

/** Loops over the lists of a dict that make them longer: the key is needed to store them back. */
export function noteLoopOrigin(l: FunctionLowering, loop: Statement & { kind: "for" }): Statement & { kind: "for" } {
  const { iterable: given, target } = loop;
  const isGrown = (each: Target): each is Target & { kind: "variable" } =>
    each.kind === "variable" && isNoted(l, each.variable);
  const iterable = unwrapped(given);
  const held = mentionsHeld(iterable) ? "unknown" : undefined;
  for (const each of target.kind === "unpack" ? target.elements : [target]) {
    if (!isGrown(each)) continue;
    setForLoop(l, each.variable, held);
  }
  if (iterable.kind !== "call" || iterable.target.kind !== "method" || iterable.target.method !== undefined)
    return loop;
  const { receiver, name } = iterable.target;
  if (receiver.type.kind !== "dict" || !isPath(receiver)) return loop;
  const { key: keyType, value: valueType } = receiver.type;
  const note = (variable: Variable, key: Variable): void => {
    const index: Expression = { kind: "name", variable: key, type: key.type, range: loop.range };
    setForLoop(l, variable, { kind: "index", object: receiver, index, type: valueType, range: loop.range });
  };
  if (name === "items" && target.kind === "unpack" && target.elements.length === 2) {
    const [key, item] = target.elements;
    if (key.kind === "variable" && isGrown(item)) note(item.variable, key.variable);
    return loop;
  }
  if (name !== "values" || !isGrown(target) || sortedBy(given)) return loop;
  const key = {
    ...syntheticVariable("key", keyType),
    isParameter: false,
    owner: l.context.def,
    scope: "function" as const,
  };
  note(target.variable, key);
  const element: Type = { kind: "tuple", elements: [keyType, valueType] };
  return {
    ...loop,
    target: {
      kind: "unpack",
      elements: [{ kind: "variable", variable: key, range: target.range }, target],
      range: target.range,
    },
    iterable: {
      ...iterable,
      target: { ...iterable.target, name: "items" },
      type: "element" in iterable.type ? { ...iterable.type, element } : ANY,
    },
  };
}

/** What a loop binds is known where its body starts. */
function setForLoop(l: FunctionLowering, variable: Variable, origin: Origin | undefined): void {
  for (const known of [originsOf(l), BRANCHES.get(l)?.at(-1)?.before]) {
    if (origin === undefined) known?.delete(variable);
    else known?.set(variable, origin);
  }
}

/** What `list`, `reversed` and `sorted` go over. */
function unwrapped(e: Expression): Expression {
  if (e.kind !== "call" || e.target.kind !== "builtin" || e.args.length === 0) return e;
  return ["list", "tuple", "reversed", "sorted"].includes(e.target.name) ? unwrapped(e.args[0].value) : e;
}

/** Whether the order is not that of the dict: the values alone decide it then. */
function sortedBy(e: Expression): boolean {
  return e.kind === "call" && e.target.kind === "builtin" && ["reversed", "sorted"].includes(e.target.name);
}

/** Whether what a loop goes over is held elsewhere: a name, a field, the values of a dict, and these side by side. */
function mentionsHeld(e: Expression): boolean {
  if (isPath(e)) return true;
  if (e.kind !== "call") return false;
  if (e.target.kind === "method" && e.target.method === undefined)
    return ["values", "items"].includes(e.target.name) && isPath(e.target.receiver);
  if (
    e.target.kind !== "builtin" ||
    !["enumerate", "zip", "reversed", "sorted", "list", "tuple"].includes(e.target.name)
  )
    return false;
  return e.args.some((each) => mentionsHeld(each.value));
}

/** Lowers a statement, or stops the port there where it makes a list longer that something unknown holds as well. */
export function withOrigins(l: FunctionLowering, each: Statement, lower: () => void): void {
  visitExpressions([each], {
    expression: (value) => {
      if (value.kind === "walrus" && isNoted(l, value.variable)) noteOrigin(l, value.variable, value.value);
      return undefined;
    },
  });
  if (SIMPLE.has(each.kind)) {
    if (growsUnknown(l, each)) {
      const what = "a list that gets longer under one name while another object holds it";
      l.emit(go.exprStmt(stubPanic(l.module, what, each.range)));
      return;
    }
    lower();
    noteParallel(l, each);
    storeBack(l, each);
    noteStored(l, each);
    return;
  }
  if (each.kind === "for" || each.kind === "while") forgetRebound(l, each);
  const branches = BRANCHES.get(l) ?? [];
  BRANCHES.set(l, branches);
  const before = new Map(originsOf(l));
  const frame = { before, ends: [] };
  branches.push(frame);
  lower();
  branches.pop();
  ORIGINS.set(l.module, merged(each.kind === "if" && hasElse(each) ? frame.ends : [before, ...frame.ends]));
}

const SIMPLE: ReadonlySet<string> = new Set(["expression", "augment", "assign", "delete", "return"]);

/** Lowers one branch of a compound statement. */
export function withBranch(l: FunctionLowering, body: readonly Statement[], lower: () => void): void {
  const frame = BRANCHES.get(l)?.at(-1);
  if (frame === undefined) {
    lower();
    return;
  }
  ORIGINS.set(l.module, new Map(frame.before));
  lower();
  if (!["return", "raise", "break", "continue"].includes(body.at(-1)?.kind ?? "")) frame.ends.push(originsOf(l));
}

function hasElse(each: Statement & { kind: "if" }): boolean {
  const [first, ...rest] = each.otherwise;
  if (first === undefined) return false;
  return first.kind === "if" && rest.length === 0 ? hasElse(first) : true;
}

/** What holds after any of several ways to get somewhere. */
function merged(ways: readonly Origins[]): Origins {
  const result: Origins = new Map();
  for (const way of ways)
    for (const [variable, origin] of way)
      result.set(variable, ways.every((other) => isSame(other.get(variable), origin)) ? origin : "unknown");
  return result;
}

/** In a loop a list may come from what a later statement bound it to in the last round. */
function forgetRebound(l: FunctionLowering, loop: Statement & { kind: "for" | "while" }): void {
  visitExpressions(loop.body, {
    statement: (each) => {
      if (each.kind !== "assign") return;
      const isStored = each.value.kind === "name" && each.targets.some((target) => target.kind !== "variable");
      if (isStored && each.value.kind === "name" && isBoundIn(loop.body, each.value.variable))
        loosen(l, each.value.variable, undefined);
      if (isPart(each.value))
        for (const target of each.targets)
          if (target.kind === "variable") loosen(l, target.variable, takenPath(each.value));
    },
  });
}

function loosen(l: FunctionLowering, variable: Variable, same: Target | undefined): void {
  if (isNoted(l, variable) && (same === undefined || !isSame(originsOf(l).get(variable), same)))
    originsOf(l).set(variable, "unknown");
}

function isBoundIn(body: readonly Statement[], variable: Variable): boolean {
  let found = false;
  visitExpressions(body, {
    statement: (each) => {
      if (each.kind !== "assign") return;
      found ||= each.targets.some((target) => target.kind === "variable" && target.variable === variable);
    },
  });
  return found;
}

function takenPath(value: Expression): Target | undefined {
  const { range } = value;
  if (value.kind === "attribute")
    return { kind: "attribute", object: value.object, name: value.name, type: value.type, range };
  return undefined;
}

/** A list that is put somewhere is held there from then on: `table[key] = row`. */
function noteStored(l: FunctionLowering, each: Statement): void {
  if (each.kind !== "assign" || each.value.kind !== "name" || !isNoted(l, each.value.variable)) return;
  const { variable } = each.value;
  if (variable.isParameter) return;
  for (const target of each.targets) {
    if (target.kind === "attribute" && isPath(target.object)) originsOf(l).set(variable, target);
    if (target.kind !== "index" || !isPath(target.object) || !["dict", "list"].includes(target.object.type.kind))
      continue;
    const isKept = isConstant(target.index) || (target.index.kind === "name" && target.index.variable.bindings <= 1);
    originsOf(l).set(variable, isKept ? target : "unknown");
  }
}

/** `a, b = table["a"], table["b"]` */
function noteParallel(l: FunctionLowering, each: Statement): void {
  const [target] = each.kind === "assign" ? each.targets : [];
  if (each.kind !== "assign" || target?.kind !== "unpack") return;
  for (const [i, element] of target.elements.entries()) {
    if (element.kind !== "variable" || !isNoted(l, element.variable)) continue;
    originsOf(l).delete(element.variable);
    const value = each.value.kind === "tuple" ? each.value.elements[i] : undefined;
    if (value === undefined || !isPart(value)) continue;
    const isKept = value.kind === "index" && isConstant(value.index) && isPath(value.object);
    originsOf(l).set(element.variable, isKept ? { ...value } : "unknown");
  }
}

function growsUnknown(l: FunctionLowering, each: Statement): boolean {
  for (const variable of grownBy(each)) {
    if (originsOf(l).get(variable) !== "unknown" || l.module.pointers.has(variable) || rebinds(each, variable))
      continue;
    l.module.unheld.add(variable);
    return true;
  }
  let found = false;
  visitExpressions([each], {
    expression: (value) => {
      if (value.kind !== "call" || value.target.kind !== "method" || value.target.method !== undefined)
        return undefined;
      const { receiver, name } = value.target;
      if (!GROWING.has(name) || receiver.kind !== "call" || !isList(receiver.type)) return undefined;
      if (calleeOf(receiver) === undefined || !isPart(receiver)) return undefined;
      l.module.unheld.add(receiver);
      found = true;
      return undefined;
    },
  });
  return found;
}

const rebinds = (each: Statement, variable: Variable): boolean =>
  each.kind === "assign" && each.targets.some((target) => target.kind === "variable" && target.variable === variable);

function isSame(one: Origin | undefined, other: Origin | undefined): boolean {
  if (one === undefined || other === undefined || one === "unknown" || other === "unknown") return one === other;
  if (one.kind === "attribute" && other.kind === "attribute")
    return one.name === other.name && isSameValue(one.object, other.object);
  if (one.kind === "index" && other.kind === "index")
    return isSameValue(one.object, other.object) && isSameValue(one.index, other.index);
  return false;
}

function isSameValue(one: Expression, other: Expression): boolean {
  if (one.kind === "name" && other.kind === "name") return one.variable === other.variable;
  if (one.kind === "attribute" && other.kind === "attribute")
    return one.name === other.name && isSameValue(one.object, other.object);
  if (one.kind === "index" && other.kind === "index")
    return isSameValue(one.object, other.object) && isSameValue(one.index, other.index);
  if ((one.kind === "int" && other.kind === "int") || (one.kind === "bool" && other.kind === "bool"))
    return one.value === other.value;
  return one.kind === "string" && other.kind === "string" && one.value === other.value;
}

/** Stores back what a statement has made longer. */
function storeBack(l: FunctionLowering, each: Statement): void {
  if (!["expression", "augment", "assign", "delete"].includes(each.kind)) return;
  for (const variable of grownBy(each)) {
    const origin = originsOf(l).get(variable);
    if (origin === undefined || origin === "unknown" || l.module.pointers.has(variable)) continue;
    if (rebinds(each, variable)) continue;
    l.visitors.assignTo(l, origin, go.name(l.variableName(variable)), variable.type);
  }
}

function grownBy(each: Statement): Set<Variable> {
  const found = new Set<Variable>();
  const see = (value: Expression): void => {
    if (value.kind === "name") found.add(value.variable);
  };
  visitExpressions([each], {
    expression: (value) => {
      if (value.kind !== "call") return undefined;
      if (value.target.kind === "method" && value.target.method === undefined && GROWING.has(value.target.name))
        see(value.target.receiver);
      if (value.target.kind === "library" && /^(heappush|heappop|insort.*)$/.test(value.target.name))
        see(value.args[0].value);
      return undefined;
    },
  });
  if (each.kind === "augment" && each.target.kind === "variable" && each.operator === "+")
    found.add(each.target.variable);
  for (const target of each.kind === "delete" ? each.targets : each.kind === "assign" ? each.targets : []) {
    if (target.kind === "slice") see(target.slice.object);
    if (each.kind === "delete" && target.kind === "index") see(target.object);
  }
  return found;
}

/** A value that can be read again later: names, their attributes and what they hold. */
function isPath(e: Expression): boolean {
  if (e.kind === "index") return ["dict", "list"].includes(e.object.type.kind) && isPath(e.object);
  return e.kind === "name" || (e.kind === "attribute" && e.resolved.kind === "field" && isPath(e.object));
}

function keptPath(l: FunctionLowering, e: Expression): Expression {
  if (e.kind === "index") return { ...e, object: keptPath(l, e.object), index: keptKey(l, e.index) };
  return e.kind === "attribute" ? { ...e, object: keptPath(l, e.object) } : e;
}

const isConstant = (key: Expression): boolean => ["int", "string", "bool"].includes(key.kind);

/** The key as something that says the same later. */
function keptKey(l: FunctionLowering, key: Expression): Expression {
  if (isConstant(key) || (key.kind === "name" && key.variable.bindings <= 1)) return key;
  let isNegative = false;
  visitExpression(key, {
    expression: (each) => {
      isNegative ||= each.kind === "unary" && each.operator === "-";
      return undefined;
    },
  });
  if (isNegative && key.kind === "unary" && key.operand.kind === "int") return key;
  const variable = syntheticVariable("key", key.type);
  const name = l.local("key", l.goType(key.type));
  l.module.names.set(variable, name);
  l.emit(go.assign(go.name(name), l.expr(key)));
  return { kind: "name", variable, type: key.type, range: key.range };
}
