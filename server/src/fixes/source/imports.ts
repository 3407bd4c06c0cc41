import { type ModuleFacts, NONE, type ValueId } from "../../semantics/facts.ts";
import { Field, Kind } from "../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree, ROOT } from "../../syntax/py-tree.ts";
import type { TextEdit } from "../../text/edits.ts";
import type { FixContext } from "../define.ts";
import { lineBreakOf, lineStartAt, nextLineAt, ownsItsLines, removeLines } from "./layout.ts";
import { namesIn } from "./place.ts";

/** A name that an import statement binds. */
export interface ImportedName {
  readonly bound: string;
  readonly module: string;
  /** Undefined for `import module`. */
  readonly name: string | undefined;
  readonly statement: NodeId;
  /** The part of the statement that binds it: a name, or `name as other`. */
  readonly item: NodeId;
}

const imported = new WeakMap<PyTree, readonly ImportedName[]>();

/** Every name that the file's absolute imports bind, in source order. */
export function importedNames(tree: PyTree): readonly ImportedName[] {
  const known = imported.get(tree);
  if (known !== undefined) return known;
  const result: ImportedName[] = [];
  for (let at = 0; at < tree.count; at++) {
    const statement = at as NodeId;
    const kind = tree.kind(statement);
    if (kind !== Kind.import_statement && kind !== Kind.import_from_statement) continue;
    const from = tree.child(statement, Field.module_name);
    if (from !== NO_NODE && tree.kind(from) === Kind.relative_import) continue;
    for (const item of tree.childrenWith(statement, Field.name)) {
      const aliased = tree.kind(item) === Kind.aliased_import;
      const path = tree.text(aliased ? tree.child(item, Field.name) : item);
      const alias = aliased ? tree.text(tree.child(item, Field.alias)) : undefined;
      if (from === NO_NODE) result.push({ bound: alias ?? path, module: path, name: undefined, statement, item });
      else result.push({ bound: alias ?? path, module: tree.text(from), name: path, statement, item });
    }
  }
  imported.set(tree, result);
  return result;
}

/** A library's member as the file can write it, with the import that this takes. */
export interface Reference {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/**
 * How to write `module.name` at a place; undefined where the name that it needs means something else in this file. A new import
 * stands beside that of the library that it takes over from.
 */
export function referTo(
  context: FixContext,
  place: NodeId,
  module: string,
  name: string,
  beside?: string,
): Reference | undefined {
  const { tree, program } = context;
  const facts = program.facts(context.module);
  for (const one of importedNames(tree)) {
    if (!isVisible(tree, one.statement, place)) continue;
    const text = writtenThrough(one, module, name);
    if (text !== undefined && !isRebound(facts, one.bound.split(".")[0])) return { text, edits: [] };
  }
  const root = module.split(".")[0];
  if (
    isBoundAtAll(facts, root) &&
    !importedNames(tree).some((one) => one.name === undefined && one.bound.split(".")[0] === root)
  )
    return undefined;
  if (isRebound(facts, root)) return undefined;
  return { text: `${module}.${name}`, edits: [addImport(tree, `import ${module}`, module, beside)] };
}

function writtenThrough(one: ImportedName, module: string, name: string): string | undefined {
  if (one.name === undefined) return one.module === module ? `${one.bound}.${name}` : undefined;
  if (one.module === module && one.name === name) return one.bound;
  return `${one.module}.${one.name}` === module ? `${one.bound}.${name}` : undefined;
}

/** An import at the top of the file, or one in a function around the place and before it. Imports for type checkers do not run. */
function isVisible(tree: PyTree, statement: NodeId, place: NodeId): boolean {
  for (let at = tree.parent(statement); at !== NO_NODE; at = tree.parent(at)) {
    switch (tree.kind(at)) {
      case Kind.if_statement:
        if (/\bTYPE_CHECKING\b/.test(tree.text(tree.child(at, Field.condition)))) return false;
        break;
      case Kind.class_definition:
        return false;
      case Kind.function_definition: {
        const around = tree.start(at) <= tree.start(place) && tree.end(place) <= tree.end(at);
        return around && tree.end(statement) <= tree.start(place);
      }
      default:
        break;
    }
  }
  return true;
}

/** True when some scope of the file gives the name a value other than an import. */
export function isRebound(facts: ModuleFacts, name: string): boolean {
  let names = REBOUND.get(facts);
  if (names === undefined) {
    names = new Map();
    REBOUND.set(facts, names);
  }
  let is = names.get(name);
  if (is === undefined) {
    is = findRebinding(facts, name);
    names.set(name, is);
  }
  return is;
}

/** Remembered for each module: it is asked of few names, for each finding. */
const REBOUND = new WeakMap<ModuleFacts, Map<string, boolean>>();

function findRebinding(facts: ModuleFacts, name: string): boolean {
  const isImport = (value: ValueId) => facts.values[value].k === "import";
  return facts.functions.some(
    (fn) =>
      fn.params.some((param) => param.name === name) || (fn.bindings[name] ?? []).some((value) => !isImport(value)),
  );
}

function isBoundAtAll(facts: ModuleFacts, name: string): boolean {
  return facts.functions.some((fn) => fn.parent === NONE && fn.bindings[name] !== undefined);
}

/** Adds a statement to the file's imports: sorted in among the first group of plain imports that has its neighbours. */
function addImport(tree: PyTree, statement: string, module: string, beside: string | undefined): TextEdit {
  const lineBreak = lineBreakOf(tree.source);
  const before = (offset: number): TextEdit => ({
    range: { start: offset, end: offset },
    newText: `${statement}${lineBreak}`,
  });
  const neighbour = importedNames(tree).find((one) => one.module === beside && tree.parent(one.statement) === ROOT);
  if (neighbour !== undefined && ownsItsLines(tree, neighbour.statement)) {
    return before(tree.start(neighbour.statement));
  }
  const group = firstImportGroup(tree);
  if (group.length > 0) {
    const later = group.find((one) => tree.kind(one) !== Kind.import_statement || importedModule(tree, one) > module);
    if (later !== undefined) return before(lineStartAt(tree.source, tree.start(later)));
    return after(tree, group[group.length - 1], statement, lineBreak);
  }
  const head = leadingStatements(tree);
  if (head.length > 0) return after(tree, head[head.length - 1], `${lineBreak}${statement}`, lineBreak);
  return before(offsetBelowLeadingComments(tree));
}

/** Adds a statement below the imports that the file opens with, set off by blank lines. */
export function bindAtTop(tree: PyTree, statement: string): TextEdit {
  const lineBreak = lineBreakOf(tree.source);
  let last = NO_NODE;
  for (const child of tree.children(ROOT)) {
    const kind = tree.kind(child);
    const isImport =
      kind === Kind.import_statement || kind === Kind.import_from_statement || kind === Kind.future_import_statement;
    if (isImport && ownsItsLines(tree, child)) last = child;
    else if (kind === Kind.class_definition || kind === Kind.function_definition || kind === Kind.decorated_definition)
      break;
  }
  const head = last === NO_NODE ? leadingStatements(tree).at(-1) : last;
  if (head === undefined) {
    const at = offsetBelowLeadingComments(tree);
    return { range: { start: at, end: at }, newText: `${statement}${lineBreak}${lineBreak}` };
  }
  return after(tree, head, `${lineBreak}${statement}`, lineBreak);
}

function after(tree: PyTree, statement: NodeId, text: string, lineBreak: string): TextEdit {
  const at = nextLineAt(tree.source, tree.end(statement));
  const open = at === tree.source.length && !/[\r\n]$/.test(tree.source);
  return { range: { start: at, end: at }, newText: open ? `${lineBreak}${text}` : `${text}${lineBreak}` };
}

function importedModule(tree: PyTree, statement: NodeId): string {
  return importedNames(tree).find((one) => one.statement === statement)?.module ?? "";
}

/** The imports at the top that no blank line separates; statements that share a line with others are left out. */
function firstImportGroup(tree: PyTree): NodeId[] {
  const group: NodeId[] = [];
  for (const child of tree.children(ROOT)) {
    const kind = tree.kind(child);
    if (kind !== Kind.import_statement && kind !== Kind.import_from_statement) {
      if (group.length > 0 && kind !== Kind.comment) break;
      continue;
    }
    if (!ownsItsLines(tree, child)) continue;
    const last = group[group.length - 1];
    if (last !== undefined && /\n[ \t]*\r?\n/.test(tree.source.slice(tree.end(last), tree.start(child)))) break;
    group.push(child);
  }
  return group;
}

/** The docstring and the `__future__` imports, which must stay in front. */
function leadingStatements(tree: PyTree): NodeId[] {
  const result: NodeId[] = [];
  for (const child of tree.children(ROOT)) {
    const kind = tree.kind(child);
    if (kind === Kind.comment) continue;
    const isDocstring =
      kind === Kind.expression_statement && result.length === 0 && tree.kind(tree.firstChild(child)) === Kind.string;
    if (!isDocstring && kind !== Kind.future_import_statement) break;
    result.push(child);
  }
  return result;
}

/** Below a shebang, an encoding line and whatever comment the file opens with. */
function offsetBelowLeadingComments(tree: PyTree): number {
  let offset = 0;
  while (tree.source[offset] === "#") offset = nextLineAt(tree.source, offset);
  return offset;
}

/**
 * Takes an imported name away where the uses that a fix replaces were its last ones. Nothing is done where the statement cannot
 * be changed without a doubt: inside a block, beside other statements, with a comment of its own, or exported.
 */
export function removeImportUnlessUsed(context: FixContext, bound: string, replaced: readonly NodeId[]): TextEdit[] {
  const { tree, program } = context;
  const facts = program.facts(context.module);
  if (facts.exported?.includes(bound) === true) return [];
  const bindings = importedNames(tree).filter((one) => one.bound === bound);
  if (bindings.length !== 1) return [];
  const [{ statement, item }] = bindings;
  if (tree.parent(statement) !== ROOT || !ownsItsLines(tree, statement)) return [];
  if (tree.source.slice(tree.end(statement), nextLineAt(tree.source, tree.end(statement))).includes("#")) return [];
  const inStatement = (node: NodeId) => node > statement && node < tree.data.next[statement];
  const used = namesIn(tree, ROOT).some(
    (node) => tree.text(node) === bound && !inStatement(node) && !replaced.includes(node),
  );
  // Names in texts may be annotations.
  if (used || mentionedInText(tree, bound)) return [];
  const items = tree.childrenWith(statement, Field.name);
  if (items.length === 1) return [removeLines(tree, statement)];
  const index = items.indexOf(item);
  const range =
    index === 0
      ? { start: tree.start(item), end: tree.start(items[1]) }
      : { start: tree.end(items[index - 1]), end: tree.end(item) };
  return tree.source.slice(range.start, range.end).includes("#") ? [] : [{ range, newText: "" }];
}

function mentionedInText(tree: PyTree, name: string): boolean {
  const word = new RegExp(`\\b${name}\\b`);
  for (let node = 0; node < tree.count; node++) {
    if (tree.kind(node as NodeId) !== Kind.string) continue;
    const parent = tree.parent(node as NodeId);
    if (parent !== NO_NODE && tree.kind(parent) === Kind.expression_statement) continue;
    if (tree.end(node as NodeId) - tree.start(node as NodeId) < 80 && word.test(tree.text(node as NodeId))) return true;
  }
  return false;
}
