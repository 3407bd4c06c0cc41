import type { ComprehensionClause, ComprehensionExpression, Expression } from "../../ir/nodes.ts";
import { ANY, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr, GoStmt } from "../tree.ts";
import type { FunctionLowering } from "./function.ts";
import { isStable } from "./function.ts";
import { asKey } from "./keys.ts";
import { loop, toList } from "./sequences.ts";

/** A comprehension becomes the loop that fills its container. */
export function comprehension(l: FunctionLowering, value: ComprehensionExpression, type: Type): GoExpr {
  switch (type.kind) {
    case "list": {
      const made = l.goType(type);
      if (value.element.kind === "lambda")
        for (const variable of value.element.function.facts.captures) l.keepCaptured(variable);
      const name = go.name(l.local("result", made));
      const loops = nested(l, value.clauses, () => {
        l.emit(go.assign(name, go.call("append", name, l.exprAs(value.element, type.element))));
      });
      // The capacity is known once what is looped over has been evaluated.
      l.emit(...loops.slice(0, -1));
      l.emit(go.assign(name, initialList(l, value.clauses, made, loops)), ...loops.slice(-1));
      return name;
    }
    case "set": {
      const made = l.goType(type);
      const name = go.name(l.local("result", made));
      const loops = nested(l, value.clauses, () => {
        l.emit(go.assign(go.index(name, asKey(l, value.element, type.element)), go.composite(go.EMPTY_STRUCT, [])));
      });
      l.emit(go.assign(name, go.composite(made, [])), ...loops);
      return name;
    }
    case "dict": {
      const made = l.goType(type);
      const name = go.name(l.local("result", made));
      const loops = nested(l, value.clauses, () => {
        const [key, item] = l.inOrder([
          { run: () => asKey(l, value.key!, type.key), type: () => l.module.types.key(type.key) },
          { run: () => l.exprAs(value.element, type.value), type: () => l.goType(type.value) },
        ]);
        l.visitors.lowerCall.setItem(l, name, type, key, item);
      });
      l.emit(go.assign(name, l.emptyDict(type)), ...loops);
      return name;
    }
    case "iterator":
      return sequence(l, value, type.element);
    default:
      return l.coerce(
        comprehension(
          l,
          value,
          value.type.kind === "iterator" ? value.type : { kind: "list", element: value.element.type },
        ),
        value.type,
        type,
      );
  }
}

/** `make` with the capacity where one plain loop over a list fills the result, else an empty literal. */
function initialList(
  _l: FunctionLowering,
  clauses: readonly ComprehensionClause[],
  made: ReturnType<FunctionLowering["goType"]>,
  loops: readonly GoStmt[],
): GoExpr {
  const only = loops.at(-1);
  if (
    clauses.length === 1 &&
    clauses[0].conditions.length === 0 &&
    only?.kind === "range" &&
    isStable(only.over) &&
    clauses[0].iterable.type.kind === "list"
  ) {
    return go.call("make", go.typeExpr(made), go.number(0), go.call("len", only.over));
  }
  return go.composite(made, []);
}

/** The loops and conditions of the clauses around a body; what runs before the first loop comes first. */
export function nested(l: FunctionLowering, clauses: readonly ComprehensionClause[], body: () => void): GoStmt[] {
  const level = (at: number): void => {
    if (at === clauses.length) {
      body();
      return;
    }
    const clause = clauses[at];
    l.emit(
      loop(l, clause.target, clause.iterable, () => {
        conditions(l, clause.conditions, () => level(at + 1));
      }),
    );
  };
  return [...l.block(() => level(0))];
}

function conditions(l: FunctionLowering, tests: readonly Expression[], body: () => void): void {
  if (tests.length === 0) {
    body();
    return;
  }
  const first = l.capture(() => l.condition(tests[0]));
  let test = first.value;
  l.emit(...first.stmts);
  const rest: Expression[] = [];
  for (const each of tests.slice(1)) {
    const lowered = l.capture(() => l.condition(each));
    if (lowered.stmts.length > 0 || rest.length > 0) rest.push(each);
    else test = go.binary("&&", test, lowered.value);
  }
  l.emit(
    go.ifStmt(
      test,
      l.block(() => conditions(l, rest, body)),
    ),
  );
}

/** A generator expression as a sequence of its own. */
function sequence(l: FunctionLowering, value: ComprehensionExpression, element: Type): GoExpr {
  const made = l.goType(element);
  const inner = l.withErrors("panic", () =>
    nested(l, value.clauses, () => {
      l.emit(go.ifStmt(go.negate(go.call("yield", l.exprAs(value.element, element))), [go.returnStmt()]));
    }),
  );
  return go.fn([{ name: "yield", type: { kind: "function", params: [made], results: [go.BOOL_TYPE] } }], [], inner);
}

/** A list of elements some of which are spread. */
export function sequenceLiteral(l: FunctionLowering, elements: readonly Expression[], element: Type): GoExpr {
  const made = go.sliceOf(l.goType(element));
  const groups: (Expression | readonly Expression[])[] = [];
  for (const each of elements) {
    const last = groups.at(-1);
    if (each.kind === "star") groups.push(each);
    else if (Array.isArray(last)) groups[groups.length - 1] = [...last, each];
    else groups.push([each]);
  }
  if (groups.length === 0) return go.composite(made, []);
  const parts = l.inOrder(
    groups.map((group) => ({
      run: () =>
        "kind" in group
          ? toList(l, group.kind === "star" ? group.value : group, element)
          : go.listOf(
              made,
              group.map((each) => l.exprAs(each, element)),
            ),
      type: () => made,
    })),
  );
  return l.visitors.lowerCall.concat(l, parts);
}

export { ANY };
