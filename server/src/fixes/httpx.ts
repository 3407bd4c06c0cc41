import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import { defineFix, type FixContext } from "./define.ts";
import { say } from "./messages/index.ts";
import { type HttpxRequest, requestFor } from "./source/httpx-request.ts";
import { referTo, removeImportUnlessUsed } from "./source/imports.ts";
import { ownsItsLines, wrapStatement } from "./source/layout.ts";
import {
  awaited,
  canAwaitAt,
  freeName,
  functionAround,
  holdsThreadLock,
  namesIn,
  nodeAt,
  simpleStatementAround,
} from "./source/place.ts";

/** `r = requests.get(url)` → `async with httpx.AsyncClient() as client:` around `r = await client.get(url)`. */
export const httpx = defineFix({
  id: "httpx",
  rules: ["blocking-call"],
  safety: "unsafe",
  plan(context) {
    const { tree, finding } = context;
    const method = /^requests\.(get|options|head|post|put|patch|delete|request)$/.exec(String(finding.data.path))?.[1];
    const call = nodeAt(tree, finding.range, Kind.call);
    if (
      method === undefined ||
      call === NO_NODE ||
      !canAwaitAt(tree, call, context.minor) ||
      holdsThreadLock(context, call)
    )
      return undefined;
    const statement = simpleStatementAround(tree, call);
    if (statement === NO_NODE || !ownsItsLines(tree, statement) || catchesErrorsOfRequests(tree, call))
      return undefined;
    const responses = changesToResponse(tree, call);
    if (responses === undefined) return undefined;
    const client = referTo(context, call, "httpx", "AsyncClient", "requests");
    if (client === undefined) return undefined;
    const timeout = () => referTo(context, call, "httpx", "Timeout")?.text;
    const request = requestFor(tree, call, method, timeout);
    if (request === undefined) return undefined;
    return {
      title: say("httpx", { method }),
      edits: () => {
        const name = freeName(tree, functionAround(tree, call), ["client", "http_client", "async_client"]);
        const inner = changesToCall(tree, call, name, request);
        const header = `async with ${client.text}(${request.ofClient.join(", ")}) as ${name}:`;
        // A line that goes away with an argument needs no indentation.
        const outer = wrapStatement(tree, statement, header).filter(
          ({ range: { start } }) => !inner.some((edit) => edit.range.start < start && start < edit.range.end),
        );
        return [...client.edits, ...outer, ...inner, ...responses, ...withoutOldImport(context, call)];
      },
    };
  },
});

function changesToCall(tree: PyTree, call: NodeId, client: string, request: HttpxRequest): TextEdit[] {
  const callee = tree.child(call, Field.function);
  const head = { range: tree.range(callee), newText: `${client}.${request.method}` };
  return [...awaited(tree, call, { head }), ...request.edits];
}

function withoutOldImport(context: FixContext, call: NodeId): TextEdit[] {
  const { tree } = context;
  const callee = tree.child(call, Field.function);
  const root = tree.kind(callee) === Kind.attribute ? tree.child(callee, Field.object) : callee;
  return removeImportUnlessUsed(context, tree.text(root), [root]);
}

/** An `except requests.…` around the call would no longer catch what httpx raises. */
function catchesErrorsOfRequests(tree: PyTree, call: NodeId): boolean {
  for (let at = call, parent = tree.parent(at); parent !== NO_NODE; at = parent, parent = tree.parent(parent)) {
    if (tree.kind(parent) === Kind.function_definition) return false;
    if (tree.kind(parent) !== Kind.try_statement || tree.field(at) !== Field.body) continue;
    for (const clause of tree.children(parent)) {
      if (tree.kind(clause) !== Kind.except_clause) continue;
      const named = tree.namedChildren(clause).filter((child) => tree.kind(child) !== Kind.block);
      if (
        named.some((child) =>
          /\brequests\b|\b(RequestException|HTTPError|ConnectionError|ConnectTimeout|ReadTimeout|Timeout)\b/.test(
            tree.text(child),
          ),
        )
      )
        return true;
    }
  }
  return false;
}

/** What the two libraries' responses call by different names, and what only one of them has. */
const RENAMED: Readonly<Record<string, string>> = { ok: "is_success" };
const ABSENT: readonly string[] = ["iter_content", "iter_lines", "raw", "apparent_encoding", "is_permanent_redirect"];

/** The changes that the uses of the response need; undefined where httpx has nothing for one of them. */
function changesToResponse(tree: PyTree, call: NodeId): TextEdit[] | undefined {
  const uses: NodeId[] = [];
  const parent = tree.parent(call);
  if (tree.kind(parent) === Kind.attribute) uses.push(parent);
  if (tree.kind(parent) === Kind.assignment) {
    const name = tree.text(tree.child(parent, Field.left));
    for (const node of namesIn(tree, functionAround(tree, call))) {
      const around = tree.parent(node);
      const isUse =
        tree.text(node) === name && tree.kind(around) === Kind.attribute && tree.field(node) === Field.object;
      if (isUse) uses.push(around);
    }
  }
  const edits: TextEdit[] = [];
  for (const use of uses) {
    const member = tree.child(use, Field.attribute);
    const name = tree.text(member);
    if (ABSENT.includes(name)) return undefined;
    if (Object.hasOwn(RENAMED, name)) edits.push({ range: tree.range(member), newText: RENAMED[name] });
  }
  return edits;
}
