import type { Argument, Expression } from "../nodes.ts";
import { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { attributeCell, binaryCell, elementCell } from "./expressions.ts";
import { constructorFields, findMethod, withOverrides } from "./members.ts";

/** Calls whatever a cell holds with values, wherever they come from. */
export function applyValues(context: InferContext, node: object, callee: Cell, values: readonly Cell[]): Cell {
  const { store } = context;
  const shapes = callee.alternatives();
  const results: Cell[] = [];
  for (const shape of shapes) {
    if (shape.kind === "callable") {
      shape.parameters?.forEach((parameter, index) => {
        if (values[index] !== undefined) store.flow(values[index], parameter);
      });
      results.push(shape.result);
    } else if (shape.kind === "class") {
      const cls = context.classNamed(shape.name);
      if (cls === undefined) continue;
      const init = findMethod(cls, "__init__");
      const cells =
        init === undefined
          ? constructorFields(cls).map((field) => context.field(field))
          : init.parameters.map((parameter) => context.variable(parameter.variable));
      values.forEach((value, index) => {
        if (cells[index] !== undefined) store.flow(value, cells[index]);
      });
      results.push(context.holding(node, `new:${shape.name}`, () => ({ kind: "instance", name: shape.name })));
    } else if (shape.kind === "instance") {
      const cls = context.classNamed(shape.name);
      for (const method of cls === undefined ? [] : withOverrides(cls, "__call__")) {
        values.forEach((value, index) => {
          const parameter = method.parameters[index];
          if (parameter !== undefined) store.flow(value, context.variable(parameter.variable));
        });
        results.push(context.callResult(method));
      }
    } else if (shape.kind === "any") results.push(context.annotated(node, "Any"));
  }
  if (shapes.length === 0) {
    const parameters = values.map((_, index) => context.own(node, `argument:${index}`));
    values.forEach((value, index) => {
      store.flow(value, parameters[index]);
    });
    const result = context.own(node, "applied");
    const shape = context.shape(node, "callable", () => ({
      kind: "callable" as const,
      parameters,
      result,
      required: parameters.length,
      isAsync: false,
    }));
    store.suggest(callee, shape);
    return result;
  }
  if (results.length === 1) return results[0];
  const own = context.own(node, "results");
  for (const result of results) store.flow(result, own);
  return own;
}

/** Calls an expression that is passed as a function (`key=`, the first argument of `map`) with arguments of known types. */
export function applyExpression(context: InferContext, e: Expression, values: readonly Cell[]): Cell {
  const { store } = context;
  if (e.kind === "builtin") {
    context.value(e);
    return builtinApplied(context, e, e.name, values);
  }
  if (e.kind === "library" && e.module === "operator" && values.length === 2) return values[0];
  const callee = context.value(e);
  const library = callee.find("library");
  if (library?.name === "operator.itemgetter") {
    const own = context.own(e, "got");
    const keys = library.args[0]?.alternatives() ?? [];
    void keys;
    const call = e.kind === "call" ? e.args : [];
    const item = (argument: Argument): Cell => {
      const [value] = values;
      const tuple = value?.find("tuple");
      if (tuple !== undefined && argument.value.kind === "int")
        return tuple.elements[Number(argument.value.value)] ?? new Cell();
      const dict = value?.find("dict");
      return dict?.value ?? (value === undefined ? new Cell() : elementCell(context, argument, value));
    };
    if (call.length === 1) return item(call[0]);
    const shape = context.shape(e, "items", () => ({ kind: "tuple" as const, elements: call.map(item) }));
    store.add(own, shape);
    return own;
  }
  if (library?.name === "operator.attrgetter" && values[0] !== undefined) {
    const [object] = values;
    const attribute = (argument: Argument): Cell =>
      argument.value.kind !== "string"
        ? context.annotated(argument, "Any")
        : argument.value.value
            .split(".")
            .reduce((cell, name) => attributeCell(context, context.own(argument, name), cell, name), object);
    const names = e.kind === "call" ? e.args : [];
    if (names.length === 1) return attribute(names[0]);
    return context.holding(e, "attributes", () => ({ kind: "tuple", elements: names.map(attribute) }));
  }
  return applyValues(context, e, callee, values);
}

/** The result of a built-in used as a function value. */
function builtinApplied(context: InferContext, e: Expression, name: string, values: readonly Cell[]): Cell {
  const [first] = values;
  switch (name) {
    case "pow":
    case "divmod": {
      const [a, b] = values;
      if (a === undefined || b === undefined) return context.own(e, "applied");
      const result = (operator: "**" | "//" | "%"): Cell =>
        binaryCell(context, context.own(e, operator), operator, a, b);
      if (name === "pow") return result("**");
      return context.holding(e, "pair", () => ({ kind: "tuple", elements: [result("//"), result("%")] }));
    }
    case "abs":
    case "max":
    case "min":
    case "round":
      if (name === "round") return context.annotated(e, "int");
      return name !== "abs" && values.length === 1 && first !== undefined
        ? elementCell(context, e, first)
        : (first ?? new Cell());
    case "sum":
      return first === undefined ? context.annotated(e, "int") : elementCell(context, e, first);
    case "int":
    case "float":
    case "str":
    case "bool":
    case "bytes":
    case "complex":
      return context.annotated(e, name);
    case "list":
    case "sorted":
    case "set":
    case "frozenset": {
      const made = context.elementOf(e, name === "sorted" ? "list" : name, `applied:${name}`);
      if (first !== undefined) context.store.flow(elementCell(context, e, first), made.element);
      return made.cell;
    }
    case "tuple": {
      if (first?.has("tuple")) return first;
      const made = context.elementOf(e, "array", "applied:tuple");
      if (first !== undefined) context.store.flow(elementCell(context, e, first), made.element);
      return made.cell;
    }
    case "len":
    case "ord":
    case "hash":
    case "id":
      return context.annotated(e, "int");
    case "chr":
    case "repr":
    case "hex":
    case "bin":
    case "str.upper":
    case "str.lower":
    case "str.strip":
    case "str.title":
    case "str.capitalize":
      if (name.startsWith("str.") && first !== undefined) context.store.suggest(first, { kind: "str" });
      return context.annotated(e, "str");
    default:
      if (/^str\.(is|starts|ends)/.test(name) || name === "callable" || name === "any" || name === "all")
        return context.annotated(e, "bool");
      if (name === "dict") {
        const made = context.dictOf(e);
        return made.cell;
      }
      return context.own(e, "applied");
  }
}
