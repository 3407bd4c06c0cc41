import { NO_NODE, type NodeId, type PyTree } from "../../../syntax/py-tree.ts";
import type { Range } from "../../../text/range.ts";
import type { PortNote } from "../../sketch.ts";
import { memberNames } from "../library/member-names.ts";
import type { ClassDef, Expression, ExpressionKind, FunctionDef, Statement, Target, Variable } from "../nodes.ts";
import { ANY, type Type } from "../types.ts";
import type { Setups } from "../web/setups.ts";
import type { Chains } from "./linearization.ts";
import type { ScopeNames } from "./scopes.ts";

/** A name that an import bound. `name` is undefined for `import module`. */
export interface Import {
  readonly kind: "import";
  readonly module: string;
  readonly name: string | undefined;
}

export interface Scope {
  readonly kind: Variable["scope"];
  readonly parent: Scope | undefined;
  readonly owner: FunctionDef | undefined;
  readonly class: ClassDef | undefined;
  readonly names: Map<string, Variable | Import>;
  readonly scan: ScopeNames | undefined;
}

export type Resolved = Variable | Import | undefined;

/** The state of one build, and the entry points through which its parts call each other. */
export class BuildContext {
  readonly tree: PyTree;
  readonly notes: PortNote[] = [];
  readonly functions: FunctionDef[] = [];
  readonly classes: ClassDef[] = [];
  readonly moduleVariables: Variable[] = [];
  /** Names of the module's classes, known before anything is built so that annotations can refer forward. */
  readonly classNames = new Set<string>();
  readonly typeAliases = new Map<string, string>();
  readonly typeVariables = new Set<string>();
  /** Where the types of the keys of a typed dict stand, by its name. */
  readonly typedDicts = new Map<string, ReadonlyMap<string, NodeId>>();
  readonly typedDictTypes = new Map<string, ReadonlyMap<string, Type>>();
  /** Type parameters of generic classes, by class name. */
  readonly classParameters = new Map<string, ReadonlySet<string>>();
  readonly classByName = new Map<string, ClassDef>();
  /** Definitions made ahead of their bodies, by syntax node. */
  readonly shells = new Map<NodeId, FunctionDef | ClassDef>();
  /** How classes with several bases become chains of single ones. */
  chains: Chains = { bases: new Map(), copies: new Map() };
  /** The copies of classes that stand in front of a class. */
  readonly copies = new Map<ClassDef, readonly { readonly class: ClassDef; readonly build: () => void }[]>();
  /** Where class methods stand, for classes that inherit them. */
  readonly classMethods = new Map<FunctionDef, { readonly node: NodeId; readonly decorators: readonly NodeId[] }>();
  /** What builds the class methods that a class has anew. */
  readonly inherited = new Map<ClassDef, readonly (() => void)[]>();
  readonly scans = new Map<FunctionDef, ScopeNames>();
  readonly classScopes = new Map<ClassDef, Scope>();
  /** Where the annotation of a variable stands, for those who need more of it than the type. */
  readonly annotationNodes = new Map<Variable, NodeId>();
  /** What a member of a library is called in the stubs. */
  readonly memberName: (name: string) => string;
  scope: Scope;
  /** The statements of the `__main__` guards met so far. */
  main: Statement[] | undefined;
  /** Functions that set a web application up, which become part of the module. */
  setups: Setups | undefined;
  /** What their parameters became. */
  readonly setupParameters: Variable[] = [];
  /** Where the last of those guards ends in the source. */
  mainEnd: number | undefined;
  #nextVariable = 0;
  #nextDefinition = 0;

  constructor(tree: PyTree) {
    this.tree = tree;
    this.memberName = memberNames(tree.source);
    this.scope = {
      kind: "module",
      parent: undefined,
      owner: undefined,
      class: undefined,
      names: new Map(),
      scan: undefined,
    };
  }

  // Set by index.ts: the parts are mutually recursive, and this keeps their imports free of cycles.
  expression!: (node: NodeId) => Expression;
  target!: (node: NodeId) => Target;
  block!: (node: NodeId) => Statement[];
  /** As `block`, for the body of a class. */
  classBlock!: (node: NodeId) => Statement[];
  functionDefinition!: (node: NodeId, decorators: readonly NodeId[], comments: string[]) => FunctionDef;
  annotation!: (node: NodeId) => Type;
  importStatement!: (node: NodeId) => void;
  importAll!: (nodes: readonly NodeId[]) => void;

  /** Methods under a second name, whose bodies are made when their class is complete. */
  readonly aliases: {
    readonly fn: FunctionDef;
    readonly method: FunctionDef;
    readonly receiver: Expression;
    readonly read: (name: string) => { readonly variable: Variable; readonly value: Expression };
  }[] = [];

  nextDefinition(): number {
    return this.#nextDefinition++;
  }

  make(kind: ExpressionKind, range: Range, type: Type = ANY): Expression {
    return { ...kind, range, type } as Expression;
  }

  stub(construct: string, node: NodeId): Expression {
    const range = this.tree.range(node);
    this.unsupported(construct, range);
    return this.make({ kind: "stub", construct, python: this.tree.text(node) }, range);
  }

  unsupported(construct: string, range: Range): void {
    const owner = this.scope.owner;
    if (owner !== undefined) owner.facts.hasStub = true;
    this.notes.push({
      severity: "warning",
      code: "unsupported",
      message: `${construct} is not ported yet; the port fails where it gets there`,
      range,
    });
  }

  note(severity: PortNote["severity"], code: string, message: string, range: Range): void {
    this.notes.push({ severity, code, message, range });
  }

  declare(name: string, options: { parameter?: boolean; scope?: Scope } = {}): Variable {
    const scope = options.scope ?? this.scope;
    const known = scope.names.get(name);
    if (known !== undefined && "id" in known) return known;
    const variable: Variable = {
      id: this.#nextVariable++,
      name,
      scope: scope.kind,
      owner: scope.owner,
      type: ANY,
      declared: undefined,
      isParameter: options.parameter ?? false,
      definition: undefined,
      bindings: 0,
      reads: 0,
      captured: false,
      rebound: false,
      mutated: false,
      hoisted: false,
      constant: false,
    };
    scope.names.set(name, variable);
    if (scope.kind === "module") this.moduleVariables.push(variable);
    else if (scope.owner !== undefined && !variable.isParameter && scope.kind === "function")
      scope.owner.locals.push(variable);
    return variable;
  }

  /** Finds what a name means here, by Python's rules: class scopes are seen from their own body alone. */
  resolve(name: string): Resolved {
    for (let scope: Scope | undefined = this.scope; scope !== undefined; scope = scope.parent) {
      if (scope.kind === "class" && scope !== this.scope) continue;
      if (scope.scan?.global.has(name)) return this.moduleScope().names.get(name);
      const found = scope.names.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  moduleScope(): Scope {
    let scope = this.scope;
    while (scope.parent !== undefined) scope = scope.parent;
    return scope;
  }

  /** The variable that an assignment to the name binds here. */
  binding(name: string): Variable {
    let scope = this.scope;
    while (scope.kind === "comprehension" && scope.parent !== undefined && !scope.names.has(name)) scope = scope.parent;
    if (scope.scan?.global.has(name)) return this.declare(name, { scope: this.moduleScope() });
    if (scope.scan?.nonlocal.has(name)) {
      for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
        // What was a local of a set-up function is a variable of the module.
        const found = outer.kind === "function" || outer.kind === "module" ? outer.names.get(name) : undefined;
        if (found !== undefined && "id" in found) return found;
      }
    }
    return this.declare(name, { scope });
  }

  inScope<T>(scope: Scope, run: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    try {
      return run();
    } finally {
      this.scope = outer;
    }
  }

  /** The only named child with none of the fields, such as the operand of `return`. */
  only(node: NodeId): NodeId {
    return this.tree.namedChildren(node)[0] ?? NO_NODE;
  }
}
