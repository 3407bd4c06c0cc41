import type { Expression, Module } from "../../ir/nodes.ts";
import { visitExpressions } from "../../ir/walk.ts";

/** Whether the module asks any object that may be an exception for its `args`. */
export function readsExceptionArguments(module: Module): boolean {
  return readsAttribute(module, (e) => e.name === "args") || showsExceptions(module);
}

/** Whether the module shows an exception as it is made: by `repr`, or by `!r`. */
function showsExceptions(module: Module): boolean {
  let found = false;
  const isException = ({ type }: Expression): boolean =>
    type.kind === "any" ||
    (type.kind === "instance" && (module.classes.find((each) => each.name === type.name)?.isException ?? true));
  const expression = (e: Expression): undefined => {
    if (e.kind === "format")
      found ||= e.parts.some((part) => part.kind === "field" && part.conversion === "r" && isException(part.value));
    if (e.kind === "call" && e.target.kind === "builtin" && e.target.name === "repr")
      found ||= e.args.some((each) => isException(each.value));
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  return found;
}

/** Whether the module asks functions for their names. */
export function readsFunctionNames(module: Module): boolean {
  return readsAttribute(module, ({ name, object }) => name === "__name__" && object.kind !== "call");
}

const documentation = new WeakMap<Module, boolean>();

/** Whether the module asks functions that it has as values for their documentation. */
export function readsDocumentation(module: Module): boolean {
  let known = documentation.get(module);
  known ??= readsAttribute(
    module,
    ({ name, object }) => name === "__doc__" && !(object.kind === "name" && object.variable.definition !== undefined),
  );
  documentation.set(module, known);
  return known;
}

/** Whether the module asks dataclasses for their fields by a function of their library. */
export function asksFields(module: Module): boolean {
  let found = false;
  const expression = (e: Expression): undefined => {
    found ||=
      e.kind === "call" &&
      e.target.kind === "library" &&
      e.target.module === "dataclasses" &&
      /^(?:asdict|astuple|fields|is_dataclass)$/.test(e.target.name);
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  return found;
}

function readsAttribute(module: Module, isAsked: (e: Extract<Expression, { kind: "attribute" }>) => boolean): boolean {
  let found = false;
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, {
      expression: (e) => {
        found ||= e.kind === "attribute" && isAsked(e);
        return undefined;
      },
    });
  return found;
}

const classValues = new WeakMap<Module, boolean>();

/** Whether classes of the module are taken as values, other than to ask for the class of something. */
export function takesClassesAsValues(module: Module): boolean {
  const known = classValues.get(module);
  if (known !== undefined) return known;
  let found = false;
  const expression = (e: Expression): boolean | undefined => {
    if (e.kind === "call" && e.target.kind === "builtin" && /^is(?:instance|subclass)$/.test(e.target.name))
      return false;
    if (e.kind === "attribute" && e.object.kind === "name" && e.object.type.kind === "class") return false;
    found ||= e.kind === "name" && e.type.kind === "class";
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  classValues.set(module, found);
  return found;
}

const givenClasses = new WeakMap<Module, boolean>();

/** Whether classes are passed on like functions: as arguments, as defaults, or as what a container holds. */
export function givesClasses(module: Module): boolean {
  const known = givenClasses.get(module);
  if (known !== undefined) return known;
  let found = false;
  const isClass = (e: Expression): boolean =>
    (e.kind === "builtin" && /^[A-Z]\w*(?:Error|Exception|Warning|Exit|Iteration)$/.test(e.name)) ||
    (e.kind === "name" && e.variable.definition?.kind === "class");
  const seen = (each: Expression): void => {
    found ||= isClass(each);
  };
  const expression = (e: Expression): boolean | undefined => {
    switch (e.kind) {
      case "call":
        if (e.target.kind === "builtin" && /^(?:isinstance|issubclass|hasattr|print|type)$/.test(e.target.name))
          return false;
        for (const each of e.args) seen(each.value);
        return undefined;
      case "tuple":
      case "list":
        e.elements.forEach(seen);
        return undefined;
      case "dict":
        for (const each of e.entries) seen(each.value);
        return undefined;
      case "lambda":
        for (const each of e.function.parameters) if (each.default !== undefined) seen(each.default);
        return undefined;
      default:
        return undefined;
    }
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  for (const fn of module.functions)
    for (const each of fn.parameters) if (each.default !== undefined) seen(each.default);
  givenClasses.set(module, found);
  return found;
}
