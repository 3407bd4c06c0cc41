import { pathOf } from "../../ir/infer/narrowing.ts";
import type { ComprehensionClause, Expression, Module, Statement, Target, Variable } from "../../ir/nodes.ts";
import { expressionParts, visitExpression, visitExpressions } from "../../ir/walk.ts";

/** Pairs of a dict and a key that it holds, as `dict|key`; the paths in them are those of `pathOf`. */
type Known = ReadonlySet<string>;

/**
 * The index expressions (`k` of `d[k]`) whose key is in the dict, as the code around shows: a test with `in`, a loop over the dict,
 * an assignment before. What a loop or a call can change in between is forgotten, so that nothing is taken for granted wrongly.
 */
export function presentKeys(module: Module): ReadonlySet<Expression> {
  const found = new Set<Expression>();
  const constants = constantDicts(module);
  const isPresent = (object: Expression, index: Expression, known: Known): boolean => {
    const pair = pairOf(object, index);
    if (pair !== undefined && known.has(pair)) return true;
    return (
      object.kind === "name" && index.kind === "string" && constants.get(object.variable)?.has(index.value) === true
    );
  };

  const expression = (e: Expression, known: Known): void => {
    switch (e.kind) {
      case "index":
        if (isPresent(e.object, e.index, known)) found.add(e.index);
        break;
      case "conditional":
        expression(e.test, known);
        expression(e.body, withTest(e.test, true, known));
        expression(e.otherwise, withTest(e.test, false, known));
        return;
      case "logical":
        expression(e.left, known);
        expression(e.right, withTest(e.left, e.operator === "and", known));
        return;
      case "comprehension": {
        let inner = known;
        for (const clause of e.clauses) {
          expression(clause.iterable, inner);
          inner = withClause(clause, inner);
          for (const condition of clause.conditions) {
            expression(condition, inner);
            inner = withTest(condition, true, inner);
          }
        }
        if (e.key !== undefined) expression(e.key, inner);
        expression(e.element, inner);
        return;
      }
      case "call": {
        // `sorted(d, key=lambda k: d[k])`: the function is called with the keys.
        const [over] = e.args;
        const key = e.args.find((each) => each.name === "key")?.value;
        const lambda = key?.kind === "lambda" ? key.function : undefined;
        const dict = over === undefined ? undefined : keysOf(over.value);
        const [statement] = lambda?.body ?? [];
        if (
          lambda !== undefined &&
          dict !== undefined &&
          statement?.kind === "return" &&
          statement.value !== undefined
        ) {
          const [parameter] = lambda.parameters;
          if (parameter !== undefined) {
            const pair = `${dict}|v${parameter.variable.id}`;
            expression(statement.value, new Set([...known, pair]));
          }
        }
      }
    }
    for (const part of expressionParts(e)) expression(part, known);
  };

  const target = (each: Target, known: Known): void => {
    if (each.kind === "index" && isPresent(each.object, each.index, known)) found.add(each.index);
    if (each.kind === "index") {
      expression(each.object, known);
      expression(each.index, known);
    }
    if (each.kind === "unpack") for (const element of each.elements) target(element, known);
  };

  /** Gives what is known after the statements; undefined where control does not get there. */
  const block = (statements: readonly Statement[], before: Known): Known | undefined => {
    let known = before;
    for (const statement of statements) {
      const after = step(statement, known);
      if (after === undefined) return undefined;
      known = after;
    }
    return known;
  };

  const step = (statement: Statement, known: Known): Known | undefined => {
    switch (statement.kind) {
      case "if": {
        expression(statement.test, known);
        const after = without(known, [statement.test]);
        const yes = block(statement.body, withTest(statement.test, true, after));
        const no = block(statement.otherwise, withTest(statement.test, false, after));
        if (yes === undefined || no === undefined) return yes ?? no;
        return new Set([...yes].filter((pair) => no.has(pair)));
      }
      case "while": {
        const entry = withoutChanges(known, statement);
        expression(statement.test, entry);
        block(statement.body, withTest(statement.test, true, entry));
        block(statement.otherwise, entry);
        return entry;
      }
      case "for": {
        expression(statement.iterable, known);
        const entry = withoutChanges(known, statement);
        block(statement.body, withLoop(statement.target, statement.iterable, entry));
        block(statement.otherwise, entry);
        return entry;
      }
      case "try":
      case "with":
      case "match": {
        const entry = withoutChanges(known, statement);
        nested(statement, entry);
        return entry;
      }
      case "return":
      case "raise":
      case "break":
      case "continue":
        eachExpression(statement, (e) => expression(e, known));
        return undefined;
      case "function":
      case "class":
        return known;
      case "assign": {
        expression(statement.value, known);
        for (const each of statement.targets) target(each, known);
        return assigned(statement.targets, statement.value, withoutChanges(known, statement));
      }
      case "augment":
        expression(statement.value, known);
        target(statement.target, known);
        if (statement.target.kind === "index")
          return assigned([statement.target], statement.value, withoutCalls(known, statement));
        return withoutChanges(known, statement);
      default:
        eachExpression(statement, (e) => expression(e, known));
        return withoutChanges(known, statement);
    }
  };

  const nested = (statement: Statement, known: Known): void => {
    if (statement.kind === "try") {
      block(statement.body, known);
      for (const handler of statement.handlers) block(handler.body, known);
      block(statement.otherwise, known);
      block(statement.finally, known);
    } else if (statement.kind === "with") {
      for (const item of statement.items) expression(item.context, known);
      block(statement.body, known);
    } else if (statement.kind === "match") {
      expression(statement.subject, known);
      for (const each of statement.cases) {
        if (each.guard !== undefined) expression(each.guard, known);
        block(each.body, each.guard === undefined ? known : withTest(each.guard, true, known));
      }
    }
  };

  block(module.body, new Set());
  if (module.main !== undefined) block(module.main, new Set());
  for (const fn of module.functions) block(fn.body, new Set());
  return found;
}

/** Dicts of the module that are written out and never changed. */
function constantDicts(module: Module): ReadonlyMap<Variable, ReadonlySet<string>> {
  const found = new Map<Variable, ReadonlySet<string>>();
  for (const statement of module.body) {
    if (statement.kind !== "assign" || statement.value.kind !== "dict") continue;
    const keys = new Set(statement.value.entries.flatMap(({ key }) => (key?.kind === "string" ? [key.value] : [])));
    for (const target of statement.targets)
      if (target.kind === "variable" && target.variable.bindings === 1 && !target.variable.mutated)
        found.set(target.variable, keys);
  }
  return found;
}

function pathOfKey(e: Expression): string | undefined {
  if (e.kind === "string") return JSON.stringify(e.value);
  if (e.kind === "int") return `${e.value}`;
  return pathOf(e);
}

function pairOf(dict: Expression, key: Expression): string | undefined {
  const [first, second] = [pathOf(dict), pathOfKey(key)];
  return first === undefined || second === undefined ? undefined : `${first}|${second}`;
}

/** The dict whose keys an iterable gives: the dict itself, `d.keys()`, `sorted(d)`, `list(d)`. */
function keysOf(e: Expression): string | undefined {
  if (e.type.kind === "dict") return pathOf(e);
  if (e.kind !== "call") return undefined;
  if (e.target.kind === "method" && e.target.name === "keys" && e.target.receiver.type.kind === "dict")
    return pathOf(e.target.receiver);
  const gives =
    e.target.kind === "builtin" && ["sorted", "list", "tuple", "set", "reversed", "iter"].includes(e.target.name);
  return gives && e.args[0] !== undefined ? keysOf(e.args[0].value) : undefined;
}

function withLoop(target: Target, iterable: Expression, known: Known): Known {
  const dict = keysOf(iterable);
  if (dict !== undefined && target.kind === "variable") return new Set([...known, `${dict}|v${target.variable.id}`]);
  const isItems =
    iterable.kind === "call" && iterable.target.kind === "method" && iterable.target.name === "items"
      ? pathOf(iterable.target.receiver)
      : undefined;
  const first = target.kind === "unpack" ? target.elements[0] : undefined;
  if (isItems !== undefined && first?.kind === "variable")
    return new Set([...known, `${isItems}|v${first.variable.id}`]);
  return known;
}

function withClause(clause: ComprehensionClause, known: Known): Known {
  return withLoop(clause.target, clause.iterable, known);
}

/** What a test that came out as `outcome` says. */
function withTest(test: Expression, outcome: boolean, known: Known): Known {
  if (test.kind === "not") return withTest(test.operand, !outcome, known);
  if (test.kind === "logical") {
    if ((test.operator === "and") !== outcome) return known;
    return withTest(test.right, outcome, withTest(test.left, outcome, known));
  }
  if (test.kind !== "compare" || test.operators.length !== 1) return known;
  const [key, dict] = test.operands;
  if (test.operators[0] !== (outcome ? "in" : "not in") || dict.type.kind !== "dict") return known;
  const pair = pairOf(dict, key);
  return pair === undefined ? known : new Set([...known, pair]);
}

/** What an assignment adds: the key of `d[k] = v`, and those of a dict that is written out. */
function assigned(targets: readonly Target[], value: Expression, known: Known): Known {
  const added = new Set(known);
  for (const target of targets) {
    if (target.kind === "index") {
      const pair = pairOf(target.object, target.index);
      if (pair !== undefined) added.add(pair);
    }
    if (target.kind === "variable" && value.kind === "dict")
      for (const { key } of value.entries) {
        const path = key === undefined ? undefined : pathOfKey(key);
        if (path !== undefined) added.add(`v${target.variable.id}|${path}`);
      }
  }
  return added;
}

const REMOVES = new Set(["pop", "popitem", "clear", "update", "move_to_end"]);

/** What is still known after a statement, wherever in it control is. */
function withoutChanges(known: Known, statement: Statement): Known {
  if (known.size === 0) return known;
  const changed: string[] = [];
  visitExpressions([statement], {
    target: (each) => {
      if (each.kind === "variable") changed.push(`v${each.variable.id}`);
      if (each.kind === "attribute") {
        const object = pathOf(each.object);
        if (object !== undefined) changed.push(`${object}.${each.name}`);
      }
    },
    binding: (variable) => void changed.push(`v${variable.id}`),
    expression: (e) => {
      if (e.kind === "walrus") changed.push(`v${e.variable.id}`);
      if (e.kind === "call" && e.target.kind === "method" && REMOVES.has(e.target.name)) {
        const dict = pathOf(e.target.receiver);
        if (dict !== undefined) changed.push(dict);
      }
      return undefined;
    },
    statement: (each) => {
      if (each.kind !== "delete") return;
      for (const target of each.targets) {
        const dict = target.kind === "index" ? pathOf(target.object) : undefined;
        if (dict !== undefined) changed.push(dict);
      }
    },
  });
  const kept = new Set(
    [...known].filter((pair) => {
      const paths = pair.split("|");
      return !changed.some((each) => paths.some((path) => path === each || path.startsWith(`${each}.`)));
    }),
  );
  return withoutCalls(kept, statement);
}

/** What is still known after the calls of a statement: functions of the program can take keys out of any dict that they reach. */
function withoutCalls(known: Known, statement: Statement): Known {
  let calls = false;
  visitExpressions([statement], {
    expression: (e) => {
      calls ||= isOwnCall(e);
      return undefined;
    },
  });
  return calls ? new Set() : known;
}

function without(known: Known, expressions: readonly Expression[]): Known {
  let calls = false;
  for (const each of expressions)
    visitExpression(each, {
      expression: (e) => {
        calls ||= isOwnCall(e);
        return undefined;
      },
    });
  return calls ? new Set() : known;
}

function isOwnCall(e: Expression): boolean {
  if (e.kind === "await" || e.kind === "yield" || e.kind === "yieldFrom") return true;
  if (e.kind !== "call") return false;
  const { target } = e;
  if (target.kind === "method") return target.method !== undefined || target.receiver.type.kind === "any";
  return target.kind === "function" || target.kind === "static" || target.kind === "super" || target.kind === "value";
}

/** The expressions of a statement without blocks. */
function eachExpression(statement: Statement, visit: (e: Expression) => void): void {
  if (statement.kind === "return" || statement.kind === "expression") {
    if (statement.value !== undefined) visit(statement.value);
  } else if (statement.kind === "raise") {
    if (statement.exception !== undefined) visit(statement.exception);
    if (statement.cause !== undefined) visit(statement.cause);
  } else if (statement.kind === "assert") {
    visit(statement.test);
    if (statement.message !== undefined) visit(statement.message);
  }
}
