import type {
  AliasRow,
  CallableRow,
  ClassRow,
  HandoverRow,
  LibraryTable,
  PackageRow,
  RegistrationRow,
} from "./schema.ts";

/** Answers kept for paths asked again; beyond this many they are forgotten, since a server meets ever new paths. */
const MOST_REMEMBERED = 100_000;

/** A function of a text whose answers are remembered. */
function remembering<Answer>(ask: (path: string) => Answer): (path: string) => Answer {
  const known = new Map<string, Answer>();
  return (path) => {
    const answer = known.get(path);
    if (answer !== undefined || known.has(path)) return answer as Answer;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const made = ask(path);
    known.set(path, made);
    return made;
  };
}

/** Look-ups over the tables. All paths may be given by any alias. */
export class Knowledge {
  readonly #callables = new Map<string, CallableRow>();
  readonly #classes = new Map<string, ClassRow>();
  readonly #handovers = new Map<string, HandoverRow>();
  readonly #registrations = new Map<string, RegistrationRow[]>();
  readonly #aliases = new Map<string, string>();
  readonly #packages = new Map<string, PackageRow>();
  readonly #constructors = new Set<string>();

  constructor(tables: readonly LibraryTable[], packages: readonly PackageRow[]) {
    for (const table of tables) {
      for (const row of table.callables ?? []) this.#callables.set(row.path, row);
      for (const row of table.classes ?? []) this.#classes.set(row.path, row);
      for (const row of table.handovers ?? []) this.#handovers.set(row.path, row);
      for (const row of table.registrations ?? []) {
        const known = this.#registrations.get(row.path);
        if (known === undefined) this.#registrations.set(row.path, [row]);
        else known.push(row);
      }
      for (const row of (table.aliases ?? []) as readonly AliasRow[]) this.#aliases.set(row.path, row.same);
    }
    for (const row of packages) this.#packages.set(row.module, row);
    for (const path of this.#callables.keys()) {
      const owner = path.slice(0, Math.max(0, path.lastIndexOf(".")));
      if (this.#callables.has(owner) && this.#callables.get(owner)?.returns === undefined)
        this.#constructors.add(owner);
    }
  }

  /** The canonical path: aliases of the whole path or of any dotted prefix are replaced, repeatedly. */
  readonly canonical = remembering((path: string): string => this.#canonical(path));

  #canonical(path: string): string {
    for (let round = 0; round < 8; round++) {
      const replaced = this.#replaceLongestAlias(path);
      if (replaced === path) return path;
      path = replaced;
    }
    return path;
  }

  #replaceLongestAlias(path: string): string {
    for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1)) {
      const same = this.#aliases.get(path.slice(0, end));
      if (same !== undefined) return same + path.slice(end);
    }
    return path;
  }

  /** The row of a path; a class's `.*` row stands for public methods that have none of their own, and base classes' rows for its own. */
  readonly callable = remembering((path: string): CallableRow | undefined => this.#callable(path));

  #callable(path: string): CallableRow | undefined {
    const row = this.#callables.get(path);
    if (row !== undefined) return row;
    const wildcard = this.#wildcard(path);
    if (wildcard === undefined) return this.#inherited(path, this.#callables);
    const name = path.slice(path.lastIndexOf(".") + 1);
    return { ...wildcard, path, ...(wildcard.twin === undefined ? {} : { twin: wildcard.twin.replace("*", name) }) };
  }

  #wildcard(path: string): CallableRow | undefined {
    const dot = path.lastIndexOf(".");
    if (dot < 0 || path[dot + 1] === "_" || path[dot + 1] === "*") return undefined;
    // A decorator such as `@bot.message_handler()` is known by its registration, whatever the other methods do.
    if (this.#registrations.has(path) || this.#handovers.has(path)) return undefined;
    return this.#callables.get(`${path.slice(0, dot)}.*`);
  }

  /** The row of a class; a constructor whose instances have methods of their own in the tables is a class without further facts. */
  classRow(path: string): ClassRow | undefined {
    return this.#classes.get(path) ?? (this.#constructors.has(path) ? { path } : undefined);
  }

  /** What a class, or the nearest of its bases that says it, is known to do or give. */
  classTrait<Trait extends Exclude<keyof ClassRow, "path" | "bases">>(path: string, trait: Trait): ClassRow[Trait] {
    for (const owner of this.lineage(path)) {
      const known = this.#classes.get(owner)?.[trait];
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** Class of an attribute of a library class's instances. */
  attributeClass(path: string, name: string): string | undefined {
    for (const owner of this.lineage(path)) {
      const known = this.#classes.get(owner)?.attributes?.[name];
      if (known !== undefined) return known;
    }
    return undefined;
  }

  readonly handover = remembering(
    (path: string): HandoverRow | undefined => this.#handovers.get(path) ?? this.#inherited(path, this.#handovers),
  );

  /** A method's row under the nearest base class that has one. */
  #inherited<Row>(path: string, rows: ReadonlyMap<string, Row>): Row | undefined {
    const dot = path.lastIndexOf(".");
    if (dot < 0 || this.#classes.get(path.slice(0, dot))?.bases === undefined) return undefined;
    for (const owner of this.lineage(path.slice(0, dot)).slice(1)) {
      const row = rows.get(owner + path.slice(dot));
      if (row !== undefined) return row;
    }
    return undefined;
  }

  registrations(path: string): readonly RegistrationRow[] {
    return this.#registrations.get(path) ?? [];
  }

  package(module: string): PackageRow | undefined {
    return this.#packages.get(module);
  }

  /** The class and its known ancestors, nearest first, each once. */
  readonly lineage = remembering((classPath: string): readonly string[] => this.#lineage(classPath));

  #lineage(classPath: string): readonly string[] {
    const result: string[] = [];
    const queue = [this.canonical(classPath)];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (result.includes(path)) continue;
      result.push(path);
      queue.push(...(this.#classes.get(path)?.bases ?? []));
    }
    return result;
  }

  /** The path under which a class's member is known, looked up along its bases; `classPath.name` where no table knows it. */
  member(classPath: string, name: string): string {
    for (const owner of this.lineage(classPath)) {
      const path = `${owner}.${name}`;
      if (this.#callables.has(path) || this.#handovers.has(path) || this.#registrations.has(path)) return path;
      if (this.#wildcard(path) !== undefined) return path;
    }
    return `${this.canonical(classPath)}.${name}`;
  }

  get rows(): Iterable<CallableRow> {
    return this.#callables.values();
  }

  get classes(): Iterable<ClassRow> {
    return this.#classes.values();
  }

  get handovers(): Iterable<HandoverRow> {
    return this.#handovers.values();
  }

  get allRegistrations(): Iterable<RegistrationRow> {
    return [...this.#registrations.values()].flat();
  }

  get packages(): Iterable<PackageRow> {
    return this.#packages.values();
  }
}
