import type { Range } from "../../../text/range.ts";
import { bindArguments, fitsFields, mayNameDefaults } from "../../ir/bind.ts";
import {
  abstractMessage,
  allFields,
  constructorFields,
  findMethod,
  isThreadClass,
  missingMethods,
} from "../../ir/infer/members.ts";
import type { Argument, ClassDef, ClassField, ClassReference, Expression, FunctionDef } from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { ANY, BOOL, type CallableType, INT, mentionsAny, STR, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { classVariableName } from "./attributes.ts";
import { builtinCall, exceptionValue } from "./builtins.ts";
import { enter } from "./closures.ts";
import { awaited, coroutine, DIRECT, isAsyncCall } from "./concurrency.ts";
import { findClass, need, runtimeCall, stubExpr } from "./context.ts";
import { decoratedName, seesArguments } from "./decorators.ts";
import { belowBuiltin, EXCEPTION_NAMES, exceptionTypes } from "./exception-names.ts";
import { type FunctionLowering, isStable, runtimeName, zeroOf } from "./function.ts";
import { gathered, type Place, placesOf, spreadParts } from "./gathered.ts";
import { madeKey } from "./keys.ts";
import { libraryAttribute, libraryCall, libraryValue } from "./library.ts";
import { fieldName as fieldNameOf, goMethodName, REACHES_SELF } from "./members.ts";
import { builtinMethod } from "./methods.ts";
import { camelCase } from "./names.ts";
import type { ScopedCall } from "./scoped.ts";
import { toList } from "./sequences.ts";
import { modelLiteral } from "./web/literals.ts";
import { statusExpr } from "./web/status.ts";

type Call = Expression & { kind: "call" };

function callExpression(l: FunctionLowering, value: Call, expected: Type | undefined): GoExpr {
  const { target } = value;
  if (value.type.kind === "awaitable" && isAsyncCall(l, value) && !DIRECT.has(value)) return coroutine(l, value);
  switch (target.kind) {
    case "function":
      return callFunction(l, value, target.function, go.name(functionName(l, target.function)));
    case "class":
      return construct(l, value, target.class, expected);
    case "builtin":
      return builtinCall(l, value, target.name, expected);
    case "library":
      return libraryCall(l, value, target.module, target.name, expected);
    case "method": {
      if (target.method !== undefined) return callMethod(l, value, target.receiver, target.method);
      const own = ownMethod(l, target.receiver.type, target.name);
      if (own !== undefined) return callMethod(l, value, target.receiver, own);
      const field = fieldCall(l, value, target.receiver, target.name);
      return field ?? builtinMethod(l, value, target.receiver, target.name, expected);
    }
    case "static":
      return callFunction(l, value, target.method, go.name(staticName(l, target.method)));
    case "super":
      return superCall(l, value, target.class, target.name, target.method);
    case "value":
      return callValue(l, value, target.callee);
    default:
      return target satisfies never;
  }
}

function ownMethod(l: FunctionLowering, type: Type, name: string): FunctionDef | undefined {
  const of = type.kind === "optional" ? type.of : type;
  const info = of.kind === "instance" ? l.module.classes.get(of.name) : undefined;
  return info && findMethod(info.def, name);
}

/** A field that holds a function, called. */
function fieldCall(l: FunctionLowering, value: Call, receiver: Expression, name: string): GoExpr | undefined {
  const type = receiver.type;
  const info = type.kind === "instance" ? l.module.classes.get(type.name) : undefined;
  const field = info && allFields(info.def).find((each) => each.name === name);
  if (!field) return undefined;
  const callee: Expression = {
    kind: "attribute",
    object: receiver,
    name,
    resolved: { kind: "field", class: ownerOf(info.def, name), field },
    type: field.type,
    range: value.range,
  };
  return callValue(l, value, callee);
}

function ownerOf(def: ClassDef, field: string): ClassDef {
  if (def.fields.some((each) => each.name === field)) return def;
  for (const base of def.bases)
    if (base.kind === "class" && allFields(base.class).some((each) => each.name === field))
      return ownerOf(base.class, field);
  return def;
}

/** The Go name of a module-level or nested function. */
export function functionName(l: FunctionLowering, def: FunctionDef): string {
  const known = l.module.functionNames.get(def);
  if (known !== undefined) return known;
  return def.variable === undefined ? camelCase(def.name) : l.variableName(def.variable);
}

export function staticName(l: FunctionLowering, def: FunctionDef): string {
  return l.module.functionNames.get(def) ?? camelCase(def.name);
}

// ───────────────────────────────────────────────────────────── functions

function callFunction(l: FunctionLowering, value: Call, def: FunctionDef, callee: GoExpr): GoExpr {
  const isWhole =
    value.args.length === def.parameters.length && value.args.every((argument) => argument.kind === "positional");
  if (!isWhole && seesArguments(def)) return dynamicCall(l, value, go.name(decoratedName(l.module, def)));
  const args = argumentsOf(l, def, value.args);
  if (args === undefined) return dynamicCall(l, value, callee);
  return finishCall(l, value, def, go.call(callee, ...args));
}

/** The call itself, with its error handed on and its result as the expression's type. */
function finishCall(l: FunctionLowering, value: Call, def: FunctionDef, call: GoExpr): GoExpr {
  const result = resultOf(def);
  const isGeneric = def.typeParameters.length > 0 || (def.owner?.typeParameters.length ?? 0) > 0;
  const done = l.module.failing.has(def) ? l.failing(call, result, resultName(def)) : call;
  if (isGeneric || def.isAsync) return done;
  return value.type.kind === "none" || value.type.kind === "never" ? done : l.coerce(done, result, value.type);
}

/** What calling the function gives in Go: async functions are called and waited for in one. */
export function resultOf(def: FunctionDef): Type {
  return def.isGenerator ? { kind: "iterator", element: def.yielded } : def.result;
}

function resultName(def: FunctionDef): string {
  const name = camelCase(def.name.replace(/^_*(get|find|load|read|parse|compute|make|create|fetch|to|from)_/, ""));
  return name.length > 1 && name.length < 16 && name !== camelCase(def.name) ? name : "value";
}

/** Arguments in the order of the parameters, defaults filled in; undefined where a spread hides how they line up. */
export function argumentsOf(l: FunctionLowering, def: FunctionDef, args: readonly Argument[]): GoExpr[] | undefined {
  const binding = mayNameDefaults(def, args) ? undefined : bindArguments(def, args);
  if (binding === undefined) {
    const spread = spreadArguments(l, def, args);
    if (spread !== undefined) return spread;
    const places = placesOf(l, def);
    return places && gathered(l, def.qualifiedName, places, args, def.range);
  }
  return l.inOrder(
    binding.bound.map(({ parameter, argument }) => {
      const { variable } = parameter;
      const type = variable.type;
      return {
        run: (): GoExpr => {
          switch (argument.kind) {
            case "value":
              return l.module.pointers.has(variable)
                ? addressOf(l, argument.value, type)
                : l.exprAs(argument.value, type);
            case "default":
              return l.module.pointers.has(variable) && type.kind === "list"
                ? addressOf(l, argument.value, type)
                : l.exprAs(argument.value, type);
            case "rest": {
              const display: Expression = {
                kind: "list",
                elements: [...argument.values],
                type: { kind: "list", element: elementOf(type) },
                range: def.range,
              };
              return l.exprAs(
                display,
                type.kind === "array" || type.kind === "list" ? { kind: "list", element: elementOf(type) } : type,
              );
            }
            case "keywords": {
              const display: Expression = {
                kind: "dict",
                entries: argument.entries.map((entry) => ({
                  key:
                    entry.name === undefined
                      ? undefined
                      : { kind: "string" as const, value: entry.name, type: STR, range: def.range },
                  value: entry.value,
                })),
                type,
                range: def.range,
              };
              return l.expr(display, type);
            }
            default:
              return argument satisfies never;
          }
        },
        type: () => l.variableType(variable),
      };
    }),
  );
}

function elementOf(type: Type): Type {
  return type.kind === "array" || type.kind === "list" ? type.element : ANY;
}

/** `f(*values)`: the elements by position, where the number of parameters is fixed. */
function spreadArguments(l: FunctionLowering, def: FunctionDef, args: readonly Argument[]): GoExpr[] | undefined {
  const star = args.findIndex((argument) => argument.kind === "star");
  if (
    star < 0 ||
    star !== args.length - 1 ||
    !args.slice(0, star).every((argument) => argument.kind === "positional") ||
    def.parameters.some((parameter) => parameter.kind === "star" || parameter.kind === "doubleStar")
  )
    return undefined;
  // A list may leave parameters to their defaults.
  const { type } = args[star].value;
  const isWhole = type.kind === "tuple" && type.elements.length === def.parameters.length - star;
  if (!isWhole && def.parameters.slice(star).some((parameter) => parameter.default !== undefined)) return undefined;
  return spreadOver(
    l,
    def.parameters.map((parameter) => parameter.variable.type),
    args,
    star,
  );
}

/** Positional arguments of which the last is a star, over parameters of these types. */
function spreadOver(l: FunctionLowering, types: readonly Type[], args: readonly Argument[], star: number): GoExpr[] {
  const before = args.slice(0, star).map((argument, i) => l.exprAs(argument.value, types[i]));
  const { value } = args[star];
  const rest = types.slice(star);
  if (value.type.kind === "tuple" && value.type.elements.length === rest.length) {
    const tuple = l.stable(l.expr(value), value.type, "tuple");
    return [
      ...before,
      ...value.type.elements.map((element, i) =>
        l.coerce(go.select(tuple, ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"][i]), element, rest[i]),
      ),
    ];
  }
  const element = value.type.kind === "list" || value.type.kind === "array" ? value.type.element : ANY;
  const list = toList(l, value, element);
  const kept = isStable(list) ? list : l.keep("arguments", list, go.sliceOf(l.goType(element)));
  return [...before, ...rest.map((type, i) => l.coerce(go.index(kept, go.number(i)), element, type))];
}

/** The address of a list that the callee makes longer or shorter. */
function addressOf(l: FunctionLowering, value: Expression, type: Type): GoExpr {
  if (value.kind === "name" && l.isSameGo(value.variable.type, type)) {
    const name = go.name(l.variableName(value.variable));
    return l.module.pointers.has(value.variable) ? name : go.unary("&", name);
  }
  const lowered = l.exprAs(value, type);
  if (lowered.kind === "selector" || lowered.kind === "name") return go.unary("&", lowered);
  if (lowered.kind === "index" && value.kind === "index" && value.object.type.kind === "list")
    return go.unary("&", lowered);
  const kept = l.keep("list", lowered, l.goType(type));
  return go.unary("&", kept);
}

function dynamicCall(l: FunctionLowering, value: Call, callee: GoExpr): GoExpr {
  const finished = (result: GoExpr): GoExpr =>
    value.type.kind === "none" || value.type.kind === "never" ? result : l.coerce(result, ANY, value.type);
  if (value.args.every((argument) => argument.kind === "positional")) {
    const args = value.args.map((argument) => ({ run: () => l.exprAs(argument.value, ANY), type: () => go.ANY_TYPE }));
    return finished(runtimeCall(l.module, "call", callee, ...l.inOrder(args)));
  }
  const [args, names] = spreadParts(l, value.args, value.range);
  return finished(runtimeCall(l.module, "callSpread", callee, args, names));
}

function callValue(l: FunctionLowering, value: Call, callee: Expression): GoExpr {
  const type = callee.type;
  if (callee.kind === "name" && callee.variable.definition?.kind === "class")
    return construct(l, value, callee.variable.definition, undefined);
  if (type.kind === "instance") {
    const own = ownMethod(l, type, "__call__");
    if (own !== undefined) return callMethod(l, value, callee, own);
  }
  if (
    type.kind === "callable" &&
    type.parameters !== undefined &&
    value.args.every((argument) => argument.kind === "positional") &&
    value.args.length >= type.required &&
    value.args.length <= l.module.types.parametersOf(type).length
  ) {
    const parameters = l.module.types.parametersOf(type);
    const [fn, ...args] = l.inOrder([
      { run: () => l.expr(callee), type: () => l.goType(type) },
      ...value.args.map((argument, i) => ({
        run: () => l.exprAs(argument.value, parameters[i]),
        type: () => l.goType(parameters[i]),
      })),
    ]);
    for (let i = args.length; i < parameters.length; i++) args.push(go.NIL);
    const call = go.call(fn, ...args);
    if (DIRECT.has(value)) return call;
    return value.type.kind === "none" || value.type.kind === "never" ? call : l.coerce(call, type.result, value.type);
  }
  return dynamicCall(l, value, l.expr(callee));
}

// ───────────────────────────────────────────────────────────── methods

function callMethod(l: FunctionLowering, value: Call, receiver: Expression, method: FunctionDef): GoExpr {
  if (method.role === "static" || method.role === "class")
    return callFunction(l, value, method, go.name(staticName(l, method)));
  const object = receiverOf(l, receiver, method);
  const args = argumentsOf(l, method, value.args);
  const callee = go.select(object, goMethodName(l.module.types, method));
  if (args === undefined) return dynamicCall(l, value, callee);
  return finishCall(l, value, method, go.call(callee, ...args));
}

function receiverOf(l: FunctionLowering, receiver: Expression, method: FunctionDef): GoExpr {
  const own = l.context.receiver;
  if (receiver.kind === "name" && own?.variable === receiver.variable) {
    // Inside of a class with subclasses, a call on self reaches overrides through the interface.
    if (own.info.shape === "interface" && isOverridden(own.info.def, method.name)) {
      REACHES_SELF.add(own.info.def);
      return go.select(go.name(own.name), "self");
    }
    return go.name(own.name);
  }
  const type = receiver.type.kind === "optional" ? receiver.type.of : receiver.type;
  const made = l.goType(type);
  if (type.kind === "union" && made.kind === "named" && made.name === "any") {
    // Several classes have the method; an interface of just that is what they share.
    const results = l.module.types.results(resultOf(method));
    const signature = {
      name: goMethodName(l.module.types, method),
      params: method.parameters.map((parameter, i) => ({ name: `p${i}`, type: l.variableType(parameter.variable) })),
      results: l.module.failing.has(method) ? [...results, go.ERROR_TYPE] : results,
    };
    return { kind: "assert", value: l.expr(receiver), type: { kind: "interface", embeds: [], methods: [signature] } };
  }
  if (type.kind === "any" || type.kind === "union") {
    const owner = method.owner === undefined ? undefined : findClass(l.module, method.owner);
    if (owner !== undefined)
      return l.coerce(l.expr(receiver), receiver.type, { kind: "instance", name: owner.def.name, args: [] });
  }
  return l.expr(receiver);
}

export function isOverridden(def: ClassDef, name: string): boolean {
  return def.subclasses.some((sub) => sub.methods.some((method) => method.name === name) || isOverridden(sub, name));
}

/** A call of a method that an operator or protocol stands for. */
function method(l: FunctionLowering, receiver: Expression, def: FunctionDef, args: readonly Expression[]): GoExpr {
  const call: Call = {
    kind: "call",
    target: { kind: "method", receiver, name: def.name, method: def },
    args: args.map((value) => ({ kind: "positional", name: undefined, value })),
    type: resultOf(def),
    range: receiver.range,
  };
  return callMethod(l, call, receiver, def);
}

function superCall(
  l: FunctionLowering,
  value: Call,
  owner: ClassDef,
  name: string,
  def: FunctionDef | undefined,
): GoExpr {
  const own = l.context.receiver;
  if (own === undefined) return stubExpr(l.module, "super()", value.range, l.goType(value.type));
  if (name === "__init__") return superInit(l, value, owner, def);
  if (def === undefined) {
    const isException = own.info.def.isException;
    if (isException && (name === "__str__" || name === "__repr__"))
      return go.methodCall(go.select(go.name(own.name), "Exception"), "Error");
    if (name === "__repr__") return runtimeCall(l.module, "repr", go.name(own.name));
    return go.NIL;
  }
  const base = def.owner === undefined ? undefined : findClass(l.module, def.owner);
  if (base === undefined) return go.NIL;
  const args = argumentsOf(l, def, value.args) ?? [];
  return finishCall(
    l,
    value,
    def,
    go.methodCall(go.select(go.name(own.name), base.structName), goMethodName(l.module.types, def), ...args),
  );
}

/** `super().__init__(…)`: fills the embedded base. */
function superInit(l: FunctionLowering, value: Call, owner: ClassDef, def: FunctionDef | undefined): GoExpr {
  const own = l.context.receiver!;
  const base = owner.bases.find((each) => each.kind === "class");
  if (def !== undefined && def.owner !== undefined) {
    const info = findClass(l.module, def.owner);
    const args = argumentsOf(l, def, value.args) ?? [];
    const call = go.methodCall(go.select(go.name(own.name), info.structName), "init", ...args);
    if (l.module.failing.has(def)) return l.failing(call, { kind: "none" });
    return call;
  }
  if (base?.kind === "class" && (base.class.dataclass !== undefined || base.class.namedTuple)) {
    const fields = constructorFields(base.class);
    for (const [i, field] of fields.entries()) {
      const given =
        value.args.find((argument) => argument.name === field.name)?.value ??
        value.args.filter((argument) => argument.kind === "positional")[i]?.value;
      const source = given ?? field.default;
      if (source !== undefined)
        l.emit(go.assign(go.select(go.name(own.name), fieldNameOf(field.name)), l.exprAs(source, field.type)));
    }
    return go.NIL;
  }
  if (isThreadClass(own.info.def)) {
    const run = go.fn([], [], [go.exprStmt(go.methodCall(go.name(own.name), "Run"))]);
    l.emit(go.assign(go.select(go.name(own.name), "Thread"), runtimeCall(l.module, "newThread", run)));
    return go.NIL;
  }
  if (own.info.def.isException) {
    l.emit(go.assign(go.select(go.name(own.name), "Exception"), exceptionValue(l, value.args)));
  }
  return go.NIL;
}

// ───────────────────────────────────────────────────────────── objects

function construct(l: FunctionLowering, value: Call, def: ClassDef, expected: Type | undefined): GoExpr {
  const info = findClass(l.module, def);
  if (info.shape === "enum") return enumByValue(l, info.goName, value, def);
  const init = findMethod(def, "__init__");
  const typeArgs = def.typeParameters.length > 0 ? typeArguments(l, value.type, expected, def) : [];
  const callee: GoExpr =
    typeArgs.length > 0
      ? { kind: "instance", value: go.name(info.constructorName), typeArgs }
      : go.name(info.constructorName);
  const missing = missingMethods(def);
  if (missing.length > 0) {
    need(l.module, "TypeError");
    need(l.module, "newException");
    const made = go.unary(
      "&",
      go.composite(go.named("TypeError"), [{ value: go.call("newException", go.text(abstractMessage(def, missing))) }]),
    );
    return go.call(go.fn([], [l.goType(value.type)], [go.exprStmt(go.call("panic", made))]));
  }
  if (
    def.isProtocol ||
    (info.shape === "interface" &&
      def.isAbstract &&
      def.fields.length === 0 &&
      init === undefined &&
      def.methods.every((each) => each.decorators.some((decorator) => decorator.kind === "abstract")))
  ) {
    return stubExpr(l.module, `making an object of the abstract class ${def.name}`, value.range, l.goType(value.type));
  }
  if (init !== undefined) {
    const args = argumentsOf(l, init, value.args);
    if (args === undefined) return stubExpr(l.module, "this construction", value.range, l.goType(value.type));
    const call = go.call(callee, ...args);
    return l.module.failing.has(init)
      ? l.failing(call, { kind: "instance", name: def.name, args: [] }, camelCase(def.name))
      : call;
  }
  if (def.isException && def.dataclass === undefined) {
    const made = exceptionValue(l, value.args);
    return go.call(callee, ...(made.kind === "call" ? made.args : []));
  }
  const fields = constructorFields(def);
  if (fields.length === 0) return go.call(callee);
  const positional = value.args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
  const post = findMethod(def, "__post_init__");
  const star = value.args.findIndex((argument) => argument.kind === "star");
  const whole = value.args.find((argument) => argument.kind === "doubleStar")?.value;
  const isRecord =
    def.model === undefined && def.runtime === undefined && (def.dataclass !== undefined || def.namedTuple);
  const isSpread = star >= 0 || whole !== undefined || (isRecord && !fitsFields(fields, value.args));
  if (isSpread && (def.model !== undefined || def.runtime !== undefined))
    return stubExpr(l.module, "this construction", value.range, l.goType(value.type));
  const hasDefaults = fields.some((each) => each.default !== undefined || each.factory !== undefined);
  // A star gives all fields that are left; two stars give each by its name.
  const args = isSpread
    ? star >= 0 && star === value.args.length - 1 && star === positional.length && !hasDefaults
      ? spreadOver(
          l,
          fields.map((field) => field.type),
          value.args,
          star,
        )
      : gathered(
          l,
          `${def.name}.${def.namedTuple ? "__new__" : "__init__"}`,
          fields.map((field) => fieldPlace(l, field)),
          value.args,
          value.range,
        )
    : l.inOrder(
        fields.map((field, i) => ({
          run: (): GoExpr => {
            const given =
              positional[i] ?? value.args.find((argument) => argument.name === field.name)?.value ?? field.default;
            if (given !== undefined && def.runtime !== undefined && i === 0) return statusExpr(l, given);
            if (given !== undefined) return l.exprAs(given, field.type);
            if (field.factory !== undefined) return madeBy(l, field.factory, field.type);
            return l.zero(l.goType(field.type));
          },
          type: () => l.goType(field.type),
        })),
      );
  if (def.model !== undefined) {
    const values = new Map(fields.map((field, i) => [field.name, args[i]]));
    return modelLiteral(l.module, def, values, info.shape === "pointer");
  }
  if (def.runtime !== undefined) {
    need(l.module, info.constructorName);
    // What is left out at the end is left out in the port, too.
    const count = fields.findLastIndex(
      (field, i) => positional[i] !== undefined || value.args.some((each) => each.name === field.name),
    );
    return go.call(callee, ...args.slice(0, Math.max(count + 1, 2)));
  }
  const call = go.call(callee, ...args);
  return post !== undefined && l.module.failing.has(post)
    ? l.failing(call, { kind: "instance", name: def.name, args: [] }, camelCase(def.name))
    : call;
}

/** A field as a parameter of the constructor that Python makes. */
function fieldPlace(l: FunctionLowering, field: ClassField): Place {
  const { name, type, factory, default: value } = field;
  const fallback =
    value !== undefined
      ? () => l.exprAs(value, type)
      : factory !== undefined
        ? () => madeBy(l, factory, type)
        : undefined;
  return { name, kind: "normal", type, fallback };
}

function typeArguments(l: FunctionLowering, own: Type, expected: Type | undefined, def: ClassDef) {
  const found = expected?.kind === "instance" && expected.args.length > 0 ? expected : own;
  const args = found.kind === "instance" ? found.args : [];
  return l.module.types.classArgs(def, args);
}

/** What a factory of a container makes where nothing says what it holds. */
const EMPTY_CONTAINERS: Readonly<Record<string, Type>> = {
  list: { kind: "list", element: ANY },
  dict: { kind: "dict", key: ANY, value: ANY, flavor: "dict", ordered: true },
  set: { kind: "set", element: ANY, frozen: false },
};

/** What a `default_factory` gives. */
export function madeBy(l: FunctionLowering, factory: Expression, type: Type): GoExpr {
  if (factory.kind === "builtin" && ["list", "dict", "set", "int", "str", "float", "bool"].includes(factory.name)) {
    if (type.kind === "reference") return go.unary("&", madeBy(l, factory, type.to));
    const own = l.isSameGo(type, ANY) ? EMPTY_CONTAINERS[factory.name] : undefined;
    if (own !== undefined) return madeBy(l, factory, own);
    const made = l.goType(type);
    if (type.kind === "dict") return l.emptyDict(type);
    return made.kind === "slice" || made.kind === "map" ? go.composite(made, []) : zeroOf(l, type);
  }
  if (
    factory.kind === "lambda" &&
    factory.function.body[0]?.kind === "return" &&
    factory.function.body[0].value !== undefined
  ) {
    return l.exprAs(factory.function.body[0].value, type);
  }
  if (factory.kind === "name" && factory.variable.definition?.kind === "class") {
    return construct(
      l,
      {
        kind: "call",
        target: { kind: "class", class: factory.variable.definition },
        args: [],
        type,
        range: factory.range,
      },
      factory.variable.definition,
      type,
    );
  }
  const call: Call = {
    kind: "call",
    target:
      factory.kind === "library"
        ? { kind: "library", module: factory.module, name: factory.name }
        : { kind: "value", callee: factory },
    args: [],
    type,
    range: factory.range,
  };
  return l.coerce(callExpression(l, call, type), call.type, type);
}

function enumByValue(l: FunctionLowering, goName: string, value: Call, def: ClassDef): GoExpr {
  need(l.module, "enumMember");
  const wanted = l.exprAs(value.args[0].value, ANY);
  return runtimeCall(
    l.module,
    "enumMember",
    go.name(`${goName}Values`),
    go.fn(
      [{ name: "member", type: go.named(goName) }],
      [go.BOOL_TYPE],
      [go.returnStmt(runtimeCall(l.module, "equal", enumRaw(l, def), wanted))],
    ),
    go.binary("+", runtimeCall(l.module, "repr", wanted), go.text(` is not a valid ${def.name}`)),
  );
}

function enumRaw(l: FunctionLowering, def: ClassDef): GoExpr {
  const info = findClass(l.module, def);
  return info.enumValue === undefined
    ? go.methodCall(go.name("member"), "Value")
    : go.convert(go.named(info.enumValue), go.name("member"));
}

function enumByName(l: FunctionLowering, className: string, key: Expression, type: Type): GoExpr {
  const info = l.module.classes.get(className);
  if (info?.shape !== "enum") return stubExpr(l.module, "an index of a class", key.range, l.goType(type));
  const wanted = l.stable(l.exprAs(key, STR), STR, "name");
  return runtimeCall(
    l.module,
    "enumMember",
    go.name(`${info.goName}Values`),
    go.fn(
      [{ name: "member", type: go.named(info.goName) }],
      [go.BOOL_TYPE],
      [go.returnStmt(go.binary("==", go.methodCall(go.name("member"), "Name"), wanted))],
    ),
    wanted,
  );
}

// ───────────────────────────────────────────────────────────── functions as values

/** A function that is used as a value. */
export function functionValue(l: FunctionLowering, def: FunctionDef): GoExpr {
  return go.name(staticName(l, def));
}

/** A function as a value: its defaults are filled in where the caller leaves an argument out. */
function withDefaults(l: FunctionLowering, def: FunctionDef, type: CallableType): GoExpr {
  const call = (args: Argument[]): Expression => ({
    kind: "call",
    target: { kind: "function", function: def },
    args,
    type: type.result,
    range: def.nameRange,
  });
  if (!l.module.types.fillsDefaults) return literalCalling(l, type, call);
  const parameters = l.module.types.parametersOf(type);
  return literalCalling(l, { ...type, parameters, required: parameters.length }, (args) => {
    const filled = args.map((argument, i): Argument => {
      const parameter = def.parameters[i];
      if (i < type.required || parameter?.default === undefined) return argument;
      const given: Expression = { ...argument.value, type: parameter.variable.type };
      const test: Expression = {
        kind: "compare",
        operands: [argument.value, { kind: "none", type: { kind: "none" }, range: def.nameRange }],
        operators: ["is not"],
        type: BOOL,
        range: def.nameRange,
      };
      return {
        ...argument,
        value: {
          kind: "conditional",
          test,
          body: given,
          otherwise: parameter.default,
          type: parameter.variable.type,
          range: def.nameRange,
        },
      };
    });
    return call(filled);
  });
}

function classReference(l: FunctionLowering, def: ClassDef, type: Type): GoExpr {
  const info = findClass(l.module, def);
  if (type.kind === "callable") return go.name(info.constructorName);
  if (info.shape === "enum") return go.name(`${info.goName}Values`);
  return go.name(info.constructorName);
}

/** A built-in or library function as a value: a literal that calls it. */
function reference(
  l: FunctionLowering,
  value: Expression & { kind: "builtin" | "library" },
  expected: Type | undefined,
): GoExpr {
  const constant = value.kind === "library" ? libraryValue(l, value) : undefined;
  if (constant !== undefined) return constant;
  const type = expected?.kind === "callable" && expected.parameters !== undefined ? expected : value.type;
  const target =
    value.kind === "builtin"
      ? ({ kind: "builtin", name: value.name } as const)
      : ({ kind: "library", module: value.module, name: value.name } as const);
  if (type.kind !== "callable" || type.parameters === undefined) {
    const name = value.kind === "builtin" ? value.name : `${value.module}.${value.name}`;
    const any = ANY_NUMBER[name];
    if (any !== undefined) {
      need(l.module, any);
      return go.name(any);
    }
    const count = PARAMETERS[name] ?? 1;
    const open: CallableType = {
      kind: "callable",
      parameters: Array.from({ length: count }, () => ANY),
      result: ANY,
      required: count,
      isAsync: false,
    };
    return literalCalling(l, open, (args) => ({ kind: "call", target, args, type: ANY, range: value.range }));
  }
  return literalCalling(l, type, (args) => ({ kind: "call", target, args, type: type.result, range: value.range }));
}

/** Built-ins that take any number of values, by what of the runtime they are where nobody knows how they are called. */
const ANY_NUMBER: Readonly<Record<string, string>> = { max: "largestOf", min: "smallestOf", print: "printAll" };

/** How many arguments functions of the language and its library take, where they are called as values; the others take one. */
const PARAMETERS: Readonly<Record<string, number>> = {
  pow: 2,
  divmod: 2,
  isinstance: 2,
  issubclass: 2,
  hasattr: 2,
  getattr: 2,
  map: 2,
  filter: 2,
  zip: 2,
  "str.join": 2,
  "str.startswith": 2,
  "str.endswith": 2,
  "str.split": 1,
  "str.count": 2,
  "str.find": 2,
  "str.replace": 3,
  "list.append": 2,
  "set.add": 2,
  "set.union": 2,
  "set.intersection": 2,
  "set.difference": 2,
  "dict.get": 2,
  "math.gcd": 2,
  "math.lcm": 2,
  "math.pow": 2,
  "math.hypot": 2,
  "math.atan2": 2,
  "math.fmod": 2,
  "math.comb": 2,
  "math.perm": 2,
};

/** A function literal of a type, whose body is a call of its parameters. */
export function literalCalling(
  l: FunctionLowering,
  type: CallableType,
  call: (args: Argument[]) => Expression,
): GoExpr {
  const inner = enter(l, { result: type.result, isGenerator: false } as FunctionDef, "panic");
  const parameters = l.module.types.parametersOf(type);
  const variables = parameters.map((parameter, i) => syntheticVariable(["x", "y", "z"][i] ?? `x${i}`, parameter));
  const params = variables.map((variable) => {
    const name = inner.context.scope.take(variable.name);
    l.module.names.set(variable, name);
    return { name, type: l.goType(variable.type) };
  });
  const args: Argument[] = variables.map((variable) => ({
    kind: "positional",
    name: undefined,
    value: { kind: "name", variable, type: variable.type, range: { start: 0, end: 0 } },
  }));
  const results = l.module.types.results(type.result);
  const body = inner.block(() => {
    const result = inner.exprAs(call(args), type.result);
    if (results.length > 0) inner.emit(go.returnStmt(result));
    else if (result.kind === "call") inner.emit(go.exprStmt(result));
  });
  return go.fn(params, results, inner.finish(body));
}

// ───────────────────────────────────────────────────────────── isinstance

const TYPE_TESTS: Readonly<Record<string, readonly string[]>> = {
  int: ["int", "bool"],
  float: ["float"],
  str: ["str"],
  bool: ["bool"],
  list: ["list"],
  dict: ["dict"],
  tuple: ["tuple", "array"],
  set: ["set"],
  frozenset: ["set"],
  bytes: ["bytes"],
};

function isInstance(
  l: FunctionLowering,
  value: Expression,
  classes: readonly ClassReference[],
  exact: boolean,
): GoExpr {
  const raw = value.kind === "name" ? value.variable.type : value.type;
  const tested = value.kind === "name" ? l.variable(value.variable) : l.expr(value);
  const kept = classes.length > 1 ? l.stable(tested, raw) : tested;
  return classes
    .map((each) => instanceTest(l, kept, raw, each, exact, value.range))
    .reduce((a, b) => (isConstant(a, "false") ? b : isConstant(b, "false") ? a : go.binary("||", a, b)));
}

const isConstant = (value: GoExpr, text: string): boolean => value.kind === "name" && value.name === text;

function instanceTest(
  l: FunctionLowering,
  value: GoExpr,
  type: Type,
  reference: ClassReference,
  exact: boolean,
  range: Range,
): GoExpr {
  if (reference.kind === "class") {
    const info = findClass(l.module, reference.class);
    if (type.kind === "instance" && l.module.types.ancestors(type.name).includes(reference.class.name) && !exact)
      return go.TRUE;
    const isDynamic = ["any", "union", "optional"].includes(type.kind) || l.module.types.isInterface(type);
    if (!isDynamic) return go.FALSE;
    const pointer = info.shape === "pointer" || (exact && info.shape === "interface");
    const target = pointer ? go.pointerTo(go.named(exact ? info.structName : info.goName)) : go.named(info.goName);
    return go.genericCall(runtimeName(l.module, "is"), [target], value);
  }
  if (reference.kind === "library") return libraryTest(l, value, type, reference.name, range);
  const name = reference.name;
  const kinds = TYPE_TESTS[name];
  const of = type.kind === "optional" ? type.of : type;
  const dynamic = of.kind === "any" || of.kind === "union";
  if (!dynamic) {
    if (kinds === undefined) {
      if (name === "object") return go.TRUE;
      if (of.kind === "instance") return isBelowBuiltin(l, of.name, name) ?? runtimeExceptionTest(l, value, name);
      if (name === "NoneType")
        return type.kind === "optional" ? go.binary("==", value, go.NIL) : of.kind === "none" ? go.TRUE : go.FALSE;
      return go.FALSE;
    }
    const fits = (exact ? kinds.slice(0, 1) : kinds).includes(of.kind);
    if (!fits) return go.FALSE;
    return type.kind === "optional" ? go.binary("!=", value, go.NIL) : go.TRUE;
  }
  const test = (target: "int" | "bool" | "float64" | "string"): GoExpr =>
    go.genericCall(runtimeName(l.module, "is"), [go.named(target)], value);
  switch (name) {
    case "int":
      return exact ? test("int") : l.module.notes && go.binary("||", test("int"), test("bool"));
    case "float":
      return test("float64");
    case "str":
      return test("string");
    case "bool":
      return test("bool");
    case "bytes":
      return go.genericCall(runtimeName(l.module, "is"), [go.sliceOf(go.named("byte"))], value);
    case "list":
    case "dict":
    case "tuple":
    case "set":
      return go.binary("==", runtimeCall(l.module, "className", value), go.text(name));
    case "NoneType":
      return go.binary("==", value, go.NIL);
    case "object":
      return go.TRUE;
    default:
      return runtimeExceptionTest(l, value, name);
  }
}

/** Whether a value is of a class of the library: by its type where that is known, else by what the runtime can tell. */
function libraryTest(l: FunctionLowering, value: GoExpr, type: Type, name: string, range: Range): GoExpr {
  const of = type.kind === "optional" ? type.of : type;
  if (of.kind !== "any" && of.kind !== "union") {
    if (of.kind !== "library" || of.name !== name) return go.FALSE;
    return type.kind === "optional" ? go.binary("!=", value, go.NIL) : go.TRUE;
  }
  const known = l.goType({ kind: "library", name, args: [] });
  if (!go.sameGoType(known, go.ANY_TYPE)) return go.genericCall(runtimeName(l.module, "is"), [known], value);
  const [last] = name.split(".").slice(-1);
  if (last === "Mapping" || last === "MutableMapping")
    return go.binary("&&", go.binary("!=", value, go.NIL), runtimeCall(l.module, "isMapping", value));
  if (last === "Callable") return runtimeCall(l.module, "isFunction", value);
  return stubExpr(l.module, `isinstance of ${name}`, range, go.BOOL_TYPE);
}

/** Whether a class of the module is known to derive from a built-in exception class; undefined where that only shows at run time. */
function isBelowBuiltin(l: FunctionLowering, of: string, name: string): GoExpr | undefined {
  const def = l.module.classes.get(of)?.def;
  if (def === undefined || name === "Exception" || name === "BaseException") return undefined;
  const group = belowBuiltin(EXCEPTION_NAMES[name] ?? name);
  const isBelow = (each: ClassDef): boolean =>
    each.bases.some((base) =>
      base.kind === "class"
        ? isBelow(base.class)
        : base.kind === "builtin" && group.includes(EXCEPTION_NAMES[base.name] ?? base.name),
    );
  return isBelow(def) ? go.TRUE : undefined;
}

function runtimeExceptionTest(l: FunctionLowering, value: GoExpr, name: string): GoExpr {
  if (name === "Exception" || name === "BaseException")
    return go.genericCall(runtimeName(l.module, "is"), [go.ERROR_TYPE], value);
  const goName = EXCEPTION_NAMES[name];
  if (goName === undefined) return go.FALSE;
  return exceptionTypes(l.module, goName)
    .map((type): GoExpr => go.genericCall(runtimeName(l.module, "is"), [type], value))
    .reduce((a, b) => go.binary("||", a, b));
}

// ───────────────────────────────────────────────────────────── dicts

export function setItem(
  l: FunctionLowering,
  table: GoExpr,
  type: Type & { kind: "dict" },
  key: GoExpr,
  item: GoExpr,
): void {
  if (type.ordered) {
    need(l.module, "OrderedMap.Set");
    l.emit(go.exprStmt(go.methodCall(table, "Set", key, item)));
  } else l.emit(go.assign(go.index(table, key), item));
}

export function updateDict(l: FunctionLowering, table: GoExpr, type: Type & { kind: "dict" }, other: Expression): void {
  if (other.type.kind === "dict") {
    const key = l.context.scope.take("key");
    const item = l.context.scope.take("item");
    const source = l.expr(other);
    if (other.type.ordered) need(l.module, "OrderedMap.All");
    const sameTypes = l.isSameGo(other.type, type);
    if (sameTypes && !type.ordered) {
      l.emit(go.exprStmt(go.packageCall("maps", "Copy", table, source)));
      return;
    }
    const otherType = other.type;
    const body = l.block(() =>
      setItem(
        l,
        table,
        type,
        madeKey(l, l.coerce(go.name(key), l.module.types.readKey(otherType.key), type.key), type.key),
        l.coerce(go.name(item), otherType.value, type.value),
      ),
    );
    l.emit({
      kind: "range",
      key: go.name(key),
      value: go.name(item),
      declares: true,
      over: otherType.ordered ? go.methodCall(source, "All") : source,
      body,
    });
    return;
  }
  const pair: Type = { kind: "tuple", elements: [type.key, type.value] };
  const list = toList(l, other, pair);
  const each = l.context.scope.take("pair");
  const first = madeKey(l, go.select(go.name(each), "First"), type.key);
  const body = l.block(() => setItem(l, table, type, first, go.select(go.name(each), "Second")));
  l.emit({ kind: "range", key: go.BLANK, value: go.name(each), declares: true, over: list, body });
}

function merged(l: FunctionLowering, left: Expression, right: Expression, result: Type): GoExpr {
  if (result.kind !== "dict") return stubExpr(l.module, "this union", left.range, l.goType(result));
  const table = l.keep("merged", l.emptyDict(result), l.goType(result));
  updateDict(l, table, result, left);
  updateDict(l, table, result, right);
  return table;
}

function concat(l: FunctionLowering, parts: readonly GoExpr[]): GoExpr {
  return parts.length === 1 ? parts[0] : runtimeCall(l.module, "concat", ...parts);
}

/** The call of a function that takes what a `with` block does, with that as its last argument. */
function scopedCallWith(l: FunctionLowering, { def, args, receiver }: ScopedCall, body: GoExpr): GoExpr | undefined {
  const isPlain = receiver === undefined || def.role === "static" || def.role === "class";
  const callee = isPlain
    ? go.name(functionName(l, def))
    : go.select(receiverOf(l, receiver, def), goMethodName(l.module.types, def));
  const given = argumentsOf(l, def, args);
  return given === undefined ? undefined : go.call(callee, ...given, body);
}

export const lowerCall = Object.assign(callExpression, {
  scopedCallWith,
  addressOf,
  reference,
  classReference,
  method,
  awaited,
  enumByName,
  merged,
  updateDict,
  setItem,
  isInstance,
  instanceTest,
  libraryAttribute,
  functionValue,
  literalCalling,
  receiverOf,
  withDefaults,
  concat,
  madeBy,
});

export { BOOL, classVariableName, INT, mentionsAny };
