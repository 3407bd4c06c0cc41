import { Kind } from "../../../syntax/kinds.generated.ts";
import { type NodeId, type PyTree, ROOT } from "../../../syntax/py-tree.ts";
import type { Target } from "../../sketch.ts";
import { liftCommands } from "../commands/index.ts";
import type { Module, Statement, Variable } from "../nodes.ts";
import { liftService } from "../web/index.ts";
import { findSetups, withoutSetups } from "../web/setups.ts";
import { type AnnotationNames, readAnnotation } from "./annotations.ts";
import { nameClients } from "./aws-clients.ts";
import { BuildContext } from "./context.ts";
import { buildFunction, declareDefinitions, docstringOf } from "./definitions.ts";
import { buildExpression } from "./expressions.ts";
import { writeOutFunctionValues } from "./function-values.ts";
import { buildImport, canonicalName } from "./imports.ts";
import { nameLambdas } from "./lambdas.ts";
import { basesFirst, planChains } from "./linearization.ts";
import { scanScope } from "./scopes.ts";
import { buildBlock, buildTarget } from "./statements.ts";
import { collectTypedDicts, typedDictType } from "./typed-dicts.ts";
import { collectTypeNames } from "./typing-assignments.ts";

/** Turns a syntax tree into untyped IR. Never fails: what it does not know becomes a stub and a note. */
export function buildModule(tree: PyTree, name: string, target: Target = "go"): Module {
  const context = new BuildContext(tree);
  const names: AnnotationNames = {
    canonical: (text) => canonicalName(context, text),
    isClass: (text) => context.classNames.has(text),
    isTypeVariable: (text) => context.typeVariables.has(text),
    alias: (text) => context.typeAliases.get(text),
    dict: (text) => typedDictType(context, text, target === "ts"),
    isOpen: (text) => context.classParameters.get(context.scope.class?.name ?? "")?.has(text) ?? false,
  };
  context.expression = (node) => buildExpression(context, node);
  context.target = (node) => buildTarget(context, node);
  context.block = (node) => buildBlock(context, node);
  context.classBlock = (node) => buildBlock(context, node);
  context.functionDefinition = (node, decorators, comments) => buildFunction(context, node, decorators, comments);
  context.annotation = (node) => readAnnotation(tree.text(node), names);

  context.importAll = (nodes) => importAll(context, nodes);
  context.importStatement = (node) => buildImport(context, node);

  const written = tree.children(ROOT);
  importAll(context, written);
  context.setups = findSetups(context, written);
  const roots = withoutSetups(written, context.setups);
  const scan = scanScope(tree, roots);
  context.scope = { ...context.scope, scan: { ...scan, global: new Set(), nonlocal: new Set() } };
  collectClassNames(context);
  importAll(context, roots);
  collectTypedDicts(context, roots);
  collectTypeNames(context, roots);
  for (const bound of scan.bound.keys()) if (!context.scope.names.has(bound)) context.declare(bound);
  for (const fnGlobal of globalsOfFunctions(tree)) if (!context.scope.names.has(fnGlobal)) context.declare(fnGlobal);
  // Go embeds several structs; a class of TypeScript extends one.
  context.chains = planChains(tree, roots, target === "go" ? "cooperating" : "always");
  declareDefinitions(context, roots);
  const docstring = docstringOf(context, ROOT);
  const body = buildBlock(context, ROOT);
  if (docstring !== undefined) {
    const first = body.findIndex((statement) => statement.kind === "expression");
    if (first >= 0) body.splice(first, 1);
  }
  if (context.chains.bases.size > 0) basesFirst(body);
  runAfterGuard(context, body);
  writeOutFunctionValues(context, body, context.main ?? []);
  nameLambdas(body, context.main ?? [], context.functions);
  nameClients([body, context.main ?? [], ...context.functions.map((fn) => fn.body)]);
  liftCommands(context, body, context.main);
  const service = liftService(context, body, context.main);
  const isUsed = (variable: Variable) => variable.bindings > 0 || variable.reads > 0;
  const last = body.at(-1);
  const trailing = last?.kind === "pass" && last.range.start === last.range.end ? body.pop() : undefined;
  for (const fn of context.functions) {
    const locals = fn.locals.filter(isUsed);
    fn.locals.length = 0;
    fn.locals.push(...locals);
  }
  return {
    name,
    docstring,
    body,
    main: context.main,
    functions: context.functions,
    classes: context.classes,
    variables: context.moduleVariables.filter((variable) => variable.definition === undefined && isUsed(variable)),
    notes: context.notes,
    trailingComments: trailing?.comments ?? [],
    ...(service === undefined ? {} : { service }),
  };
}

/**
 * What a program does after its `__main__` guard runs after it: such statements follow the guard's in the program part. Definitions stay
 * where they are, and so does everything when nothing is done there but binding names.
 */
function runAfterGuard(context: BuildContext, body: Statement[]): void {
  const { main, mainEnd } = context;
  if (main === undefined || mainEnd === undefined) return;
  const isDone = ({ kind }: Statement): boolean => !["function", "class", "declare", "pass"].includes(kind);
  const after = body.filter((statement) => statement.range.start >= mainEnd && isDone(statement));
  if (after.every(({ kind }) => kind === "assign")) return;
  body.splice(0, body.length, ...body.filter((statement) => !after.includes(statement)));
  main.push(...after);
}

function collectClassNames(context: BuildContext): void {
  const { tree } = context;
  for (let node = 0; node < tree.count; node++) {
    if (tree.data.kind[node] === Kind.class_definition) {
      const name = tree.namedChildren(node as NodeId).find((child) => tree.kind(child) === Kind.identifier);
      if (name !== undefined) context.classNames.add(tree.text(name));
    }
    if (
      tree.data.kind[node] === Kind.call &&
      /^(collections\.)?(namedtuple|NamedTuple)\(/.test(tree.text(node as NodeId))
    ) {
      const parent = tree.parent(node as NodeId);
      const left = tree.namedChildren(parent)[0];
      if (tree.kind(parent) === Kind.assignment && tree.kind(left) === Kind.identifier)
        context.classNames.add(tree.text(left));
    }
  }
}

/** Binds the imports of the top level first, wherever they stand: names resolve the same, and definitions may come before. */
function importAll(context: BuildContext, roots: readonly NodeId[]): void {
  const { tree } = context;
  for (const node of roots) {
    switch (tree.kind(node)) {
      case Kind.import_statement:
        buildImport(context, node);
        break;
      case Kind.import_from_statement:
        if (!tree.children(node).some((child) => tree.kind(child) === Kind.wildcard_import)) buildImport(context, node);
        break;
      case Kind.if_statement:
      case Kind.try_statement:
      case Kind.block:
      case Kind.except_clause:
      case Kind.else_clause:
        importAll(context, tree.namedChildren(node));
    }
  }
}

/** Names that some function binds through `global`. */
function globalsOfFunctions(tree: PyTree): string[] {
  const names: string[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (tree.data.kind[node] !== Kind.global_statement) continue;
    for (const child of tree.namedChildren(node as NodeId)) names.push(tree.text(child));
  }
  return names;
}
