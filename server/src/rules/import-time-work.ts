import { type Doubt, type Edge, type FunctionNode, moreDoubtful, type Site } from "../program/graph.ts";
import type { Program, WorkProof } from "../program/program.ts";
import type { Proof } from "../program/proofs.ts";
import { LARGE, MODERATE } from "../program/thresholds.ts";
import { CallFlag, type CallId, type ModuleFacts, NONE, type ValueId } from "../semantics/facts.ts";
import { confidenceOf, defineRule, hopsOf, type Match } from "./define.ts";
import { say } from "./messages/index.ts";
import { workIn } from "./wording.ts";

/** Calls between the module's top level and the function that does the work; beyond that it is no part of what the line is for. */
const MOST_HOPS = 3;

/** The same where what the import calls does not wait each time. */
const MOST_UNCERTAIN = 2;

export const importTimeWork = defineRule({
  meta: {
    name: "import-time-work",
    summary: "A module's top level that waits or computes, so that importing it does.",
    defaultSeverity: "warning",
    what: 'Reports calls and loops that run while a module is imported (its top level, class bodies, default values, decorators, and what those call) and that wait for a file, the network, a database, a child process or a timer, or do at least moderate interpreted work. A file that is read at times only, or because of the environment, is told with doubt, and so is the version number of the package. What a script does at its own top level is its work, and is not meant; nor is what stands under `if __name__ == "__main__"`.',
    why: "Every process that imports the module pays: each worker, each test run, each command that needs one name of it. It cannot be retried, timed out or replaced, a failure becomes an ImportError somewhere else, and inside a running event loop it stalls the loop.",
    insteadUse:
      "Move the work into a function that is called once, when it is first needed (`functools.cache`), or into the program's start-up.",
    fixSafety: "There is no automatic fix: when the work happens is the program's to decide.",
    references: ["Python documentation: the import system", "Python documentation: functools.cache"],
  },
  *run(program, module) {
    const node = program.graph.nodeOf(module, 0);
    if (!program.contexts.of(node.id).has("import") || program.scripts.isOfAnotherPlatform(module)) return;
    const facts = program.facts(module);
    const waits = [...waitsAtTop(program, node)].sort((a, b) => a.site.start - b.site.start || b.site.end - a.site.end);
    const reported: Site[] = [];
    for (const wait of waits) {
      // Reading what an earlier line opened is the same work.
      if (reported.some((earlier) => continues(facts, wait.site, earlier))) continue;
      reported.push(wait.site);
      yield wait.match;
    }
    yield* computes(program, node, reported);
  },
});

/** Runs when the module is imported, and each time it is. */
function runsOnImport(site: Site): boolean {
  const never = CallFlag.underMain | CallFlag.typeOnly | CallFlag.inHandler | CallFlag.lazy | CallFlag.memoised;
  return (site.flags & never) === 0;
}

function* waitsAtTop(program: Program, node: FunctionNode): Iterable<{ site: Site; match: Match }> {
  for (const use of node.externals) {
    if (!runsOnImport(use)) continue;
    const proof = program.effects.library.blockingUse(node, use);
    if (proof === undefined || proof.brief) continue;
    yield {
      site: use,
      match: {
        range: { start: use.start, end: use.end },
        confidence: confidenceOf(moreDoubtful(proof.doubt, doubtOfTop(program, node, use, proof))),
        message: say("import-time-work.waits", { path: use.path, waits: say("waits", { kind: proof.kind }) }),
        help: say("import-time-work.waits-help"),
        context: "import",
        fn: 0,
        chain: [],
        data: { path: use.path },
      },
    };
  }
  for (const edge of node.edges) {
    if (!runsOnImport(edge)) continue;
    const proof = program.effects.throughEdge(edge, "blocks");
    if (proof === undefined || proof.brief || proof.rare) continue;
    yield {
      site: edge,
      match: {
        range: { start: edge.start, end: edge.end },
        confidence: confidenceOf(
          [proof.doubt, doubtOfTop(program, node, edge, proof), doubtOfCallee(program, edge, proof)].reduce(
            moreDoubtful,
          ),
        ),
        message: say("import-time-work.chain", {
          callee: program.nameOf(program.graph.nodes[edge.to]),
          primitive: proof.primitive,
          waits: say("waits", { kind: proof.kind }),
        }),
        help: say("import-time-work.chain-help"),
        context: "import",
        fn: 0,
        chain: hopsOf(program, program.chain(node, proof, "blocks").slice(1)),
        data: { path: proof.primitive },
      },
    };
  }
}

/** Where the top level itself has it stand under a condition, or reads its own version. */
function doubtOfTop(program: Program, node: FunctionNode, site: Site, proof: Proof): Doubt {
  if ((site.flags & CallFlag.byEnvironment) !== 0) return 2;
  if (proof.kind === "file" && isOwnVersion(program.facts(node.module), site)) return 2;
  if ((site.flags & CallFlag.perhaps) === 0) return 0;
  return proof.kind === "file" ? 2 : 1;
}

/** A file that is read at times, on conditions far below, is read for few importers; other waits are felt when they come. */
function doubtOfCallee(program: Program, edge: Edge, proof: Proof): Doubt {
  if (isMadeDecorator(program, edge)) return 2;
  if (proof.kind === "configured" || program.certainWaits.through(edge)) return 0;
  return proof.kind === "file" || proof.length > MOST_UNCERTAIN ? 2 : 1;
}

/** `@retried(3)`, where a library's decorator turns `retried` itself into a maker of decorators: its body runs with each call of what it decorates. */
function isMadeDecorator(program: Program, edge: Edge): boolean {
  if ((edge.flags & CallFlag.decorator) === 0) return false;
  const target = program.graph.nodes[edge.to];
  return program.functionOf(target).decorators.length > 0;
}

const VERSION = /^_*version/i;

/** `__version__ = …`: one line of a file that comes with the package. */
function isOwnVersion(facts: ModuleFacts, { call }: Site): boolean {
  if (call === undefined) return false;
  return Object.entries(facts.functions[0].bindings).some(
    ([name, values]) => VERSION.test(name) && values.some((value) => restsOn(facts, value, call.id, 0)),
  );
}

function* computes(program: Program, node: FunctionNode, reported: readonly Site[]): Iterable<Match> {
  const facts = program.facts(node.module);
  const covered = (start: number, end: number) => reported.some((site) => site.start < end && start < site.end);
  const heavyLoops = new Set<number>();
  for (const cost of program.effects.costs.loopsOf(node)) {
    if (cost.waits || !cost.computes || cost.own < MODERATE) continue;
    heavyLoops.add(cost.loop.id);
    if (cost.loop.parent !== NONE || isUnderMain(facts, cost.loop.start, cost.loop.end)) continue;
    const { start, headerEnd } = cost.loop;
    yield {
      range: { start, end: headerEnd },
      confidence: "definite",
      message: say("import-time-work.loop", { work: say("operations", { count: cost.own }) }),
      help: say("import-time-work.compute-help"),
      context: "import",
      fn: 0,
      chain: [],
    };
  }
  for (const edge of node.edges) {
    if (edge.kind !== "sync" || !runsOnImport(edge) || program.effects.isMemoised(edge)) continue;
    if (edge.loop !== NONE && heavyLoops.has(edge.loop)) continue;
    const target = program.graph.nodes[edge.to];
    const cost = program.effects.nodes[target.id].cost;
    if (cost.operations < MODERATE || covered(edge.start, edge.end)) continue;
    const work = program.workOf(target);
    if (!isWork(program, work) || isSmallProblem(facts, edge)) continue;
    const place = program.functionOf(work.node);
    yield {
      range: { start: edge.start, end: edge.end },
      confidence: confidenceOf(moreDoubtful(edge.doubt, work.doubt)),
      message: say("import-time-work.call", { work: workIn(cost), callee: program.nameOf(target) }),
      help: say("import-time-work.compute-help"),
      context: "import",
      fn: 0,
      chain: [
        ...hopsOf(program, work.steps),
        {
          file: program.file(work.node.module),
          range:
            work.loop === undefined
              ? { start: place.nameStart, end: place.nameEnd }
              : { start: work.loop.loop.start, end: work.loop.loop.headerEnd },
          message: say("hop.works", { name: program.nameOf(work.node) }),
        },
      ],
    };
  }
}

function isWork(program: Program, work: WorkProof): boolean {
  if (work.steps.length > MOST_HOPS) return false;
  return work.loop?.computes === true || program.effects.nodes[work.node.id].cost.recursion !== undefined;
}

/** `binomial_tree(3)`: where all that a function gets is written down and small, loops of unknown bound are short. */
function isSmallProblem(facts: ModuleFacts, { call }: Site): boolean {
  if (call === undefined || call.args.length === 0) return false;
  const isSmall = (value: ValueId): boolean => {
    const known = facts.values[value];
    if (known.k === "literal") return typeof known.value !== "number" || Math.abs(known.value) < LARGE;
    return known.k === "collection" && known.items.every(isSmall);
  };
  const numbers = call.args.filter(
    ({ value }) => facts.values[value].k === "literal" || facts.values[value].k === "collection",
  );
  return numbers.length > 0 && numbers.every(({ value }) => isSmall(value));
}

/** A loop has no flags of its own; what it calls says where it stands. */
function isUnderMain(facts: ModuleFacts, start: number, end: number): boolean {
  const inside = (one: { fn: number; start: number; end: number }) =>
    one.fn === 0 && one.start >= start && one.end <= end;
  const sites = [...facts.calls.filter(inside), ...facts.implicitCalls.filter(inside)];
  return sites.some((site) => (site.flags & CallFlag.underMain) !== 0);
}

/** True where a wait is on what an earlier one opened: its file, its connection, or in the body of its `with`. */
function continues(facts: ModuleFacts, site: Site, earlier: Site): boolean {
  if (site.start >= earlier.start && site.end <= earlier.end) return true;
  const block = facts.withs.find((one) => one.start <= earlier.start && earlier.end <= one.end);
  if (block !== undefined && site.start >= block.start && site.end <= block.bodyEnd) return true;
  const from = site.call?.callee ?? site.implicit?.of;
  return from !== undefined && earlier.call !== undefined && restsOn(facts, from, earlier.call.id, 0);
}

function restsOn(facts: ModuleFacts, value: ValueId, call: CallId, depth: number): boolean {
  if (depth > 8) return false;
  const known = facts.values[value];
  const inner = (of: ValueId) => restsOn(facts, of, call, depth + 1);
  switch (known.k) {
    case "attr":
    case "enter":
    case "element":
    case "item":
      return inner(known.of);
    case "union":
      return known.of.some(inner);
    case "declared":
      return inner(known.value);
    case "name":
      return (facts.functions[known.fn].bindings[known.name] ?? []).some(inner);
    case "call": {
      const { callee, args } = facts.calls[known.call];
      if (known.call === call || inner(callee)) return true;
      // `tuple(read("VERSION").split("."))`: another form of the same.
      return facts.values[callee].k === "builtin" && args.some((argument) => inner(argument.value));
    }
    default:
      return false;
  }
}
