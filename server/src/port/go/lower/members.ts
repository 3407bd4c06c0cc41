import { findMethod } from "../../ir/infer/members.ts";
import type { ClassDef, FunctionDef } from "../../ir/nodes.ts";
import { camelCase, pascalCase } from "./names.ts";
import type { TypeMapper } from "./types.ts";

/** Classes whose methods were found to reach the whole object when they were lowered; the second pass gives these the field for it. */
export const REACHES_SELF = new WeakSet<ClassDef>();

/** Go names of Python's special methods. */
const DUNDERS: Readonly<Record<string, string>> = {
  __str__: "String",
  __repr__: "Repr",
  __eq__: "Equal",
  __ne__: "NotEqual",
  __lt__: "Less",
  __le__: "LessOrEqual",
  __gt__: "Greater",
  __ge__: "GreaterOrEqual",
  __len__: "Len",
  __iter__: "All",
  __next__: "Next",
  __getitem__: "At",
  __setitem__: "SetAt",
  __delitem__: "DeleteAt",
  __contains__: "Contains",
  __call__: "Call",
  __bool__: "IsTrue",
  __hash__: "Hash",
  __enter__: "Enter",
  __exit__: "Exit",
  __aenter__: "Enter",
  __aexit__: "Exit",
  __add__: "Add",
  __sub__: "Sub",
  __mul__: "Mul",
  __truediv__: "Div",
  __floordiv__: "FloorDiv",
  __mod__: "Mod",
  __pow__: "Pow",
  __neg__: "Neg",
  __pos__: "Pos",
  __invert__: "Invert",
  __abs__: "Abs",
  __and__: "And",
  __or__: "Or",
  __xor__: "Xor",
  __lshift__: "ShiftLeft",
  __rshift__: "ShiftRight",
  __matmul__: "MatMul",
  __reversed__: "Backward",
  __int__: "Int",
  __float__: "Float",
  __format__: "FormatSpec",
};

export function dunderName(name: string): string {
  const known = DUNDERS[name];
  if (known !== undefined) return known;
  const plain = name.slice(2, -2);
  if (/^r(add|sub|mul|truediv|floordiv|mod|pow|and|or|xor)$/.test(plain))
    return `Reverse${DUNDERS[`__${plain.slice(1)}__`]}`;
  if (/^i(add|sub|mul|truediv|floordiv|mod|pow|and|or|xor)$/.test(plain))
    return `${DUNDERS[`__${plain.slice(1)}__`]}InPlace`;
  return pascalCase(plain);
}

/** The Go name of a method or property. */
export function methodName(name: string): string {
  if (name.startsWith("__") && name.endsWith("__")) return dunderName(name);
  return avoidRuntime(name.startsWith("_") ? camelCase(name) : pascalCase(name));
}

/** The Go name of a field. */
export function fieldName(name: string): string {
  const text = name.startsWith("_") ? camelCase(name) : pascalCase(name);
  return ["items", "pairs", "arguments"].includes(text) ? text : avoidRuntime(text);
}

/** Keywords cannot be fields or methods, and these names mean something to the standard library or the runtime. */
function avoidRuntime(name: string): string {
  if (
    [
      "type",
      "func",
      "range",
      "map",
      "var",
      "default",
      "package",
      "interface",
      "struct",
      "select",
      "go",
      "chan",
      "defer",
      "switch",
      "case",
      "const",
      "goto",
      "if",
      "else",
      "for",
      "import",
      "return",
      "break",
      "continue",
      "fallthrough",
    ].includes(name)
  )
    return `${name}Value`;
  if (["items", "pairs", "arguments"].includes(name)) return `${name}List`;
  return name;
}

/** The Go name of a method as its class has it: what str() asks for is String, or Error on an exception. */
export function goMethodName(_types: TypeMapper, method: FunctionDef): string {
  const { owner } = method;
  if (owner !== undefined) {
    if (owner.isException && method.name === "__str__") return "Error";
    if (method.name === "__repr__" && !owner.isException && owner.enum === undefined && !anyoneHas(owner, "__str__"))
      return "String";
  }
  return methodName(method.name);
}

function anyoneHas(def: ClassDef, name: string): boolean {
  const below = (each: ClassDef): boolean =>
    each.methods.some((method) => method.name === name) || each.subclasses.some(below);
  return (
    findMethod(def, name) !== undefined ||
    below(def) ||
    def.bases.some((base) => base.kind === "class" && below(base.class))
  );
}
