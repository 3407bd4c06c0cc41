import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../../../syntax/py-tree.ts";
import type { BuildContext } from "../build/context.ts";
import { canonicalName } from "../build/imports.ts";
import { type ScopeNames, scanScope } from "../build/scopes.ts";

/**
 * A function that sets the application up: one that makes it and gives it back (`create_app`), or one that is handed the application
 * and registers things with it. The module calls it once, so that its statements become statements of the module, where the service is
 * looked for; the names of each stay its own.
 */
export interface Setup {
  readonly name: string;
  readonly definition: NodeId;
  readonly parameters: readonly SetupParameter[];
  readonly statements: readonly NodeId[];
  /** The name of the application that it gives back; undefined for a function that is handed it. */
  readonly gives: string | undefined;
}

export interface SetupParameter {
  readonly name: string;
  /** The argument of the call, or the default. */
  readonly value: NodeId;
  /** It is another word for the application. */
  readonly isApplication: boolean;
}

/** The set-up functions of a module, and where their statements go. */
export interface Setups {
  /** By the statement of their call. A factory that a `__main__` guard or nothing calls has its place where it is defined. */
  readonly at: ReadonlyMap<NodeId, readonly Setup[]>;
  readonly factories: ReadonlyMap<string, Setup>;
  /** Definitions and calls that leave the module. */
  readonly gone: ReadonlySet<NodeId>;
}

const MAKERS = new Set(["fastapi.FastAPI", "fastapi.applications.FastAPI", "flask.Flask"]);

/** Finds them among the top-level statements; imports must be bound. */
export function findSetups(context: BuildContext, roots: readonly NodeId[]): Setups | undefined {
  if (!/\b(Flask|FastAPI)\s*\(/.test(context.tree.source)) return undefined;
  return new Finder(context, roots).find();
}

/** The statements of the module without those that set-up functions take the place of. */
export function withoutSetups(roots: readonly NodeId[], setups: Setups | undefined): readonly NodeId[] {
  return setups === undefined ? roots : roots.filter((node) => !setups.gone.has(node));
}

class Finder {
  readonly #tree: PyTree;
  readonly #context: BuildContext;
  readonly #roots: readonly NodeId[];
  readonly #functions = new Map<string, NodeId>();
  readonly #taken: ScopeNames;
  readonly #at = new Map<NodeId, Setup[]>();
  readonly #gone = new Set<NodeId>();
  readonly #aliases = new Set<string>();

  constructor(context: BuildContext, roots: readonly NodeId[]) {
    this.#context = context;
    this.#tree = context.tree;
    this.#roots = roots;
    for (const node of roots)
      if (this.#tree.kind(node) === Kind.function_definition) this.#functions.set(this.#nameOf(node), node);
    this.#taken = scanScope(this.#tree, roots);
  }

  find(): Setups | undefined {
    const factories = new Map<string, Setup>();
    for (const [name, node] of this.#functions) {
      const made = this.#factory(name, node);
      if (made !== undefined) factories.set(name, made);
    }
    // Several applications are several services; only one is ported.
    const [factory, ...others] = factories.values();
    if (factory === undefined || others.length > 0) {
      const own = this.#applicationsAt(this.#roots);
      const [only] = own;
      if (factory !== undefined || own.length !== 1) return undefined;
      this.#registrars(this.#roots, only);
    } else {
      const call = this.#roots.find((each) => this.#callOf(each, factory.name));
      const gives = factory.gives ?? "";
      this.#gone.add(factory.definition);
      const at = call ?? factory.definition;
      this.#at.set(at, [factory]);
      if (call !== undefined && [gives, undefined].includes(this.#targetOf(call))) this.#gone.add(call);
      for (const each of this.#roots) {
        const target = this.#targetOf(each);
        if (this.#callOf(each, factory.name) && target !== undefined && target !== gives) this.#aliases.add(target);
      }
      this.#registrars(factory.statements, gives);
      this.#registrars(this.#roots, gives);
    }
    return { at: this.#at, factories, gone: this.#gone };
  }

  #nameOf(definition: NodeId): string {
    return this.#tree.text(this.#tree.child(definition, Field.name));
  }

  #statementsOf(definition: NodeId): NodeId[] {
    return this.#tree.namedChildren(this.#tree.child(definition, Field.body));
  }

  /** `NAME = …` */
  #targetOf(node: NodeId): string | undefined {
    const assignment = this.#assignment(node);
    const left = assignment === NO_NODE ? NO_NODE : this.#tree.child(assignment, Field.left);
    return left !== NO_NODE && this.#tree.kind(left) === Kind.identifier ? this.#tree.text(left) : undefined;
  }

  #assignment(node: NodeId): NodeId {
    return this.#tree.kind(node) === Kind.expression_statement
      ? this.#tree.childOfKind(node, Kind.assignment)
      : NO_NODE;
  }

  /** Whether a statement is `NAME = function(…)` or `function(…)`. */
  #callOf(node: NodeId, name: string): boolean {
    return this.#called(node) !== undefined && this.#called(node)?.name === name;
  }

  #called(node: NodeId): { readonly name: string; readonly call: NodeId } | undefined {
    const tree = this.#tree;
    if (tree.kind(node) !== Kind.expression_statement) return undefined;
    const assignment = this.#assignment(node);
    const call = assignment === NO_NODE ? tree.childOfKind(node, Kind.call) : tree.child(assignment, Field.right);
    if (call === NO_NODE || tree.kind(call) !== Kind.call) return undefined;
    const callee = tree.child(call, Field.function);
    return { name: tree.text(callee), call };
  }

  /** Names that statements bind to an application that they make. */
  #applicationsAt(statements: readonly NodeId[]): string[] {
    return statements.flatMap((each) => {
      const target = this.#targetOf(each);
      const made = this.#called(each);
      return target !== undefined && made !== undefined && MAKERS.has(canonicalName(this.#context, made.name))
        ? [target]
        : [];
    });
  }

  /** `def create_app(…): app = Flask(…); …; return app` */
  #factory(name: string, definition: NodeId): Setup | undefined {
    const tree = this.#tree;
    const body = this.#statementsOf(definition);
    const statements = body.filter((each) => !this.#isDocstring(each, body));
    const inner = this.#importsIn(statements);
    const made = inner(() => this.#applicationsAt(statements));
    const last = statements.at(-1);
    if (made.length !== 1 || last === undefined || tree.kind(last) !== Kind.return_statement) return undefined;
    const [gives] = made;
    if (tree.text(tree.namedChildren(last)[0]) !== gives) return undefined;
    if (tree.text(definition).startsWith("async") || this.#returns(statements) !== 1) return undefined;
    const call = this.#onlyCall(name);
    if (call === "several") return undefined;
    const parameters = this.#parameters(definition, call, []);
    if (parameters === undefined) return undefined;
    // A name of the module that is something else than the application.
    if (
      this.#taken.bound.has(gives) &&
      !this.#roots.some((each) => this.#targetOf(each) === gives && this.#callOf(each, name))
    )
      return undefined;
    return { name, definition, parameters, statements: statements.slice(0, -1), gives };
  }

  /** Runs with the imports of a function's own statements known. */
  #importsIn(statements: readonly NodeId[]): <T>(run: () => T) => T {
    return (run) => {
      for (const each of statements)
        if (this.#tree.kind(each) === Kind.import_from_statement) this.#context.importStatement(each);
      return run();
    };
  }

  #isDocstring(node: NodeId, body: readonly NodeId[]): boolean {
    const tree = this.#tree;
    return (
      node === body[0] &&
      tree.kind(node) === Kind.expression_statement &&
      tree.childOfKind(node, Kind.string) !== NO_NODE &&
      tree.namedChildren(node).length === 1
    );
  }

  /** The return statements among statements, nested functions left out. */
  #returns(statements: readonly NodeId[]): number {
    const tree = this.#tree;
    const count = (node: NodeId): number => {
      const kind = tree.kind(node);
      if (kind === Kind.function_definition || kind === Kind.lambda || kind === Kind.class_definition) return 0;
      if (kind === Kind.return_statement || kind === Kind.yield) return 1;
      return tree.namedChildren(node).reduce((sum, child) => sum + count(child), 0);
    };
    return statements.reduce((sum, each) => sum + count(each), 0);
  }

  /** The only call of a function in the module; undefined where there is none. */
  #onlyCall(name: string): NodeId | "several" | undefined {
    const tree = this.#tree;
    const found: NodeId[] = [];
    for (let node = 0; node < tree.count; node++) {
      const id = node as NodeId;
      if (tree.kind(id) !== Kind.call) continue;
      const callee = tree.child(id, Field.function);
      if (tree.kind(callee) === Kind.identifier && tree.text(callee) === name) found.push(id);
    }
    if (found.length < 2) return found[0];
    const [first, ...rest] = found.map((each) => tree.text(each));
    return rest.every((each) => each === first) ? found[0] : "several";
  }

  /** What each parameter is: the call's argument, or its default. Undefined where that cannot be told. */
  #parameters(
    definition: NodeId,
    call: NodeId | undefined,
    applications: readonly string[],
  ): SetupParameter[] | undefined {
    const tree = this.#tree;
    const given = call === undefined ? [] : tree.namedChildren(tree.child(call, Field.arguments));
    const positional = given.filter((each) => tree.kind(each) !== Kind.keyword_argument);
    const found: SetupParameter[] = [];
    for (const [i, each] of tree.namedChildren(tree.child(definition, Field.parameters)).entries()) {
      const kind = tree.kind(each);
      if (
        kind !== Kind.identifier &&
        kind !== Kind.default_parameter &&
        kind !== Kind.typed_parameter &&
        kind !== Kind.typed_default_parameter
      )
        return undefined;
      const nameNode =
        kind === Kind.identifier
          ? each
          : kind === Kind.typed_parameter
            ? tree.namedChildren(each)[0]
            : tree.child(each, Field.name);
      const name = tree.text(nameNode);
      const named = given.find(
        (one) => tree.kind(one) === Kind.keyword_argument && tree.text(tree.child(one, Field.name)) === name,
      );
      const fallback = tree.child(each, Field.value);
      const value =
        named !== undefined
          ? tree.child(named, Field.value)
          : (positional[i] ??
            (kind === Kind.default_parameter || kind === Kind.typed_default_parameter ? fallback : undefined));
      if (value === undefined || value === NO_NODE) return undefined;
      const isApplication = applications.includes(tree.text(value));
      found.push({ name, value, isApplication });
    }
    return found.length < positional.length ? undefined : found;
  }

  /** Functions that statements hand the application to: `register_routes(app)`. */
  #registrars(statements: readonly NodeId[], application: string): void {
    const tree = this.#tree;
    for (const statement of statements) {
      const called = this.#assignment(statement) === NO_NODE ? this.#called(statement) : undefined;
      const definition = called === undefined ? undefined : this.#functions.get(called.name);
      if (called === undefined || definition === undefined || this.#gone.has(definition)) continue;
      if (this.#onlyCall(called.name) !== called.call) continue;
      const names = [application, ...this.#aliases];
      const parameters = this.#parameters(definition, called.call, names);
      const handed = parameters?.find((each) => each.isApplication);
      const body = this.#statementsOf(definition);
      const inside = body.filter((each) => !this.#isDocstring(each, body));
      if (parameters === undefined || handed === undefined || this.#returns(inside) > 0) continue;
      const uses = new RegExp(`@?\\b${handed.name}\\s*\\.\\s*\\w+`).test(tree.text(tree.child(definition, Field.body)));
      if (!uses || tree.text(definition).startsWith("async")) continue;
      const setup: Setup = { name: called.name, definition, parameters, statements: inside, gives: undefined };
      if (handed.name !== application) this.#aliases.add(handed.name);
      this.#gone.add(definition).add(statement);
      this.#at.set(statement, [setup]);
      this.#registrars(inside, application);
    }
  }
}
