import type { Argument, Expression, Statement } from "../nodes.ts";
import type { BuildContext } from "./context.ts";
import { lambdaOf } from "./synthetic-lambdas.ts";

/**
 * `attrgetter("a", "b")` and `methodcaller("m", …)` with names that stand there are the lambdas that they are short for, so that the types of
 * what they get are known.
 */
export function getterLambda(
  context: BuildContext,
  callee: Expression,
  args: readonly Argument[],
  range: Statement["range"],
): Expression | undefined {
  if (callee.kind !== "library") return undefined;
  if (callee.module === "functools" && callee.name === "partial") return partialLambda(context, args, range);
  if (callee.module !== "operator") return undefined;
  const [first] = args;
  if (callee.name === "itemgetter" && args.every((each) => each.kind === "positional" && isConstant(each.value)))
    return lambdaOf(context, range, [{ name: "item" }], ([receiver]) => {
      const got = args.map((each) => context.make({ kind: "index", object: receiver(), index: each.value }, range));
      return got.length === 1 ? got[0] : context.make({ kind: "tuple", elements: got }, range);
    });
  if (first?.kind !== "positional" || first.value.kind !== "string") return undefined;
  if (callee.name === "methodcaller") {
    const { value: name } = first.value;
    return lambdaOf(context, range, [{ name: "item" }], ([receiver]) =>
      context.make(
        {
          kind: "call",
          target: { kind: "method", receiver: receiver(), name, method: undefined },
          args: args.slice(1),
        },
        range,
      ),
    );
  }
  if (callee.name !== "attrgetter") return undefined;
  const names = args.flatMap((each) =>
    each.kind === "positional" && each.value.kind === "string" ? [each.value.value] : [],
  );
  if (names.length !== args.length) return undefined;
  return lambdaOf(context, range, [{ name: "item" }], ([receiver]) => {
    const got = names.map((path) =>
      path
        .split(".")
        .reduce(
          (object: Expression, name) =>
            context.make({ kind: "attribute", object, name, resolved: { kind: "dynamic" } }, range),
          receiver(),
        ),
    );
    return got.length === 1 ? got[0] : context.make({ kind: "tuple", elements: got }, range);
  });
}

function isConstant(e: Expression): boolean {
  if (e.kind === "unary") return isConstant(e.operand);
  return e.kind === "int" || e.kind === "string";
}

/** `partial(int, base=2)`: a built-in function that is given all but its first argument that is still open. */
function partialLambda(
  context: BuildContext,
  args: readonly Argument[],
  range: Statement["range"],
): Expression | undefined {
  const [fn, ...given] = args;
  if (fn?.value.kind !== "builtin" || !OPEN_ARGUMENT.test(fn.value.name)) return undefined;
  const { name } = fn.value;
  const isFixed = given.every(
    ({ kind, value }) => (kind === "positional" || kind === "keyword") && (isConstant(value) || isSimple(value)),
  );
  if (!isFixed) return undefined;
  const named = given.filter((each) => each.kind === "keyword");
  const plain = given.filter((each) => each.kind === "positional");
  return lambdaOf(context, range, [{ name: "item" }], ([open]) =>
    context.make(
      {
        kind: "call",
        target: { kind: "builtin", name },
        args: [...plain, { kind: "positional", name: undefined, value: open() }, ...named],
      },
      range,
    ),
  );
}

const OPEN_ARGUMENT = /^(?:int|pow|round|sorted|sum|min|max|map|filter|format|str|float|divmod|getattr|hasattr)$/;

function isSimple(e: Expression): boolean {
  return ["name", "bool", "none", "float", "lambda", "builtin"].includes(e.kind);
}
