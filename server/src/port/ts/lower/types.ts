import { libraryClass } from "../../ir/library/index.ts";
import type { ClassDef } from "../../ir/nodes.ts";
import { table } from "../../ir/table.ts";
import type { Type } from "../../ir/types.ts";
import { literal, string, type TsExpression, type TsType } from "../tree.ts";
import type { Lowering } from "./context.ts";

const LIBRARY_CLASSES: Readonly<Record<string, string>> = table({
  "threading.Thread": "Thread",
  "threading.Lock": "Semaphore",
  "threading.Semaphore": "Semaphore",
  "asyncio.Lock": "Semaphore",
  "asyncio.Semaphore": "Semaphore",
  "threading.Condition": "Condition",
  "asyncio.Condition": "Condition",
  "threading.Event": "Flag",
  "asyncio.Event": "Flag",
  "concurrent.futures.Executor": "Pool",
  "multiprocessing.Pool": "Pool",
  "concurrent.futures.Future": "Task",
  "multiprocessing.AsyncResult": "Task",
  "asyncio.Task": "Task",
  "queue.Queue": "Queue",
  "asyncio.Queue": "Queue",
  "asyncio.TaskGroup": "TaskGroup",
  "contextlib.ExitStack": "ExitStack",
  "hashlib.Hash": "Digest",
  "random.Random": "Random",
  "portwright.web.Request": "HttpRequest",
  "portwright.web.Response": "HttpResponse",
  "portwright.web.Reply": "HttpResponse",
  "portwright.web.Tasks": "Tasks",
  "portwright.web.Inputs": "Inputs",
  "portwright.web.Next": "Next",
});

const reference = (name: string, ...args: TsType[]): TsType => ({ kind: "reference", name, args });

export function lowerType(context: Lowering, type: Type): TsType {
  const inner = (part: Type): TsType => lowerType(context, part);
  switch (type.kind) {
    case "none":
      return reference("null");
    case "bool":
      return reference("boolean");
    case "int":
      return reference(type.wide ? "bigint" : "number");
    case "float":
      return reference("number");
    case "str":
      return reference("string");
    case "bytes":
      return reference("Uint8Array");
    case "list":
    case "deque":
    case "array":
      return { kind: "array", element: inner(type.element) };
    case "range":
      return { kind: "array", element: reference("number") };
    case "tuple":
      return { kind: "tuple", elements: type.elements.map(inner) };
    case "dict": {
      if (type.flavor === "Counter") return reference(context.helperType("Counter"), inner(type.key));
      const name = type.flavor === "defaultdict" ? context.helperType("DefaultMap") : "Map";
      return reference(name, inner(type.key), inner(type.value));
    }
    case "set":
      return reference("Set", inner(type.element));
    case "iterator":
      return reference("IterableIterator", inner(type.element));
    case "asyncIterator":
      return reference("AsyncGenerator", inner(type.element));
    case "awaitable":
      return reference("Promise", resultType(context, type.result));
    case "callable": {
      const result = resultType(context, type.result);
      if (type.parameters === undefined) return { kind: "function", parameters: [], result, rest: true, required: 0 };
      return { kind: "function", parameters: type.parameters.map(inner), result, rest: false, required: type.required };
    }
    case "instance": {
      const cls = context.classNamed(type.name);
      return reference(cls === undefined ? context.exceptionType(type.name) : context.className(cls));
    }
    case "class": {
      const cls = context.classNamed(type.name);
      return cls === undefined ? reference("any") : reference(`typeof ${context.className(cls)}`);
    }
    case "optional":
      return { kind: "union", members: [...unionMembers(inner(type.of)), reference("null")] };
    case "union": {
      const members = type.members.flatMap((member) => unionMembers(inner(member)));
      const seen = new Set<string>();
      const unique = members.filter((member) => {
        const key = JSON.stringify(member);
        return !seen.has(key) && seen.add(key);
      });
      return unique.length === 1 ? unique[0] : { kind: "union", members: unique };
    }
    case "parameter":
      return reference(isTypeInScope(context, type.name) ? type.name : "any");
    case "library": {
      if (type.name === "re.Match") return reference("RegExpExecArray");
      if (type.name === "re.Pattern") return reference("RegExp");
      const own = libraryClass(type.name);
      if (own !== undefined) return reference(context.helperType(own.runtime));
      const known = LIBRARY_CLASSES[type.name];
      if (known === undefined) return reference("any");
      const generic = known === "Task" || known === "Queue";
      const args = type.args.length === 0 ? [reference("any")] : type.args.map(inner);
      return reference(context.helperType(known), ...(generic ? args : []));
    }
    case "never":
      return reference("never");
    default:
      return reference("any");
  }
}

function unionMembers(type: TsType): readonly TsType[] {
  return type.kind === "union" ? type.members : [type];
}

/** What a function returns: nothing is `void`. */
export function resultType(context: Lowering, type: Type): TsType {
  return type.kind === "none" ? reference("void") : lowerType(context, type);
}

/** The type of a parameter: whatever can be looped over where Python only loops. */
export function parameterType(context: Lowering, type: Type): TsType {
  if (type.kind === "iterator") return reference("Iterable", lowerType(context, type.element));
  return lowerType(context, withoutNever(type));
}

/** The type of a parameter that nothing is ever passed into takes anything. */
function withoutNever(type: Type): Type {
  switch (type.kind) {
    case "never":
      return { kind: "any" };
    case "list":
    case "array":
    case "set":
    case "deque":
      return { ...type, element: withoutNever(type.element) };
    case "dict":
      return { ...type, key: withoutNever(type.key), value: withoutNever(type.value) };
    default:
      return type;
  }
}

/** Whether keys or elements of the type are compared by content rather than by identity. */
export function needsContentKeys(context: Lowering, type: Type): boolean {
  switch (type.kind) {
    case "tuple":
    case "array":
    case "set":
    case "list":
      return true;
    case "any":
      return false;
    case "optional":
      return needsContentKeys(context, type.of);
    case "union":
      return type.members.some((member) => needsContentKeys(context, member));
    case "instance": {
      const cls = context.classNamed(type.name);
      return cls !== undefined && comparesByContent(cls);
    }
    case "library":
      return (libraryClass(type.name)?.shape ?? "pointer") !== "pointer";
    default:
      return false;
  }
}

export function comparesByContent(cls: ClassDef): boolean {
  if (cls.enum !== undefined) return false;
  if (cls.namedTuple || cls.dataclass?.eq === true || cls.methods.some((method) => method.name === "__eq__"))
    return true;
  return cls.bases.some((base) => base.kind === "class" && comparesByContent(base.class));
}

/** Whether `===` is Python's `==` on values of the type. */
export function isPrimitive(context: Lowering, type: Type): boolean {
  switch (type.kind) {
    case "none":
    case "bool":
    case "int":
    case "float":
    case "str":
    case "class":
    case "never":
      return true;
    case "instance": {
      const cls = context.classNamed(type.name);
      return cls === undefined || (!comparesByContent(cls) && !cls.subclasses.some(comparesByContent));
    }
    case "library":
      return (libraryClass(type.name)?.shape ?? "pointer") === "pointer";
    case "optional":
      return isPrimitive(context, type.of);
    default:
      return false;
  }
}

/** The layout argument of `repr` and `str`; undefined where the values tell themselves. */
export function layoutOf(type: Type, isInside = false): TsExpression | undefined {
  const object = (key: string, value: TsExpression): TsExpression => ({ kind: "object", properties: [{ key, value }] });
  const orAny = (part: Type): TsExpression => layoutOf(part, true) ?? string("any");
  switch (type.kind) {
    case "float":
      return type.mixed ? undefined : string("float");
    case "list": {
      const element = layoutOf(type.element, true);
      return element === undefined ? undefined : object("list", element);
    }
    case "array":
      return object("array", orAny(type.element));
    case "iterator": {
      const element = layoutOf(type.element, true);
      return element === undefined ? undefined : object("list", element);
    }
    case "tuple":
      return object("tuple", { kind: "array", elements: type.elements.map(orAny) });
    case "set": {
      const element = layoutOf(type.element, true);
      const inner = element === undefined ? undefined : object("set", element);
      if (!type.frozen) return inner;
      return {
        kind: "object",
        properties: [
          { key: "wrapped", value: string("frozenset") },
          { key: "of", value: inner ?? string("any") },
        ],
      };
    }
    case "deque":
      return {
        kind: "object",
        properties: [
          { key: "wrapped", value: string("deque") },
          { key: "of", value: object("list", orAny(type.element)) },
        ],
      };
    case "dict": {
      const key = layoutOf(type.key, true);
      const value = layoutOf(type.value, true);
      if (type.flavor === "OrderedDict")
        return object("pairs", { kind: "array", elements: [key ?? string("any"), value ?? string("any")] });
      const factory = type.flavor === "defaultdict" ? factoryName(type.value) : undefined;
      if (factory !== undefined)
        return {
          kind: "object",
          properties: [
            { key: "wrapped", value: string(`defaultdict(<class '${factory}'>`) },
            { key: "of", value: layoutOf({ ...type, flavor: "dict" }) ?? string("any") },
          ],
        };
      return key === undefined && value === undefined
        ? undefined
        : object("dict", { kind: "array", elements: [key ?? string("any"), value ?? string("any")] });
    }
    case "optional":
      return layoutOf(type.of, isInside);
    case "union": {
      // Where integers get there too, a whole number is more likely one of them than a float.
      const kinds = type.members.map((member) => member.kind);
      const isFloat = type.members.some((member) => member.kind === "float" && member.mixed !== true);
      const isPlain = kinds.every((kind) => ["float", "str", "bool", "bytes"].includes(kind));
      if (isFloat && isPlain) return string("float");
      const known = type.members
        .filter((member) => member.kind !== "float")
        .map((member) => layoutOf(member, true))
        .filter((each) => each !== undefined);
      return known.length === 1 &&
        type.members.filter((member) => ["list", "tuple", "array", "int"].includes(member.kind)).length <= 1
        ? known[0]
        : undefined;
    }
    default:
      return undefined;
  }
}

/** The factory of a defaultdict, as its values tell it. */
function factoryName(value: Type): string | undefined {
  switch (value.kind) {
    case "int":
    case "list":
    case "str":
    case "bool":
      return value.kind;
    case "float":
      return value.mixed === true ? undefined : "float";
    case "set":
      return value.frozen ? undefined : "set";
    case "dict":
      return value.flavor === "dict" ? "dict" : undefined;
    default:
      return undefined;
  }
}

export const NULL = literal("null");

/** Whether a value of the type, written as a literal, is read by TypeScript as another type without help. */
export function hidesTuple(type: Type): boolean {
  switch (type.kind) {
    case "tuple":
      return true;
    case "list":
    case "array":
    case "set":
    case "deque":
    case "iterator":
      return hidesTuple(type.element);
    case "dict":
      return hidesTuple(type.value) || hidesTuple(type.key);
    case "optional":
      return hidesTuple(type.of);
    case "union":
      return type.members.some(hidesTuple);
    default:
      return false;
  }
}

/** Whether a function or class around the place has the type parameter. */
function isTypeInScope(context: Lowering, text: string): boolean {
  const { fn: inner } = context.state;
  if (inner === undefined) return context.module.classes.some((cls) => cls.typeParameters.includes(text));
  for (let fn: typeof inner | undefined = inner; fn !== undefined; fn = fn.parent)
    if (fn.typeParameters.includes(text) || fn.owner?.typeParameters.includes(text) === true) return true;
  return false;
}

/** The container of Python that a class of the module derives from: its objects have the methods of that, too. */
export function containerOf(context: Lowering, type: Type): Type | undefined {
  if (type.kind !== "instance") return undefined;
  const any: Type = { kind: "any" };
  for (let cls = context.classNamed(type.name); cls !== undefined; ) {
    const builtin = cls.bases.find((base) => base.kind === "builtin")?.name;
    if (builtin === "list") return { kind: "list", element: any };
    if (builtin === "dict") return { kind: "dict", key: any, value: any, flavor: "dict", ordered: true };
    const above = cls.bases.find((base) => base.kind === "class");
    cls = above?.kind === "class" ? above.class : undefined;
  }
  return undefined;
}
