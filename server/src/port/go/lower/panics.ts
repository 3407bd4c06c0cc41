import { bindArguments, fitsFields, mayNameDefaults } from "../../ir/bind.ts";
import { constructorFields, findMethod, missingMethods } from "../../ir/infer/members.ts";
import type { ClassDef, Expression, Handler, Statement, Target } from "../../ir/nodes.ts";
import { visitExpressions } from "../../ir/walk.ts";
import type { ModuleContext } from "./context.ts";

/** Whether a body can panic in a way that one of the handlers is there for. */
export function mayPanic(
  module: ModuleContext,
  body: readonly Statement[],
  handlers: readonly Handler[],
  /** The body is that of a function which no handler stands around. */
  unguarded = false,
): boolean {
  const onlyOwn =
    handlers.length > 0 &&
    handlers.every((handler) => handler.types.length > 0 && handler.types.every((type) => type.kind === "class"));
  let found = false;
  visitExpressions(body, {
    expression: (value) => {
      if (found) return false;
      found = onlyOwn ? panicsWithOwn(module, value) : panics(module, value, unguarded);
      return !found;
    },
    target: (target) => {
      if (target.kind === "attribute" && hasSetter(module, target.object.type, target.name)) found = true;
      if (target.kind === "attribute" && isFrozen(module, target)) found = true;
      if (!onlyOwn && (target.kind === "index" || target.kind === "unpack" || target.kind === "slice")) found = true;
    },
    statement: (each) => {
      if (
        !onlyOwn &&
        (each.kind === "assert" ||
          each.kind === "delete" ||
          (each.kind === "augment" && ["/", "//", "%"].includes(each.operator)))
      )
        found = true;
      if (each.kind === "stub") found = true;
      // What gives the elements runs while the loop does.
      if (each.kind === "for" && isLazy(each.iterable)) found = true;
    },
  });
  return found;
}

/** Whether an assignment is to a field of a record that cannot change. */
export function isFrozen(module: ModuleContext, target: Target & { kind: "attribute" }): boolean {
  const { type } = target.object;
  return type.kind === "instance" && module.classes.get(type.name)?.def.dataclass?.frozen === true;
}

/** Whether iterating runs code of the module or of nobody knows what. */
function isLazy(iterable: Expression): boolean {
  if (!["iterator", "asyncIterator", "instance", "any", "union"].includes(iterable.type.kind)) return false;
  return iterable.kind === "name" || iterable.kind === "attribute" || iterable.kind === "index";
}

/** Exceptions of the module's own classes come only from calls that cannot return them. */
function panicsWithOwn(module: ModuleContext, value: Expression): boolean {
  if (value.kind === "attribute") return value.resolved.kind === "property" && value.resolved.method.facts.canRaise;
  if (value.kind === "binary" || value.kind === "compare" || value.kind === "index") {
    const types =
      value.kind === "binary"
        ? [value.left.type, value.right.type]
        : value.kind === "compare"
          ? value.operands.map((each) => each.type)
          : [value.object.type];
    return types.some(
      (type) =>
        type.kind === "instance" &&
        (module.classes
          .get(type.name)
          ?.def.methods.some((method) => method.facts.canRaise && !module.failing.has(method)) ??
          false),
    );
  }
  if (value.kind === "comprehension" || value.kind === "lambda" || value.kind === "await") return true;
  if (value.kind !== "call") return false;
  const { target } = value;
  switch (target.kind) {
    case "function":
      return !module.failing.has(target.function) && target.function.facts.canRaise;
    case "method":
      return target.method === undefined
        ? target.receiver.type.kind === "any" ||
            target.receiver.type.kind === "union" ||
            // What failed in a thread or task fails again where its result is asked for.
            (target.receiver.type.kind === "library" &&
              /Future|Task|AsyncResult|Executor|Pool/.test(target.receiver.type.name))
        : !module.failing.has(target.method) && target.method.facts.canRaise;
    case "static":
      return !module.failing.has(target.method) && target.method.facts.canRaise;
    case "class": {
      const init = target.class.methods.find((method) => method.name === "__init__" || method.name === "__post_init__");
      return init !== undefined && !module.failing.has(init) && init.facts.canRaise;
    }
    case "value":
      return true;
    case "super":
      return target.method !== undefined && !module.failing.has(target.method) && target.method.facts.canRaise;
    default:
      return false;
  }
}

const SAFE_BUILTINS: ReadonlySet<string> = new Set([
  "print",
  "len",
  "str",
  "repr",
  "bool",
  "range",
  "enumerate",
  "zip",
  "sorted",
  "isinstance",
  "abs",
  "list",
  "tuple",
  "set",
  "dict",
  "type",
  "id",
  "any",
  "all",
  "sum",
  "round",
]);

function panics(module: ModuleContext, value: Expression, unguarded: boolean): boolean {
  switch (value.kind) {
    case "index":
    case "stub":
      return true;
    case "binary":
      return (
        ["/", "//", "%", "**", "@"].includes(value.operator) ||
        value.left.type.kind === "any" ||
        value.right.type.kind === "any" ||
        value.left.type.kind === "instance"
      );
    case "attribute":
      return (
        value.resolved.kind === "property" ||
        value.resolved.kind === "dynamic" ||
        value.object.type.kind === "optional" ||
        value.object.type.kind === "any"
      );
    case "comprehension":
      // A lazy one runs in a function of its own, which cannot return an error.
      return value.form === "generator";
    case "lambda":
      return false;
    case "yield":
      return module.facts.handsOver;
    case "compare":
      return value.operands.some((each) => each.type.kind === "any" || each.type.kind === "union");
    case "call":
      if (!fits(value)) return true;
      switch (value.target.kind) {
        case "builtin":
          // These return their error where a handler stands around them.
          if (
            !unguarded &&
            ["int", "float"].includes(value.target.name) &&
            ["str", "int", "float", "bool"].includes(value.args[0]?.value.type.kind ?? "str")
          )
            return false;
          return (
            !SAFE_BUILTINS.has(value.target.name) &&
            !/(Error|Exception|Exit|Interrupt|Iteration)$/.test(value.target.name)
          );
        case "method":
          return value.target.method === undefined || !isQuiet(module, value.target.method);
        case "function":
          return !isQuiet(module, value.target.function);
        case "static":
          return !isQuiet(module, value.target.method);
        case "class":
          if (value.target.class.enum !== undefined || missingMethods(value.target.class).length > 0) return true;
          return value.target.class.methods.some((method) => method.name === "__init__" && !isQuiet(module, method));
        default:
          return true;
      }
    default:
      return false;
  }
}

/** Whether the arguments of a call of the module's own are known to be those that the parameters take. */
function fits({ target, args }: Expression & { kind: "call" }): boolean {
  const def =
    target.kind === "function"
      ? target.function
      : target.kind === "method" || target.kind === "static"
        ? target.method
        : target.kind === "class"
          ? findMethod(target.class, "__init__")
          : undefined;
  if (def === undefined && target.kind === "class" && target.class.model === undefined) {
    const isRecord = target.class.dataclass !== undefined || target.class.namedTuple;
    if (args.some(({ kind }) => kind === "star" || kind === "doubleStar")) return false;
    return !isRecord || fitsFields(constructorFields(target.class), args);
  }
  if (def === undefined) return true;
  return !mayNameDefaults(def, args) && bindArguments(def, args) !== undefined;
}

function hasSetter(module: ModuleContext, type: Expression["type"], name: string): boolean {
  const info = type.kind === "instance" ? module.classes.get(type.name) : undefined;
  const visit = (def: ClassDef): boolean =>
    def.methods.some((method) => method.role === "setter" && method.name === name) ||
    def.bases.some((base) => base.kind === "class" && visit(base.class));
  return info !== undefined && visit(info.def);
}

const QUIET = new WeakMap<object, boolean>();

/** Whether a function fails only through the error that it returns, if at all. */
function isQuiet(
  module: ModuleContext,
  def: { readonly body: readonly Statement[]; readonly isGenerator: boolean },
): boolean {
  const known = QUIET.get(def);
  if (known !== undefined) return known;
  QUIET.set(def, true);
  const quiet = !def.isGenerator && !mayPanic(module, def.body, [], true) && !hasUnreturnedRaise(module, def);
  QUIET.set(def, quiet);
  return quiet;
}

function hasUnreturnedRaise(module: ModuleContext, def: object & { readonly body: readonly Statement[] }): boolean {
  if (module.failing.has(def as never)) return false;
  let found = false;
  visitExpressions(def.body, {
    statement: (each) => {
      if (each.kind === "raise") found = true;
    },
  });
  return found;
}
