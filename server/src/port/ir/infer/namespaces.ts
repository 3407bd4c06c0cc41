import { destinationOf, flagsOf, keywordOf, namespaceSources, textOf } from "../library/namespaces.ts";
import type { CallExpression, Expression } from "../nodes.ts";
import type { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";

/** The type of a name of a namespace of `argparse`: what the arguments of that name and the defaults for it can be. */
export function namespaceCell(context: InferContext, node: object, name: string): Cell {
  const { store } = context;
  const own = context.own(node, `argument:${name}`);
  for (const source of namespaceSources(context.module)) {
    const { call, method } = source;
    if (method === "set_defaults" || method === "Namespace") {
      const value = keywordOf(call.args, name);
      if (value !== undefined) store.flow(context.value(value), own);
    } else if (destinationOf(source) === name) {
      if (method === "add_argument") store.flow(argumentCell(context, call), own);
      else {
        store.atom(own, "str");
        if (!isTrue(keywordOf(call.args, "required"))) store.atom(own, "none");
      }
    }
  }
  if (own.isEmpty) store.atom(own, "any");
  return own;
}

function isTrue(e: Expression | undefined): boolean {
  return e?.kind === "bool" && e.value;
}

/** What one argument gives, whether or not something reads it: its converter is called with a text. */
export function argumentCell(context: InferContext, call: CallExpression): Cell {
  const { store } = context;
  const own = context.own(call, "argument");
  const option = (name: string): Expression | undefined => keywordOf(call.args, name);
  const action = actionOf(option("action"));
  const isOption = flagsOf(call)[0]?.startsWith("-") === true;
  const fallback = option("default");
  const constant = option("const");
  const isRequired = isTrue(option("required")) || !isOption;
  const addDefault = (isConverted: boolean): void => {
    const isSuppressed = fallback?.kind === "library" && fallback.name === "SUPPRESS";
    if (isSuppressed) return;
    if (fallback === undefined) {
      if (!isRequired) store.atom(own, "none");
      // A default that is a text is converted as an argument is.
    } else if (!isConverted || fallback.kind !== "string") store.flow(context.value(fallback), own);
  };
  switch (action) {
    case "store_true":
    case "store_false":
      store.atom(own, "bool");
      if (fallback !== undefined) store.flow(context.value(fallback), own);
      return own;
    case "boolean":
      store.atom(own, "bool");
      addDefault(false);
      return own;
    case "count":
      store.atom(own, "int");
      addDefault(false);
      return own;
    case "store_const":
      if (constant !== undefined) store.flow(context.value(constant), own);
      addDefault(false);
      return own;
    case "append_const": {
      const made = context.elementOf(call, "list");
      if (constant !== undefined) store.flow(context.value(constant), made.element);
      store.flow(made.cell, own);
      addDefault(false);
      return own;
    }
  }
  const element = context.own(call, "argument element");
  const converter = option("type");
  if (converter === undefined) store.atom(element, "str");
  else store.flow(context.apply(converter, [context.annotated(converter, "str")]), element);
  const count = option("nargs");
  const kind = textOf(count);
  const isMany = count !== undefined && count.kind !== "none" && kind !== "?" && !isNamed(count, "OPTIONAL");
  const value = context.own(call, "argument value");
  if (isMany) {
    const made = context.elementOf(call, "list");
    store.flow(element, made.element);
    store.flow(made.cell, value);
  } else store.flow(element, value);
  if (action === "append") {
    const made = context.elementOf(context.own(call, "appended"), "list");
    store.flow(value, made.element);
    store.flow(made.cell, own);
  } else store.flow(value, own);
  if (count !== undefined && !isMany) {
    // `?` gives its constant where the flag stands alone, and its default where nothing stands.
    if (constant !== undefined && constant.kind !== "string") store.flow(context.value(constant), own);
    else if (constant === undefined && isOption) store.atom(own, "none");
    if (fallback === undefined) store.atom(own, "none");
  }
  addDefault(true);
  return own;
}

function isNamed(e: Expression, name: string): boolean {
  return e.kind === "library" && e.name === name;
}

function actionOf(e: Expression | undefined): string {
  if (e === undefined) return "store";
  return isNamed(e, "BooleanOptionalAction") ? "boolean" : (textOf(e) ?? "store");
}
