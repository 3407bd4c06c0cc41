import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext, type FixPlan } from "./define.ts";
import { say } from "./messages/index.ts";
import {
  type AwaitingLoop,
  appendedBy,
  awaitingLoop,
  bareStatement,
  endsTheTurn,
  mentions,
  onOneLevel,
  statementBefore,
  targetNames,
} from "./source/async-loop.ts";
import { frameworkOf } from "./source/framework.ts";
import { referTo } from "./source/imports.ts";
import { lineEndAt, ownsItsLines, removeLines, wrapStatement } from "./source/layout.ts";
import { canAwaitAt, freeName, functionAround, holdsThreadLock, nodeAt } from "./source/place.ts";

/** Awaits of a loop that wait one after another → `asyncio.gather`, a `TaskGroup`, or a nursery. */
export const gather = defineFix({
  id: "gather",
  rules: ["sequential-awaits"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding } = context;
    const awaiting = nodeAt(tree, finding.range, Kind.await);
    if (awaiting === NO_NODE || !canAwaitAt(tree, awaiting, context.minor) || holdsThreadLock(context, awaiting))
      return undefined;
    const around = tree.enclosing(awaiting, [...COMPREHENSIONS, Kind.for_statement]);
    if (around === NO_NODE) return undefined;
    if (tree.kind(around) !== Kind.for_statement) return planComprehension(context, awaiting, around);
    const loop = awaitingLoop(tree, awaiting, around);
    if (loop === undefined || !ownsItsLines(tree, loop.body[loop.body.length - 1])) return undefined;
    return planTasks(context, loop) ?? planResults(context, loop);
  },
});

const COMPREHENSIONS: readonly Kind[] = [
  Kind.list_comprehension,
  Kind.set_comprehension,
  Kind.dictionary_comprehension,
];

/** `[await f(x) for x in xs]` → `await asyncio.gather(*(f(x) for x in xs))`. */
function planComprehension(context: FixContext, awaiting: NodeId, comprehension: NodeId): FixPlan | undefined {
  const { tree } = context;
  const gatherer =
    frameworkOf(context) === "asyncio" ? referTo(context, comprehension, "asyncio", "gather") : undefined;
  const body = tree.child(comprehension, Field.body);
  const [operand] = tree.namedChildren(awaiting);
  if (gatherer === undefined || operand === undefined || body === NO_NODE) return undefined;
  const { start, end } = tree.range(comprehension);
  const clauses = tree.source.slice(tree.end(body), end - 1);
  const all = `await ${gatherer.text}(*(${tree.text(operand)}${clauses}))`;
  const replaceBy = (newText: string): FixPlan => ({
    title: say("gather"),
    edits: () => [...gatherer.edits, { range: { start, end }, newText }],
  });
  const list = tree.kind(comprehension) === Kind.list_comprehension;
  if (list && body === awaiting) {
    const parent = tree.kind(tree.parent(comprehension));
    return replaceBy(parent === Kind.attribute || parent === Kind.subscript ? `(${all})` : all);
  }
  if (tree.kind(comprehension) === Kind.set_comprehension)
    return body === awaiting ? replaceBy(`set(${all})`) : undefined;
  if (list) {
    // What else is done with each result stays a comprehension, over the results.
    const clause = tree.childOfKind(comprehension, Kind.for_in_clause);
    if (mentionsOutside(tree, body, awaiting, targetNames(tree, tree.child(clause, Field.left)))) return undefined;
    const name = freeName(tree, functionAround(tree, comprehension), ["result", "outcome", "one"]);
    const before = tree.source.slice(tree.start(body), tree.start(awaiting));
    const behind = tree.source.slice(tree.end(awaiting), tree.end(body));
    return replaceBy(`[${before}${name}${behind} for ${name} in ${all}]`);
  }
  return planDictionary(context, awaiting, comprehension, all, replaceBy);
}

/** `{x: await f(x) for x in xs}` → `dict(zip(xs, await asyncio.gather(…)))`, where the keys are the items themselves. */
function planDictionary(
  context: FixContext,
  awaiting: NodeId,
  comprehension: NodeId,
  all: string,
  replaceBy: (text: string) => FixPlan,
): FixPlan | undefined {
  const { tree } = context;
  const pair = tree.child(comprehension, Field.body);
  const clauses = tree
    .children(comprehension)
    .filter((child) => tree.kind(child) === Kind.for_in_clause || tree.kind(child) === Kind.if_clause);
  if (clauses.length !== 1 || tree.kind(pair) !== Kind.pair || tree.child(pair, Field.value) !== awaiting)
    return undefined;
  const iterable = tree.child(clauses[0], Field.right);
  const isItem = tree.text(tree.child(pair, Field.key)) === tree.text(tree.child(clauses[0], Field.left));
  return isItem && canBeReadTwice(context, iterable)
    ? replaceBy(`dict(zip(${tree.text(iterable)}, ${all}))`)
    : undefined;
}

/** A loop that does nothing with the results: each turn starts a task. */
function planTasks(context: FixContext, loop: AwaitingLoop): FixPlan | undefined {
  const { tree, minor } = context;
  const statement = bareStatement(tree, loop.awaiting);
  if (statement === NO_NODE || !endsTheTurn(tree, statement, loop.loop) || !ownsItsLines(tree, loop.loop))
    return undefined;
  const framework = frameworkOf(context);
  const scope = functionAround(tree, loop.loop);
  if (framework === "asyncio") {
    if (minor < 11) return undefined;
    const group = referTo(context, loop.loop, "asyncio", "TaskGroup");
    if (group === undefined) return undefined;
    return {
      title: say("gather.task-group"),
      edits: () => {
        const name = freeName(tree, scope, ["group", "task_group"]);
        const { start } = tree.range(loop.awaiting);
        return [
          ...group.edits,
          ...wrapStatement(tree, loop.loop, `async with ${group.text}() as ${name}:`),
          { range: { start, end: tree.start(loop.operand) }, newText: `${name}.create_task(` },
          { range: { start: tree.end(loop.awaiting), end: tree.end(loop.awaiting) }, newText: ")" },
        ];
      },
    };
  }
  const maker = framework === "trio" ? "open_nursery" : "create_task_group";
  const group = referTo(context, loop.loop, framework, maker);
  const started = functionAndArguments(context, loop.operand);
  if (group === undefined || started === undefined) return undefined;
  return {
    title: say(framework === "trio" ? "gather.nursery" : "gather.anyio"),
    edits: () => {
      const name = freeName(tree, scope, framework === "trio" ? ["nursery"] : ["group", "task_group"]);
      return [
        ...group.edits,
        ...started.edits,
        ...wrapStatement(tree, loop.loop, `async with ${group.text}() as ${name}:`),
        { range: tree.range(loop.awaiting), newText: `${name}.start_soon(${started.text})` },
      ];
    },
  };
}

/** `f(x, y)` as `start_soon` takes it: `f, x, y`, or a partial where there are keywords. */
function functionAndArguments(
  context: FixContext,
  call: NodeId,
): { text: string; edits: readonly TextEdit[] } | undefined {
  const { tree } = context;
  const list = tree.child(call, Field.arguments);
  if (tree.kind(list) !== Kind.argument_list || onOneLevel(tree, call) === undefined) return undefined;
  const parameters = tree.namedChildren(list);
  const text = [tree.child(call, Field.function), ...parameters].map((node) => tree.text(node)).join(", ");
  const hasKeywords = parameters.some(
    (node) => tree.kind(node) === Kind.keyword_argument || tree.kind(node) === Kind.dictionary_splat,
  );
  if (!hasKeywords) return { text, edits: [] };
  const partial = referTo(context, call, "functools", "partial");
  return partial === undefined ? undefined : { text: `${partial.text}(${text})`, edits: partial.edits };
}

/** A loop that does something with each result: the results are gathered first. */
function planResults(context: FixContext, loop: AwaitingLoop): FixPlan | undefined {
  const { tree } = context;
  const gatherer = frameworkOf(context) === "asyncio" ? referTo(context, loop.loop, "asyncio", "gather") : undefined;
  const operand = onOneLevel(tree, loop.operand);
  const iterable = onOneLevel(tree, loop.iterable);
  if (gatherer === undefined || operand === undefined || iterable === undefined || !ownsItsLines(tree, loop.loop))
    return undefined;
  const [first, second, ...more] = loop.body;
  const contains = first <= loop.awaiting && loop.awaiting < tree.data.next[first];
  if (!contains) return undefined;
  const all = `await ${gatherer.text}(*(${operand} for ${tree.text(loop.targets)} in ${asIterable(tree, loop.iterable, iterable)}))`;
  const edited = (edits: () => TextEdit[]): FixPlan => ({
    title: say("gather"),
    edits: () => [...gatherer.edits, ...edits()],
  });
  // What becomes one statement has no place for the comments of several.
  const collapses = onOneLevel(tree, loop.loop) !== undefined;
  if (collapses && bareStatement(tree, loop.awaiting) === first && second === undefined)
    return edited(() => [replaceLoop(tree, loop.loop, all)]);
  const list = collapses ? listBuilt(tree, loop, first, second, more.length) : undefined;
  if (list !== undefined) return edited(() => collect(tree, loop.loop, list, all));
  return planZip(context, loop, all, edited);
}

/** The name of the list that the loop does nothing but append its results to. */
function listBuilt(
  tree: PyTree,
  loop: AwaitingLoop,
  first: NodeId,
  second: NodeId | undefined,
  more: number,
): string | undefined {
  if (second === undefined) {
    const appended = appendedBy(tree, first);
    return appended?.value === loop.awaiting ? appended.list : undefined;
  }
  const name = assignedName(tree, first, loop.awaiting);
  const appended = appendedBy(tree, second);
  if (name === undefined || appended === undefined || more > 0) return undefined;
  return tree.kind(appended.value) === Kind.identifier && tree.text(appended.value) === name
    ? appended.list
    : undefined;
}

/** `row` of `row = await fetch(item)`. */
function assignedName(tree: PyTree, statement: NodeId, awaiting: NodeId): string | undefined {
  const assignment = tree.parent(awaiting);
  if (tree.kind(assignment) !== Kind.assignment || tree.parent(assignment) !== statement) return undefined;
  const left = tree.child(assignment, Field.left);
  return tree.kind(left) === Kind.identifier && tree.child(assignment, Field.type) === NO_NODE
    ? tree.text(left)
    : undefined;
}

/** An empty list made just before the loop becomes the gathered one; any other is extended. */
function collect(tree: PyTree, loop: NodeId, list: string, all: string): TextEdit[] {
  const before = statementBefore(tree, loop);
  const made =
    before !== NO_NODE && ownsItsLines(tree, before)
      ? /^([\w.]+)(\s*:[^=]*[^=\s])?\s*=\s*(\[\]|list\(\))$/.exec(tree.text(before))
      : null;
  const adjacent =
    before !== NO_NODE && /^[ \t]*\r?\n[ \t]*$/.test(tree.source.slice(tree.end(before), tree.start(loop)));
  if (made !== null && made[1] === list && adjacent) {
    return [removeLines(tree, before), replaceLoop(tree, loop, `${list}${made[2] ?? ""} = ${all}`)];
  }
  return [replaceLoop(tree, loop, `${list}.extend(${all})`)];
}

/** The rest of the body runs over items and results side by side. */
function planZip(
  context: FixContext,
  loop: AwaitingLoop,
  all: string,
  edited: (edits: () => TextEdit[]) => FixPlan,
): FixPlan | undefined {
  const { tree } = context;
  const [first, ...rest] = loop.body;
  const assigned = assignedName(tree, first, loop.awaiting);
  const lines = tree.source.slice(tree.start(first), lineEndAt(tree.source, tree.end(first)));
  const drops =
    assigned !== undefined && rest.length > 0 && assigned !== tree.text(loop.targets) && !lines.includes("#");
  const names = targetNames(tree, loop.targets);
  const firstUses = !drops && mentionsOutside(tree, first, loop.awaiting, names);
  const usesItems = firstUses || rest.some((statement) => mentions(tree, statement, names));
  if (usesItems && !canBeReadTwice(context, loop.iterable)) return undefined;
  const result = drops ? assigned : freeName(tree, functionAround(tree, loop.loop), ["result", "outcome"]);
  const target = tree.text(loop.targets);
  const items = /,/.test(target) && !/^[([]/.test(target) ? `(${target})` : target;
  return edited(() => [
    {
      range: { start: tree.start(loop.targets), end: tree.end(loop.targets) },
      newText: usesItems ? `${items}, ${result}` : result,
    },
    { range: tree.range(loop.iterable), newText: usesItems ? `zip(${tree.text(loop.iterable)}, ${all})` : all },
    drops ? removeLines(tree, first) : { range: tree.range(loop.awaiting), newText: result },
  ]);
}

/** Names and attributes, views of a mapping, ranges and pieces of a text give the same items each time they are written. */
const REPEATABLE = /^(range\([\w., ]*\)|[\w.]+(\.(items|keys|values|split|splitlines)\(\))?)$/;

/** What `zip` reads a second time must still be there: an iterator would be spent. */
function canBeReadTwice(context: FixContext, iterable: NodeId): boolean {
  const { tree, program, module } = context;
  if (!REPEATABLE.test(tree.text(iterable))) return false;
  const facts = program.facts(module);
  const over = facts.loops.find(
    (loop) => loop.start <= tree.start(iterable) && tree.end(iterable) <= loop.end && loop.over !== 0,
  );
  if (over === undefined) return true;
  return program.evaluator.evaluate(module, over.over).every((id) => {
    const entity = program.evaluator.entity(id);
    if (entity.e === "generator") return false;
    return entity.e !== "external-instance" || !/(Iterator|Iterable|Generator|TextIOWrapper|reader)$/.test(entity.path);
  });
}

function mentionsOutside(tree: PyTree, root: NodeId, awaiting: NodeId, names: ReadonlySet<string>): boolean {
  for (let at: number = root; at < tree.data.next[root]; at++) {
    if (at === awaiting) at = tree.data.next[awaiting] - 1;
    else if (tree.kind(at as NodeId) === Kind.identifier && names.has(tree.text(at as NodeId))) return true;
  }
  return false;
}

/** In a generator expression, a bare tuple and a conditional need parentheses. */
function asIterable(tree: PyTree, node: NodeId, text: string): string {
  const kind = tree.kind(node);
  return kind === Kind.expression_list || kind === Kind.conditional_expression || kind === Kind.lambda
    ? `(${text})`
    : text;
}

/** Replaces the whole loop by one statement. */
function replaceLoop(tree: PyTree, loop: NodeId, text: string): TextEdit {
  return { range: tree.range(loop), newText: text };
}
