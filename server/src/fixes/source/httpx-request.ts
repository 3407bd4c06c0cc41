import { Field, Kind } from "../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../../syntax/py-tree.ts";
import type { TextEdit } from "../../text/edits.ts";

/** A call of requests as httpx takes it. */
export interface HttpxRequest {
  readonly method: string;
  /** Changes inside the argument list. */
  readonly edits: readonly TextEdit[];
  /** Arguments that httpx takes at the client. */
  readonly ofClient: readonly string[];
}

/** Keywords that mean the same in both libraries. */
const SAME = new Set(["url", "params", "headers", "cookies", "auth", "files", "json"]);
/** What the positional arguments after the URL are called. */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  get: ["params"],
  post: ["data", "json"],
  put: ["data"],
  patch: ["data"],
};
/** httpx offers these methods without a body; `request` takes one. */
const WITHOUT_BODY = new Set(["get", "head", "options", "delete"]);
const BODY = new Set(["data", "json", "files"]);

/**
 * Translates the arguments; undefined where httpx has no counterpart for one of them (`stream=`, `hooks=`, `proxies=`, `**options`).
 * requests follows redirects unless told otherwise, httpx does not, so the client is told to.
 */
export function requestFor(
  tree: PyTree,
  call: NodeId,
  method: string,
  timeoutClass: () => string | undefined,
): HttpxRequest | undefined {
  const list = tree.child(call, Field.arguments);
  if (list === NO_NODE || tree.kind(list) !== Kind.argument_list) return undefined;
  const edits: TextEdit[] = [];
  const ofClient: string[] = [];
  const names = method === "request" ? ["method", "url"] : ["url", ...(POSITIONAL[method] ?? [])];
  const given = new Set<string>();
  let position = 0;
  for (const argument of tree.namedChildren(list)) {
    const kind = tree.kind(argument);
    if (kind === Kind.list_splat || kind === Kind.dictionary_splat) return undefined;
    const isKeyword = kind === Kind.keyword_argument;
    const name = isKeyword ? tree.text(tree.child(argument, Field.name)) : names[position++];
    const value = isKeyword ? tree.child(argument, Field.value) : argument;
    if (name === undefined || value === NO_NODE) return undefined;
    given.add(name);
    const rename = (to: string): TextEdit =>
      isKeyword
        ? { range: tree.range(tree.child(argument, Field.name)), newText: to }
        : { range: { start: tree.start(argument), end: tree.start(argument) }, newText: `${to}=` };
    if (name === "allow_redirects") edits.push(rename("follow_redirects"));
    else if (name === "timeout") {
      const timeout = timeoutEdits(tree, value, timeoutClass);
      if (timeout === undefined) return undefined;
      edits.push(...timeout);
    } else if (name === "verify" || name === "cert") {
      ofClient.push(tree.text(argument).replace(/\s*[\r\n]\s*/g, " "));
      edits.push(removal(tree, list, argument));
    } else if (name === "data" && isRawBody(tree, value)) edits.push(rename("content"));
    else if (name === "data" || (SAME.has(name) && !isKeyword && name !== "url")) {
      if (!isKeyword) edits.push(rename(name));
    } else if (!SAME.has(name) && name !== "method") return undefined;
  }
  if (!given.has("allow_redirects") && method !== "head") ofClient.unshift("follow_redirects=True");
  const hasBody = [...given].some((name) => BODY.has(name));
  if (!hasBody || !WITHOUT_BODY.has(method)) return { method, edits, ofClient };
  const opened = tree.start(list) + 1;
  const verb = { range: { start: opened, end: opened }, newText: `"${method.toUpperCase()}", ` };
  return { method: "request", edits: [verb, ...edits], ofClient };
}

/** requests' pair of connect and read timeouts. */
function timeoutEdits(tree: PyTree, value: NodeId, timeoutClass: () => string | undefined): TextEdit[] | undefined {
  if (tree.kind(value) !== Kind.tuple) return [];
  const [connect, read, more] = tree.namedChildren(value);
  const name = timeoutClass();
  if (name === undefined || connect === undefined || read === undefined || more !== undefined) return undefined;
  return [{ range: tree.range(value), newText: `${name}(${tree.text(read)}, connect=${tree.text(connect)})` }];
}

/** Texts and bytes are `content` to httpx, forms are `data`. */
function isRawBody(tree: PyTree, value: NodeId): boolean {
  const kind = tree.kind(value);
  if (kind === Kind.string || kind === Kind.concatenated_string) return true;
  return kind === Kind.call && /(^|\.)(dumps|encode|read|tobytes)$/.test(tree.text(tree.child(value, Field.function)));
}

/** Removes an argument with the comma that belongs to it. */
function removal(tree: PyTree, list: NodeId, argument: NodeId): TextEdit {
  const siblings = tree.namedChildren(list);
  const index = siblings.indexOf(argument);
  if (index > 0) return { range: { start: tree.end(siblings[index - 1]), end: tree.end(argument) }, newText: "" };
  const next = siblings[1];
  return {
    range: { start: tree.start(argument), end: next === undefined ? tree.end(argument) : tree.start(next) },
    newText: "",
  };
}
