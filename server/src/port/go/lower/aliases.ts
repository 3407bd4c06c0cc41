import type { Expression, Statement, Target, Variable } from "../../ir/nodes.ts";
import { ANY, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpression, visitExpressions } from "../../ir/walk.ts";
import * as go from "../build.ts";
import { GROWING } from "./analysis.ts";
import { syntheticVariable } from "./closures.ts";
import type { FunctionLowering } from "./function.ts";

/**
 * Lists that have a name of their own beside the dict, list or field that holds them: `row = table.setdefault(key, [])`. What makes such a
 * list longer under its name gives a new slice in Go, which is stored back where the list came from.
 */
const ORIGINS = new WeakMap<Variable, Target>();

const isList = (type: Type): boolean => ["list", "deque"].includes(withoutNone(type).kind);

/** The value with its key kept, when the variable takes a list out of something and is made longer. */
export function noteOrigin(l: FunctionLowering, variable: Variable, value: Expression): Expression {
  ORIGINS.delete(variable);
  if (!isList(variable.type) || !l.module.facts.grown.has(variable) || l.module.pointers.has(variable)) return value;
  const { range } = value;
  if (value.kind === "attribute" && value.resolved.kind === "field" && isPath(value.object)) {
    ORIGINS.set(variable, { kind: "attribute", object: value.object, name: value.name, type: value.type, range });
    return value;
  }
  if (value.kind === "index" && isPath(value.object) && ["dict", "list"].includes(value.object.type.kind)) {
    const index = keptKey(l, value.index);
    ORIGINS.set(variable, { kind: "index", object: value.object, index, type: value.type, range });
    return { ...value, index };
  }
  if (value.kind !== "call" || value.target.kind !== "method" || value.target.method !== undefined) return value;
  const { receiver, name } = value.target;
  const [first, ...rest] = value.args;
  if (receiver.type.kind !== "dict" || !["get", "setdefault"].includes(name) || first === undefined) return value;
  if (!isPath(receiver)) return value;
  const index = keptKey(l, first.value);
  ORIGINS.set(variable, { kind: "index", object: receiver, index, type: receiver.type.value, range });
  return { ...value, args: [{ ...first, value: index }, ...rest] };
}

/** Loops over the lists of a dict that make them longer: the key is needed to store them back. */
export function noteLoopOrigin(l: FunctionLowering, loop: Statement & { kind: "for" }): Statement & { kind: "for" } {
  const { iterable, target } = loop;
  if (iterable.kind !== "call" || iterable.target.kind !== "method" || iterable.target.method !== undefined)
    return loop;
  const { receiver, name } = iterable.target;
  if (receiver.type.kind !== "dict" || !isPath(receiver)) return loop;
  const { key: keyType, value: valueType } = receiver.type;
  const isGrown = (each: Target): each is Target & { kind: "variable" } =>
    each.kind === "variable" && isList(each.variable.type) && l.module.facts.grown.has(each.variable);
  const note = (variable: Variable, key: Variable): void => {
    const index: Expression = { kind: "name", variable: key, type: key.type, range: loop.range };
    ORIGINS.set(variable, { kind: "index", object: receiver, index, type: valueType, range: loop.range });
  };
  if (name === "items" && target.kind === "unpack" && target.elements.length === 2) {
    const [key, item] = target.elements;
    if (key.kind === "variable" && isGrown(item)) note(item.variable, key.variable);
    return loop;
  }
  if (name !== "values" || !isGrown(target)) return loop;
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

/** Stores back what a statement has made longer. */
export function storeBack(l: FunctionLowering, each: Statement): void {
  if (!["expression", "augment", "assign", "delete"].includes(each.kind)) return;
  for (const variable of grownBy(each)) {
    const origin = ORIGINS.get(variable);
    if (origin === undefined || l.module.pointers.has(variable)) continue;
    if (
      each.kind === "assign" &&
      each.targets.some((target) => target.kind === "variable" && target.variable === variable)
    )
      continue;
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

/** A value that can be read again later: names and their attributes. */
function isPath(e: Expression): boolean {
  return e.kind === "name" || (e.kind === "attribute" && e.resolved.kind === "field" && isPath(e.object));
}

/** The key as something that says the same later. */
function keptKey(l: FunctionLowering, key: Expression): Expression {
  const isConstant = ["int", "string", "bool"].includes(key.kind) && key.kind !== "name";
  if (isConstant || (key.kind === "name" && key.variable.bindings <= 1)) return key;
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
