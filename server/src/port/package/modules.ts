import { Field, Kind } from "../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree, ROOT } from "../../syntax/py-tree.ts";
import { scanScope } from "../ir/build/scopes.ts";

/** A file of a package. `path` is relative to the package's folder: `routers/items.py`. */
export interface PackageFile {
  readonly path: string;
  readonly source: string;
  readonly tree: PyTree;
}

/** What a name of a module stands for. */
export type Binding =
  | { readonly kind: "own" }
  | { readonly kind: "module"; readonly module: PackageModule }
  | { readonly kind: "member"; readonly module: PackageModule; readonly name: string }
  /** Something of another package, by its canonical name. */
  | { readonly kind: "outside"; readonly canonical: string };

export interface PackageModule {
  readonly file: PackageFile;
  /** `["routers", "items"]`; empty for the package's own `__init__`. */
  readonly parts: readonly string[];
  /** Names that its top level defines. */
  readonly own: ReadonlySet<string>;
  readonly imports: Map<string, Binding>;
  /** Modules that it imports everything from. */
  readonly stars: PackageModule[];
  /** Modules that it or its functions import, in order. */
  readonly needs: PackageModule[];
}

/** The modules of a package, with what their imports bind. */
export class PackageModules {
  readonly #name: string;
  readonly #byName = new Map<string, PackageModule>();
  #bare: PackageModule | undefined;

  constructor(name: string, files: readonly PackageFile[]) {
    this.#name = name;
    for (const file of files) {
      const parts = file.path.replace(/\.py$/, "").split("/");
      if (parts.at(-1) === "__init__") parts.pop();
      const own = new Set(scanScope(file.tree, file.tree.children(ROOT)).bound.keys());
      this.#byName.set(parts.join("."), { file, parts, own, imports: new Map(), stars: [], needs: [] });
    }
    // A package without an `__init__` of its own is still what its modules are in.
    const [first] = files;
    if (first !== undefined && !this.#byName.has("")) {
      const file = { ...first, path: "__init__.py", source: "" };
      this.#bare = { file, parts: [], own: new Set(), imports: new Map(), stars: [], needs: [] };
      this.#byName.set("", this.#bare);
    }
    for (const module of this.all) this.#bindImports(module);
  }

  get all(): readonly PackageModule[] {
    return [...this.#byName.values()].filter((each) => each !== this.#bare);
  }

  /** What an import statement binds, by local name; `inside` tells whether all of it is of the package. */
  importsOf(
    module: PackageModule,
    node: NodeId,
  ): { readonly names: Map<string, Binding>; readonly stars: PackageModule[]; readonly inside: boolean } {
    const { tree } = module.file;
    const names = new Map<string, Binding>();
    const stars: PackageModule[] = [];
    let inside = tree.kind(node) !== Kind.future_import_statement;
    const from = tree.kind(node) === Kind.import_from_statement;
    const moduleNode = tree.child(node, Field.module_name);
    const text = moduleNode === NO_NODE ? "" : tree.text(moduleNode).replace(/\s+/g, "");
    const base = from ? this.#parts(module, text) : undefined;
    if (from && tree.childOfKind(node, Kind.wildcard_import) !== NO_NODE) {
      const known = base === undefined ? undefined : this.#byName.get(base.join("."));
      if (known !== undefined) stars.push(known);
      return { names, stars, inside: known !== undefined };
    }
    for (const each of tree.childrenWith(node, Field.name)) {
      const aliasNode = tree.child(each, Field.alias);
      const imported = tree.text(aliasNode === NO_NODE ? each : tree.child(each, Field.name)).replace(/\s+/g, "");
      const alias = aliasNode === NO_NODE ? undefined : tree.text(aliasNode);
      if (from) {
        const sub = base === undefined ? undefined : this.#byName.get([...base, imported].join("."));
        const owner = base === undefined ? undefined : this.#byName.get(base.join("."));
        const local = alias ?? imported;
        if (owner !== undefined && this.#has(owner, imported))
          names.set(local, { kind: "member", module: owner, name: imported });
        else if (sub !== undefined) names.set(local, { kind: "module", module: sub });
        else if (owner !== undefined) names.set(local, { kind: "member", module: owner, name: imported });
        else {
          inside = false;
          names.set(local, { kind: "outside", canonical: `${text}.${imported}` });
        }
        continue;
      }
      const whole = this.#parts(module, imported);
      const known = whole === undefined ? undefined : this.#byName.get(whole.join("."));
      const top = this.#byName.get("");
      if (known !== undefined && alias !== undefined) names.set(alias, { kind: "module", module: known });
      else if (known !== undefined && imported.startsWith(`${this.#name}.`) && top !== undefined) {
        names.set(this.#name, { kind: "module", module: top });
        module.needs.push(known);
      } else if (known !== undefined) names.set(imported.split(".")[0], { kind: "module", module: known });
      else {
        inside = false;
        names.set(alias ?? imported.split(".")[0], {
          kind: "outside",
          canonical: alias === undefined ? imported.split(".")[0] : imported,
        });
      }
    }
    return { names, stars, inside };
  }

  /** What a name of a module is in the end. */
  resolve(module: PackageModule, name: string, seen: ReadonlySet<PackageModule> = new Set()): Binding | undefined {
    if (seen.has(module)) return undefined;
    const visited = new Set([...seen, module]);
    const imported = module.imports.get(name);
    if (imported?.kind === "member") return this.resolve(imported.module, imported.name, visited) ?? undefined;
    if (imported !== undefined) return imported;
    if (module.own.has(name)) return { kind: "member", module, name };
    for (const star of module.stars) {
      const found = this.resolve(star, name, visited);
      if (found !== undefined) return found;
    }
    const sub = this.#byName.get([...module.parts, name].join("."));
    return sub === undefined ? undefined : { kind: "module", module: sub };
  }

  #has(module: PackageModule, name: string): boolean {
    return module.own.has(name) || module.imports.has(name);
  }

  #bindImports(module: PackageModule): void {
    const { tree } = module.file;
    const need = (binding: Binding | undefined): void => {
      if (binding?.kind !== "module" && binding?.kind !== "member") return;
      if (binding.module !== this.#bare) module.needs.push(binding.module);
    };
    for (let node = 0; node < tree.count; node++) {
      const id = node as NodeId;
      const kind = tree.kind(id);
      if (kind !== Kind.import_statement && kind !== Kind.import_from_statement) continue;
      const { names, stars } = this.importsOf(module, id);
      for (const binding of names.values()) need(binding);
      module.needs.push(...stars);
      if (tree.enclosing(id, [Kind.function_definition, Kind.class_definition]) !== NO_NODE) continue;
      for (const [local, binding] of names) module.imports.set(local, binding);
      module.stars.push(...stars);
    }
    for (const local of module.imports.keys()) (module.own as Set<string>).delete(local);
  }

  /** The parts of a module of the package that an import names; undefined for others. */
  #parts(module: PackageModule, text: string): string[] | undefined {
    const dots = /^\.*/.exec(text)?.[0].length ?? 0;
    const rest = text
      .slice(dots)
      .split(".")
      .filter((each) => each !== "");
    if (dots > 0) {
      const isPackage = module.file.path.endsWith("__init__.py");
      const up = dots - (isPackage ? 1 : 0);
      return up > module.parts.length ? undefined : [...module.parts.slice(0, module.parts.length - up), ...rest];
    }
    const inside = rest[0] === this.#name ? rest.slice(1) : rest;
    return this.#byName.has(inside.join(".")) ? inside : undefined;
  }
}
