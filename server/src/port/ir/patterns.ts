import type { Expression, Module, Target, Variable } from "./nodes.ts";
import { visitExpressions } from "./walk.ts";

/** What a regular expression says about its groups, however its text is matched. */
export interface PatternGroups {
  readonly count: number;
  /** Numbers and names of groups that a match can leave out: those in alternatives and in what may be repeated no time. */
  readonly optional: ReadonlySet<number | string>;
}

/** The regular expressions of a module, as far as they are written out. */
export interface ModulePatterns {
  /** The pattern that an expression holds: a literal, or a name or attribute that is only ever bound to one. */
  of(e: Expression): PatternGroups | undefined;
  /**
   * Whether a match can leave a group out; a key of undefined means any group at all. Where it is not known which pattern made the
   * match, it can be any of the module.
   */
  canMiss(match: Expression | undefined, key: number | string | undefined): boolean;
}

type Call = Extract<Expression, { kind: "call" }>;

const TAKES_PATTERN = new Set([
  "compile",
  "match",
  "fullmatch",
  "search",
  "findall",
  "finditer",
  "sub",
  "subn",
  "split",
]);

const GIVES_MATCHES = new Set(["match", "fullmatch", "search", "finditer"]);

export function modulePatterns(module: Module): ModulePatterns {
  const texts = new Map<Variable, string | undefined>();
  const variables = new Map<Variable, PatternGroups | undefined>();
  const attributes = new Map<string, PatternGroups | undefined>();
  const calls: Call[] = [];
  const bindings: { key: Variable | string; value: Expression }[] = [];
  const bindLoop = (target: Target, iterable: Expression): void => {
    if (target.kind === "variable") bindings.push({ key: target.variable, value: iterable });
  };
  const bodies = [module.body, module.main ?? []];
  for (const body of bodies)
    visitExpressions(body, {
      nested: true,
      expression: (e) => {
        if (
          e.kind === "call" &&
          e.target.kind === "library" &&
          e.target.module === "re" &&
          TAKES_PATTERN.has(e.target.name)
        )
          calls.push(e);
        if (e.kind === "walrus") bindings.push({ key: e.variable, value: e.value });
        if (e.kind === "comprehension") for (const clause of e.clauses) bindLoop(clause.target, clause.iterable);
        return undefined;
      },
      statement: (statement) => {
        if (statement.kind === "for") bindLoop(statement.target, statement.iterable);
        if (statement.kind !== "assign") return;
        for (const target of statement.targets) {
          if (target.kind === "variable") bindings.push({ key: target.variable, value: statement.value });
          else if (target.kind === "attribute") bindings.push({ key: target.name, value: statement.value });
        }
      },
    });
  for (const cls of module.classes)
    for (const field of [...cls.fields, ...cls.classVariables])
      if (field.default !== undefined) bindings.push({ key: field.name, value: field.default });
  for (const { key, value } of bindings)
    if (typeof key !== "string")
      texts.set(key, key.bindings === 1 && value.kind === "string" ? value.value : undefined);

  const textOf = (e: Expression | undefined): string | undefined => {
    if (e?.kind === "string") return e.value;
    return e?.kind === "name" ? texts.get(e.variable) : undefined;
  };
  const read = (e: Expression): PatternGroups | undefined => {
    if (e.kind === "call" && e.target.kind === "library" && e.target.module === "re" && e.target.name === "compile")
      return read(e.args[0]?.value ?? e);
    const text = textOf(e);
    return text === undefined ? undefined : patternGroups(text);
  };
  for (const { key, value } of bindings) {
    const found = read(value);
    if (typeof key === "string") attributes.set(key, attributes.has(key) ? undefined : found);
    else variables.set(key, key.bindings === 1 ? found : undefined);
  }
  const known = calls.map((call) => (call.args[0] === undefined ? undefined : resolve(call.args[0].value)));
  function resolve(e: Expression): PatternGroups | undefined {
    if (e.kind === "name") return variables.get(e.variable);
    if (e.kind === "attribute") return attributes.get(e.name);
    return read(e);
  }
  /** The patterns whose matches an expression can hold; undefined where that is not known. */
  const matchedBy = (e: Expression | undefined): readonly (PatternGroups | undefined)[] | undefined => {
    if (e?.kind === "call" && e.target.kind === "method" && GIVES_MATCHES.has(e.target.name))
      return [resolve(e.target.receiver)];
    if (e?.kind === "call" && e.target.kind === "library" && e.target.module === "re" && e.args[0] !== undefined)
      return [resolve(e.args[0].value)];
    if (e?.kind !== "name") return undefined;
    const values = bindings.filter((each) => each.key === e.variable).map((each) => each.value);
    if (values.length !== e.variable.bindings || values.some((each) => each.kind === "name")) return undefined;
    const found = values.filter((each) => each.kind !== "none").map(matchedBy);
    return found.includes(undefined) ? undefined : found.flatMap((each) => each ?? []);
  };
  return {
    of: resolve,
    canMiss: (match, key) =>
      (matchedBy(match) ?? known).some(
        (each) => each === undefined || (key === undefined ? each.optional.size > 0 : each.optional.has(key)),
      ),
  };
}

/** Reads the groups of a pattern in Python's notation. */
export function patternGroups(source: string): PatternGroups {
  interface Open {
    readonly keys: (number | string)[];
    /** Keys of the groups inside, its own included. */
    readonly inside: (number | string)[];
    hasAlternatives: boolean;
  }
  const whole: Open = { keys: [], inside: [], hasAlternatives: false };
  const open: Open[] = [whole];
  const optional = new Set<number | string>();
  let count = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === "\\") i++;
    else if (char === "[") i = endOfClass(source, i);
    else if (char === "|") open[open.length - 1].hasAlternatives = true;
    else if (char === "(") {
      const special = /^\(\?(?:P<(\w+)>)?/.exec(source.slice(i));
      const isGroup = special === null || special[1] !== undefined;
      const keys = isGroup ? [++count, ...(special?.[1] === undefined ? [] : [special[1]])] : [];
      open.push({ keys, inside: [...keys], hasAlternatives: false });
      if (special !== null) i += special[0].length - 1;
    } else if (char === ")" && open.length > 1) {
      const closed = open.pop() as Open;
      const isSkipped = /^(?:[*?]|\{0?,)/.test(source.slice(i + 1)) || source.startsWith("{0}", i + 1);
      if (closed.hasAlternatives) for (const key of closed.inside) if (!closed.keys.includes(key)) optional.add(key);
      if (isSkipped) for (const key of closed.inside) optional.add(key);
      open[open.length - 1].inside.push(...closed.inside);
    }
  }
  if (whole.hasAlternatives) for (const key of whole.inside) optional.add(key);
  return { count, optional };
}

/** The index of the bracket that ends a class of characters. */
function endOfClass(source: string, start: number): number {
  let i = start + 1;
  if (source[i] === "^") i++;
  if (source[i] === "]") i++;
  for (; i < source.length && source[i] !== "]"; i++) if (source[i] === "\\") i++;
  return i;
}

/** A pattern without the blanks and comments that `re.VERBOSE` allows. */
export function withoutLayout(source: string): string {
  let result = "";
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === "\\") {
      result += source.slice(i, i + 2);
      i++;
    } else if (char === "[") {
      const end = endOfClass(source, i);
      result += source.slice(i, end + 1);
      i = end;
    } else if (char === "#") {
      const end = source.indexOf("\n", i);
      i = end < 0 ? source.length : end;
    } else if (!/\s/.test(char)) result += char;
  }
  return result;
}

/** Whether an expression of flags has `re.VERBOSE` among them. */
export function isVerbose(flags: Expression | undefined): boolean {
  if (flags?.kind === "binary") return isVerbose(flags.left) || isVerbose(flags.right);
  return flags?.kind === "library" && (flags.name === "VERBOSE" || flags.name === "X");
}
