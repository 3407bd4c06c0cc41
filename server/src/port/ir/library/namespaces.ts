import type { Argument, CallExpression, Expression, Module } from "../nodes.ts";
import type { Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";

/** The class of what `argparse` reads arguments into. */
export const NAMESPACE = "argparse.Namespace";

/** A call that gives a name of a namespace its values: `add_argument` and `add_subparsers` for one, `set_defaults` for any number. */
export interface NamespaceSource {
  readonly call: CallExpression;
  readonly method: "add_argument" | "add_subparsers" | "set_defaults" | "Namespace";
}

const sources = new WeakMap<Module, NamespaceSource[]>();

/** All calls of a module that fill a namespace. */
export function namespaceSources(module: Module): readonly NamespaceSource[] {
  const known = sources.get(module);
  if (known !== undefined) return known;
  const found: NamespaceSource[] = [];
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind !== "call") return;
        if (e.target.kind === "library" && e.target.module === "argparse" && e.target.name === "Namespace")
          found.push({ call: e, method: "Namespace" });
        if (e.target.kind !== "method") return;
        const { name } = e.target;
        if (name === "add_argument" || name === "add_subparsers" || name === "set_defaults")
          found.push({ call: e, method: name });
      },
    });
  sources.set(module, found);
  return found;
}

export function keywordOf(args: readonly Argument[], name: string): Expression | undefined {
  return args.find((each) => each.kind === "keyword" && each.name === name)?.value;
}

export function textOf(e: Expression | undefined): string | undefined {
  return e?.kind === "string" ? e.value : undefined;
}

/** The texts that name an argument: `-n`, `--number`, or `number` alone. */
export function flagsOf(call: CallExpression): string[] {
  return call.args.flatMap((each) => (each.kind === "positional" ? [textOf(each.value) ?? ""] : []));
}

/** The name that an argument's value has in the namespace. */
export function destinationOf({ call, method }: NamespaceSource): string | undefined {
  const given = textOf(keywordOf(call.args, "dest"));
  if (given !== undefined || method === "add_subparsers") return given;
  const flags = flagsOf(call);
  const long = flags.find((flag) => flag.startsWith("--")) ?? flags[0];
  return long?.startsWith("-") ? long.replace(/^-+/, "").replaceAll("-", "_") : long;
}

const types = new WeakMap<Module, Map<string, Type>>();

/** What the module takes a name of its namespaces as; undefined where nothing reads it. For use once types are inferred. */
export function namespaceType(module: Module, name: string): Type | undefined {
  let known = types.get(module);
  if (known === undefined) {
    known = new Map();
    for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
      visitExpressions(body, {
        expression: (e) => {
          if (e.kind === "attribute" && isNamespace(e.object.type)) known?.set(e.name, e.type);
        },
      });
    types.set(module, known);
  }
  return known.get(name);
}

export function isNamespace(type: Type): boolean {
  return type.kind === "library" && type.name === NAMESPACE;
}

/** What a value that an argument can have is kept as, so that it is read back as what the module takes it for. */
export function keptType(module: Module, name: string | undefined, value: Expression): Type | undefined {
  if (name === undefined || value.kind === "none") return undefined;
  const type = namespaceType(module, name);
  const inner = type?.kind === "optional" ? type.of : type;
  return inner !== undefined && ["float", "list", "array", "dict", "set", "callable"].includes(inner.kind)
    ? inner
    : undefined;
}

/** The name that a function has in Python. */
export function functionName(e: Expression): string {
  if (e.kind === "builtin" || e.kind === "library") return e.name.slice(e.name.lastIndexOf(".") + 1);
  if (e.kind === "name") return e.variable.definition?.name ?? e.variable.name;
  return e.kind === "lambda" ? "<lambda>" : e.kind === "attribute" ? e.name : "converter";
}
