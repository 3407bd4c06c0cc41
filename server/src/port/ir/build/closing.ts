import type { Expression, Statement, StatementKind, Target, WithItem } from "../nodes.ts";
import type { BuildContext } from "./context.ts";

/** `with closing(x) as y:` is `y = x` and a `try` that closes it in the end, whatever `x` is. */
export function withoutClosing(context: BuildContext, statement: Statement): Statement[] {
  if (statement.kind !== "with") return [statement];
  const at = statement.items.findIndex((item) => closedOf(item) !== undefined);
  if (at < 0) return [statement];
  const item = statement.items[at];
  const closed = closedOf(item) as Expression;
  const { range } = closed;
  const inner = (kind: StatementKind): Statement =>
    ({ ...kind, range, comments: [], lineComment: undefined, spaced: false }) as Statement;
  const before = statement.items.slice(0, at);
  const after = statement.items.slice(at + 1);
  const rest =
    after.length === 0
      ? statement.body
      : withoutClosing(context, inner({ ...statement, items: after } as StatementKind));
  const isHeld = item.target === undefined && closed.kind === "name";
  const target = item.target ?? fresh(context, range);
  const held: Expression =
    isHeld || target.kind !== "variable" ? closed : context.make({ kind: "name", variable: target.variable }, range);
  if (held.kind === "name") held.variable.reads++;
  const close = context.make(
    { kind: "call", target: { kind: "method", receiver: held, name: "close", method: undefined }, args: [] },
    range,
  );
  const made: Statement[] = [
    ...(isHeld ? [] : [inner({ kind: "assign", targets: [target], value: closed, declared: undefined })]),
    inner({
      kind: "try",
      body: rest,
      handlers: [],
      otherwise: [],
      finally: [inner({ kind: "expression", value: close })],
    }),
  ];
  if (before.length > 0) return [{ ...statement, items: before, body: made }];
  const [first, ...others] = made;
  const { comments, lineComment, spaced } = statement;
  return [{ ...first, comments, lineComment, spaced }, ...others];
}

/** What is closed, where the item is `contextlib.closing(…)`. */
function closedOf({ context: e }: WithItem): Expression | undefined {
  if (e.kind !== "call" || e.target.kind !== "library") return undefined;
  const [only] = e.args;
  return e.target.module === "contextlib" &&
    e.target.name === "closing" &&
    e.args.length === 1 &&
    only.kind === "positional"
    ? only.value
    : undefined;
}

function fresh(context: BuildContext, range: Expression["range"]): Target {
  let name = "resource";
  for (let i = 2; context.resolve(name) !== undefined; i++) name = `resource_${i}`;
  const variable = context.declare(name);
  variable.bindings++;
  return { kind: "variable", variable, range };
}
