import { contentsOf } from "../program/contents.ts";
import { EMPTY_ENV } from "../program/entities.ts";
import type { FunctionNode } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { type LoopFacts, type LoopId, type ModuleFacts, NONE, UNKNOWN, type ValueId } from "../semantics/facts.ts";

/**
 * The innermost loop around a place that goes through items: not one that tries again, serves for ever, takes messages from a queue or a
 * connection, or turns pages. Such loops are recognised by what they go through and by how they end.
 */
export function itemLoopAt(program: Program, node: FunctionNode, loop: LoopId): LoopFacts | undefined {
  if (loop === NONE) return undefined;
  const facts = program.facts(node.module).loops[loop];
  return isItemLoop(program, node, facts) ? facts : undefined;
}

function isItemLoop(program: Program, node: FunctionNode, loop: LoopFacts): boolean {
  // What stops before its items end looks for one of them, or tries one after another.
  if (loop.kind === "while" || loop.kind === "async-for" || loop.endsEarly) return false;
  // Batches and pages go by these names everywhere; what makes them is seldom in sight.
  if (loop.targets.some((target) => /(^|_)(batch|chunk|page)$/.test(target))) return false;
  if (loop.kind === "generator" && isAskedForFirst(program, node, loop)) return false;
  return !isSource(program, node, loop.over, 0);
}

/** `any(reaches(url) for url in urls)`: what goes through the generator stops at the first that serves. */
function isAskedForFirst(program: Program, node: FunctionNode, loop: LoopFacts): boolean {
  const facts = program.facts(node.module);
  return facts.calls.some((call) => {
    if (call.fn !== loop.fn || loop.start < call.calleeEnd || call.end < loop.end) return false;
    const callee = facts.values[call.callee];
    const [first] = call.args;
    return callee.k === "builtin" && STOPS_EARLY.has(callee.name) && facts.values[first?.value ?? 0].k === "generator";
  });
}

const STOPS_EARLY: ReadonlySet<string> = new Set(["any", "all", "next"]);

/** Kinds of values that are the same in every run: constants, classes, functions, imported names. */
const FIXED: ReadonlySet<string> = new Set(["literal", "class", "function", "import", "builtin"]);

/** True for iterables that are no collection of items: counters, queues, streams, consumers, pages, and the few constants that are written out. */
function isSource(program: Program, node: FunctionNode, over: ValueId, depth: number): boolean {
  if (depth > 4) return false;
  const { evaluator } = program;
  const facts = program.facts(node.module);
  const value = facts.values[over];
  // What is written out where the loop stands is as much as one can see; a starred part, or the one item of a comprehension, is not.
  if (value.k === "collection" && value.type !== "dict") {
    // One item may be what a comprehension gives for each of many, and a list may have been filled since.
    const isListed = value.items.length > 1 && !contentsOf(facts).has(`v${over}`);
    const isWhole = value.type === "tuple" || isListed;
    if (isWhole && value.items.length > 0 && !value.items.includes(UNKNOWN)) return true;
    return value.items.every((item) => FIXED.has(facts.values[item].k));
  }
  for (const id of evaluator.evaluate(node.module, over, node.env)) {
    const entity = evaluator.entity(id);
    if (entity.e !== "external-instance") continue;
    const onIterate = evaluator.knowledge.classTrait(entity.path, "onIterate");
    const row = onIterate === undefined ? undefined : evaluator.knowledge.callable(onIterate);
    // Rows of a database are items; what comes over the network piece by piece is a stream or has pages.
    if (row?.effect === "blocks" && row.kind !== "database" && row.kind !== "file") return true;
  }
  if (value.k !== "call") return false;
  const call = facts.calls[value.call];
  // `chunked(rows, 1000)`, `in_batches(ids)`: the loop asks for many at once, however that is called here.
  const maker = facts.values[call.callee];
  const makerName = maker.k === "function" ? facts.functions[maker.id].name : "name" in maker ? maker.name : undefined;
  if (makerName !== undefined && /(^|_)(batch|chunk|page|paginat)/i.test(makerName)) return true;
  const first = call.args[0]?.value;
  for (const id of evaluator.evaluate(node.module, call.callee, node.env)) {
    const path = evaluator.pathOf(id);
    switch (path) {
      case "builtins.range":
        return !isOverLength(program, node, call.args.at(-1)?.value ?? 0) || call.args.length > 2;
      case "itertools.count":
      case "itertools.repeat":
      case "itertools.cycle":
        return true;
      case "builtins.iter":
        // `iter(queue.get, None)` calls until the sentinel comes.
        return call.args.length === 2;
      case "builtins.enumerate":
      case "builtins.sorted":
      case "builtins.list":
      case "builtins.tuple":
      case "builtins.set":
      case "builtins.reversed":
      case "itertools.islice":
        return first !== undefined && isSource(program, node, first, depth + 1);
      case "itertools.batched":
      case "more_itertools.chunked":
      case "more_itertools.batched":
        return true;
      default: {
        const row = evaluator.knowledge.callable(path);
        if (row?.lazy === true && (row.kind === "network" || row.kind === "sleep")) return true;
      }
    }
  }
  return false;
}

/** `range(len(items))` goes through the items. */
function isOverLength(program: Program, node: FunctionNode, stop: ValueId): boolean {
  const facts = program.facts(node.module);
  const value = facts.values[stop];
  if (value.k !== "call") return false;
  const callee = facts.calls[value.call].callee;
  return program.evaluator.evaluate(node.module, callee).some((id) => program.evaluator.pathOf(id) === "builtins.len");
}

/** What a constant of a module holds: nothing but texts and numbers, or classes and functions too; undefined where it is no such constant. */
export function constantsGoneThrough(
  program: Program,
  node: FunctionNode,
  loop: LoopFacts,
): "literals" | "definitions" | undefined {
  return constantsIn(program, node.module, loop.over, 0);
}

const MOST_STEPS = 5;
const VIEWS: ReadonlySet<string> = new Set(["items", "keys", "values"]);
const KEEPING: ReadonlySet<string> = new Set(["sorted", "enumerate", "reversed", "list", "tuple", "set"]);

const DEFINED = /^django\.apps\.(registry\.)?(apps|Apps|AppConfig)\.(get_models|get_app_configs)$/;

function constantsIn(
  program: Program,
  module: ModuleId,
  over: ValueId,
  depth: number,
): "literals" | "definitions" | undefined {
  if (depth > MOST_STEPS) return undefined;
  const facts = program.facts(module);
  const known = facts.values[over];
  const named = (where: ModuleId, fn: number, name: string) => {
    const scope = program.facts(where);
    const [only, ...others] = scope.functions[fn].bindings[name] ?? [];
    const isFilled =
      contentsOf(scope).has(`f${fn}.${name}`) || (only !== undefined && contentsOf(scope).has(`v${only}`));
    return only === undefined || others.length > 0 || isFilled
      ? undefined
      : constantsIn(program, where, only, depth + 1);
  };
  switch (known.k) {
    case "collection": {
      if (contentsOf(facts).has(`v${over}`)) return undefined;
      const parts = known.items.map((item) => {
        const part = facts.values[item];
        // `[kind for kind in KINDS if kind != skipped]`: some of them.
        return part.k === "element" ? constantsIn(program, module, part.of, depth + 1) : partOf(facts, item);
      });
      if (parts.includes(undefined)) return undefined;
      return parts.includes("definitions") ? "definitions" : "literals";
    }
    case "name":
      return named(module, known.fn, known.name);
    case "declared":
      return constantsIn(program, module, known.value, depth + 1);
    case "import": {
      const target = known.name === undefined ? undefined : program.modules.resolve(module, known.module, known.level);
      return typeof target === "number" && known.name !== undefined ? named(target, 0, known.name) : undefined;
    }
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k === "attr" && VIEWS.has(callee.name)) return constantsIn(program, module, callee.of, depth + 1);
      // The models and applications of a project are classes that it defines.
      if (program.evaluator.pathsOf(module, call.callee).some((path) => DEFINED.test(path))) return "definitions";
      const isKeeping = callee.k === "builtin" && KEEPING.has(callee.name);
      if (isKeeping && call.args.length > 0) return constantsIn(program, module, call.args[0].value, depth + 1);
      return callee.k === "builtin" ? undefined : constantsReturned(program, module, call.callee, depth);
    }
    default:
      return undefined;
  }
}

/** `Wheel.tables()`: what a function of the workspace gives is written down in each of its returns. */
function constantsReturned(
  program: Program,
  module: ModuleId,
  callee: ValueId,
  depth: number,
): "literals" | "definitions" | undefined {
  const { evaluator } = program;
  const parts = evaluator.evaluate(module, callee).flatMap((id) => {
    const target = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
    const { isAsync, isGenerator, returns } =
      target === undefined ? NOTHING_RETURNED : evaluator.functionFacts(target.module, target.fn);
    if (target === undefined || isAsync || isGenerator || returns.length === 0) return [undefined];
    return returns.map((one) => constantsIn(program, target.module, one, depth + 1));
  });
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return parts.includes("definitions") ? "definitions" : "literals";
}

const NOTHING_RETURNED = { isAsync: false, isGenerator: false, returns: [] };

function partOf(facts: ModuleFacts, item: ValueId): "literals" | "definitions" | undefined {
  const known = facts.values[item];
  switch (known.k) {
    case "literal":
      return "literals";
    case "class":
    case "function":
    case "import":
      return "definitions";
    case "attr":
      // `Status.OPEN`, `handlers.refresh`: a member of what is defined somewhere.
      return partOf(facts, known.of) === "definitions" ? "definitions" : undefined;
    case "name":
      // A class or function of the module, told by its one binding.
      return known.fn === 0 &&
        (facts.functions[0].bindings[known.name] ?? []).every((value) => isDefinition(facts, value))
        ? "definitions"
        : undefined;
    case "collection": {
      const parts = known.items.map((inner) => partOf(facts, inner));
      return parts.includes(undefined) ? undefined : parts.includes("definitions") ? "definitions" : "literals";
    }
    default:
      return undefined;
  }
}

function isDefinition(facts: ModuleFacts, value: ValueId): boolean {
  const { k } = facts.values[value];
  return k === "class" || k === "function" || k === "import";
}
