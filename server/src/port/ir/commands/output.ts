import type { BuildContext } from "../build/context.ts";
import type { Argument, CallExpression, Expression, ExpressionKind, Statement } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { argumentNamed } from "../web/application.ts";
import { become, keyword, positional, text } from "../web/make.ts";

/** What a program writes and asks through click: what has no style is printed, and questions are those of the runtime. */
export function rewriteOutput(context: BuildContext, body: readonly Statement[]): void {
  visitExpressions(body, {
    expression: (e) => {
      if (e.kind === "call" && e.target.kind === "builtin") dropHint(context, e);
      if (e.kind !== "call" || e.target.kind !== "library" || e.target.module !== "click") return undefined;
      switch (e.target.name) {
        case "echo":
          become(e, echoed(context, e));
          break;
        case "secho":
          become(e, styledEcho(context, e));
          break;
        case "prompt": {
          const made = prompted(e);
          if (made !== undefined) become(e, made);
          break;
        }
      }
      return undefined;
    },
  });
}

function isTrue(e: Expression | undefined): boolean {
  return e?.kind === "bool" && e.value;
}

/** `print` does what `echo` does with a text without styles; values that may be `None`, bytes and styles are the runtime's. */
function echoed(context: BuildContext, e: CallExpression): ExpressionKind {
  const message = argumentNamed(e.args, "message", 0);
  const isLiteral = (name: string): boolean => {
    const given = argumentNamed(e.args, name);
    return given === undefined || given.kind === "bool";
  };
  const isPlain =
    e.args.every((each) => /^(message|nl|err|color)$/.test(each.name ?? "message")) &&
    isLiteral("nl") &&
    isLiteral("err") &&
    (message === undefined || isText(message));
  if (!isPlain) return { kind: "call", target: { kind: "library", module: "click", name: "echo" }, args: e.args };
  const args: Argument[] = message === undefined ? [] : [positional(message)];
  const newline = argumentNamed(e.args, "nl");
  if (newline !== undefined && !isTrue(newline)) args.push(keyword("end", text(context, "", e.range)));
  if (isTrue(argumentNamed(e.args, "err")))
    args.push(keyword("file", context.make({ kind: "library", module: "sys", name: "stderr" }, e.range)));
  return { kind: "call", target: { kind: "builtin", name: "print" }, args };
}

/** A text or a number, by how it is written: never `None`, bytes, or a text with styles. */
function isText(e: Expression): boolean {
  switch (e.kind) {
    case "string":
      return !e.value.includes("\x1b");
    case "format":
      return e.parts.every((each) => each.kind === "text" || !isStyled(each.value));
    case "int":
    case "float":
      return true;
    case "binary":
      return e.operator === "+" ? isText(e.left) && isText(e.right) : e.operator === "%" || e.operator === "*";
    case "call":
      return (
        (e.target.kind === "builtin" && /^(str|len|repr|sum|round)$/.test(e.target.name)) ||
        (e.target.kind === "method" &&
          /^(join|upper|lower|strip|title|format|replace|capitalize)$/.test(e.target.name)) ||
        (e.target.kind === "library" && e.target.module === "json" && e.target.name === "dumps")
      );
    default:
      return false;
  }
}

/** A call can give a text with styles, and so can a name. */
function isStyled(e: Expression): boolean {
  return e.kind === "call" && e.target.kind === "library" && e.target.module === "click";
}

/** `secho(text, fg="red")` is `echo(style(text, fg="red"))`. */
function styledEcho(context: BuildContext, e: CallExpression): ExpressionKind {
  const isOuter = (each: Argument): boolean => /^(nl|err|color|file)$/.test(each.name ?? "");
  const message = argumentNamed(e.args, "message", 0) ?? text(context, "", e.range);
  const styles = e.args.filter((each) => each.kind === "keyword" && !isOuter(each) && each.name !== "message");
  const styled = context.make(
    {
      kind: "call",
      target: { kind: "library", module: "click", name: "style" },
      args: [positional(message), ...styles],
    },
    e.range,
  );
  return {
    kind: "call",
    target: { kind: "library", module: "click", name: "echo" },
    args: [positional(styled), ...e.args.filter(isOuter)],
  };
}

/** `prompt` gives a value of the type that it is asked for, or that its default has. */
function prompted(e: CallExpression): ExpressionKind | undefined {
  const question = argumentNamed(e.args, "text", 0);
  const missing = argumentNamed(e.args, "default", 1);
  const type = argumentNamed(e.args, "type");
  const isKnown = e.args.every((each) => /^(text|default|type)$/.test(each.name ?? "text"));
  if (question === undefined || !isKnown) return undefined;
  const rest = missing === undefined ? [] : [keyword("default", missing)];
  const call = (name: string, args: readonly Argument[]): ExpressionKind => ({
    kind: "call",
    target: { kind: "library", module: "click", name },
    args: [...args],
  });
  if (type?.kind === "call") return call("promptChoice", [positional(question), positional(type), ...rest]);
  const name = type?.kind === "builtin" || type?.kind === "library" ? type.name.toLowerCase() : missing?.kind;
  const plain = [positional(question), ...rest];
  if (name === "int") return call("promptInteger", plain);
  if (name === "float") return call("promptNumber", plain);
  return call("promptText", plain);
}

/** The ports tell what is wrong with a value, and not what the program calls the parameter; click sets the rest by itself. */
function dropHint(context: BuildContext, e: CallExpression): void {
  if (e.target.kind !== "builtin" || !/^(BadParameter|UsageError|ClickException)$/.test(e.target.name)) return;
  for (const each of e.args.filter(({ kind }) => kind === "keyword")) {
    if (each.name === "param_hint")
      context.note("info", "message", "the message does not name the parameter", each.value.range);
    if (/^(param_hint|param|ctx)$/.test(each.name ?? "")) e.args.splice(e.args.indexOf(each), 1);
  }
}
