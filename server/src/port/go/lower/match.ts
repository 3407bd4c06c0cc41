import { findMember, positionalFields } from "../../ir/infer/members.ts";
import type { ClassDef, Expression, MatchCase, Pattern, Statement, Variable } from "../../ir/nodes.ts";
import { syntheticVariable } from "../../ir/synthetic.ts";
import { ANY, INT, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoBlock, GoExpr } from "../tree.ts";
import { baseAccessor } from "./attributes.ts";
import { already, compare } from "./compare.ts";
import { findClass, need, runtimeCall, stubExpr } from "./context.ts";
import { type FunctionLowering, isStable, runtimeName } from "./function.ts";
import { fieldName } from "./members.ts";
import { TUPLE_FIELDS } from "./types.ts";

interface Match {
  readonly test: GoExpr | undefined;
  readonly binds: readonly { readonly variable: Variable; readonly value: GoExpr; readonly type: Type }[];
}

/** `match` as a chain of conditions; a guard that fails goes on to the next case. */
export function lowerMatch(l: FunctionLowering, value: Statement & { kind: "match" }): void {
  const own = value.subject.kind === "name" ? value.subject.variable.type : value.subject.type;
  const made = l.goType(own);
  const type: Type = made.kind === "named" && made.name === "any" ? ANY : own;
  const lowered = value.subject.kind === "name" ? l.variable(value.subject.variable) : l.expr(value.subject);
  const subject = isStable(lowered) ? lowered : l.keep("subject", lowered, l.goType(type));
  const matches = value.cases.map((each) => ({ each, match: pattern(l, each.pattern, subject, type) }));
  const guarded = matches.some(({ each, match }) => each.guard !== undefined && match.binds.length > 0);
  if (guarded) {
    flagged(l, matches);
    return;
  }
  let chain: GoBlock = [];
  for (const { each, match } of [...matches].reverse()) {
    const guard = each.guard === undefined ? undefined : l.condition(each.guard);
    const test =
      match.test === undefined ? guard : guard === undefined ? match.test : go.binary("&&", match.test, guard);
    const body = l.block(() => caseBody(l, each, match));
    chain =
      test === undefined
        ? body
        : [{ kind: "if", condition: test, body, otherwise: chain.length > 0 ? chain : undefined, source: each.range }];
  }
  l.emit(...chain);
}

function flagged(l: FunctionLowering, matches: readonly { readonly each: MatchCase; readonly match: Match }[]): void {
  const matched = go.name(l.local("matched", go.BOOL_TYPE));
  l.emit(go.assign(matched, go.FALSE));
  for (const [i, { each, match }] of matches.entries()) {
    const body = l.block(() => {
      bind(l, match);
      const inner = l.block(() => {
        if (i < matches.length - 1) l.emit(go.assign(matched, go.TRUE));
        l.visitors.statements(l, each.body);
      });
      if (each.guard === undefined) l.emit(...inner);
      else l.emit(go.ifStmt(l.condition(each.guard), inner));
    });
    const open = go.negate(matched);
    const test = match.test === undefined ? open : i === 0 ? match.test : go.binary("&&", open, match.test);
    l.emit(
      i === 0 && match.test === undefined
        ? { kind: "block", body }
        : { kind: "if", condition: test, body, source: each.range },
    );
  }
}

function caseBody(l: FunctionLowering, each: MatchCase, match: Match): void {
  for (const comment of each.comments) l.emit({ kind: "comment", text: comment });
  bind(l, match);
  l.visitors.statements(l, each.body);
}

function bind(l: FunctionLowering, match: Match): void {
  for (const { variable, value, type } of match.binds) {
    if (/^_+$/.test(variable.name)) continue;
    l.emit({
      kind: "assign",
      targets: [l.variable(variable)],
      operator: "=",
      values: [l.coerce(value, type, variable.type)],
      inexact: true,
    });
  }
}

const both = (a: GoExpr | undefined, b: GoExpr | undefined): GoExpr | undefined =>
  a === undefined ? b : b === undefined ? a : go.binary("&&", a, b);

/** The test that a value fits a pattern, and what it binds. The value is a name or a path, so that it can be written often. */
function pattern(l: FunctionLowering, value: Pattern, subject: GoExpr, type: Type): Match {
  switch (value.kind) {
    case "wildcard":
      return { test: undefined, binds: [] };
    case "capture":
      return { test: undefined, binds: [{ variable: value.variable, value: subject, type }] };
    case "as": {
      const inner = pattern(l, value.pattern, subject, type);
      const narrowed = value.variable.type;
      return {
        test: inner.test,
        binds: [
          ...inner.binds,
          {
            variable: value.variable,
            value: l.isSameGo(type, narrowed) ? subject : l.coerce(subject, type, narrowed),
            type: l.isSameGo(type, narrowed) ? type : narrowed,
          },
        ],
      };
    }
    case "value": {
      const placeholder = already(subject, { type, range: value.range });
      return {
        test: compare(l, {
          kind: "compare",
          operands: [placeholder, value.value],
          operators: [value.value.kind === "none" ? "is" : "=="],
          type: { kind: "bool" },
          range: value.range,
        }),
        binds: [],
      };
    }
    case "or": {
      const parts = value.alternatives.map((each) => pattern(l, each, subject, type));
      if (parts.some((part) => part.test === undefined)) return { test: undefined, binds: parts[0].binds };
      return { test: parts.map((part) => part.test!).reduce((a, b) => go.binary("||", a, b)), binds: parts[0].binds };
    }
    case "sequence":
      return sequence(l, value, subject, type);
    case "mapping":
      return mapping(l, value, subject, type);
    case "class":
      return classPattern(l, value, subject, type);
    case "star":
      return { test: undefined, binds: [] };
    case "stub":
      return { test: stubExpr(l.module, value.construct, value.range, go.BOOL_TYPE), binds: [] };
    default:
      return value satisfies never;
  }
}

/** A lowered value under the guise of a name, so that expression lowering can be used on it. */
function named(l: FunctionLowering, value: GoExpr, type: Type, range: Expression["range"]): Expression {
  const variable = syntheticVariable("subject", type);
  if (value.kind === "name") l.module.names.set(variable, value.name);
  else {
    const name = l.local("part", l.goType(type));
    l.emit({ kind: "assign", targets: [go.name(name)], operator: "=", values: [value], inexact: true });
    l.module.names.set(variable, name);
  }
  return { kind: "name", variable, type, range };
}

function sequence(l: FunctionLowering, value: Pattern & { kind: "sequence" }, subject: GoExpr, type: Type): Match {
  const star = value.elements.findIndex((each) => each.kind === "star");
  if (type.kind === "tuple" && type.elements.length <= TUPLE_FIELDS.length) {
    if (star < 0 && type.elements.length !== value.elements.length) return { test: go.FALSE, binds: [] };
    if (star < 0)
      return combine(
        value.elements.map((each, i) => pattern(l, each, go.select(subject, TUPLE_FIELDS[i]), type.elements[i])),
      );
  }
  if (type.kind === "any" || type.kind === "union" || type.kind === "tuple") {
    const isSequence = runtimeCall(l.module, "isSequence", subject);
    const size = runtimeCall(l.module, "length", subject);
    const test = go.binary(
      "&&",
      isSequence,
      star < 0
        ? go.binary("==", size, go.number(value.elements.length))
        : go.binary(">=", size, go.number(value.elements.length - 1)),
    );
    const rest = combine(
      value.elements.map((each, i) => {
        if (each.kind === "star") {
          if (each.variable === undefined) return { test: undefined, binds: [] };
          const after = value.elements.length - 1 - i;
          const all = runtimeCall(l.module, "collect", runtimeCall(l.module, "iterate", subject));
          const rest = runtimeCall(
            l.module,
            "slice",
            all,
            go.number(i),
            after === 0 ? go.name(runtimeName(l.module, "end")) : go.number(-after),
          );
          return {
            test: undefined,
            binds: [{ variable: each.variable, value: rest, type: { kind: "list", element: ANY } as const }],
          };
        }
        const at = star >= 0 && i > star ? go.number(i - value.elements.length) : go.number(i);
        return pattern(l, each, runtimeCall(l.module, "element", subject, at), ANY);
      }),
    );
    return { test: both(test, rest.test), binds: rest.binds };
  }
  const element: Type = "element" in type ? type.element : ANY;
  const size = go.call("len", subject);
  const test =
    star < 0
      ? go.binary("==", size, go.number(value.elements.length))
      : go.binary(">=", size, go.number(value.elements.length - 1));
  const rest = combine(
    value.elements.map((each, i) => {
      if (each.kind === "star") {
        if (each.variable === undefined) return { test: undefined, binds: [] };
        const after = value.elements.length - 1 - i;
        const high = after === 0 ? undefined : go.binary("-", size, go.number(after));
        return {
          test: undefined,
          binds: [
            {
              variable: each.variable,
              value: go.packageCall("slices", "Clone", go.slice(subject, i === 0 ? undefined : go.number(i), high)),
              type: { kind: "list", element } as const,
            },
          ],
        };
      }
      const at = star >= 0 && i > star ? go.binary("-", size, go.number(value.elements.length - i)) : go.number(i);
      return pattern(l, each, go.index(subject, at), element);
    }),
  );
  const needsSize = star !== 0 || value.elements.length > 1;
  return { test: needsSize ? both(test, rest.test) : rest.test, binds: rest.binds };
}

function combine(parts: readonly Match[]): Match {
  return { test: parts.map((part) => part.test).reduce(both, undefined), binds: parts.flatMap((part) => part.binds) };
}

function mapping(l: FunctionLowering, value: Pattern & { kind: "mapping" }, subject: GoExpr, type: Type): Match {
  if (value.rest !== undefined) {
    const whole = mapping(l, { ...value, rest: undefined }, subject, type);
    return { test: whole.test, binds: [...whole.binds, restOf(l, value, value.rest, subject, type)] };
  }
  if (type.kind !== "dict") {
    const isDict = go.binary("==", runtimeCall(l.module, "className", subject), go.text("dict"));
    const rest = combine(
      value.entries.map((entry) => {
        const key = l.exprAs(entry.key, ANY);
        const inner = pattern(l, entry.pattern, runtimeCall(l.module, "element", subject, key), ANY);
        return { test: both(runtimeCall(l.module, "in", key, subject), inner.test), binds: inner.binds };
      }),
    );
    return { test: both(isDict, rest.test), binds: rest.binds };
  }
  return combine(
    value.entries.map((entry) => {
      const key = l.exprAs(entry.key, type.key);
      if (type.ordered) {
        need(l.module, "OrderedMap.Has");
        need(l.module, "OrderedMap.Get");
      }
      const present = type.ordered ? go.methodCall(subject, "Has", key) : runtimeCall(l.module, "has", subject, key);
      const inner = pattern(
        l,
        entry.pattern,
        type.ordered ? go.methodCall(subject, "Get", key) : go.index(subject, key),
        type.value,
      );
      return { test: both(present, inner.test), binds: inner.binds };
    }),
  );
}

/** `{"kind": kind, **rest}`: a dict of what the pattern does not name. */
function restOf(
  l: FunctionLowering,
  value: Pattern & { kind: "mapping" },
  variable: Variable,
  subject: GoExpr,
  type: Type,
): Match["binds"][number] {
  if (type.kind !== "dict") {
    const held: Type = { kind: "dict", key: { kind: "str" }, value: ANY, flavor: "dict", ordered: true };
    const keys = value.entries.map((entry) => l.exprAs(entry.key, ANY));
    return { variable, value: runtimeCall(l.module, "restOf", subject, ...keys), type: held };
  }
  const keys = value.entries.map((entry) => l.exprAs(entry.key, type.key));
  if (type.ordered) need(l.module, "OrderedMap.Without");
  const rest = type.ordered
    ? go.methodCall(subject, "Without", ...keys)
    : runtimeCall(l.module, "withoutKeys", subject, ...keys);
  return { variable, value: rest, type };
}

const SCALARS: Readonly<Record<string, Type>> = {
  int: INT,
  str: { kind: "str" },
  float: { kind: "float" },
  bool: { kind: "bool" },
};

function classPattern(l: FunctionLowering, value: Pattern & { kind: "class" }, subject: GoExpr, type: Type): Match {
  const reference = value.class;
  const placeholder = subject.kind === "name" ? named(l, subject, type, value.range) : undefined;
  const test = testClass(l, value, placeholder, subject, type);
  if (reference.kind === "builtin") {
    const own = SCALARS[reference.name];
    const [inner] = value.positional;
    if (inner === undefined) return { test, binds: [] };
    const narrowed =
      own !== undefined && l.isSameGo(type, own) ? subject : own !== undefined ? l.coerce(subject, type, own) : subject;
    const rest = pattern(l, inner, narrowed, own ?? type);
    return { test: both(test, rest.test), binds: rest.binds };
  }
  if (reference.kind !== "class") return { test, binds: [] };
  const def = reference.class;
  const info = findClass(l.module, def);
  const asserted =
    type.kind === "instance" && type.name === def.name
      ? subject
      : l.coerce(subject, type, { kind: "instance", name: def.name, args: [] });
  const object = info.shape === "interface" ? go.methodCall(asserted, baseAccessor(info.structName)) : asserted;
  const names = positionalFields(def);
  const fields = [
    ...value.positional.map((each, i) => ({ name: names[i] ?? "", pattern: each })),
    ...value.keywords.map((each) => ({ name: each.name, pattern: each.pattern })),
  ];
  const rest = combine(
    fields.map((each) => {
      const member = findMember(def, each.name);
      const own: Type = member?.kind === "field" ? member.field.type : ANY;
      return pattern(l, each.pattern, go.select(object, fieldName(each.name)), own);
    }),
  );
  return { test: both(test, rest.test), binds: rest.binds };
}

function testClass(
  l: FunctionLowering,
  value: Pattern & { kind: "class" },
  placeholder: Expression | undefined,
  subject: GoExpr,
  type: Type,
): GoExpr | undefined {
  const isTrue = (test: GoExpr): boolean => test.kind === "name" && test.name === "true";
  if (placeholder === undefined) {
    // A part of the subject is looked at only behind the tests before it, so that it must not be kept in front of them.
    const test = l.visitors.lowerCall.instanceTest(l, subject, type, value.class, false, value.range);
    return isTrue(test) ? undefined : test;
  }
  const of = placeholder;
  const test = l.expr({
    kind: "call",
    target: { kind: "builtin", name: "isinstance" },
    args: [
      { kind: "positional", name: undefined, value: of },
      {
        kind: "positional",
        name: undefined,
        value:
          value.class.kind === "class"
            ? classExpression(value.class.class, value.range)
            : { kind: "builtin", name: value.class.name, type: ANY, range: value.range },
      },
    ],
    type: { kind: "bool" },
    range: value.range,
  });
  return isTrue(test) ? undefined : test;
}

function classExpression(def: ClassDef, range: Expression["range"]): Expression {
  const variable = { ...syntheticVariable(def.name, { kind: "class", name: def.name }), definition: def };
  return { kind: "name", variable, type: { kind: "class", name: def.name }, range };
}
