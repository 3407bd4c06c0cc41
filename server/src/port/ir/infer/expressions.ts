import { BUILTIN_EXCEPTIONS } from "../build/names.ts";
import { abstractContainerOf } from "../library/abstract-containers.ts";
import {
  dynamicAttribute,
  libraryAttribute,
  libraryComparison,
  libraryConstant,
  libraryFunction,
  libraryMethod,
  libraryNegation,
  libraryOperator,
} from "../library/index.ts";
import { NAMESPACE } from "../library/namespaces.ts";
import { usesSQLCore } from "../library/sql-core.ts";
import type { BinaryOperator, CompareOperator, Expression, FunctionDef, Target, Variable } from "../nodes.ts";
import { ANY, STR, type Type } from "../types.ts";
import { BUILTIN_MEMBERS } from "./builtin-members.ts";
import { Cell, type Shape, type ShapeOf } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { constructorFields, findMember, findMethod, withOverrides } from "./members.ts";
import { namespaceCell } from "./namespaces.ts";
import { narrowBy, pathOf } from "./narrowing.ts";
import { groupCell } from "./regex.ts";
import { keepShownApart } from "./shown.ts";
import { MEMBER_TYPES, METHOD_RESULTS } from "./signatures.ts";

/** The cell of an expression's value, here. Growing the cells of what it touches is how constraints enter. */
export function inferExpression(context: InferContext, e: Expression): Cell {
  const { store } = context;
  const own = (): Cell => context.own(e);
  const atom = (kind: "none" | "bool" | "float" | "complex" | "str" | "bytes" | "any" | "int" | "wide"): Cell => {
    store.atom(own(), kind);
    return own();
  };
  switch (e.kind) {
    case "none":
      return atom("none");
    case "bool":
      return atom("bool");
    case "int":
      return atom(Math.abs(Number(e.value)) >= 2 ** context.exactBits ? "wide" : "int");
    case "float":
      return atom("float");
    case "imaginary":
      return atom("complex");
    case "string":
      return atom("str");
    case "bytes":
      return atom("bytes");
    case "ellipsis":
      return atom("any");
    case "stub":
      return atom("any");
    case "format": {
      for (const part of e.parts) {
        if (part.kind !== "field") continue;
        const value = context.value(part.value);
        markShown(value);
        if (part.spec?.type === undefined) keepShownApart(context, part.value);
        if (part.spec !== undefined) {
          if (part.spec.whole !== undefined) context.value(part.spec.whole);
          if (part.spec.width !== undefined && typeof part.spec.width === "object") context.value(part.spec.width);
          if (part.spec.precision !== undefined && typeof part.spec.precision === "object")
            context.value(part.spec.precision);
          const type = part.spec.type;
          if (type !== undefined && "eEfFgG%".includes(type)) store.suggest(value, { kind: "float" });
          else if (type !== undefined && "bcdnoxX".includes(type)) store.suggest(value, { kind: "int" });
        }
      }
      return atom("str");
    }
    case "name":
      return nameCell(context, e.variable);
    case "builtin":
      return builtinValue(context, e, e.name);
    case "library": {
      const text = MEMBER_TYPES[`${e.module}.${e.name}`];
      if (text !== undefined) return context.annotated(e, text);
      const constant = libraryConstant(`${e.module}.${e.name}`);
      if (constant !== undefined) return context.typed(e, "constant", constant.result);
      if (e.name === "") return context.holding(e, "", () => ({ kind: "module", name: e.module }));
      return context.holding(e, "", () => ({
        kind: "callable",
        parameters: undefined,
        result: libraryResult(context, e, `${e.module}.${e.name}`),
        required: 0,
        isAsync: false,
      }));
    }
    case "attribute":
      return inferAttribute(context, e);
    case "index":
      return indexCell(context, e, context.value(e.object), e.index, e.object);
    case "slice": {
      for (const part of [e.start, e.stop, e.step])
        if (part !== undefined) store.suggest(context.value(part), { kind: "int" });
      return sliceCell(context, e, context.value(e.object));
    }
    case "unary": {
      const operand = context.value(e.operand);
      if (operand.isEmpty) store.suggest(operand, { kind: "int" });
      if (operand.root().apart) store.keepApart(own());
      for (const shape of operand.alternatives()) {
        if (shape.kind === "bool") store.atom(own(), "int");
        else if (shape.kind === "instance" && context.classNamed(shape.name)?.enum === "Flag") store.add(own(), shape);
        else if (shape.kind === "instance") {
          const name = { "-": "__neg__", "+": "__pos__", "~": "__invert__" }[e.operator];
          store.flow(callMethod(context, shape.name, name, []), own());
        } else if (shape.kind === "library" && libraryNegation(shape.name, e.operator) !== undefined)
          store.addType(own(), libraryNegation(shape.name, e.operator)?.result ?? ANY);
        else store.add(own(), shape);
      }
      return own();
    }
    case "not":
      context.value(e.operand);
      return atom("bool");
    case "binary":
      return binaryCell(context, e, e.operator, context.value(e.left), context.value(e.right), e.left, e.right);
    case "logical":
      return inferLogical(context, e);
    case "compare":
      return inferCompare(context, e);
    case "conditional": {
      const before = context.narrowed;
      context.value(e.test);
      context.narrowed = narrowBy(context, e.test, true, before);
      const body = context.value(e.body);
      context.narrowed = narrowBy(context, e.test, false, before);
      const otherwise = context.value(e.otherwise);
      context.narrowed = before;
      store.flow(body, own());
      store.flow(otherwise, own());
      return own();
    }
    case "call":
      return context.call(e);
    case "lambda": {
      context.functionBody(e.function);
      return functionValue(context, e, e.function);
    }
    case "list":
    case "set": {
      const { cell, element } = context.elementOf(e, e.kind);
      for (const each of e.elements) flowElement(context, each, element);
      return cell;
    }
    case "tuple": {
      if (e.elements.some((element) => element.kind === "star")) {
        const { cell, element } = context.elementOf(e, "array");
        for (const each of e.elements) flowElement(context, each, element);
        return cell;
      }
      const cells = e.elements.map(context.value);
      const shape = context.shape(e, "tuple", () => ({
        kind: "tuple" as const,
        elements: cells.map(() => new Cell()),
      }));
      for (let index = 0; index < cells.length; index++) store.flow(cells[index], shape.elements[index]);
      store.add(own(), shape);
      return own();
    }
    case "dict": {
      const { cell, key, value, order } = context.dictOf(e);
      for (const entry of e.entries) {
        const entryValue = context.value(entry.value);
        if (entry.key === undefined) {
          const other = entryValue.find("dict");
          if (other !== undefined) {
            store.flow(other.key, key);
            store.flow(other.value, value);
            order.merge(other.order);
          }
        } else {
          store.flow(context.value(entry.key), key);
          store.flow(entryValue, value);
        }
      }
      return cell;
    }
    case "star":
    case "contents":
      return context.value(e.value);
    case "comprehension":
      return inferComprehension(context, e);
    case "walrus": {
      const value = context.value(e.value);
      bindVariable(context, e.variable, value);
      return value;
    }
    case "yield": {
      const value = e.value === undefined ? undefined : context.value(e.value);
      const { fn } = context;
      if (fn !== undefined) {
        if (value !== undefined) store.flow(value, context.yields(fn));
        else store.atom(context.yields(fn), "none");
      }
      // What `send` passes in; without it the value is None.
      return context.sends ? context.own(context.module, "sent") : atom("any");
    }
    case "yieldFrom": {
      const value = context.value(e.value);
      if (context.fn !== undefined) store.flow(elementCell(context, e, value), context.yields(context.fn));
      return atom("any");
    }
    case "await":
      return awaitCell(context, e, context.value(e.value));
  }
}

// ───────────────────────────────────────────────────────────── names

function nameCell(context: InferContext, variable: Variable): Cell {
  const { definition } = variable;
  if (definition?.kind === "function") return functionValue(context, variable, definition);
  if (variable.scope === "class") {
    // In a class body the name is that of a class variable.
    for (const cls of context.module.classes) {
      const field = cls.classVariables.find((each) => each.name === variable.name);
      if (field !== undefined) return context.field(field);
    }
  }
  const narrowed = context.narrowed.get(`v${variable.id}`);
  return narrowed ?? context.variable(variable);
}

/** The function as a value: its parameters and result are its own cells, so that whoever calls the value types the function. */
export function functionValue(context: InferContext, node: object, fn: FunctionDef): Cell {
  const plain = fn.parameters.filter((parameter) => parameter.kind === "normal" || parameter.kind === "positional");
  return context.holding(node, "function", () => ({
    kind: "callable",
    parameters: fn.parameters.some((parameter) => parameter.kind === "star")
      ? undefined
      : plain.map((parameter) => context.variable(parameter.variable)),
    result: context.callResult(fn),
    required: plain.filter((parameter) => parameter.default === undefined).length,
    isAsync: fn.isAsync,
  }));
}

function builtinValue(context: InferContext, e: Expression, name: string): Cell {
  if (name === "__name__" || name === "__file__") return context.annotated(e, "str");
  if (BUILTIN_EXCEPTIONS.has(name)) context.store.add(context.own(e, "builtin"), { kind: "class", name });
  return context.holding(e, "builtin", () => ({
    kind: "callable",
    parameters: undefined,
    result: libraryResult(context, e, name),
    required: 0,
    isAsync: false,
  }));
}

function libraryResult(context: InferContext, e: Expression, name: string): Cell {
  const known: Record<string, string> = {
    int: "int",
    len: "int",
    str: "str",
    float: "float",
    repr: "str",
    bool: "bool",
  };
  const stub = libraryFunction(name);
  return stub === undefined ? context.annotated(e, known[name] ?? "Any") : context.typed(e, "result", stub.result);
}

export function bindVariable(context: InferContext, variable: Variable, value: Cell): void {
  const { store } = context;
  const cell = context.variable(variable);
  store.flow(value, cell);
  const path = `v${variable.id}`;
  for (const key of [...context.narrowed.keys()])
    if (key === path || key.startsWith(`${path}.`)) context.narrowed.delete(key);
  narrowToAssigned(context, path, cell, value);
}

/** After an assignment, a variable that can be several things is what was assigned. */
function narrowToAssigned(context: InferContext, path: string, cell: Cell, value: Cell): void {
  const wide = cell.alternatives();
  const given = value.alternatives();
  if (given.length === 0 || given.some((shape) => shape.kind === "any") || wide.some((shape) => shape.kind === "any"))
    return;
  const kinds = new Set(given.map((shape) => shape.kind));
  const isNumber = given.some((shape) => isNumericKind(shape.kind));
  const loses = wide.some((shape) => !kinds.has(shape.kind) && !(isNumber && isNumericKind(shape.kind)));
  if (!loses) return;
  const kept = wide.filter(
    (shape) => kinds.has(shape.kind) || (isNumericKind(shape.kind) && given.some((other) => isNumericKind(other.kind))),
  );
  if (kept.length > 0) context.narrowed.set(path, context.store.cell(...kept));
}

function isNumericKind(kind: Shape["kind"]): boolean {
  return kind === "int" || kind === "wide" || kind === "float";
}

/** Binds a target to a value: assignment, loop, `with`, unpacking. */
export function bindTarget(context: InferContext, target: Target, value: Cell): void {
  const { store } = context;
  switch (target.kind) {
    case "variable":
      bindVariable(context, target.variable, value);
      return;
    case "attribute": {
      const cell = attributeCell(context, target, context.value(target.object), target.name);
      store.flow(value, cell);
      const path = pathOf(target.object);
      if (path !== undefined) {
        const full = `${path}.${target.name}`;
        for (const key of [...context.narrowed.keys()])
          if (key === full || key.startsWith(`${full}.`)) context.narrowed.delete(key);
        narrowToAssigned(context, full, cell, value);
      }
      return;
    }
    case "index": {
      const object = context.value(target.object);
      const index = context.value(target.index);
      if (object.isEmpty) {
        // An item is assigned: a dict when the key cannot be a position.
        if (index.has("str") || index.has("tuple")) store.add(object, dictShape(context, target));
        else
          store.suggest(
            object,
            context.shape(target, "list", () => ({ kind: "list" as const, element: new Cell() })),
          );
      }
      for (const shape of object.alternatives()) {
        if (shape.kind === "list" || shape.kind === "deque") {
          store.suggest(index, { kind: "int" });
          store.flow(value, shape.element);
        } else if (shape.kind === "dict") {
          store.flow(index, shape.key);
          store.flow(value, shape.value);
        } else if (shape.kind === "instance") callMethod(context, shape.name, "__setitem__", [index, value]);
      }
      return;
    }
    case "slice": {
      const object = context.value(target.slice);
      const list = object.find("list");
      if (list !== undefined) store.flow(elementCell(context, target, value), list.element);
      const whole = context.value(target.slice.object).find("list");
      if (whole !== undefined) store.flow(elementCell(context, target, value), whole.element);
      return;
    }
    case "unpack": {
      const star = target.elements.findIndex((element) => element.kind === "star");
      target.elements.forEach((element, index) => {
        if (element.kind === "star") {
          const { cell, element: inside } = context.elementOf(element, "list");
          const tuple = value.find("tuple");
          if (tuple !== undefined) {
            const after = target.elements.length - index - 1;
            for (const each of tuple.elements.slice(index, tuple.elements.length - after)) store.flow(each, inside);
          } else store.flow(elementCell(context, element, value), inside);
          bindTarget(context, element.target, cell);
          return;
        }
        const fromEnd = star >= 0 && index > star ? target.elements.length - index : undefined;
        bindTarget(context, element, positionCell(context, element, value, index, fromEnd));
      });
      return;
    }
    case "star":
      bindTarget(context, target.target, value);
      return;
    case "stub":
      return;
  }
}

function dictShape(context: InferContext, node: object): Shape {
  context.dictOf(node);
  return context.own(node, "dict").alternatives()[0];
}

/** The element that unpacking puts at a position. */
function positionCell(
  context: InferContext,
  node: object,
  value: Cell,
  index: number,
  fromEnd: number | undefined,
): Cell {
  const { store } = context;
  const shapes = value.alternatives();
  if (shapes.length === 1 && shapes[0].kind === "tuple") {
    const at = fromEnd === undefined ? index : shapes[0].elements.length - fromEnd;
    return shapes[0].elements[at] ?? context.own(node, "missing");
  }
  const [only] = shapes;
  const record = shapes.length === 1 && only.kind === "instance" ? context.classNamed(only.name) : undefined;
  if (record?.namedTuple) {
    const fields = constructorFields(record);
    const field = fields[fromEnd === undefined ? index : fields.length - fromEnd];
    if (field !== undefined) return context.field(field);
  }
  if (shapes.length === 1) return elementCell(context, node, value);
  const cell = context.own(node, "position");
  for (const shape of shapes) {
    if (shape.kind === "tuple") {
      const at = fromEnd === undefined ? index : shape.elements.length - fromEnd;
      if (shape.elements[at] !== undefined) store.flow(shape.elements[at], cell);
    } else store.flow(elementCell(context, node, store.cell(shape)), cell);
  }
  if (shapes.length === 0) return elementCell(context, node, value);
  return cell;
}

// ───────────────────────────────────────────────────────────── attributes

function inferAttribute(context: InferContext, e: Extract<Expression, { kind: "attribute" }>): Cell {
  const object = context.value(e.object);
  const path = pathOf(e);
  const narrowed = path === undefined ? undefined : context.narrowed.get(path);
  const cell = attributeCell(context, e, object, e.name);
  for (const shape of object.alternatives()) {
    if (shape.kind !== "instance" && shape.kind !== "class") continue;
    const cls = context.classNamed(shape.name);
    const member = cls === undefined ? undefined : findMember(cls, e.name);
    if (member?.kind === "method") {
      const isProperty = member.method.role === "property" || member.method.role === "cachedProperty";
      e.resolved = { kind: isProperty ? "property" : "method", method: member.method };
    } else if (member?.kind === "enumMember")
      e.resolved = { kind: "enumMember", class: member.class, member: member.member };
    else if (member !== undefined) e.resolved = { kind: member.kind, class: member.class, field: member.field };
  }
  return narrowed ?? cell;
}

/** The cell of a member; assignments flow into it. */
export function attributeCell(context: InferContext, node: object, object: Cell, name: string): Cell {
  const { store } = context;
  const shapes = object.alternatives();
  const cells: Cell[] = [];
  if (shapes.length === 0) {
    // The only class of the module with such a member is the best guess there is.
    const candidates = context.module.classes.filter(
      (cls) => cls.fields.some((field) => field.name === name) || cls.methods.some((method) => method.name === name),
    );
    const tops = candidates.filter(
      (cls) => !candidates.some((other) => other !== cls && context.ancestors(cls.name).includes(other.name)),
    );
    if (!BUILTIN_MEMBERS.has(name) && !name.startsWith("__")) object.root().isObject = true;
    if (tops.length === 1) store.suggest(object, { kind: "instance", name: tops[0].name });
  }
  for (const shape of shapes) {
    const cell = memberCell(context, node, shape, name);
    if (cell !== undefined) cells.push(cell);
  }
  if (cells.length === 1) return cells[0];
  const own = context.own(node, "attribute");
  for (const cell of cells) store.flow(cell, own);
  return own;
}

function memberCell(context: InferContext, node: object, shape: Shape, name: string): Cell | undefined {
  const { store } = context;
  switch (shape.kind) {
    case "instance": {
      const cls = context.classNamed(shape.name);
      if (cls === undefined)
        return name === "args"
          ? context.annotated(node, "tuple[Any, ...]")
          : context.typed(node, `exception:${name}`, libraryAttribute(shape.name, name)?.result ?? ANY);
      const member = findMember(cls, name);
      switch (member?.kind) {
        case "field":
        case "classVariable":
          return context.field(member.field);
        case "method":
          return methodValue(
            context,
            node,
            member.class.name === cls.name ? withOverrides(cls, name) : [member.method],
          );
        case "enumMember":
          return context.holding(node, "member", () => ({ kind: "instance", name: cls.name }));
      }
      if (name === "__class__") return context.holding(node, "class", () => ({ kind: "class", name: cls.name }));
      if (name === "__dict__") return context.annotated(node, "dict[str, Any]");
      if (cls.enum !== undefined && name === "name") return context.annotated(node, "str");
      if (cls.enum !== undefined && name === "value") {
        const own = context.own(node, "value");
        const withMembers = [cls, ...cls.subclasses];
        for (const each of withMembers)
          for (const enumMember of each.members) store.flow(context.value(enumMember.value), own);
        return own;
      }
      if (cls.isException && name === "args") return context.annotated(node, "tuple[Any, ...]");
      if (findMethod(cls, "__getattr__") !== undefined)
        return callMethod(context, cls.name, "__getattr__", [store.cell({ kind: "str" })]);
      // Something that a subclass has: an abstract class that uses it.
      const own = context.own(node, `member:${name}`);
      for (const sub of cls.subclasses) {
        const found = memberCell(context, sub, { kind: "instance", name: sub.name }, name);
        if (found !== undefined) store.flow(found, own);
      }
      return own;
    }
    case "class": {
      const cls = context.classNamed(shape.name);
      if (name === "__name__" || name === "__qualname__") return context.annotated(node, "str");
      if (cls?.namedTuple && name === "_fields") return context.annotated(node, "tuple[str, ...]");
      const member = cls === undefined ? undefined : findMember(cls, name);
      if (member?.kind === "enumMember")
        return context.holding(node, "member", () => ({ kind: "instance", name: member.class.name }));
      if (member?.kind === "field" || member?.kind === "classVariable") return context.field(member.field);
      if (member?.kind === "method") return functionValue(context, node, member.method);
      if (name === "_fields" && cls?.namedTuple === true) return context.annotated(node, "tuple[str, ...]");
      return context.annotated(node, "Any");
    }
    case "callable":
      return name === "__name__" || name === "__doc__"
        ? context.annotated(node, "str")
        : context.annotated(node, "Any");
    case "library": {
      if (shape.name === NAMESPACE) return namespaceCell(context, node, name);
      const stub = libraryAttribute(shape.name, name);
      if (stub !== undefined) return context.typed(node, "attribute", stub.result);
      const method = libraryMethod(shape.name, name);
      if (method !== undefined)
        return context.holding(node, `method:${name}`, () => ({
          kind: "callable",
          parameters: method.parameters.map((each) => store.fromType(each.type)),
          result: context.typed(node, "method", method.result),
          required: method.parameters.filter((each) => each.missing === undefined).length,
          isAsync: false,
        }));
      const item = dynamicAttribute(shape.name);
      if (item !== undefined) return context.typed(node, `item:${name}`, item.result);
      // `find = re.compile(…).search`: the method with its pattern.
      if (shape.name === "re.Pattern" && (name === "search" || name === "match" || name === "fullmatch"))
        return context.holding(node, `method:${name}`, () => ({
          kind: "callable",
          parameters: [store.fromType(STR)],
          result: context.annotated(node, "re.Match | None"),
          required: 1,
          isAsync: false,
        }));
      if (shape.name === "hashlib.Hash" && name.endsWith("_size")) return context.annotated(node, "int");
      if (name === "name" || name === "pattern" || name === "lastgroup" || name === "string")
        return context.annotated(node, "str");
      return context.annotated(node, "Any");
    }
    case "complex":
      return context.annotated(node, "float");
    case "int":
    case "bool":
      return context.annotated(node, "int");
    case "any":
      return context.annotated(node, "Any");
    case "list":
    case "deque":
    case "set":
    case "dict":
      if (name === "default_factory" || name === "maxlen") return context.annotated(node, "Any");
      return boundMethodCell(context, node, shape, name) ?? context.annotated(node, "Any");
    case "none":
      return undefined;
    case "iterator":
      if (name !== "__next__") return context.annotated(node, "Any");
      return context.holding(node, "bound:__next__", () => ({
        kind: "callable",
        parameters: [],
        result: shape.element,
        required: 0,
        isAsync: false,
      }));
    default: {
      const text = METHOD_RESULTS[shape.kind]?.[name];
      if (text === undefined) return context.annotated(node, "Any");
      return context.holding(node, `method:${shape.kind}`, () => ({
        kind: "callable",
        parameters: undefined,
        result: context.annotated(node, text),
        required: 0,
        isAsync: false,
      }));
    }
  }
}

/** `xs.append` as a value: what it is called with gets into the container. */
function boundMethodCell(
  context: InferContext,
  node: object,
  shape: ShapeOf<"list" | "deque" | "set" | "dict">,
  name: string,
): Cell | undefined {
  const { store } = context;
  const made = (parameters: readonly Cell[], result: Cell, required = parameters.length): Cell =>
    context.holding(node, `bound:${shape.kind}:${name}`, () => ({
      kind: "callable",
      parameters,
      result,
      required,
      isAsync: false,
    }));
  const none = context.annotated(node, "None");
  if (shape.kind === "dict") {
    const fallback = context.own(node, "fallback");
    switch (name) {
      case "get": {
        const found = context.own(node, "found");
        store.flow(shape.value, found);
        if (fallback.isEmpty) store.atom(found, "none");
        return made([shape.key, fallback], found, 1);
      }
      case "__getitem__":
        return made([shape.key], shape.value);
      case "__contains__":
        return made([shape.key], context.annotated(node, "bool"));
      case "setdefault":
        return made([shape.key, shape.value], shape.value);
      case "pop":
        return made([shape.key], shape.value);
      default:
        return undefined;
    }
  }
  switch (name) {
    case "append":
    case "appendleft":
    case "add":
    case "remove":
    case "discard":
      return made([shape.element], none);
    case "__getitem__":
      return shape.kind === "set" ? undefined : made([store.cell({ kind: "int" })], shape.element);
    case "pop":
    case "popleft":
      return made([], shape.element);
    case "index":
    case "count":
      return made([shape.element], context.annotated(node, "int"));
    case "__contains__":
      return made([shape.element], context.annotated(node, "bool"));
    case "extend":
    case "update":
      return made([context.list(node, "given")], none);
    default:
      return undefined;
  }
}

function methodValue(context: InferContext, node: object, methods: readonly FunctionDef[]): Cell | undefined {
  const [method] = methods;
  if (method === undefined) return undefined;
  if (method.role === "property" || method.role === "cachedProperty") {
    if (methods.length === 1) return context.result(method);
    const own = context.own(node, "property");
    for (const each of methods) context.store.flow(context.result(each), own);
    return own;
  }
  return functionValue(context, node, method);
}

/** The result of calling a method of a class of the module, with positional arguments. */
export function callMethod(context: InferContext, className: string, name: string, args: readonly Cell[]): Cell {
  const cls = context.classNamed(className);
  const methods = cls === undefined ? [] : withOverrides(cls, name);
  for (const method of methods) {
    args.forEach((arg, index) => {
      const parameter = method.parameters[index];
      if (parameter !== undefined && parameter.kind !== "star")
        context.store.flow(arg, context.variable(parameter.variable));
    });
  }
  if (methods.length === 1) return context.callResult(methods[0]);
  const own = cls === undefined ? new Cell() : context.own(cls, `call:${name}`);
  for (const method of methods) context.store.flow(context.callResult(method), own);
  return own;
}

// ───────────────────────────────────────────────────────────── elements

/** The cell of what iterating a value gives. */
export function elementCell(context: InferContext, node: object, value: Cell): Cell {
  const { store } = context;
  const shapes = value.alternatives();
  if (shapes.length === 0) {
    const shape = context.shape(node, "iterated", () => ({ kind: "list" as const, element: new Cell() }));
    store.suggest(value, shape);
    return shape.element;
  }
  const direct = shapes.length === 1 ? directElement(shapes[0]) : undefined;
  if (direct !== undefined) return direct;
  const own = context.own(node, "element");
  for (const shape of shapes) flowShapeElements(context, shape, own);
  return own;
}

function directElement(shape: Shape): Cell | undefined {
  if (shape.kind === "dict") {
    shape.order.set();
    return shape.key;
  }
  return "element" in shape ? shape.element : undefined;
}

function flowShapeElements(context: InferContext, shape: Shape, into: Cell): void {
  const { store } = context;
  const direct = directElement(shape);
  if (direct !== undefined) {
    store.flow(direct, into);
    return;
  }
  switch (shape.kind) {
    case "str":
      store.atom(into, "str");
      return;
    case "bytes":
    case "range":
      store.atom(into, "int");
      return;
    case "tuple":
      for (const element of shape.elements) store.flow(element, into);
      return;
    case "instance": {
      const cls = context.classNamed(shape.name);
      if (cls === undefined) return;
      if (cls.namedTuple) for (const field of cls.fields) store.flow(context.field(field), into);
      const iterated = findMethod(cls, "__iter__") ?? findMethod(cls, "__aiter__");
      if (iterated === undefined && abstractContainerOf(cls) === "Iterator")
        store.flow(callMethod(context, shape.name, "__next__", []), into);
      else if (iterated !== undefined) {
        for (const inner of context.callResult(iterated).alternatives()) {
          if (inner.kind === "instance") {
            const next = callMethod(context, inner.name, "__next__", []);
            store.flow(next, into);
            const asyncNext = callMethod(context, inner.name, "__anext__", []);
            for (const awaited of asyncNext.alternatives())
              if (awaited.kind === "awaitable") store.flow(awaited.element, into);
          } else flowShapeElements(context, inner, into);
        }
      } else if (findMethod(cls, "__getitem__") !== undefined)
        store.flow(callMethod(context, shape.name, "__getitem__", [store.cell({ kind: "int" })]), into);
      return;
    }
    case "class": {
      const cls = context.classNamed(shape.name);
      if (cls?.enum !== undefined) store.add(into, { kind: "instance", name: cls.name });
      return;
    }
    case "library":
      if (shape.name === "io.TextIO") store.atom(into, "str");
      else if (libraryMethod(shape.name, "__iter__") !== undefined)
        store.flow(
          elementCell(
            context,
            shape,
            context.typed(shape, "rows", libraryMethod(shape.name, "__iter__")?.result ?? ANY),
          ),
          into,
        );
      else if (shape.args[0] !== undefined) store.flow(shape.args[0], into);
      return;
    case "any":
      store.atom(into, "any");
      return;
  }
}

/** A list or set element: what a star spreads, or the element itself. */
function flowElement(context: InferContext, each: Expression, element: Cell): void {
  const value = context.value(each);
  context.store.flow(each.kind === "star" ? elementCell(context, each, value) : value, element);
}

export function awaitCell(context: InferContext, node: object, value: Cell): Cell {
  const { store } = context;
  const shapes = value.alternatives();
  if (shapes.length === 1 && shapes[0].kind === "awaitable") return shapes[0].element;
  const own = context.own(node, "awaited");
  for (const shape of shapes) {
    if (shape.kind === "awaitable") store.flow(shape.element, own);
    else if (shape.kind === "library" && shape.args[0] !== undefined) store.flow(shape.args[0], own);
    else if (shape.kind === "any") store.atom(own, "any");
  }
  return own;
}

function indexCell(
  context: InferContext,
  node: object,
  object: Cell,
  indexExpression: Expression,
  matched?: Expression,
): Cell {
  const { store } = context;
  const index = context.value(indexExpression);
  const shapes = object.alternatives();
  if (shapes.length === 0) {
    const shape = context.shape(node, "indexed", () => ({ kind: "list" as const, element: new Cell() }));
    if (index.has("int") || index.isEmpty) {
      store.suggest(object, shape);
      store.suggest(index, { kind: "int" });
      return shape.element;
    }
    if (index.has("str")) {
      const dict = context.dictOf(node);
      store.flow(index, dict.key);
      store.suggest(object, dict.cell.alternatives()[0]);
      return dict.value;
    }
    return context.own(node, "item");
  }
  const direct = shapes.length === 1 ? directItem(context, shapes[0], index, indexExpression) : undefined;
  if (direct !== undefined) return direct;
  const own = context.own(node, "item");
  for (const shape of shapes) {
    const item = directItem(context, shape, index, indexExpression);
    if (item !== undefined) store.flow(item, own);
    else if (shape.kind === "str") store.atom(own, "str");
    else if (shape.kind === "bytes" || shape.kind === "range") store.atom(own, "int");
    else if (shape.kind === "any") store.atom(own, "any");
    else if (shape.kind === "tuple") for (const element of shape.elements) store.flow(element, own);
    else if (shape.kind === "instance") {
      const cls = context.classNamed(shape.name);
      if (cls?.namedTuple) for (const field of cls.fields) store.flow(context.field(field), own);
      else store.flow(callMethod(context, shape.name, "__getitem__", [index]), own);
    } else if (shape.kind === "class") store.add(own, { kind: "instance", name: shape.name });
    else if (shape.kind === "library" && shape.name === "re.Match")
      store.flow(groupCell(context, own, matched, indexExpression), own);
    else if (shape.kind === "library") {
      const item = libraryMethod(shape.name, "__getitem__");
      if (item !== undefined) store.flow(context.typed(own, `item:${shape.name}`, item.result), own);
    }
  }
  return own;
}

/** What a key of a typed dict holds; undefined for every other dict and for keys that only a run tells. */
export function fieldCell(
  context: InferContext,
  node: object,
  shape: ShapeOf<"dict">,
  key: Expression | undefined,
): Cell | undefined {
  const type = key?.kind === "string" ? shape.fields?.get(key.value) : undefined;
  return type === undefined || key?.kind !== "string" ? undefined : context.typed(node, `key:${key.value}`, type);
}

function directItem(context: InferContext, shape: Shape, index: Cell, indexExpression: Expression): Cell | undefined {
  switch (shape.kind) {
    case "list":
    case "deque":
    case "array":
      context.store.suggest(index, { kind: "int" });
      return shape.element;
    case "dict": {
      context.store.flow(index, shape.key);
      return fieldCell(context, indexExpression, shape, indexExpression) ?? shape.value;
    }
    case "tuple": {
      if (indexExpression.kind !== "int") return undefined;
      const at = Number(indexExpression.value);
      return shape.elements[at < 0 ? shape.elements.length + at : at];
    }
    case "str":
    case "bytes":
      context.store.suggest(index, { kind: "int" });
      return undefined;
    default:
      return undefined;
  }
}

function sliceCell(context: InferContext, e: Extract<Expression, { kind: "slice" }>, object: Cell): Cell {
  const { store } = context;
  const own = context.own(e);
  if (object.isEmpty)
    store.suggest(
      object,
      context.shape(e, "sliced", () => ({ kind: "list" as const, element: new Cell() })),
    );
  for (const shape of object.alternatives()) {
    if (shape.kind === "list" || shape.kind === "deque") {
      const { cell, element } = context.elementOf(e, "list");
      store.flow(shape.element, element);
      store.flow(element, shape.element);
      store.flow(cell, own);
    } else if (shape.kind === "array") store.add(own, shape);
    else if (shape.kind === "tuple") {
      const part = staticSlice(e, shape.elements);
      if (part !== undefined)
        store.add(
          own,
          context.shape(e, "tuple", () => ({ kind: "tuple" as const, elements: part })),
        );
      else {
        const { cell, element } = context.elementOf(e, "array");
        for (const each of shape.elements) store.flow(each, element);
        store.flow(cell, own);
      }
    } else if (shape.kind === "instance") store.flow(callMethod(context, shape.name, "__getitem__", []), own);
    else if (shape.kind !== "none") store.add(own, shape);
  }
  return own;
}

function staticSlice<T>(e: Extract<Expression, { kind: "slice" }>, elements: readonly T[]): T[] | undefined {
  const bound = (part: Expression | undefined): number | undefined | "unknown" =>
    part === undefined ? undefined : part.kind === "int" ? Number(part.value) : "unknown";
  const start = bound(e.start);
  const stop = bound(e.stop);
  if (start === "unknown" || stop === "unknown" || e.step !== undefined) return undefined;
  return elements.slice(start, stop);
}

// ───────────────────────────────────────────────────────────── operators

const DUNDER: Record<BinaryOperator, string> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "&": "and",
  "|": "or",
  "^": "xor",
  "<<": "lshift",
  ">>": "rshift",
};

const RANK: Partial<Record<Shape["kind"], number>> = { bool: 0, int: 1, wide: 2, float: 3, complex: 4 };
const RANKED = ["int", "int", "wide", "float", "complex"] as const;

export function binaryCell(
  context: InferContext,
  node: object,
  operator: BinaryOperator,
  left: Cell,
  right: Cell,
  leftExpression?: Expression,
  rightExpression?: Expression,
): Cell {
  const { store } = context;
  const own = context.own(node, "binary");
  const lefts = left.alternatives();
  const rights = right.alternatives();
  if (lefts.length === 0 || rights.length === 0) {
    suggestOperand(context, operator, left, right);
    suggestOperand(context, operator, right, left);
    // What one side is tells something about the result already.
    const known = lefts.length > 0 ? lefts : rights;
    if (operator === "/") {
      for (const e of [leftExpression, rightExpression]) if (e !== undefined) suggestFloats(context, e);
      if (known.some((shape) => RANK[shape.kind] !== undefined)) store.atom(own, "float");
    } else if (operator === "+" || operator === "-" || operator === "*") {
      for (const shape of known) {
        if (shape.kind === "float" || (shape.kind === "str" && operator !== "*")) store.add(own, shape);
      }
    }
    return own;
  }
  for (const a of lefts) {
    for (const b of rights) binaryShapes(context, node, own, operator, a, b, leftExpression, rightExpression);
  }
  if (left.root().apart || right.root().apart) store.keepApart(own);
  return own;
}

/** What is divided is a float where nothing else says what it is, and so are the parts of a sum that is. */
function suggestFloats(context: InferContext, e: Expression): void {
  if (e.kind === "name") context.store.suggest(context.value(e), { kind: "float" });
  else if (e.kind === "binary" && ["+", "-", "*"].includes(e.operator)) {
    suggestFloats(context, e.left);
    suggestFloats(context, e.right);
  }
}

function suggestOperand(context: InferContext, operator: BinaryOperator, unknown: Cell, other: Cell): void {
  if (!unknown.isEmpty) return;
  const shapes = other.alternatives();
  const first = shapes[0];
  if (first === undefined) {
    if (operator === "/") context.store.suggest(unknown, { kind: "float" });
    else if (operator !== "+" && operator !== "*" && operator !== "%") context.store.suggest(unknown, { kind: "int" });
    return;
  }
  if (operator === "%" && first.kind === "int") context.store.suggest(unknown, { kind: "int" });
  else if (operator === "/" && RANK[first.kind] !== undefined) context.store.suggest(unknown, { kind: "float" });
  else if (operator === "*" && first.kind === "str") context.store.suggest(unknown, { kind: "int" });
  else if (first.kind === "bool") context.store.suggest(unknown, { kind: "int" });
  else if (first.kind !== "none" && first.kind !== "any") context.store.suggest(unknown, first);
}

function binaryShapes(
  context: InferContext,
  node: object,
  own: Cell,
  operator: BinaryOperator,
  a: Shape,
  b: Shape,
  leftExpression: Expression | undefined,
  rightExpression: Expression | undefined,
): void {
  const { store } = context;
  if (a.kind === "none" || b.kind === "none") return;
  const dunder = DUNDER[operator];
  if (a.kind === "instance" && context.classNamed(a.name) !== undefined) {
    const cls = context.classNamed(a.name);
    if (cls !== undefined && findMethod(cls, `__${dunder}__`) !== undefined) {
      store.flow(callMethod(context, a.name, `__${dunder}__`, [store.cell(b)]), own);
      return;
    }
    if (cls?.enum === "Flag" || cls?.enum === "IntEnum") {
      if (b.kind === "instance") store.add(own, cls.enum === "Flag" ? a : { kind: "int" });
      else store.add(own, b);
      return;
    }
  }
  if (b.kind === "instance" && context.classNamed(b.name) !== undefined) {
    store.flow(callMethod(context, b.name, `__r${dunder}__`, [store.cell(a)]), own);
    return;
  }
  if (a.kind === "library" || b.kind === "library") {
    const typeOf = (shape: Shape): Type =>
      shape.kind === "library" ? { kind: "library", name: shape.name, args: [] } : store.typeOf(store.cell(shape));
    const found = libraryOperator(operator, typeOf(a), typeOf(b));
    if (found !== undefined) {
      store.addType(own, found.result);
      return;
    }
  }
  if (a.kind === "any" || b.kind === "any") {
    if (operator === "%" && a.kind === "str") store.atom(own, "str");
    else store.atom(own, "any");
    return;
  }
  const ranks = [RANK[a.kind], RANK[b.kind]];
  if (ranks[0] !== undefined && ranks[1] !== undefined) {
    const rank = Math.max(ranks[0], ranks[1]);
    if (a.kind === "bool" && b.kind === "bool" && (operator === "&" || operator === "|" || operator === "^"))
      store.atom(own, "bool");
    else if (operator === "/") store.atom(own, rank === 4 ? "complex" : "float");
    else if (operator === "**" && rank < 3 && isNegative(rightExpression)) store.atom(own, "float");
    else if (
      rank < 3 &&
      (context.widths.wide.has(node) ||
        ((operator === "**" || operator === "<<" || operator === "*") &&
          isHuge(context, operator, leftExpression, rightExpression)))
    )
      store.atom(own, "wide");
    else if (rank === 2 && ((operator === "%" && b.kind !== "wide") || context.widths.narrow.has(node)))
      store.atom(own, "int");
    else store.atom(own, RANKED[rank]);
    return;
  }
  switch (operator) {
    case "+": {
      if (a.kind === "tuple" && b.kind === "tuple") {
        const shape = context.shape(node, "sum", () => ({
          kind: "tuple" as const,
          elements: [...a.elements, ...b.elements],
        }));
        if (shape.elements.length === a.elements.length + b.elements.length) store.add(own, shape);
        return;
      }
      if ((a.kind === "tuple" || a.kind === "array") && (b.kind === "tuple" || b.kind === "array")) {
        const { cell, element } = context.elementOf(node, "array");
        for (const side of [a, b])
          for (const each of side.kind === "tuple" ? side.elements : [side.element]) store.flow(each, element);
        store.flow(cell, own);
        return;
      }
      if (a.kind === "list" && b.kind === "list") {
        const { cell, element } = context.elementOf(node, "list");
        store.flow(a.element, element);
        store.flow(b.element, element);
        // An empty literal added to a list is a list of the same.
        if (b.element.isEmpty) store.flow(a.element, b.element);
        if (a.element.isEmpty) store.flow(b.element, a.element);
        store.flow(cell, own);
        return;
      }
      if (a.kind === b.kind) store.add(own, a);
      return;
    }
    case "*": {
      const sequence = isRepeatable(a) ? a : isRepeatable(b) ? b : undefined;
      if (sequence === undefined) return;
      if (sequence.kind === "tuple") {
        const { cell, element } = context.elementOf(node, "array");
        for (const each of sequence.elements) store.flow(each, element);
        store.flow(cell, own);
      } else if (sequence.kind === "list") {
        const { cell, element } = context.elementOf(node, "list");
        store.union(sequence.element, element);
        store.flow(cell, own);
      } else store.add(own, sequence);
      return;
    }
    case "%":
      if (a.kind === "str" || a.kind === "bytes") store.add(own, a);
      return;
    case "&":
    case "|":
    case "^":
    case "-":
      if (a.kind === "dict" && b.kind === "dict") {
        const made = context.dictOf(node, a.flavor);
        for (const side of [a, b]) {
          store.flow(side.key, made.key);
          store.flow(side.value, made.value);
          made.order.merge(side.order);
        }
        store.flow(made.cell, own);
      } else if (a.kind === "iterator" && "element" in b) {
        // Views of a dict take part in set algebra.
        const { cell, element } = context.elementOf(node, "set", "set");
        store.flow(a.element, element);
        if (operator !== "-" && operator !== "&") store.flow(b.element, element);
        store.flow(cell, own);
      } else if (a.kind === "set" || a.kind === "frozenset") {
        const { cell, element } = context.elementOf(node, a.kind, a.kind);
        store.flow(a.element, element);
        if (operator !== "-" && operator !== "&" && (b.kind === "set" || b.kind === "frozenset"))
          store.flow(b.element, element);
        if (a.element.isEmpty && "element" in b) store.flow(b.element, a.element);
        store.flow(cell, own);
      } else if (a.kind === "library") store.add(own, a);
      return;
    default:
      return;
  }
}

function isRepeatable(shape: Shape): boolean {
  return (
    shape.kind === "str" ||
    shape.kind === "list" ||
    shape.kind === "tuple" ||
    shape.kind === "array" ||
    shape.kind === "bytes"
  );
}

function isNegative(e: Expression | undefined): boolean {
  return (e?.kind === "int" && e.value < 0n) || (e?.kind === "unary" && e.operator === "-" && e.operand.kind !== "int");
}

/** Whether an operation on two literals leaves the range that a double holds exactly. */
function isHuge(
  context: InferContext,
  operator: BinaryOperator,
  left: Expression | undefined,
  right: Expression | undefined,
): boolean {
  if (left?.kind !== "int" || right?.kind !== "int" || right.value < 0n) return false;
  const a = Number(left.value);
  const b = Number(right.value);
  const value = operator === "**" ? Math.abs(a) ** b : operator === "<<" ? Math.abs(a) * 2 ** b : Math.abs(a * b);
  return value >= 2 ** context.exactBits;
}

function inferLogical(context: InferContext, e: Extract<Expression, { kind: "logical" }>): Cell {
  const { store } = context;
  const left = context.value(e.left);
  const before = context.narrowed;
  context.narrowed = narrowBy(context, e.left, e.operator === "and", before);
  const right = context.value(e.right);
  context.narrowed = before;
  const own = context.own(e);
  // `x or y` never gives a falsy x unless y is reached, so None and never-false values drop out.
  for (const shape of left.alternatives()) if (!(e.operator === "or" && shape.kind === "none")) store.add(own, shape);
  store.flow(right, own);
  return own;
}

function inferCompare(context: InferContext, e: Extract<Expression, { kind: "compare" }>): Cell {
  const { store } = context;
  const cells = e.operands.map(context.value);
  e.operators.forEach((operator, index) => {
    relate(context, operator, cells[index], cells[index + 1]);
  });
  const own = context.own(e);
  const [left, right] = cells;
  const operators = [...left.alternatives(), ...(right?.alternatives() ?? [])].flatMap((shape) =>
    shape.kind === "library" ? [{ kind: "library", name: shape.name, args: [] } as const] : [],
  );
  const found =
    e.operators.length === 1
      ? operators.map((each) => libraryComparison(e.operators[0], each, ANY)).find((each) => each !== undefined)
      : undefined;
  if (found !== undefined) store.addType(own, found.stub.result);
  // What a column is compared with is not known before the column is.
  else if (!left.isEmpty || !usesSQLCore(context.module)) store.atom(own, "bool");
  return own;
}

/** What a comparison says about its operands when nothing else does. */
function relate(context: InferContext, operator: CompareOperator, left: Cell, right: Cell): void {
  const { store } = context;
  if (operator === "in" || operator === "not in") {
    for (const shape of right.alternatives()) {
      if (shape.kind === "str") store.suggest(left, shape);
      if ("element" in shape && shape.kind !== "awaitable") {
        suggestFrom(context, left, shape.element);
        suggestFrom(context, shape.element, left);
      }
      if (shape.kind === "dict") suggestFrom(context, shape.key, left);
      if (shape.kind === "instance") callMethod(context, shape.name, "__contains__", [left]);
    }
    return;
  }
  if (operator === "is" || operator === "is not") return;
  for (const shape of left.alternatives()) {
    if (shape.kind !== "instance") continue;
    const name = { "==": "__eq__", "!=": "__eq__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__" }[
      operator
    ];
    callMethod(context, shape.name, name, [right]);
  }
  suggestFrom(context, left, right);
  suggestFrom(context, right, left);
  if (operator === "==" || operator === "!=") relateContents(context, left, right, 0);
}

/** Comparing a container of unknown elements with one that is known, as assertions do. */
function relateContents(context: InferContext, left: Cell, right: Cell, depth: number): void {
  if (depth > 4) return;
  for (const a of left.alternatives()) {
    for (const b of right.alternatives()) {
      if (a.kind !== b.kind) continue;
      if ("element" in a && "element" in b) relateCells(context, a.element, b.element, depth);
      else if (a.kind === "tuple" && b.kind === "tuple" && a.elements.length === b.elements.length) {
        a.elements.forEach((element, index) => {
          relateCells(context, element, b.elements[index], depth);
        });
      } else if (a.kind === "dict" && b.kind === "dict") {
        relateCells(context, a.key, b.key, depth);
        relateCells(context, a.value, b.value, depth);
      }
    }
  }
}

function relateCells(context: InferContext, a: Cell, b: Cell, depth: number): void {
  suggestFrom(context, a, b);
  suggestFrom(context, b, a);
  relateContents(context, a, b, depth + 1);
}

function suggestFrom(context: InferContext, unknown: Cell, known: Cell): void {
  if (!unknown.isEmpty) return;
  const shape = known.alternatives().find((each) => each.kind !== "none" && each.kind !== "any");
  if (shape !== undefined) context.store.suggest(unknown, shape);
}

/** Something shows the value, so the order of its dicts is seen. */
export function markShown(cell: Cell, depth = 0): void {
  if (depth > 5) return;
  for (const shape of cell.alternatives()) {
    if (shape.kind === "dict") {
      shape.order.set();
      markShown(shape.value, depth + 1);
    } else if ("element" in shape) markShown(shape.element, depth + 1);
    else if (shape.kind === "tuple") for (const element of shape.elements) markShown(element, depth + 1);
  }
}

// ───────────────────────────────────────────────────────────── comprehensions

function inferComprehension(context: InferContext, e: Extract<Expression, { kind: "comprehension" }>): Cell {
  const { store } = context;
  const before = context.narrowed;
  context.narrowed = new Map(before);
  for (const clause of e.clauses) {
    const iterable = context.value(clause.iterable);
    bindTarget(context, clause.target, elementCell(context, clause, iterable));
    for (const condition of clause.conditions) {
      context.value(condition);
      context.narrowed = narrowBy(context, condition, true, context.narrowed);
    }
  }
  const key = e.key === undefined ? undefined : context.value(e.key);
  const element = context.value(e.element);
  context.narrowed = before;
  if (e.form === "dict") {
    const dict = context.dictOf(e);
    if (key !== undefined) store.flow(key, dict.key);
    store.flow(element, dict.value);
    return dict.cell;
  }
  const kind = e.form === "generator" ? "iterator" : e.form;
  const made = context.elementOf(e, kind);
  store.flow(element, made.element);
  return made.cell;
}
