import { EMPTY_ENV } from "../program/entities.ts";
import type { FunctionNode } from "../program/graph.ts";
import type { Program } from "../program/program.ts";
import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const unawaitedCoroutine = defineRule({
  meta: {
    name: "unawaited-coroutine",
    summary: "A coroutine that is made and dropped.",
    defaultSeverity: "error",
    evenInTests: true,
    what: "Reports calls of coroutine functions whose result nobody awaits, keeps or hands to the event loop.",
    why: "Calling a coroutine function runs none of its body. Without `await` the work simply does not happen; Python says so only when the object is collected.",
    insteadUse: "Await the call, or make a task of it and keep the task.",
    fixSafety: "Adding `await` is unsafe: the body now runs, and the caller waits for it.",
    references: ["Python documentation: Developing with asyncio, Detect never-awaited coroutines"],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV) continue;
      const isAsync = program.functionOf(node).isAsync;
      if (!isAsync && wrapsCoroutinesAtRunTime(program)) continue;
      for (const edge of node.edges) {
        if (edge.kind !== "coroutine" || edge.call?.use !== "dropped" || edge.doubt !== 0) continue;
        const target = program.graph.nodes[edge.to];
        if (!staysCoroutine(program, target)) continue;
        const name = program.nameOf(target);
        yield report(edge.start, edge.end, node.fn, name, isAsync);
      }
      for (const use of node.externals) {
        if (
          use.row?.effect !== "suspends" ||
          use.row.eager === true ||
          use.row.lazy === true ||
          use.call?.use !== "dropped" ||
          use.implicit !== undefined ||
          use.doubt !== 0
        )
          continue;
        yield report(use.start, use.end, node.fn, use.path, isAsync);
      }
    }
  },
});

const wrapping = new WeakMap<Program, boolean>();

/**
 * True where a function finds coroutine functions by name and stores something else in their place (`setattr(source, name, to_sync(…))`):
 * what a synchronous caller of one gets is then not told by its definition.
 */
function wrapsCoroutinesAtRunTime(program: Program): boolean {
  let known = wrapping.get(program);
  if (known !== undefined) return known;
  known = program.evaluator.facts.some((facts) => {
    const asking = new Set<number>();
    const storing = new Set<number>();
    for (const call of facts.calls) {
      const callee = facts.values[call.callee];
      const name = callee.k === "attr" || callee.k === "builtin" || callee.k === "import" ? callee.name : undefined;
      const key = call.args[1] === undefined ? undefined : facts.values[call.args[1].value];
      if (name === "iscoroutinefunction") asking.add(call.fn);
      else if (name === "setattr" && call.args.length === 3 && key?.k !== "literal") storing.add(call.fn);
    }
    // The function that asks stores it itself, or leaves that to one it calls.
    return facts.calls.some((call) => {
      if (!asking.has(call.fn)) return false;
      const callee = facts.values[call.callee];
      const bound = callee.k === "name" ? facts.functions[callee.fn].bindings[callee.name] : undefined;
      const target = bound?.length === 1 ? facts.values[bound[0]] : callee;
      return storing.has(call.fn) || (target.k === "function" && storing.has(target.id));
    });
  });
  wrapping.set(program, known);
  return known;
}

/** A decorator that nothing is known of may make something else of a coroutine function. */
function staysCoroutine(program: Program, target: FunctionNode): boolean {
  const { decorators } = program.functionOf(target);
  const { wrappers } = program.evaluator.traits(target.module, target.fn);
  return (
    decorators.length === 0 || (wrappers.length >= decorators.length && wrappers.every((path) => KEEPING.test(path)))
  );
}

const KEEPING = /(^|\.)(staticmethod|classmethod|abstractmethod|override|final|wraps|overload|deprecated)$/;

function report(start: number, end: number, fn: number, name: string, isAsync: boolean) {
  return {
    range: { start, end },
    confidence: "definite" as const,
    message: say("unawaited-coroutine", { name }),
    help: say(isAsync ? "unawaited-coroutine.async-help" : "unawaited-coroutine.sync-help"),
    context: isAsync ? ("event-loop" as const) : undefined,
    fn,
    chain: [],
    data: { awaitable: isAsync },
  };
}
