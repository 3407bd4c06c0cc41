import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree, ROOT } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext } from "./define.ts";
import { say } from "./messages/index.ts";
import { importedNames, referTo, removeImportUnlessUsed } from "./source/imports.ts";
import { crossesProcesses } from "./source/picklable.ts";
import { callFactsAt, namesIn, nodeAt } from "./source/place.ts";

/** The pools of threads, and the pool of processes that has the same methods. */
const COUNTERPARTS: Readonly<Record<string, { readonly module: string; readonly name: string }>> = {
  "concurrent.futures.ThreadPoolExecutor": { module: "concurrent.futures", name: "ProcessPoolExecutor" },
  "multiprocessing.pool.ThreadPool": { module: "multiprocessing", name: "Pool" },
};

/** `ThreadPoolExecutor(4)` → `ProcessPoolExecutor(4)`, or `InterpreterPoolExecutor(4)` from 3.14 on. */
export const processPool = defineFix({
  id: "process-pool",
  rules: ["gil-bound-pool"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding, minor } = context;
    const call = nodeAt(tree, finding.range, Kind.call);
    const receiver = call === NO_NODE ? NO_NODE : receiverOf(tree, call);
    if (receiver === NO_NODE) return undefined;
    const pool = constructorOf(context, receiver);
    if (pool === undefined || !importable(context, call)) return undefined;
    // An executor starts its processes when it is given work, a multiprocessing pool when it is made.
    if (pool.counterpart.name === "Pool" && !importable(context, pool.call)) return undefined;
    // Every call on the pool changes with it, not the reported one alone.
    const users = tree.kind(receiver) === Kind.call ? [call] : callsOn(tree, receiver, pool.scope);
    if (!users.every((user) => crossesProcesses(context, user))) return undefined;
    const interpreters = minor >= 14 && pool.counterpart.name === "ProcessPoolExecutor";
    const name = interpreters ? "InterpreterPoolExecutor" : pool.counterpart.name;
    return {
      title: say("process-pool", { old: pool.name, replacement: name }),
      edits: () => changesTo(context, pool, name, interpreters),
    };
  },
});

interface PoolConstructor {
  readonly call: NodeId;
  readonly name: string;
  readonly counterpart: { readonly module: string; readonly name: string };
  /** What the pool's name is known in: a function, a class for `self.pool`, or the module. */
  readonly scope: NodeId;
}

/** `pool` of `pool.submit(f)`. */
function receiverOf(tree: PyTree, call: NodeId): NodeId {
  const callee = tree.child(call, Field.function);
  return tree.kind(callee) === Kind.attribute ? tree.child(callee, Field.object) : NO_NODE;
}

/** The one place that makes the pool; undefined where it comes from elsewhere, or from several places. */
function constructorOf(context: FixContext, receiver: NodeId): PoolConstructor | undefined {
  const { tree } = context;
  if (tree.kind(receiver) === Kind.call) return asPool(context, receiver, receiver);
  const text = tree.text(receiver);
  if (!/^(\w+|(self|cls)\.\w+)$/.test(text)) return undefined;
  const kinds = text.includes(".") ? [Kind.class_definition] : [Kind.function_definition];
  for (let scope = tree.enclosing(receiver, kinds); ; scope = tree.enclosing(tree.parent(scope), kinds)) {
    const inside = scope === NO_NODE ? ROOT : scope;
    const made = valuesGivenTo(tree, text, inside);
    if (made.length === 1) return asPool(context, made[0], inside);
    if (made.length > 1 || scope === NO_NODE) return undefined;
  }
}

/** What `name = …` and `with … as name` give to a name within a scope. */
function valuesGivenTo(tree: PyTree, name: string, scope: NodeId): NodeId[] {
  const values: NodeId[] = [];
  for (let at = scope; at < tree.data.next[scope]; at++) {
    const node = at as NodeId;
    if (tree.kind(node) === Kind.assignment && tree.text(tree.child(node, Field.left)) === name) {
      const value = tree.child(node, Field.right);
      if (value !== NO_NODE) values.push(value);
    }
    if (tree.kind(node) === Kind.as_pattern && tree.text(tree.child(node, Field.alias)) === name)
      values.push(tree.firstChild(node));
  }
  return values;
}

function asPool(context: FixContext, value: NodeId, scope: NodeId): PoolConstructor | undefined {
  const { tree, program, module } = context;
  if (value === NO_NODE || tree.kind(value) !== Kind.call) return undefined;
  const facts = callFactsAt(program.facts(module), tree.range(value));
  if (facts === undefined) return undefined;
  const [id, ...others] = program.evaluator.evaluate(module, facts.callee);
  if (id === undefined || others.length > 0) return undefined;
  const path = program.evaluator.pathOf(id);
  if (!Object.hasOwn(COUNTERPARTS, path)) return undefined;
  return { call: value, name: path.slice(path.lastIndexOf(".") + 1), counterpart: COUNTERPARTS[path], scope };
}

/** A process that starts afresh imports the module: what runs at its top level would run, and start pools, again. */
function importable(context: FixContext, call: NodeId): boolean {
  const { tree } = context;
  if (tree.enclosing(call, [Kind.function_definition]) !== NO_NODE) return true;
  for (let at = tree.parent(call); at !== NO_NODE; at = tree.parent(at)) {
    if (
      tree.kind(at) === Kind.if_statement &&
      /__name__\s*==\s*["']__main__["']/.test(tree.text(tree.child(at, Field.condition)))
    )
      return true;
  }
  return false;
}

/** Calls of the pool's methods that take a function, wherever its name is known. */
function callsOn(tree: PyTree, receiver: NodeId, scope: NodeId): NodeId[] {
  const name = tree.text(receiver);
  const calls: NodeId[] = [];
  for (let at = scope; at < tree.data.next[scope]; at++) {
    const node = at as NodeId;
    if (tree.kind(node) !== Kind.call) continue;
    const callee = tree.child(node, Field.function);
    if (tree.kind(callee) !== Kind.attribute || tree.text(tree.child(callee, Field.object)) !== name) continue;
    if (
      /^(submit|map|starmap|imap|imap_unordered|apply|apply_async|map_async|starmap_async)$/.test(
        tree.text(tree.child(callee, Field.attribute)),
      )
    )
      calls.push(node);
  }
  return calls;
}

function changesTo(
  context: FixContext,
  pool: PoolConstructor,
  name: string,
  interpreters: boolean,
): readonly TextEdit[] | undefined {
  const { tree } = context;
  const callee = tree.child(pool.call, Field.function);
  const inner = interpreters ? [] : withoutThreadName(tree, pool.call);
  const last = tree.kind(callee) === Kind.attribute ? tree.child(callee, Field.attribute) : callee;
  if (tree.kind(callee) === Kind.attribute && pool.counterpart.module === "concurrent.futures") {
    return [{ range: tree.range(last), newText: name }, ...inner];
  }
  const binding = importedNames(tree).find(
    (one) => one.bound === tree.text(callee) && one.module === pool.counterpart.module && one.name !== undefined,
  );
  const known = importedNames(tree).find((one) => one.module === pool.counterpart.module && one.name === name);
  if (binding === undefined || known !== undefined) {
    const target = referTo(context, pool.call, pool.counterpart.module, name);
    if (target === undefined) return undefined;
    const unused =
      tree.kind(callee) === Kind.identifier ? removeImportUnlessUsed(context, tree.text(callee), [callee]) : [];
    return [...target.edits, { range: tree.range(callee), newText: target.text }, ...inner, ...unused];
  }
  const uses = namesIn(tree, ROOT).filter((node) => tree.text(node) === binding.bound);
  const elsewhere = uses.some(
    (node) => node !== callee && !(node > binding.statement && node < tree.data.next[binding.statement]),
  );
  const item = tree.range(binding.item);
  // The old name stays imported where something else uses it.
  const imported = elsewhere
    ? { range: { start: item.start, end: item.start }, newText: `${name}, ` }
    : { range: item, newText: name };
  return [imported, { range: tree.range(callee), newText: name }, ...inner];
}

/** Processes have no `thread_name_prefix`. */
function withoutThreadName(tree: PyTree, call: NodeId): TextEdit[] {
  const siblings = tree.namedChildren(tree.child(call, Field.arguments));
  const index = siblings.findIndex(
    (node) =>
      tree.kind(node) === Kind.keyword_argument && tree.text(tree.child(node, Field.name)) === "thread_name_prefix",
  );
  if (index < 0) return [];
  const start = index > 0 ? tree.end(siblings[index - 1]) : tree.start(siblings[index]);
  const end = index > 0 || siblings.length === 1 ? tree.end(siblings[index]) : tree.start(siblings[index + 1]);
  return [{ range: { start, end }, newText: "" }];
}
