import { bindArguments } from "../bind.ts";
import { abstractContainerOf } from "../library/abstract-containers.ts";
import type { Argument, ClassDef, Expression, FunctionDef, Parameter } from "../nodes.ts";
import type { Type } from "../types.ts";
import { modelMethod } from "../web/model-methods.ts";
import { inferAbstractMethod } from "./abstract-containers.ts";
import { applyValues } from "./apply.ts";
import { type Call, evaluateAll } from "./arguments.ts";
import { inferBuiltin } from "./builtins.ts";
import type { Cell, Shape } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { attributeCell, callMethod, elementCell, markShown } from "./expressions.ts";
import { inferLibrary } from "./libraries.ts";
import { constructorFields, findMember, findMethod, isRecord, isThreadClass, withOverrides } from "./members.ts";
import { inferMethod } from "./methods.ts";
import { writeOutSpreads } from "./spread.ts";

export function inferCall(context: InferContext, e: Call): Cell {
  const { target } = e;
  writeOutSpreads(context, e);
  switch (target.kind) {
    case "function":
      return callFunction(context, e, target.function, e.args);
    case "static":
      return callFunction(context, e, target.method, e.args);
    case "super": {
      evaluateAll(context, e.args);
      if (target.method !== undefined) return callFunction(context, e, target.method, e.args);
      if (target.name === "__init__") callBaseConstructor(context, e, target.class);
      return context.annotated(e, "None");
    }
    case "class":
      return construct(context, e, target.class);
    case "builtin":
      return inferBuiltin(context, e, target.name);
    case "library":
      return inferLibrary(context, e, `${target.module}.${target.name}`);
    case "method": {
      const receiver = context.value(target.receiver);
      return callOnReceiver(context, e, receiver, target);
    }
    case "value": {
      const callee = context.value(target.callee);
      return applyCell(context, e, callee, e.args);
    }
  }
}

/** A record that derives from a built-in or undecorated base passes its arguments on; nothing is typed by that. */
function callBaseConstructor(context: InferContext, e: Call, cls: ClassDef): void {
  for (const base of cls.bases) if (base.kind === "class" && isRecord(base.class)) bindFields(context, e, base.class);
}

export function callFunction(context: InferContext, e: Call, fn: FunctionDef, args: readonly Argument[]): Cell {
  const values = new Map(args.map((argument) => [argument.value, context.value(argument.value)]));
  const bound = typeArguments(context, e, fn);
  bindParameters(context, e, fn, args, values, bound);
  for (const decorator of fn.decorators) {
    // A decorator that calls what it decorates says nothing that is not being found out already.
    if (decorator.kind !== "call" || context.decorating.has(fn)) continue;
    context.decorating.add(fn);
    const wrapped = context.value(decorator.expression);
    context.decorating.delete(fn);
    const decorated = decorate(context, decorator.expression, wrapped, fn);
    if (decorated !== undefined) return applyCell(context, e, decorated, args);
  }
  if (bound === undefined) return context.callResult(fn);
  const result = context.own(e, "instantiated");
  if (fn.declaredResult !== undefined && result.isEmpty) context.store.addType(result, fn.declaredResult, bound);
  return result;
}

/** `f = decorator(f)`: what the decorator gives back, with the function as its argument. */
function decorate(context: InferContext, node: Expression, decorator: Cell, fn: FunctionDef): Cell | undefined {
  const callable = decorator.find("callable");
  if (callable?.parameters === undefined) return undefined;
  const self = functionCell(context, fn);
  if (callable.parameters[0] !== undefined) context.store.flow(self, callable.parameters[0]);
  void node;
  return callable.result.has("callable") ? callable.result : undefined;
}

function functionCell(context: InferContext, fn: FunctionDef): Cell {
  const plain = fn.parameters.filter((parameter) => parameter.kind === "normal" || parameter.kind === "positional");
  return context.holding(fn, "undecorated", () => ({
    kind: "callable",
    parameters: plain.map((parameter) => context.variable(parameter.variable)),
    result: context.callResult(fn),
    required: plain.length,
    isAsync: fn.isAsync,
  }));
}

/** Fresh cells for the type parameters that a function's annotations name; undefined when there are none. */
function typeArguments(context: InferContext, e: object, fn: FunctionDef): Map<string, Cell> | undefined {
  const names = new Set<string>();
  const collect = (type: Type | undefined): void => {
    if (type === undefined) return;
    if (type.kind === "parameter" && type.name !== "?") names.add(type.name);
    for (const part of innerTypes(type)) collect(part);
  };
  for (const parameter of fn.parameters) collect(parameter.annotation);
  if (names.size === 0) return undefined;
  for (const name of names) if (!fn.typeParameters.includes(name)) fn.typeParameters.push(name);
  return new Map([...names].map((name) => [name, context.own(e, `type:${name}`)]));
}

function innerTypes(type: Type): readonly Type[] {
  switch (type.kind) {
    case "callable":
      return [...(type.parameters ?? []), type.result];
    case "dict":
      return [type.key, type.value];
    case "tuple":
      return type.elements;
    case "awaitable":
      return [type.result];
    case "optional":
      return [type.of];
    case "union":
      return type.members;
    case "list":
    case "set":
    case "deque":
    case "array":
    case "iterator":
    case "asyncIterator":
      return [type.element];
    default:
      return [];
  }
}

function bindParameters(
  context: InferContext,
  e: object,
  fn: Pick<FunctionDef, "parameters">,
  args: readonly Argument[],
  values: ReadonlyMap<Expression, Cell>,
  bound: ReadonlyMap<string, Cell> | undefined,
): void {
  const { store } = context;
  const binding = bindArguments(fn, args);
  if (binding === undefined) {
    bindLoosely(context, e, fn.parameters, args, values);
    return;
  }
  for (const { parameter, argument } of binding.bound) {
    const cell = context.variable(parameter.variable);
    switch (argument.kind) {
      case "value": {
        const value = values.get(argument.value) ?? context.value(argument.value);
        flowArgument(context, e, parameter, value, bound);
        break;
      }
      case "default":
        context.omit(parameter);
        break;
      case "rest":
        for (const each of argument.values) {
          const inner = each.kind === "star" ? each.value : each;
          const value = values.get(inner) ?? context.value(inner);
          const element = restElement(context, parameter, cell);
          store.flow(each.kind === "star" ? elementCell(context, each, value) : value, element);
        }
        break;
      case "keywords":
        for (const entry of argument.entries) {
          const value = values.get(entry.value) ?? context.value(entry.value);
          const dict = cell.find("dict");
          if (dict === undefined) continue;
          if (entry.name === undefined) {
            const given = value.find("dict");
            if (given !== undefined) store.flow(given.value, dict.value);
          } else store.flow(value, dict.value);
        }
    }
  }
}

function restElement(context: InferContext, parameter: Parameter, cell: Cell): Cell {
  const array = cell.find("array");
  return array?.element ?? context.own(parameter, "rest");
}

function flowArgument(
  context: InferContext,
  e: object,
  parameter: Parameter,
  value: Cell,
  bound: ReadonlyMap<string, Cell> | undefined,
): void {
  const { store } = context;
  const { variable, annotation } = parameter;
  if (bound !== undefined && annotation !== undefined) {
    const instantiated = context.own(e, `parameter:${variable.id}`);
    if (instantiated.isEmpty) store.addType(instantiated, annotation, bound);
    instantiated.root().closed = annotation.kind !== "parameter";
    store.flow(value, instantiated);
    return;
  }
  const cell = context.variable(variable);
  if (variable.mutated) store.flow(value, cell);
  else store.copy(value, cell);
  if (value.isEmpty) {
    const known = cell.alternatives().find((shape) => shape.kind !== "none" && shape.kind !== "any");
    if (known !== undefined) store.suggest(value, known);
  }
  // An empty container that is passed along is a container of what the parameter holds.
  fillEmpty(context, value, cell, 0);
}

function fillEmpty(context: InferContext, value: Cell, cell: Cell, depth: number): void {
  if (depth > 3) return;
  for (const shape of value.alternatives()) {
    const other = cell.alternatives().find((each) => each.kind === shape.kind);
    if (other === undefined || other === shape) continue;
    const pairs: [Cell, Cell][] = [];
    if ("element" in shape && "element" in other) pairs.push([shape.element, other.element]);
    if (shape.kind === "dict" && other.kind === "dict") pairs.push([shape.key, other.key], [shape.value, other.value]);
    for (const [own, known] of pairs) {
      if (own.isEmpty) {
        const first = known.alternatives().find((each) => each.kind !== "none" && each.kind !== "any");
        if (first !== undefined) context.store.suggest(own, first);
      } else fillEmpty(context, own, known, depth + 1);
    }
  }
}

/** `f(*xs)` and the like: everything may reach every parameter that is left. */
function bindLoosely(
  context: InferContext,
  e: object,
  parameters: readonly Parameter[],
  args: readonly Argument[],
  values: ReadonlyMap<Expression, Cell>,
): void {
  let next = 0;
  for (const argument of args) {
    const value = values.get(argument.value) ?? context.value(argument.value);
    if (argument.kind === "positional") {
      const parameter = parameters[next++];
      if (parameter !== undefined) flowInto(context, parameter, value);
    } else if (argument.kind === "keyword") {
      const parameter = parameters.find((each) => each.variable.name === argument.name);
      if (parameter !== undefined) flowInto(context, parameter, value);
    } else if (argument.kind === "star") {
      const tuple = value.alternatives().length === 1 ? value.find("tuple") : undefined;
      for (let index = next; index < parameters.length; index++) {
        const parameter = parameters[index];
        if (parameter.kind === "keyword" || parameter.kind === "doubleStar") break;
        flowInto(context, parameter, tuple?.elements[index - next] ?? elementCell(context, argument, value));
      }
      next = parameters.length;
    } else {
      const dict = value.find("dict");
      for (const parameter of parameters.slice(next)) {
        if (dict !== undefined) flowInto(context, parameter, dict.value);
        else if (value.has("any") && saysNothing(context.variable(parameter.variable)))
          context.store.atom(context.variable(parameter.variable), "any");
      }
    }
  }
  void e;
}

/** Whether a parameter is known to be nothing but a default that stands for any value. */
function saysNothing(cell: Cell): boolean {
  return cell
    .alternatives()
    .every((shape) => shape.kind === "none" || (shape.kind === "tuple" && shape.elements.length === 0));
}

function flowInto(context: InferContext, parameter: Parameter, value: Cell): void {
  const cell = context.variable(parameter.variable);
  if (parameter.kind === "star") context.store.flow(value, restElement(context, parameter, cell));
  else if (parameter.kind === "doubleStar") {
    const dict = cell.find("dict");
    if (dict !== undefined) context.store.flow(value, dict.value);
  } else context.store.flow(value, cell);
}

// ───────────────────────────────────────────────────────────── classes

function construct(context: InferContext, e: Call, cls: ClassDef): Cell {
  const values = new Map(e.args.map((argument) => [argument.value, context.value(argument.value)]));
  const init = findMethod(cls, "__init__");
  if (init !== undefined) bindParameters(context, e, init, e.args, values, undefined);
  else if (isRecord(cls) || constructorFields(cls).length > 0) bindFields(context, e, cls);
  return context.holding(e, "instance", () => ({ kind: "instance", name: cls.name }));
}

function bindFields(context: InferContext, e: Call, cls: ClassDef): void {
  const fields = constructorFields(cls);
  let next = 0;
  for (const argument of e.args) {
    const value = context.value(argument.value);
    if (argument.kind === "positional") {
      const field = fields[next++];
      if (field !== undefined) context.store.flow(value, context.field(field));
    } else if (argument.kind === "keyword") {
      const field = fields.find((each) => each.name === argument.name);
      if (field !== undefined) context.store.flow(value, context.field(field));
    } else if (argument.kind === "star") {
      for (const field of fields.slice(next))
        context.store.flow(elementCell(context, argument, value), context.field(field));
    }
  }
}

// ───────────────────────────────────────────────────────────── methods

function callOnReceiver(
  context: InferContext,
  e: Call,
  receiver: Cell,
  target: Extract<Call["target"], { kind: "method" }>,
): Cell {
  const { store } = context;
  const shapes = receiver.alternatives();
  const results: Cell[] = [];
  if (shapes.length === 0) {
    evaluateAll(context, e.args);
    const guess = inferMethod(context, e, undefined, target.name, receiver);
    if (guess !== undefined) return guess;
    attributeCell(context, e, receiver, target.name);
    return context.own(e, "unknown");
  }
  for (const shape of shapes) {
    const result = callOnShape(context, e, receiver, shape, target);
    if (result !== undefined) results.push(result);
  }
  if (results.length === 1) return results[0];
  const own = context.own(e, "method");
  for (const result of results) store.flow(result, own);
  return own;
}

function callOnShape(
  context: InferContext,
  e: Call,
  receiver: Cell,
  shape: Shape,
  target: Extract<Call["target"], { kind: "method" }>,
): Cell | undefined {
  const { store } = context;
  if (shape.kind === "instance" || shape.kind === "class") {
    const cls = context.classNamed(shape.name);
    if (cls === undefined) {
      evaluateAll(context, e.args);
      return context.annotated(e, target.name.startsWith("__") ? "str" : "Any");
    }
    const member = findMember(cls, target.name);
    if (member?.kind === "field" || member?.kind === "classVariable") {
      return applyCell(context, e, context.field(member.field), e.args);
    }
    const methods = withOverrides(cls, target.name);
    const [first] = methods;
    if (first !== undefined) {
      if (shape.kind === "instance" && (target.method === undefined || target.method.owner !== first.owner))
        target.method = first;
      if (first.role === "property") return applyCell(context, e, context.result(first), e.args);
      if (methods.length === 1) return callFunction(context, e, first, e.args);
      const own = context.own(e, `overrides:${shape.name}`);
      for (const method of methods) store.flow(callFunction(context, e, method, e.args), own);
      return own;
    }
    const method = shape.kind === "instance" ? modelMethod(cls, e) : undefined;
    if (method?.kind === "copy") {
      for (const change of method.changes) {
        const field = findMember(cls, change.name ?? "");
        if (field?.kind === "field") store.flow(context.value(change.value), context.field(field.field));
      }
      return store.cell(shape);
    }
    if (method?.kind === "dump" || method?.kind === "json") {
      markShown(receiver);
      const made = context.annotated(e, method.kind === "json" ? "str" : "dict[str, Any]");
      // The fields keep their order, whether it is seen or not.
      if (method.kind === "dump") markShown(made);
      return made;
    }
    if (cls.namedTuple && target.name === "_replace") {
      for (const change of e.args) {
        const field = findMember(cls, change.name ?? "");
        const given = context.value(change.value);
        if (field?.kind === "field") store.flow(given, context.field(field.field));
      }
      return store.cell(shape);
    }
    if (cls.namedTuple && target.name === "_asdict") return context.annotated(e, "dict[str, Any]");
    if (isThreadClass(cls) && ["start", "join", "is_alive"].includes(target.name)) {
      evaluateAll(context, e.args);
      return context.annotated(e, target.name === "is_alive" ? "bool" : "None");
    }
    const container = shape.kind === "instance" ? abstractContainerOf(cls) : undefined;
    const given = container === undefined ? undefined : inferAbstractMethod(context, e, cls, container, target.name);
    if (given !== undefined) return given;
    if (shape.kind === "instance" && findMethod(cls, "__getattr__") !== undefined)
      return applyCell(context, e, callMethod(context, cls.name, "__getattr__", [store.cell({ kind: "str" })]), e.args);
    // A method that only subclasses have.
    const own = context.own(e, `subclass:${shape.name}`);
    for (const sub of cls.subclasses) {
      const found = findMember(sub, target.name);
      if (found?.kind === "method") store.flow(callFunction(context, e, found.method, e.args), own);
    }
    evaluateAll(context, e.args);
    return own;
  }
  if (shape.kind === "none") return undefined;
  evaluateAll(context, e.args);
  return inferMethod(context, e, shape, target.name, receiver);
}

/** Calls whatever a cell holds. */
export function applyCell(context: InferContext, node: object, callee: Cell, args: readonly Argument[]): Cell {
  const values = args.map((argument) => context.value(argument.value));
  if (args.some((argument) => argument.kind === "star" || argument.kind === "doubleStar")) {
    const results = callee.alternatives().flatMap((shape) => (shape.kind === "callable" ? [shape] : []));
    for (const shape of results) {
      const spread = args[0]?.kind === "star" ? values[0].find("tuple") : undefined;
      if (spread !== undefined)
        spread.elements.forEach((element, index) => {
          if (shape.parameters?.[index] !== undefined) context.store.flow(element, shape.parameters[index]);
        });
    }
    if (results.length === 1) return results[0].result;
  }
  return applyValues(context, node, callee, values);
}
