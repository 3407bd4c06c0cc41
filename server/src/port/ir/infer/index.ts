import { libraryMethod } from "../library/index.ts";
import type { Expression, FunctionDef, Handler, Module, Pattern, Statement, Variable } from "../nodes.ts";
import { ANY, type Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { applyExpression } from "./apply.ts";
import { inferCall } from "./calls.ts";
import { Cell, Flag } from "./cells.ts";
import { markConstants } from "./constants.ts";
import { InferContext } from "./context.ts";
import {
  attributeCell,
  awaitCell,
  binaryCell,
  bindTarget,
  bindVariable,
  callMethod,
  elementCell,
  functionValue,
  inferExpression,
} from "./expressions.ts";
import { computeFacts, markMutations } from "./facts.ts";
import { growingIntegers, type IntegerWidths } from "./growth.ts";
import { positionalFields, withOverrides } from "./members.ts";
import { instanceTest, narrowBy, pathOf } from "./narrowing.ts";
import { shareMutableDefaults } from "./shared-defaults.ts";

/** What a target that has one type for integers and floats must be told. */
export interface InferOptions {
  /** Integers that leave the range that a double holds exactly are told apart. */
  readonly wideIntegers?: boolean;
  /** Bits of the integers that are not wide: 53 for numbers that are doubles, 63 for machine words. */
  readonly exactBits?: 53 | 63;
  /** Places that an annotation calls floats are integers where only integers get there, since Python shows them as such. */
  readonly keepsIntegers?: boolean;
}

/** Passes over the module before the fixed point is given up; what has not settled by then stays as wide as it is. */
const MAX_PASSES = 24;

/** Evaluated expressions (over all passes) after which no further pass is started. */
const MAX_EVALUATIONS = 1_000_000;

/**
 * Gives every expression, variable, field and function of the module its type, and every function its facts. Evaluates the whole
 * module again and again, each time letting the cells grow, until nothing changes: recursion and forward use need no order.
 * What no operation, literal, annotation or call says anything about ends as `any`.
 */
export function inferModule(module: Module, options: InferOptions = {}): void {
  markMutations(module);
  shareMutableDefaults(module);
  const context = settle(module, options);
  writeTypes(context);
  if (options.wideIntegers === true) {
    // How far integers get is asked of the typed module; what leaves the exact range is then inferred with.
    const widths = growingIntegers(context);
    if (widths.wide.size > 0 || hasWide(module)) writeTypes(settle(module, options, widths));
  }
  computeFacts(module);
  markConstants(module);
}

/** Whether a literal is beyond what the analysis of growth needs to find. */
function hasWide(module: Module): boolean {
  let found = false;
  const expression = (e: Expression): undefined => {
    found ||= e.type.kind === "int" && e.type.wide;
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  return found;
}

function settle(module: Module, options: InferOptions, widths?: IntegerWidths): InferContext {
  const context = new InferContext(module, options, widths);
  let evaluations = 0;
  context.value = (e) => {
    evaluations++;
    const cell = inferExpression(context, e);
    context.results.set(e, cell);
    return cell;
  };
  context.call = (e) => {
    const cell = inferCall(context, e);
    if (context.widths.wide.has(e)) context.store.atom(cell, "wide");
    return cell;
  };
  context.apply = (callee, values) => applyExpression(context, callee, values);
  context.statements = (body) => inferBlock(context, body);
  context.functionBody = (fn) => inferFunction(context, fn);
  for (let pass = 0; pass < MAX_PASSES && evaluations < MAX_EVALUATIONS; pass++) {
    context.store.changed = false;
    inferOnce(context);
    if (!context.store.changed && !context.store.applySuggestions() && !context.openPlaceholders()) break;
  }
  return context;
}

function inferOnce(context: InferContext): void {
  const { module } = context;
  context.fn = undefined;
  context.narrowed = new Map();
  for (const cls of module.classes) inferClass(context, cls);
  inferBlock(context, module.body);
  if (module.main !== undefined) inferBlock(context, module.main);
}

function inferClass(context: InferContext, cls: Module["classes"][number]): void {
  for (const field of [...cls.fields, ...cls.classVariables]) {
    const cell = context.field(field);
    if (field.default !== undefined) context.store.flow(context.value(field.default), cell);
    if (field.factory !== undefined) context.store.flow(applyExpression(context, field.factory, []), cell);
  }
  // `__init__` of an enum is given the value of each member: a tuple is all of its arguments.
  const init = cls.enum === undefined ? undefined : cls.methods.find((each) => each.name === "__init__");
  for (const member of cls.members) {
    const value = context.value(member.value);
    const given = value.find("tuple")?.elements ?? [value];
    init?.parameters.forEach((parameter, at) => {
      if (given[at] !== undefined) context.store.flow(given[at], context.variable(parameter.variable));
    });
  }
  for (const fn of cls.methods) shareWithOverrides(context, cls, fn);
}

/** A method and what overrides it are called through one signature: arguments reach all, results of all come out. */
function shareWithOverrides(context: InferContext, cls: Module["classes"][number], fn: FunctionDef): void {
  if (fn.name === "__init__" || fn.role === "static" || fn.role === "class") return;
  for (const override of withOverrides(cls, fn.name)) {
    if (override === fn || override.role !== fn.role) continue;
    context.store.flow(context.result(override), context.result(fn));
    context.store.flow(context.yields(override), context.yields(fn));
    fn.parameters.forEach((parameter, index) => {
      const other = override.parameters[index];
      if (other !== undefined && other.kind === parameter.kind) {
        context.store.flow(context.variable(parameter.variable), context.variable(other.variable));
        context.store.flow(context.variable(other.variable), context.variable(parameter.variable));
      }
    });
  }
}

function inferFunction(context: InferContext, fn: FunctionDef): void {
  const { store } = context;
  const outer = { fn: context.fn, narrowed: context.narrowed };
  context.fn = fn;
  // A lambda runs where it is written more often than not; a function runs later.
  context.narrowed = fn.role === "lambda" ? new Map(outer.narrowed) : new Map();
  if (fn.receiver !== undefined && fn.owner !== undefined) {
    const kind = fn.role === "class" ? "class" : "instance";
    store.add(context.variable(fn.receiver), { kind, name: fn.owner.name });
  }
  for (const parameter of fn.parameters) bindParameterDefaults(context, parameter);
  if (fn.owner !== undefined && ORDERINGS.has(fn.name)) orderedAgainst(context, fn, fn.owner.name);
  for (const decorator of fn.decorators)
    if (decorator.kind === "call") inferDecorator(context, fn, decorator.expression);
  const ends = inferBlock(context, fn.body);
  fn.facts.fallsOff = !ends;
  const result = context.result(fn);
  if (!ends && !fn.isGenerator && fn.declaredResult === undefined && !isAbstractBody(fn)) store.atom(result, "none");
  context.fn = outer.fn;
  context.narrowed = outer.narrowed;
}

const ORDERINGS: ReadonlySet<string> = new Set(["__lt__", "__le__", "__gt__", "__ge__"]);

/** Objects are ordered against their like, by `sorted` if by nothing else. */
function orderedAgainst(context: InferContext, fn: FunctionDef, className: string): void {
  const [other] = fn.parameters;
  if (other === undefined || other.annotation !== undefined) return;
  const cell = context.variable(other.variable);
  if (!cell.isEmpty && !cell.has("instance") && !cell.has("any"))
    context.store.add(cell, { kind: "instance", name: className });
}

function inferDecorator(context: InferContext, fn: FunctionDef, expression: Expression): void {
  const callable = context.value(expression).find("callable");
  const [parameter] = callable?.parameters ?? [];
  if (parameter === undefined) return;
  context.store.add(
    parameter,
    context.shape(fn, "decorated", () => ({
      kind: "callable" as const,
      parameters: fn.parameters
        .filter((each) => each.kind === "normal" || each.kind === "positional")
        .map((each) => context.variable(each.variable)),
      result: context.callResult(fn),
      required: fn.parameters.length,
      isAsync: fn.isAsync,
    })),
  );
}

/** A body that only says that subclasses must provide one. */
function isAbstractBody(fn: FunctionDef): boolean {
  if (fn.decorators.some((decorator) => decorator.kind === "abstract") || fn.owner?.isProtocol) {
    return fn.body.every(
      (statement) =>
        statement.kind === "pass" || (statement.kind === "expression" && statement.value.kind === "ellipsis"),
    );
  }
  return false;
}

function bindParameterDefaults(context: InferContext, parameter: FunctionDef["parameters"][number]): void {
  const { store } = context;
  const cell = context.variable(parameter.variable);
  if (parameter.kind === "star") {
    if (!cell.has("array")) {
      const annotated = parameter.annotation;
      cell.root().shapes.clear();
      cell.root().closed = false;
      const element = annotated === undefined ? context.own(parameter, "rest") : store.fromType(annotated);
      store.add(cell, { kind: "array", element });
    }
  } else if (parameter.kind === "doubleStar" && !cell.has("dict")) {
    const annotated = parameter.annotation;
    cell.root().shapes.clear();
    cell.root().closed = false;
    const order = new Flag();
    order.set();
    const value = annotated === undefined ? new Cell() : store.fromType(annotated);
    store.add(cell, { kind: "dict", key: store.cell({ kind: "str" }), value, flavor: "dict", order });
  }
  if (parameter.default !== undefined && !(cell.isEmpty && context.isPlaceholder(parameter))) {
    const value = context.value(parameter.default);
    // A default is never the object that a call passes; it only adds what it is. One that calls share is what they change.
    if (parameter.default.kind === "name" && parameter.variable.mutated) store.flow(value, cell);
    else store.copy(value, cell);
  }
}

// ───────────────────────────────────────────────────────────── statements

/** Evaluates statements in order. True when control cannot come out at the end. */
function inferBlock(context: InferContext, body: readonly Statement[]): boolean {
  let ended = false;
  for (const statement of body) if (inferStatement(context, statement)) ended = true;
  return ended;
}

/** True when control does not come out at the end of the statement. */
function inferStatement(context: InferContext, statement: Statement): boolean {
  const { store } = context;
  switch (statement.kind) {
    case "assign": {
      const value = context.value(statement.value);
      for (const target of statement.targets) bindTarget(context, target, value);
      return false;
    }
    case "declare":
      if (statement.target.kind === "variable") context.variable(statement.target.variable);
      return false;
    case "augment":
      inferAugment(context, statement);
      return false;
    case "expression":
      context.value(statement.value);
      return isExit(statement.value);
    case "return": {
      const { fn } = context;
      const value = statement.value === undefined ? store.cell({ kind: "none" }) : context.value(statement.value);
      if (fn !== undefined && !(fn.isGenerator && statement.value === undefined)) store.flow(value, context.result(fn));
      return true;
    }
    case "raise":
      for (const part of [statement.exception, statement.cause]) if (part !== undefined) context.value(part);
      return true;
    case "assert": {
      context.value(statement.test);
      if (statement.message !== undefined) context.value(statement.message);
      context.narrowed = narrowBy(context, statement.test, true, context.narrowed);
      return false;
    }
    case "delete":
      for (const target of statement.targets) {
        if (target.kind === "index") {
          context.value(target.object);
          context.value(target.index);
        } else if (target.kind === "slice") context.value(target.slice);
        else if (target.kind === "attribute") context.value(target.object);
      }
      return false;
    case "if": {
      context.value(statement.test);
      const before = context.narrowed;
      context.narrowed = narrowBy(context, statement.test, true, before);
      const bodyEnds = inferBlock(context, statement.body);
      const afterBody = context.narrowed;
      context.narrowed = narrowBy(context, statement.test, false, before);
      const otherEnds = inferBlock(context, statement.otherwise);
      const afterOther = context.narrowed;
      context.narrowed = bodyEnds ? afterOther : otherEnds ? afterBody : joinNarrowed(context, afterBody, afterOther);
      return bodyEnds && otherEnds;
    }
    case "while": {
      dropAssigned(context, statement.body);
      context.value(statement.test);
      const before = context.narrowed;
      context.narrowed = narrowBy(context, statement.test, true, before);
      inferBlock(context, statement.body);
      context.narrowed = narrowBy(context, statement.test, false, before);
      dropAssigned(context, statement.body);
      const otherEnds = inferBlock(context, statement.otherwise);
      const breaks = hasBreak(statement.body);
      const isForever =
        statement.test.kind === "bool"
          ? statement.test.value
          : statement.test.kind === "int" && statement.test.value !== 0n;
      return !breaks && (isForever || otherEnds);
    }
    case "for": {
      const iterable = context.value(statement.iterable);
      dropAssigned(context, statement.body);
      const before = new Map(context.narrowed);
      bindTarget(context, statement.target, elementCell(context, statement, iterable));
      inferBlock(context, statement.body);
      context.narrowed = before;
      dropAssigned(context, statement.body);
      const otherEnds = inferBlock(context, statement.otherwise);
      return otherEnds && !hasBreak(statement.body);
    }
    case "try": {
      const before = new Map(context.narrowed);
      const bodyEnds = inferBlock(context, statement.body);
      const otherEnds = inferBlock(context, statement.otherwise);
      let allEnd = bodyEnds || otherEnds;
      const after: Map<string, Cell>[] = allEnd ? [] : [context.narrowed];
      for (const handler of statement.handlers) {
        context.narrowed = new Map(before);
        dropAssigned(context, statement.body);
        bindHandler(context, handler);
        const ends = inferBlock(context, handler.body);
        if (!ends) after.push(context.narrowed);
        allEnd = allEnd && ends;
      }
      context.narrowed = after.length === 0 ? before : after.reduce((a, b) => joinNarrowed(context, a, b));
      return inferBlock(context, statement.finally) || allEnd;
    }
    case "with": {
      for (const item of statement.items) {
        const value = context.value(item.context);
        const entered = enteredCell(context, item, value, statement.isAsync);
        if (item.target !== undefined) bindTarget(context, item.target, entered);
      }
      const suppresses = statement.items.some(
        (item) =>
          item.context.kind === "call" &&
          item.context.target.kind === "library" &&
          item.context.target.name === "suppress",
      );
      return inferBlock(context, statement.body) && !suppresses;
    }
    case "match": {
      const subject = context.value(statement.subject);
      const before = context.narrowed;
      let allEnd = true;
      let isExhaustive = false;
      const after: Map<string, Cell>[] = [];
      for (const each of statement.cases) {
        context.narrowed = new Map(before);
        narrowSubject(context, statement.subject, each.pattern);
        bindPattern(context, each.pattern, subject);
        if (each.guard !== undefined) {
          context.value(each.guard);
          context.narrowed = narrowBy(context, each.guard, true, context.narrowed);
        }
        const ends = inferBlock(context, each.body);
        if (!ends) after.push(context.narrowed);
        allEnd = allEnd && ends;
        if (each.guard === undefined && (each.pattern.kind === "wildcard" || each.pattern.kind === "capture"))
          isExhaustive = true;
      }
      context.narrowed = after.length === 0 ? before : after.reduce((a, b) => joinNarrowed(context, a, b));
      return allEnd && isExhaustive;
    }
    case "function":
      inferFunction(context, statement.function);
      return false;
    case "class": {
      const outer = context.fn;
      for (const method of statement.class.methods) inferFunction(context, method);
      context.fn = outer;
      return false;
    }
    case "stub":
      return false;
    case "break":
    case "continue":
      return true;
    case "pass":
      return false;
  }
}

function isExit(e: Expression): boolean {
  if (e.kind !== "call") return false;
  if (e.target.kind === "library") return e.target.module === "sys" && e.target.name === "exit";
  return e.target.kind === "builtin" && (e.target.name === "exit" || e.target.name === "quit");
}

function inferAugment(context: InferContext, statement: Extract<Statement, { kind: "augment" }>): void {
  const { store } = context;
  const { target } = statement;
  const value = context.value(statement.value);
  const current =
    target.kind === "variable"
      ? (context.narrowed.get(`v${target.variable.id}`) ?? context.variable(target.variable))
      : target.kind === "attribute"
        ? (context.narrowed.get(
            pathOf({
              kind: "attribute",
              object: target.object,
              name: target.name,
              resolved: { kind: "dynamic" },
              type: ANY,
              range: target.range,
            }) ?? "",
          ) ?? attributeCell(context, target, context.value(target.object), target.name))
        : target.kind === "index"
          ? itemCell(context, target)
          : new Cell();
  // `list += iterable` extends in place.
  const list = current.find("list");
  if (statement.operator === "+" && list !== undefined) {
    store.flow(elementCell(context, statement, value), list.element);
    return;
  }
  for (const shape of current.alternatives()) {
    if (shape.kind === "instance") {
      const names: Record<string, string> = { "+": "__iadd__", "-": "__isub__", "*": "__imul__" };
      const inPlace = names[statement.operator];
      if (inPlace !== undefined) callMethod(context, shape.name, inPlace, [value]);
    }
    if ((shape.kind === "set" || shape.kind === "dict") && statement.operator === "|") {
      for (const other of value.alternatives()) store.add(current, other);
      return;
    }
  }
  const result = binaryCell(context, statement, statement.operator, current, value, undefined, statement.value);
  if (target.kind === "variable") bindVariable(context, target.variable, result);
  else store.flow(result, current);
}

/** What an item of the target is. Once the types are written nothing grows any more, least of all by what no test has narrowed. */
function itemCell(
  context: InferContext,
  target: Extract<Statement, { kind: "augment" }>["target"] & { kind: "index" },
  isWritten = false,
): Cell {
  const object = context.value(target.object);
  const index = context.value(target.index);
  const shape = object.alternatives()[0];
  if (shape?.kind === "dict") {
    if (!isWritten) context.store.flow(index, shape.key);
    return shape.value;
  }
  if (shape !== undefined && "element" in shape) return shape.element;
  if (shape?.kind === "instance") return callMethod(context, shape.name, "__getitem__", [index]);
  return elementCell(context, target, object);
}

/** What `as` binds: what `__enter__` gives. */
function enteredCell(context: InferContext, item: object, value: Cell, isAsync: boolean): Cell {
  const { store } = context;
  const own = context.own(item, "entered");
  for (const shape of value.alternatives()) {
    if (shape.kind === "instance") {
      const entered = callMethod(context, shape.name, isAsync ? "__aenter__" : "__enter__", []);
      store.flow(isAsync ? awaitCell(context, item, entered) : entered, own);
      const leave = context
        .classNamed(shape.name)
        ?.methods.find((method) => method.name === (isAsync ? "__aexit__" : "__exit__"));
      for (const parameter of leave?.parameters ?? [])
        if (context.variable(parameter.variable).isEmpty) store.atom(context.variable(parameter.variable), "any");
    } else if (
      shape.kind === "library" &&
      shape.name === "contextlib.AbstractContextManager" &&
      shape.args[0] !== undefined
    )
      store.flow(shape.args[0], own);
    else if (shape.kind === "library" && libraryMethod(shape.name, "__enter__") !== undefined)
      store.addType(own, libraryMethod(shape.name, "__enter__")?.result ?? ANY);
    else store.add(own, shape);
  }
  return own;
}

function bindHandler(context: InferContext, handler: Handler): void {
  const { variable } = handler;
  if (variable === undefined) return;
  const cell = context.own(handler, "exception");
  const names = handler.types.map((type) =>
    type.kind === "class" ? type.class.name : type.kind === "value" ? "Exception" : type.name,
  );
  for (const name of names.length === 0 ? ["BaseException"] : names)
    context.store.add(cell, { kind: "instance", name });
  bindVariable(context, variable, cell);
}

function narrowSubject(context: InferContext, subject: Expression, pattern: Pattern): void {
  const path = pathOf(subject);
  if (path === undefined || pattern.kind !== "class") return;
  const reference: Expression =
    pattern.class.kind === "class" && pattern.class.class.variable !== undefined
      ? { kind: "name", variable: pattern.class.class.variable, type: ANY, range: pattern.range }
      : {
          kind: "builtin",
          name: pattern.class.kind === "class" ? pattern.class.class.name : pattern.class.name,
          type: ANY,
          range: pattern.range,
        };
  const accepts = instanceTest(context, reference);
  const cell = context.results.get(subject);
  if (accepts === undefined || cell === undefined) return;
  const kept = cell.alternatives().filter(accepts);
  if (kept.length > 0) context.narrowed.set(path, context.store.cell(...kept));
  else if (pattern.class.kind === "class")
    context.narrowed.set(path, context.store.cell({ kind: "instance", name: pattern.class.class.name }));
}

function bindPattern(context: InferContext, pattern: Pattern, value: Cell): void {
  const { store } = context;
  switch (pattern.kind) {
    case "capture":
      bindVariable(context, pattern.variable, value);
      return;
    case "value":
      context.value(pattern.value);
      if (value.isEmpty)
        for (const shape of context.value(pattern.value).alternatives())
          if (shape.kind !== "none") store.suggest(value, shape);
      return;
    case "as": {
      const narrowed = pattern.pattern.kind === "class" ? classCell(context, pattern.pattern, value) : value;
      bindVariable(context, pattern.variable, narrowed);
      bindPattern(context, pattern.pattern, value);
      return;
    }
    case "or":
      for (const alternative of pattern.alternatives) bindPattern(context, alternative, value);
      return;
    case "sequence":
      bindSequence(context, pattern, value);
      return;
    case "mapping": {
      const dict = value.find("dict");
      for (const entry of pattern.entries) {
        const key = context.value(entry.key);
        const item = context.own(entry, "item");
        if (dict !== undefined) store.flow(dict.value, item);
        else if (value.has("any")) store.atom(item, "any");
        void key;
        bindPattern(context, entry.pattern, item);
      }
      if (pattern.rest !== undefined) {
        const rest = dict === undefined ? context.annotated(pattern, "dict[Any, Any]") : store.cell(dict);
        bindVariable(context, pattern.rest, rest);
      }
      return;
    }
    case "class": {
      const narrowed = classCell(context, pattern, value);
      const cls = pattern.class.kind === "class" ? pattern.class.class : undefined;
      if (cls === undefined) {
        const [only] = pattern.positional;
        if (only !== undefined) bindPattern(context, only, narrowed);
        return;
      }
      const fields = positionalFields(cls);
      pattern.positional.forEach((inner, index) => {
        const name = fields[index];
        if (name !== undefined) bindPattern(context, inner, attributeCell(context, inner, narrowed, name));
      });
      for (const keyword of pattern.keywords)
        bindPattern(context, keyword.pattern, attributeCell(context, keyword, narrowed, keyword.name));
    }
  }
}

function classCell(context: InferContext, pattern: Extract<Pattern, { kind: "class" }>, value: Cell): Cell {
  const own = context.own(pattern, "class");
  const name = pattern.class.kind === "class" ? pattern.class.class.name : pattern.class.name;
  const reference: Expression = { kind: "builtin", name, type: ANY, range: pattern.range };
  if (pattern.class.kind === "class") context.store.add(own, { kind: "instance", name });
  else {
    const accepts = instanceTest(context, reference);
    for (const shape of value.alternatives()) if (accepts?.(shape)) context.store.add(own, shape);
    if (own.isEmpty && ["int", "float", "str", "bool", "bytes"].includes(name)) context.store.atom(own, name as "int");
  }
  return own;
}

function bindSequence(context: InferContext, pattern: Extract<Pattern, { kind: "sequence" }>, value: Cell): void {
  const { store } = context;
  const star = pattern.elements.findIndex((element) => element.kind === "star");
  const tuples = value.alternatives().filter((shape) => shape.kind === "tuple");
  pattern.elements.forEach((element, index) => {
    const cell = context.own(element, "element");
    if (element.kind === "star") {
      const made = context.elementOf(element, "list");
      for (const shape of value.alternatives()) {
        if (shape.kind === "tuple") for (const each of shape.elements) store.flow(each, made.element);
        else if (shape.kind !== "str") store.flow(elementCell(context, element, store.cell(shape)), made.element);
      }
      if (element.variable !== undefined) bindVariable(context, element.variable, made.cell);
      return;
    }
    for (const tuple of tuples) {
      const at = star >= 0 && index > star ? tuple.elements.length - (pattern.elements.length - index) : index;
      const fits = star >= 0 || tuple.elements.length === pattern.elements.length;
      if (fits && tuple.elements[at] !== undefined) store.flow(tuple.elements[at], cell);
    }
    for (const shape of value.alternatives()) {
      if (shape.kind !== "tuple" && shape.kind !== "str" && "element" in shape) store.flow(shape.element, cell);
      else if (shape.kind === "any") store.atom(cell, "any");
    }
    bindPattern(context, element, cell);
  });
}

// ───────────────────────────────────────────────────────────── narrowing over control flow

function joinNarrowed(context: InferContext, a: Map<string, Cell>, b: Map<string, Cell>): Map<string, Cell> {
  const result = new Map<string, Cell>();
  for (const [path, cell] of a) {
    const other = b.get(path);
    if (other !== undefined)
      result.set(path, cell === other ? cell : context.store.cell(...cell.alternatives(), ...other.alternatives()));
  }
  return result;
}

/** A loop's body runs again with what it assigned: nothing that was narrowed before holds for that. */
function dropAssigned(context: InferContext, body: readonly Statement[]): void {
  const kept = new Map(context.narrowed);
  for (const id of assignedIn(body)) {
    for (const path of [...kept.keys()]) {
      if (path === id || path.startsWith(`${id}.`) || (id.startsWith(".") && path.includes(id))) kept.delete(path);
    }
  }
  context.narrowed = kept;
}

const assignedCache = new WeakMap<readonly Statement[], Set<string>>();

function assignedIn(body: readonly Statement[]): Set<string> {
  let found = assignedCache.get(body);
  if (found !== undefined) return found;
  found = new Set();
  const add = (variable: Variable | undefined): void => {
    if (variable !== undefined) found?.add(`v${variable.id}`);
  };
  visitExpressions(body, {
    expression: (e) => {
      if (e.kind === "walrus") add(e.variable);
    },
    target: (target) => {
      if (target.kind === "variable") add(target.variable);
      else if (target.kind === "attribute") found?.add(`.${target.name}`);
    },
  });
  assignedCache.set(body, found);
  return found;
}

export function hasBreak(body: readonly Statement[]): boolean {
  let ended = false;
  return body.some((statement) => {
    if (ended) return false;
    if (statement.kind === "return" || statement.kind === "raise" || statement.kind === "continue") ended = true;
    switch (statement.kind) {
      case "break":
        return true;
      case "if":
        return hasBreak(statement.body) || hasBreak(statement.otherwise);
      case "try":
        return (
          hasBreak(statement.body) ||
          statement.handlers.some((handler) => hasBreak(handler.body)) ||
          hasBreak(statement.otherwise) ||
          hasBreak(statement.finally)
        );
      case "with":
        return hasBreak(statement.body);
      case "match":
        return statement.cases.some((each) => hasBreak(each.body));
      case "for":
      case "while":
        return hasBreak(statement.otherwise);
      default:
        return false;
    }
  });
}

// ───────────────────────────────────────────────────────────── results

function returnsValue(body: readonly Statement[]): boolean {
  let found = false;
  visitExpressions(body, {
    statement: (statement) => {
      if (statement.kind === "return" && statement.value !== undefined) found = true;
    },
  });
  return found;
}

/** Whether an expression makes a container. */
function isMade(e: Expression): boolean {
  return (
    ["list", "dict", "set", "tuple", "comprehension"].includes(e.kind) ||
    (e.kind === "call" && (e.target.kind === "builtin" || e.target.kind === "library"))
  );
}

/** A type in which what nothing is known of is any value. */
function opened(type: Type): Type {
  switch (type.kind) {
    case "never":
      return ANY;
    case "list":
    case "deque":
    case "iterator":
    case "asyncIterator":
    case "array":
    case "set":
      return { ...type, element: opened(type.element) };
    case "dict":
      return { ...type, key: opened(type.key), value: opened(type.value) };
    case "tuple":
      return { ...type, elements: type.elements.map(opened) };
    case "optional":
      return { ...type, of: opened(type.of) };
    case "union":
      return { ...type, members: type.members.map(opened) };
    case "callable":
      return { ...type, parameters: type.parameters?.map(opened), result: opened(type.result) };
    default:
      return type;
  }
}

function writeTypes(context: InferContext): void {
  const { module, store } = context;
  for (const [e, cell] of context.results) {
    const type = store.typeOf(cell);
    // Nothing is known of a value whose cell stayed empty. A container that is made empty here fits wherever it goes.
    e.type = type.kind === "never" ? ANY : isMade(e) ? type : opened(type);
  }
  const seen = new Set<Variable>();
  const write = (variable: Variable): void => {
    if (seen.has(variable)) return;
    seen.add(variable);
    const { definition } = variable;
    const type = store.typeOf(
      definition?.kind === "function" ? functionValue(context, variable, definition) : context.variable(variable),
    );
    variable.type = definition?.kind === "function" ? type : opened(type);
  };
  for (const variable of module.variables) write(variable);
  const writeTargets = (body: readonly Statement[]): void =>
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind === "name" || e.kind === "walrus") write(e.variable);
      },
      target: (target) => {
        if (target.kind === "variable") write(target.variable);
        else if (target.kind === "attribute")
          target.type = opened(store.typeOf(attributeCell(context, target, context.value(target.object), target.name)));
        else if (target.kind === "index") target.type = opened(store.typeOf(itemCell(context, target, true)));
      },
    });
  writeTargets(module.body);
  if (module.main !== undefined) writeTargets(module.main);
  for (const fn of module.functions) {
    writeTargets(fn.body);
    for (const variable of fn.locals) write(variable);
    if (fn.receiver !== undefined) write(fn.receiver);
    for (const parameter of fn.parameters) write(parameter.variable);
    const result = store.typeOf(context.result(fn));
    fn.result = result.kind === "never" && !returnsValue(fn.body) ? result : opened(result);
    const yielded = store.typeOf(context.yields(fn));
    fn.yielded = yielded.kind === "never" && !fn.isGenerator ? yielded : opened(yielded);
  }
  for (const cls of module.classes) {
    for (const field of [...cls.fields, ...cls.classVariables]) {
      field.type = opened(store.typeOf(context.field(field)));
    }
  }
}
