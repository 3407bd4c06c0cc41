import type { Expression, Statement, Target, Variable } from "../../ir/nodes.ts";
import { isWide, sameType, type Type, withoutNone } from "../../ir/types.ts";
import * as go from "../build.ts";
import { coalesce } from "../coalesce.ts";
import { joinSections } from "../critical.ts";
import { placeDeclarations } from "../placement.ts";
import { dropNumbers } from "../renumber.ts";
import type { GoBlock, GoExpr, GoStmt, GoType } from "../tree.ts";
import type { listOf } from "./builtins.ts";
import type { lowerCall } from "./calls.ts";
import { type ErrorMode, type FunctionContext, type ModuleContext, need, runtimeCall } from "./context.ts";
import { describedFunction, isOpen, isWrapper } from "./decorators.ts";
import { REACHES_SELF } from "./members.ts";
import { camelCase } from "./names.ts";
import { longTupleElement, TUPLE_FIELDS } from "./types.ts";

/** The visitors; they are handed in so that the files that hold them need not import each other. */
export interface Visitors {
  expression(lowering: FunctionLowering, value: Expression, expected: Type | undefined): GoExpr;
  condition(lowering: FunctionLowering, value: Expression): GoExpr;
  statements(lowering: FunctionLowering, body: readonly Statement[]): void;
  assignTo(lowering: FunctionLowering, target: Target, value: GoExpr, type: Type): void;
  /** Python's truth value of something, by its static type. */
  truth(lowering: FunctionLowering, value: GoExpr, type: Type): GoExpr;
  /** Calls, and what else is lowered like them. */
  readonly lowerCall: typeof lowerCall;
  /** The list that `map`, `filter`, … would give. */
  readonly listOf: typeof listOf;
}

/**
 * Lowers the body of one function. What an expression needs done before it (a loop of a comprehension, a call that can fail) is
 * emitted as statements in front of the statement that it is part of.
 */
export class FunctionLowering {
  readonly context: FunctionContext;
  readonly module: ModuleContext;
  readonly visitors: Visitors;
  private out: GoStmt[] = [];
  private readonly temporaries = new Set<string>();
  /** Locals that a closure which outlives the statement refers to. */
  readonly kept = new Set<string>();
  /** The package's mutex is held: what goroutines share can be touched as it is. */
  holdsShared = false;

  constructor(context: FunctionContext, visitors: Visitors) {
    this.context = context;
    this.module = context.module;
    this.visitors = visitors;
  }

  expr(value: Expression, expected?: Type): GoExpr {
    return this.visitors.expression(this, value, expected);
  }

  /** The value, converted to the type of the place it goes to. */
  exprAs(value: Expression, to: Type): GoExpr {
    const widened =
      value.kind === "name" &&
      (this.holdsShared || !this.module.sharing.operations.has(value)) &&
      value.variable.definition === undefined &&
      value.variable.scope !== "class" &&
      this.isSameGo(value.variable.type, to)
        ? this.variable(value.variable)
        : undefined;
    if (widened !== undefined) return widened;
    const described = isOpen(this.module.module, to) ? this.describe(value) : undefined;
    if (described !== undefined) return described;
    // A list that is made for those who share it.
    const wanted = withoutNone(to);
    if (wanted.kind === "reference" && (value.type.kind === "list" || value.type.kind === "deque"))
      return this.referTo(this.exprAs(value, wanted.to));
    return this.coerce(this.expr(value, to), this.typeOf(value, to), to);
  }

  /** A function of the module where it is called with stars. */
  private describe(value: Expression): GoExpr | undefined {
    const definition = value.kind === "name" ? value.variable.definition : undefined;
    const def =
      definition?.kind === "function"
        ? definition
        : value.kind === "attribute" && value.resolved.kind === "method"
          ? value.resolved.method
          : undefined;
    if (def === undefined || isWrapper(def)) return undefined;
    const plain =
      value.kind === "attribute"
        ? this.expr(value)
        : go.name(
            this.module.functionNames.get(def) ?? this.variableName((value as Expression & { kind: "name" }).variable),
          );
    return describedFunction(this, def, plain);
  }

  /** A pointer to a list that has none yet. */
  private referTo(list: GoExpr): GoExpr {
    return list.kind === "composite" || (list.kind === "unary" && list.operator === "*")
      ? go.unary("&", list)
      : runtimeCall(this.module, "pointerTo", list);
  }

  /** The type that `expr` gives when told what is expected: displays take over the expected type. */
  typeOf(value: Expression, expected: Type | undefined): Type {
    if (expected === undefined) return value.type;
    return takesExpected(value, expected) ? displayType(expected, value.type) : value.type;
  }

  condition(value: Expression): GoExpr {
    return this.visitors.condition(this, value);
  }

  goType(type: Type): GoType {
    return this.module.types.goType(type);
  }

  isSameGo(a: Type, b: Type): boolean {
    return sameType(a, b) || go.sameGoType(this.goType(a), this.goType(b));
  }

  // ─────────────────────────────────────────────── statements

  emit(...stmts: readonly GoStmt[]): void {
    this.out.push(...stmts.filter((each) => !isSelfAssignment(each)));
  }

  /** Runs with a fresh statement list and gives back what was emitted into it. */
  capture<T>(run: () => T): { readonly stmts: GoBlock; readonly value: T } {
    const before = this.out;
    this.out = [];
    try {
      const value = run();
      return { stmts: this.out, value };
    } finally {
      this.out = before;
    }
  }

  block(run: () => void): GoBlock {
    return this.capture(run).stmts;
  }

  /** A new local that the declaration pass places. */
  local(wanted: string, type: GoType): string {
    const name = this.context.scope.take(wanted);
    this.context.locals.set(name, type);
    this.temporaries.add(name);
    return name;
  }

  isTemporary(name: string): boolean {
    return this.temporaries.has(name);
  }

  /** Keeps a value in a temporary. */
  keep(wanted: string, value: GoExpr, type: GoType, inexact = false): GoExpr {
    const name = this.local(wanted, type);
    this.emit({ kind: "assign", targets: [go.name(name)], operator: "=", values: [value], inexact });
    return go.name(name);
  }

  /** A value that can be written twice: itself when it is simple, else a temporary. */
  stable(value: GoExpr, type: Type, wanted = "value"): GoExpr {
    if (isStable(value)) return value;
    return this.keep(wanted, value, this.goType(type));
  }

  /** Lowers several expressions in order; when a later one emits statements, the earlier ones are kept in temporaries first. */
  inOrder(parts: readonly { readonly run: () => GoExpr; readonly type: () => GoType }[]): GoExpr[] {
    const results: GoExpr[] = [];
    for (const part of parts) {
      const { stmts, value } = this.capture(part.run);
      if (stmts.length > 0) {
        for (let i = 0; i < results.length; i++) {
          if (!isConstant(results[i])) results[i] = this.keep("value", results[i], parts[i].type());
        }
        this.emit(...stmts);
      }
      results.push(value);
    }
    return results;
  }

  finish(body: GoBlock): GoBlock {
    const placed = coalesce(placeDeclarations(body, this.context.locals, this.kept), this.temporaries);
    const joined = this.module.sharedMutex === undefined ? placed : joinSections(placed, this.module.sharedMutex);
    return dropNumbers(joined, this.context.scope.numbered);
  }

  /** Forgets the names that were taken and the locals that were made since a mark, with the statements that were thrown away. */
  forget(mark: ReadonlySet<string>): void {
    this.context.scope.reset(mark);
    const dropped = new Set([...this.context.locals.keys()].filter((name) => !this.context.scope.has(name)));
    if (dropped.size === 0) return;
    for (const name of dropped) this.context.locals.delete(name);
    // What they stood for is named, and declared, again when it is met.
    const { names } = this.module;
    for (const [variable, name] of names) if (dropped.has(name) && this.ownsVariable(variable)) names.delete(variable);
  }

  // ─────────────────────────────────────────────── variables

  variableName(variable: Variable): string {
    const names = this.module.names;
    let name = names.get(variable);
    if (name === undefined && /^_+$/.test(variable.name) && variable.reads === 0) return "_";
    if (name === undefined) {
      name = this.context.scope.take(camelCase(variable.name));
      names.set(variable, name);
      if (!variable.isParameter) this.context.locals.set(name, this.variableType(variable));
    }
    return name;
  }

  /** A closure that outlives the round of a loop captures the variable: it must not be one of the round. */
  keepCaptured(variable: Variable): void {
    if (this.ownsVariable(variable)) this.kept.add(this.variableName(variable));
  }

  /** A name for a variable that a loop's header declares by itself. */
  freshName(variable: Variable): string {
    const wanted = /^_+$/.test(variable.name) ? "i" : camelCase(variable.name);
    const name = this.module.names.get(variable) ?? this.context.scope.take(wanted);
    this.module.names.set(variable, name);
    this.context.locals.delete(name);
    return name;
  }

  /** Whether the variable is a local of this function, so that it can be declared where it is needed. */
  ownsVariable(variable: Variable): boolean {
    if (variable.scope === "module")
      return this.context.def === undefined && !this.module.packageVariables.has(variable);
    return variable.scope !== "class" && variable.owner === this.context.def && !variable.isParameter;
  }

  variableType(variable: Variable): GoType {
    const type = this.goType(variable.type);
    return this.module.pointers.has(variable) ? go.pointerTo(type) : type;
  }

  /** The variable as a value of its own, not narrowed, type. */
  variable(variable: Variable): GoExpr {
    const receiver = this.context.receiver;
    if (receiver?.variable === variable) {
      if (receiver.info.shape !== "interface") return go.name(receiver.name);
      REACHES_SELF.add(receiver.info.def);
      return go.select(go.name(receiver.name), "self");
    }
    // The receiver of a class method is the class itself.
    const method = this.module.module.functions.find((each) => each.role === "class" && each.receiver === variable);
    if (method?.owner !== undefined) return this.visitors.lowerCall.classReference(this, method.owner, variable.type);
    const name = go.name(this.variableName(variable));
    return this.module.pointers.has(variable) ? go.unary("*", name) : name;
  }

  // ─────────────────────────────────────────────── errors

  /** Leaves the function with an error, in the way that it can. */
  raise(error: GoExpr): void {
    switch (this.context.errors) {
      case "return":
        this.emit(go.returnStmt(...this.zeroResults(), error));
        return;
      case "exit":
        need(this.module, "exit");
        this.emit(go.exprStmt(go.call("exit", error)), go.returnStmt());
        return;
      case "panic":
        this.module.canPanic = true;
        this.emit(go.exprStmt(go.call("panic", error)));
        return;
      default:
        this.context.errors satisfies never;
    }
  }

  withErrors<T>(mode: ErrorMode, run: () => T): T {
    const before = this.context.errors;
    this.context.errors = mode;
    const value = run();
    this.context.errors = before;
    return value;
  }

  private zeroResults(): GoExpr[] {
    if (this.context.escape !== undefined || this.context.result === undefined) return [];
    return this.module.types.results(this.context.result).map((type) => this.zero(type));
  }

  /** A call that also returns an error: the error is handed on, the value is what the expression gives. */
  failing(call: GoExpr, result: Type, wanted = "value"): GoExpr {
    const results = this.module.types.results(result);
    if (this.context.errors === "panic") {
      if (results.length === 0) return runtimeCall(this.module, "check", call);
      return runtimeCall(this.module, "must", call);
    }
    const handle = this.block(() => this.raise(go.name("err")));
    const failed = go.binary("!=", go.name("err"), go.NIL);
    if (results.length === 0) {
      this.emit({ kind: "if", init: go.define(["err"], call), condition: failed, body: handle });
      return go.NIL;
    }
    const name = this.context.scope.take(wanted);
    this.temporaries.add(name);
    this.context.scope.reserve("err");
    this.emit(go.define([name, "err"], call), go.ifStmt(failed, handle));
    return go.name(name);
  }

  /** A call for what it does alone: where nobody takes its error, the call that checks it is the statement. */
  failingStatement(call: GoExpr): void {
    const done = this.failing(call, { kind: "none" });
    if (done.kind === "call") this.emit(go.exprStmt(done));
  }

  // ─────────────────────────────────────────────── values

  zero(type: GoType): GoExpr {
    if (go.isNilable(type)) return go.NIL;
    switch (type.kind) {
      case "named":
        switch (type.name) {
          case "int":
          case "float64":
          case "byte":
          case "rune":
          case "complex128":
            return go.number(0);
          case "bool":
            return go.FALSE;
          case "string":
            return go.text("");
        }
        return this.zeroNamed(type);
      case "struct":
        return go.composite(type, []);
      default:
        return go.NIL;
    }
  }

  private zeroNamed(type: GoType & { kind: "named" }): GoExpr {
    for (const info of this.module.classes.values()) {
      if (info.goName !== type.name) continue;
      if (info.shape === "interface") return go.NIL;
      if (info.shape === "enum") return info.enumValue === "string" ? go.text("") : go.number(0);
    }
    const isParameter = type.package === undefined && /^[A-Z]$/.test(type.name);
    return isParameter ? go.unary("*", go.call("new", go.typeExpr(type))) : go.composite(type, []);
  }

  coerce(value: GoExpr, from: Type, to: Type): GoExpr {
    if (to.kind === "int" && to.wide) {
      if (from.kind === "int" && !from.wide) return wideOf(value);
      if (from.kind === "bool") return wideOf(runtimeCall(this.module, "boolToInt", value));
      if (from.kind === "float") return runtimeCall(this.module, "wideOfFloat", value);
      if (from.kind === "any" || from.kind === "union") return runtimeCall(this.module, "toWide", value);
    } else if (from.kind === "int" && from.wide) {
      if (to.kind === "int") return go.convert(go.INT_TYPE, go.methodCall(value, "Int64"));
      if (to.kind === "float") return runtimeCall(this.module, "floatOfWide", value);
    }
    if (to.kind === "float") {
      if (from.kind === "int") return toFloat(value);
      if (from.kind === "bool") return toFloat(runtimeCall(this.module, "boolToInt", value));
    }
    if (to.kind === "int" && from.kind === "bool") return runtimeCall(this.module, "boolToInt", value);
    if (from.kind === "never" || to.kind === "never") return value;
    if (from.kind === "none") return to.kind === "none" ? value : this.zero(this.goType(to));
    const source = this.goType(from);
    const target = this.goType(to);
    if (go.sameGoType(source, target)) return value;
    const isDynamic = (type: GoType): boolean => type.kind === "named" && type.name === "any";
    if (isDynamic(target)) {
      const isOwn = from.kind === "optional" && (this.isObject(from.of) || from.of.kind === "library");
      if (from.kind === "optional" && source.kind === "pointer" && !isOwn)
        return runtimeCall(this.module, "valueOrNil", value);
      // A nil pointer in an interface is not nil.
      const refers = from.kind === "optional" && source.kind !== "named";
      return refers && !(value.kind === "name" && value.name === "nil") && !isFresh(value)
        ? runtimeCall(this.module, "orNil", value)
        : value;
    }
    if (isDynamic(source)) return this.fromAny(value, to, target);
    if (to.kind === "reference" && from.kind !== "optional") return this.referTo(this.coerce(value, from, to.to));
    if (from.kind === "reference") return this.coerce(go.unary("*", value), from.to, to);
    if (to.kind === "optional") {
      if (from.kind === "optional") return this.coerceOptional(value, from.of, to.of);
      const inner = this.coerce(value, from, to.of);
      return target.kind === "pointer" && !this.isObject(to.of)
        ? runtimeCall(this.module, "pointerTo", this.typed(inner, to.of))
        : inner;
    }
    if (from.kind === "optional") {
      const inner = source.kind === "pointer" && !this.isObject(from.of) ? go.unary("*", value) : value;
      return this.coerce(inner, from.of, to);
    }
    if (from.kind === "union" || (from.kind === "instance" && to.kind === "instance"))
      return this.coerceInstance(value, from, to, target);
    return this.coerceContainer(value, from, to);
  }

  /** A constant of a type that Go would not give it by default. */
  private typed(value: GoExpr, type: Type): GoExpr {
    if (type.kind === "float" && value.kind === "number" && !/[.e]/.test(value.text))
      return go.convert(go.FLOAT_TYPE, value);
    return value;
  }

  private isObject(type: Type): boolean {
    if (type.kind === "reference" || isWide(type)) return true;
    return type.kind === "instance" && this.module.classes.get(type.name)?.shape === "pointer";
  }

  private coerceOptional(value: GoExpr, from: Type, to: Type): GoExpr {
    if (from.kind === "instance" && to.kind === "instance") return value;
    return go.genericCall(runtimeName(this.module, "to"), [this.goType({ kind: "optional", of: to })], value);
  }

  private coerceInstance(value: GoExpr, from: Type, to: Type, target: GoType): GoExpr {
    if (from.kind === "instance" && to.kind === "instance") {
      if (this.module.types.ancestors(from.name).includes(to.name)) return value;
      if (!this.module.classes.has(to.name)) return value;
      if (
        this.module.classes.get(from.name)?.shape === "pointer" ||
        this.module.classes.get(from.name)?.shape === "value"
      )
        return value;
    }
    return { kind: "assert", value, type: target };
  }

  private fromAny(value: GoExpr, to: Type, target: GoType): GoExpr {
    if (value.kind === "name" && value.name === "nil") return this.zero(target);
    if (to.kind === "str" || to.kind === "instance") return { kind: "assert", value, type: target };
    return go.genericCall(runtimeName(this.module, "to"), [target], value);
  }

  private coerceContainer(value: GoExpr, from: Type, to: Type): GoExpr {
    const elementOf = (type: Type): Type | undefined =>
      type.kind === "list" || type.kind === "array" || type.kind === "deque" ? type.element : undefined;
    const [source, target] = [elementOf(from), elementOf(to)];
    if (source !== undefined && target !== undefined) {
      if (this.isSameGo(source, target)) return to.kind === from.kind ? value : go.convert(this.goType(to), value);
      if (source.kind === "never") return go.composite(this.goType(to), []);
      const item = this.context.scope.take("value");
      const { stmts, value: converted } = this.capture(() => this.coerce(go.name(item), source, target));
      const apply = go.fn(
        [{ name: item, type: this.goType(source) }],
        [this.goType(target)],
        [...stmts, go.returnStmt(converted)],
      );
      return runtimeCall(this.module, "mapped", value, apply);
    }
    if (from.kind === "tuple" && from.elements.length > TUPLE_FIELDS.length) {
      return this.coerceContainer(value, { kind: "array", element: longTupleElement(from.elements) }, to);
    }
    if (to.kind === "tuple" && to.elements.length > TUPLE_FIELDS.length) {
      return this.coerceContainer(value, from, { kind: "array", element: longTupleElement(to.elements) });
    }
    if (from.kind === "tuple" && to.kind === "tuple" && from.elements.length === to.elements.length) {
      const whole = this.stable(value, from, "tuple");
      const elements = from.elements.map((element, i) =>
        this.coerce(go.select(whole, TUPLE_FIELDS[i]), element, to.elements[i]),
      );
      return go.listOf(this.goType(to), elements);
    }
    if (from.kind === "tuple" && target !== undefined) {
      const whole = this.stable(value, from, "tuple");
      const elements = from.elements.map((element, i) =>
        this.coerce(go.select(whole, TUPLE_FIELDS[i]), element, target),
      );
      return go.listOf(this.goType(to), elements);
    }
    if (from.kind === "dict" && to.kind === "dict" && from.key.kind === "never") return this.emptyDict(to);
    if (from.kind === "callable" && to.kind === "callable") return this.adapt(value, from, to);
    if (from.kind === "array" && to.kind === "tuple") {
      const whole = this.stable(value, from, "tuple");
      const elements = to.elements.map((element, i) =>
        this.coerce(go.index(whole, go.number(i)), from.element, element),
      );
      return go.listOf(this.goType(to), elements);
    }
    if (from.kind === "iterator" && target !== undefined)
      return this.coerce(runtimeCall(this.module, "collect", value), { kind: "list", element: from.element }, to);
    if (
      to.kind === "iterator" &&
      (from.kind === "set" || from.kind === "dict" || from.kind === "str" || from.kind === "tuple")
    ) {
      const given = this.listOf(value, from);
      const wanted: Type = { kind: "list", element: to.element };
      return go.packageCall("slices", "Values", this.coerce(given.list, given.type, wanted));
    }
    if ((source !== undefined || from.kind === "range") && to.kind === "iterator") {
      const given: Type = { kind: "list", element: source ?? { kind: "int", wide: false } };
      return go.packageCall("slices", "Values", this.coerce(value, given, { kind: "list", element: to.element }));
    }
    if (from.kind === "set" && to.kind === "set" && from.element.kind === "never")
      return go.composite(this.goType(to), []);
    return go.genericCall(runtimeName(this.module, "to"), [this.goType(to)], value);
  }

  /** The list of what iterating over a container gives. */
  private listOf(value: GoExpr, from: Type): { readonly list: GoExpr; readonly type: Type } {
    const of = (list: GoExpr, element: Type) => ({ list, type: { kind: "list", element } as const });
    switch (from.kind) {
      case "set":
        return of(runtimeCall(this.module, "elements", value), this.module.types.readKey(from.element));
      case "dict":
        if (!from.ordered)
          return of(runtimeCall(this.module, "sortedKeysAny", value), this.module.types.readKey(from.key));
        need(this.module, "OrderedMap.Keys");
        return of(
          runtimeCall(this.module, "collect", go.methodCall(value, "Keys")),
          this.module.types.readKey(from.key),
        );
      case "tuple": {
        const [first] = from.elements;
        if (first === undefined) return of(go.listOf(go.sliceOf(go.ANY_TYPE), []), { kind: "never" });
        const element: Type = from.elements.every((each) => sameType(each, first)) ? first : { kind: "any" };
        return of(this.coerce(value, from, { kind: "list", element }), element);
      }
      default:
        return of(runtimeCall(this.module, "characters", value), { kind: "str" });
    }
  }

  emptyDict(type: Type): GoExpr {
    const target = this.goType(type);
    if (target.kind === "pointer" && target.to.kind === "named") {
      need(this.module, "NewOrderedMap");
      return go.genericCall("NewOrderedMap", target.to.args ?? []);
    }
    return go.composite(target, []);
  }

  /** A function of one type as a function of another, by a literal around it. */
  private adapt(value: GoExpr, from: Type & { kind: "callable" }, to: Type & { kind: "callable" }): GoExpr {
    if (from.parameters === undefined || to.parameters === undefined) return value;
    const [given, wanted] = [this.module.types.parametersOf(from), this.module.types.parametersOf(to)];
    const names = wanted.map((_, i) => this.context.scope.take(`argument${i + 1}`));
    const { stmts, value: body } = this.capture(() => {
      const args = given.map((parameter, i) =>
        names[i] === undefined
          ? this.zero(this.goType(parameter))
          : this.coerce(go.name(names[i]), wanted[i], parameter),
      );
      return go.call(value, ...args);
    });
    const results = this.module.types.results(to.result);
    const params = names.map((name, i) => ({ name, type: this.goType(wanted[i]) }));
    const last =
      results.length === 0
        ? [go.exprStmt(body)]
        : this.module.types.results(from.result).length === 0
          ? [go.exprStmt(body), go.returnStmt(this.zero(results[0]))]
          : [go.returnStmt(this.coerce(body, from.result, to.result))];
    return go.fn(params, results, [...stmts, ...last]);
  }
}

/** A value that is made where it stands, and so never nil. */
function isFresh(value: GoExpr): boolean {
  return value.kind === "composite" || value.kind === "unary" || value.kind === "function";
}

export function runtimeName(context: ModuleContext, entry: string): string {
  need(context, entry);
  return entry;
}

/** Displays and comprehensions are built with the element type of the place they go to. */
export function takesExpected(value: Expression, expected: Type): boolean {
  const to = expected.kind === "optional" ? expected.of : expected;
  switch (value.kind) {
    case "list":
      return to.kind === "list" || to.kind === "deque" || (to.kind === "array" && false);
    case "tuple":
      return (
        (to.kind === "tuple" &&
          to.elements.length === value.elements.length &&
          !value.elements.some((each) => each.kind === "star")) ||
        to.kind === "array"
      );
    case "set":
      return to.kind === "set";
    case "dict":
      return to.kind === "dict";
    case "comprehension":
      return (
        (value.form === "list" && to.kind === "list") ||
        (value.form === "set" && to.kind === "set") ||
        (value.form === "dict" && to.kind === "dict")
      );
    case "builtin":
    case "lambda":
      return to.kind === "callable" && to.parameters !== undefined;
    case "conditional":
      return true;
    case "logical":
      return (
        !value.condition && to.kind !== "any" && !(value.left.type.kind === "bool" && value.right.type.kind === "bool")
      );
    case "call":
      return (
        value.target.kind === "builtin" &&
        ["list", "dict", "set", "frozenset"].includes(value.target.name) &&
        value.args.length === 0 &&
        ["list", "dict", "set"].includes(to.kind)
      );
    case "binary":
      return value.operator === "*" && value.left.kind === "list" && to.kind === "list";
    default:
      return false;
  }
}

function displayType(expected: Type, own: Type): Type {
  const to = expected.kind === "optional" && own.kind !== "optional" && own.kind !== "none" ? expected.of : expected;
  return to;
}

/** An integer of fixed width as one of any. */
export function wideOf(value: GoExpr): GoExpr {
  const isConstant = value.kind === "number" || (value.kind === "unary" && value.value.kind === "number");
  return go.packageCall("math/big", "NewInt", isConstant ? value : go.convert(go.named("int64"), value));
}

/** What stands for nothing of a type: nothing to see of a wide integer is 0. */
export function zeroOf(l: FunctionLowering, type: Type): GoExpr {
  return isWide(type) ? wideOf(go.number(0)) : l.zero(l.goType(type));
}

export function toFloat(value: GoExpr): GoExpr {
  if (value.kind === "number" && /^\d+$/.test(value.text)) return go.number(`${value.text}.0`);
  if (value.kind === "unary" && value.operator === "-" && value.value.kind === "number")
    return go.unary("-", toFloat(value.value));
  return go.convert(go.FLOAT_TYPE, value);
}

/** Whether `x := value` would give x another type than the variable has. */
export function isInexact(l: FunctionLowering, value: GoExpr, type: Type): boolean {
  const made = l.goType(type);
  if (value.kind === "name" && value.name === "nil") return true;
  if (made.kind === "named" && (made.name === "any" || made.name === "error" || made.package === "iter")) return true;
  if (type.kind === "array") return true;
  if (type.kind === "float" && value.kind === "number") return !/[.e]/.test(value.text) || /^0x/.test(value.text);
  return l.module.types.isInterface(type.kind === "optional" ? type.of : type) || type.kind === "union";
}

/** A name or constant: evaluating it twice is the same as once. */
export function isStable(value: GoExpr): boolean {
  return (
    isConstant(value) ||
    value.kind === "name" ||
    (value.kind === "selector" && isStable(value.value)) ||
    (value.kind === "unary" && value.operator === "*" && isStable(value.value))
  );
}

export function isConstant(value: GoExpr): boolean {
  return (
    value.kind === "number" ||
    value.kind === "string" ||
    value.kind === "rune" ||
    value.kind === "qualified" ||
    value.kind === "type" ||
    (value.kind === "name" && ["true", "false", "nil"].includes(value.name)) ||
    (value.kind === "unary" && value.operator === "-" && isConstant(value.value)) ||
    value.kind === "function"
  );
}

export function float(value: number): GoExpr {
  if (!Number.isFinite(value)) return go.packageCall("math", "Inf", go.number(value > 0 ? 1 : -1));
  if (Object.is(value, -0)) return go.packageCall("math", "Copysign", go.number(0), go.number(-1));
  if (value < 0) return go.unary("-", float(-value));
  const text = String(value).replace("e+", "e");
  return go.number(/[.e]/.test(text) ? text : `${text}.0`);
}

/** The value of an empty container or zero, for a default dict. */
export function emptyOf(l: FunctionLowering, type: Type): GoExpr {
  if (type.kind === "reference") return go.unary("&", emptyOf(l, type.to));
  const made = l.goType(type);
  if (made.kind === "slice" || made.kind === "map") return go.composite(made, []);
  if (type.kind === "dict") return l.emptyDict(type);
  return zeroOf(l, type);
}

/** `x = x`, which a conversion to the type that a name already has comes to. */
function isSelfAssignment(stmt: GoStmt): boolean {
  if (stmt.kind !== "assign" || stmt.operator !== "=" || stmt.targets.length !== 1 || stmt.values.length !== 1)
    return false;
  const [target] = stmt.targets;
  const [value] = stmt.values;
  return target.kind === "name" && target.name !== "_" && value.kind === "name" && value.name === target.name;
}
