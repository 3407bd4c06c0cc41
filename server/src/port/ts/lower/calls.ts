import { bindArguments } from "../../ir/bind.ts";
import { BUILTIN_EXCEPTIONS } from "../../ir/build/names.ts";
import {
  abstractMessage,
  constructorFields,
  findMember,
  findMethod,
  isRecord,
  isThreadClass,
  missingMethods,
} from "../../ir/infer/members.ts";
import { KNOWN_OPTIONS } from "../../ir/infer/spread.ts";
import { abstractContainerOf } from "../../ir/library/abstract-containers.ts";
import { libraryClass, libraryMethod, libraryOperator } from "../../ir/library/index.ts";
import { isNamespace } from "../../ir/library/namespaces.ts";
import type { Argument, ClassDef, ClassField, ClassReference, Expression, FunctionDef } from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { INT, isNumeric, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpression, visitExpressions } from "../../ir/walk.ts";
import { copyCall, type ModelMethod, modelMethod, someField } from "../../ir/web/model-methods.ts";
import {
  ANY_TYPE,
  array,
  arrow,
  as,
  binary,
  call,
  create,
  index,
  literal,
  member,
  method,
  name,
  not,
  parameter,
  spread,
  string,
  type TsExpression,
} from "../tree.ts";
import { isDerived } from "./bases.ts";
import { integerFromBytes, makeBytes } from "./bytes.ts";
import type { Lowering } from "./context.ts";
import {
  asArray,
  callWaits,
  isRepeatable,
  iterable,
  makeMap,
  makeSet,
  patternOf,
  present,
  reprOf,
  rowsFor,
  textOf,
  truthOf,
  waitsInside,
} from "./expressions.ts";
import { initializedApart, initializerName } from "./initializers.ts";
import { mismatch } from "./mismatches.ts";
import { isMixed } from "./mixed.ts";
import { givesClasses, takesClassesAsValues } from "./reads.ts";
import { readsRows } from "./rows.ts";
import { namespaceValue, stubConversion } from "./stub-libraries.ts";
import { isUntold, tupleValue } from "./tuples.ts";
import { containerOf, hidesTuple, lowerType } from "./types.ts";
import { floats } from "./web/calls.ts";
import { modelFunctionName } from "./web/fields.ts";
import { modelValue } from "./web/schemas.ts";
import { wireValue } from "./web/wire.ts";
import { lowerWideCall } from "./wide.ts";

export type Call = Extract<Expression, { kind: "call" }>;

export function lowerCall(context: Lowering, e: Call): TsExpression {
  const made = bareCall(context, e);
  return callWaits(e) || joinsThread(context, e) ? { kind: "await", value: made } : made;
}

/** `worker.join()` on an object of a class that derives from Thread. */
function joinsThread(context: Lowering, e: Call): boolean {
  if (e.target.kind !== "method" || e.target.method !== undefined || e.target.name !== "join") return false;
  const { type } = e.target.receiver;
  const cls = type.kind === "instance" ? context.classNamed(type.name) : undefined;
  return cls !== undefined && isThreadClass(cls);
}

function bareCall(context: Lowering, e: Call): TsExpression {
  const { target } = e;
  const refused = mismatch(context, e);
  if (refused !== undefined) return refused;
  switch (target.kind) {
    case "function":
      return call(
        name(context.names.variable(target.function.variable ?? neverVariable(target.function))),
        ...lowerArguments(context, target.function, e.args),
      );
    case "static":
      if (target.method.owner?.model !== undefined)
        return call(
          name(modelFunctionName(context, target.method.owner, target.method)),
          ...lowerArguments(context, target.method, e.args),
        );
      return method(
        name(context.className(target.class)),
        context.memberName(target.method.name),
        ...lowerArguments(context, target.method, e.args),
      );
    case "super":
      return superCall(context, e, target);
    case "class":
      return construct(context, e, target.class);
    case "builtin":
      return lowerWideCall(context, e, target.name) ?? lowerBuiltin(context, e, target.name);
    case "library":
      return context.library(e, `${target.module}.${target.name}`);
    case "method": {
      const { receiver } = target;
      if (target.method !== undefined) {
        const { method: fn } = target;
        const object = context.expression(receiver);
        if (fn.owner?.model !== undefined)
          return call(
            name(modelFunctionName(context, fn.owner, fn)),
            ...(fn.role === "method" ? [object] : []),
            ...lowerArguments(context, fn, e.args),
          );
        if (fn.role === "property" || fn.role === "cachedProperty")
          return call(member(object, context.memberName(fn.name)), ...plainArguments(context, e.args));
        if (fn.name === "__len__") return member(object, "length");
        const isInstance = withoutNone(receiver.type).kind === "instance";
        if ((fn.role === "static" || fn.role === "class") && fn.owner !== undefined && isInstance)
          return method(
            name(context.className(fn.owner)),
            context.memberName(fn.name),
            ...lowerArguments(context, fn, e.args),
          );
        if (fn.name === "__iter__") return call(index(object, name("Symbol.iterator")));
        return method(object, context.memberName(fn.name), ...lowerArguments(context, fn, e.args));
      }
      const type = withoutNone(receiver.type);
      if (type.kind === "instance" || type.kind === "class") {
        const cls = context.classNamed(type.name);
        const found = cls === undefined ? undefined : findMember(cls, target.name);
        if (found?.kind === "method" && type.kind === "class")
          return method(
            context.expression(receiver),
            context.memberName(target.name),
            ...lowerArguments(context, found.method, e.args),
          );
        const model = modelMethod(cls, e);
        if (model !== undefined) return modelCall(context, e, receiver, model);
        if (cls?.namedTuple && target.name === "_replace")
          return context.use("copyWith", context.expression(receiver), keywordObject(context, e.args));
        if (cls === undefined && type.kind === "instance" && target.name === "with_traceback")
          return context.expression(receiver);
        if (target.name === "add_note" && (cls === undefined || cls.isException) && found === undefined)
          return context.use("addNote", context.expression(receiver), ...plainArguments(context, e.args));
        if (type.kind === "class" && cls?.namedTuple && target.name === "_make")
          return create(name(context.className(cls)), [
            spread(
              as(array(spread(iterable(context, e.args[0].value))), {
                kind: "tuple",
                elements: cls.fields.map(() => ANY_TYPE),
              }),
            ),
          ]);
        if (type.kind === "class" && target.name === "mro")
          return context.use("linearization", context.expression(receiver));
        if (found?.kind === "field" || found?.kind === "classVariable") {
          const owner =
            found.kind === "classVariable" ? name(context.className(found.class)) : context.expression(receiver);
          const held = withoutNone(found.field.type);
          const callee = held.kind === "instance" ? context.classNamed(held.name) : undefined;
          const called = callee === undefined ? undefined : findMember(callee, "__call__");
          if (called?.kind === "method")
            return method(
              member(owner, context.memberName(target.name)),
              "call",
              ...lowerArguments(context, called.method, e.args),
            );
          const inner = member(owner, context.memberName(target.name));
          if (mayBeOther(context, held)) return context.use("invoke", inner, ...plainArguments(context, e.args));
          return call(inner, ...plainArguments(context, e.args));
        }
        const container = found === undefined ? containerOf(context, type) : undefined;
        if (container !== undefined && cls !== undefined)
          return aboveOwn(context, cls, context.method(e, receiver, container, target.name));
        if (found === undefined && cls !== undefined && abstractContainerOf(cls) !== undefined)
          return method(
            context.expression(receiver),
            context.memberName(target.name),
            ...mixinArguments(context, e.args),
          );
        if (cls?.namedTuple && target.name === "_asdict") {
          const object = context.expression(receiver);
          const entries = constructorFields(cls).map((field) =>
            array(string(field.name), member(object, context.memberName(field.name))),
          );
          return create(name("Map"), [array(...entries)], [{ kind: "reference", name: "string", args: [] }, ANY_TYPE]);
        }
        return method(
          context.expression(receiver),
          context.memberName(target.name),
          ...plainArguments(context, e.args),
        );
      }
      if (type.kind === "library") return context.libraryMethod(e, receiver, type, target.name);
      return context.method(e, receiver, type, target.name);
    }
    case "value": {
      const type = withoutNone(target.callee.type);
      const callee = context.expression(target.callee);
      const given = withoutForwarded(e.args);
      const isClass = (each: Type): boolean => each.kind === "class";
      if (isClass(type) || (type.kind === "union" && type.members.every(isClass)))
        return create(as(callee, ANY_TYPE), plainArguments(context, given));
      if (mayBeOther(context, type)) return context.use("invoke", callee, ...plainArguments(context, given));
      if (given.some((argument) => argument.kind === "star"))
        return call(as(callee, ANY_TYPE), ...plainArguments(context, given));
      if (type.kind === "instance" && context.classNamed(type.name) !== undefined)
        return method(callee, "call", ...plainArguments(context, e.args));
      if (type.kind === "callable" && type.parameters !== undefined) {
        const { parameters } = type;
        return call(
          callee,
          ...e.args.map((argument, at) =>
            argument.kind === "star"
              ? spread(iterable(context, argument.value))
              : context.flowing(argument.value, parameters[at]),
          ),
        );
      }
      return call(callee, ...plainArguments(context, e.args));
    }
  }
}

/** Whether what is called may be a class, or an object that is called like a function. */
function mayBeOther(context: Lowering, type: Type): boolean {
  // A function may be a class where classes go to the same places.
  if (type.kind === "callable") return type.holdsClass === true;
  if (type.kind !== "any" && type.kind !== "union") return false;
  return (
    givesClasses(context.module) ||
    context.module.classes.some((cls) => cls.methods.some((each) => each.name === "__call__")) ||
    takesClassesAsValues(context.module)
  );
}

function neverVariable(fn: FunctionDef): never {
  throw new Error(`the function ${fn.qualifiedName} has no name to call it by`);
}

export function plainArguments(context: Lowering, args: readonly Argument[]): TsExpression[] {
  return args.map((argument) => {
    if (argument.kind === "star") return spread(iterable(context, argument.value));
    if (argument.kind === "doubleStar")
      return method(name("Object"), "fromEntries", context.expression(argument.value));
    return tupleValue(context, argument.value, context.flowing(argument.value), { kind: "any" });
  });
}

/** Arguments of a method of an abstract container: keywords are pairs of a mapping. */
function mixinArguments(context: Lowering, args: readonly Argument[]): TsExpression[] {
  const isPair = (each: Argument): boolean => each.kind === "keyword" || each.kind === "doubleStar";
  const pairs = args
    .filter(isPair)
    .map((each) =>
      each.kind === "keyword"
        ? array(string(each.name ?? ""), context.flowing(each.value))
        : spread(context.expression(each.value)),
    );
  const plain = plainArguments(
    context,
    args.filter((each) => !isPair(each)),
  );
  return pairs.length === 0 ? plain : [...plain, create(name("Map"), [array(...pairs)])];
}

function keywordObject(context: Lowering, args: readonly Argument[]): TsExpression {
  return {
    kind: "object",
    properties: args
      .filter((argument) => argument.kind === "keyword")
      .map((argument) => ({ key: context.memberName(argument.name ?? ""), value: context.flowing(argument.value) })),
  };
}

/** A method of the container that a class derives from, where the class has one of that name itself. */
function aboveOwn(context: Lowering, cls: ClassDef, made: TsExpression): TsExpression {
  if (made.kind !== "call" || made.callee.kind !== "member") return made;
  const { object, name: text } = made.callee;
  if (object.kind !== "name" || object.name !== "this") return made;
  if (!cls.methods.some((each) => context.memberName(each.name) === text)) return made;
  return { ...made, callee: member(name("super"), text) };
}

/**
 * Arguments in the order of the parameters. Defaults at the end are left out; one before a given argument is written as
 * `undefined`. Parameters after a star are taken by position as well, behind an array for the star.
 */
export function lowerArguments(
  context: Lowering,
  fn: Pick<FunctionDef, "parameters"> & Partial<Pick<FunctionDef, "qualifiedName">>,
  args: readonly Argument[],
): TsExpression[] {
  const through = forwardedArguments(context, fn, args) ?? spreadKeywords(context, fn, args);
  if (through !== undefined) return through;
  const binding = bindArguments(fn, withoutForwarded(args));
  const hasStar = fn.parameters.some((each) => each.kind === "star");
  const hasLater = hasLaterParameters(fn);
  if (binding === undefined) {
    // `f(*xs)`: TypeScript wants to know that the array has the right length.
    const spreads = args.filter((argument) => argument.kind === "star");
    const made = withoutForwarded(args).map((argument) => {
      if (argument.kind !== "star") return context.flowing(argument.value);
      const value = iterable(context, argument.value);
      const isTuple =
        argument.value.type.kind === "tuple" && fn.parameters.length >= argument.value.type.elements.length;
      return spread(
        isTuple || (hasStar && spreads.length === 1 && args.length === 1)
          ? value
          : as(array(spread(value)), {
              kind: "reference",
              name: "Parameters",
              args: [ANY_TYPE],
            }),
      );
    });
    return made;
  }
  const result: TsExpression[] = [];
  let skipped = 0;
  for (const { parameter: each, argument } of binding.bound) {
    switch (argument.kind) {
      case "default":
        skipped++;
        break;
      case "value":
        for (; skipped > 0; skipped--) result.push(name("undefined"));
        result.push(context.flowing(argument.value, each.variable.type));
        break;
      case "rest": {
        const element = each.variable.type.kind === "array" ? each.variable.type.element : undefined;
        const values = argument.values.map((value) =>
          value.kind === "star" ? spread(iterable(context, value.value)) : context.flowing(value, element),
        );
        if (hasLater) {
          for (; skipped > 0; skipped--) result.push(name("undefined"));
          result.push(array(...values));
        } else {
          if (values.length > 0) for (; skipped > 0; skipped--) result.push(name("undefined"));
          result.push(...values);
        }
        break;
      }
      case "keywords": {
        if (argument.entries.length === 0) {
          skipped++;
          break;
        }
        for (; skipped > 0; skipped--) result.push(name("undefined"));
        const entries = argument.entries.map((entry) =>
          entry.name === undefined
            ? spread(context.expression(entry.value))
            : array(string(entry.name), context.flowing(entry.value)),
        );
        result.push(makeMap(context, each.variable.type, array(...entries)));
      }
    }
  }
  return result;
}

/**
 * Arguments of a function that passes `*args, **kwargs` on to a function that it is given: what is named in the call is put where that
 * function has it, since only positions are passed on.
 */
function forwardedArguments(
  context: Lowering,
  fn: Pick<FunctionDef, "parameters"> & Partial<Pick<FunctionDef, "body">>,
  args: readonly Argument[],
): TsExpression[] | undefined {
  const keywords = fn.parameters.find(isForwarded);
  if (keywords === undefined || fn.body === undefined || !args.some((each) => each.kind === "keyword"))
    return undefined;
  const leading = fn.parameters.filter((each) => each.kind === "normal" || each.kind === "positional");
  if (args.slice(0, leading.length).some((each) => each.kind !== "positional")) return undefined;
  let at = -1;
  let above: FunctionDef | undefined;
  visitExpressions(fn.body, {
    nested: true,
    expression: (e) => {
      if (e.kind !== "call" || !e.args.some((each) => each.kind === "doubleStar" && isForwardedName(each.value)))
        return undefined;
      const { target } = e;
      if (target.kind === "super") above = target.method;
      if (target.kind === "value" && target.callee.kind === "name") {
        const { variable } = target.callee;
        at = leading.findIndex((each) => each.variable === variable);
      }
      return undefined;
    },
  });
  const given = at < 0 ? undefined : args[at]?.value;
  const called =
    above ??
    (given?.kind === "name" && given.variable.definition?.kind === "function"
      ? given.variable.definition
      : given?.kind === "attribute" && given.resolved.kind === "method"
        ? given.resolved.method
        : undefined);
  if (called === undefined) return undefined;
  return [
    ...args.slice(0, leading.length).map((each, i) => context.flowing(each.value, leading[i].variable.type)),
    ...lowerArguments(context, called, args.slice(leading.length)),
  ];
}

function isForwardedName(e: Expression): boolean {
  return e.kind === "name" && forwarded.has(e.variable);
}

/** `f(x, **options)`: each parameter takes what the dict has under its name; what it has not leaves the default. */
function spreadKeywords(
  context: Lowering,
  fn: Pick<FunctionDef, "parameters"> & Partial<Pick<FunctionDef, "qualifiedName">>,
  args: readonly Argument[],
): TsExpression[] | undefined {
  const [only, ...others] = withoutForwarded(args).filter((each) => each.kind === "doubleStar");
  if (only === undefined || others.length > 0) return undefined;
  if (args.some((each) => each.kind === "star") || fn.parameters.some((each) => each.kind === "star")) return undefined;
  if (only.value.kind !== "name") return spreadOnce(context, fn, args, only.value);
  const positional = args.filter((each) => each.kind === "positional");
  const named = new Map(args.flatMap((each) => (each.kind === "keyword" ? [[each.name, each.value] as const] : [])));
  const options = context.expression(only.value);
  const names = fn.parameters.filter((each) => each.kind !== "doubleStar").map((each) => each.variable.name);
  const keys = array(...names.map((each) => string(each)));
  const takesAll = names.length < fn.parameters.length;
  // What a parameter is called that the function has not is an error in Python, before the function runs.
  const text = fn.qualifiedName?.replace(/^.*<locals>\./, "") ?? "function";
  let checked = takesAll ? options : context.use("knownOptions", options, keys, string(text));
  const take = (): TsExpression => {
    const made = checked;
    checked = options;
    return made;
  };
  return fn.parameters.map((each, i) => {
    const value = positional[i]?.value ?? named.get(each.variable.name);
    if (value !== undefined) return context.flowing(value, each.variable.type);
    if (each.kind === "doubleStar") return context.use("withoutKeys", options, keys);
    return as(method(as(take(), ANY_TYPE), "get", string(each.variable.name)), {
      kind: "reference",
      name: "any",
      args: [],
    });
  });
}

/** As `spreadKeywords`, where what gives the dict must run once: arguments before it, and what the dict has for all others. */
function spreadOnce(
  context: Lowering,
  fn: Pick<FunctionDef, "parameters"> & Partial<Pick<FunctionDef, "qualifiedName">>,
  args: readonly Argument[],
  options: Expression,
): TsExpression[] | undefined {
  const given = args.filter((each) => each.kind === "positional");
  const rest = fn.parameters.slice(given.length);
  if (given.length + 1 !== args.length || rest.some((each) => each.kind === "doubleStar")) return undefined;
  const taken = context.use(
    "valuesNamed",
    context.expression(options),
    array(...rest.map((each) => string(each.variable.name))),
    string(fn.qualifiedName ?? "function"),
  );
  return [
    ...given.map((each, i) => context.flowing(each.value, fn.parameters[i].variable.type)),
    spread(as(taken, { kind: "tuple", elements: rest.map(() => ANY_TYPE) })),
  ];
}

/** Whether something comes after `*args`, so that it cannot be a rest parameter. */
export function hasLaterParameters(fn: Pick<FunctionDef, "parameters">): boolean {
  const at = fn.parameters.findIndex((each) => each.kind === "star");
  return at >= 0 && fn.parameters.slice(at + 1).some((each) => !isForwarded(each));
}

const forwarded = new WeakSet<object>();

/** `**kwargs` that a wrapper only passes on as `**kwargs`: positional arguments say all that the port can pass on. */
export function markForwarded(fn: FunctionDef): void {
  const keywords = fn.parameters.find((each) => each.kind === "doubleStar");
  if (keywords === undefined || !fn.parameters.some((each) => each.kind === "star")) return;
  let passed = 0;
  visitExpressions(fn.body, {
    nested: true,
    expression: (e) => {
      if (e.kind !== "call" || takesMaps(e.target)) return;
      for (const argument of e.args) {
        if (
          argument.kind === "doubleStar" &&
          argument.value.kind === "name" &&
          argument.value.variable === keywords.variable
        )
          passed++;
      }
    },
  });
  if (passed === keywords.variable.reads) forwarded.add(keywords.variable);
}

/** Whether a call of the port is given keyword arguments as a map. */
function takesMaps(target: Call["target"]): boolean {
  if (target.kind === "method") return target.method === undefined && target.receiver.type.kind === "str";
  return target.kind === "builtin" || target.kind === "library";
}

export function isForwarded(each: { readonly variable: object; readonly kind: string }): boolean {
  return each.kind === "doubleStar" && forwarded.has(each.variable);
}

/** The arguments of a call without what is only passed on. */
function withoutForwarded(args: readonly Argument[]): Argument[] {
  return args.filter(
    (argument) =>
      !(argument.kind === "doubleStar" && argument.value.kind === "name" && forwarded.has(argument.value.variable)),
  );
}

// ───────────────────────────────────────────────────────────── classes

function construct(context: Lowering, e: Call, cls: ClassDef): TsExpression {
  const missing = missingMethods(cls);
  if (missing.length > 0) {
    const error = create(context.exceptionClass("TypeError"), [string(abstractMessage(cls, missing))]);
    return call(arrow([], [{ kind: "throw", value: error }]));
  }
  if (cls.model !== undefined) return constructModel(context, e, cls);
  const callee = cls.runtime === undefined ? name(context.className(cls)) : context.helper(cls.runtime);
  if (cls.runtime !== undefined) return constructRuntime(context, e, cls, callee);
  if (cls.enum !== undefined) return method(callee, "of", ...plainArguments(context, e.args));
  const init = findMethod(cls, "__init__");
  if (init !== undefined) return create(callee, lowerArguments(context, init, e.args));
  const fields = constructorFields(cls);
  if (isRecord(cls) || fields.length > 0) {
    const parameters = fields.map((field) => ({
      variable: { name: field.name, type: field.type } as FunctionDef["parameters"][number]["variable"],
      kind: "normal" as const,
      default: field.default ?? (field.factory === undefined ? undefined : field.factory),
      annotation: undefined,
      range: field.range,
    }));
    return create(callee, lowerArguments(context, { parameters, qualifiedName: `${cls.name}.__init__` }, e.args));
  }
  if (cls.isException) {
    const made = create(callee, exceptionArguments(context, e.args, baseException(cls)));
    const noted = notedArguments(context, e.args);
    return noted === undefined ? made : context.use("noteArguments", made, noted);
  }
  const container = containerOf(context, { kind: "instance", name: cls.name, args: [] });
  if (container?.kind === "list" && e.args.length === 1)
    return method(callee, "from", ...e.args.map((each) => iterable(context, each.value)));
  if (container?.kind === "dict") return create(callee, dictEntries(context, e.args));
  return create(callee, plainArguments(context, e.args));
}

/** What a dict is made of, as pairs. */
function dictEntries(context: Lowering, args: readonly Argument[]): TsExpression[] {
  const pairs = args.map((each) =>
    each.kind === "keyword"
      ? array(string(each.name ?? ""), context.flowing(each.value))
      : spread(context.expression(each.value)),
  );
  return pairs.length === 0
    ? []
    : args.every((each) => each.kind === "positional")
      ? plainArguments(context, args)
      : [array(...pairs)];
}

/** An object of a model or record: what is given, by name, and the defaults of the rest. */
function constructModel(context: Lowering, e: Call, cls: ClassDef): TsExpression {
  const fields = constructorFields(cls);
  const given = e.args.flatMap((argument, i): { name: string; value: TsExpression }[] => {
    const field = argument.kind === "positional" ? fields[i] : fields.find((each) => each.name === argument.name);
    return field === undefined ? [] : [{ name: field.name, value: modelArgument(context, cls, field, argument.value) }];
  });
  return modelValue(context, cls, given, fields);
}

/** What a record of an answer holds is only written: displays stay objects. */
function modelArgument(context: Lowering, cls: ClassDef, field: ClassField, value: Expression): TsExpression {
  return cls.model?.kind === "record"
    ? wireValue(context, value, field.type.kind === "dict")
    : context.flowing(value, field.type);
}

/** A class that the runtime has: what is left out at the end is left out in the port, too. */
function constructRuntime(context: Lowering, e: Call, cls: ClassDef, callee: TsExpression): TsExpression {
  const fields = constructorFields(cls);
  const values = fields.map((field, i) => {
    const argument = e.args.find((each, at) => (each.kind === "positional" ? at === i : each.name === field.name));
    return argument === undefined ? undefined : wireValue(context, argument.value, field.name === "headers");
  });
  const last = values.findLastIndex((each) => each !== undefined);
  return create(
    callee,
    values.slice(0, last + 1).map((each) => each ?? literal("null")),
  );
}

function baseException(cls: ClassDef): string {
  for (const base of cls.bases) {
    if (base.kind === "builtin") return base.name;
    if (base.kind === "class") return baseException(base.class);
  }
  return "Exception";
}

/** The message of an exception: `str` of its only argument; a KeyError shows its key's `repr`. */
export function exceptionArguments(context: Lowering, args: readonly Argument[], className: string): TsExpression[] {
  const positional = args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
  const [only] = positional;
  const star = args.find((argument) => argument.kind === "star");
  if (star !== undefined) {
    const rest = array(...positional.map((each) => context.expression(each)), spread(iterable(context, star.value)));
    return [context.use("exceptionText", positional.length === 0 ? context.expression(star.value) : rest)];
  }
  if (only === undefined) return [];
  if (positional.length > 1) {
    const tuple: Expression = {
      kind: "tuple",
      elements: positional,
      type: { kind: "tuple", elements: positional.map((each) => each.type) },
      range: only.range,
    };
    return [reprOf(context, tuple)];
  }
  return [className === "KeyError" ? reprOf(context, only) : textOf(context, only)];
}

export function makeException(context: Lowering, className: string, args: readonly Argument[]): TsExpression {
  const made = create(context.exceptionClass(className), exceptionArguments(context, args, className));
  const noted = notedArguments(context, args);
  return noted === undefined ? made : context.use("noteArguments", made, noted);
}

/** What an exception is made with, where the module asks for it and its message does not tell. */
export function notedArguments(context: Lowering, args: readonly Argument[]): TsExpression | undefined {
  if (!context.readsArguments) return undefined;
  const given = args.filter((argument) => argument.kind === "positional" || argument.kind === "star");
  if (given.length === 0 || (given.length === 1 && given[0].value.type.kind === "str" && given[0].kind !== "star"))
    return undefined;
  return array(...plainArguments(context, given));
}

function superCall(context: Lowering, e: Call, target: Extract<Call["target"], { kind: "super" }>): TsExpression {
  const apart = initializedApart(target);
  if (apart !== undefined && target.method !== undefined)
    return method(name("this"), initializerName(apart), ...lowerArguments(context, target.method, e.args));
  if (target.name === "__init__") {
    if (target.method !== undefined) return call(name("super"), ...lowerArguments(context, target.method, e.args));
    const base = target.class.bases[0];
    if (base === undefined || !isDerived(target.class)) return name("undefined");
    if (abstractContainerOf(target.class) !== undefined) return call(name("super"));
    if (isThreadClass(target.class)) return call(name("super"));
    if (target.class.isException)
      return call(name("super"), ...exceptionArguments(context, e.args, baseException(target.class)));
    return call(name("super"), ...plainArguments(context, e.args));
  }
  if (target.method === undefined) {
    if (target.name === "__str__" || target.name === "__repr__")
      return target.class.isException ? member(name("this"), "message") : call(name("String"), name("this"));
    if (target.name.startsWith("__")) return name("undefined");
    if (!isDerived(target.class)) return context.missing(`the method ${target.name} of a base class`, e.range);
    return method(name("super"), context.memberName(target.name), ...plainArguments(context, e.args));
  }
  if (target.method.role === "property") return member(name("super"), context.memberName(target.name));
  return method(name("super"), context.memberName(target.name), ...lowerArguments(context, target.method, e.args));
}

// ───────────────────────────────────────────────────────────── built-in functions

function positional(e: Call): Expression[] {
  return e.args.filter((argument) => argument.kind === "positional").map((argument) => argument.value);
}

function keyword(e: Call, text: string): Expression | undefined {
  return e.args.find((argument) => argument.kind === "keyword" && argument.name === text)?.value;
}

function lowerBuiltin(context: Lowering, e: Call, text: string): TsExpression {
  const args = positional(e);
  const [first, second, third] = args;
  const value = (each: Expression): TsExpression => context.expression(each);
  const spreadArgument = e.args.find((argument) => argument.kind === "star");
  switch (text) {
    case KNOWN_OPTIONS: {
      const [options, of, ...names] = args.map(value);
      return context.use("knownOptions", options, array(...names), of);
    }
    case "print":
      return lowerPrint(context, e, args);
    case "len":
      return first === undefined ? context.missing("len without argument", e.range) : lengthOf(context, first);
    case "str":
      return first === undefined
        ? string("")
        : second === undefined
          ? textOf(context, first)
          : call(member(create(name("TextDecoder"), []), "decode"), value(first));
    case "repr":
      return reprOf(context, first);
    case "ascii":
      return context.use("escapeBeyondAscii", reprOf(context, first));
    case "int":
      if (first?.type.kind === "library" && stubConversion(context, first, "__int__") !== undefined)
        return stubConversion(context, first, "__int__") as TsExpression;
      return toInteger(context, e, first, second ?? keyword(e, "base"));
    case "float":
      return (first === undefined ? undefined : stubConversion(context, first, "__float__")) ?? toFloat(context, first);
    case "bool":
      return first === undefined ? literal("false") : context.condition(first);
    case "abs":
      if (first.type.kind === "library")
        return stubConversion(context, first, "__abs__") ?? method(name("Math"), "abs", value(first));
      if (first.type.kind === "instance" && context.classNamed(first.type.name)?.enum === "IntEnum")
        return method(name("Math"), "abs", member(value(first), "value"));
      if (first.type.kind === "instance") return method(value(first), "abs");
      if (first.type.kind === "int" && first.type.wide)
        return {
          kind: "conditional",
          test: binary("<", value(first), literal("0n")),
          body: { kind: "unary", operator: "-", operand: value(first) },
          otherwise: value(first),
        };
      return isMixed(context, e.type)
        ? context.use("absolute", value(first))
        : method(name("Math"), "abs", value(first));
    case "round":
      return second === undefined || second.kind === "none"
        ? context.use("round", value(first))
        : context.use(isMixed(context, e.type) ? "rounded" : "round", value(first), value(second));
    case "pow":
      if (third !== undefined) return context.use("powMod", value(first), value(second), value(third));
      return binary("**", value(first), value(second));
    case "divmod": {
      const type = withoutNone(first.type);
      if (type.kind === "instance") return method(value(first), context.memberName("__divmod__"), value(second));
      const [quotient, rest] = (["//", "%"] as const).map((each) =>
        libraryOperator(each, type, withoutNone(second.type)),
      );
      if (quotient === undefined || rest === undefined) return context.use("divmod", value(first), value(second));
      const both = (a: TsExpression, b: TsExpression): TsExpression =>
        array(method(a, quotient.runtime, b), method(a, rest.runtime, b));
      if (isRepeatable(first) && isRepeatable(second)) return both(value(first), value(second));
      const parameters = [
        parameter("a", lowerType(context, first.type)),
        parameter("b", lowerType(context, second.type)),
      ];
      return call(arrow(parameters, both(name("a"), name("b"))), value(first), value(second));
    }
    case "min":
    case "max":
      return lowerExtreme(context, e, text, args, spreadArgument);
    case "sum":
      return lowerSum(context, first, second ?? keyword(e, "start"), e.type);
    case "any":
    case "all":
      return lowerQuantifier(context, text, first);
    case "sorted": {
      const options = orderOptions(context, e, elementType(first.type));
      return context.use("sorted", iterable(context, asList(first)), ...options);
    }
    case "reversed": {
      const type = withoutNone(first.type);
      if (type.kind === "instance") return method(value(first), "reversed");
      if (type.kind === "str") return method(array(spread(value(first))), "reverse");
      if (type.kind === "dict") return method(array(spread(method(value(first), "keys"))), "reverse");
      return method(value(first), "toReversed");
    }
    case "list":
    case "tuple":
      if (first === undefined) return array();
      return copyOf(context, first);
    case "set":
    case "frozenset":
      return first === undefined
        ? makeSet(context, e.type, array())
        : makeSet(context, e.type, iterable(context, asList(first)));
    case "dict":
      return lowerDictCall(context, e, first);
    case "dict.fromkeys": {
      const key = name("key");
      const fallback = second === undefined ? literal("null") : value(second);
      const pair = arrow(
        [parameter("key")],
        array(key, fallback),
        e.type.kind === "dict"
          ? { result: { kind: "tuple", elements: [lowerType(context, e.type.key), lowerType(context, e.type.value)] } }
          : {},
      );
      return makeMap(context, e.type, method(asArray(context, first), "map", pair));
    }
    case "range":
      return context.use("range", ...args.map((each) => context.flowing(each, INT)));
    case "enumerate": {
      const start = second ?? keyword(e, "start");
      return context.use("enumerate", iterable(context, first), ...(start === undefined ? [] : [value(start)]));
    }
    case "zip": {
      const star = e.args.find((argument) => argument.kind === "star");
      if (star !== undefined && e.args.length === 1) {
        const element = elementType(elementType(star.value.type));
        return {
          kind: "call",
          callee: context.helper("zip"),
          args: [spread(iterable(context, star.value))],
          typeArgs: [{ kind: "array", element: lowerType(context, element) }],
        };
      }
      return context.use(
        "zip",
        ...e.args
          .filter((argument) => argument.kind !== "keyword")
          .map((argument) =>
            argument.kind === "star" ? spread(iterable(context, argument.value)) : iterable(context, argument.value),
          ),
      );
    }
    case "map":
      return lowerMap(context, args);
    case "filter": {
      if (first.kind === "none") return context.use("filter", context.helper("truthy"), iterable(context, second));
      return method(asArray(context, second), "filter", predicate(context, first, [elementType(second.type)]));
    }
    case "next": {
      const type = withoutNone(first.type);
      if (type.kind === "instance")
        return second === undefined
          ? method(value(first), "nextValue")
          : context.use("next", context.use("iterate", value(first)), context.flowing(second));
      if (
        first.kind === "comprehension" &&
        first.form === "generator" &&
        second !== undefined &&
        first.clauses.length === 1
      ) {
        const { target, conditions } = first.clauses[0];
        const isSame =
          target.kind === "variable" && first.element.kind === "name" && first.element.variable === target.variable;
        if (isSame && conditions.length === 1 && !waitsInside(first)) {
          const found = method(
            asArray(context, first.clauses[0].iterable),
            "find",
            arrow([parameter(context.names.variable(target.variable))], context.condition(conditions[0])),
          );
          return binary("??", found, context.flowing(second));
        }
      }
      // What gives an iterator in Python gives an array here and there.
      const isArray = first.kind === "call" && first.target.kind === "builtin" && first.target.name !== "iter";
      const iterator = isArray ? context.use("iter", value(first)) : value(first);
      return context.use("next", iterator, ...(second === undefined ? [] : [context.flowing(second)]));
    }
    case "iter": {
      const type = withoutNone(first.type);
      if (second !== undefined) return context.use("until", functionValue(context, first, []), value(second));
      if (type.kind === "instance") return call(index(value(first), name("Symbol.iterator")));
      // What gives an iterator in Python gives an array here and there.
      const isArray = first.kind === "call" && first.target.kind === "builtin";
      return type.kind === "iterator" && first.kind === "call" && !isArray
        ? value(first)
        : context.use("iter", iterable(context, first));
    }
    case "ord":
      return context.use("codePoint", value(first));
    case "chr":
      return method(name("String"), "fromCodePoint", value(first));
    case "bin":
      return context.use("inBase", value(first), literal("2"), string("0b"));
    case "oct":
      return context.use("inBase", value(first), literal("8"), string("0o"));
    case "hex":
      return context.use("inBase", value(first), literal("16"), string("0x"));
    case "format":
      return second === undefined
        ? textOf(context, first)
        : context.use(
            "format",
            value(first),
            value(second),
            ...(first.type.kind === "float" && first.type.mixed !== true ? [string("float")] : []),
          );
    case "isinstance":
      return instanceTest(context, first, second);
    case "issubclass":
      return binary("instanceof", member(value(first), "prototype"), value(second));
    case "type":
      return member(as(value(first), ANY_TYPE), "constructor");
    case "callable":
      return binary("===", { kind: "unary", operator: "typeof", operand: value(first) }, string("function"));
    case "vars":
      return (
        namespaceValue(context, value(first), first.type, "__dict__", e.type) ??
        context.missing("vars() of this value", e.range)
      );
    case "hasattr":
      if (isNamespace(first.type)) return method(value(first), "has", value(second));
      return context.use("hasAttribute", value(first), attributeKey(context, second));
    case "getattr": {
      if (isNamespace(first.type) && third !== undefined)
        return as(method(value(first), "getOr", value(second), value(third)), lowerType(context, e.type));
      if (isNamespace(first.type) && second.kind === "string")
        return as(method(value(first), "get", value(second)), lowerType(context, e.type));
      if (second.kind !== "string") {
        const fallback = third === undefined ? [] : [value(third)];
        const found = context.use("getAttribute", value(first), attributeKey(context, second), ...fallback);
        return as(found, ANY_TYPE);
      }
      const found = index(as(value(first), ANY_TYPE), attributeKey(context, second));
      return third === undefined ? found : binary("??", found, value(third));
    }
    case "setattr":
      return {
        kind: "assign",
        operator: "=",
        target: index(as(value(first), ANY_TYPE), attributeKey(context, second)),
        value: value(third),
      };
    case "hash":
      return context.use("hashOf", value(first));
    case "id":
      return context.missing(`the built-in ${text}`, e.range);
    case "exit":
    case "quit":
      return lowerExit(context, first);
    case "bytes":
    case "bytearray":
      return makeBytes(context, e, text === "bytearray");
    case "bytes.fromhex":
      return context.use("bytesFromHex", value(first));
    case "bytearray.fromhex":
      return create(context.helper("ByteArray"), [context.use("bytesFromHex", value(first))]);
    case "int.from_bytes":
      return integerFromBytes(context, e);
    case "float.fromhex":
      return context.use("floatOfHex", value(first));
    case "str.maketrans":
      return context.use("makeTranslation", ...args.map(value));
    case "object":
      return { kind: "object", properties: [] };
  }
  if (BUILTIN_EXCEPTIONS.has(text)) return makeException(context, text, e.args);
  const [typeName, methodName] = text.split(".");
  // `set.intersection(*sets)` folds all of them.
  const [folded] = e.args;
  if (typeName === "set" && (methodName === "intersection" || methodName === "union") && folded?.kind === "star")
    return context.use("reduce", context.helper(methodName), iterable(context, folded.value));
  if (methodName !== undefined && first !== undefined) {
    const kind = { str: "str", list: "list", dict: "dict", set: "set" }[typeName];
    if (kind !== undefined)
      return context.method({ ...e, args: e.args.slice(1) }, first, withoutNone(first.type), methodName);
  }
  return context.missing(`the built-in ${text}`, e.range);
}

function attributeKey(context: Lowering, e: Expression): TsExpression {
  return e.kind === "string" ? string(context.memberName(e.value)) : context.use("memberKey", context.expression(e));
}

export function lowerExit(context: Lowering, code: Expression | undefined): TsExpression {
  if (context.raisesExit()) {
    if (code === undefined || code.kind === "none") return context.use("exit");
    return context.use("exit", context.expression(code));
  }
  const exit = (value: TsExpression): TsExpression => method(name("process"), "exit", value);
  if (code === undefined || code.kind === "none") return exit(literal("0"));
  if (code.type.kind === "str")
    return {
      kind: "call",
      callee: arrow(
        [],
        [
          { kind: "expression", value: method(name("console"), "error", context.expression(code)) },
          { kind: "expression", value: exit(literal("1")) },
        ],
      ),
      args: [],
      typeArgs: [],
    };
  const made = context.expression(code);
  if (code.type.kind === "optional") return exit(binary("??", made, literal("0")));
  return exit(code.type.kind === "bool" ? call(name("Number"), made) : made);
}

/** A generator expression that is consumed at once is a list. */
function asList(e: Expression): Expression {
  return e.kind === "comprehension" && e.form === "generator"
    ? { ...e, form: "list", type: e.type.kind === "iterator" ? { kind: "list", element: e.type.element } : e.type }
    : e;
}

export function elementType(type: Type): Type {
  const inner = withoutNone(type);
  switch (inner.kind) {
    case "list":
    case "array":
    case "set":
    case "deque":
    case "iterator":
      return inner.element;
    case "dict":
      return inner.key;
    case "str":
      return { kind: "str" };
    case "range":
    case "bytes":
      return { kind: "int", wide: false };
    case "tuple":
      return inner.elements[0] ?? { kind: "any" };
    default:
      return { kind: "any" };
  }
}

/** What a container is changed by. */
const CHANGES =
  /^(?:pop|popleft|popitem|append|appendleft|add|remove|discard|insert|extend|update|setdefault|clear|sort|reverse|rotate|subtract)$/;

/** Whether evaluating an expression may change an object that was evaluated before. */
function mayChange(e: Expression): boolean {
  let found = false;
  visitExpression(e, {
    expression: (each) => {
      if (each.kind !== "call" || each.target.kind !== "method") return undefined;
      const { method: fn, name: text } = each.target;
      found ||= fn === undefined ? CHANGES.test(text) : changesReceiver(fn);
      return undefined;
    },
  });
  return found;
}

function changesReceiver(fn: FunctionDef): boolean {
  let found = false;
  const isOwn = (e: Expression): boolean =>
    e.kind === "attribute" || e.kind === "index" ? isOwn(e.object) : e.kind === "name" && e.variable === fn.receiver;
  visitExpressions(fn.body, {
    target: (target) => {
      found ||= (target.kind === "attribute" || target.kind === "index") && isOwn(target.object);
    },
    expression: (each) => {
      if (each.kind === "call" && each.target.kind === "method")
        found ||= CHANGES.test(each.target.name) && isOwn(each.target.receiver);
      return undefined;
    },
  });
  return found;
}

/** Python shows the arguments of `print` once all of them are there: what a later one changes is shown as changed. */
function isShownLate(args: readonly Expression[]): boolean {
  const last = args.findLastIndex(mayChange);
  return args
    .slice(0, Math.max(last, 0))
    .some((each) => ["list", "dict", "set", "deque", "bytes", "instance", "any"].includes(withoutNone(each.type).kind));
}

function lowerPrint(context: Lowering, e: Call, args: readonly Expression[]): TsExpression {
  if (isShownLate(args) && e.args.every((each) => each.kind !== "star") && !args.some(waitsInside)) {
    const variables = args.map((each, at) => syntheticVariable(String.fromCharCode(97 + at), each.type));
    for (const each of variables) context.names.rename(each, each.name);
    const shown = variables.map((variable, at) => ({
      kind: "positional" as const,
      name: undefined,
      value: { kind: "name" as const, variable, type: variable.type, range: args[at].range },
    }));
    const named = e.args.filter((each) => each.kind === "keyword");
    const printed = lowerPrint(
      context,
      { ...e, args: [...shown, ...named] },
      shown.map((each) => each.value),
    );
    const parameters = variables.map((each) => parameter(each.name, lowerType(context, each.type)));
    return call(arrow(parameters, printed), ...args.map((each) => context.expression(each)));
  }
  const sep = keyword(e, "sep");
  const end = keyword(e, "end");
  const file = keyword(e, "file");
  const toError = file?.kind === "library" && file.name === "stderr";
  const separator = sep === undefined || sep.kind === "none" ? string(" ") : context.expression(sep);
  const star = e.args.some((argument) => argument.kind === "star");
  let text: TsExpression;
  if (star) {
    const parts = e.args
      .filter((argument) => argument.kind !== "keyword")
      .map((argument) =>
        argument.kind === "star"
          ? spread(
              method(
                asArray(context, argument.value),
                "map",
                arrow([parameter("x")], context.use("str", name("x"), ...layoutArgument(context, argument.value))),
              ),
            )
          : textOf(context, argument.value),
      );
    text = method(array(...parts), "join", separator);
  } else if (args.length === 0) text = string("");
  else if (args.length === 1) text = textOf(context, args[0]);
  else {
    const parts: (string | TsExpression)[] = [];
    args.forEach((each, at) => {
      if (at > 0) parts.push(separator.kind === "string" ? separator.value : separator);
      const made = textOf(context, each);
      if (made.kind === "string") parts.push(made.value);
      else if (made.kind === "template") parts.push(...made.parts);
      else if (made.kind === "call" && made.callee.kind === "name" && made.callee.name === "String")
        parts.push(made.args[0]);
      else parts.push(made);
    });
    text = parts.every((part) => typeof part === "string") ? string(parts.join("")) : { kind: "template", parts };
  }
  if (
    file !== undefined &&
    withoutNone(file.type).kind === "library" &&
    libraryClass((withoutNone(file.type) as { name: string }).name) !== undefined
  ) {
    const last = end === undefined ? string("\n") : context.expression(end);
    return method(context.expression(file), "writeText", { kind: "template", parts: [text, last] });
  }
  if (end === undefined || (end.kind === "string" && end.value === "\n"))
    return method(
      name("console"),
      toError ? "error" : "log",
      ...(text.kind === "string" && text.value === "" ? [] : [text]),
    );
  const ending = context.expression(end);
  const isEmpty = ending.kind === "string" && ending.value === "";
  const whole = isEmpty
    ? text
    : {
        kind: "template" as const,
        parts: [
          ...(text.kind === "template" ? text.parts : text.kind === "string" ? [text.value] : [text]),
          ending.kind === "string" ? ending.value : ending,
        ],
      };
  return method(member(name("process"), toError ? "stderr" : "stdout"), "write", whole);
}

function layoutArgument(context: Lowering, e: Expression): TsExpression[] {
  const element = elementType(e.type);
  void context;
  return element.kind === "float" ? [string("float")] : [];
}

function lengthOf(context: Lowering, e: Expression): TsExpression {
  const type = withoutNone(e.type);
  switch (type.kind) {
    case "str":
      return context.use("length", context.expression(e));
    case "dict":
    case "set":
      return member(context.expression(e), "size");
    case "list":
    case "array":
    case "tuple":
    case "deque":
    case "bytes":
    case "range":
      return member(context.expression(asList(e)), "length");
    case "instance": {
      const cls = context.classNamed(type.name);
      if (cls?.namedTuple) return literal(String(cls.fields.length));
      if (containerOf(context, type)?.kind === "dict" && cls !== undefined && findMethod(cls, "__len__") === undefined)
        return member(context.expression(e), "size");
      return member(context.expression(e), "length");
    }
    case "class":
      return member(method(context.expression(e), "members"), "length");
    case "iterator":
      return member(asArray(context, e), "length");
    case "library": {
      const length = libraryMethod(type.name, "__len__");
      if (length !== undefined) return method(present(context, e), length.runtime);
      return context.use("len", context.expression(e));
    }
    default:
      return context.use("len", context.expression(e));
  }
}

function toInteger(
  context: Lowering,
  e: Call,
  first: Expression | undefined,
  base: Expression | undefined,
): TsExpression {
  void e;
  if (first === undefined) return literal("0");
  const made = context.expression(first);
  const type = withoutNone(first.type);
  switch (type.kind) {
    case "str":
      return context.use("parseInteger", made, ...(base === undefined ? [] : [context.expression(base)]));
    case "int":
      return type.wide ? call(name("Number"), made) : made;
    case "bool":
      return call(name("Number"), made);
    case "float":
      return context.use("truncate", made);
    case "instance": {
      const cls = context.classNamed(type.name);
      if (cls?.enum !== undefined) return member(made, "value");
      return method(made, "toInteger");
    }
    default: {
      return context.use("toInteger", made);
    }
  }
}

function toFloat(context: Lowering, first: Expression | undefined): TsExpression {
  if (first === undefined) return literal("0");
  if (first.kind === "string") {
    const text = first.value.trim().toLowerCase();
    if (/^\+?inf(inity)?$/.test(text)) return literal("Infinity");
    if (/^-inf(inity)?$/.test(text)) return literal("-Infinity");
    if (text === "nan") return literal("NaN");
  }
  const made = context.expression(first);
  const type = withoutNone(first.type);
  if (type.kind === "str") return context.use("parseNumber", made);
  if (isMixed(context, type)) return call(name("Number"), made);
  if (type.kind === "float" || (type.kind === "int" && !type.wide)) return made;
  if (type.kind === "instance") return method(made, "toNumber");
  if (type.kind === "bool" || type.kind === "int") return call(name("Number"), made);
  const isText = binary("===", { kind: "unary", operator: "typeof", operand: made }, string("string"));
  return {
    kind: "conditional",
    test: isText,
    body: context.use("parseNumber", as(made, ANY_TYPE)),
    otherwise: call(name("Number"), made),
  };
}

/** `{ key, reverse }` for sorting. */
export function orderOptions(context: Lowering, e: Call, element: Type): TsExpression[] {
  const key = keyword(e, "key");
  const reverse = keyword(e, "reverse");
  const properties: { key: string; value: TsExpression }[] = [];
  if (key !== undefined && key.kind !== "none")
    properties.push({ key: "key", value: functionValue(context, key, [element]) });
  if (reverse !== undefined && !(reverse.kind === "bool" && !reverse.value))
    properties.push({ key: "reverse", value: context.condition(reverse) });
  return properties.length === 0 ? [] : [{ kind: "object", properties }];
}

/** A function passed to a helper. A lambda's parameters are typed by where it goes. */
export function functionValue(context: Lowering, e: Expression, elements: readonly Type[]): TsExpression {
  if (e.kind === "lambda") {
    const made = context.expression(e);
    if (made.kind === "arrow")
      return {
        ...made,
        function: {
          ...made.function,
          parameters: made.function.parameters.map((each) => (each.rest ? each : { ...each, type: undefined })),
        },
      };
    return made;
  }
  if (e.kind === "builtin") return builtinFunction(context, e.name, elements, e);
  if (e.kind === "library" && e.module === "operator") return context.expression(e);
  // A named function may take more parameters than it is called with.
  const definition =
    e.kind === "name" && e.variable.definition?.kind === "function" ? e.variable.definition : undefined;
  if (definition !== undefined && definition.parameters.length > elements.length) {
    const names = elements.map((_, at) => String.fromCharCode(120 + at));
    return arrow(
      names.map((each) => parameter(each)),
      call(context.expression(e), ...names.map((each) => name(each))),
    );
  }
  return context.expression(e);
}

function predicate(context: Lowering, e: Expression, elements: readonly Type[]): TsExpression {
  if (e.kind === "lambda") {
    const only = e.function.body[0];
    const made = functionValue(context, e, elements);
    if (
      made.kind === "arrow" &&
      only?.kind === "return" &&
      only.value !== undefined &&
      only.value.type.kind !== "bool"
    ) {
      const { value } = only;
      return { ...made, function: { ...made.function, body: [{ kind: "return", value: context.condition(value) }] } };
    }
    return made;
  }
  return functionValue(context, e, elements);
}

/** A built-in for one known argument type: `map(str, numbers)` needs no dynamic test. */
function builtinFunction(context: Lowering, text: string, elements: readonly Type[], e: Expression): TsExpression {
  const [element] = elements;
  if (element === undefined || element.kind === "any" || elements.length !== 1) return context.expression(e);
  if (text === "str" && (element.kind === "int" || element.kind === "str")) return name("String");
  if (text === "float" && element.kind === "str") return arrow([parameter("x")], context.use("parseNumber", name("x")));
  if (text === "float" && isNumeric(element)) return name("Number");
  const argument = { kind: "name", variable: { name: "x" }, type: element, range: e.range } as unknown as Expression;
  const withName = { ...argument, kind: "stub", construct: "", python: "" } as Expression;
  void withName;
  if (
    [
      "str",
      "int",
      "float",
      "bool",
      "len",
      "repr",
      "abs",
      "sum",
      "max",
      "min",
      "sorted",
      "list",
      "tuple",
      "set",
      "ord",
      "chr",
    ].includes(text)
  ) {
    const variable = syntheticVariable("x", element);
    const inner: Expression = { kind: "name", variable, type: element, range: e.range };
    context.names.rename(variable, "x");
    const result: Type =
      text === "set" ? { kind: "set", element: elementType(element), frozen: false } : { kind: "any" };
    const made = lowerBuiltin(
      context,
      {
        kind: "call",
        target: { kind: "builtin", name: text },
        args: [{ kind: "positional", name: undefined, value: inner }],
        type: result,
        range: e.range,
      },
      text,
    );
    return arrow([parameter("x")], made);
  }
  return context.expression(e);
}

function lowerExtreme(
  context: Lowering,
  e: Call,
  text: "min" | "max",
  args: readonly Expression[],
  star: Argument | undefined,
): TsExpression {
  const key = keyword(e, "key");
  const fallback = keyword(e, "default");
  const isList = args.length === 1 && star === undefined;
  const element = isList ? elementType(args[0].type) : (args[0]?.type ?? { kind: "any" });
  const numbers =
    (isList ? [element] : args.map((arg) => arg.type)).every(
      (type) => (type.kind === "int" && !type.wide) || type.kind === "float",
    ) && !isMixed(context, e.type);
  if (!isList && star === undefined && numbers && key === undefined)
    return method(name("Math"), text, ...args.map((arg) => context.expression(arg)));
  const properties: { key: string; value: TsExpression }[] = [];
  if (key !== undefined && key.kind !== "none")
    properties.push({ key: "key", value: functionValue(context, key, [element]) });
  if (fallback !== undefined) properties.push({ key: "default", value: context.flowing(fallback) });
  const options: TsExpression[] = properties.length === 0 ? [] : [{ kind: "object", properties }];
  if (isList) return context.use(text, iterable(context, asList(args[0])), ...options);
  const all = e.args
    .filter((argument) => argument.kind !== "keyword")
    .map((argument) =>
      argument.kind === "star" ? spread(iterable(context, argument.value)) : context.flowing(argument.value, e.type),
    );
  return context.use(
    text,
    all.length === 1 && star !== undefined ? iterable(context, star.value) : array(...all),
    ...options,
  );
}

function lowerSum(context: Lowering, first: Expression, start: Expression | undefined, type: Type): TsExpression {
  const values = asList(first);
  const element = elementType(first.type);
  if (type.kind === "int" && type.wide)
    return context.use(
      "bigSum",
      iterable(context, values),
      ...(start === undefined ? [] : [context.flowing(start, type)]),
    );
  if (element.kind === "bool") {
    const made = asArray(context, values);
    return member(method(made, "filter", arrow([parameter("x")], name("x"))), "length");
  }
  if (isMixed(context, element) || (element.kind === "any" && readsRows(context.module)))
    return context.use("total", iterable(context, values), ...(start === undefined ? [] : [context.expression(start)]));
  if (isNumeric(element) || ["any", "never", "union", "parameter", "optional"].includes(element.kind))
    return context.use("sum", iterable(context, values), ...(start === undefined ? [] : [context.expression(start)]));
  if (element.kind === "list" || element.kind === "array") {
    const joined = method(asArray(context, values), "flat");
    return start === undefined || (start.kind === "list" && start.elements.length === 0)
      ? joined
      : array(spread(context.expression(start)), spread(joined));
  }
  const add = arrow(
    [parameter("a"), parameter("b")],
    element.kind === "instance"
      ? method(name("a"), "add", name("b"))
      : element.kind === "library"
        ? method(name("a"), libraryOperator("+", element, element)?.runtime ?? "plus", name("b"))
        : binary("+", name("a"), name("b")),
  );
  return method(asArray(context, values), "reduce", add, ...(start === undefined ? [] : [context.expression(start)]));
}

function lowerQuantifier(context: Lowering, text: string, first: Expression): TsExpression {
  const verb = text === "any" ? "some" : "every";
  if (first.kind === "comprehension" && first.form !== "dict" && first.clauses.length === 1 && !waitsInside(first)) {
    const [clause] = first.clauses;
    const type = withoutNone(clause.iterable.type);
    const isWhole = type.kind !== "iterator" || clause.iterable.kind === "call";
    if (isWhole && (first.form === "generator" || first.form === "list")) {
      let source = rowsFor(context, clause.target, asArray(context, clause.iterable));
      const pattern = patternParameter(context, first);
      for (const condition of clause.conditions)
        source = method(source, "filter", arrow([pattern], context.condition(condition)));
      return method(source, verb, arrow([pattern], context.condition(first.element)));
    }
  }
  const element = elementType(first.type);
  const variable = syntheticVariable("x", element);
  context.names.rename(variable, "x");
  const test = truthOf(context, { kind: "name", type: element }, name("x"));
  return method(asArray(context, first), verb, arrow([parameter("x")], test));
}

function patternParameter(
  context: Lowering,
  e: Extract<Expression, { kind: "comprehension" }>,
): ReturnType<typeof parameter> {
  const [clause] = e.clauses;
  return { name: patternOf(context, clause.target), type: undefined, default: undefined, optional: false, rest: false };
}

/** `list(x)` and `tuple(x)`: a copy. */
function copyOf(context: Lowering, e: Expression): TsExpression {
  const type = withoutNone(e.type);
  if (e.kind === "comprehension" && e.form === "generator") return context.expression(asList(e));
  if (
    e.kind === "call" &&
    e.target.kind === "builtin" &&
    ["map", "filter", "range", "reversed", "sorted"].includes(e.target.name)
  ) {
    const made = context.expression(e);
    const isArray =
      type.kind === "range" ||
      (made.kind === "call" &&
        made.callee.kind === "member" &&
        ["map", "filter", "toReversed", "reverse"].includes(made.callee.name));
    return isArray || e.target.name === "sorted" ? made : array(spread(made));
  }
  if (
    e.kind === "call" &&
    e.target.kind === "method" &&
    e.target.name === "items" &&
    e.target.receiver.type.kind === "dict"
  )
    return array(spread(context.expression(e.target.receiver)));
  if (
    e.kind === "call" &&
    e.target.kind === "method" &&
    e.target.name === "map" &&
    e.target.receiver.type.kind === "library"
  )
    return context.expression(e);
  if (e.kind === "slice" && type.kind === "list") return context.expression(e);
  return array(spread(iterable(context, e)));
}

function lowerDictCall(context: Lowering, e: Call, first: Expression | undefined): TsExpression {
  const keywords = e.args.filter((argument) => argument.kind === "keyword");
  const spreads = e.args.filter((argument) => argument.kind === "doubleStar");
  const type = e.type.kind === "dict" ? e.type : undefined;
  const entries = [
    ...spreads.map((argument) => spread(context.expression(argument.value))),
    ...keywords.map((argument) => array(string(argument.name ?? ""), context.flowing(argument.value, type?.value))),
  ];
  if (first === undefined) return makeMap(context, e.type, entries.length === 0 ? undefined : array(...entries));
  const own = withoutNone(first.type);
  if (own.kind === "library" && libraryMethod(own.name, "__dict__") !== undefined && entries.length === 0)
    return method(context.expression(first), "entries");
  const source = context.expression(asList(first));
  const typed = hidesTuple(first.type) || first.type.kind === "dict" ? source : as(source, ANY_TYPE);
  if (entries.length === 0) return makeMap(context, e.type, typed);
  return makeMap(context, e.type, array(spread(typed), ...entries));
}

function lowerMap(context: Lowering, args: readonly Expression[]): TsExpression {
  const [fn, ...sources] = args;
  if (sources.length === 1) {
    const made = functionValue(context, fn, [elementType(sources[0].type)]);
    // `map` passes the position as well, which only functions of one parameter do not see.
    const takesOne =
      made.kind === "arrow"
        ? !made.function.parameters.some((each) => each.rest)
        : made.kind === "name" && (made.name === "String" || made.name === "Number");
    const wrapped = takesOne || fn.kind === "name" ? made : arrow([parameter("x")], call(made, name("x")));
    const type = withoutNone(sources[0].type);
    if (type.kind === "iterator" && sources[0].kind !== "call" && sources[0].kind !== "comprehension")
      return context.use("map", wrapped, context.expression(sources[0]));
    return method(asArray(context, sources[0]), "map", wrapped);
  }
  const names = sources.map((_, at) => String.fromCharCode(97 + at));
  const made = functionValue(
    context,
    fn,
    sources.map((source) => elementType(source.type)),
  );
  const pattern = {
    name: {
      kind: "array",
      elements: names.map((each) => ({ kind: "name", name: each }) as const),
      rest: undefined,
    } as const,
    type: undefined,
    default: undefined,
    optional: false,
    rest: false,
  };
  const zipped = array(spread(context.use("zip", ...sources.map((source) => iterable(context, source)))));
  if (
    made.kind === "arrow" &&
    made.function.parameters.every((each) => each.name.kind === "name" && each.default === undefined && !each.rest)
  ) {
    const elements = made.function.parameters.map((each) => each.name);
    return method(zipped, "map", {
      ...made,
      function: { ...made.function, parameters: [{ ...pattern, name: { kind: "array", elements, rest: undefined } }] },
    });
  }
  return method(zipped, "map", arrow([pattern], call(made, ...names.map((each) => name(each)))));
}

// ───────────────────────────────────────────────────────────── isinstance

function instanceTest(context: Lowering, e: Expression, classes: Expression): TsExpression {
  const flat = (each: Expression): Expression[] =>
    each.kind === "tuple"
      ? each.elements.flatMap(flat)
      : each.kind === "binary" && each.operator === "|"
        ? [...flat(each.left), ...flat(each.right)]
        : [each];
  const tests = flat(classes).map((each) => {
    const reference = classReference(each);
    return reference === undefined
      ? binary("instanceof", context.expression(e), context.expression(each))
      : typeTest(context, context.expression(e), reference, e.type);
  });
  return tests.reduce((a, b) => binary("||", a, b));
}

function classReference(e: Expression): ClassReference | undefined {
  if (e.kind === "builtin") return { kind: "builtin", name: e.name };
  if (e.kind === "library") return { kind: "library", name: `${e.module}.${e.name}` };
  if (e.kind === "name" && e.variable.definition?.kind === "class")
    return { kind: "class", class: e.variable.definition };
  return undefined;
}

/** Whether a value is of a class, by what JavaScript can tell and the static type. */
export function typeTest(context: Lowering, made: TsExpression, reference: ClassReference, type: Type): TsExpression {
  const kindIs = (text: string): TsExpression =>
    binary("===", { kind: "unary", operator: "typeof", operand: made }, string(text));
  if (reference.kind === "class") {
    const { isProtocol, fields, methods } = reference.class;
    // An interface is nothing when the program runs: what it asks for is looked at.
    if (isProtocol && fields.length === 0 && methods.length > 0)
      return methods
        .map((each) => context.use("hasAttribute", made, string(context.memberName(each.name))))
        .reduce((a, b) => binary("&&", a, b));
    const classes = [reference.class, ...reference.class.standIns];
    return classes
      .map((each) => {
        const tested = each.runtime === undefined ? name(context.className(each)) : context.helper(each.runtime);
        return binary("instanceof", made, tested);
      })
      .reduce((a, b) => binary("||", a, b));
  }
  if (reference.kind === "library") {
    const last = reference.name.slice(reference.name.lastIndexOf(".") + 1);
    if (last === "Callable") return kindIs("function");
    if (last === "Mapping" || last === "MutableMapping") return binary("instanceof", made, name("Map"));
    return binary("instanceof", made, context.exceptionClass(reference.name));
  }
  switch (reference.name) {
    case "int":
      return type.kind === "float"
        ? isMixed(context, type)
          ? not(context.use("isFloat", made))
          : method(name("Number"), "isInteger", made)
        : type.kind === "int"
          ? literal("true")
          : context.use("isInteger", made);
    case "float": {
      if (isMixed(context, type)) return context.use("isFloat", made);
      if (context.showsNumbers && (type.kind === "any" || type.kind === "union")) return context.use("isFloat", made);
      const hasInt = type.kind === "union" ? type.members.some((each) => each.kind === "int") : type.kind === "any";
      return hasInt ? binary("&&", kindIs("number"), not(method(name("Number"), "isInteger", made))) : kindIs("number");
    }
    case "str":
      return kindIs("string");
    case "bool":
      return kindIs("boolean");
    case "list":
    case "tuple": {
      const isOther = reference.name === "list" ? type.kind === "tuple" || type.kind === "array" : type.kind === "list";
      if (isOther) return literal("false");
      const isArray = method(name("Array"), "isArray", made);
      if (!context.showsTuples || !isUntold(type)) return isArray;
      return reference.name === "tuple"
        ? context.use("isTuple", made)
        : binary("&&", isArray, not(context.use("isTuple", made)));
    }
    case "dict":
      return binary("instanceof", made, name("Map"));
    case "set":
    case "frozenset":
      return binary("instanceof", made, name("Set"));
    case "bytes":
      return binary("instanceof", made, name("Uint8Array"));
    case "complex":
      return literal("false");
    case "object":
      return literal("true");
    default:
      return binary("instanceof", made, context.exceptionClass(reference.name));
  }
}

/** What every model of Pydantic has. */
function modelCall(context: Lowering, e: Call, receiver: Expression, model: ModelMethod): TsExpression {
  const { target } = e;
  const classNamed = (text: string): ClassDef | undefined => context.classNamed(text);
  const has = (test: (each: Type | "alias") => boolean): boolean => someField(classNamed, receiver.type, test);
  if (model.kind === "unsupported") return context.missing(model.construct, e.range);
  if (has((each) => each === "alias")) return context.missing("a copy or dump of a model with aliases", e.range);
  if (model.kind === "copy" && target.kind === "method") return context.expression(copyCall(e, target, model.changes));
  const value = context.expression(receiver);
  if (model.kind === "json") return context.use("modelText", value, ...floats(context, receiver.type));
  // A dict of values of all types does not tell 1.0 from 1.
  if (has((each) => each !== "alias" && each.kind === "float"))
    context.note("warning", "unsupported", "a whole float in a dumped model is shown without its point", e.range);
  return context.use("modelFields", value);
}
