import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId } from "../../../syntax/py-tree.ts";
import type { ClassDef, Expression } from "../nodes.ts";
import { ANY, type Type } from "../types.ts";
import type { BuildContext } from "./context.ts";
import { registerClass } from "./definitions.ts";
import { canonicalName } from "./imports.ts";

/**
 * Assignments that define types rather than values: `T = TypeVar("T")`, `Vector = list[float]`, `UserId = NewType(…)` and
 * `Point = namedtuple(…)`. Gives the class of a named tuple, "nothing" for those without a value at run time, and undefined for
 * ordinary assignments.
 */
export function buildTypingAssignment(context: BuildContext, node: NodeId): ClassDef | "nothing" | undefined {
  const { tree } = context;
  const left = tree.child(node, Field.left);
  const right = tree.child(node, Field.right);
  if (right === NO_NODE || tree.kind(left) !== Kind.identifier) return undefined;
  const name = tree.text(left);
  if (context.scope.kind === "module" && name === "__all__") return "nothing";
  if (context.typeAliases.has(name) || context.typeVariables.has(name)) return "nothing";
  if (tree.kind(right) !== Kind.call) return undefined;
  const callee = canonicalName(context, tree.text(tree.child(right, Field.function)));
  if (callee === "collections.namedtuple" || callee === "typing.NamedTuple")
    return namedTuple(context, name, left, right);
  return undefined;
}

/** Finds the aliases and type variables of the module's top level, before anything is built. */
export function collectTypeNames(context: BuildContext, roots: readonly NodeId[]): void {
  const { tree } = context;
  for (const node of roots) {
    if (tree.kind(node) === Kind.type_alias_statement) {
      context.typeAliases.set(
        tree.text(tree.child(node, Field.left)).replace(/\[.*/s, ""),
        tree.text(tree.child(node, Field.right)),
      );
      continue;
    }
    if (tree.kind(node) === Kind.class_definition) collectTypeParameters(context, node);
    const assignment = tree.kind(node) === Kind.expression_statement ? context.only(node) : NO_NODE;
    if (assignment === NO_NODE || tree.kind(assignment) !== Kind.assignment) continue;
    const left = tree.child(assignment, Field.left);
    const right = tree.child(assignment, Field.right);
    if (right === NO_NODE || tree.kind(left) !== Kind.identifier) continue;
    const name = tree.text(left);
    const annotation = tree.child(assignment, Field.type);
    if (annotation !== NO_NODE && /TypeAlias$/.test(tree.text(annotation)))
      context.typeAliases.set(name, tree.text(right));
    else if (tree.kind(right) === Kind.call) {
      const callee = canonicalName(context, tree.text(tree.child(right, Field.function)));
      if (/^typing(_extensions)?\.(TypeVar|ParamSpec|TypeVarTuple)$/.test(callee)) context.typeVariables.add(name);
      else if (/^typing(_extensions)?\.NewType$/.test(callee)) {
        const [, base] = tree.namedChildren(tree.child(right, Field.arguments));
        const text = base === undefined ? "" : tree.text(base);
        context.typeAliases.set(name, text);
        // At run time a new type is its base's own values; calling it converts nothing that matters.
        if (/^\w+$/.test(text))
          context.moduleScope().names.set(name, { kind: "import", module: "builtins", name: text });
      }
    } else if (isTypeExpression(context, right)) context.typeAliases.set(name, tree.text(right));
  }
}

function collectTypeParameters(context: BuildContext, node: NodeId): void {
  const { tree } = context;
  const list = tree.child(node, Field.type_parameters);
  if (list === NO_NODE) return;
  for (const child of tree.namedChildren(list))
    context.typeVariables.add(
      tree
        .text(child)
        .replace(/[:=].*/s, "")
        .trim(),
    );
}

/** `List[int]`, `Union[…]`, `int | None`, `Callable[…]`: only types are subscripted or joined like this. */
function isTypeExpression(context: BuildContext, node: NodeId): boolean {
  const { tree } = context;
  if (tree.kind(node) === Kind.subscript) {
    const canonical = canonicalName(context, tree.text(tree.child(node, Field.value)));
    return /^(typing|collections\.abc)\.|^(list|dict|set|tuple|frozenset|type)$/.test(canonical);
  }
  if (tree.kind(node) !== Kind.binary_operator || tree.kindName(tree.child(node, Field.operator)) !== "|") return false;
  const sides = [tree.child(node, Field.left), tree.child(node, Field.right)];
  return sides.every(
    (side) =>
      tree.kind(side) === Kind.none ||
      /^(int|str|float|bool|bytes|list|dict|set|tuple)\b/.test(tree.text(side)) ||
      (tree.kind(side) === Kind.identifier && context.classNames.has(tree.text(side))) ||
      isTypeExpression(context, side),
  );
}

/** The defaults of a named tuple, which are those of its last fields. */
function namedTupleDefaults(context: BuildContext, call: NodeId): readonly Expression[] {
  const { tree } = context;
  const given = tree
    .namedChildren(tree.child(call, Field.arguments))
    .find(
      (each) => tree.kind(each) === Kind.keyword_argument && tree.text(tree.child(each, Field.name)) === "defaults",
    );
  const value = given === undefined ? undefined : context.expression(tree.child(given, Field.value));
  return value?.kind === "list" || value?.kind === "tuple" ? value.elements : [];
}

function namedTuple(context: BuildContext, name: string, nameNode: NodeId, call: NodeId): ClassDef | undefined {
  const { tree } = context;
  const [, list] = tree.namedChildren(tree.child(call, Field.arguments));
  if (list === undefined) return undefined;
  const fields: { name: string; declared: Type | undefined }[] = [];
  if (tree.kind(list) === Kind.string) {
    const value = context.expression(list);
    if (value.kind !== "string") return undefined;
    for (const part of value.value.split(/[\s,]+/)) if (part !== "") fields.push({ name: part, declared: undefined });
  } else if (tree.kind(list) === Kind.list || tree.kind(list) === Kind.tuple) {
    for (const item of tree.namedChildren(list)) {
      if (tree.kind(item) === Kind.string) {
        const value = context.expression(item);
        if (value.kind === "string") fields.push({ name: value.value, declared: undefined });
      } else if (tree.kind(item) === Kind.tuple) {
        const [label, type] = tree.namedChildren(item);
        const value = context.expression(label);
        if (value.kind === "string") fields.push({ name: value.value, declared: context.annotation(type) });
      }
    }
  }
  if (fields.length === 0) return undefined;
  const defaults = namedTupleDefaults(context, call);
  const range = tree.range(call);
  const variable = context.binding(name);
  variable.bindings++;
  const cls: ClassDef = {
    kind: "class",
    id: context.nextDefinition(),
    name,
    variable,
    bases: [],
    fields: fields.map((field, at) => ({
      ...field,
      type: ANY,
      default: defaults[defaults.length - fields.length + at],
      factory: undefined,
      init: true,
      repr: true,
      compare: true,
      comments: [],
      range,
    })),
    classVariables: [],
    members: [],
    methods: [],
    dataclass: undefined,
    enum: undefined,
    namedTuple: true,
    isException: false,
    isAbstract: false,
    isProtocol: false,
    subclasses: [],
    standIns: [],
    typeParameters: [],
    docstring: undefined,
    comments: [],
    range,
    nameRange: tree.range(nameNode),
  };
  variable.definition = cls;
  registerClass(context, cls);
  return cls;
}
