import { NONE } from "../semantics/facts.ts";
import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext } from "./define.ts";
import { say } from "./messages/index.ts";
import { indentationAt, lineBreakOf, lineStartAt, nextLineAt } from "./source/layout.ts";
import { freeName, functionAround, namesIn, nodeAt } from "./source/place.ts";

/** A client that is made in a function → one of the module, made once; a `with` around it goes, since it would close the client. */
export const liftClient = defineFix({
  id: "lift-client",
  rules: ["client-per-call"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding } = context;
    const path = String(finding.data.path);
    // aiohttp's session belongs to the loop that runs when it is made, and there is none while a module is imported.
    if (path.startsWith("aiohttp.")) return undefined;
    const call = nodeAt(tree, finding.range, Kind.call);
    if (call === NO_NODE || !isMadeOfGlobals(context, call)) return undefined;
    const outermost = topLevelStatement(tree, call);
    if (outermost === NO_NODE || tree.text(call).includes("\n")) return undefined;
    const name = freeName(tree, 0 as NodeId, namesFor(path));
    const change = replaced(tree, call, name);
    if (change === undefined) return undefined;
    return {
      title: say("lift-client", { name }),
      edits: () => {
        const at = lineStartAt(tree.source, tree.start(outermost));
        const line = lineBreakOf(tree.source);
        const made = { range: { start: at, end: at }, newText: `${name} = ${tree.text(call)}${line}${line}${line}` };
        return [made, ...change];
      },
    };
  },
});

/** What a shared client is called after what makes it. */
function namesFor(path: string): readonly string[] {
  const last = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const word = ["session", "engine", "client", "pool", "channel", "connection"].find((one) => last.includes(one));
  const name = (word ?? (/^[a-z]+$/.test(last) && !last.startsWith("connect") ? last : "client")).toUpperCase();
  return [name, `SHARED_${name}`, `MODULE_${name}`];
}

/** Everything that the call names is bound at the module's top level, or built in, and nowhere in the functions around it. */
function isMadeOfGlobals({ tree, program, module }: FixContext, call: NodeId): boolean {
  const facts = program.facts(module);
  const globals = facts.functions[0].bindings;
  return namesIn(tree, call).every((node) => {
    const parent = tree.parent(node);
    if (tree.kind(parent) === Kind.attribute && tree.field(node) === Field.attribute) return true;
    if (tree.kind(parent) === Kind.keyword_argument && tree.field(node) === Field.name) return true;
    const name = tree.text(node);
    const isLocal = facts.functions.some(
      (fn) =>
        fn.parent !== NONE &&
        fn.start <= tree.start(call) &&
        tree.end(call) <= fn.end &&
        (fn.bindings[name] !== undefined || fn.params.some((param) => param.name === name)),
    );
    return !isLocal && Object.hasOwn(globals, name);
  });
}

/** The statement of the module's own block that a node stands in, with its decorators; it must be a function or a class. */
function topLevelStatement(tree: PyTree, node: NodeId): NodeId {
  if (functionAround(tree, node) === NO_NODE) return NO_NODE;
  let at = node;
  for (let parent = tree.parent(at); parent !== NO_NODE && parent !== 0; parent = tree.parent(parent)) at = parent;
  const kind = tree.kind(at);
  const isDefinition =
    kind === Kind.function_definition || kind === Kind.class_definition || kind === Kind.decorated_definition;
  return isDefinition ? at : NO_NODE;
}

function replaced(tree: PyTree, call: NodeId, name: string): readonly TextEdit[] | undefined {
  const around = tree.enclosing(call, [Kind.with_item, Kind.function_definition]);
  if (around === NO_NODE || tree.kind(around) !== Kind.with_item) return [{ range: tree.range(call), newText: name }];
  // `with Session() as session:`, and nothing else in the header.
  const statement = tree.enclosing(around, [Kind.with_statement]);
  const clause = tree.parent(around);
  const as = tree.parent(call) === around ? NO_NODE : tree.parent(call);
  if (statement === NO_NODE || tree.namedChildren(clause).length !== 1) return undefined;
  if (as === NO_NODE || tree.kind(as) !== Kind.as_pattern || tree.parent(as) !== around) return undefined;
  const target = tree.source
    .slice(tree.end(call), tree.end(as))
    .trim()
    .replace(/^as\s+/, "");
  const body = tree.child(statement, Field.body);
  if (body === NO_NODE || !/^[A-Za-z_]\w*$/.test(target)) return undefined;
  return unwrapped(tree, statement, clause, `${target} = ${name}`);
}

/** Puts a line in place of a `with`'s header, and its body one step to the left. Undefined where a string would be changed by that. */
function unwrapped(tree: PyTree, statement: NodeId, clause: NodeId, line: string): readonly TextEdit[] | undefined {
  const { source } = tree;
  const body = tree.child(statement, Field.body);
  const first = lineStartAt(source, tree.start(body));
  if (first <= tree.start(statement)) return undefined;
  for (let node = body; node < tree.data.next[body]; node++) {
    if (tree.kind(node as NodeId) === Kind.string && tree.text(node as NodeId).includes("\n")) return undefined;
  }
  const step = indentationAt(source, tree.start(body)).length - indentationAt(source, tree.start(statement)).length;
  const colon = source.indexOf(":", tree.end(clause));
  if (step <= 0 || colon < 0 || colon >= first) return undefined;
  const header = { start: tree.start(statement), end: colon + 1 };
  const edits: TextEdit[] = [{ range: header, newText: line }];
  for (let at = first; at < tree.end(body); at = nextLineAt(source, at)) {
    const indentation = indentationAt(source, at).length;
    if (indentation >= step) edits.push({ range: { start: at, end: at + step }, newText: "" });
  }
  return edits;
}
