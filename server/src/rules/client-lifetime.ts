import { argumentFor } from "../program/evaluate.ts";
import type { FunctionNode } from "../program/graph.ts";
import { viewOf } from "../program/module-view.ts";
import type { RequestReason } from "../program/per-request.ts";
import type { Program } from "../program/program.ts";
import { type CallFacts, type CallId, type ModuleFacts, NONE, UNKNOWN, type ValueId } from "../semantics/facts.ts";

/**
 * What becomes of a client: `kept` where an object, a module or another owner has it when the function is done, `returned` where the
 * caller gets it, `dropped` otherwise.
 */
export type Fate = "kept" | "returned" | "dropped";

/** What becomes of what a call makes, as far as the function around it shows. */
export function fateOf(program: Program, node: FunctionNode, id: CallId): Fate {
  const facts = program.facts(node.module);
  // What `with` makes is closed at its end, whoever else has seen it.
  const carriers = carriersOf(program, node, facts, id);
  if (carriers.isEntered) return "dropped";
  for (const write of facts.writes) {
    if (write.fn !== node.fn || !carriers.values.has(write.value)) continue;
    const holders = program.evaluator.evaluate(node.module, write.of, node.env);
    if (!holders.some((holder) => REQUEST_STATE.test(program.evaluator.pathOf(holder)))) return "kept";
  }
  for (const call of viewOf(facts).calls[node.fn]) {
    const callee = facts.values[call.callee];
    const isPut = callee.k === "attr" && PUTS.test(callee.name) && !carriers.values.has(callee.of);
    if (isPut && call.args.some((argument) => carriers.values.has(argument.value))) return "kept";
  }
  const { returns, yields } = facts.functions[node.fn];
  return returns.some((value) => carriers.values.has(value)) || yields.some((value) => carriers.values.has(value))
    ? "returned"
    : "dropped";
}

/** The client is returned along the way that leads here from a handler, and somebody there keeps it. */
export function isKeptByCallers(program: Program, node: FunctionNode, id: CallId, last: RequestReason): boolean {
  let at = node;
  let made = id;
  for (let reason: RequestReason | undefined = last; reason !== undefined; reason = reason.outer) {
    const fate = fateOf(program, at, made);
    if (fate !== "returned") return fate === "kept";
    const site = reason.site;
    if (reason.from === undefined || site === undefined) return false;
    const caller = program.graph.nodes[reason.from];
    if (site.call === undefined) return isPropertyKept(program, caller, site);
    at = caller;
    made = site.call.id;
  }
  return false;
}

/** `self.client = handler.client`: a property gives it, and an object has it from then on. */
function isPropertyKept(
  program: Program,
  caller: FunctionNode,
  site: { readonly start: number; readonly end: number },
): boolean {
  return program
    .facts(caller.module)
    .writes.some((write) => write.fn === caller.fn && write.start <= site.start && site.end <= write.end);
}

/** Where frameworks keep what belongs to one request. */
const REQUEST_STATE = /^(flask|quart)\.g$|\.[Rr]equest(\.(state|ctx|locals|context))?$/;
/** Methods that put what they are given into a collection, or have it closed later. */
const PUTS = /^(append|add|put|put_nowait|setdefault|insert|register|enter_context|enter_async_context)$/;

interface Carriers {
  /** Values that are the object, or that have it inside. */
  readonly values: ReadonlySet<ValueId>;
  readonly isEntered: boolean;
}

/** The values of a function that hold what a call makes: names, objects made over it, and what its own methods make. */
function carriersOf(program: Program, node: FunctionNode, facts: ModuleFacts, id: CallId): Carriers {
  const found = new Set<ValueId>();
  const own = facts.functions[node.fn].bindings;
  const waits = new Set<CallId>();
  for (const use of node.externals) {
    if (use.call !== undefined && (use.row?.effect === "blocks" || use.row?.effect === "suspends"))
      waits.add(use.call.id);
  }
  let grows = true;
  const holds = (value: ValueId): boolean => {
    const known = facts.values[value];
    switch (known.k) {
      case "call": {
        if (known.call === id) return true;
        const call = facts.calls[known.call];
        if (call.fn !== node.fn) return false;
        const callee = facts.values[call.callee];
        // What a request gives back is data.
        if (waits.has(call.id)) return false;
        if (callee.k === "attr" && found.has(callee.of)) return call.use !== "awaited";
        return call.args.some((argument) => found.has(argument.value)) && makesAnObject(program, node, call);
      }
      case "name":
        return known.fn === node.fn && (own[known.name] ?? []).some((one) => found.has(one));
      case "await":
      case "enter":
        return found.has(known.of);
      case "declared":
        return found.has(known.value);
      case "union":
        return known.of.some((part) => found.has(part));
      case "collection":
        return known.items.some((item) => found.has(item));
      default:
        return false;
    }
  };
  for (let round = 0; grows && round < 8; round++) {
    grows = false;
    facts.values.forEach((_, value) => {
      if (found.has(value) || !holds(value)) return;
      found.add(value);
      grows = true;
    });
  }
  const isEntered = facts.withs.some((one) => {
    if (one.fn !== node.fn) return false;
    const item = facts.values[one.item];
    return found.has(one.item) && (item.k !== "call" || item.call === id || !isMethodOf(facts, item.call, found));
  });
  return { values: found, isEntered };
}

/** `with client.transaction()`: not the client is entered, but what it lends. */
function isMethodOf(facts: ModuleFacts, call: CallId, owners: ReadonlySet<ValueId>): boolean {
  const callee = facts.values[facts.calls[call].callee];
  return callee.k === "attr" && owners.has(callee.of);
}

/** The call makes an object of a class, which then has what it is given. */
function makesAnObject(program: Program, node: FunctionNode, call: CallFacts): boolean {
  return program.evaluator.evaluate(node.module, call.callee, node.env).some((id) => {
    const entity = program.evaluator.entity(id);
    return (
      entity.e === "class" || entity.e === "partial" || (entity.e === "external" && /\.[A-Z]\w*$/.test(entity.path))
    );
  });
}

/**
 * True where all that the client is asked goes to addresses that the request itself brings (`client.get(form.url)`): each has a
 * host of its own, with which a shared client would have no connection open either; or where one conversation is all there is.
 */
export function hasAHostOfItsOwn(
  program: Program,
  node: FunctionNode,
  made: CallFacts,
  reason: RequestReason,
): boolean {
  const isBroughtBy = (index: number, depth: number) => isParamBrought(program, node, index, reason, depth);
  return asksOnly(program, node, made, (address) => beginsWith(program, node, address, { param: isBroughtBy }, 0));
}

/**
 * True where each item is a server (`client.get(server.url + "/health")`): the client of one turn has no connection that the next could use.
 * @param isItem whether a parameter of the function is a part of the item; undefined in the loop itself
 */
export function hasAHostPerItem(
  program: Program,
  node: FunctionNode,
  made: CallFacts,
  isItem: ((index: number) => boolean) | undefined,
): boolean {
  const { values } = program.facts(node.module);
  const sources: Sources = { param: (index) => isItem?.(index) === true, element: isItem === undefined };
  return asksOnly(program, node, made, (address) => {
    // An address that is the item itself may be one of many at one host.
    const known = values[address];
    const isBase = (known.k === "literal" && known.head !== undefined) || (known.k === "binary" && known.op === "+");
    return isBase && beginsWith(program, node, address, sources, 0);
  });
}

/** Whatever the client is asked, it is asked at addresses that pass the test, or over one connection that lasts. */
function asksOnly(
  program: Program,
  node: FunctionNode,
  made: CallFacts,
  passes: (address: ValueId) => boolean,
): boolean {
  const facts = program.facts(node.module);
  const { values: carriers } = carriersOf(program, node, facts, made.id);
  let asks = 0;
  for (const call of viewOf(facts).calls[node.fn]) {
    const callee = facts.values[call.callee];
    if (callee.k !== "attr" || !carriers.has(callee.of) || !ASKS.test(callee.name)) continue;
    asks++;
    if (callee.name === "ws_connect") continue;
    const index = callee.name === "request" || callee.name === "stream" ? 1 : 0;
    const address = argumentFor(call.args, "url", "positional", index);
    if (address === undefined || !passes(address)) return false;
  }
  return asks > 0;
}

const ASKS = /^(get|post|put|patch|delete|head|options|request|stream|ws_connect)$/;
const KEEPS_ADDRESS = /^(r?strip|lstrip|lower|replace|removesuffix|removeprefix|format)$/;
const JOINS = /^(urljoin|str|quote)$/;

/** Where the beginning of an address may come from. */
interface Sources {
  readonly param: (index: number, depth: number) => boolean;
  /** The items of the loop around. */
  readonly element?: boolean;
}

/** The value begins with what one of the sources gives. */
function beginsWith(program: Program, node: FunctionNode, value: ValueId, sources: Sources, depth: number): boolean {
  if (depth > 12 || value === UNKNOWN) return false;
  const facts = program.facts(node.module);
  const known = facts.values[value];
  const inner = (of: ValueId) => beginsWith(program, node, of, sources, depth + 1);
  switch (known.k) {
    case "literal":
      return known.head !== undefined && inner(known.head);
    case "binary":
      return known.op === "+" && inner(known.left);
    case "declared":
      return inner(known.value);
    case "element":
      return sources.element === true;
    case "attr":
      return inner(known.of);
    case "item":
      return inner(known.of) || (sources.element === true && inner(known.index));
    case "union": {
      const parts = known.of.filter((part) => facts.values[part].k !== "literal" || headOf(facts, part) !== undefined);
      return parts.length > 0 && parts.every(inner);
    }
    case "name": {
      const bindings = known.fn === node.fn ? (facts.functions[known.fn].bindings[known.name] ?? []) : [];
      return bindings.length > 0 && bindings.every((one) => inner(one));
    }
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k === "attr" && KEEPS_ADDRESS.test(callee.name)) return inner(callee.of);
      const isJoin = "name" in callee && JOINS.test(String(callee.name)) && call.args.length > 0;
      return isJoin && inner(call.args[0].value);
    }
    case "param":
      return known.fn === node.fn && sources.param(known.index, depth);
    default:
      return false;
  }
}

function headOf(facts: ModuleFacts, value: ValueId): ValueId | undefined {
  const known = facts.values[value];
  return known.k === "literal" ? known.head : undefined;
}

/** A handler's own parameter, save the request object, which knows the application too, and what is injected; or what a caller passes on. */
function isParamBrought(
  program: Program,
  node: FunctionNode,
  index: number,
  reason: RequestReason,
  depth: number,
): boolean {
  const fn = program.functionOf(node);
  const param = fn.params[index];
  if (param === undefined || (index === 0 && fn.cls !== NONE)) return false;
  if (reason.from === undefined) {
    const isInjected = param.default !== UNKNOWN && program.facts(node.module).values[param.default].k === "call";
    return BRINGS.has(reason.role) && !isInjected && param.name !== "request";
  }
  const site = reason.site;
  if (site?.call === undefined || reason.outer === undefined || !("shift" in site)) return false;
  const caller = program.graph.nodes[reason.from];
  const argument = argumentFor(site.call.args, param.name, param.kind, index - Number(site.shift));
  const { outer } = reason;
  const isBroughtBy = (at: number, inner: number) => isParamBrought(program, caller, at, outer, inner);
  return argument !== undefined && beginsWith(program, caller, argument, { param: isBroughtBy }, depth + 1);
}

/** Handlers whose parameters come from the client. */
const BRINGS: ReadonlySet<string> = new Set(["route", "websocket handler", "request handler"]);
