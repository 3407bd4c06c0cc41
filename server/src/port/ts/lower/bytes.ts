import type { CallExpression, Expression } from "../../ir/nodes.ts";
import { table } from "../../ir/table.ts";
import { call, create, literal, method, name, string, type TsExpression } from "../tree.ts";
import type { Lowering } from "./context.ts";
import { asArray, iterable } from "./expressions.ts";

/** Methods of bytes that are a helper with the receiver first and the same arguments. */
const BYTES_HELPERS: Readonly<Record<string, string>> = table({
  find: "findBytes",
  index: "indexOfBytes",
  count: "countBytes",
  startswith: "startsWithBytes",
  endswith: "endsWithBytes",
  split: "splitBytes",
  replace: "replaceBytes",
  upper: "upperBytes",
  lower: "lowerBytes",
  pop: "popByte",
});

/** Methods that take blanks or given bytes off the ends, with the end. */
const STRIPPED: Readonly<Record<string, "both" | "left" | "right">> = table({
  strip: "both",
  lstrip: "left",
  rstrip: "right",
});

/** A method of bytes or of a `bytearray`. */
export function bytesMethod(context: Lowering, e: CallExpression, receiver: Expression, text: string): TsExpression {
  const made = context.expression(receiver);
  const all = e.args.map((each) => each.value);
  const values = all.map((each) => context.expression(each));
  const helper = BYTES_HELPERS[text];
  if (helper !== undefined) return context.use(helper, made, ...values);
  const side = STRIPPED[text];
  if (side !== undefined) {
    if (side === "both") return context.use("stripBytes", made, ...values);
    return context.use("stripBytes", made, values[0] ?? literal("null"), string(side));
  }
  switch (text) {
    case "decode":
      return decoded(context, e, made);
    case "hex":
      return context.use("hexOf", made, ...values);
    case "join":
      return context.use("joinBytes", made, asArray(context, all[0]));
    case "append":
      return context.use("pushBytes", made, { kind: "array", elements: values });
    case "extend":
      return context.use("pushBytes", made, iterable(context, all[0]));
    case "copy":
      return method(made, "slice");
    case "clear":
      return method(made, "resize", literal("0"));
    default:
      return context.missing(`the method ${text} of bytes`, e.range);
  }
}

/** What is given for `encoding` and `errors`, at most. */
function codecArguments(context: Lowering, e: CallExpression, from: number): TsExpression[] {
  const positional = e.args.filter((each) => each.kind === "positional").slice(from);
  const given = (text: string, at: number): Expression | undefined =>
    positional[at]?.value ?? e.args.find((each) => each.kind === "keyword" && each.name === text)?.value;
  const [encoding, errors] = [given("encoding", 0), given("errors", 1)];
  const made = (each: Expression | undefined): TsExpression =>
    each === undefined ? name("undefined") : context.expression(each);
  if (errors !== undefined) return [made(encoding), made(errors)];
  const isDefault = encoding?.kind === "string" && /^utf[-_]?8$/i.test(encoding.value);
  return encoding === undefined || isDefault ? [] : [made(encoding)];
}

/** `data.decode(…)`: its errors count where somebody catches them, or where it is not the encoding of the web. */
function decoded(context: Lowering, e: CallExpression, made: TsExpression): TsExpression {
  const codec = codecArguments(context, e, 0);
  return codec.length === 0 && !context.isCaught("UnicodeDecodeError")
    ? method(create(name("TextDecoder"), []), "decode", made)
    : context.use("decodeBytes", made, ...codec);
}

/** `text.encode(…)`, or `bytes(text, …)`, where the codec is named from the second argument on. */
export function encoded(context: Lowering, e: CallExpression, made: TsExpression, from = 0): TsExpression {
  const codec = codecArguments(context, e, from);
  return codec.length === 0
    ? method(create(name("TextEncoder"), []), "encode", made)
    : context.use("encodeText", made, ...codec);
}

/** `bytes(…)` and `bytearray(…)`. */
export function makeBytes(context: Lowering, e: CallExpression, isArray: boolean): TsExpression {
  const first = e.args[0]?.value;
  const wrapped = (made: TsExpression): TsExpression => (isArray ? create(context.helper("ByteArray"), [made]) : made);
  if (first === undefined) return isArray ? create(context.helper("ByteArray"), []) : create(name("Uint8Array"), []);
  switch (first.type.kind) {
    case "str":
      return wrapped(encoded(context, e, context.expression(first), 1));
    case "int":
      return isArray ? wrapped(context.expression(first)) : create(name("Uint8Array"), [context.expression(first)]);
    case "any":
    case "union":
      return wrapped(context.use("bytesOf", context.expression(first)));
    default:
      return isArray ? wrapped(iterable(context, first)) : method(name("Uint8Array"), "from", iterable(context, first));
  }
}

/** `int.from_bytes(…)`, whose order is big unless it says otherwise. */
export function integerFromBytes(context: Lowering, e: CallExpression): TsExpression {
  const [first] = e.args;
  const made = context.use("integerOfBytes", context.expression(first.value), ...orderArguments(context, e, 1));
  return e.type.kind === "int" && e.type.wide ? made : call(name("Number"), made);
}

/** `n.to_bytes(…)`. */
export function integerToBytes(context: Lowering, e: CallExpression, receiver: Expression): TsExpression {
  const length =
    e.args.find((each) => each.kind === "positional")?.value ?? e.args.find((each) => each.name === "length")?.value;
  return context.use(
    "bytesOfInteger",
    context.expression(receiver),
    length === undefined ? literal("1") : context.expression(length),
    ...orderArguments(context, e, 1),
  );
}

function orderArguments(context: Lowering, e: CallExpression, at: number): TsExpression[] {
  const positional = e.args.filter((each) => each.kind === "positional");
  const order = positional[at]?.value ?? e.args.find((each) => each.name === "byteorder")?.value;
  const signed = e.args.find((each) => each.name === "signed")?.value;
  const made = order === undefined ? string("big") : context.expression(order);
  if (signed !== undefined) return [made, context.expression(signed)];
  return order === undefined || (order.kind === "string" && order.value === "big") ? [] : [made];
}
