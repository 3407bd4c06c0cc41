import type { NodeId } from "../../../syntax/py-tree.ts";
import type { BuildContext } from "../build/context.ts";
import type { ClassDef, ClassField, Expression, FunctionDef } from "../nodes.ts";
import { annotatedWith, defaultsOf, rulesOf, specifierOf } from "./rules.ts";
import type { ModelInfo } from "./service.ts";

const MODEL_BASES = new Set(["pydantic.BaseModel", "pydantic.main.BaseModel", "pydantic_settings.BaseSettings"]);

export function isModelBase(canonical: string): boolean {
  return MODEL_BASES.has(canonical);
}

export function newModel(): ModelInfo {
  return { kind: "model", rules: new Map(), fieldValidators: [], modelValidators: [], extra: "ignore" };
}

/** Takes over what a model's field says beyond its type, and gives its default and factory. */
export function modelField(
  context: BuildContext,
  cls: ClassDef,
  name: string,
  annotation: NodeId | undefined,
  value: Expression | undefined,
): Pick<ClassField, "default" | "factory"> {
  const call = specifierOf(value);
  const annotated = annotatedWith(context, annotation);
  const rules = rulesOf(context, annotation, call === undefined ? annotated : [...annotated, call]);
  if (Object.keys(rules).length > 0) cls.model?.rules.set(name, rules);
  const source = call ?? annotated.find((each) => defaultsOf(each).factory !== undefined);
  if (source === undefined) return { default: value, factory: undefined };
  const { value: given, factory } = defaultsOf(source);
  return { default: call === undefined ? value : given, factory };
}

/** `model_config = ConfigDict(extra="forbid")`, which is no class variable of the port. */
export function readModelConfig(context: BuildContext, cls: ClassDef, value: Expression): void {
  const entries: readonly (readonly [string | undefined, Expression])[] =
    value.kind === "call"
      ? value.args.map((each) => [each.name, each.value] as const)
      : value.kind === "dict"
        ? value.entries.map((each) => [each.key?.kind === "string" ? each.key.value : undefined, each.value] as const)
        : [];
  for (const [name, each] of entries) {
    if (name === "extra" && each.kind === "string" && cls.model !== undefined)
      cls.model.extra = each.value as ModelInfo["extra"];
    else if (name === "alias_generator" || name === "strict" || name === "str_strip_whitespace")
      context.note("warning", "unsupported", `the model setting ${name} has no counterpart yet`, each.range);
  }
}

/** Sorts the validators of a model out of its methods' decorators, once the class is built. */
export function collectValidators(context: BuildContext, cls: ClassDef): void {
  const { model } = cls;
  if (model === undefined) return;
  for (const method of cls.methods) {
    for (const decorator of [...method.decorators]) {
      if (decorator.kind !== "call") continue;
      const { expression } = decorator;
      const call = expression.kind === "call" ? expression : undefined;
      const target =
        call?.target.kind === "library" ? call.target : expression.kind === "library" ? expression : undefined;
      if (target?.module !== "pydantic") continue;
      const texts = (call?.args ?? []).flatMap((each) =>
        each.kind === "positional" && each.value.kind === "string" ? [each.value.value] : [],
      );
      const mode = call?.args.find((each) => each.name === "mode")?.value;
      const when = mode?.kind === "string" ? mode.value : "after";
      switch (target.name) {
        case "field_validator":
        case "validator":
          if (when === "wrap") {
            context.unsupported("a validator that wraps another", decorator.range);
            break;
          }
          model.fieldValidators.push({ fields: texts, method, before: when === "before" });
          drop(method, decorator);
          break;
        case "model_validator":
        case "root_validator":
          if (when !== "after") {
            context.unsupported(`a model validator of mode ${when}`, decorator.range);
            break;
          }
          model.modelValidators.push(method);
          drop(method, decorator);
          break;
        case "computed_field":
          drop(method, decorator);
          break;
      }
    }
  }
}

function drop(method: FunctionDef, decorator: FunctionDef["decorators"][number]): void {
  method.decorators.splice(method.decorators.indexOf(decorator), 1);
}
