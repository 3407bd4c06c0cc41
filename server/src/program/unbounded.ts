import type { CallFacts, ValueId } from "../semantics/facts.ts";
import { EMPTY_ENV, type EntityId, type EnvId } from "./entities.ts";
import { argumentAt, argumentFor, type Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";
import { OwnFiles } from "./own-file.ts";
import { BETWEEN_FUNCTIONS } from "./thresholds.ts";

/** Library calls and attributes that give a whole body, file or table: data whose size the program does not choose. */
const UNBOUNDED_MEMBERS =
  /\.(read|aread|read_text|read_bytes|readlines|body|get_data|content|text|fetchall|json|stream|recv_all|readall|form|files|data)$/;
/** Types of which those members are meant. */
const UNBOUNDED_OWNERS =
  /^(io|pathlib|_io|gzip|bz2|lzma|tempfile|zipfile|tarfile|codecs|http\.client|urllib|urllib3|requests|httpx|aiohttp|aiofiles|anyio|starlette|fastapi|quart|flask|werkzeug|django|sanic|litestar|tornado|bottle|falcon|botocore|boto3|builtins\.open|asyncio\.subprocess|subprocess)\b/;

/** Steps that a value is followed back: through some names, and between functions twice. */
const MAX_DEPTH = 12;

/** True when a value is (made from) a request body, an upload, a response or a file as a whole. */
export function isUnboundedSource(
  evaluator: Evaluator,
  module: ModuleId,
  value: ValueId,
  env: EnvId,
  depth = 0,
): boolean {
  if (depth > MAX_DEPTH) return false;
  const facts = evaluator.facts[module];
  const known = facts.values[value];
  const inner = (of: ValueId) => isUnboundedSource(evaluator, module, of, env, depth + 1);
  switch (known.k) {
    case "await":
      return inner(known.of);
    case "declared":
      return inner(known.value);
    case "union":
      return known.of.some(inner);
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name];
      return bindings !== undefined && bindings.length <= 3 && known.fn !== 0 && bindings.some(inner);
    }
    case "param":
      return isGivenUnbounded(evaluator, module, known.fn, known.index, depth);
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (new OwnFiles(evaluator).isOpened(module, value, env)) return false;
      const callees = evaluator.evaluate(module, call.callee, env);
      if (callees.length === 1 && givesUnbounded(evaluator, callees[0], depth)) return true;
      for (const id of callees) {
        const path = evaluator.pathOf(id);
        // `read(4096)` gives a bounded piece.
        if (UNBOUNDED_MEMBERS.test(path) && UNBOUNDED_OWNERS.test(path) && !hasSize(call.args.length, path))
          return true;
        if (path === "pathlib.Path.open") return true;
        if (givesFromThread(evaluator, module, call, path, env, depth)) return true;
        if (
          /^(io\.(StringIO|BytesIO)|builtins\.(open|bytes|bytearray|memoryview|str))$/.test(path) &&
          call.args[0] !== undefined
        ) {
          if (path === "builtins.open" || inner(call.args[0].value)) return true;
        }
      }
      // `body.decode()`, `text.strip()`: as large as what they are called on.
      if (
        callee.k === "attr" &&
        /^(decode|encode|strip|replace|lower|upper|split|splitlines|getvalue|getbuffer|tobytes)$/.test(callee.name)
      )
        return inner(callee.of);
      // `files["table"].read()`
      if (callee.k === "attr" && callee.name === "read" && call.args.length === 0) {
        const part = facts.values[callee.of];
        return part.k === "item" && areFiles(evaluator, module, part.of) && inner(callee.of);
      }
      return false;
    }
    case "attr": {
      for (const id of evaluator.evaluate(module, known.of, env)) {
        const path = `${evaluator.pathOf(id)}.${known.name}`;
        if (UNBOUNDED_MEMBERS.test(path) && UNBOUNDED_OWNERS.test(path)) return true;
      }
      return false;
    }
    case "enter":
      return inner(known.of);
    case "item": {
      // A part of an upload (`files["csv"][0]["body"]`) is as unbounded as the upload; a field of a parsed message is not.
      const of = facts.values[known.of];
      const key = facts.values[known.index];
      const part =
        key.k === "literal" && (typeof key.value === "number" || key.value === "body" || key.value === "content");
      return (
        (part || (of.k === "attr" && of.name === "files") || areFiles(evaluator, module, known.of)) && inner(known.of)
      );
    }
    default:
      return false;
  }
}

/** `await request.files`, under whatever name it is kept. */
function areFiles(evaluator: Evaluator, module: ModuleId, value: ValueId, depth = 0): boolean {
  if (depth > 4) return false;
  const facts = evaluator.facts[module];
  const known = facts.values[value];
  switch (known.k) {
    case "await":
      return areFiles(evaluator, module, known.of, depth + 1);
    case "attr":
      return known.name === "files";
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name];
      return bindings?.length === 1 && areFiles(evaluator, module, bindings[0], depth + 1);
    }
    default:
      return false;
  }
}

/** Callers that are asked what they pass; a function with more of them is a tool for all kinds of data. */
const MOST_CALLERS = 4;

/** Every known caller passes a whole body or file. */
function isGivenUnbounded(evaluator: Evaluator, module: ModuleId, fn: number, index: number, depth: number): boolean {
  const param = evaluator.functionFacts(module, fn).params[index];
  const callers = evaluator.callersOf(module, fn);
  if (param === undefined || callers.length === 0 || callers.length > MOST_CALLERS) return false;
  return callers.every((caller) => {
    if (caller.decorated !== undefined) return false;
    const given = argumentFor(caller.call.args, param.name, param.kind, index - caller.shift);
    return (
      given !== undefined && isUnboundedSource(evaluator, caller.module, given, EMPTY_ENV, depth + BETWEEN_FUNCTIONS)
    );
  });
}

/** `await asyncio.to_thread(path.read_bytes)`: what a worker thread reads is as large as if it were read here. */
function givesFromThread(
  evaluator: Evaluator,
  module: ModuleId,
  call: CallFacts,
  path: string,
  env: EnvId,
  depth: number,
): boolean {
  const handover = evaluator.knowledge.handover(path);
  if (handover?.via !== "offload" || handover.wraps === true) return false;
  const given = argumentAt(call.args, handover.function);
  if (given === undefined) return false;
  return evaluator.evaluate(module, given, env).some((id) => {
    const reader = evaluator.pathOf(id);
    const isWhole = UNBOUNDED_MEMBERS.test(reader) && UNBOUNDED_OWNERS.test(reader) && call.args.length === 1;
    return isWhole || givesUnbounded(evaluator, id, depth);
  });
}

/** A function of the workspace that returns a whole body or file. */
function givesUnbounded(evaluator: Evaluator, id: EntityId, depth: number): boolean {
  const callee = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
  if (callee === undefined) return false;
  const { values } = evaluator.facts[callee.module];
  // What mostly gives something else, and a body at times, is asked for settings and answers.
  const returns = evaluator
    .functionFacts(callee.module, callee.fn)
    .returns.filter((value) => values[value].k !== "literal");
  return (
    returns.length > 0 &&
    returns.every((value) => isUnboundedSource(evaluator, callee.module, value, EMPTY_ENV, depth + BETWEEN_FUNCTIONS))
  );
}

function hasSize(argumentCount: number, path: string): boolean {
  return argumentCount > 0 && /\.(read|readlines|read_bytes|readexactly)$/.test(path);
}
