import { table } from "../table.ts";
import type { Call } from "./arguments.ts";
import type { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { markShown } from "./expressions.ts";

/** What calls of `portwright.web` give, written as annotations. */
const RESULTS: Readonly<Record<string, string>> = table({
  inputs: "portwright.web.Inputs",
  check: "None",
  answer: "portwright.web.Response",
  json: "portwright.web.Response",
  text: "portwright.web.Response",
  empty: "portwright.web.Response",
  redirect: "portwright.web.Response",
  not_allowed: "portwright.web.Response",
  headers: "portwright.web.Response",
  replied: "portwright.web.Response",
  after: "portwright.web.Response",
  error_page: "portwright.web.Response",
  error_text: "str",
  error_title: "str",
  reply: "portwright.web.Reply",
  tasks: "portwright.web.Tasks",
  add_task: "None",
  moment_in: "str",
  set_cookie: "None",
  log_error: "None",
  proceed: "portwright.web.Response",
  set_header: "None",
  set_status: "None",
  path_value: "str",
  path_int: "int",
  path_float: "float",
  method: "str",
  path: "str",
  client: "str",
  host: "str",
  content_type: "str",
  body: "bytes",
});

/** What asking one of a request's tables gives, by how it is asked. */
function tableResult(name: string): string | undefined {
  const match = /^(query|header|cookie|form)(_int|_float)?(_or|_has|_item|_list)?$/.exec(name);
  if (match === null) return undefined;
  const [, , kind, way] = match;
  const element = kind === "_int" ? "int" : kind === "_float" ? "float" : "str";
  switch (way) {
    case "_or":
    case "_item":
      return element;
    case "_has":
      return "bool";
    case "_list":
      return "list[str]";
    default:
      return `${element} | None`;
  }
}

export function inferWeb(context: InferContext, e: Call, name: string, cells: readonly Cell[]): Cell {
  const { store } = context;
  if (name === "input") {
    const input = context.module.service?.inputs.get(e);
    const own = context.own(e, "input");
    if (input !== undefined && own.isEmpty) store.addType(own, input.type);
    if (input?.fallback !== undefined) context.value(input.fallback);
    return own;
  }
  // Flask sorts keys before it writes them, so that their order is not seen.
  const isOrdered = context.module.service?.framework !== "flask";
  if (isOrdered && (name === "answer" || name === "json")) for (const cell of cells) markShown(cell);
  return context.annotated(e, RESULTS[name] ?? tableResult(name) ?? "Any");
}
