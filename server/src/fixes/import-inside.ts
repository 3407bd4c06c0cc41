import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree, ROOT } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext } from "./define.ts";
import { say } from "./messages/index.ts";
import { bindAtTop, type ImportedName, importedNames, isRebound, referTo } from "./source/imports.ts";
import {
  indentationAt,
  indentationStep,
  lineBreakOf,
  lineEndAt,
  lineStartAt,
  nextLineAt,
  ownsItsLines,
} from "./source/layout.ts";
import { functionAround, namesIn } from "./source/place.ts";

/**
 * `import pandas as pd` at the top → the same in each function that reads `pd`. All imports of the package move together, since
 * one that stays would be as slow as all; what annotations alone need is imported for type checkers.
 */
export const importInside = defineFix({
  id: "import-inside",
  rules: ["slow-import"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding } = context;
    const name = String(finding.data.package);
    const moved = importsOf(tree, name);
    if (moved === undefined || !canMove(context, moved)) return undefined;
    const users = usersOf(tree, moved);
    if (users === undefined || users.functions.size === 0) return undefined;
    const { size } = users.functions;
    return {
      title: say("import-inside", { name, functions: size }),
      edits: () => {
        const forCheckers = importsForCheckers(
          context,
          moved.filter((one) => users.inAnnotations.has(variableOf(one))),
        );
        if (forCheckers === undefined) return undefined;
        const inserted = [...users.functions].flatMap(([fn, names]) => insertion(tree, fn, moved, names));
        return [...removals(tree, moved), ...forCheckers, ...inserted];
      },
    };
  },
});

/** The variable that an import binds: `scipy` for `import scipy.stats`. */
function variableOf({ bound }: ImportedName): string {
  return bound.split(".")[0];
}

/** What the module's top level imports of a package; undefined where some of it is imported under a condition. */
function importsOf(tree: PyTree, name: string): readonly ImportedName[] | undefined {
  const found = importedNames(tree).filter(
    (one) =>
      (one.module === name || one.module.startsWith(`${name}.`)) &&
      functionAround(tree, one.statement) === NO_NODE &&
      !isForCheckers(tree, one.statement),
  );
  const areStatements = found.every((one) => tree.parent(one.statement) === ROOT && ownsItsLines(tree, one.statement));
  return found.length > 0 && areStatements ? found : undefined;
}

function isForCheckers(tree: PyTree, node: NodeId): boolean {
  const around = tree.enclosing(node, [Kind.if_statement]);
  return around !== NO_NODE && /\bTYPE_CHECKING\b/.test(tree.text(tree.child(around, Field.condition)));
}

/** Nothing else is ever kept under the names, and no comment inside a statement would be lost. */
function canMove({ tree, program, module }: FixContext, moved: readonly ImportedName[]): boolean {
  const facts = program.facts(module);
  return moved.every(
    (one) =>
      !isRebound(facts, variableOf(one)) &&
      facts.exported?.includes(variableOf(one)) !== true &&
      !tree.text(one.statement).includes("#"),
  );
}

interface Users {
  /** The outermost functions around the uses, with the names that each reads. */
  readonly functions: ReadonlyMap<NodeId, ReadonlySet<string>>;
  /** Names that annotations outside of functions' bodies read. */
  readonly inAnnotations: ReadonlySet<string>;
}

/** Where the names are read; undefined where a lambda or the top level does. */
function usersOf(tree: PyTree, moved: readonly ImportedName[]): Users | undefined {
  const variables = new Set(moved.map((one) => variableOf(one)));
  const functions = new Map<NodeId, Set<string>>();
  const inAnnotations = new Set<string>();
  for (const node of namesIn(tree, ROOT)) {
    const name = tree.text(node);
    if (!variables.has(name)) continue;
    if (tree.enclosing(node, [Kind.import_statement, Kind.import_from_statement]) !== NO_NODE) continue;
    const fn = outermostBodyAround(tree, node);
    if (fn !== NO_NODE) {
      if (!importsItself(tree, fn, name)) functions.set(fn, (functions.get(fn) ?? new Set<string>()).add(name));
    } else if (tree.enclosing(node, [Kind.type]) !== NO_NODE) inAnnotations.add(name);
    else return undefined;
  }
  for (const name of variables) if (isInWrittenAnnotation(tree, name)) inAnnotations.add(name);
  return { functions, inAnnotations };
}

/** The outermost function whose body holds a node; its decorators, defaults and annotations are evaluated outside of it. */
function outermostBodyAround(tree: PyTree, node: NodeId): NodeId {
  let found: NodeId = NO_NODE;
  for (let at = node, parent = tree.parent(at); parent !== NO_NODE; at = parent, parent = tree.parent(parent)) {
    if (tree.kind(parent) === Kind.function_definition && tree.child(parent, Field.body) === at) found = parent;
  }
  return found;
}

function importsItself(tree: PyTree, fn: NodeId, name: string): boolean {
  return importedNames(tree).some((one) => variableOf(one) === name && functionAround(tree, one.statement) === fn);
}

/** `def read() -> "pd.DataFrame":` */
function isInWrittenAnnotation(tree: PyTree, name: string): boolean {
  const word = new RegExp(`\\b${name}\\b`);
  for (let at = 0; at < tree.count; at++) {
    const node = at as NodeId;
    if (tree.kind(node) !== Kind.string || !word.test(tree.text(node))) continue;
    if (tree.enclosing(node, [Kind.type]) !== NO_NODE) return true;
  }
  return false;
}

/** `import a as b` or `from a import b, c`, with those of a statement's names that are wanted, and the comment behind it. */
function statementsFor(tree: PyTree, moved: readonly ImportedName[]): string[] {
  const statements = new Map<string, { items: string[]; comments: Set<string> }>();
  for (const one of moved) {
    const item = tree.text(one.item);
    const [head, tail] = one.name === undefined ? [`import ${item}`, undefined] : [`from ${one.module} import `, item];
    const known = statements.get(head) ?? { items: [], comments: new Set<string>() };
    if (tail !== undefined && !known.items.includes(tail)) known.items.push(tail);
    const comment = goesWhole(tree, one.statement, moved) ? commentBehind(tree, one.statement) : "";
    if (comment !== "") known.comments.add(comment);
    statements.set(head, known);
  }
  return [...statements].map(([head, { items, comments }]) => [head + items.join(", "), ...comments].join("  "));
}

function commentBehind(tree: PyTree, statement: NodeId): string {
  return tree.source.slice(tree.end(statement), lineEndAt(tree.source, tree.end(statement))).trim();
}

/** A statement that imports the package alone, so that nothing of it stays. */
function goesWhole(tree: PyTree, statement: NodeId, moved: readonly ImportedName[]): boolean {
  return importedNames(tree)
    .filter((one) => one.statement === statement)
    .every((one) => one.module.split(".")[0] === moved[0].module.split(".")[0]);
}

/** Puts the imports below a function's docstring, set off from what is no import. */
function insertion(tree: PyTree, fn: NodeId, moved: readonly ImportedName[], names: ReadonlySet<string>): TextEdit[] {
  const { source } = tree;
  const line = lineBreakOf(source);
  const wanted = moved.filter((one) => names.has(variableOf(one)));
  const statements = statementsFor(tree, wanted);
  const body = tree.child(fn, Field.body);
  const isDocstring = (node: NodeId) =>
    tree.kind(node) === Kind.expression_statement && tree.kind(tree.firstChild(node)) === Kind.string;
  const parts = tree.namedChildren(body);
  const first = parts.find((node, index) => (index > 0 || !isDocstring(node)) && ownsItsLines(tree, node));
  if (first === undefined) {
    // `def read(path): return pd.read_csv(path)`
    const header = source.slice(0, tree.start(body)).trimEnd().length;
    const inner = indentationAt(source, tree.start(fn)) + stepOf(tree);
    const text = [...statements, ""].map((statement) => `${line}${inner}${statement}`).join("");
    return [{ range: { start: header, end: tree.start(body) }, newText: text }];
  }
  const at = belowHeader(tree, fn, first);
  const indentation = indentationAt(source, tree.start(first));
  const text = statements.map((statement) => `${indentation}${statement}${line}`).join("");
  const isImport = tree.kind(first) === Kind.import_statement || tree.kind(first) === Kind.import_from_statement;
  return [{ range: { start: at, end: at }, newText: isImport ? text : `${text}${line}` }];
}

/** The line of a body's first statement, or of the comments that stand right above it. */
function belowHeader(tree: PyTree, fn: NodeId, first: NodeId): number {
  let at = lineStartAt(tree.source, tree.start(first));
  while (at > tree.start(fn)) {
    const above = lineStartAt(tree.source, at - 1);
    if (!tree.source.slice(above, at).trimStart().startsWith("#")) break;
    at = above;
  }
  return at;
}

/** One step of indentation as the file's first block has it. */
function stepOf(tree: PyTree): string {
  for (let at = 0; at < tree.count; at++) {
    const block = at as NodeId;
    if (tree.kind(block) !== Kind.block) continue;
    const first = tree.namedChildren(block).find((node) => ownsItsLines(tree, node));
    if (first !== undefined) return indentationStep(tree, first);
  }
  return "    ";
}

/** An `if TYPE_CHECKING:` with the imports that annotations read; undefined where the name cannot be had. */
function importsForCheckers(context: FixContext, wanted: readonly ImportedName[]): readonly TextEdit[] | undefined {
  if (wanted.length === 0) return [];
  const { tree } = context;
  const flag = referTo(context, ROOT, "typing", "TYPE_CHECKING");
  if (flag === undefined) return undefined;
  const line = lineBreakOf(tree.source);
  const block = [
    `if ${flag.text}:`,
    ...statementsFor(tree, wanted).map((statement) => `${stepOf(tree)}${statement}`),
  ].join(line);
  return [...flag.edits, bindAtTop(tree, block)];
}

/** Takes the imports away, and the blank line that set their group off. */
function removals(tree: PyTree, moved: readonly ImportedName[]): TextEdit[] {
  const { source } = tree;
  const edits: TextEdit[] = [];
  for (const statement of new Set(moved.map((one) => one.statement))) {
    const items = tree.childrenWith(statement, Field.name);
    const kept = items.filter((item) => !moved.some((one) => one.item === item));
    if (kept.length > 0) {
      const start = tree.start(items[0]);
      const newText = kept.map((item) => tree.text(item)).join(", ");
      edits.push({ range: { start, end: tree.end(items[items.length - 1]) }, newText });
      continue;
    }
    const start = lineStartAt(source, tree.start(statement));
    const end = nextLineAt(source, tree.end(statement));
    const last = edits.at(-1);
    if (last !== undefined && last.range.end === start && last.newText === "") {
      edits[edits.length - 1] = { range: { start: last.range.start, end }, newText: "" };
    } else edits.push({ range: { start, end }, newText: "" });
  }
  return edits.map((edit) => (edit.newText === "" ? withBlankLine(source, edit) : edit));
}

function withBlankLine(source: string, { range }: TextEdit): TextEdit {
  const isBlank = (at: number) => source.slice(at, lineEndAt(source, at)).trim() === "";
  const before = range.start === 0 ? undefined : lineStartAt(source, range.start - 1);
  const isAlone = (before === undefined || isBlank(before)) && (range.end === source.length || isBlank(range.end));
  if (!isAlone) return { range, newText: "" };
  return before === undefined
    ? { range: { start: range.start, end: nextLineAt(source, range.end) }, newText: "" }
    : { range: { start: before, end: range.end }, newText: "" };
}
