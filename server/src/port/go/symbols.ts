import type { FunctionDef } from "../ir/nodes.ts";
import type { PortSymbols } from "../sketch.ts";
import type { ModuleContext } from "./lower/context.ts";
import { goMethodName } from "./lower/members.ts";
import { pascalCase } from "./lower/names.ts";
import type { GoDecl } from "./tree.ts";

/** What the definitions of the module are called in the Go package, as expressions that stand outside of any function. */
export function symbolsOf(context: ModuleContext, decls: readonly GoDecl[]): PortSymbols {
  const declared = new Set(decls.flatMap((decl) => (decl.kind === "function" && !decl.receiver ? [decl.name] : [])));
  const functions: Record<string, string> = {};
  for (const [fn, name] of context.functionNames) {
    // What is generic runs with `any`, which stands for every type.
    if (declared.has(name)) functions[fn.qualifiedName] = instantiated(name, fn.typeParameters);
  }
  const classes: Record<string, PortSymbols["classes"][string]> = {};
  for (const info of context.classes.values()) {
    const { def, goName, structName, shape, constructorName } = info;
    const type = instantiated(goName, def.typeParameters);
    const receiver = shape === "pointer" ? `(*${type})` : type;
    const methods: Record<string, string> = {};
    for (const method of def.methods) {
      if (isReached(method)) methods[method.name] = `${receiver}.${goMethodName(context.types, method)}`;
    }
    classes[def.name] = {
      name: structName,
      make: declared.has(constructorName) ? instantiated(constructorName, def.typeParameters) : undefined,
      methods,
      members: Object.fromEntries(def.members.map((member) => [member.name, goName + pascalCase(member.name)])),
    };
  }
  return { functions, classes };
}

function isReached(method: FunctionDef): boolean {
  return (
    method.role !== "static" &&
    method.role !== "class" &&
    !["__init__", "__post_init__", "__new__"].includes(method.name)
  );
}

function instantiated(name: string, parameters: readonly string[]): string {
  return parameters.length === 0 ? name : `${name}[${parameters.map(() => "any").join(", ")}]`;
}
