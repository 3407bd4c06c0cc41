import { Field, Kind } from "../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree, ROOT } from "../../syntax/py-tree.ts";
import { scanScope } from "../ir/build/scopes.ts";
import type { JoinedPackage, JoinedPlace } from "../sketch.ts";
import { type Binding, type PackageFile, type PackageModule, PackageModules } from "./modules.ts";
import { type FinalNames, finalNames } from "./names.ts";

export type { PackageFile } from "./modules.ts";

/**
 * Puts the modules of a package together to one, so that what belongs together is ported together: those that are imported come
 * first, imports among them go, and names that several modules have get that of their module in front.
 */
export function joinPackage(name: string, files: readonly PackageFile[]): JoinedPackage {
  const modules = new PackageModules(name, files);
  const ordered = inOrder(modules.all);
  const entry = ordered.at(-1);
  const names = finalNames(name, ordered, entry);
  const places: JoinedPlace[] = [];
  let source = "";
  let line = 0;
  const add = (text: string): void => {
    source += text;
    line += text.split("\n").length - 1;
  };
  const docstring = entry === undefined ? undefined : docstringOf(entry.file.tree);
  if (docstring !== undefined) add(`${docstring.text}\n\n`);
  for (const module of ordered) {
    add(`# From ${module.file.path}\n`);
    places.push({ line, path: module.file.path });
    add(`${new Rewriter(name, modules, module, names, module === entry).text().trimEnd()}\n\n\n`);
  }
  const hasCode = ({ file: { tree } }: PackageModule): boolean => tree.namedChildren(ROOT).length > 0;
  const leftOut = modules.all.filter((each) => !ordered.includes(each) && hasCode(each)).map((each) => each.file.path);
  return { source: `${source.trimEnd()}\n`, places, leftOut: leftOut.sort() };
}

/** Modules behind those that they import. The last one is where the program starts; what it does not reach is left out. */
function inOrder(all: readonly PackageModule[]): PackageModule[] {
  const starts = [...all].sort((a, b) => rank(a) - rank(b) || a.parts.length - b.parts.length);
  const [entry] = starts;
  if (entry === undefined) return [];
  const ordered: PackageModule[] = [];
  const seen = new Set<PackageModule>();
  const visit = (module: PackageModule): void => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const each of module.needs) visit(each);
    ordered.push(module);
  };
  if (rank(entry) < NONE) visit(entry);
  else for (const each of [...all].sort((a, b) => a.file.path.localeCompare(b.file.path))) visit(each);
  return ordered;
}

const NONE = 5;

/** How likely a module is where the program starts, the least most so. */
function rank({ file }: PackageModule): number {
  const { source, path } = file;
  if (/(^|\/)__main__\.py$/.test(path)) return 0;
  const guarded = /^if __name__ == ['"]__main__['"]/m.test(source);
  if (guarded && /\.run\(/.test(source)) return 1;
  if (/^\w+(?:\s*:\s*\w+)?\s*=\s*(?:\w+\.)?(?:FastAPI|Flask|create_app|make_app)\(/m.test(source)) return 2;
  if (/^urlpatterns\s*=/m.test(source)) return 3;
  if (/^def \w+\(.*\n(?:.*\n)*?.*=\s*(?:FastAPI|Flask)\(/m.test(source) || guarded) return 4;
  return NONE;
}

function docstringOf(tree: PyTree): { readonly node: NodeId; readonly text: string } | undefined {
  const first = tree.namedChildren(ROOT)[0];
  if (first === undefined || tree.kind(first) !== Kind.expression_statement) return undefined;
  const string = tree.childOfKind(first, Kind.string);
  return string === NO_NODE || tree.namedChildren(first).length > 1
    ? undefined
    : { node: first, text: tree.text(string) };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Names of one scope: what an import of the package binds there, or nothing for a local. */
type Scope = ReadonlyMap<string, Binding | undefined>;

class Rewriter {
  readonly #package: string;
  readonly #modules: PackageModules;
  readonly #module: PackageModule;
  readonly #names: FinalNames;
  readonly #isEntry: boolean;
  readonly #edits: Edit[] = [];

  constructor(name: string, modules: PackageModules, module: PackageModule, names: FinalNames, isEntry: boolean) {
    this.#package = name;
    this.#modules = modules;
    this.#module = module;
    this.#names = names;
    this.#isEntry = isEntry;
  }

  text(): string {
    const { tree, source } = this.#module.file;
    const docstring = docstringOf(tree);
    for (const node of tree.namedChildren(ROOT)) {
      if (node === docstring?.node) this.#blank(node, "");
      else if (this.#leaves(node)) this.#blank(node, "");
      else this.#visit(node, []);
    }
    let made = "";
    let at = 0;
    for (const edit of this.#edits.sort((a, b) => a.start - b.start)) {
      if (edit.start < at) continue;
      made += source.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return made + source.slice(at);
  }

  /** Statements of the top level that mean nothing in the joined module. */
  #leaves(node: NodeId): boolean {
    const { tree } = this.#module.file;
    const text = tree.text(node);
    if (tree.kind(node) === Kind.future_import_statement) return true;
    if (/^__all__\s*(:[^=]*)?\+?=/.test(text)) return true;
    return !this.#isEntry && tree.kind(node) === Kind.if_statement && /^if\s+__name__\s*==/.test(text);
  }

  /** Takes a node out and keeps the lines. */
  #blank(node: NodeId, left: string): void {
    const { tree } = this.#module.file;
    const lines = tree.text(node).split("\n").length - 1;
    this.#edits.push({ start: tree.start(node), end: tree.end(node), text: `${left}${"\n".repeat(lines)}` });
  }

  #replace(node: NodeId, text: string): void {
    const { tree } = this.#module.file;
    if (tree.text(node) !== text) this.#edits.push({ start: tree.start(node), end: tree.end(node), text });
  }

  #visit(node: NodeId, scopes: readonly Scope[]): void {
    const { tree } = this.#module.file;
    const children = (): void => {
      for (const child of tree.namedChildren(node)) this.#visit(child, scopes);
    };
    switch (tree.kind(node)) {
      case Kind.import_statement:
      case Kind.import_from_statement:
        this.#import(node, scopes);
        return;
      case Kind.identifier:
        this.#identifier(node, scopes);
        return;
      case Kind.attribute: {
        const found = this.#resolve(node, scopes);
        if (found?.kind === "member") this.#replace(node, this.#names.of(found.module, found.name));
        else this.#visit(tree.child(node, Field.object), scopes);
        return;
      }
      case Kind.keyword_argument:
        this.#visit(tree.child(node, Field.value), scopes);
        return;
      case Kind.function_definition:
      case Kind.lambda:
        this.#function(node, scopes);
        return;
      case Kind.class_definition: {
        this.#identifier(tree.child(node, Field.name), scopes);
        const body = tree.child(node, Field.body);
        const bound = new Map<string, Binding | undefined>();
        for (const name of scanScope(tree, tree.namedChildren(body)).bound.keys()) bound.set(name, undefined);
        for (const child of tree.namedChildren(node)) {
          if (child === tree.child(node, Field.name)) continue;
          if (child !== body) this.#visit(child, scopes);
        }
        // Methods do not see the names of the class's body.
        for (const child of tree.namedChildren(body)) {
          const definition =
            tree.kind(child) === Kind.decorated_definition ? tree.child(child, Field.definition) : child;
          if (tree.kind(definition) !== Kind.function_definition) this.#visit(child, [...scopes, bound]);
          else {
            for (const each of tree.namedChildren(child))
              if (tree.kind(each) === Kind.decorator) this.#visit(each, [...scopes, bound]);
            this.#function(definition, scopes, true);
          }
        }
        return;
      }
      case Kind.list_comprehension:
      case Kind.set_comprehension:
      case Kind.dictionary_comprehension:
      case Kind.generator_expression: {
        const bound = new Map<string, Binding | undefined>();
        for (const clause of tree.namedChildren(node))
          if (tree.kind(clause) === Kind.for_in_clause) this.#targets(tree.child(clause, Field.left), bound);
        for (const child of tree.namedChildren(node)) this.#visit(child, [...scopes, bound]);
        return;
      }
      default:
        children();
    }
  }

  #targets(node: NodeId, bound: Map<string, Binding | undefined>): void {
    const { tree } = this.#module.file;
    if (node === NO_NODE) return;
    if (tree.kind(node) === Kind.identifier) bound.set(tree.text(node), undefined);
    else for (const child of tree.namedChildren(node)) this.#targets(child, bound);
  }

  #function(node: NodeId, scopes: readonly Scope[], isMethod = false): void {
    const { tree } = this.#module.file;
    const name = tree.child(node, Field.name);
    if (name !== NO_NODE && !isMethod) this.#identifier(name, scopes);
    const bound = new Map<string, Binding | undefined>();
    const parameters = tree.child(node, Field.parameters);
    for (const each of parameters === NO_NODE ? [] : tree.namedChildren(parameters)) {
      const kind = tree.kind(each);
      const isPlain = kind === Kind.identifier;
      const named = isPlain ? each : tree.child(each, Field.name);
      const own = named !== NO_NODE ? named : (tree.namedChildren(each)[0] ?? NO_NODE);
      if (own !== NO_NODE) this.#targets(own, bound);
      for (const part of isPlain ? [] : tree.namedChildren(each)) if (part !== own) this.#visit(part, scopes);
    }
    const result = tree.child(node, Field.return_type);
    if (result !== NO_NODE) this.#visit(result, scopes);
    const body = tree.child(node, Field.body);
    if (tree.kind(node) === Kind.lambda) {
      this.#visit(body, [...scopes, bound]);
      return;
    }
    const scan = scanScope(tree, tree.namedChildren(body));
    for (const local of scan.bound.keys())
      if (!scan.global.has(local) && !scan.nonlocal.has(local)) bound.set(local, undefined);
    this.#importsIn(body, bound);
    for (const child of tree.namedChildren(body)) this.#visit(child, [...scopes, bound]);
  }

  /** What the import statements of a function bind in it. */
  #importsIn(node: NodeId, bound: Map<string, Binding | undefined>): void {
    const { tree } = this.#module.file;
    for (const child of tree.namedChildren(node)) {
      const kind = tree.kind(child);
      if (kind === Kind.function_definition || kind === Kind.class_definition || kind === Kind.lambda) continue;
      if (kind === Kind.import_statement || kind === Kind.import_from_statement)
        for (const [name, binding] of this.#modules.importsOf(this.#module, child).names)
          if (binding.kind !== "outside") bound.set(name, binding);
          else bound.set(name, undefined);
      else this.#importsIn(child, bound);
    }
  }

  #import(node: NodeId, scopes: readonly Scope[]): void {
    const { tree } = this.#module.file;
    const { inside, names } = this.#modules.importsOf(this.#module, node);
    if (inside) {
      this.#blank(node, scopes.length === 0 && tree.parent(node) === ROOT ? "" : "pass");
      return;
    }
    if (scopes.length > 0) return;
    for (const each of tree.childrenWith(node, Field.name)) {
      const alias = tree.child(each, Field.alias);
      const imported = tree.text(alias === NO_NODE ? each : tree.child(each, Field.name));
      const local = alias === NO_NODE ? imported.split(".")[0] : tree.text(alias);
      const wanted = this.#names.of(this.#module, local);
      if (names.get(local)?.kind === "outside" && wanted !== local) this.#replace(each, `${imported} as ${wanted}`);
    }
  }

  #identifier(node: NodeId, scopes: readonly Scope[]): void {
    const { tree } = this.#module.file;
    const text = tree.text(node);
    if (text === "__name__") {
      if (!/^__name__\s*==/.test(tree.text(tree.parent(node))))
        this.#replace(node, JSON.stringify([this.#package, ...this.#module.parts].join(".")));
      return;
    }
    const found = this.#resolve(node, scopes);
    if (found?.kind === "member") this.#replace(node, this.#names.of(found.module, found.name));
    else if (found?.kind === "outside") this.#replace(node, this.#names.of(this.#module, text));
  }

  /** What an identifier or a chain of attributes of modules stands for; undefined for locals and values. */
  #resolve(node: NodeId, scopes: readonly Scope[]): Binding | undefined {
    const { tree } = this.#module.file;
    if (tree.kind(node) === Kind.attribute) {
      const object = this.#resolve(tree.child(node, Field.object), scopes);
      if (object?.kind !== "module") return undefined;
      const found = this.#modules.resolve(object.module, tree.text(tree.child(node, Field.attribute)));
      return found?.kind === "outside" ? undefined : found;
    }
    if (tree.kind(node) !== Kind.identifier) return undefined;
    const text = tree.text(node);
    for (let i = scopes.length - 1; i >= 0; i--) {
      if (!scopes[i].has(text)) continue;
      const bound = scopes[i].get(text);
      return bound?.kind === "member" ? this.#modules.resolve(bound.module, bound.name) : bound;
    }
    return this.#modules.resolve(this.#module, text);
  }
}
