import { Field, Kind } from "../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree, ROOT } from "../syntax/py-tree.ts";
import { annotationFromText } from "./annotation-text.ts";
import { ArithmeticCollector } from "./arithmetic.ts";
import { type ConditionContext, conditionsOf, conditionsOfPattern } from "./conditions.ts";
import { Environment } from "./environment.ts";
import {
  type ArgumentFacts,
  type AwaitFacts,
  type CallFacts,
  CallFlag,
  type CallId,
  type ClassFacts,
  type ClassId,
  type ConditionFacts,
  type DecoratorFacts,
  FACTS_VERSION,
  type FunctionId,
  type GuardFacts,
  type GuardId,
  type ImplicitCallFacts,
  type ImportFacts,
  type LoopFacts,
  type LoopId,
  type ModuleFacts,
  NONE,
  type Operations,
  type ParamFacts,
  type PollFacts,
  type ResultUse,
  UNKNOWN,
  type ValueId,
  type WithFacts,
  type WithId,
  type WriteFacts,
} from "./facts.ts";
import {
  asksARunningLoop,
  asksWhereItRuns,
  chanceOf,
  type Guard,
  guardOf,
  holdsNowAndThen,
  windowsTest,
} from "./guards.ts";
import { ImportedNameReads } from "./name-reads.ts";
import { addTargets, type DeclaredNames, declaredNames } from "./names.ts";
import { pollingLoop } from "./polling.ts";
import { isPresenting } from "./presenting.ts";
import { type RepeatedCalls, repeatedCalls } from "./recursion.ts";
import { suppressionsOf } from "./suppressions.ts";
import { ValueTable } from "./values.ts";

/** Extracts a file's facts from its tree. Never throws on any tree that the parser can give. */
export function extractFacts(tree: PyTree): ModuleFacts {
  return new Extractor(tree).module();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class OperationCount implements Operations {
  arithmetic = 0;
  multiplying = 0;
  adding = 0;
  positions = 0;
  ambiguous = 0;
  counting = 0;
  placing = 0;
  rows = 0;
  indexing = 0;
  lookups = 0;
  comparison = 0;
  matching = 0;
  calls = 0;
  attributes = 0;
  text = 0;
  presenting = 0;
  statements = 0;
}

interface FunctionDraft {
  id: FunctionId;
  name: string;
  qualifiedName: string;
  parent: FunctionId;
  cls: ClassId;
  start: number;
  end: number;
  nameStart: number;
  nameEnd: number;
  isAsync: boolean;
  isGenerator: boolean;
  isLambda: boolean;
  isEmpty: boolean;
  isReplaced: boolean;
  decorators: DecoratorFacts[];
  params: ParamFacts[];
  returnAnnotation: ValueId;
  returns: ValueId[];
  yields: ValueId[];
  bindings: Map<string, Set<ValueId>>;
  operations: OperationCount;
  suspensions: number;
  repeatedCalls: readonly RepeatedCalls[];
}

interface ClassDraft extends Omit<Mutable<ClassFacts>, "members" | "stores" | "keywords"> {
  keywords: Record<string, ValueId>;
  members: Map<string, Set<ValueId>>;
  stores: Map<string, Set<ValueId>>;
}

interface LoopDraft extends Mutable<LoopFacts> {
  leaves: { start: number; end: number }[];
  operations: OperationCount;
}

/** A module, function or class body being visited. */
interface Scope {
  readonly kind: "module" | "function" | "class";
  readonly fn: FunctionId;
  readonly cls: ClassId;
  readonly names: DeclaredNames;
  readonly outer: Scope | undefined;
}

/** Expressions nested deeper than this are left unknown; nothing that people write comes near it. */
const MAX_DEPTH = 700;
/** Longer strings and collections are known by their type only. */
const MAX_LITERAL = 120;
const MAX_ITEMS = 48;
/** Conditions of earlier arms that later ones are told: whoever writes more writes a table. */
const MOST_FAILED_CONDITIONS = 64;

class Extractor {
  readonly #tree: PyTree;
  readonly #values = new ValueTable();
  /** Operations that give a text. */
  readonly #texts = new Set<ValueId>();
  /** Operations on lengths and ones only. */
  readonly #steps = new Set<ValueId>();
  readonly #functions: FunctionDraft[] = [];
  readonly #classes: ClassDraft[] = [];
  readonly #calls: CallFacts[] = [];
  readonly #implicit: ImplicitCallFacts[] = [];
  readonly #loops: LoopDraft[] = [];
  readonly #withs: Mutable<WithFacts>[] = [];
  readonly #guards: GuardFacts[] = [];
  readonly #conditionContext: ConditionContext;
  readonly #writes: WriteFacts[] = [];
  readonly #awaits: AwaitFacts[] = [];
  readonly #imports: ImportFacts[] = [];
  readonly #arithmetic: ArithmeticCollector;
  readonly #nameReads: ImportedNameReads;
  #exported: string[] | undefined;
  #isScript = false;
  #unreachable = false;
  /** Names that were assigned a test for Windows. */
  readonly #windowsFlags = new Set<string>();
  #hasStarImport = false;
  #nonlocals: Set<string> | undefined;
  #lambdas = 0;
  #depth = 0;

  #scope!: Scope;
  #env!: Environment;
  #fn!: FunctionDraft;
  #loop: LoopId = NONE;
  #with: WithId = NONE;
  #flags = 0;
  #under: GuardId = NONE;
  #operations!: OperationCount;

  constructor(tree: PyTree) {
    this.#tree = tree;
    this.#conditionContext = { tree, values: this.#values, read: (name) => this.#read(name) };
    this.#arithmetic = new ArithmeticCollector(tree);
    this.#nameReads = new ImportedNameReads(tree);
  }

  module(): ModuleFacts {
    const tree = this.#tree;
    const names = declaredNames(tree, ROOT);
    const body = this.#newFunction("", "", NONE, NONE, ROOT);
    this.#hasStarImport = this.#containsStarImport();
    this.#fn = body;
    this.#operations = body.operations;
    this.#env = new Environment(undefined);
    this.#scope = { kind: "module", fn: body.id, cls: NONE, names, outer: undefined };
    for (const child of tree.children(ROOT)) this.#statement(child);
    const { lines, codeLines } = countLines(tree.source);
    return {
      version: FACTS_VERSION,
      lines,
      codeLines,
      values: this.#values.values,
      functions: this.#functions.map((draft) => ({
        ...draft,
        bindings: plain(draft.bindings),
        isEmpty: draft.isEmpty,
        isReplaced: draft.isReplaced,
      })),
      classes: this.#classes.map((draft) => ({ ...draft, members: plain(draft.members), stores: plain(draft.stores) })),
      calls: this.#calls,
      implicitCalls: this.#implicit,
      loops: this.#loops,
      withs: this.#withs,
      guards: this.#guards,
      writes: this.#writes,
      awaits: this.#awaits,
      imports: this.#imports,
      arithmetic: this.#arithmetic.facts(this.#values.values),
      suppressions: suppressionsOf(tree),
      errors: tree.errors().map((range) => [range.start, range.end] as const),
      exported: this.#exported,
      isScript: this.#isScript,
    };
  }

  #containsStarImport(): boolean {
    const { kind } = this.#tree.data;
    for (let node = 0; node < kind.length; node++) if (kind[node] === Kind.wildcard_import) return true;
    return false;
  }

  #newFunction(name: string, qualifiedName: string, parent: FunctionId, cls: ClassId, node: NodeId): FunctionDraft {
    const draft: FunctionDraft = {
      id: this.#functions.length,
      name,
      qualifiedName,
      parent,
      cls,
      start: this.#tree.start(node),
      end: this.#tree.end(node),
      nameStart: this.#tree.start(node),
      nameEnd: this.#tree.start(node),
      isAsync: false,
      isGenerator: false,
      isLambda: false,
      isEmpty: false,
      isReplaced: false,
      decorators: [],
      params: [],
      returnAnnotation: UNKNOWN,
      returns: [],
      yields: [],
      bindings: new Map(),
      operations: new OperationCount(),
      suspensions: 0,
      repeatedCalls: [],
    };
    this.#functions.push(draft);
    return draft;
  }

  // ---- names -------------------------------------------------------------------------------------------------------

  #bind(name: string, value: ValueId): void {
    const scope = this.#scope;
    if (scope.names.global.has(name)) {
      this.#remember(this.#functions[0].bindings, name, value);
      return;
    }
    if (scope.names.nonlocal.has(name)) {
      const owner = this.#ownerOf(name, scope.outer);
      if (owner !== undefined) this.#remember(this.#functions[owner.fn].bindings, name, value);
      return;
    }
    this.#env.set(name, value);
    if (scope.kind === "class") this.#remember(this.#classes[scope.cls].members, name, value);
    else this.#remember(this.#fn.bindings, name, value);
  }

  #remember(into: Map<string, Set<ValueId>>, name: string, value: ValueId): void {
    if (this.#unreachable) return;
    const known = into.get(name);
    if (known === undefined) into.set(name, new Set([value]));
    else known.add(value);
  }

  /** The function or module scope, from the given one outwards, that binds the name. */
  #ownerOf(name: string, from: Scope | undefined): Scope | undefined {
    for (let scope = from; scope !== undefined; scope = scope.outer) {
      if (scope.kind === "class") continue;
      if (scope.names.global.has(name)) return undefined;
      if (scope.names.bound.has(name) || this.#functions[scope.fn].bindings.has(name)) return scope;
    }
    return undefined;
  }

  #read(name: string): ValueId {
    const scope = this.#scope;
    if (scope.names.global.has(name)) return this.#values.intern({ k: "name", fn: 0, name });
    // A function inside that declares the name as nonlocal may have given it another value meanwhile.
    if (scope.kind === "function" && scope.names.bound.has(name) && this.#nonlocalNames().has(name))
      return this.#values.intern({ k: "name", fn: scope.fn, name });
    const known = this.#env.get(name);
    if (known !== undefined) return known;
    const local = scope.names.bound.has(name) && scope.kind !== "class";
    const owner = local ? scope : this.#ownerOf(name, scope.outer);
    if (owner !== undefined) return this.#values.intern({ k: "name", fn: owner.fn, name });
    const moduleScope = this.#functions[0];
    if (this.#hasStarImport || moduleScope.bindings.has(name) || this.#rootNames().bound.has(name)) {
      return this.#values.intern({ k: "name", fn: 0, name });
    }
    return this.#values.intern({ k: "builtin", name });
  }

  /** Names that some function of the file declares as nonlocal. */
  #nonlocalNames(): ReadonlySet<string> {
    if (this.#nonlocals !== undefined) return this.#nonlocals;
    const tree = this.#tree;
    const { kind } = tree.data;
    this.#nonlocals = new Set();
    for (let node = 0; node < kind.length; node++) {
      if (kind[node] !== Kind.nonlocal_statement) continue;
      for (const child of tree.children(node as NodeId))
        if (tree.kind(child) === Kind.identifier) this.#nonlocals.add(tree.text(child));
    }
    return this.#nonlocals;
  }

  #rootNames(): DeclaredNames {
    let scope = this.#scope;
    while (scope.outer !== undefined) scope = scope.outer;
    return scope.names;
  }

  // ---- statements --------------------------------------------------------------------------------------------------

  #block(node: NodeId): void {
    if (node === NO_NODE) return;
    const flags = this.#flags;
    const under = this.#under;
    if (this.#tree.kind(node) !== Kind.block) this.#statement(node);
    else for (const child of this.#tree.children(node)) this.#statement(child);
    this.#flags = flags;
    this.#under = under;
  }

  #statement(node: NodeId): void {
    const tree = this.#tree;
    if (this.#depth > MAX_DEPTH) return;
    this.#depth++;
    this.#operations.statements++;
    switch (tree.kind(node)) {
      case Kind.expression_statement:
        for (const child of tree.children(node)) this.#expressionStatement(child);
        break;
      case Kind.import_statement:
      case Kind.import_from_statement:
      case Kind.future_import_statement:
        this.#importStatement(node);
        break;
      case Kind.decorated_definition: {
        const decorators = tree
          .children(node)
          .filter((child) => tree.kind(child) === Kind.decorator)
          .map((child) => this.#decorator(child));
        const definition = tree.child(node, Field.definition);
        if (definition !== NO_NODE) this.#definition(definition, decorators);
        break;
      }
      case Kind.function_definition:
      case Kind.class_definition:
        this.#definition(node, []);
        break;
      case Kind.if_statement:
        this.#ifStatement(node);
        break;
      case Kind.for_statement:
        this.#forStatement(node);
        break;
      case Kind.while_statement:
        this.#whileStatement(node);
        break;
      case Kind.try_statement:
        this.#tryStatement(node);
        break;
      case Kind.with_statement:
        this.#withStatement(node);
        break;
      case Kind.match_statement:
        this.#matchStatement(node);
        break;
      case Kind.return_statement: {
        const children = tree.namedChildren(node);
        if (children.length > 0) {
          const value =
            children.length === 1 ? this.#expression(children[0], "returned") : this.#collection("tuple", children);
          this.#fn.returns.push(value);
          this.#arithmetic.returned(this.#fn.id, value, children[0]);
        }
        this.#leaveLoop(node, { endsEarly: true });
        this.#env.dead = true;
        break;
      }
      case Kind.raise_statement:
        this.#raise(node);
        this.#leaveLoop(node, { endsEarly: false });
        this.#env.dead = true;
        break;
      case Kind.break_statement:
        this.#leaveLoop(node, { endsEarly: true, onlyInnermost: true });
        this.#env.dead = true;
        break;
      case Kind.continue_statement:
        this.#env.dead = true;
        break;
      case Kind.global_statement:
      case Kind.nonlocal_statement:
      case Kind.pass_statement:
      case Kind.comment:
      case Kind.type_alias_statement:
        this.#operations.statements--;
        break;
      case Kind.assert_statement: {
        const [asserted, ...message] = tree.namedChildren(node);
        if (asserted !== undefined) this.#expression(asserted);
        for (const child of message) this.#expression(child);
        if (asserted !== undefined) this.#narrow(asserted);
        // What follows runs where it holds, unless a handler takes the failure.
        if (asserted !== undefined && (this.#flags & CallFlag.inTry) === 0) this.#guardBy(this.#ofArguments(asserted));
        break;
      }
      case Kind.delete_statement:
        for (const child of tree.namedChildren(node)) this.#deleteTarget(child);
        break;
      case Kind.block:
      case Kind.module:
        for (const child of tree.children(node)) this.#statement(child);
        break;
      case Kind.ERROR:
        for (const child of tree.children(node)) this.#recover(child);
        break;
      default:
        if (isExpressionHolder(tree.kind(node))) for (const child of tree.namedChildren(node)) this.#expression(child);
        else this.#expressionStatement(node);
    }
    this.#depth--;
  }

  /** Making the exception that is raised is as rare as handling it. */
  #raise(node: NodeId): void {
    const flags = this.#flags;
    this.#flags |= CallFlag.inHandler;
    for (const child of this.#tree.namedChildren(node)) {
      const raised = this.#expression(child);
      if (this.#values.values[raised].k !== "call") this.#implicitCall("raise", raised, "", child);
    }
    this.#flags = flags;
  }

  /** What an ERROR node holds may be statements or expressions; whatever is recognisable is visited. */
  #recover(node: NodeId): void {
    const kind = this.#tree.kind(node);
    if (kind === Kind.comment || !this.#isNamed(node)) return;
    this.#statement(node);
  }

  #isNamed(node: NodeId): boolean {
    return this.#tree.namedChildren(this.#tree.parent(node)).includes(node);
  }

  #leaveLoop(
    statement: NodeId,
    { endsEarly, onlyInnermost = false }: { endsEarly: boolean; onlyInnermost?: boolean },
  ): void {
    const block = this.#tree.parent(statement);
    const start = this.#tree.start(block === NO_NODE ? statement : block);
    const leave = { start, end: this.#tree.end(statement) };
    for (
      let loop = this.#loop;
      loop !== NONE && this.#loops[loop].fn === this.#fn.id;
      loop = this.#loops[loop].parent
    ) {
      this.#loops[loop].canLeave = true;
      this.#loops[loop].leaves.push(leave);
      if (endsEarly) this.#loops[loop].endsEarly = true;
      if (onlyInnermost) return;
    }
  }

  #expressionStatement(node: NodeId): void {
    const tree = this.#tree;
    switch (tree.kind(node)) {
      case Kind.assignment:
        this.#assignment(node);
        return;
      case Kind.augmented_assignment:
        this.#augmentedAssignment(node);
        return;
      case Kind.comment:
        return;
      default:
        this.#expression(node, "dropped");
    }
  }

  #assignment(node: NodeId): ValueId {
    const tree = this.#tree;
    const left = tree.child(node, Field.left);
    const right = tree.child(node, Field.right);
    const type = tree.child(node, Field.type);
    const annotation = type === NO_NODE ? UNKNOWN : this.#annotation(type);
    let value: ValueId = UNKNOWN;
    if (right !== NO_NODE) {
      value = tree.kind(right) === Kind.assignment ? this.#assignment(right) : this.#rightSide(right);
    }
    if (annotation !== UNKNOWN) value = this.#values.intern({ k: "declared", annotation, value });
    // What follows runs in the child as well, where no loop of the parent's does.
    if (right !== NO_NODE && tree.text(right) === "os.fork()") this.#flags |= CallFlag.offLoop;
    if (left !== NO_NODE) {
      if (this.#scope.kind === "module" && right !== NO_NODE && windowsTest(tree.text(right), () => false) === false) {
        this.#windowsFlags.add(tree.text(left));
      }
      if (this.#scope.kind === "module" && tree.text(left) === "__all__") this.#exported = this.#stringsOf(right);
      if (right !== NO_NODE || annotation !== UNKNOWN)
        this.#assign(left, value, right !== NO_NODE && this.#readsTarget(left, right));
    }
    return value;
  }

  #rightSide(node: NodeId): ValueId {
    if (this.#tree.kind(node) === Kind.expression_list)
      return this.#collection("tuple", this.#tree.namedChildren(node));
    return this.#expression(node);
  }

  #readsTarget(left: NodeId, right: NodeId): boolean {
    const kind = this.#tree.kind(left);
    if (kind !== Kind.attribute && kind !== Kind.subscript && kind !== Kind.identifier) return false;
    const text = this.#tree.text(left);
    if (this.#tree.end(right) - this.#tree.start(right) > 400) return false;
    for (let at: number = right; at < this.#tree.data.next[right]; at++) {
      const node = at as NodeId;
      // A keyword, an attribute of something else or a text may be spelled like the target.
      if (this.#tree.kind(node) !== kind || this.#tree.text(node) !== text) continue;
      const field = this.#tree.field(node);
      if (field !== Field.name && field !== Field.attribute) return true;
    }
    return false;
  }

  #augmentedAssignment(node: NodeId): void {
    const tree = this.#tree;
    const left = tree.child(node, Field.left);
    const right = tree.child(node, Field.right);
    const operator = tree.child(node, Field.operator);
    const op = operator === NO_NODE ? "+" : tree.text(operator).slice(0, -1);
    const before = this.#arithmetic.mark;
    const value = right === NO_NODE ? UNKNOWN : this.#rightSide(right);
    if (left === NO_NODE) return;
    if (this.#scope.kind === "module" && this.#exported !== undefined && tree.text(left) === "__all__") {
      const more = this.#stringsOf(right);
      this.#exported = more === undefined ? undefined : [...this.#exported, ...more];
    }
    const old = this.#expression(left);
    this.#arithmetic.around(op, old, value, before, before, false);
    this.#countBinary(op, old, value);
    this.#implicitCall("binary", old, `${op}=`, node);
    this.#arithmetic.power(this.#place, op, old, value, node);
    const result = this.#operation(op, old, value);
    this.#assign(left, result, true);
  }

  #assign(target: NodeId, value: ValueId, readModifyWrite: boolean): void {
    const tree = this.#tree;
    switch (tree.kind(target)) {
      case Kind.identifier: {
        const name = tree.text(target);
        const { global, nonlocal } = this.#scope.names;
        if (global.has(name) || nonlocal.has(name)) {
          this.#write(global.has(name) ? "global" : "nonlocal", UNKNOWN, name, value, readModifyWrite, target);
        }
        const owner = global.has(name) ? 0 : this.#fn.id;
        this.#updated(this.#values.intern({ k: "name", fn: owner, name }), value, target);
        this.#bind(name, value);
        return;
      }
      case Kind.attribute: {
        const object = this.#expression(tree.child(target, Field.object));
        const nameNode = tree.child(target, Field.attribute);
        if (nameNode === NO_NODE) return;
        const name = tree.text(nameNode);
        const owner = this.#classOfSelf(object);
        if (owner !== NONE) this.#remember(this.#classes[owner].stores, name, value);
        this.#write("attribute", object, name, value, readModifyWrite, target);
        this.#updated(this.#values.intern({ k: "attr", of: object, name }), value, target);
        this.#implicitCall("store-attribute", object, name, target);
        return;
      }
      case Kind.subscript: {
        const object = this.#expression(tree.child(target, Field.value));
        const before = this.#computed();
        const keys = tree.childrenWith(target, Field.subscript).map((part) => this.#expression(part));
        this.#operations.placing += this.#computed() - before;
        if (keys.length > 1 && keys.some((key) => this.#isSlice(key))) this.#operations.rows++;
        this.#countSubscript(keys.length === 1 ? keys[0] : UNKNOWN);
        if (keys.length > 1 && keys.some((key) => this.#isPosition(key))) this.#operations.positions++;
        const index = keys.length === 1 ? keys[0] : UNKNOWN;
        this.#write("item", object, "", value, readModifyWrite, target, index);
        this.#updated(this.#values.intern({ k: "item", of: object, index }), value, target);
        this.#implicitCall("store-item", object, "", target);
        return;
      }
      case Kind.pattern_list:
      case Kind.tuple_pattern:
      case Kind.list_pattern:
      case Kind.tuple:
      case Kind.list:
      case Kind.expression_list: {
        const parts = tree.namedChildren(target);
        const splat = parts.findIndex(
          (part) => tree.kind(part) === Kind.list_splat_pattern || tree.kind(part) === Kind.list_splat,
        );
        parts.forEach((part, index) => {
          if (splat < 0 || index < splat)
            this.#assign(part, this.#partOf(value, index, splat < 0 ? parts.length : -1), false);
          else if (index === splat) this.#assignRest(part, value, index, parts.length - index - 1);
          else this.#assign(part, this.#partOf(value, index - parts.length, -1), false);
        });
        return;
      }
      case Kind.list_splat_pattern:
      case Kind.list_splat:
        for (const part of tree.namedChildren(target))
          this.#assign(part, this.#values.intern({ k: "literal", type: "list" }), false);
        return;
      case Kind.parenthesized_expression:
        for (const part of tree.namedChildren(target)) this.#assign(part, value, readModifyWrite);
        return;
      default:
        this.#expression(target);
    }
  }

  get #place(): { fn: FunctionId; loop: LoopId } {
    return { fn: this.#fn.id, loop: this.#loop };
  }

  #updated(target: ValueId, value: ValueId, node: NodeId): void {
    if (!this.#unreachable) this.#arithmetic.update(this.#place, target, value, node);
  }

  /** The list that a starred target of an unpacking gets. */
  #assignRest(target: NodeId, value: ValueId, before: number, after: number): void {
    const whole = this.#values.values[value];
    const items =
      whole.k === "collection" && whole.type !== "dict"
        ? whole.items.slice(before, whole.items.length - after)
        : value === UNKNOWN
          ? []
          : [this.#values.intern({ k: "element", of: value })];
    const rest = this.#values.intern({ k: "collection", type: "list", items });
    for (const part of this.#tree.namedChildren(target)) this.#assign(part, rest, false);
  }

  /**
   * What a target of an unpacking gets.
   * @param index negative where it is counted from the end
   * @param count number of targets; -1 where one of them is starred
   */
  #partOf(value: ValueId, index: number, count: number): ValueId {
    const whole = this.#values.values[value];
    if (whole.k === "collection" && whole.type !== "dict" && (count < 0 || whole.items.length === count))
      return whole.items.at(index) ?? UNKNOWN;
    if (whole.k === "element" && whole.position === undefined && index >= 0)
      return this.#values.intern({ ...whole, position: index });
    if (value === UNKNOWN) return UNKNOWN;
    const key = this.#values.intern({ k: "literal", type: "int", value: index });
    return this.#values.intern({ k: "item", of: value, index: key });
  }

  /** The class whose instance (or itself, in a class method) the value is, when it is a method's first parameter. */
  #classOfSelf(value: ValueId): ClassId {
    const known = this.#values.values[value];
    if (known.k === "param" && known.index === 0) return this.#functions[known.fn].cls;
    if (known.k === "name") {
      const owner = this.#functions[known.fn];
      if (owner.cls !== NONE && owner.params[0]?.name === known.name) return owner.cls;
    }
    return NONE;
  }

  #write(
    kind: WriteFacts["kind"],
    of: ValueId,
    name: string,
    value: ValueId,
    readModifyWrite: boolean,
    node: NodeId,
    key: ValueId = UNKNOWN,
  ): void {
    this.#writes.push({
      fn: this.#fn.id,
      kind,
      of,
      name,
      key,
      value,
      readModifyWrite,
      start: this.#tree.start(node),
      end: this.#tree.end(node),
      loop: this.#loop,
      with: this.#with,
    });
  }

  #deleteTarget(node: NodeId): void {
    const tree = this.#tree;
    if (tree.kind(node) === Kind.expression_list) {
      for (const child of tree.namedChildren(node)) this.#deleteTarget(child);
    } else if (tree.kind(node) === Kind.subscript) {
      const object = this.#expression(tree.child(node, Field.value));
      for (const part of tree.childrenWith(node, Field.subscript)) this.#expression(part);
      this.#implicitCall("delete", object, "", node);
    } else if (tree.kind(node) === Kind.attribute) {
      this.#expression(tree.child(node, Field.object));
    }
  }

  #importStatement(node: NodeId): void {
    const tree = this.#tree;
    const typeOnly = (this.#flags & CallFlag.typeOnly) !== 0;
    const record = (module: string, level: number, name: string | undefined, at: NodeId, bound: string) => {
      this.#imports.push({
        module,
        level,
        name,
        fn: this.#fn.id,
        start: tree.start(at),
        end: tree.end(at),
        statementStart: tree.start(node),
        statementEnd: tree.end(node),
        typeOnly,
        reads: this.#nameReads.of(bound),
      });
    };
    const boundBy = (at: NodeId, otherwise: string) => {
      const alias = tree.kind(at) === Kind.aliased_import ? tree.child(at, Field.alias) : NO_NODE;
      return alias === NO_NODE ? otherwise : tree.text(alias);
    };
    if (tree.kind(node) === Kind.import_statement) {
      for (const child of tree.namedChildren(node)) {
        const aliased = tree.kind(child) === Kind.aliased_import;
        const nameNode = aliased ? tree.child(child, Field.name) : child;
        if (nameNode === NO_NODE) continue;
        const module = tree.text(nameNode).replace(/\s+/g, "");
        record(module, 0, undefined, child, boundBy(child, module.split(".")[0]));
        if (aliased) {
          const alias = tree.child(child, Field.alias);
          if (alias !== NO_NODE) this.#bind(tree.text(alias), this.#values.intern({ k: "import", module, level: 0 }));
        } else {
          const first = module.split(".")[0];
          this.#bind(first, this.#values.intern({ k: "import", module: first, level: 0 }));
        }
      }
      return;
    }
    const moduleNode = tree.child(node, Field.module_name);
    let module = tree.kind(node) === Kind.future_import_statement ? "__future__" : "";
    let level = 0;
    if (moduleNode !== NO_NODE) {
      const text = tree.text(moduleNode).replace(/\s+/g, "");
      level = /^\.*/.exec(text)![0].length;
      module = text.slice(level);
    }
    for (const child of tree.namedChildren(node)) {
      if (child === moduleNode) continue;
      if (tree.kind(child) === Kind.wildcard_import) {
        record(module, level, "*", child, "*");
        continue;
      }
      const aliased = tree.kind(child) === Kind.aliased_import;
      const nameNode = aliased ? tree.child(child, Field.name) : child;
      if (nameNode === NO_NODE || tree.kind(nameNode) !== Kind.dotted_name) continue;
      const name = tree.text(nameNode);
      record(module, level, name, child, boundBy(child, name));
      const alias = aliased ? tree.child(child, Field.alias) : nameNode;
      if (alias !== NO_NODE && tree.kind(node) === Kind.import_from_statement) {
        this.#bind(tree.text(alias), this.#values.intern({ k: "import", module, level, name }));
      }
    }
  }

  #ifStatement(node: NodeId): void {
    const tree = this.#tree;
    const before = this.#env;
    const flags = this.#flags;
    const ends: Environment[] = [];
    const under = this.#under;
    // What holds where the conditions so far do not; shared by the arms that follow.
    let failed = under;
    let failedCount = 0;
    let failedMeansNoLoop = false;
    let asked = false;
    let negated = before;
    // Set once an arm's condition always holds on the supposed platform: what follows it never runs.
    let rest = 0;
    let chance = 0;
    const arm = (condition: NodeId, body: NodeId) => {
      this.#env = negated;
      this.#flags = flags | rest;
      const guard = condition === NO_NODE ? undefined : this.#guard(condition);
      if (condition !== NO_NODE) this.#condition(condition);
      negated = this.#env;
      const holding = condition === NO_NODE ? [] : conditionsOf(this.#conditionContext, condition, true);
      this.#guardBy(holding, failed);
      const asks = condition !== NO_NODE && asksWhereItRuns(tree.text(condition));
      // One arm is for the loop and the other for threads without one, whichever comes first.
      asked ||= asks;
      const where = asked || failedMeansNoLoop || holding.some((one) => this.#meansNoLoop(one)) ? CallFlag.offLoop : 0;
      const holdingUnder = this.#under;
      if (condition !== NO_NODE && failedCount < MOST_FAILED_CONDITIONS) {
        const conditions = conditionsOf(this.#conditionContext, condition, false);
        failedCount += conditions.length;
        failedMeansNoLoop ||=
          conditions.some((one) => this.#meansNoLoop(one)) || asksARunningLoop(tree.text(condition));
        this.#guardBy(conditions, failed);
        failed = this.#under;
      }
      this.#under = holdingUnder;
      this.#env = new Environment(negated);
      // What ends in an exception is done as rarely as what handles one.
      const rare = this.#endsProgram(body) ? CallFlag.offLoop : this.#leaves(body, true) ? CallFlag.inHandler : 0;
      if (condition !== NO_NODE && guard?.kind !== "platform" && guard?.kind !== "script")
        chance |= this.#chanceFlags(condition);
      const once = condition === NO_NODE && this.#isElseOfRemembered(node, body) ? CallFlag.memoised : 0;
      const under = this.#flagsUnder(guard, body, node) | once;
      const seldom = condition !== NO_NODE && holdsNowAndThen(tree.text(condition)) ? CallFlag.nowAndThen : 0;
      this.#flags = flags | rest | where | rare | chance | CallFlag.conditional | under | seldom;
      if (condition !== NO_NODE) this.#narrow(condition);
      const never = rest !== 0 || (guard?.kind === "platform" && !guard.holds);
      this.#neverRun(never, () => this.#block(body));
      if (never) this.#env.dead = true;
      if (guard?.kind === "platform" && guard.holds) rest = CallFlag.typeOnly;
      ends.push(this.#env);
    };
    arm(tree.child(node, Field.condition), tree.child(node, Field.consequence));
    let hasElse = false;
    for (const clause of tree.childrenWith(node, Field.alternative)) {
      if (tree.kind(clause) === Kind.elif_clause) {
        arm(tree.child(clause, Field.condition), tree.child(clause, Field.consequence));
      } else {
        hasElse = true;
        arm(NO_NODE, tree.child(clause, Field.body));
      }
    }
    if (!hasElse) ends.push(new Environment(negated));
    this.#flags = flags | this.#flagsAfter(node);
    this.#under = under;
    // Where no arm lets flow go on, none of their conditions held.
    const armsLeave = ends.slice(0, hasElse ? ends.length : -1).every((end) => end.dead);
    if (!hasElse && armsLeave) {
      this.#under = failed;
      if (failedMeansNoLoop) this.#flags |= CallFlag.offLoop;
      const block = tree.parent(node);
      if (block !== NO_NODE && this.#leaves(block, true)) this.#flags |= CallFlag.inHandler;
    }
    this.#env = negated;
    this.#env.merge(ends, this.#values);
    // What follows is there for what the arms did not send away.
    if (!hasElse && armsLeave) this.#narrowPast(tree.child(node, Field.condition));
  }

  /** Past `if not isinstance(x, C): return`, `x` is a `C`. */
  #narrowPast(condition: NodeId): void {
    const tree = this.#tree;
    switch (condition === NO_NODE ? Kind.ERROR : tree.kind(condition)) {
      case Kind.not_operator:
        this.#narrow(tree.namedChildren(condition)[0] ?? condition);
        return;
      case Kind.parenthesized_expression:
        this.#narrowPast(tree.namedChildren(condition)[0] ?? NO_NODE);
        return;
      case Kind.boolean_operator: {
        const operator = tree.child(condition, Field.operator);
        if (operator !== NO_NODE && tree.text(operator) === "or")
          for (const part of tree.namedChildren(condition)) this.#narrowPast(part);
        return;
      }
      default:
    }
  }

  /**
   * What an assertion says of arguments that were passed. What it says of attributes is for type checkers: `assert self.client is not None`
   * switches nothing on.
   */
  #ofArguments(asserted: NodeId): ConditionFacts[] {
    return conditionsOf(this.#conditionContext, asserted, true).filter(
      (one) => one.k !== "any" && this.#values.values[one.value].k === "param",
    );
  }

  /** Puts what follows under conditions that hold there. */
  #guardBy(conditions: readonly ConditionFacts[], outer: GuardId = this.#under): void {
    this.#under = outer;
    for (const condition of conditions) this.#under = this.#guards.push({ condition, outer: this.#under }) - 1;
  }

  /** Visits code that never runs where Portwright supposes it to: its names are not bound, and its calls are no calls. */
  #neverRun(never: boolean, visit: () => void): void {
    const unreachable = this.#unreachable;
    this.#unreachable = unreachable || never;
    visit();
    this.#unreachable = unreachable;
  }

  #chanceFlags(condition: NodeId): number {
    const chance = chanceOf(this.#tree.text(condition));
    if (chance === "present") return 0;
    return CallFlag.perhaps | (chance === "environment" ? CallFlag.byEnvironment : 0);
  }

  #guard(condition: NodeId): Guard | undefined {
    const constant = this.#constantFlag(this.#tree.text(condition));
    if (constant !== undefined) return { kind: "platform", holds: constant };
    const conjuncts = this.#tree.text(condition).split(/\s+and\s+/);
    if (conjuncts.some((part) => this.#constantFlag(part) === false)) return { kind: "platform", holds: false };
    return guardOf(this.#tree.text(condition), (name) => this.#windowsFlags.has(name));
  }

  /** `_IS_SYNC = False` at the top of a module, bound once, decides the branches that test it. */
  #constantFlag(condition: string): boolean | undefined {
    const name = /^(not\s+)?(_[A-Z][A-Z0-9_]*)$/.exec(condition.trim());
    if (name === null) return undefined;
    const bindings = this.#functions[0].bindings.get(name[2]);
    if (bindings?.size !== 1) return undefined;
    const [value] = bindings;
    const known = this.#values.values[value];
    if (known.k !== "literal" || known.type !== "bool" || known.value === undefined) return undefined;
    return (known.value === "True") !== (name[1] !== undefined);
  }

  #flagsUnder(guard: Guard | undefined, body: NodeId, statement: NodeId): number {
    switch (guard?.kind) {
      case "type-checking":
        return CallFlag.typeOnly;
      case "script":
        this.#isScript = true;
        return CallFlag.underMain;
      case "platform":
        return guard.holds ? 0 : CallFlag.typeOnly;
      case "unset": {
        if (body === NO_NODE) return 0;
        const text = this.#tree.text(body);
        // A local name is gone with the call, unless what it holds is put somewhere, too.
        const stays = !this.#isLocal(guard.place) || /(\]|\bself\.\w+)\s*=[^=]|\.setdefault\(/.test(text);
        const isKept = (stays && assigns(text, guard.place)) || this.#isFilledBy(body, guard.place, statement);
        if (!isKept && assigns(text, guard.place) && this.#staysThroughLoop(guard.place, statement, text))
          return CallFlag.nowAndThen;
        return isKept ? CallFlag.memoised | (guard.isKeyed ? CallFlag.forEachKey : 0) : 0;
      }
      case "missing":
        return CallFlag.memoised;
      default:
        return 0;
    }
  }

  /** `if key in CACHE: … else: CACHE[key] = …`. */
  #isElseOfRemembered(node: NodeId, body: NodeId): boolean {
    const tree = this.#tree;
    if (body === NO_NODE || tree.childrenWith(node, Field.alternative).length !== 1) return false;
    const key = /^[^=<>()]+\s+in\s+([A-Za-z_][\w.]*)$/.exec(tree.text(tree.child(node, Field.condition)));
    return key !== null && !/\snot\s+in\s/.test(key[0]) && assigns(tree.text(body), key[1]);
  }

  /** `for row in rows: if client is None: client = Client()`: the next turn finds what this one has set, unless the loop sets it anew. */
  #staysThroughLoop(place: string, statement: NodeId, body: string): boolean {
    const tree = this.#tree;
    for (let at = tree.parent(statement); at !== NO_NODE; at = tree.parent(at)) {
      const kind = tree.kind(at);
      if (kind === Kind.function_definition || kind === Kind.lambda) return false;
      if (kind !== Kind.for_statement && kind !== Kind.while_statement) continue;
      return !assigns(
        tree.text(at).replace(body, () => ""),
        place,
      );
    }
    return false;
  }

  /** A name of the function itself: neither dotted nor declared global or nonlocal. */
  #isLocal(place: string): boolean {
    const { names, kind } = this.#scope;
    return kind === "function" && names.bound.has(place) && !names.global.has(place) && !names.nonlocal.has(place);
  }

  /** `if not self._x: self._fill()` before `return self._x`: the method that is called computes what is remembered. */
  #isFilledBy(body: NodeId, place: string, statement: NodeId): boolean {
    const tree = this.#tree;
    const [only, second] = tree.namedChildren(body);
    if (only === undefined || second !== undefined || !/^self\.\w+\(\)$/.test(tree.text(only))) return false;
    const siblings = tree.namedChildren(tree.parent(statement));
    const next = siblings[siblings.indexOf(statement) + 1];
    return next !== undefined && tree.text(next) === `return ${place}`;
  }

  /** The block ends with `return` or `raise`. */
  #leaves(body: NodeId, onlyByRaise = false): boolean {
    const last = body === NO_NODE ? undefined : this.#tree.namedChildren(body).at(-1);
    const kind = last === undefined ? Kind.ERROR : this.#tree.kind(last);
    return (kind === Kind.return_statement && !onlyByRaise) || kind === Kind.raise_statement;
  }

  /** A function that never comes back with a value: `_raise_error` tells of a failure, and is called as rarely as one happens. */
  #onlyFails(body: NodeId): boolean {
    if (!this.#leaves(body, true)) return false;
    const last = this.#tree.text(this.#tree.namedChildren(body).at(-1) ?? NO_NODE);
    if (/^raise\s+(NotImplementedError|SystemExit|KeyboardInterrupt)\b/.test(last)) return false;
    return !/(^|\n)[ \t]*(return|yield)\b/.test(this.#tree.text(body));
  }

  /** The block ends with `sys.exit(…)` or the like: nothing is left to wait for what it does. */
  #endsProgram(body: NodeId): boolean {
    const tree = this.#tree;
    const last = body === NO_NODE ? undefined : tree.namedChildren(body).at(-1);
    return (
      last !== undefined &&
      tree.kind(last) === Kind.expression_statement &&
      /^(sys\.exit|os\._exit|exit|quit)\(/.test(tree.text(last))
    );
  }

  /** `if loop is None:` where `loop` came from asking for the running loop, or the like. */
  #meansNoLoop(condition: ConditionFacts): boolean {
    if (condition.k !== "truth" && condition.k !== "equals") return false;
    const isAbsent = condition.k === "truth" ? !condition.holds : condition.literal === "None" && condition.holds;
    return isAbsent && this.#isRunningLoop(condition.value, 0);
  }

  #isRunningLoop(value: ValueId, depth: number): boolean {
    const values = this.#values.values;
    const known = values[value];
    if (depth > 4) return false;
    if (known.k === "union") return known.of.some((part) => this.#isRunningLoop(part, depth + 1));
    if (known.k === "name") {
      const bindings = this.#functions[known.fn].bindings.get(known.name);
      return bindings !== undefined && [...bindings].some((one) => this.#isRunningLoop(one, depth + 1));
    }
    if (known.k !== "call") return false;
    const callee = values[this.#calls[known.call].callee];
    const name =
      callee.k === "attr" || callee.k === "name" || callee.k === "import"
        ? callee.name
        : callee.k === "function"
          ? this.#functions[callee.id].name
          : undefined;
    return name !== undefined && /^_?(get_running_loop|current_task|current_async_library)$/.test(name);
  }

  /** After `if key in CACHE: return CACHE[key]`, what follows computes what is then remembered. */
  #flagsAfter(node: NodeId): number {
    const tree = this.#tree;
    const condition = tree.child(node, Field.condition);
    // `if self._client is not None and not self._expired()`: made again only now and then.
    const first = condition === NO_NODE ? "" : tree.text(condition).split(/\s+and\s+/)[0];
    const guard = this.#guard(condition) ?? guardOf(first, () => false);
    const body = tree.child(node, Field.consequence);
    if (condition !== NO_NODE && asksWhereItRuns(tree.text(condition)) && body !== NO_NODE && this.#leaves(body))
      return CallFlag.offLoop;
    if (guard?.kind !== "set" || body === NO_NODE || tree.child(node, Field.alternative) !== NO_NODE) return 0;
    const statements = tree.namedChildren(body);
    const last = statements.at(-1);
    const block = tree.parent(node);
    if (last === undefined || tree.kind(last) !== Kind.return_statement || block === NO_NODE) return 0;
    if (!tree.text(last).includes(guard.place)) return 0;
    const [before, after] = [
      tree.source.slice(Math.max(tree.start(block), tree.start(node) - MOST_TEXT), tree.start(node)),
      tree.source.slice(tree.end(node), Math.min(tree.end(block), tree.end(node) + MOST_TEXT)),
    ];
    if (isPutBack(guard.place, before, after)) return CallFlag.memoised | CallFlag.forEachKey;
    return statements.length === 1 && assigns(after, guard.place) ? CallFlag.memoised : 0;
  }

  #condition(node: NodeId): ValueId {
    return this.#expression(node);
  }

  /** `isinstance(x, C)` gives `x` the declared type in the arm it guards. */
  #narrow(condition: NodeId): void {
    const tree = this.#tree;
    if (tree.kind(condition) === Kind.boolean_operator) {
      const operator = tree.child(condition, Field.operator);
      if (operator !== NO_NODE && tree.text(operator) === "and") {
        for (const part of tree.namedChildren(condition)) this.#narrow(part);
      }
      return;
    }
    if (tree.kind(condition) !== Kind.call) return;
    const callee = tree.child(condition, Field.function);
    const args = tree.child(condition, Field.arguments);
    if (callee === NO_NODE || args === NO_NODE || tree.text(callee) !== "isinstance") return;
    const [subject, type] = tree.namedChildren(args);
    if (subject === undefined || type === undefined || tree.kind(subject) !== Kind.identifier) return;
    if (tree.kind(type) !== Kind.identifier && tree.kind(type) !== Kind.attribute) return;
    const name = tree.text(subject);
    const annotation = this.#quietly(() => this.#expression(type));
    this.#env.set(name, this.#values.intern({ k: "declared", annotation, value: this.#read(name) }));
  }

  /** Evaluates without recording calls a second time. */
  #quietly<T>(evaluate: () => T): T {
    const implicit = this.#implicit.length;
    const calls = this.#calls.length;
    const result = evaluate();
    if (this.#calls.length === calls) this.#implicit.length = implicit;
    return result;
  }

  #assignedIn(node: NodeId): Set<string> {
    return declaredNames(this.#tree, node).bound;
  }

  #enterLoop(
    node: NodeId,
    kind: LoopFacts["kind"],
    over: ValueId,
    headerEnd: number,
    condition: LoopFacts["condition"],
  ): () => void {
    const draft: LoopDraft = {
      id: this.#loops.length,
      fn: this.#fn.id,
      parent: this.#loop,
      kind,
      start: this.#tree.start(node),
      end: this.#tree.end(node),
      headerEnd,
      over,
      condition,
      operations: new OperationCount(),
      suspensions: 0,
      yields: 0,
      canLeave: false,
      leaves: [],
      endsEarly: false,
      targets: [],
      carried: [],
      sums: [],
      tested: [],
    };
    this.#loops.push(draft);
    const operations = this.#operations;
    const loop = this.#loop;
    this.#loop = draft.id;
    this.#operations = draft.operations;
    return () => {
      this.#loop = loop;
      this.#operations = operations;
    };
  }

  #forStatement(node: NodeId): void {
    const tree = this.#tree;
    const isAsync = tree.childOfKind(node, Kind.async) !== NO_NODE;
    const left = tree.child(node, Field.left);
    const right = tree.child(node, Field.right);
    const body = tree.child(node, Field.body);
    const over = right === NO_NODE ? UNKNOWN : this.#rightSide(right);
    if (right !== NO_NODE) {
      if (isAsync) this.#suspend();
      this.#implicitCall(isAsync ? "async-iterate" : "iterate", over, "", right);
    }
    const assigned = body === NO_NODE ? new Set<string>() : this.#assignedIn(body);
    const targets = new Set<string>();
    addTargets(tree, left, targets);
    const headerEnd = right === NO_NODE ? tree.end(node) : tree.end(right);
    const under = this.#under;
    // Nothing that is empty is gone through.
    if (right !== NO_NODE && !isAsync) this.#guardBy(conditionsOf(this.#conditionContext, right, true));
    const leave = this.#enterLoop(node, isAsync ? "async-for" : "for", over, headerEnd, "other");
    const loop = this.#loops[this.#loop];
    loop.targets = [...targets];
    loop.carried = body === NO_NODE ? [] : this.#carried(assigned, targets, body, NO_NODE);
    loop.sums = loop.carried.filter((name) => this.#isOnlyAddedTo(name, body));
    const before = this.#env;
    this.#env = new Environment(before);
    this.#forgetFlow(assigned);
    if (left !== NO_NODE) this.#assign(left, this.#values.intern({ k: "element", of: over }), false);
    loop.polls = this.#polls(node);
    this.#block(body);
    leave();
    this.#under = under;
    this.#finishLoop(before, assigned, targets, node);
  }

  #finishLoop(before: Environment, assigned: Set<string>, targets: Set<string>, node: NodeId): void {
    this.#env = before;
    this.#forgetFlow(assigned);
    this.#forgetFlow(targets);
    const alternative = this.#tree.child(node, Field.alternative);
    if (alternative !== NO_NODE) {
      const dead = this.#env.dead;
      this.#block(this.#tree.child(alternative, Field.body));
      this.#env.dead = dead;
    }
  }

  #forgetFlow(names: Iterable<string>): void {
    if (this.#scope.kind === "class") return;
    for (const name of names) this.#env.set(name, this.#values.intern({ k: "name", fn: this.#fn.id, name }));
  }

  /** Names that one turn hands to the next: assigned in the body, and read there before that or in the condition. */
  #carried(assigned: Set<string>, targets: Set<string>, body: NodeId, condition: NodeId): string[] {
    const tree = this.#tree;
    const carried = new Set<string>();
    const written = new Set<string>();
    const read = (name: string) => {
      if (assigned.has(name) && !targets.has(name) && !written.has(name)) carried.add(name);
    };
    const { kind, next } = tree.data;
    if (condition !== NO_NODE) {
      for (let at: number = condition; at < next[condition]; at++) {
        if (kind[at] === Kind.identifier && assigned.has(tree.text(at as NodeId))) carried.add(tree.text(at as NodeId));
      }
    }
    for (let at: number = body; at < next[body]; at++) {
      const node = at as NodeId;
      if (kind[at] === Kind.augmented_assignment) {
        const left = tree.child(node, Field.left);
        if (left !== NO_NODE && tree.kind(left) === Kind.identifier) read(tree.text(left));
      } else if (kind[at] === Kind.assignment) {
        const right = tree.child(node, Field.right);
        if (right !== NO_NODE) {
          for (let inner: number = right; inner < next[right]; inner++) {
            if (kind[inner] === Kind.identifier) read(tree.text(inner as NodeId));
          }
        }
        const bound = new Set<string>();
        addTargets(tree, tree.child(node, Field.left), bound);
        for (const name of bound) written.add(name);
        // Only the right side was read here; its identifiers are not to be seen again as reads of the target.
        if (right !== NO_NODE) at = next[right] - 1;
      } else if (kind[at] === Kind.as_pattern_target) {
        // `with … as reply` gives the name anew in each turn.
        for (let inner = at; inner < next[at]; inner++)
          if (kind[inner] === Kind.identifier) written.add(tree.text(inner as NodeId));
        at = next[at] - 1;
      } else if (
        kind[at] === Kind.identifier &&
        tree.field(node) !== Field.attribute &&
        tree.field(node) !== Field.name
      ) {
        read(tree.text(node));
      }
    }
    return [...carried];
  }

  /** `total += …` is all that is done with the name. */
  #isOnlyAddedTo(name: string, body: NodeId): boolean {
    const tree = this.#tree;
    const { kind, next } = tree.data;
    let added = 0;
    let seen = 0;
    for (let at: number = body; at < next[body]; at++) {
      const node = at as NodeId;
      if (kind[at] === Kind.identifier && tree.text(node) === name) seen++;
      if (kind[at] !== Kind.augmented_assignment) continue;
      const left = tree.child(node, Field.left);
      if (tree.text(left) === name && tree.text(tree.child(node, Field.operator)) === "+=") added++;
    }
    return added > 0 && added === seen;
  }

  #whileStatement(node: NodeId): void {
    const tree = this.#tree;
    const conditionNode = tree.child(node, Field.condition);
    const body = tree.child(node, Field.body);
    const assigned = body === NO_NODE ? new Set<string>() : this.#assignedIn(body);
    const headerEnd = conditionNode === NO_NODE ? tree.end(node) : tree.end(conditionNode);
    const before = this.#env;
    this.#env = new Environment(before);
    this.#forgetFlow(assigned);
    const leave = this.#enterLoop(node, "while", UNKNOWN, headerEnd, this.#conditionKind(conditionNode));
    const loop = this.#loops[this.#loop];
    if (conditionNode !== NO_NODE) loop.over = this.#condition(conditionNode);
    loop.polls = this.#polls(node);
    loop.carried = body === NO_NODE ? [] : this.#carried(assigned, new Set(), body, conditionNode);
    const under = this.#under;
    this.#guardBy(conditionsOf(this.#conditionContext, conditionNode, true));
    if (conditionNode !== NO_NODE) loop.tested = this.#namesIn(conditionNode).filter((name) => assigned.has(name));
    this.#block(body);
    this.#under = under;
    leave();
    this.#finishLoop(before, assigned, new Set(), node);
  }

  #namesIn(node: NodeId): string[] {
    const { kind, next } = this.#tree.data;
    const names = new Set<string>();
    for (let at: number = node; at < next[node]; at++)
      if (kind[at] === Kind.identifier) names.add(this.#tree.text(at as NodeId));
    return [...names];
  }

  /** Names are taken as any of their scope's values: what the loop waits for is that others change them. */
  #polls(node: NodeId): PollFacts | undefined {
    const tree = this.#tree;
    const polling = pollingLoop(tree, node);
    if (polling === undefined) return undefined;
    const flags = polling.flags.map((flag) => {
      if (tree.kind(flag) !== Kind.identifier) return this.#quietly(() => this.#expression(flag));
      const name = tree.text(flag);
      const { global, bound } = this.#scope.names;
      const owner = !global.has(name) && bound.has(name) ? this.#scope : this.#ownerOf(name, this.#scope.outer);
      return this.#values.intern({ k: "name", fn: owner?.fn ?? 0, name });
    });
    return { ...tree.range(polling.condition), flags, isBare: polling.isBare };
  }

  #conditionKind(node: NodeId): LoopFacts["condition"] {
    if (node === NO_NODE) return "other";
    const tree = this.#tree;
    switch (tree.kind(node)) {
      case Kind.true:
        return "always";
      case Kind.integer:
        return tree.text(node) === "0" ? "other" : "always";
      case Kind.comparison_operator:
        return "comparison";
      case Kind.parenthesized_expression:
        return this.#conditionKind(tree.namedChildren(node)[0] ?? NO_NODE);
      case Kind.not_operator:
      case Kind.identifier:
      case Kind.attribute:
      case Kind.call:
        return "flag";
      default:
        return "other";
    }
  }

  #tryStatement(node: NodeId): void {
    const tree = this.#tree;
    const before = this.#env;
    const flags = this.#flags;
    const handlers = tree.children(node).filter((child) => tree.kind(child) === Kind.except_clause);
    this.#env = new Environment(before);
    if (handlers.length > 0) this.#flags |= CallFlag.inTry;
    if (handlers.some((handler) => this.#expectsWouldBlock(handler))) this.#flags |= CallFlag.wouldBlock;
    if (handlers.some((handler) => CATCHES_RUNTIME_ERROR.test(tree.text(handler))))
      this.#flags |= CallFlag.expectsRuntimeError;
    this.#block(tree.child(node, Field.body));
    this.#flags = flags;
    const afterBody = this.#env;
    const ends: Environment[] = [];
    for (const handler of handlers) {
      this.#env = new Environment(before);
      this.#env.merge([afterBody.alive(), new Environment(before)], this.#values);
      this.#flags = flags | CallFlag.conditional | CallFlag.inHandler;
      // `try: asyncio.get_running_loop() … except RuntimeError:` runs its handler where there is no loop.
      const body = tree.child(node, Field.body);
      if (body !== NO_NODE && CATCHES_RUNTIME_ERROR.test(tree.text(handler)) && asksWhereItRuns(tree.text(body))) {
        this.#flags |= CallFlag.offLoop;
      }
      this.#exceptClause(handler);
      this.#flags = flags;
      ends.push(this.#env);
    }
    this.#env = afterBody;
    for (const clause of tree.children(node)) {
      if (tree.kind(clause) === Kind.else_clause) this.#block(tree.child(clause, Field.body));
    }
    ends.push(this.#env);
    this.#env = before;
    this.#env.merge(ends, this.#values);
    if (this.#returnsRemembered(node, handlers)) this.#flags |= CallFlag.memoised;
    for (const clause of tree.children(node)) {
      if (tree.kind(clause) !== Kind.finally_clause) continue;
      const dead = this.#env.dead;
      for (const block of tree.children(clause)) this.#block(block);
      this.#env.dead = dead;
    }
  }

  /** After `try: return CACHE[key]` with `except KeyError: pass`, what follows computes what is then remembered. */
  #returnsRemembered(node: NodeId, handlers: readonly NodeId[]): boolean {
    const tree = this.#tree;
    const body = tree.child(node, Field.body);
    const [only, second] = body === NO_NODE ? [] : tree.namedChildren(body);
    if (only === undefined || second !== undefined || handlers.length !== 1) return false;
    const place = /^return ([\w.]+)(\[[^[\]]+\])?$/.exec(tree.text(only));
    if (place === null || !/^except \(?(KeyError|AttributeError|LookupError|IndexError)/.test(tree.text(handlers[0])))
      return false;
    const block = tree.parent(node);
    return block !== NO_NODE && assigns(tree.source.slice(tree.end(node), tree.end(block)), place[1]);
  }

  #expectsWouldBlock(handler: NodeId): boolean {
    const caught = this.#tree.namedChildren(handler)[0];
    return (
      caught !== undefined &&
      this.#tree.kind(caught) !== Kind.block &&
      /BlockingIOError|InterruptedError|SSLWant|WantRead|WantWrite|EAGAIN|EWOULDBLOCK/.test(this.#tree.text(caught))
    );
  }

  #exceptClause(clause: NodeId): void {
    const tree = this.#tree;
    for (const child of tree.children(clause)) {
      if (tree.kind(child) === Kind.block) this.#block(child);
      else if (tree.kind(child) === Kind.as_pattern) {
        const [caught] = tree.namedChildren(child);
        const value = caught === undefined ? UNKNOWN : this.#expression(caught);
        const alias = tree.child(child, Field.alias);
        if (alias !== NO_NODE) {
          for (const target of tree.children(alias)) this.#assign(target, this.#instanceOfCaught(value), false);
        }
      } else if (tree.kind(child) !== Kind["*"] && tree.kind(child) !== Kind.comment) this.#expression(child);
    }
  }

  /** What `except` gives a name to: an instance of the class, or of one of several. */
  #instanceOfCaught(caught: ValueId): ValueId {
    const known = this.#values.values[caught];
    const classes = known.k === "collection" ? known.items : [caught];
    return this.#values.union(
      classes.map((annotation) => this.#values.intern({ k: "declared", annotation, value: UNKNOWN })),
    );
  }

  #withStatement(node: NodeId): void {
    const tree = this.#tree;
    const isAsync = tree.childOfKind(node, Kind.async) !== NO_NODE;
    const outer = this.#with;
    const suspensionsAt: { draft: Mutable<WithFacts>; before: number }[] = [];
    const clause = tree.childOfKind(node, Kind.with_clause);
    const items =
      clause === NO_NODE ? [] : tree.children(clause).filter((child) => tree.kind(child) === Kind.with_item);
    for (const item of items) {
      const valueNode = tree.child(item, Field.value);
      if (valueNode === NO_NODE) continue;
      const hasAlias = tree.kind(valueNode) === Kind.as_pattern;
      const expression = hasAlias ? tree.namedChildren(valueNode)[0] : valueNode;
      if (expression === undefined) continue;
      const flags = this.#flags;
      this.#flags |= CallFlag.withItem;
      const value = this.#expression(expression);
      this.#flags = flags;
      if (isAsync) {
        this.#suspend();
        const { start, end } = tree.range(expression);
        const entering = this.#withs.length;
        this.#awaits.push({
          fn: this.#fn.id,
          value,
          start,
          end,
          loop: this.#loop,
          with: this.#with,
          isDropped: false,
          entering,
        });
      }
      this.#implicitCall(isAsync ? "async-enter" : "enter", value, "", expression);
      const draft: Mutable<WithFacts> = {
        id: this.#withs.length,
        fn: this.#fn.id,
        parent: this.#with,
        item: value,
        async: isAsync,
        start: tree.start(expression),
        end: tree.end(expression),
        bodyEnd: tree.end(node),
        suspensions: 0,
        hasYield: false,
      };
      this.#withs.push(draft);
      this.#with = draft.id;
      suspensionsAt.push({ draft, before: this.#fn.suspensions });
      if (hasAlias) {
        const alias = tree.child(valueNode, Field.alias);
        const entered = this.#values.intern({ k: "enter", of: value, async: isAsync });
        if (alias !== NO_NODE) for (const target of tree.children(alias)) this.#assign(target, entered, false);
      }
    }
    const around = this.#flags;
    if (items.some((item) => /\bsuppress\([^)]*\bRuntimeError\b/.test(tree.text(item))))
      this.#flags |= CallFlag.expectsRuntimeError;
    this.#block(tree.child(node, Field.body));
    this.#flags = around;
    for (const { draft, before } of suspensionsAt) draft.suspensions = this.#fn.suspensions - before;
    this.#with = outer;
  }

  #matchStatement(node: NodeId): void {
    const tree = this.#tree;
    const subjects = tree.childrenWith(node, Field.subject).map((subject) => {
      const name = tree.kind(subject) === Kind.identifier ? tree.text(subject) : undefined;
      return { name, value: this.#expression(subject) };
    });
    const body = tree.child(node, Field.body);
    const before = this.#env;
    const flags = this.#flags;
    const under = this.#under;
    // What holds where none of the arms so far was taken.
    let failed = under;
    let failedCount = 0;
    const [subjectNode, ...otherSubjects] = tree.childrenWith(node, Field.subject);
    const ends: Environment[] = [new Environment(before)];
    for (const clause of body === NO_NODE ? [] : tree.children(body)) {
      if (tree.kind(clause) !== Kind.case_clause) continue;
      const pattern = otherSubjects.length === 0 ? this.#onlyPattern(clause) : undefined;
      this.#env = before;
      const conditions = (holds: boolean) =>
        pattern === undefined ? [] : conditionsOfPattern(this.#conditionContext, subjectNode, pattern, holds);
      const isCounted = failedCount < MOST_FAILED_CONDITIONS && tree.child(clause, Field.guard) === NO_NODE;
      const past = isCounted ? conditions(false) : [];
      failedCount += past.length;
      this.#guardBy(conditions(true), failed);
      const armUnder = this.#under;
      this.#guardBy(past, failed);
      failed = this.#under;
      this.#under = armUnder;
      this.#env = new Environment(before);
      this.#flags = flags | CallFlag.conditional | CallFlag.perhaps;
      const known = subjects.length === 1 ? this.#matched(clause, subjects[0]) : undefined;
      for (const name of this.#assignedInPatterns(clause))
        this.#bind(name, known !== undefined && known.name === name ? known.value : UNKNOWN);
      const guard = tree.child(clause, Field.guard);
      if (guard !== NO_NODE) for (const part of tree.namedChildren(guard)) this.#expression(part);
      this.#block(tree.child(clause, Field.consequence));
      ends.push(this.#env);
    }
    this.#under = under;
    this.#flags = flags;
    this.#env = before;
    this.#env.merge(ends, this.#values);
  }

  /** What is written in the pattern of an arm that has one. */
  #onlyPattern(clause: NodeId): NodeId | undefined {
    const tree = this.#tree;
    const [pattern, ...others] = tree.namedChildren(clause).filter((child) => tree.kind(child) === Kind.case_pattern);
    const [inside, ...more] = pattern === undefined || others.length > 0 ? [] : tree.namedChildren(pattern);
    return more.length === 0 ? inside : undefined;
  }

  /**
   * The name that stands for the whole subject, with what it holds: `case Circle() as shape` a `Circle`, a bare name the subject itself. In the
   * arm of a class the subject's own name is one of that class, too.
   */
  #matched(
    clause: NodeId,
    subject: { readonly name: string | undefined; readonly value: ValueId },
  ): { readonly name: string; readonly value: ValueId } | undefined {
    const tree = this.#tree;
    const patterns = tree.namedChildren(clause).filter((child) => tree.kind(child) === Kind.case_pattern);
    const [whole] = patterns.length === 1 ? tree.namedChildren(patterns[0]) : [];
    if (whole === undefined) return undefined;
    const isNamed = tree.kind(whole) === Kind.as_pattern;
    const [inside, alias] = isNamed ? tree.namedChildren(whole) : [];
    const pattern = inside === undefined ? whole : (tree.namedChildren(inside)[0] ?? inside);
    let { value } = subject;
    if (tree.kind(pattern) === Kind.class_pattern) {
      const [first, ...rest] = tree.namedChildren(tree.namedChildren(pattern)[0]);
      if (first === undefined) return undefined;
      const annotation = rest.reduce(
        (of, part) => this.#values.intern({ k: "attr", of, name: tree.text(part) }),
        this.#read(tree.text(first)),
      );
      value = this.#values.intern({ k: "declared", annotation, value });
      if (subject.name !== undefined) this.#env.set(subject.name, value);
    }
    if (alias !== undefined) return { name: tree.text(alias), value };
    return tree.kind(pattern) === Kind.dotted_name ? { name: tree.text(pattern), value } : undefined;
  }

  #assignedInPatterns(clause: NodeId): Set<string> {
    const names = new Set<string>();
    for (const child of this.#tree.children(clause)) {
      if (this.#tree.kind(child) !== Kind.case_pattern) continue;
      for (const name of declaredNames(this.#tree, clause).bound) names.add(name);
    }
    return names;
  }

  // ---- definitions -------------------------------------------------------------------------------------------------

  #decorator(node: NodeId): DecoratorFacts {
    const flags = this.#flags;
    this.#flags |= CallFlag.decorator;
    const [expression] = this.#tree.namedChildren(node);
    const value = expression === undefined ? UNKNOWN : this.#expression(expression);
    this.#flags = flags;
    return { value, start: this.#tree.start(node), end: this.#tree.end(node) };
  }

  #definition(node: NodeId, decorators: DecoratorFacts[]): void {
    if (this.#tree.kind(node) === Kind.class_definition) this.#classDefinition(node, decorators);
    else this.#functionDefinition(node, decorators);
  }

  #qualify(name: string): string {
    const scope = this.#scope;
    const outer = scope.kind === "class" ? this.#classes[scope.cls].qualifiedName : this.#fn.qualifiedName;
    return outer === "" ? name : `${outer}.${name}`;
  }

  #functionDefinition(node: NodeId, decorators: DecoratorFacts[]): void {
    const tree = this.#tree;
    const nameNode = tree.child(node, Field.name);
    const name = nameNode === NO_NODE ? "" : tree.text(nameNode);
    const params = this.#params(tree.child(node, Field.parameters));
    const returnType = tree.child(node, Field.return_type);
    const returnAnnotation = returnType === NO_NODE ? UNKNOWN : this.#annotation(returnType);
    const cls = this.#scope.kind === "class" ? this.#scope.cls : NONE;
    const draft = this.#newFunction(name, this.#qualify(name), this.#fn.id, cls, node);
    draft.nameStart = nameNode === NO_NODE ? tree.start(node) : tree.start(nameNode);
    draft.nameEnd = nameNode === NO_NODE ? tree.start(node) : tree.end(nameNode);
    draft.isAsync = tree.childOfKind(node, Kind.async) !== NO_NODE;
    draft.decorators = decorators;
    draft.params = params;
    draft.returnAnnotation = returnAnnotation;
    if (cls !== NONE && decorators.length === 0) this.#replace(name, node);
    if (name !== "") this.#bind(name, this.#values.intern({ k: "function", id: draft.id }));
    const body = tree.child(node, Field.body);
    if (body === NO_NODE) return;
    draft.isEmpty = this.#isEmptyBody(body);
    if (name !== "") draft.repeatedCalls = repeatedCalls(tree, name, body);
    this.#inFunction(draft, declaredNames(tree, body), () => {
      if (this.#onlyFails(body)) this.#flags |= CallFlag.inHandler;
      this.#block(body);
    });
  }

  /**
   * A method of the same name stands above in the same block, and nothing between the two reads the name: nobody ever gets the earlier one.
   * A decorator may have registered it.
   */
  #replace(name: string, node: NodeId): void {
    const bound = this.#env.get(name);
    const known = bound === undefined ? undefined : this.#values.values[bound];
    if (known?.k !== "function") return;
    const earlier = this.#functions[known.id];
    if (earlier.cls !== this.#scope.cls || earlier.decorators.length > 0) return;
    const tree = this.#tree;
    const block = tree.parent(node);
    const siblings = tree.namedChildren(block);
    const at = siblings.findIndex((sibling) => tree.start(sibling) === earlier.start);
    if (at < 0) return;
    const between = siblings.slice(at + 1, siblings.indexOf(node));
    const reads = new RegExp(`\\b${name}\\b`);
    if (between.every((sibling) => !reads.test(tree.text(sibling)))) earlier.isReplaced = true;
  }

  /** Visits a function's body in a scope of its own, with its parameters bound. */
  #inFunction(draft: FunctionDraft, names: DeclaredNames, visit: () => void): void {
    const saved = {
      scope: this.#scope,
      env: this.#env,
      fn: this.#fn,
      loop: this.#loop,
      with: this.#with,
      flags: this.#flags,
      operations: this.#operations,
    };
    this.#scope = { kind: "function", fn: draft.id, cls: NONE, names, outer: saved.scope };
    this.#env = new Environment(undefined);
    this.#fn = draft;
    this.#loop = NONE;
    this.#with = NONE;
    this.#flags = saved.flags & CallFlag.typeOnly;
    this.#operations = draft.operations;
    draft.params.forEach((param, index) => {
      names.bound.add(param.name);
      this.#bind(param.name, this.#values.intern({ k: "param", fn: draft.id, index }));
    });
    visit();
    this.#scope = saved.scope;
    this.#env = saved.env;
    this.#fn = saved.fn;
    this.#loop = saved.loop;
    this.#with = saved.with;
    this.#flags = saved.flags;
    this.#operations = saved.operations;
  }

  #isEmptyBody(body: NodeId): boolean {
    const tree = this.#tree;
    return tree.namedChildren(body).every((statement) => {
      switch (tree.kind(statement)) {
        case Kind.pass_statement:
          return true;
        case Kind.raise_statement:
          return /^raise\s+NotImplementedError\b/.test(tree.text(statement));
        case Kind.expression_statement: {
          const [expression] = tree.namedChildren(statement);
          const kind = expression === undefined ? Kind.ERROR : tree.kind(expression);
          return kind === Kind.ellipsis || kind === Kind.string || kind === Kind.concatenated_string;
        }
        default:
          return false;
      }
    });
  }

  #params(node: NodeId): ParamFacts[] {
    const tree = this.#tree;
    const params: ParamFacts[] = [];
    let afterStar = false;
    for (const child of node === NO_NODE ? [] : tree.children(node)) {
      const typeNode = tree.child(child, Field.type);
      const add = (nameNode: NodeId, kind: ParamFacts["kind"], valueNode: NodeId) => {
        params.push({
          name: nameNode === NO_NODE ? "" : tree.text(nameNode),
          kind,
          annotation: typeNode === NO_NODE ? UNKNOWN : this.#annotation(typeNode),
          default: valueNode === NO_NODE ? UNKNOWN : this.#expression(valueNode),
        });
      };
      const named = afterStar ? "keyword" : "positional";
      const splat = (pattern: NodeId) => {
        const rest = tree.kind(pattern) === Kind.list_splat_pattern;
        add(tree.namedChildren(pattern)[0] ?? NO_NODE, rest ? "rest" : "keywords", NO_NODE);
        if (rest) afterStar = true;
      };
      switch (tree.kind(child)) {
        case Kind.identifier:
          add(child, named, NO_NODE);
          break;
        case Kind.default_parameter:
        case Kind.typed_default_parameter:
          add(tree.child(child, Field.name), named, tree.child(child, Field.value));
          break;
        case Kind.typed_parameter: {
          const inner = tree.firstChild(child);
          if (inner === NO_NODE) break;
          if (tree.kind(inner) === Kind.identifier) add(inner, named, NO_NODE);
          else splat(inner);
          break;
        }
        case Kind.list_splat_pattern:
        case Kind.dictionary_splat_pattern:
          splat(child);
          break;
        case Kind.keyword_separator:
          afterStar = true;
          break;
        case Kind.tuple_pattern:
          params.push({ name: "", kind: "positional", annotation: UNKNOWN, default: UNKNOWN });
          break;
      }
    }
    return params;
  }

  #classDefinition(node: NodeId, decorators: DecoratorFacts[]): void {
    const tree = this.#tree;
    const nameNode = tree.child(node, Field.name);
    const name = nameNode === NO_NODE ? "" : tree.text(nameNode);
    const bases: ValueId[] = [];
    const keywords: Record<string, ValueId> = {};
    const superclasses = tree.child(node, Field.superclasses);
    for (const child of superclasses === NO_NODE ? [] : tree.namedChildren(superclasses)) {
      if (tree.kind(child) === Kind.keyword_argument) {
        const keyword = tree.child(child, Field.name);
        const value = tree.child(child, Field.value);
        if (keyword !== NO_NODE && value !== NO_NODE) keywords[tree.text(keyword)] = this.#expression(value);
      } else bases.push(this.#expression(child));
    }
    const draft: ClassDraft = {
      id: this.#classes.length,
      name,
      qualifiedName: this.#qualify(name),
      fn: this.#fn.id,
      outer: this.#scope.kind === "class" ? this.#scope.cls : NONE,
      start: tree.start(node),
      end: tree.end(node),
      nameStart: nameNode === NO_NODE ? tree.start(node) : tree.start(nameNode),
      nameEnd: nameNode === NO_NODE ? tree.start(node) : tree.end(nameNode),
      bases,
      keywords,
      decorators,
      members: new Map(),
      stores: new Map(),
    };
    this.#classes.push(draft);
    if (name !== "") this.#bind(name, this.#values.intern({ k: "class", id: draft.id }));
    const body = tree.child(node, Field.body);
    if (body === NO_NODE) return;
    const scope = this.#scope;
    const env = this.#env;
    this.#scope = { kind: "class", fn: this.#fn.id, cls: draft.id, names: declaredNames(tree, body), outer: scope };
    // A class body that stands in a function or module reads their names as flow left them.
    this.#env = new Environment(scope.kind === "class" ? undefined : env);
    this.#block(body);
    this.#scope = scope;
    this.#env = env;
  }

  // ---- expressions -------------------------------------------------------------------------------------------------

  #expression(node: NodeId, use: ResultUse = "kept"): ValueId {
    if (node === NO_NODE || this.#depth > MAX_DEPTH) return UNKNOWN;
    this.#depth++;
    const value = this.#expressionOfKind(node, use);
    this.#depth--;
    return value;
  }

  /** `answer = call(); …; await answer`, under no further condition: what the call gave is awaited, as in `await call()`. */
  #awaitKept(node: NodeId, value: ValueId): void {
    const known = this.#values.values[value];
    if (known.k !== "call") return;
    const call = this.#calls[known.call];
    if (call.use !== "kept" || call.fn !== this.#fn.id) return;
    const tree = this.#tree;
    for (let at = tree.parent(node); at !== NO_NODE && tree.start(at) > call.start; at = tree.parent(at))
      if (BRANCHES.has(tree.kind(at))) return;
    this.#calls[known.call] = { ...call, use: "awaited" };
  }

  #expressionOfKind(node: NodeId, use: ResultUse): ValueId {
    const tree = this.#tree;
    const values = this.#values;
    switch (tree.kind(node)) {
      case Kind.identifier:
        return this.#read(tree.text(node));
      case Kind.attribute:
        return this.#attribute(node, true);
      case Kind.call:
        return this.#call(node, use);
      case Kind.await: {
        const [awaited] = tree.namedChildren(node);
        const of = awaited === undefined ? UNKNOWN : this.#expression(awaited, "awaited");
        this.#awaitKept(node, of);
        this.#suspend();
        this.#awaits.push({
          fn: this.#fn.id,
          value: of,
          start: tree.start(node),
          end: tree.end(node),
          loop: this.#loop,
          with: this.#with,
          isDropped: use === "dropped",
        });
        return values.intern({ k: "await", of });
      }
      case Kind.parenthesized_expression: {
        const inner = tree.namedChildren(node);
        return inner.length === 0 ? UNKNOWN : this.#expression(inner[0], use);
      }
      case Kind.lambda:
        return this.#lambda(node);
      case Kind.list_comprehension:
      case Kind.set_comprehension:
      case Kind.dictionary_comprehension:
      case Kind.generator_expression:
        return this.#comprehension(node, use);
      case Kind.conditional_expression: {
        const [yes, condition, no] = tree.namedChildren(node);
        if (condition !== undefined) this.#expression(condition);
        const flags = this.#flags;
        this.#flags |= CallFlag.conditional | (condition === undefined ? 0 : this.#chanceFlags(condition));
        const env = this.#env;
        this.#env = new Environment(env);
        if (condition !== undefined) this.#narrow(condition);
        const under = this.#under;
        if (condition !== undefined) this.#guardBy(conditionsOf(this.#conditionContext, condition, true));
        const first = yes === undefined ? UNKNOWN : this.#expression(yes, use);
        this.#env = env;
        if (condition !== undefined) this.#guardBy(conditionsOf(this.#conditionContext, condition, false), under);
        const second = no === undefined ? UNKNOWN : this.#expression(no, use);
        this.#under = under;
        this.#flags = flags;
        return values.union([first, second]);
      }
      case Kind.boolean_operator: {
        const operator = tree.child(node, Field.operator);
        const goesOn = operator === NO_NODE || tree.text(operator) === "and";
        const under = this.#under;
        const flags = this.#flags;
        const parts = tree.namedChildren(node).map((part, index) => {
          const value = this.#expression(part, index === 0 ? "kept" : use);
          this.#flags |= this.#chanceFlags(part);
          this.#guardBy(conditionsOf(this.#conditionContext, part, goesOn));
          return value;
        });
        this.#under = under;
        this.#flags = flags;
        return values.union(parts);
      }
      case Kind.not_operator:
        for (const part of tree.namedChildren(node)) this.#expression(part);
        return values.intern({ k: "literal", type: "bool" });
      case Kind.unary_operator: {
        const argument = tree.child(node, Field.argument);
        const value = this.#expression(argument);
        const known = values.values[value];
        if (known.k === "literal" && typeof known.value === "number" && tree.source[tree.start(node)] === "-") {
          return values.intern({ k: "literal", type: known.type, value: -known.value });
        }
        this.#operations.arithmetic++;
        return known.k === "literal" ? values.intern({ k: "literal", type: known.type }) : UNKNOWN;
      }
      case Kind.comparison_operator:
        return this.#comparison(node);
      case Kind.binary_operator:
        return this.#binary(node);
      case Kind.subscript:
        return this.#subscript(node);
      case Kind.slice:
        for (const part of tree.namedChildren(node)) this.#expression(part);
        return this.#slice(node);
      case Kind.string:
        return this.#string(node);
      case Kind.concatenated_string: {
        let last: ValueId = UNKNOWN;
        let text: string | undefined = "";
        let lead: string | undefined;
        for (const part of tree.namedChildren(node)) {
          last = this.#expression(part);
          const known = values.values[last];
          if (known.k === "literal") lead ??= known.lead ?? String(known.value ?? "").slice(0, LONGEST_LEAD);
          const isPlain = known.k === "literal" && known.type === "str" && typeof known.value === "string";
          text = isPlain && text !== undefined ? text + known.value : undefined;
        }
        const known = values.values[last];
        if (text !== undefined && text.length <= MAX_LITERAL)
          return values.intern({ k: "literal", type: "str", value: text });
        const type = known.k === "literal" ? known.type : "str";
        return values.intern(lead === undefined || lead === "" ? { k: "literal", type } : { k: "literal", type, lead });
      }
      case Kind.integer: {
        const value = Number(tree.text(node).replace(/_/g, ""));
        return values.intern(
          Number.isFinite(value) ? { k: "literal", type: "int", value } : { k: "literal", type: "int" },
        );
      }
      case Kind.float: {
        const value = Number.parseFloat(tree.text(node).replace(/_/g, ""));
        return values.intern(
          Number.isFinite(value) ? { k: "literal", type: "float", value } : { k: "literal", type: "float" },
        );
      }
      case Kind.true:
        return values.intern({ k: "literal", type: "bool", value: "True" });
      case Kind.false:
        return values.intern({ k: "literal", type: "bool", value: "False" });
      case Kind.none:
        return values.intern({ k: "literal", type: "None" });
      case Kind.ellipsis:
        return values.intern({ k: "literal", type: "ellipsis" });
      case Kind.list:
      case Kind.list_pattern:
        return this.#collection("list", tree.namedChildren(node));
      case Kind.set:
        return this.#collection("set", tree.namedChildren(node));
      case Kind.tuple:
      case Kind.expression_list:
      case Kind.pattern_list:
      case Kind.tuple_pattern:
        return this.#collection("tuple", tree.namedChildren(node));
      case Kind.dictionary:
        return this.#dictionary(node);
      case Kind.named_expression: {
        const value = this.#expression(tree.child(node, Field.value));
        const target = tree.child(node, Field.name);
        if (target !== NO_NODE) this.#bind(tree.text(target), value);
        return value;
      }
      case Kind.list_splat:
      case Kind.dictionary_splat:
      case Kind.parenthesized_list_splat: {
        for (const part of tree.namedChildren(node)) {
          const value = this.#expression(part);
          if (tree.kind(node) === Kind.list_splat) this.#implicitCall("iterate", value, "", part);
        }
        return UNKNOWN;
      }
      case Kind.yield:
        return this.#yield(node);
      case Kind.type:
      case Kind.generic_type:
      case Kind.union_type:
      case Kind.member_type:
        return this.#annotation(node);
      case Kind.assignment:
        return this.#assignment(node);
      case Kind.augmented_assignment:
        this.#augmentedAssignment(node);
        return UNKNOWN;
      case Kind.comment:
        return UNKNOWN;
      case Kind.keyword_argument:
        return this.#expression(tree.child(node, Field.value));
      default:
        for (const child of tree.namedChildren(node)) this.#expression(child);
        return UNKNOWN;
    }
  }

  #suspend(): void {
    this.#fn.suspensions++;
    for (let loop = this.#loop; loop !== NONE; loop = this.#loops[loop].parent) this.#loops[loop].suspensions++;
  }

  #attribute(node: NodeId, load: boolean): ValueId {
    const tree = this.#tree;
    const of = this.#expression(tree.child(node, Field.object));
    const nameNode = tree.child(node, Field.attribute);
    if (nameNode === NO_NODE) return UNKNOWN;
    const name = tree.text(nameNode);
    this.#operations.attributes++;
    const kind = this.#values.values[of].k;
    if (load && kind !== "import" && kind !== "literal" && kind !== "unknown")
      this.#implicitCall("attribute", of, name, node);
    return this.#values.intern({ k: "attr", of, name });
  }

  #implicitCall(kind: ImplicitCallFacts["kind"], of: ValueId, name: string, node: NodeId): void {
    const known = this.#values.values[of].k;
    if (known === "unknown" || (known === "literal" && kind !== "enter")) return;
    this.#implicit.push({
      fn: this.#fn.id,
      kind,
      of,
      name,
      start: this.#tree.start(node),
      end: this.#tree.end(node),
      loop: this.#loop,
      flags: this.#flags,
      guard: this.#under,
    });
  }

  #call(node: NodeId, use: ResultUse): ValueId {
    const tree = this.#tree;
    const values = this.#values;
    const calleeNode = tree.child(node, Field.function);
    const argumentsNode = tree.child(node, Field.arguments);
    const flags = this.#flags;
    this.#flags = flags & ~(CallFlag.argument | CallFlag.withItem);
    const callee =
      calleeNode !== NO_NODE && tree.kind(calleeNode) === Kind.attribute
        ? this.#attribute(calleeNode, false)
        : this.#expression(calleeNode);
    this.#flags = (flags & ~CallFlag.withItem) | CallFlag.argument;
    const args: ArgumentFacts[] = [];
    const powers: number[] = [];
    if (argumentsNode !== NO_NODE && tree.kind(argumentsNode) === Kind.generator_expression) {
      args.push({ value: this.#expression(argumentsNode) });
    } else if (argumentsNode !== NO_NODE) {
      for (const argument of tree.namedChildren(argumentsNode)) {
        powers.push(this.#arithmetic.mark);
        args.push(this.#argument(argument));
      }
    }
    powers.push(this.#arithmetic.mark);
    this.#flags = flags;
    this.#operations.calls++;
    if (this.#isOfMathematics(callee)) this.#operations.multiplying++;
    const of = values.values[callee];
    if (isPresenting(values.values, callee)) this.#operations.presenting++;
    if (of.k === "builtin" && of.name === "super") {
      const cls = this.#enclosingClass();
      if (cls !== NONE) {
        const value = values.intern({ k: "super", cls });
        this.#implicitCall("super", value, "", node);
        return value;
      }
    }
    const id: CallId = this.#calls.length;
    args.forEach(({ keyword }, index) => {
      if (index + 1 < powers.length) this.#arithmetic.inArgument(powers[index], powers[index + 1], id, keyword);
    });
    this.#calls.push({
      id,
      fn: this.#fn.id,
      callee,
      args,
      start: tree.start(node),
      end: tree.end(node),
      calleeEnd: calleeNode === NO_NODE ? tree.end(node) : tree.end(calleeNode),
      loop: this.#loop,
      with: this.#with,
      use,
      flags: this.#flags,
      guard: this.#under,
    });
    return values.intern({ k: "call", call: id });
  }

  #argument(node: NodeId): ArgumentFacts {
    const tree = this.#tree;
    switch (tree.kind(node)) {
      case Kind.keyword_argument: {
        const name = tree.child(node, Field.name);
        const value = this.#expression(tree.child(node, Field.value));
        return { value, keyword: name === NO_NODE ? "" : tree.text(name) };
      }
      case Kind.list_splat:
      case Kind.dictionary_splat: {
        const [inner] = tree.namedChildren(node);
        const value = inner === undefined ? UNKNOWN : this.#expression(inner);
        const star = tree.kind(node) === Kind.list_splat ? 1 : 2;
        return { value, star };
      }
      default:
        return { value: this.#expression(node) };
    }
  }

  #enclosingClass(): ClassId {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.outer) {
      const cls = scope.kind === "function" ? this.#functions[scope.fn].cls : NONE;
      if (cls !== NONE) return cls;
    }
    return NONE;
  }

  #lambda(node: NodeId): ValueId {
    const tree = this.#tree;
    const params = this.#params(tree.child(node, Field.parameters));
    const name = `<lambda${++this.#lambdas}>`;
    const draft = this.#newFunction(name, this.#qualify(name), this.#fn.id, NONE, node);
    draft.isLambda = true;
    draft.params = params;
    draft.nameEnd = tree.start(node) + "lambda".length;
    const body = tree.child(node, Field.body);
    const names: DeclaredNames = { bound: new Set(), global: new Set(), nonlocal: new Set() };
    this.#inFunction(draft, names, () => {
      draft.returns.push(this.#expression(body, "returned"));
    });
    return this.#values.intern({ k: "function", id: draft.id });
  }

  #comprehension(node: NodeId, use: ResultUse): ValueId {
    const tree = this.#tree;
    const values = this.#values;
    const isGenerator = tree.kind(node) === Kind.generator_expression;
    const env = this.#env;
    const flags = this.#flags;
    this.#env = new Environment(env);
    const leaves: (() => void)[] = [];
    this.#flags &= ~CallFlag.withItem;
    if (isGenerator) this.#flags |= CallFlag.lazy;
    if (isGenerator && use === "returned" && this.#fn.isAsync) this.#flags |= CallFlag.deferred;
    for (const clause of tree.children(node)) {
      if (tree.kind(clause) === Kind.for_in_clause) {
        const isAsync = tree.childOfKind(clause, Kind.async) !== NO_NODE;
        const right = tree.child(clause, Field.right);
        // The first iterable of a generator expression is evaluated at once, whoever consumes it.
        const laziness = this.#flags;
        if (leaves.length === 0) this.#flags = flags & ~CallFlag.withItem;
        const over = right === NO_NODE ? UNKNOWN : this.#expression(right);
        this.#flags = laziness;
        if (isAsync) this.#suspend();
        this.#implicitCall(isAsync ? "async-iterate" : "iterate", over, "", right);
        const kind = isAsync ? "async-for" : isGenerator ? "generator" : "comprehension";
        leaves.push(this.#enterLoop(leaves.length === 0 ? node : clause, kind, over, tree.end(clause), "other"));
        const left = tree.child(clause, Field.left);
        const targets = new Set<string>();
        addTargets(tree, left, targets);
        this.#loops[this.#loop].targets = [...targets];
        this.#bindLocally(left, values.intern({ k: "element", of: over }));
      } else if (tree.kind(clause) === Kind.if_clause) {
        for (const part of tree.namedChildren(clause)) this.#expression(part);
      }
    }
    const body = tree.child(node, Field.body);
    let element: ValueId = UNKNOWN;
    let key: ValueId = UNKNOWN;
    if (body !== NO_NODE) {
      if (tree.kind(body) === Kind.pair) {
        key = this.#expression(tree.child(body, Field.key));
        element = this.#expression(tree.child(body, Field.value));
      } else element = this.#expression(body, use === "dropped" && !isGenerator ? "dropped" : "yielded");
    }
    for (const leave of leaves.reverse()) leave();
    this.#env = env;
    this.#flags = flags;
    switch (tree.kind(node)) {
      case Kind.list_comprehension:
        return values.intern({ k: "collection", type: "list", items: [element] });
      case Kind.set_comprehension:
        return values.intern({ k: "collection", type: "set", items: [element] });
      case Kind.dictionary_comprehension:
        return values.intern({ k: "collection", type: "dict", items: [element], keys: [key] });
      default:
        return values.intern({ k: "generator", element });
    }
  }

  /** Binds a comprehension's targets in its own environment only. */
  #bindLocally(target: NodeId, value: ValueId): void {
    if (target === NO_NODE) return;
    const tree = this.#tree;
    if (tree.kind(target) === Kind.identifier) {
      this.#env.set(tree.text(target), value);
      return;
    }
    const parts = tree.namedChildren(target);
    parts.forEach((part, index) => {
      this.#bindLocally(part, this.#partOf(value, index, parts.length));
    });
  }

  #comparison(node: NodeId): ValueId {
    const tree = this.#tree;
    const operands = tree
      .children(node)
      .filter((child) => tree.field(child) !== Field.operators && tree.kind(child) !== Kind.comment);
    const operators = tree.childrenWith(node, Field.operators).map((child) => tree.text(child).replace(/\s+/g, " "));
    const parts = operands.map((operand) => this.#expression(operand));
    operators.forEach((operator, index) => {
      const isMembership = /^(in|is|not in|is not)$/.test(operator);
      if (!isMembership && this.#mayBeNumbers(parts[index], parts[index + 1] ?? UNKNOWN)) this.#operations.comparison++;
      const isKnown = (part: ValueId) => this.#values.values[part]?.k === "literal";
      if (!isMembership && !isKnown(parts[index]) && !isKnown(parts[index + 1] ?? UNKNOWN)) this.#operations.matching++;
      if (operator === "in" || operator === "not in")
        this.#implicitCall("contains", parts[index + 1] ?? UNKNOWN, operator, node);
      else if (!operator.startsWith("is")) this.#implicitCall("compare", parts[index], operator, node);
    });
    return this.#values.intern({ k: "literal", type: "bool" });
  }

  #binary(node: NodeId): ValueId {
    const tree = this.#tree;
    // A long chain such as `a + b + c + …` nests to the left; it is walked without recursion.
    const chain: NodeId[] = [];
    let at = node;
    while (tree.kind(at) === Kind.binary_operator) {
      chain.push(at);
      at = tree.child(at, Field.left);
      if (at === NO_NODE) break;
    }
    const before = this.#arithmetic.mark;
    let value = this.#expression(at);
    for (const operation of chain.reverse()) {
      const between = this.#arithmetic.mark;
      const right = this.#expression(tree.child(operation, Field.right));
      const operatorNode = tree.child(operation, Field.operator);
      const op = operatorNode === NO_NODE ? "+" : tree.text(operatorNode);
      this.#countBinary(op, value, right);
      this.#implicitCall("binary", value, op, operation);
      const repeats = op === "*" && this.#isSequence(value);
      this.#arithmetic.around(op, value, right, before, between, repeats);
      this.#arithmetic.power(this.#place, op, value, right, operation);
      value = this.#operation(op, value, right);
    }
    this.#arithmetic.within(node, before);
    return value;
  }

  #countBinary(op: string, left: ValueId, right: ValueId): void {
    if (this.#isText(left) || ((op === "+" || op === "*") && this.#isText(right))) {
      this.#operations.text++;
      return;
    }
    // `[0] * size` makes a list.
    if (op === "*" && (this.#isList(left) || this.#isList(right))) {
      this.#operations.ambiguous++;
      return;
    }
    const counts = (op === "+" || op === "-") && (this.#isStep(left) || this.#isStep(right));
    const maybeSets = op === "+" || op === "-" || op === "|" || op === "&";
    const numbers = this.#isNumber(left, 0) || this.#isNumber(right, 0);
    // `/` joins paths as often as it divides, unless a number is in sight.
    // Percentages are made for people to read.
    const isPercent = op === "*" && (this.#isHundred(left) || this.#isHundred(right));
    if (isMultiplying(op, numbers) && !isPercent) this.#operations.multiplying++;
    else if ((op === "+" || op === "-") && !counts && this.#addsQuantities(left, right)) this.#operations.adding++;
    if (counts) this.#operations.counting++;
    else if ((maybeSets && !numbers) || (op === "/" && !numbers)) this.#operations.ambiguous++;
    else this.#operations.arithmetic++;
  }

  #isList(value: ValueId): boolean {
    const known = this.#values.values[value];
    return known.k === "collection" && known.type === "list";
  }

  #isHundred(value: ValueId): boolean {
    const known = this.#values.values[value];
    return known.k === "literal" && known.value === 100;
  }

  /** Adding what was computed or stands in a table, and not a constant or a length: `total += row[i]`, unlike `i + 2`. */
  #addsQuantities(left: ValueId, right: ValueId): boolean {
    const values = this.#values.values;
    const isConstant = (value: ValueId) => {
      const known = values[value];
      return known.k === "literal" || this.#isStep(value);
    };
    if (isConstant(left) || isConstant(right)) return false;
    if (this.#isNumber(left, 0) || this.#isNumber(right, 0)) return true;
    const isCell = (value: ValueId) => {
      const known = values[value];
      if (known.k !== "item") return false;
      const index = values[known.index];
      return index.k !== "literal";
    };
    return isCell(left) || isCell(right);
  }

  /** Fields and names are compared as they are looked up; numbers are compared as elements, parameters and results. */
  #mayBeNumbers(left: ValueId, right: ValueId): boolean {
    if (this.#isNumber(left, 0) || this.#isNumber(right, 0)) return true;
    return ![left, right].some((value) => {
      const known = this.#values.values[value];
      if (known.k === "attr" || this.#isText(value)) return true;
      if (known.k !== "item") return false;
      const index = this.#values.values[known.index];
      return index.k === "literal" && index.type === "str";
    });
  }

  /** 1, 0 or -1, or a length: counting, or stepping through a text. */
  #isStep(value: ValueId): boolean {
    const known = this.#values.values[value];
    if (known.k === "call") {
      const callee = this.#values.values[this.#calls[known.call].callee];
      return callee.k === "builtin" && callee.name === "len";
    }
    if (known.k === "binary") return this.#steps.has(value);
    return known.k === "literal" && typeof known.value === "number" && Math.abs(known.value) <= 1;
  }

  /** True for what is certainly a number, by how it is made. */
  #isNumber(value: ValueId, depth: number): boolean {
    if (depth > 6) return false;
    const values = this.#values.values;
    const known = values[value];
    switch (known.k) {
      case "literal":
        return known.type === "int" || known.type === "float";
      case "binary":
        return this.#isNumber(known.left, depth + 1) || this.#isNumber(known.right, depth + 1);
      case "element": {
        const over = values[known.of];
        if (over.k !== "call") return false;
        const callee = values[this.#calls[over.call].callee];
        return (
          callee.k === "builtin" && (callee.name === "range" || (callee.name === "enumerate" && known.position === 0))
        );
      }
      case "call": {
        const callee = values[this.#calls[known.call].callee];
        if (callee.k === "builtin") return NUMBER_FUNCTIONS.has(callee.name);
        if (callee.k === "attr") {
          const of = values[callee.of];
          return of.k === "import" && (of.module === "math" || of.module === "cmath" || of.module === "random");
        }
        return callee.k === "import" && (callee.module === "math" || callee.module === "random");
      }
      case "declared": {
        const annotation = values[known.annotation];
        return annotation.k === "builtin" && (annotation.name === "int" || annotation.name === "float");
      }
      case "param": {
        const annotation = values[this.#functions[known.fn].params[known.index]?.annotation ?? UNKNOWN];
        return annotation.k === "builtin" && (annotation.name === "int" || annotation.name === "float");
      }
      case "name": {
        const bindings = this.#functions[known.fn].bindings.get(known.name);
        if (bindings === undefined || bindings.size > 4) return false;
        for (const binding of bindings) if (this.#isNumber(binding, depth + 1)) return true;
        return false;
      }
      case "union":
        return known.of.some((part) => this.#isNumber(part, depth + 1));
      default:
        return false;
    }
  }

  #isSequence(value: ValueId): boolean {
    return this.#values.values[value].k === "collection" || this.#isText(value);
  }

  /** `math.sin` and its like. */
  #isOfMathematics(callee: ValueId): boolean {
    const known = this.#values.values[callee];
    let of = known.k === "attr" ? this.#values.values[known.of] : known;
    if (of.k === "name") {
      const [binding] = this.#functions[of.fn].bindings.get(of.name) ?? [];
      if (binding === undefined) return false;
      of = this.#values.values[binding];
    }
    return of.k === "import" && (of.module === "math" || of.module === "cmath");
  }

  #isSlice(value: ValueId): boolean {
    const known = this.#values.values[value];
    return known.k === "literal" && known.type === "slice";
  }

  /** What has been computed so far, less what found a place. */
  #computed(): number {
    const { arithmetic, ambiguous, counting, placing } = this.#operations;
    return arithmetic + ambiguous + counting - placing;
  }

  #countSubscript(index: ValueId): void {
    const isNumber = this.#isNumber(index, 0);
    const kind = this.#values.values[index].k;
    if (kind === "collection" ? this.#isPosition(index) : isNumber && kind !== "literal") this.#operations.positions++;
    if (isNumber) this.#operations.indexing++;
    else this.#operations.lookups++;
  }

  /** A place in a table that is counted or computed, alone or as one of several coordinates; a constant is a field. */
  #isPosition(index: ValueId): boolean {
    const known = this.#values.values[index];
    if (known.k === "collection") return known.items.some((item) => this.#isPosition(item));
    return known.k !== "literal" && this.#isNumber(index, 0);
  }

  #isText(value: ValueId): boolean {
    const known = this.#values.values[value];
    return known.k === "literal" ? known.type === "str" || known.type === "bytes" : this.#texts.has(value);
  }

  /** The value of an operation; one with a text in it is a text. */
  #operation(op: string, left: ValueId, right: ValueId): ValueId {
    const value = this.#values.intern({ k: "binary", op, left, right });
    if (this.#isText(left) || this.#isText(right)) this.#texts.add(value);
    else if (this.#isStep(left) && this.#isStep(right)) this.#steps.add(value);
    return value;
  }

  #subscript(node: NodeId): ValueId {
    const tree = this.#tree;
    const of = this.#expression(tree.child(node, Field.value));
    const parts = tree.childrenWith(node, Field.subscript);
    const adding = this.#operations.adding;
    const before = this.#computed();
    const index = parts.length === 1 ? this.#expression(parts[0]) : this.#collection("tuple", parts);
    // Finding the place is no adding up.
    this.#operations.adding = adding;
    this.#operations.placing += this.#computed() - before;
    const keys = parts.length > 1 ? this.#values.values[index] : undefined;
    if (keys?.k === "collection" && keys.items.some((key) => this.#isSlice(key))) this.#operations.rows++;
    this.#countSubscript(index);
    this.#implicitCall("subscript", of, "", node);
    return this.#values.intern({ k: "item", of, index });
  }

  /** A slice's value is the number of items it can give at most, where it is written as `[:8]` or `[2:8]`. */
  #slice(node: NodeId): ValueId {
    // `[1:]` and `[:-1]` leave one item out.
    if (/^(1\s*:|:\s*-\s*1)$/.test(this.#tree.text(node)))
      return this.#values.intern({ k: "literal", type: "slice", value: "one less" });
    if (/^([2-9]\s*:|:\s*-\s*[2-9])$/.test(this.#tree.text(node)))
      return this.#values.intern({ k: "literal", type: "slice", value: "few less" });
    const bounds = /^(\d*)\s*:\s*(\d+)$/.exec(this.#tree.text(node));
    const width = /^([^:[\]]+?)\s*:\s*\1\s*\+\s*(\d+)$/.exec(this.#tree.text(node));
    // A window that moves along is as wide in each turn, but there are as many as there are items: its width is kept apart.
    if (width !== null) return this.#values.intern({ k: "literal", type: "slice", value: `window ${width[2]}` });
    // One of the pieces of a width that is not written down.
    if (/^(\w+)\s*:\s*\1\s*\+\s*[A-Za-z_][\w.]*$/.test(this.#tree.text(node)))
      return this.#values.intern({ k: "literal", type: "slice", value: "piece" });
    // From here to there, of which neither is written down: the run of items that belong together.
    if (bounds === null && /^[^:]*[A-Za-z_][^:]*:\s*[A-Za-z_]\w*$/.test(this.#tree.text(node)))
      return this.#values.intern({ k: "literal", type: "slice", value: "run" });
    const value = bounds === null ? undefined : Math.max(0, Number(bounds[2]) - Number(bounds[1] || 0));
    return this.#values.intern(
      value === undefined ? { k: "literal", type: "slice" } : { k: "literal", type: "slice", value },
    );
  }

  #string(node: NodeId): ValueId {
    const tree = this.#tree;
    const start = tree.firstChild(node);
    const prefix = start === NO_NODE ? "" : tree.text(start).toLowerCase();
    const type = prefix.includes("b") ? "bytes" : "str";
    let interpolated = false;
    let isStart = true;
    let head: ValueId = UNKNOWN;
    for (const child of tree.children(node)) {
      const kind = tree.kind(child);
      if (kind === Kind.interpolation) {
        const first = this.#interpolation(child);
        if (isStart) head = first;
        interpolated = true;
      }
      if (child !== start) isStart = false;
    }
    if (interpolated) {
      this.#operations.text++;
      if (head !== UNKNOWN) return this.#values.intern({ k: "literal", type, head });
      const content = tree.childOfKind(node, Kind.string_content);
      const lead = isStart || content === NO_NODE ? "" : tree.text(content).trimStart().slice(0, LONGEST_LEAD);
      return this.#values.intern(lead === "" ? { k: "literal", type } : { k: "literal", type, lead });
    }
    const length = tree.end(node) - tree.start(node);
    const content = tree.childOfKind(node, Kind.string_content);
    if (type === "bytes") return this.#values.intern({ k: "literal", type });
    if (length > MAX_LITERAL) {
      const lead = content === NO_NODE ? "" : tree.text(content).trimStart().slice(0, LONGEST_LEAD);
      return this.#values.intern(lead === "" ? { k: "literal", type } : { k: "literal", type, lead });
    }
    return this.#values.intern({ k: "literal", type, value: content === NO_NODE ? "" : tree.text(content) });
  }

  /** @returns what is put in */
  #interpolation(node: NodeId): ValueId {
    const tree = this.#tree;
    let value: ValueId = UNKNOWN;
    for (const child of tree.children(node)) {
      if (tree.kind(child) === Kind.format_specifier) {
        for (const part of tree.children(child)) {
          if (tree.kind(part) === Kind.format_expression)
            for (const inner of tree.namedChildren(part)) this.#expression(inner);
          else if (tree.kind(part) === Kind.interpolation) this.#interpolation(part);
        }
      } else if (tree.kind(child) !== Kind.type_conversion) {
        const inner = this.#expression(child);
        if (value === UNKNOWN) value = inner;
      }
    }
    return value;
  }

  #collection(type: "list" | "tuple" | "set", nodes: readonly NodeId[]): ValueId {
    const items = nodes.map((item) => this.#expression(item));
    if (items.length > MAX_ITEMS) return this.#values.intern({ k: "literal", type, value: items.length });
    return this.#values.intern({ k: "collection", type, items });
  }

  #dictionary(node: NodeId): ValueId {
    const tree = this.#tree;
    const keys: ValueId[] = [];
    const items: ValueId[] = [];
    for (const child of tree.namedChildren(node)) {
      if (tree.kind(child) === Kind.pair) {
        keys.push(this.#expression(tree.child(child, Field.key)));
        items.push(this.#expression(tree.child(child, Field.value)));
      } else {
        this.#expression(child);
        keys.push(UNKNOWN);
        items.push(UNKNOWN);
      }
    }
    if (items.length > MAX_ITEMS) return this.#values.intern({ k: "literal", type: "dict", value: items.length });
    return this.#values.intern({ k: "collection", type: "dict", items, keys });
  }

  #yield(node: NodeId): ValueId {
    const tree = this.#tree;
    this.#fn.isGenerator = true;
    for (let loop = this.#loop; loop !== NONE; loop = this.#loops[loop].parent) this.#loops[loop].yields++;
    for (let at = this.#with; at !== NONE; at = this.#withs[at].parent) this.#withs[at].hasYield = true;
    const parts = tree.namedChildren(node);
    const isFrom = tree.childOfKind(node, Kind.from) !== NO_NODE;
    const value =
      parts.length === 0
        ? UNKNOWN
        : parts.length === 1
          ? this.#expression(parts[0], "yielded")
          : this.#collection("tuple", parts);
    if (isFrom) {
      this.#implicitCall("iterate", value, "", node);
      this.#fn.yields.push(this.#values.intern({ k: "element", of: value }));
    } else this.#fn.yields.push(value);
    return UNKNOWN;
  }

  /** An annotation as a value; text annotations are read as the expressions they hold. Calls in it do not run. */
  #annotation(node: NodeId): ValueId {
    const flags = this.#flags;
    this.#flags |= CallFlag.typeOnly;
    const value = this.#annotationOfKind(node);
    this.#flags = flags;
    return value;
  }

  #annotationOfKind(node: NodeId): ValueId {
    const tree = this.#tree;
    const values = this.#values;
    if (this.#depth > MAX_DEPTH) return UNKNOWN;
    this.#depth++;
    try {
      switch (tree.kind(node)) {
        case Kind.type:
        case Kind.parenthesized_expression: {
          const [inner] = tree.namedChildren(node);
          return inner === undefined ? UNKNOWN : this.#annotationOfKind(inner);
        }
        case Kind.string: {
          const content = tree.childOfKind(node, Kind.string_content);
          if (content === NO_NODE) return UNKNOWN;
          return annotationFromText(tree.text(content), values, (name) => this.#read(name));
        }
        case Kind.generic_type: {
          const [base, parameters] = tree.namedChildren(node);
          const of = base === undefined ? UNKNOWN : this.#annotationOfKind(base);
          const parts =
            parameters === undefined ? [] : tree.namedChildren(parameters).map((part) => this.#annotationOfKind(part));
          return values.intern({
            k: "item",
            of,
            index: parts.length === 1 ? parts[0] : values.intern({ k: "collection", type: "tuple", items: parts }),
          });
        }
        case Kind.union_type:
        case Kind.binary_operator: {
          const parts = tree.namedChildren(node).map((part) => this.#annotationOfKind(part));
          return parts.reduce((left, right) => values.intern({ k: "binary", op: "|", left, right }));
        }
        case Kind.member_type: {
          const [of, name] = tree.namedChildren(node);
          if (of === undefined || name === undefined) return UNKNOWN;
          return values.intern({ k: "attr", of: this.#annotationOfKind(of), name: tree.text(name) });
        }
        case Kind.subscript: {
          const of = this.#annotationOfKind(tree.child(node, Field.value));
          const parts = tree.childrenWith(node, Field.subscript).map((part) => this.#annotationOfKind(part));
          return values.intern({
            k: "item",
            of,
            index: parts.length === 1 ? parts[0] : values.intern({ k: "collection", type: "tuple", items: parts }),
          });
        }
        case Kind.attribute: {
          const nameNode = tree.child(node, Field.attribute);
          if (nameNode === NO_NODE) return UNKNOWN;
          return values.intern({
            k: "attr",
            of: this.#annotationOfKind(tree.child(node, Field.object)),
            name: tree.text(nameNode),
          });
        }
        default:
          return this.#expression(node);
      }
    } finally {
      this.#depth--;
    }
  }

  #stringsOf(node: NodeId): string[] | undefined {
    if (node === NO_NODE) return undefined;
    const tree = this.#tree;
    const result: string[] = [];
    for (const child of tree.namedChildren(node)) {
      if (tree.kind(child) !== Kind.string) return undefined;
      const content = tree.childOfKind(child, Kind.string_content);
      if (content !== NO_NODE) result.push(tree.text(content));
    }
    return result;
  }
}

const CATCHES_RUNTIME_ERROR = /^\s*except\s+(\([^)\n]*)?\bRuntimeError\b/;

const ASSIGNMENT = /\s*(\[[^\]\n]*\]\s*)?(:[^=\n]*)?=[^=]/y;

/** Of a formatted text's beginning as much is kept as tells a statement's verb. */
const LONGEST_LEAD = 12;
/** Text around a statement that is searched for what belongs to it. */
const MOST_TEXT = 20_000;

/** `found = cache.get(key)` before, and `cache.set(key, …)` or `cache[key] = …` after: what was not found is remembered for the next time. */
function isPutBack(place: string, before: string, after: string): boolean {
  if (!/^\w+$/.test(place)) return false;
  const asked = new RegExp(String.raw`\b${place}\b\s*(?::[^=\n]+)?=\s*(?:await\s+)?([\w.]+)\.(?:async_)?get\w*\(`).exec(
    before,
  );
  if (asked === null) return false;
  const store = asked[1].replaceAll(".", String.raw`\.`);
  return new RegExp(String.raw`(^|[^\w.])${store}(\.(async_)?(set|put|store|add|save)\w*\(|\[[^\]\n]+\]\s*=[^=])`).test(
    after,
  );
}

/** True when code assigns to a place (`self._client = …`) or under a key of it (`CACHE[key] = …`). */
function assigns(code: string, place: string): boolean {
  for (let at = code.indexOf(place); at >= 0; at = code.indexOf(place, at + 1)) {
    if (at > 0 && /[\w.]/.test(code[at - 1])) continue;
    ASSIGNMENT.lastIndex = at + place.length;
    if (ASSIGNMENT.test(code)) return true;
  }
  return false;
}

/** What is inside runs under a condition of its own, or once for each item. */
const BRANCHES: ReadonlySet<number> = new Set([
  Kind.if_statement,
  Kind.for_statement,
  Kind.while_statement,
  Kind.match_statement,
  Kind.except_clause,
  Kind.conditional_expression,
  Kind.boolean_operator,
]);

/** Built-in functions that give a number. */
const NUMBER_FUNCTIONS = new Set(["len", "int", "float", "abs", "round", "ord", "sum", "pow", "divmod", "hash"]);

function isExpressionHolder(kind: Kind): boolean {
  return kind === Kind.print_statement || kind === Kind.exec_statement || kind === Kind.chevron;
}

function plain(map: ReadonlyMap<string, ReadonlySet<ValueId>>): Record<string, readonly ValueId[]> {
  const result: Record<string, readonly ValueId[]> = Object.create(null);
  for (const [name, values] of map) result[name] = [...values];
  return result;
}

/** Lines of the file, and those that hold more than white space and a comment. */
function countLines(source: string): { lines: number; codeLines: number } {
  let lines = 0;
  let codeLines = 0;
  let start = 0;
  while (start < source.length) {
    let end = source.indexOf("\n", start);
    if (end < 0) end = source.length;
    lines++;
    for (let at = start; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code === 32 || code === 9 || code === 13 || code === 12) continue;
      if (code !== 35) codeLines++;
      break;
    }
    start = end + 1;
  }
  return { lines, codeLines };
}

/** Multiplying, dividing, shifting and masking: work that is done on numbers. `/` joins paths and `%` formats texts, too. */
function isMultiplying(op: string, numbers: boolean): boolean {
  switch (op) {
    case "*":
    case "//":
    case "**":
    case "<<":
    case ">>":
    case "^":
    case "@":
      return true;
    case "/":
    case "%":
    case "&":
    case "|":
      return numbers;
    default:
      return false;
  }
}
