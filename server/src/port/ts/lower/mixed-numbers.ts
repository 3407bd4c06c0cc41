import type { Expression, Module } from "../../ir/nodes.ts";
import { partsOf, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";

/** Whether both kinds of number get to a place of the type. */
export function isBoth(type: Type): boolean {
  const inner = withoutNone(type);
  if (inner.kind === "union") return inner.members.some(isBoth);
  return inner.kind === "float" && inner.mixed === true;
}

/** The type that a key flows to: keys are found by what they are worth, whichever kind of number they are. */
export function keyType(type: Type | undefined): Type | undefined {
  return type !== undefined && isBoth(type) ? undefined : type;
}

const FLOAT_FORMATS = /[eEfFgGnd%]/;

/**
 * Whether the module shows numbers in places that hold both kinds, without a format that makes them alike. Where it does not, the kinds
 * need not be told apart.
 */
export function showsMixedNumbers(module: Module): boolean {
  // What goes over the wire has types of its own.
  if (module.service !== undefined) return false;
  let found = false;
  const isShown = (e: Expression): void => {
    found ||= mentionsBoth(module, e.type, new Set());
  };
  const expression = (e: Expression): undefined => {
    if (e.kind === "format") {
      for (const part of e.parts)
        if (part.kind === "field" && !(part.spec?.type !== undefined && FLOAT_FORMATS.test(part.spec.type)))
          isShown(part.value);
    } else if (e.kind === "call") {
      const { target } = e;
      const shows =
        (target.kind === "builtin" && /^(print|str|repr|format|map|isinstance|type)$/.test(target.name)) ||
        (target.kind === "library" && /^(json|pprint|logging)$/.test(target.module)) ||
        (target.kind === "method" && target.receiver.type.kind === "str");
      if (shows) for (const argument of e.args) isShown(argument.value);
    }
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    if (!found) visitExpressions(body, { expression });
  return found;
}

function mentionsBoth(module: Module, type: Type, seen: Set<string>): boolean {
  if (isBoth(type)) return true;
  if (type.kind === "any") return hasFloats(module);
  if (type.kind === "instance" && !seen.has(type.name)) {
    seen.add(type.name);
    const cls = module.classes.find((each) => each.name === type.name);
    const isRecord = cls !== undefined && (cls.dataclass !== undefined || cls.namedTuple);
    if (isRecord && cls.fields.some((field) => mentionsBoth(module, field.type, seen))) return true;
  }
  return partsOf(type).some((part) => mentionsBoth(module, part, seen));
}

const floats = new WeakMap<Module, boolean>();

/** Whether a value that is shown without its type being known may be a float. */
function hasFloats(module: Module): boolean {
  let known = floats.get(module);
  if (known !== undefined) return known;
  known = false;
  const deep = (type: Type): boolean => type.kind === "float" || partsOf(type).some(deep);
  const expression = (e: Expression): undefined => {
    known ||= deep(e.type);
    return undefined;
  };
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, { expression });
  floats.set(module, known);
  return known;
}
