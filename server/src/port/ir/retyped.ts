import type { Expression, FunctionDef, Module, Statement, Variable } from "./nodes.ts";
import { ANY, type Type } from "./types.ts";
import { visitStatement } from "./walk.ts";

/**
 * A name that stands for one thing and then for another (`line = line.split(",")`) becomes two variables, so that each has a type of its
 * own. That is done where the second assignment happens whenever what follows it does, and nothing else can see its value; and where what is
 * assigned is known to be another kind of value, so that a name that keeps its type keeps being one.
 */
export function splitRetyped(module: Module): void {
  let next = 0;
  for (const fn of module.functions)
    for (const variable of [...fn.locals, ...fn.parameters.map((each) => each.variable)])
      next = Math.max(next, variable.id + 1);
  for (const variable of module.variables) next = Math.max(next, variable.id + 1);
  // Comprehensions and classes have variables, too; their numbers are below twice as many.
  const made: Made = { next: next * 2 + 100_000, stems: new Map() };
  for (const fn of module.functions) if (fn.role !== "lambda") splitIn(fn, fn.body, { made, loops: [], outer: [] });
}

type Kind = "text" | "list" | "number" | "bytes" | "table" | "set" | "tuple" | "flag" | "iterator";

/** The variables that were made, and the number of the next. */
interface Made {
  next: number;
  /** The name that the first of the variables has. */
  readonly stems: Map<Variable, string>;
}

interface Place {
  readonly made: Made;
  /** The loops around the block, the innermost last. */
  readonly loops: readonly (Statement & { kind: "for" | "while" })[];
  /** The blocks around the block, with the position of what it is in. */
  readonly outer: readonly { readonly block: readonly Statement[]; readonly at: number }[];
}

function splitIn(fn: FunctionDef, block: readonly Statement[], place: Place): void {
  block.forEach((statement, at) => {
    const split = splitAt(fn, block, at, place);
    if (split !== undefined) apply(fn, block, at, split, place.made);
    const outer = [...place.outer, { block, at }];
    for (const inner of blocksOf(statement)) {
      const loops = statement.kind === "for" || statement.kind === "while" ? [...place.loops, statement] : place.loops;
      splitIn(fn, inner, { made: place.made, loops, outer });
    }
  });
}

interface Split {
  readonly variable: Variable;
  readonly kind: Kind;
}

function splitAt(fn: FunctionDef, block: readonly Statement[], at: number, place: Place): Split | undefined {
  const statement = block[at];
  if (statement.kind !== "assign" || statement.targets.length !== 1 || statement.declared !== undefined)
    return undefined;
  const [target] = statement.targets;
  if (target.kind !== "variable") return undefined;
  const { variable } = target;
  if (variable.owner !== fn || variable.scope !== "function" || variable.captured || variable.rebound) return undefined;
  if (variable.declared !== undefined && !variable.isParameter) return undefined;
  const kind = kindOf(statement.value);
  if (kind === undefined) return undefined;
  const before = kindsBefore(fn, variable, statement);
  if (before === undefined || before.length === 0) return undefined;
  const known = before.filter((each) => each !== undefined);
  const differs = known.length === before.length ? !known.includes(kind) : proves(statement.value, variable, kind);
  if (!differs || !isAlone(fn, variable, block, at, place)) return undefined;
  return { variable, kind };
}

/** Whether nothing but the rest of the block sees what is assigned. */
function isAlone(fn: FunctionDef, variable: Variable, block: readonly Statement[], at: number, place: Place): boolean {
  if (bindsOtherwise(fn.body, variable)) return false;
  if (place.outer.length === 0) return true;
  const inBlock = countIn(block.slice(at + 1), variable) + countIn([block[at]], variable);
  const from = block[at].range.start;
  if (countIn(fn.body, variable, from) !== inBlock) return false;
  const loop = place.loops.at(-1);
  if (loop === undefined) return true;
  const inLoop = countIn([loop], variable);
  const outside = countIn(fn.body, variable) - inLoop;
  if (outside > 0 && (place.loops.length > 1 || countIn(fn.body, variable, loop.range.end) > 0)) return false;
  // Each round begins by binding it anew.
  if (loop.kind === "for" && loop.target.kind === "variable" && loop.target.variable === variable)
    return countIn(loop.otherwise, variable) === 0;
  const first = loop.body.find((each) => countIn([each], variable) > 0);
  return (
    first?.kind === "assign" &&
    first !== block[at] &&
    first.targets.length === 1 &&
    first.targets[0].kind === "variable" &&
    first.targets[0].variable === variable &&
    countIn([first], variable) === 1 &&
    headerCount(loop, variable) === 0
  );
}

function headerCount(loop: Statement & { kind: "for" | "while" }, variable: Variable): number {
  return countIn([loop], variable) - countIn(loop.body, variable);
}

/** How often a variable is mentioned, from an offset on. */
function countIn(body: readonly Statement[], variable: Variable, from = 0): number {
  let count = 0;
  for (const statement of body) {
    visitStatement(statement, {
      nested: true,
      expression: (e) => {
        if ((e.kind === "name" || e.kind === "walrus") && e.variable === variable && e.range.start >= from) count++;
        return undefined;
      },
      target: (target) => {
        if (target.kind === "variable" && target.variable === variable && target.range.start >= from) count++;
      },
    });
  }
  return count;
}

/** Whether something else than assignments and loops binds the variable, or takes it away. */
function bindsOtherwise(body: readonly Statement[], variable: Variable): boolean {
  let found = false;
  for (const statement of body) {
    visitStatement(statement, {
      nested: true,
      binding: (each) => {
        found ||= each === variable;
      },
      expression: (e) => {
        found ||= e.kind === "walrus" && e.variable === variable;
        return undefined;
      },
      statement: (each) => {
        if (each.kind === "delete")
          found ||= each.targets.some((target) => target.kind === "variable" && target.variable === variable);
      },
    });
  }
  return found;
}

/** What the variable is bound to above a statement; undefined in the list where that is not known. */
function kindsBefore(fn: FunctionDef, variable: Variable, until: Statement): (Kind | undefined)[] | undefined {
  const kinds: (Kind | undefined)[] = [];
  const parameter = fn.parameters.find((each) => each.variable === variable);
  if (parameter !== undefined) {
    if (parameter.kind === "star" || parameter.kind === "doubleStar") return undefined;
    kinds.push(kindOfType(parameter.annotation));
  }
  const seen = new Set<unknown>();
  for (const statement of fn.body) {
    visitStatement(statement, {
      statement: (each) => {
        if (each === until || each.range.start >= until.range.start || each.kind !== "assign") return;
        for (const target of each.targets) {
          if (target.kind !== "variable" || target.variable !== variable) continue;
          seen.add(target);
          kinds.push(kindOf(each.value));
        }
      },
      target: (target) => {
        if (target.kind !== "variable" || target.variable !== variable || seen.has(target)) return;
        if (target.range.start < until.range.start) kinds.push(undefined);
      },
    });
  }
  return kinds;
}

/** Whether the value is made of the variable in a way that says that this was something else. */
function proves(value: Expression, variable: Variable, kind: Kind): boolean {
  const isIt = (e: Expression | undefined): boolean => e?.kind === "name" && e.variable === variable;
  if (value.kind !== "call") return false;
  const first = value.args[0]?.value;
  if (value.target.kind === "builtin") return ["len", "ord", "chr"].includes(value.target.name) && isIt(first);
  if (value.target.kind !== "method") return false;
  const { receiver, name } = value.target;
  if (name === "join") return receiver.kind === "string" && isIt(first) && kind === "text";
  return isIt(textOf(receiver)) && ["split", "rsplit", "splitlines", "encode", "decode"].includes(name);
}

/** The text that methods of texts are called on, one after the other. */
function textOf(e: Expression): Expression {
  if (e.kind === "slice") return textOf(e.object);
  const isText =
    e.kind === "call" && e.target.kind === "method" && (TEXT_METHODS.has(e.target.name) || e.target.name === "replace");
  return isText && e.target.kind === "method" ? textOf(e.target.receiver) : e;
}

const TEXT_METHODS: ReadonlySet<string> = new Set(
  "strip lstrip rstrip lower upper title capitalize swapcase casefold zfill ljust rjust removeprefix removesuffix expandtabs".split(
    " ",
  ),
);

/** What kind of value an expression makes, by its form alone. */
function kindOf(e: Expression): Kind | undefined {
  switch (e.kind) {
    case "string":
    case "format":
      return "text";
    case "bytes":
      return "bytes";
    case "int":
    case "float":
      return "number";
    case "bool":
    case "compare":
    case "not":
      return "flag";
    case "list":
      return "list";
    case "tuple":
      return "tuple";
    case "dict":
      return "table";
    case "set":
      return "set";
    case "comprehension":
      return e.form === "list" ? "list" : e.form === "dict" ? "table" : e.form === "set" ? "set" : "iterator";
    case "conditional": {
      const kind = kindOf(e.body);
      return kind === kindOf(e.otherwise) ? kind : undefined;
    }
    case "binary":
      if (e.operator === "%" && e.left.kind === "string") return "text";
      return e.operator === "+" && [kindOf(e.left), kindOf(e.right)].includes("text") ? "text" : undefined;
    case "call":
      return kindOfCall(e);
    default:
      return undefined;
  }
}

function kindOfCall(e: Expression & { kind: "call" }): Kind | undefined {
  if (e.target.kind === "builtin") {
    switch (e.target.name) {
      case "list":
      case "sorted":
        return "list";
      case "dict":
        return "table";
      case "set":
        return "set";
      case "tuple":
        return "tuple";
      case "str":
      case "repr":
      case "chr":
      case "hex":
      case "bin":
      case "input":
        return "text";
      case "int":
      case "float":
      case "len":
      case "ord":
        return "number";
      case "bool":
        return "flag";
      default:
        return undefined;
    }
  }
  if (e.target.kind !== "method" || e.target.method !== undefined) return undefined;
  const { receiver, name } = e.target;
  if (name === "join" && receiver.kind === "string") return "text";
  if (TEXT_METHODS.has(name)) return kindOf(receiver) === "text" ? "text" : undefined;
  switch (name) {
    case "split":
    case "rsplit":
    case "splitlines":
      return "list";
    case "encode":
      return "bytes";
    case "decode":
      return "text";
    default:
      return undefined;
  }
}

function kindOfType(type: Type | undefined): Kind | undefined {
  switch (type?.kind) {
    case "str":
      return "text";
    case "bytes":
    case "list":
    case "set":
    case "tuple":
      return type.kind === "bytes" ? "bytes" : type.kind;
    case "int":
    case "float":
      return "number";
    case "bool":
      return "flag";
    case "dict":
      return "table";
    default:
      return undefined;
  }
}

const SUFFIX: Readonly<Record<Kind, string>> = {
  text: "text",
  list: "list",
  number: "number",
  bytes: "bytes",
  table: "table",
  set: "set",
  tuple: "tuple",
  flag: "flag",
  iterator: "items",
};

function apply(fn: FunctionDef, block: readonly Statement[], at: number, split: Split, all: Made): void {
  const { variable, kind } = split;
  const statement = block[at] as Statement & { kind: "assign" };
  const isParts =
    statement.value.kind === "call" &&
    statement.value.target.kind === "method" &&
    ["split", "rsplit"].includes(statement.value.target.name);
  const stem = all.stems.get(variable) ?? variable.name.replace(/_+$/, "");
  const suffix = isParts ? "parts" : SUFFIX[kind];
  const made: Variable = {
    ...variable,
    id: all.next++,
    name: stem.endsWith(`_${suffix}`) ? `${stem}_${suffix === "list" ? "items" : "value"}` : `${stem}_${suffix}`,
    type: ANY,
    declared: undefined,
    isParameter: false,
    bindings: 0,
    reads: 0,
  };
  const rename = (each: { variable: Variable }, binds: boolean): void => {
    if (each.variable !== variable) return;
    each.variable = made;
    if (binds) {
      made.bindings++;
      variable.bindings--;
    } else {
      made.reads++;
      variable.reads--;
    }
  };
  const [target] = statement.targets;
  if (target.kind === "variable") rename(target as { variable: Variable }, true);
  for (const each of block.slice(at + 1)) {
    visitStatement(each, {
      nested: true,
      expression: (e) => {
        if (e.kind === "name") rename(e as { variable: Variable }, false);
        return undefined;
      },
      target: (inner) => {
        if (inner.kind === "variable") rename(inner as { variable: Variable }, true);
      },
    });
  }
  all.stems.set(made, stem);
  fn.locals.push(made);
}

function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "if":
    case "while":
    case "for":
      return [statement.body, statement.otherwise];
    case "with":
      return [statement.body];
    case "try":
      return [statement.body, ...statement.handlers.map((each) => each.body), statement.otherwise, statement.finally];
    case "match":
      return statement.cases.map((each) => each.body);
    default:
      return [];
  }
}
