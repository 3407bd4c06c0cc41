import { libraryMethod } from "../../ir/library/index.ts";
import type { Expression } from "../../ir/nodes.ts";
import { isVerbose, withoutLayout } from "../../ir/patterns.ts";
import { ANY, INT, STR, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import type { Arguments } from "./arguments.ts";
import { need, note, runtimeCall } from "./context.ts";
import type { FunctionLowering } from "./function.ts";
import type { LibraryCall } from "./library.ts";
import { stubCall } from "./stub-libraries.ts";

type Call = Expression & { kind: "call" };

/** A Python pattern in the syntax of Go's regexp. */
function goPattern(l: FunctionLowering, pattern: Expression, flags: Expression | undefined): GoExpr {
  const text = flagText(flags);
  if (isVerbose(flags) && pattern.kind === "string")
    return goPattern(l, { ...pattern, value: withoutLayout(pattern.value) }, withoutVerbose(flags));
  if (pattern.kind !== "string") {
    const lowered = l.exprAs(pattern, STR);
    const whole = text === "" ? lowered : go.binary("+", go.text(`(?${text})`), lowered);
    // What a variable of the module or of a class starts with must not end a program that has no use for it.
    if (l.context.def === undefined) return runtimeCall(l.module, "compiledPattern", whole);
    return go.packageCall("regexp", "MustCompile", whole);
  }
  const source = pattern.value.replace(/\\Z/g, "\\z");
  const isBeyond = /\(\?(?:[=!]|<[=!])|\\[1-9]/.test(source);
  if (isBeyond)
    note(
      l.module,
      "unsupported",
      "Go's regular expressions have no look-around and no back-references",
      pattern.range,
      "error",
    );
  const written = { kind: "string", value: (text === "" ? "" : `(?${text})`) + source, raw: true } as const;
  return isBeyond && l.context.def === undefined
    ? runtimeCall(l.module, "compiledPattern", written)
    : go.packageCall("regexp", "MustCompile", written);
}

/** Go has no flag for blanks and comments in a pattern; they are taken out of it instead. */
function withoutVerbose(flags: Expression | undefined): Expression | undefined {
  if (flags?.kind === "binary") {
    const [left, right] = [withoutVerbose(flags.left), withoutVerbose(flags.right)];
    return left === undefined || right === undefined ? (left ?? right) : { ...flags, left, right };
  }
  return isVerbose(flags) ? undefined : flags;
}

function flagText(flags: Expression | undefined): string {
  if (flags === undefined) return "";
  if (flags.kind === "binary") return flagText(flags.left) + flagText(flags.right);
  if (flags.kind !== "library") return "";
  return { I: "i", IGNORECASE: "i", M: "m", MULTILINE: "m", S: "s", DOTALL: "s" }[flags.name] ?? "";
}

/** The operations of a pattern, however it was given. */
function operation(
  l: FunctionLowering,
  pattern: GoExpr,
  name: string,
  rest: readonly Expression[],
  args: Arguments,
  type: Type,
): GoExpr | undefined {
  const text = (i: number): GoExpr => l.exprAs(rest[i], STR);
  switch (name) {
    case "match":
    case "fullmatch":
      return runtimeCall(l.module, "matchPattern", pattern, text(0), name === "match" ? go.FALSE : go.TRUE);
    case "search":
      return runtimeCall(l.module, "searchPattern", pattern, text(0));
    case "findall": {
      const element = type.kind === "list" ? type.element : STR;
      if (element.kind !== "tuple") return runtimeCall(l.module, "findAll", pattern, text(0));
      const match = l.context.scope.take("match");
      need(l.module, "Match.Group");
      const groups = element.elements.map((_, i) => go.methodCall(go.name(match), "Group", go.number(i + 1)));
      return runtimeCall(
        l.module,
        "mapped",
        runtimeCall(l.module, "findMatches", pattern, text(0)),
        go.fn(
          [{ name: match, type: l.goType({ kind: "library", name: "re.Match", args: [] }) }],
          [l.goType(element)],
          [go.returnStmt(go.listOf(l.goType(element), groups))],
        ),
      );
    }
    case "finditer":
      return go.packageCall("slices", "Values", runtimeCall(l.module, "findMatches", pattern, text(0)));
    case "split": {
      const limit = rest[1] ?? args.named.get("maxsplit");
      return runtimeCall(
        l.module,
        "splitPattern",
        pattern,
        text(0),
        limit === undefined ? go.number(0) : l.exprAs(limit, INT),
      );
    }
    case "sub": {
      const limit = rest[2] ?? args.named.get("count");
      const count = limit === undefined ? go.number(0) : l.exprAs(limit, INT);
      const [replacement] = rest;
      if (replacement.type.kind === "callable") {
        const match: Type = { kind: "library", name: "re.Match", args: [] };
        const fn = l.exprAs(replacement, {
          kind: "callable",
          parameters: [match],
          result: STR,
          required: 1,
          isAsync: false,
        });
        return runtimeCall(l.module, "replaceMatches", pattern, text(1), fn, count);
      }
      if (replacement.kind === "string" && !replacement.value.includes("\\") && limit === undefined) {
        return go.methodCall(pattern, "ReplaceAllLiteralString", text(1), text(0));
      }
      return runtimeCall(
        l.module,
        "replaceMatches",
        pattern,
        text(1),
        runtimeCall(l.module, "expandTemplate", text(0)),
        count,
      );
    }
    default:
      return undefined;
  }
}

const onPattern =
  (name: string) =>
  ({ l, args, first, value }: LibraryCall): GoExpr | undefined => {
    const rest = args.positional.slice(1);
    const flagsAt: Readonly<Record<string, number>> = {
      match: 1,
      fullmatch: 1,
      search: 1,
      findall: 1,
      finditer: 1,
      split: 2,
      sub: 3,
    };
    return operation(
      l,
      goPattern(l, first, args.named.get("flags") ?? rest[flagsAt[name]]),
      name,
      rest,
      args,
      value.type,
    );
  };

export const TEXT_LIBRARIES: Readonly<Record<string, (call: LibraryCall) => GoExpr | undefined>> = {
  "re.match": onPattern("match"),
  "re.fullmatch": onPattern("fullmatch"),
  "re.search": onPattern("search"),
  "re.findall": onPattern("findall"),
  "re.finditer": onPattern("finditer"),
  "re.split": onPattern("split"),
  "re.sub": onPattern("sub"),
  "re.escape": ({ l, first }) => go.packageCall("regexp", "QuoteMeta", l.exprAs(first, STR)),
  "re.compile": ({ l, first, second, args }) => goPattern(l, first, second ?? args.named.get("flags")),
  "json.loads": ({ l, first }) =>
    runtimeCall(
      l.module,
      "parseJSON",
      first.type.kind === "bytes" ? go.convert(go.STRING_TYPE, l.expr(first)) : l.exprAs(first, STR),
    ),
  "json.load": ({ l, first }) => {
    const { type } = first;
    if (type.kind !== "library" || libraryMethod(type.name, "read") === undefined) return undefined;
    return runtimeCall(l.module, "parseJSON", stubCall(l, type.name, l.expr(first), "read"));
  },
  "json.dump": (call) => {
    const { l, second, args } = call;
    const text = TEXT_LIBRARIES["json.dumps"]({ ...call, args: { ...args, positional: [call.first] } });
    if (text === undefined) return undefined;
    if (second?.kind === "library" && second.module === "sys" && second.name === "stdout")
      return go.packageCall("fmt", "Print", text);
    if (second?.type.kind !== "library" || libraryMethod(second.type.name, "write") === undefined) return undefined;
    return stubCall(l, second.type.name, l.expr(second), "writeText", text);
  },
  "json.dumps": ({ l, first, args }) => {
    const indent = args.named.get("indent");
    const flag = (name: string, missing: boolean): GoExpr =>
      args.named.has(name) ? l.condition(args.named.get(name)!) : missing ? go.TRUE : go.FALSE;
    const separators = args.named.get("separators");
    if (separators !== undefined && separators.kind !== "tuple") return undefined;
    if (args.named.has("default") || args.named.has("cls")) return undefined;
    return runtimeCall(
      l.module,
      separators === undefined ? "writeJSON" : "writeJSONWith",
      l.exprAs(first, ANY),
      indent === undefined || indent.kind === "none"
        ? go.number(-1)
        : indent.type.kind === "optional"
          ? runtimeCall(l.module, "orElse", l.expr(indent), go.number(-1))
          : l.exprAs(indent, INT),
      flag("sort_keys", false),
      flag("ensure_ascii", true),
      ...(separators?.elements.map((each) => l.exprAs(each, STR)) ?? []),
    );
  },
  "hashlib.md5": hash("crypto/md5", "New"),
  "hashlib.sha1": hash("crypto/sha1", "New"),
  "hashlib.sha256": hash("crypto/sha256", "New"),
  "hashlib.sha512": hash("crypto/sha512", "New"),
  "hashlib.sha224": hash("crypto/sha256", "New224"),
  "hashlib.sha384": hash("crypto/sha512", "New384"),
  "hashlib.sha3_256": hash("crypto/sha3", "New256"),
  "hashlib.sha3_512": hash("crypto/sha3", "New512"),
  "hashlib.new": ({ l, first, second }) =>
    runtimeCall(l.module, "newDigest", l.exprAs(first, STR), second === undefined ? go.NIL : l.expr(second)),
  "base64.b16encode": ({ l, first }) =>
    go.packageCall("bytes", "ToUpper", runtimeCall(l.module, "hexText", l.expr(first))),
  "base64.b16decode": ({ l, first }) => runtimeCall(l.module, "bytesOfHex", l.exprAs(first, ANY)),
  "base64.b64encode": encoded("encoding/base64", "StdEncoding"),
  "base64.urlsafe_b64encode": encoded("encoding/base64", "URLEncoding"),
  "base64.b32encode": encoded("encoding/base32", "StdEncoding"),
  "base64.b64decode": decoded("encoding/base64", "StdEncoding"),
  "base64.urlsafe_b64decode": decoded("encoding/base64", "URLEncoding"),
  "base64.b32decode": decoded("encoding/base32", "StdEncoding"),
};

function encoded(path: string, encoding: string) {
  return ({ l, first }: LibraryCall): GoExpr =>
    go.convert(
      go.sliceOf(go.named("byte")),
      go.methodCall(go.qualified(path, encoding), "EncodeToString", l.expr(first)),
    );
}

/** What is not in the encoding fails as a value that is not right. */
function decoded(path: string, encoding: string) {
  return ({ l, first }: LibraryCall): GoExpr => {
    const text = first.type.kind === "bytes" ? go.convert(go.STRING_TYPE, l.expr(first)) : l.exprAs(first, STR);
    return runtimeCall(l.module, "must", go.methodCall(go.qualified(path, encoding), "DecodeString", text));
  };
}

function hash(path: string, make: string) {
  return ({ l, first }: LibraryCall): GoExpr => {
    const made = go.packageCall(path, make);
    return first === undefined ? made : runtimeCall(l.module, "hashed", made, l.expr(first));
  };
}

/** Methods of patterns, matches and hashes. */
export function textLibraryMethod(
  l: FunctionLowering,
  value: Call,
  receiver: Expression,
  type: Type & { kind: "library" },
  name: string,
  args: Arguments,
): GoExpr | undefined {
  const self = (): GoExpr => l.expr(receiver);
  const [first] = args.positional;
  if (type.name === "re.Pattern") return operation(l, self(), name, args.positional, args, value.type);
  if (type.name === "re.Match") {
    const group = first === undefined ? go.number(0) : l.exprAs(first, INT);
    const method = (of: string, ...rest: readonly GoExpr[]): GoExpr => {
      need(l.module, `Match.${of}`);
      return go.methodCall(self(), of, ...rest);
    };
    switch (name) {
      case "group": {
        const one = (self: GoExpr, key: Expression | undefined, of: Type): GoExpr => {
          const prefix = of.kind === "optional" ? "Optional" : "";
          const suffix = key?.type.kind === "str" ? "Named" : "Group";
          need(l.module, `Match.${prefix}${suffix}`);
          const given = key === undefined ? go.number(0) : l.exprAs(key, suffix === "Named" ? STR : INT);
          return go.methodCall(self, `${prefix}${suffix}`, given);
        };
        if (args.positional.length < 2) return one(self(), first, value.type);
        if (value.type.kind !== "tuple") return undefined;
        const { elements } = value.type;
        const match = l.stable(self(), type, "match");
        return go.listOf(
          l.goType(value.type),
          args.positional.map((key, i) => one(match, key, elements[i])),
        );
      }
      case "groups":
        if (first !== undefined) return method("GroupsOr", l.exprAs(first, STR));
        return value.type.kind === "array" && value.type.element.kind === "optional"
          ? method("OptionalGroups")
          : method("Groups");
      case "groupdict": {
        if (first !== undefined) return undefined;
        const groups =
          value.type.kind === "dict" && value.type.value.kind === "optional"
            ? method("OptionalGroupMap")
            : method("GroupMap");
        need(l.module, "OrderedMap.All");
        return value.type.kind === "dict" && !value.type.ordered
          ? go.packageCall("maps", "Collect", go.methodCall(groups, "All"))
          : groups;
      }
      case "start":
        return method("Start", group);
      case "end":
        return method("End", group);
      case "span": {
        const m = l.stable(self(), type, "match");
        need(l.module, "Match.Start");
        need(l.module, "Match.End");
        return go.listOf(l.goType({ kind: "tuple", elements: [INT, INT] }), [
          go.methodCall(m, "Start", group),
          go.methodCall(m, "End", group),
        ]);
      }
    }
  }
  if (type.name === "hashlib.Hash") {
    const sum = (): GoExpr => go.methodCall(self(), "Sum", go.NIL);
    if (name === "hexdigest") return go.packageCall("encoding/hex", "EncodeToString", sum());
    if (name === "digest") return sum();
    if (name === "copy")
      return runtimeCall(
        l.module,
        "must",
        go.methodCall({ kind: "assert", value: self(), type: go.from("hash", "Cloner") }, "Clone"),
      );
    if (name === "update") return go.methodCall(self(), "Write", l.expr(first));
  }
  return undefined;
}
