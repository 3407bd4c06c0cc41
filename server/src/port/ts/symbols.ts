import type { PortSymbols } from "../sketch.ts";
import type { Lowering } from "./lower/context.ts";

/** What the definitions of the module are called in the TypeScript module; methods by their own names. */
export function symbolsOf(context: Lowering): PortSymbols {
  const functions: Record<string, string> = {};
  for (const fn of context.module.functions) {
    if (fn.parent !== undefined || fn.role === "lambda") continue;
    if (fn.owner === undefined && fn.variable !== undefined)
      functions[fn.qualifiedName] = context.names.variable(fn.variable);
    else if (fn.owner !== undefined && (fn.role === "static" || fn.role === "class") && fn.owner.variable !== undefined)
      functions[fn.qualifiedName] = `${context.className(fn.owner)}.${context.memberName(fn.name)}`;
  }
  const classes: Record<string, PortSymbols["classes"][string]> = {};
  for (const cls of context.module.classes) {
    const isInterface = cls.isProtocol && cls.fields.length === 0;
    if (isInterface || cls.variable?.scope !== "module") continue;
    const name = context.className(cls);
    classes[cls.name] = {
      name,
      make: cls.isAbstract ? undefined : name,
      methods: Object.fromEntries(cls.methods.map((method) => [method.name, context.memberName(method.name)])),
      members: Object.fromEntries(cls.members.map((member) => [member.name, context.memberName(member.name)])),
    };
  }
  return { functions, classes };
}
