import { EMPTY_ENV } from "../program/entities.ts";
import type { Edge, ExternalUse, FunctionNode, Site } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import type { Proof } from "../program/proofs.ts";
import { type CallFacts, CallFlag, type LoopFacts, NONE, type ValueId } from "../semantics/facts.ts";
import { confidenceOf, defineRule, hopsOf } from "./define.ts";
import type { Context } from "./finding.ts";
import { constantsGoneThrough, itemLoopAt } from "./item-loop.ts";
import { say } from "./messages/index.ts";

/** Calls between the loop and the request; further down, the request is a detail of something larger that is done for each item. */
const MOST_HOPS = 4;
/** From here on nobody sees any more whether the items are the data or the few parts of the program. */
const FEW_HOPS = 2;

export const ioInLoop = defineRule({
  meta: {
    name: "io-in-loop",
    summary: "A loop that waits for the network or a database once for each of its items.",
    defaultSeverity: "info",
    what: "Reports synchronous calls in loops over items that wait for the network or a database in every turn, directly or through what they call. Loops that try again, serve for ever, take messages from a queue or connection, or turn pages are no loops over items; nor do buffered writes, bulk calls and streams count.",
    why: "The waits add up: a thousand items at 20 ms each take 20 seconds, of which the program works for none. In a handler, the number of queries grows with the data.",
    insteadUse:
      "Ask once for all items: a bulk call, `executemany`, `IN (…)`, a join or `prefetch_related`. Where the other side has no such call, overlap the waits with a thread pool or asynchronous calls.",
    fixSafety: "There is no automatic fix: which bulk call does the same is for the author to say.",
    references: ["PEP 249: executemany", "Django documentation: Database access optimization"],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      if (node.env !== EMPTY_ENV) continue;
      const reported = new Set<string>();
      for (const { site, loop, proof, callee } of requestsInLoops(program, node)) {
        // One loop, one finding for each kind of wait: a query and the fetch of its rows are one request.
        const key = `${loop.id}.${proof.kind}`;
        if (reported.has(key)) continue;
        reported.add(key);
        yield {
          range: { start: site.start, end: site.end },
          confidence: isSetUp(program, site, proof) ? "possible" : confidenceOf(proof.doubt),
          message: say(proof.kind === "database" ? "io-in-loop.database" : "io-in-loop.network", { callee }),
          help: say("io-in-loop.help"),
          context: contextOf(program, node),
          fn: node.fn,
          chain: proof.next === undefined ? [] : hopsOf(program, program.chain(node, proof, "communicates").slice(1)),
          data: { path: proof.primitive, kind: proof.kind },
        };
      }
    }
  },
});

/** Far down, in a constructor, or where it only connects, the wait is a part of setting up each item rather than a question about it. */
function isSetUp(program: Program, site: Site, proof: Proof): boolean {
  if (proof.length > FEW_HOPS + 1 || /(?<!Engine)\.connect$/.test(proof.primitive)) return true;
  if (proof.next === undefined || site.call === undefined) return false;
  return program.functionOf(program.graph.nodes[proof.next]).name === "__init__";
}

interface RequestInLoop {
  readonly site: Site;
  readonly loop: LoopFacts;
  readonly proof: Proof;
  readonly callee: string;
}

/** In source order. */
function requestsInLoops(program: Program, node: FunctionNode): RequestInLoop[] {
  const found: RequestInLoop[] = [];
  for (const use of node.externals) {
    if (
      use.loop === NONE ||
      (use.flags & CallFlag.nowAndThen) !== 0 ||
      isOneStream(program, use) ||
      isBulk(use.path) ||
      isPiped(program, node, use) ||
      // What failed is undone or tried another way where the loop is left, or seldom.
      (use.flags & CallFlag.inHandler) !== 0
    )
      continue;
    const proof = program.effects.library.directProof(node, use, "communicates");
    const loop = proof === undefined ? undefined : itemLoopAt(program, node, use.loop);
    if (proof === undefined || loop === undefined || isWrittenOut(program, node, loop, proof)) continue;
    if (isOfOneItem(program, node, use, loop)) continue;
    if (!isStatementItself(program, node, use, loop)) found.push({ site: use, loop, proof, callee: use.path });
  }
  for (const edge of node.edges) {
    // A function that calls itself for each child walks a tree: it asks where it stands, and is told there.
    if (
      edge.loop === NONE ||
      (edge.flags & CallFlag.nowAndThen) !== 0 ||
      edge.kind !== "sync" ||
      edge.to === node.id ||
      isPiped(program, node, edge)
    )
      continue;
    const proof = program.effects.throughEdge(edge, "communicates");
    if (proof === undefined || proof.rare || proof.length > MOST_HOPS + 1) continue;
    const loop = itemLoopAt(program, node, edge.loop);
    if (loop === undefined || isWrittenOut(program, node, loop, proof)) continue;
    if (isReportedBelow(program, node, proof) || isOfOneItem(program, node, edge, loop)) continue;
    if (proof.kind === "database" && (laysOut(program, node, edge) || isScript(program, node, loop))) continue;
    if (proof.kind === "database" && edge.call !== undefined && asksEachTable(program, node, edge.call, loop)) continue;
    found.push({ site: edge, loop, proof, callee: program.nameOf(program.graph.nodes[edge.to]) });
  }
  return found.sort((a, b) => a.site.start - b.site.start || b.site.end - a.site.end);
}

/**
 * The items are a constant of the program: tables, models, handlers. They do not grow with the data, and no bulk call takes several tables;
 * addresses that are asked one after another could still be asked at once.
 */
function isWrittenOut(program: Program, node: FunctionNode, loop: LoopFacts, proof: Proof): boolean {
  const constants = constantsGoneThrough(program, node, loop);
  return constants === "definitions" || (constants === "literals" && proof.kind === "database");
}

/** `if name == "connected": log_in()`: of all items, the one that is called so. */
function isOfOneItem(program: Program, node: FunctionNode, site: Site, loop: LoopFacts): boolean {
  const { guards, values } = program.facts(node.module);
  const isItem = (value: ValueId, depth: number): boolean => {
    const known = values[value];
    if (known.k === "element") return known.of === loop.over;
    return known.k === "item" && depth < 3 && isItem(known.of, depth + 1);
  };
  for (let at = site.guard; at !== NONE; at = guards[at].outer) {
    const { condition } = guards[at];
    if (condition.k !== "equals" || !condition.holds) continue;
    if (condition.literal.startsWith('"') && isItem(condition.value, 0)) return true;
    // `for turn, row in enumerate(rows): if turn == 0: …`
    const counted = values[condition.value];
    const isCounter = counted.k === "element" && counted.of === loop.over && counted.position === 0;
    if (isCounter && /^-?\d+$/.test(condition.literal)) return true;
  }
  return false;
}

/** The request stands in a loop over items further down, or is one that does not count there. */
function isReportedBelow(program: Program, node: FunctionNode, proof: Proof): boolean {
  const steps = program.chain(node, proof, "communicates").slice(1);
  const last = steps.at(-1);
  if (last !== undefined) {
    const where = program.graph.nodes[last.node];
    const use = where.externals.find((one) => one.start === last.site.start && one.end === last.site.end);
    if (use !== undefined && (isBulk(use.path) || isOneStream(program, use) || isDefinition(program, where, use)))
      return true;
    if (steps.some((step) => (step.site.flags & CallFlag.nowAndThen) !== 0)) return true;
  }
  return steps.some((step) => itemLoopAt(program, program.graph.nodes[step.node], step.site.loop) !== undefined);
}

/** `for statement in script: connection.execute(statement)`: the items are statements, which no bulk call takes. */
function isStatementItself(program: Program, node: FunctionNode, use: ExternalUse, loop: LoopFacts): boolean {
  const statement = statementOf(use);
  if (statement === undefined) return false;
  if (isScript(program, node, loop) || asksEachTable(program, node, use.call!, loop)) return true;
  const value = program.facts(node.module).values[statement];
  return (value.k === "element" && value.of === loop.over) || isDefinition(program, node, use);
}

/**
 * `execute(f"DELETE FROM {table} WHERE owner = ?", (owner,))`: the items are names of tables, which are few, and no statement takes several. The
 * text ends with what stands before such a name, and the item is given in no other way.
 */
function asksEachTable(program: Program, node: FunctionNode, { args }: CallFacts, loop: LoopFacts): boolean {
  const { values } = program.facts(node.module);
  const [statement, ...others] = args;
  const text = statement === undefined ? undefined : values[statement.value];
  if (text?.k !== "literal" || text.value !== undefined || !BEFORE_A_TABLE.test(text.lead ?? "")) return false;
  const isItem = (value: ValueId, depth: number): boolean => {
    const known = values[value];
    if (depth > 4) return true;
    switch (known.k) {
      case "element":
        return known.of === loop.over;
      case "name":
        return loop.targets.includes(known.name);
      case "collection":
        return known.items.some((item) => isItem(item, depth + 1));
      case "attr":
      case "item":
        return isItem(known.of, depth + 1);
      case "call":
        return program.facts(node.module).calls[known.call].args.some((argument) => isItem(argument.value, depth + 1));
      default:
        return false;
    }
  };
  return !others.some((argument) => isItem(argument.value, 0));
}

const BEFORE_A_TABLE = /\b(from|into|update|table|join|truncate)\s+(if\s+(not\s+)?exists\s+)?["'`[]?(\w+_)?$/i;

/** `for statement in script.split(";")` */
function isScript(program: Program, node: FunctionNode, loop: LoopFacts): boolean {
  const { values, calls } = program.facts(node.module);
  const over = values[loop.over];
  const split = over.k === "call" ? calls[over.call] : undefined;
  const callee = split === undefined ? undefined : values[split.callee];
  const separator = split?.args[0] === undefined ? undefined : values[split.args[0].value];
  return callee?.k === "attr" && callee.name === "split" && separator?.k === "literal" && separator.value === ";";
}

function statementOf(use: ExternalUse): ValueId | undefined {
  return EXECUTES.test(use.path) ? use.call?.args[0]?.value : undefined;
}

/** `"create table {}".format(columns)`, or what a function of the workspace puts together so: changes of the schema are few. */
function isDefinition(program: Program, node: FunctionNode, use: ExternalUse): boolean {
  const statement = statementOf(use);
  return statement !== undefined && definesStructure(program, node, statement);
}

/** The function is given such a statement, or has one itself: `self._make_table(model)`. */
function laysOut(program: Program, node: FunctionNode, { call, to }: Edge): boolean {
  if (call?.args.some(({ value }) => definesStructure(program, node, value)) === true) return true;
  const callee = program.graph.nodes[to];
  const statements = program.callsOf(callee).flatMap(({ args }) => (args[0] === undefined ? [] : [args[0].value]));
  return (
    statements.some((value) => definesStructure(program, callee, value)) &&
    !statements.some((value) => begins(program, callee, value, ASKS_FOR_ROWS))
  );
}

/** A statement that changes the schema or sets its connection up. */
function definesStructure(program: Program, node: FunctionNode, statement: ValueId): boolean {
  return begins(program, node, statement, DEFINES);
}

/** The text of a statement begins so, as far as it is written down. */
function begins(program: Program, node: FunctionNode, statement: ValueId, pattern: RegExp): boolean {
  const { evaluator } = program;
  return starts(node.module, statement, 0);

  function starts(module: ModuleId, of: ValueId, depth: number): boolean {
    const { values, calls, functions } = program.facts(module);
    const text = values[of];
    const inner = (part: ValueId) => depth < 5 && starts(module, part, depth + 1);
    switch (text.k) {
      case "literal":
        return pattern.test(text.lead ?? String(text.value ?? ""));
      case "binary":
        return inner(text.left);
      case "union":
        return text.of.some(inner);
      case "name":
        return (functions[text.fn].bindings[text.name] ?? []).some(inner);
      case "call": {
        const { callee, args } = calls[text.call];
        const method = values[callee];
        if (method.k === "attr" && method.name === "format") return inner(method.of);
        // `sql.SQL("DROP TABLE {}")`, `text("create …")`
        if (args.length === 1 && inner(args[0].value)) return true;
        return evaluator.evaluate(module, callee, node.env).some((id) => {
          const found = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
          if (found === undefined || depth > 3) return false;
          const { returns } = evaluator.functionFacts(found.module, found.fn);
          return returns.length > 0 && returns.every((one) => starts(found.module, one, depth + 1));
        });
      }
      default:
        return false;
    }
  }
}

const EXECUTES = /\.(execute|executescript|exec_driver_sql|command|query|sql|raw|run)$/;

const ASKS_FOR_ROWS = /^\s*(select|insert|update|delete|merge|replace|upsert|with)\b/i;

const DEFINES =
  /^\s*(create|drop|alter|pragma|vacuum|analyze|reindex|attach|detach|install|load|set|use|select\s+load_extension)\b/i;

/** Commands that are put into a pipeline go out together; and what sends a pipeline sends a batch. */
function isPiped(program: Program, node: FunctionNode, { call }: Site): boolean {
  if (call === undefined) return false;
  const { values, functions } = program.facts(node.module);
  const isPipeline = (value: ValueId, depth: number): boolean => {
    const known = values[value];
    switch (known.k) {
      case "param":
        return PIPELINE.test(functions[known.fn].params[known.index].name);
      case "name": {
        const bindings = functions[known.fn].bindings[known.name] ?? [];
        return PIPELINE.test(known.name) || (depth < 4 && bindings.some((one) => isPipeline(one, depth + 1)));
      }
      case "attr":
        return PIPELINE.test(known.name);
      case "union":
        return depth < 4 && known.of.some((part) => isPipeline(part, depth + 1));
      case "enter":
        return depth < 4 && isPipeline(known.of, depth + 1);
      case "call": {
        const { callee } = program.facts(node.module).calls[known.call];
        return depth < 4 && values[callee].k === "attr" && isPipeline(callee, depth + 1);
      }
      default:
        return false;
    }
  };
  const callee = values[call.callee];
  return (
    (callee.k === "attr" && isPipeline(callee.of, 0)) || call.args.some((argument) => isPipeline(argument.value, 0))
  );
}

const PIPELINE = /^_*pipe(line)?$/;

/** Calls that are made for many items at once: a loop around them goes through batches. */
function isBulk(path: string): boolean {
  return (
    SCHEMA.test(path) ||
    LIFE_OF_PARTS.test(path) ||
    /\.(executemany|execute_batch|execute_values|copy_expert|copy_from|copy_records_to_table)$|(^|[._])(bulk|many|batch|mget|mset)([._]|$)/i.test(
      path.slice(path.lastIndexOf(".")),
    )
  );
}

/** Pieces of one stream follow each other: a socket, a response's body, a file that is sent. What ZeroMQ is given to send it puts into a queue. */
function isOneStream(program: Program, use: ExternalUse): boolean {
  if (!use.receiver) return false;
  if (/^zmq\.Socket\.send(_\w+)?$/.test(use.path)) return true;
  const owner = use.path.slice(0, use.path.lastIndexOf("."));
  const known = program.evaluator.knowledge.lineage(owner);
  return known.some((path) => STREAMS.test(path));
}

/** Changes of the schema are few, and are made one by one. */
const SCHEMA = /^(alembic\.(op|command)|sqlalchemy\.(MetaData|Table|engine\.Inspector)|django\.db\.backends)\b/;

/** Tables and collections are few as well, and so are the clients that are closed one by one. */
const LIFE_OF_PARTS =
  /\.((create|drop|rename|delete|alter)_(table|collection|index|database|schema|bucket)|close|quit|shutdown|disconnect)$/;

const STREAMS =
  /^(socket\.(socket|SocketFile)|ssl\.SSLSocket|http\.client\.HTTPResponse|urllib3\.HTTPResponse|requests\.Response|httpx\.Response|websocket\.WebSocket|websockets\.sync\.connection\.Connection|telnetlib\.Telnet|serial\.Serial|paramiko\.Channel|botocore\.response\.StreamingBody)$/;

function contextOf(program: Program, node: FunctionNode): Context | undefined {
  return [...program.contexts.of(node.id).keys()][0];
}
