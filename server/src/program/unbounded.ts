import type { ValueId } from "../semantics/facts.ts";
import type { EnvId } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";
import { OwnFiles } from "./own-file.ts";

/** Library calls and attributes that give a whole body, file or table: data whose size the program does not choose. */
const UNBOUNDED_MEMBERS =
  /\.(read|read_text|read_bytes|readlines|body|get_data|content|text|getvalue|fetchall|json|stream|recv_all|readall|form|files|data)$/;
/** Types of which those members are meant. */
const UNBOUNDED_OWNERS =
  /^(io|pathlib|_io|gzip|bz2|lzma|tempfile|zipfile|tarfile|codecs|http\.client|urllib|urllib3|requests|httpx|aiohttp|aiofiles|anyio|starlette|fastapi|quart|flask|werkzeug|django|sanic|litestar|tornado|bottle|falcon|botocore|boto3|builtins\.open|asyncio\.subprocess|subprocess)\b/;

/** True when a value is (made from) a request body, an upload, a response or a file as a whole. */
export function isUnboundedSource(
  evaluator: Evaluator,
  module: ModuleId,
  value: ValueId,
  env: EnvId,
  depth = 0,
): boolean {
  if (depth > 8) return false;
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
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (new OwnFiles(evaluator).isOpened(module, value, env)) return false;
      for (const id of evaluator.evaluate(module, call.callee, env)) {
        const path = evaluator.pathOf(id);
        // `read(4096)` gives a bounded piece.
        if (UNBOUNDED_MEMBERS.test(path) && UNBOUNDED_OWNERS.test(path) && !hasSize(call.args.length, path))
          return true;
        if (path === "pathlib.Path.open") return true;
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
      return (part || (of.k === "attr" && of.name === "files")) && inner(known.of);
    }
    default:
      return false;
  }
}

function hasSize(argumentCount: number, path: string): boolean {
  return argumentCount > 0 && /\.(read|readlines|read_bytes|readexactly)$/.test(path);
}
