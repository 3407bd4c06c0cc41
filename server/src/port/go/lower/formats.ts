import { findMethod } from "../../ir/infer/members.ts";
import { libraryClass } from "../../ir/library/index.ts";
import { medianOfIntegers } from "../../ir/medians.ts";
import type { Expression, FormatPart, FormatSpec } from "../../ir/nodes.ts";
import { ANY, FLOAT, INT, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { hasRuntime, need, runtimeCall } from "./context.ts";
import type { FunctionLowering } from "./function.ts";
import { goMethodName } from "./members.ts";
import { toList } from "./sequences.ts";
import { stubCall } from "./stub-libraries.ts";

/** `str(value)` by static type. */
export function toText(l: FunctionLowering, value: Expression): GoExpr {
  if (value.kind === "string") return l.expr(value);
  // What a container of both kinds of number holds is shown as it is.
  if (value.kind === "index" && value.type.kind === "float" && value.type.mixed)
    return runtimeCall(l.module, "formatNumber", l.expr(value));
  const values = value.type.kind === "float" ? medianOfIntegers(l.module.module, value) : undefined;
  if (values !== undefined) return runtimeCall(l.module, "medianText", toList(l, values));
  return textOf(l, l.expr(value), value.type);
}

export function textOf(l: FunctionLowering, value: GoExpr, type: Type): GoExpr {
  switch (type.kind) {
    case "str":
      return value;
    case "int":
      if (type.wide) return go.methodCall(value, "String");
      return go.packageCall("strconv", "Itoa", value);
    case "instance": {
      const info = l.module.classes.get(type.name);
      if (info === undefined) return go.methodCall(value, "Error");
      if (info.def.isException) return go.methodCall(value, "Error");
      if (info.shape === "enum" || hasText(l, type)) return go.methodCall(value, "String");
      return runtimeCall(l.module, "str", value);
    }
    case "library":
      return libraryClass(type.name) === undefined || !hasRuntime(`${libraryClass(type.name)?.runtime}.String`)
        ? runtimeCall(l.module, "str", value)
        : stubCall(l, type.name, value, "string");
    case "any":
    case "union":
    case "optional":
      return runtimeCall(l.module, "str", value);
    default:
      return reprOf(l, value, type);
  }
}

/** Whether the class writes itself: by `__str__`, `__repr__`, or as a record. */
function hasText(l: FunctionLowering, type: Type & { kind: "instance" }): boolean {
  const def = l.module.classes.get(type.name)?.def;
  if (def === undefined) return false;
  const isRecord = def.dataclass !== undefined || def.namedTuple;
  return isRecord
    ? l.module.classes.get(type.name)?.shape !== "interface"
    : (findMethod(def, "__str__") ?? findMethod(def, "__repr__")) !== undefined;
}

/** `repr(value)` by static type. */
export function reprOf(l: FunctionLowering, value: GoExpr, type: Type): GoExpr {
  switch (type.kind) {
    case "int":
      return type.wide ? go.methodCall(value, "String") : go.packageCall("strconv", "Itoa", value);
    case "float":
      return runtimeCall(l.module, "formatFloat", value);
    case "bool":
      return runtimeCall(l.module, "formatBool", value);
    case "str":
      return runtimeCall(l.module, "quote", value);
    case "none":
      return go.text("None");
    case "list": {
      const each = writer(l, type.element);
      return each === undefined ? runtimeCall(l.module, "repr", value) : runtimeCall(l.module, "reprList", value, each);
    }
    case "set":
      return runtimeCall(l.module, type.frozen ? "reprFrozen" : "repr", value);
    case "dict":
      return dictRepr(l, value, type);
    case "instance": {
      const info = l.module.classes.get(type.name);
      if (info !== undefined && findMethod(info.def, "__repr__") !== undefined)
        return go.methodCall(value, goMethodName(l.module.types, findMethod(info.def, "__repr__")!));
      return runtimeCall(l.module, "repr", value);
    }
    default:
      return runtimeCall(l.module, "repr", value);
  }
}

/** The dicts of `collections` write the name of their class around their entries. */
function dictRepr(l: FunctionLowering, value: GoExpr, type: Type & { kind: "dict" }): GoExpr {
  const each = type.value.kind === "float" && type.value.mixed ? writer(l, type.value) : undefined;
  const plain =
    each === undefined || type.key.kind === "any"
      ? runtimeCall(l.module, "repr", value)
      : runtimeCall(l.module, type.ordered ? "reprOrderedWith" : "reprMapWith", value, each);
  const around = (before: string, inner: GoExpr): GoExpr =>
    go.binary("+", go.binary("+", go.text(before), inner), go.text(")"));
  switch (type.flavor) {
    case "defaultdict":
      return around(`defaultdict(<class '${FACTORIES[type.value.kind] ?? "object"}'>, `, plain);
    case "OrderedDict":
      return type.ordered ? runtimeCall(l.module, "reprOrdered", value) : plain;
    case "Counter":
      return runtimeCall(l.module, "reprCounter", type.ordered ? value : runtimeCall(l.module, "ordered", value));
    default:
      return plain;
  }
}

const FACTORIES: Readonly<Record<string, string>> = {
  list: "list",
  int: "int",
  float: "float",
  str: "str",
  set: "set",
  dict: "dict",
  bool: "bool",
};

/** A function that writes one value of a simple type. */
function writer(l: FunctionLowering, type: Type): GoExpr | undefined {
  switch (type.kind) {
    case "int":
      if (type.wide) {
        need(l.module, "wideText");
        return go.name("wideText");
      }
      return go.qualified("strconv", "Itoa");
    case "float": {
      const entry = type.mixed ? "formatNumber" : "formatFloat";
      need(l.module, entry);
      return go.name(entry);
    }
    case "bool":
      need(l.module, "formatBool");
      return go.name("formatBool");
    case "str":
      need(l.module, "quote");
      return go.name("quote");
    default:
      return undefined;
  }
}

/** A value as an argument of Go's own printing, where that writes it as Python does; else as text. */
export function printable(l: FunctionLowering, value: Expression): GoExpr {
  if (value.type.kind === "str" || value.type.kind === "int") return l.expr(value);
  return toText(l, value);
}

interface Piece {
  readonly verb: string;
  readonly arg: GoExpr | undefined;
  /** The argument is a string, so that concatenation is an alternative. */
  readonly isText: boolean;
}

/** An f-string: concatenation where it is short and all text, else one Sprintf. */
export function formatString(l: FunctionLowering, parts: readonly FormatPart[]): GoExpr {
  const pieces = formatPieces(l, parts);
  const args = pieces.filter((piece) => piece.arg !== undefined);
  if (args.length === 0) return go.text(pieces.map((piece) => piece.verb.replaceAll("%%", "%")).join(""));
  if (pieces.length === 1 && pieces[0].isText) return pieces[0].arg!;
  if (pieces.length <= 3 && args.length <= 2 && args.every((piece) => piece.isText)) {
    return pieces
      .map((piece) => piece.arg ?? go.text(piece.verb.replaceAll("%%", "%")))
      .reduce((a, b) => go.binary("+", a, b));
  }
  return go.packageCall(
    "fmt",
    "Sprintf",
    go.text(pieces.map((piece) => piece.verb).join("")),
    ...args.map((piece) => piece.arg!),
  );
}

/** The template and arguments of a print of one f-string, for Printf. */
export function formatPieces(l: FunctionLowering, parts: readonly FormatPart[]): Piece[] {
  const lowered: Piece[] = [];
  const fields = parts.map((part) =>
    part.kind === "text" ? undefined : { part, ...l.capture(() => piece(l, part.value, part.conversion, part.spec)) },
  );
  for (const [i, part] of parts.entries()) {
    if (part.kind === "text") {
      lowered.push({ verb: part.text.replaceAll("%", "%%"), arg: undefined, isText: true });
      continue;
    }
    const found = fields[i]!;
    l.emit(...found.stmts);
    lowered.push(found.value);
  }
  return lowered;
}

function piece(
  l: FunctionLowering,
  value: Expression,
  conversion: "r" | "s" | "a" | undefined,
  spec: FormatSpec | undefined,
): Piece {
  if (conversion === "r" || conversion === "a") {
    const text = reprOf(l, l.expr(value), value.type);
    return formatted(l, text, { kind: "str" }, spec);
  }
  if (conversion === "s") return formatted(l, toText(l, value), { kind: "str" }, spec);
  if (spec === undefined || spec.text === "") {
    const own = formatMethod(l, value.type);
    if (own !== undefined) return { verb: "%s", arg: go.methodCall(l.expr(value), own, go.text("")), isText: true };
    if (value.type.kind === "int") return { verb: "%d", arg: l.expr(value), isText: false };
    return { verb: "%s", arg: toText(l, value), isText: true };
  }
  return formatted(l, l.expr(value), value.type, spec);
}

function formatted(l: FunctionLowering, value: GoExpr, type: Type, spec: FormatSpec | undefined): Piece {
  if (spec === undefined || spec.text === "") return { verb: "%s", arg: value, isText: true };
  const own = ownFormat(l, value, type, spec);
  if (own !== undefined) return { verb: "%s", arg: own, isText: true };
  const verb = type.kind === "float" && l.module.facts.namesNonFinite ? undefined : goVerb(type, spec);
  if (verb !== undefined) {
    const arg = type.kind === "int" && /[feg]$/.test(verb) ? l.coerce(value, type, FLOAT) : value;
    return { verb, arg, isText: false };
  }
  const text = spec.text === undefined ? dynamicSpec(l, spec) : go.text(spec.text);
  return { verb: "%s", arg: runtimeCall(l.module, "formatSpec", l.coerce(value, type, ANY), text), isText: true };
}

/** A value whose class reads the specification itself. */
function ownFormat(l: FunctionLowering, value: GoExpr, type: Type, spec: FormatSpec): GoExpr | undefined {
  const text = (): GoExpr => (spec.text === undefined ? dynamicSpec(l, spec) : go.text(spec.text));
  if (type.kind === "library" && libraryClass(type.name) !== undefined)
    return stubCall(l, type.name, value, "formatted", text());
  const method = formatMethod(l, type);
  return method === undefined ? undefined : go.methodCall(value, method, text());
}

/** The Go name of what the class of a value formats it by. */
function formatMethod(l: FunctionLowering, type: Type): string | undefined {
  const def = type.kind === "instance" ? l.module.classes.get(type.name)?.def : undefined;
  const method = def && findMethod(def, "__format__");
  return method && goMethodName(l.module.types, method);
}

/** The verb of fmt that does exactly what the specification asks, where there is one. */
function goVerb(type: Type, spec: FormatSpec): string | undefined {
  if (spec.whole !== undefined) return undefined;
  const width = spec.width === undefined ? "" : typeof spec.width === "number" ? String(spec.width) : undefined;
  const precision =
    spec.precision === undefined ? "" : typeof spec.precision === "number" ? `.${spec.precision}` : undefined;
  if (width === undefined || precision === undefined || spec.grouping !== undefined || spec.alternate) return undefined;
  const plainFill = spec.fill === " " || spec.fill === "";
  const zero = spec.zero || (spec.fill === "0" && (spec.align === undefined || spec.align === "="));
  if (!plainFill && !zero) return undefined;
  if (spec.align === "^" || (zero && spec.align !== undefined && spec.align !== "=")) return undefined;
  const sign = spec.sign === "+" ? "+" : spec.sign === " " ? " " : "";
  switch (type.kind) {
    case "str": {
      if (spec.type !== undefined && spec.type !== "s") return undefined;
      if (zero || sign !== "" || spec.align === "=") return undefined;
      const left = width !== "" && spec.align !== ">" ? "-" : "";
      return `%${left}${width}${precision}s`;
    }
    case "int": {
      const kind = spec.type ?? "d";
      const left = spec.align === "<" && width !== "" ? "-" : "";
      if (["d", "x", "X", "b", "o"].includes(kind) && precision === "")
        return `%${sign}${left}${zero ? "0" : ""}${width}${kind}`;
      if (["f", "F", "e"].includes(kind))
        return `%${sign}${left}${zero ? "0" : ""}${width}${precision === "" ? ".6" : precision}${kind.toLowerCase()}`;
      return undefined;
    }
    case "float": {
      if (spec.type === undefined || !["f", "F", "e"].includes(spec.type)) return undefined;
      const left = spec.align === "<" && width !== "" ? "-" : "";
      return `%${sign}${left}${zero ? "0" : ""}${width}${precision === "" ? ".6" : precision}${spec.type.toLowerCase()}`;
    }
    default:
      return undefined;
  }
}

/** A specification with nested fields, put together when the program runs. */
function dynamicSpec(l: FunctionLowering, spec: FormatSpec): GoExpr {
  if (spec.whole !== undefined) return l.expr(spec.whole);
  const fill = spec.fill === "" || (spec.fill === " " && spec.align === undefined) ? "" : spec.fill;
  const flags = `${spec.align === undefined ? "" : fill + spec.align}${spec.sign ?? ""}${spec.alternate ? "#" : ""}${spec.zero ? "0" : ""}`;
  const parts: FormatPart[] = [{ kind: "text", text: flags }];
  const add = (value: number | Expression | undefined, lead: string): void => {
    if (value === undefined) return;
    if (typeof value === "number") parts.push({ kind: "text", text: `${lead}${value}` });
    else
      parts.push(
        { kind: "text", text: lead },
        {
          kind: "field",
          value: { ...value, type: value.type.kind === "any" ? INT : value.type },
          conversion: undefined,
          spec: undefined,
        },
      );
  };
  add(spec.width, "");
  parts.push({ kind: "text", text: spec.grouping ?? "" });
  add(spec.precision, ".");
  parts.push({ kind: "text", text: spec.type ?? "" });
  return formatString(
    l,
    parts.filter((part) => part.kind !== "text" || part.text !== ""),
  );
}
