import type { ImplicitCallFacts } from "../semantics/facts.ts";
import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Said } from "../text/said.ts";
import { defineFix, type FixContext, type FixPlan } from "./define.ts";
import { say } from "./messages/index.ts";
import { type Framework, frameworkOf } from "./source/framework.ts";
import { type Reference, referTo } from "./source/imports.ts";
import { indentationAt, lineBreakOf, nextLineAt } from "./source/layout.ts";
import { awaited, canAwaitAt, expressionAt, holdsThreadLock, nodeAt } from "./source/place.ts";

/** `load(path)` → `await asyncio.to_thread(load, path)`. */
export const toThread = defineFix({
  id: "to-thread",
  rules: ["blocking-call", "blocking-chain"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding, minor } = context;
    // Sleeping has a counterpart of its own in every framework.
    if (finding.rule === "blocking-call" && finding.data.path === "time.sleep") return undefined;
    const place = expressionAt(tree, finding.range);
    if (place === NO_NODE || !canAwaitAt(tree, place, minor) || holdsThreadLock(context, place)) return undefined;
    switch (whatBlocks(context, place)) {
      case "call": {
        const call = nodeAt(tree, finding.range, Kind.call);
        if (call === NO_NODE) return undefined;
        const chain = blockingChainAround(context, call);
        return chain === undefined ? planCall(context, call) : planLambda(context, chain, tree.text(chain));
      }
      case "expression":
        return planLambda(context, place, tree.text(place));
      case "iteration":
        return planLambda(context, place, `list(${tree.text(place)})`);
      default:
        return undefined;
    }
  },
});

type Blocking = "call" | "expression" | "iteration" | "other";

/** In which way the place blocks: by the call that stands there, by evaluating an expression, or by iterating over its value. */
function whatBlocks({ tree, program, module }: FixContext, place: NodeId): Blocking | undefined {
  const found = new Set<Blocking>();
  const { start, end } = tree.range(place);
  for (const node of program.nodesOf(module)) {
    if (!program.contexts.loopRoots.has(node.id)) continue;
    for (const use of node.externals) {
      if (use.start === start && use.end === end && program.effects.library.blockingUse(node, use) !== undefined)
        found.add(wayOf(use.implicit));
    }
    for (const edge of node.edges) {
      if (edge.start === start && edge.end === end && program.effects.throughEdge(edge, "blocks") !== undefined)
        found.add(wayOf(edge.implicit));
    }
  }
  // A place that blocks in two ways would still do so in the other one.
  return found.size === 1 ? [...found][0] : undefined;
}

/** The whole of `connection.execute(sql).fetchall()` for either of its calls, where both block: they go to the thread together. */
function blockingChainAround(context: FixContext, call: NodeId): NodeId | undefined {
  const { tree } = context;
  const outer = callOn(tree, call);
  if (outer !== NO_NODE && whatBlocks(context, outer) !== undefined)
    return blockingChainAround(context, outer) ?? outer;
  const inner = tree.child(tree.child(call, Field.function), Field.object);
  return inner !== NO_NODE && tree.kind(inner) === Kind.call && whatBlocks(context, inner) !== undefined
    ? call
    : undefined;
}

/** The call of a method on what a call gives; NO_NODE where there is none. */
function callOn(tree: PyTree, call: NodeId): NodeId {
  const member = tree.parent(call);
  if (tree.kind(member) !== Kind.attribute) return NO_NODE;
  const outer = tree.parent(member);
  return tree.kind(outer) === Kind.call && tree.field(member) === Field.function ? outer : NO_NODE;
}

function wayOf(implicit: ImplicitCallFacts | undefined): Blocking {
  switch (implicit?.kind) {
    case undefined:
      return "call";
    case "iterate":
      return "iteration";
    case "attribute":
    case "binary":
    case "unary":
    case "contains":
    case "subscript":
    case "compare":
      return "expression";
    default:
      return "other";
  }
}

/** How to run a function in a thread: what stands in front of the function, and whether keyword arguments can follow it. */
interface Offload {
  readonly opening: string;
  readonly takesKeywords: boolean;
  readonly title: Said;
  readonly edits: readonly TextEdit[];
}

function offloadFor(context: FixContext, place: NodeId): Offload | undefined {
  const framework: Framework = frameworkOf(context);
  const make = (
    target: Reference | undefined,
    opening: (text: string) => string,
    takesKeywords: boolean,
    by: string,
  ) =>
    target === undefined
      ? undefined
      : { opening: opening(target.text), takesKeywords, title: say("to-thread", { by }), edits: target.edits };
  if (framework !== "asyncio") {
    // `import anyio` makes its submodule `to_thread` known; so it is with trio.
    const target = referTo(context, place, framework, "to_thread");
    return make(target, (text) => `${text}.run_sync(`, false, `${framework}.to_thread.run_sync`);
  }
  if (context.minor < 9) {
    const target = referTo(context, place, "asyncio", "get_running_loop");
    return make(target, (text) => `${text}().run_in_executor(None, `, false, "run_in_executor");
  }
  const target = referTo(context, place, "asyncio", "to_thread");
  return make(target, (text) => `${text}(`, true, "asyncio.to_thread");
}

function planCall(context: FixContext, call: NodeId): FixPlan | undefined {
  const { tree } = context;
  const offload = offloadFor(context, call);
  if (offload === undefined) return undefined;
  const list = tree.child(call, Field.arguments);
  const callee = tree.child(call, Field.function);
  if (list === NO_NODE || callee === NO_NODE) return undefined;
  const parameters = tree.namedChildren(list);
  const isGenerator = tree.kind(list) === Kind.generator_expression;
  const hasKeywords =
    !isGenerator &&
    parameters.some((node) => tree.kind(node) === Kind.keyword_argument || tree.kind(node) === Kind.dictionary_splat);
  const partial = hasKeywords && !offload.takesKeywords ? referTo(context, call, "functools", "partial") : undefined;
  if (hasKeywords && !offload.takesKeywords && partial === undefined) return undefined;
  return {
    title: offload.title,
    edits: () => {
      const opening = `${offload.opening}${partial === undefined ? "" : `${partial.text}(`}`;
      const edits = [...offload.edits, ...(partial?.edits ?? [])];
      const function_ = tree.text(callee);
      if (isGenerator) {
        const head = { range: { start: tree.start(call), end: tree.start(list) }, newText: `${opening}${function_}, ` };
        return [...edits, ...awaited(tree, call, { head, tail: ")" })];
      }
      const opened = tree.start(list) + 1;
      const head = {
        range: { start: tree.start(call), end: opened },
        newText: `${opening}${beforeArguments(tree, list, function_, parameters)}`,
      };
      return [...edits, ...awaited(tree, call, { head, tail: partial === undefined ? "" : ")" })];
    },
  };
}

/** The function as the first argument; on a line of its own where the arguments stand so. */
function beforeArguments(tree: PyTree, list: NodeId, callee: string, parameters: readonly NodeId[]): string {
  if (parameters.length === 0) return callee;
  const opened = tree.start(list) + 1;
  const first = tree.start(parameters[0]);
  const between = tree.source.slice(opened, first);
  if (!/[\r\n]/.test(between)) return `${callee}, `;
  const indentation = indentationAt(tree.source, nextLineAt(tree.source, opened));
  return `${lineBreakOf(tree.source)}${indentation}${callee},`;
}

/** What only an expression can say, a lambda says in the thread. */
function planLambda(context: FixContext, place: NodeId, body: string): FixPlan | undefined {
  const { tree } = context;
  const offload = offloadFor(context, place);
  if (offload === undefined || holdsKind(tree, place, Kind.await) || holdsKind(tree, place, Kind.named_expression))
    return undefined;
  return {
    title: offload.title,
    edits: () => [
      ...offload.edits,
      ...awaited(tree, place, { head: { range: tree.range(place), newText: `${offload.opening}lambda: ${body})` } }),
    ],
  };
}

function holdsKind(tree: PyTree, root: NodeId, kind: Kind): boolean {
  for (let at = root; at < tree.data.next[root]; at++) if (tree.kind(at as NodeId) === kind) return true;
  return false;
}
