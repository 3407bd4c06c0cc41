import { type ModuleFacts, NONE, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { EMPTY_ENV, type EnvId } from "./entities.ts";
import { argumentAt, argumentFor } from "./evaluate.ts";
import type { ExternalUse, FunctionNode } from "./graph.ts";
import { mentions } from "./independent-sizes.ts";
import type { ModuleId } from "./modules.ts";
import type { Program, ProofStep } from "./program.ts";

/** Native code that stops where it has found what it looks for, whatever the size of the data. */
export const STOPS_EARLY =
  /^(re|regex)\.(Pattern\.)?(match|search|fullmatch|compile|escape)$|^builtins\.(any|all|next)$/;
/** Codecs that do a gigabyte in about a second: short beside whatever gives them their data, unless they are handed over themselves. */
export const QUICK = /^(base64|binascii)\./;
/** Formats that people write settings and templates in, and no data. */
const WRITTEN_BY_HAND = /^(tomllib|tomli|toml|tomlkit|rtoml|configparser|jinja2|mako|chameleon|string\.Template)\b/;
/** Formats that files of settings and state, and the answers of services, are written in: as a rule as short as one message. */
const MESSAGE_FORMAT = /^(json|simplejson|ujson|orjson|rapidjson|yaml|ruamel\.yaml|msgpack|tornado\.escape|pydantic)\./;
/** What asks a service and gets one answer. */
const ASKS_SERVICE =
  /^(requests|httpx|urllib|urllib3|http\.client|aiohttp\.(client|Client\w*)|tornado\.httpclient|botocore|boto3|httplib2|treq)\b/;
/** Formats that services answer in which are no less often those of documents and feeds. */
const ANSWER_FORMAT = /^(xml|defusedxml|xmltodict)\b/;
const ASKS = /^(get|post|put|patch|request)$/;
const OPENS_FILE =
  /^(builtins|io|codecs|aiofiles|anyio)\.open(_file)?$|^(pathlib|anyio)\.\w*Path\.(open|read_text|read_bytes)$/;
const READS_FILE = /^(read|readlines|read_text|read_bytes|open)$/;
const MAX_DEPTH = 8;
/** Callers that are asked what they pass; a function with more of them is a tool for all kinds of data. */
const MOST_CALLERS = 4;

/**
 * True where native code that keeps the GIL is most likely done at once, although nothing in sight bounds its data: it stops where it has
 * found what it looks for, or reads settings, the answer of a service, or a file that somebody names while the program starts or from far away.
 *
 * @param steps the calls between the coroutine and the native call
 */
export function isSoonDone(
  program: Program,
  coroutine: FunctionNode,
  node: FunctionNode,
  use: ExternalUse,
  steps: readonly ProofStep[],
): boolean {
  if (STOPS_EARLY.test(use.path) || QUICK.test(use.path)) return true;
  if (use.call === undefined || use.row?.sizedBy === undefined || use.row.sizedBy === "receiver") return false;
  const value = argumentAt(use.call.args, use.row.sizedBy);
  const path = value === undefined ? undefined : pathOfFile(program, node, value, 0);
  // One of the many files that whoever calls may name holds data, and no settings.
  if (steps.length === 0 && path !== undefined && isMadeOfParameter(program, node, path)) return false;
  if (isOfMessageFile(program, node, use)) return true;
  if (value !== undefined) {
    // A command that starts its own event loop for this has nobody else to keep waiting yet.
    if (program.runOnce.has(coroutine.id) && isAllFromOutside(sourcesOf(program, node.module, node.env, value, 0)))
      return true;
    if (ANSWER_FORMAT.test(use.path) && isOfKnownService(program, node, value, 0)) return true;
  }
  if (path === undefined) return false;
  if (WRITTEN_BY_HAND.test(use.path) || program.runOnce.has(coroutine.id)) return true;
  return steps.length > 0 && path !== UNKNOWN && program.facts(node.module).values[path].k === "param";
}

/** Settings, and state and answers that are written in a format for messages and come from a file or a service. */
export function isOfMessageFile(program: Program, node: FunctionNode, use: ExternalUse): boolean {
  if (use.call === undefined || use.row?.sizedBy === undefined || use.row.sizedBy === "receiver") return false;
  const value = argumentAt(use.call.args, use.row.sizedBy);
  if (value === undefined || !MESSAGE_FORMAT.test(use.path)) return false;
  return isAllFromOutside(sourcesOf(program, node.module, node.env, value, 0));
}

function isAllFromOutside(sources: readonly Source[]): boolean {
  return sources.length > 0 && sources.every((source) => source !== "other");
}

/** `session.get("https://…")`, `session.post(UPDATE_URL)`: a service at an address that the program has written down gives one answer. */
function isOfKnownService(program: Program, node: FunctionNode, value: ValueId, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const facts = program.facts(node.module);
  const known = facts.values[value];
  const inner = (of: ValueId) => isOfKnownService(program, node, of, depth + 1);
  switch (known.k) {
    case "await":
    case "enter":
    case "attr":
      return inner(known.of);
    case "declared":
      return inner(known.value);
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
      return bindings.length === 1 && inner(bindings[0]);
    }
    case "call": {
      const { callee: calleeValue, args } = facts.calls[known.call];
      const callee = facts.values[calleeValue];
      if (callee.k !== "attr") return false;
      if (!ASKS.test(callee.name)) return inner(callee.of);
      return args.length > 0 && isWrittenDown(facts, args[callee.name === "request" ? 1 : 0]?.value ?? UNKNOWN);
    }
    default:
      return false;
  }
}

/** An address that is a constant, or begins with one. */
function isWrittenDown(facts: ModuleFacts, value: ValueId): boolean {
  const known = facts.values[value];
  switch (known.k) {
    case "literal":
      return known.value !== undefined || known.lead !== undefined;
    case "name":
      return (
        known.fn === 0 || (facts.functions[known.fn].bindings[known.name] ?? []).every((of) => isWrittenDown(facts, of))
      );
    case "import":
      return known.name !== undefined && /^_?[A-Z][A-Z0-9_]*$/.test(known.name);
    case "binary":
      return isWrittenDown(facts, known.left);
    default:
      return false;
  }
}

/** `FOLDER / request.path_params["name"]`: a path that is made of what the function is given, and not given itself. */
function isMadeOfParameter(program: Program, node: FunctionNode, path: ValueId): boolean {
  const facts = program.facts(node.module);
  const known = path === UNKNOWN ? undefined : facts.values[path];
  if (known?.k !== "binary") return false;
  const isMethod = facts.functions[node.fn].cls !== NONE;
  const isGiven = (value: ValueId) => {
    const part = facts.values[value];
    return part.k === "param" && part.fn === node.fn && !(isMethod && part.index === 0);
  };
  return mentions(facts, path, isGiven, 0);
}

/** The native call reads a file of settings or state that the program names itself, as it does where it starts or keeps what it knows. */
export function isOfOwnFile(program: Program, node: FunctionNode, use: ExternalUse): boolean {
  if (use.call === undefined || use.row?.sizedBy === undefined || use.row.sizedBy === "receiver") return false;
  const value = argumentAt(use.call.args, use.row.sizedBy);
  const path = value === undefined ? undefined : pathOfFile(program, node, value, 0);
  if (path === undefined || !isOfMessageFile(program, node, use)) return false;
  return path === UNKNOWN || program.facts(node.module).values[path].k !== "param";
}

type Source = "file" | "service" | "other";

/** What the program answers itself, as large as it made it. */
const OWN_ANSWER = /^(starlette|fastapi)\.responses\./;

/**
 * Where all of a value may come from; what cannot be followed is `other`.
 *
 * @param around names that are being followed: `body = body.decode()` says nothing new of `body`
 */
function sourcesOf(
  program: Program,
  module: ModuleId,
  env: EnvId,
  value: ValueId,
  depth: number,
  around: ReadonlySet<string> = new Set(),
): readonly Source[] {
  if (depth > MAX_DEPTH) return ["other"];
  const facts = program.facts(module);
  const known = facts.values[value];
  const inner = (of: ValueId) => sourcesOf(program, module, env, of, depth + 1, around);
  switch (known.k) {
    // `(await reply.text()) or None`: what stands for nothing comes from nowhere.
    case "literal":
      return [];
    case "await":
    case "enter":
      return inner(known.of);
    case "declared":
      return inner(known.value);
    case "union":
      return known.of.flatMap(inner);
    case "name": {
      const key = `${module}:${known.fn}:${known.name}`;
      if (around.has(key)) return [];
      const followed = new Set([...around, key]);
      const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
      if (bindings.length === 0) return ["other"];
      return bindings.flatMap((binding) => sourcesOf(program, module, env, binding, depth + 1, followed));
    }
    case "param": {
      const { name, kind } = facts.functions[known.fn].params[known.index];
      const callers = program.evaluator.callersOf(module, known.fn);
      if (callers.length === 0 || callers.length > MOST_CALLERS) return ["other"];
      return callers.flatMap(({ call, decorated, shift, module: from }) => {
        const given = decorated === undefined ? argumentFor(call.args, name, kind, known.index - shift) : undefined;
        return given === undefined ? ["other"] : sourcesOf(program, from, EMPTY_ENV, given, depth + 2);
      });
    }
    case "attr": {
      const paths = pathsOf(program, module, env, known.of);
      return paths.some((path) => ASKS_SERVICE.test(path) || OWN_ANSWER.test(path)) ? ["service"] : ["other"];
    }
    case "call": {
      const { callee: calleeValue, args } = facts.calls[known.call];
      const callee = facts.values[calleeValue];
      const paths = pathsOf(program, module, env, calleeValue);
      if (paths.some((path) => OPENS_FILE.test(path))) return ["file"];
      if (paths.some((path) => ASKS_SERVICE.test(path))) return ["service"];
      const given = program.evaluator
        .evaluate(module, calleeValue, env)
        .map((id) => program.evaluator.calleeOf(id, [], -1, EMPTY_ENV))
        .filter((target) => target !== undefined);
      if (given.length > 0)
        return given.flatMap((target) =>
          program.evaluator
            .functionFacts(target.module, target.fn)
            .returns.flatMap((result) => sourcesOf(program, target.module, EMPTY_ENV, result, depth + 2)),
        );
      if (callee.k === "attr") return inner(callee.of);
      return args.length === 1 ? inner(args[0].value) : ["other"];
    }
    default:
      return ["other"];
  }
}

function pathsOf(program: Program, module: ModuleId, env: EnvId, value: ValueId): readonly string[] {
  return program.evaluator.evaluate(module, value, env).map((id) => program.evaluator.pathOf(id));
}

/** The path of the file that a value is read from, as far as that is told; undefined where it is no file. */
function pathOfFile(program: Program, node: FunctionNode, value: ValueId, depth: number): ValueId | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const facts = program.facts(node.module);
  const known = facts.values[value];
  const inner = (of: ValueId) => pathOfFile(program, node, of, depth + 1);
  switch (known.k) {
    case "await":
    case "enter":
      return inner(known.of);
    case "declared":
      return inner(known.value);
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name] ?? [];
      return bindings.length === 1 ? inner(bindings[0]) : undefined;
    }
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      const paths = program.evaluator
        .evaluate(node.module, call.callee, node.env)
        .map((id) => program.evaluator.pathOf(id));
      const isMethod = callee.k === "attr" && READS_FILE.test(callee.name);
      if (paths.some((path) => OPENS_FILE.test(path)))
        return isMethod && paths.some((path) => path.includes("Path.")) ? callee.of : (call.args[0]?.value ?? UNKNOWN);
      return isMethod ? inner(callee.of) : undefined;
    }
    default:
      return undefined;
  }
}
