import type { TextEdit } from "../../server/src/text/edits.ts";
import type { Random } from "./random-python.ts";

interface FunctionModel {
  name: string;
  isAsync: boolean;
  params: string[];
  decorator: string | undefined;
  body: string[];
}

interface ClassModel {
  name: string;
  base: string | undefined;
  methods: FunctionModel[];
}

interface ModuleModel {
  name: string;
  /** How it imports the others: as modules, each name, everything, or under other names. */
  style: number;
  comments: number;
  functions: FunctionModel[];
  classes: ClassModel[];
  /** What stands at the top level. */
  top: string[];
}

const FUNCTIONS = ["load", "save", "fetch", "run", "apply", "build", "step", "poll"];
const CLASSES = ["Base", "Store", "Worker", "Client"];
const PARAMS = ["x", "n=3", "call=None", "items: list = ()", "*rest", "**options", "wait=True"];
const PRIMITIVES = [
  "time.sleep(1)",
  "requests.get('http://x')",
  "open('f').read()",
  "subprocess.run(['ls'])",
  "lock.acquire()",
  "total = sum(i * j for i in range(3000) for j in range(3000))",
  "x = queue.get()",
];
const DECORATORS = [
  "functools.lru_cache",
  "functools.wraps(print)",
  "app.get('/')",
  "staticmethod",
  "contextlib.contextmanager",
];

/**
 * A workspace of modules that call each other, derive from each other's classes and pass functions around, and edits of it as people make
 * them: of signatures, bodies, imports, bases and whole files, with and without what would have to follow.
 */
export class RelatedModules {
  readonly #random: Random;
  #modules: ModuleModel[];

  constructor(random: Random) {
    this.#random = random;
    const count = 4 + random(3);
    this.#modules = Array.from({ length: count }, (_, index) => ({
      name: index % 3 === 2 ? `pkg.m${index}` : `m${index}`,
      style: random(4),
      comments: 0,
      functions: [],
      classes: [],
      top: [],
    }));
    for (const module of this.#modules) this.#fill(module);
  }

  /** The files as they are now. */
  files(): Readonly<Record<string, string>> {
    const files: Record<string, string> = { "pkg/__init__.py": "" };
    for (const module of this.#modules) files[`${module.name.replace(".", "/")}.py`] = this.#print(module);
    return files;
  }

  /** Changes something. */
  edit(): void {
    const module = this.#pick(this.#modules);
    const fn = this.#pick([...module.functions, ...module.classes.flatMap(({ methods }) => methods)]);
    switch (this.#random(16)) {
      case 0:
        fn.params = this.#params();
        return;
      case 1:
        fn.isAsync = !fn.isAsync;
        return;
      case 2:
        fn.name = this.#pick(FUNCTIONS);
        return;
      case 3:
        this.#renameEverywhere(fn.name, `${this.#pick(FUNCTIONS)}_${this.#random(9)}`);
        return;
      case 4:
      case 5:
      case 6:
        fn.body[this.#random(fn.body.length)] = this.#statement();
        return;
      case 7:
        fn.body.splice(this.#random(fn.body.length + 1), this.#random(2), this.#statement());
        return;
      case 8:
        module.style = this.#random(4);
        return;
      case 9:
        if (module.classes.length > 0) this.#pick(module.classes).base = this.#base();
        return;
      case 10:
        if (this.#modules.length > 2) this.#modules = this.#modules.filter((one) => one !== module);
        return;
      case 11: {
        // The importers may follow the renamed file, or go on naming the old one.
        const name = `${this.#random(2) === 0 ? "pkg." : ""}r${this.#random(100)}`;
        if (this.#random(2) === 0) this.#renameEverywhere(module.name, name);
        module.name = name;
        return;
      }
      case 12:
        fn.decorator = this.#random(2) === 0 ? undefined : this.#decorator();
        return;
      case 13:
        module.functions.push(this.#function());
        return;
      default:
        module.comments++;
    }
  }

  #fill(module: ModuleModel): void {
    for (let count = 2 + this.#random(3); count > 0; count--) module.functions.push(this.#function());
    for (let count = this.#random(3); count > 0; count--) {
      const methods = Array.from({ length: 1 + this.#random(3) }, () => this.#function());
      module.classes.push({ name: this.#pick(CLASSES), base: this.#base(), methods });
    }
    if (this.#random(2) === 0) module.top.push(this.#statement().replace("await ", ""));
  }

  #function(): FunctionModel {
    return {
      name: this.#pick(FUNCTIONS),
      isAsync: this.#random(3) === 0,
      params: this.#params(),
      decorator: this.#random(6) === 0 ? this.#decorator() : undefined,
      body: Array.from({ length: 1 + this.#random(4) }, () => this.#statement()),
    };
  }

  #params(): string[] {
    const wanted = PARAMS.filter(() => this.#random(3) === 0);
    return ["x", ...wanted.filter((one) => one !== "x")];
  }

  #decorator(): string {
    return this.#random(3) === 0 ? this.#pick(DECORATORS) : `@${this.#place(FUNCTIONS)}`;
  }

  #base(): string | undefined {
    return this.#pick([undefined, "threading.Thread", `@${this.#place(CLASSES)}`, `@${this.#place(CLASSES)}`]);
  }

  /** A name in a module, which is written as the module that it stands in imports it. */
  #place(names: readonly string[]): string {
    return `{${this.#pick(this.#modules).name}:${this.#pick(names)}}`;
  }

  #statement(): string {
    const call = () => `@${this.#place(FUNCTIONS)}`;
    switch (this.#random(12)) {
      case 0:
      case 1:
        return this.#pick(PRIMITIVES);
      case 2:
      case 3:
        return `${call()}(x)`;
      case 4:
        return `await ${call()}(x, wait=False)`;
      case 5:
        return `@${this.#place(CLASSES)}().${this.#pick(FUNCTIONS)}(1)`;
      case 6:
        return `self = @${this.#place(CLASSES)}(); self.${this.#pick(FUNCTIONS)}(x)`;
      case 7:
        return `threading.Thread(target=${call()}).start()`;
      case 8:
        return `${call()}(${call()}, call=${call()})`;
      case 9:
        return `for item in range(100): ${call()}(item)`;
      case 10:
        return `return ${this.#pick(["x", call(), `@${this.#place(CLASSES)}()`, "call", "call(x)"])}`;
      default:
        return `asyncio.create_task(${call()}(x))`;
    }
  }

  #renameEverywhere(from: string, to: string): void {
    const renamed = (text: string) => text.replaceAll(`:${from}}`, `:${to}}`).replaceAll(`{${from}:`, `{${to}:`);
    for (const module of this.#modules) {
      module.top = module.top.map(renamed);
      for (const cls of module.classes) cls.base = cls.base === undefined ? undefined : renamed(cls.base);
      for (const fn of [...module.functions, ...module.classes.flatMap(({ methods }) => methods)]) {
        if (fn.name === from) fn.name = to;
        fn.body = fn.body.map(renamed);
        fn.decorator = fn.decorator === undefined ? undefined : renamed(fn.decorator);
      }
    }
  }

  #print(module: ModuleModel): string {
    const imports = new Set<string>();
    const written = (text: string) =>
      text.replace(/@\{([\w.]+):(\w+)\}/g, (_, from: string, name: string) => {
        if (from === module.name) return name;
        const alias = from.replace(".", "_");
        switch (module.style) {
          case 0:
            imports.add(`import ${from} as ${alias}`);
            return `${alias}.${name}`;
          case 1:
            imports.add(`from ${from} import ${name}`);
            return name;
          case 2:
            imports.add(`from ${from} import *`);
            return name;
          default:
            imports.add(`from ${from} import ${name} as ${alias}_${name}`);
            return `${alias}_${name}`;
        }
      });
    const fn = (one: FunctionModel, indent: string, self: readonly string[]) =>
      [
        ...(one.decorator === undefined ? [] : [`${indent}@${written(one.decorator)}`]),
        `${indent}${one.isAsync ? "async " : ""}def ${one.name}(${[...self, ...one.params].join(", ")}):`,
        ...one.body.map((line) => `${indent}    ${written(line)}`),
        "",
      ].join("\n");
    const body = [
      ...module.functions.map((one) => fn(one, "", [])),
      ...module.classes.map((cls) =>
        [
          `class ${cls.name}${cls.base === undefined ? "" : `(${written(cls.base)})`}:`,
          ...cls.methods.map((one) => fn(one, "    ", ["self"])),
        ].join("\n"),
      ),
      ...module.top.map((line) => `${written(line)}\n`),
    ];
    const header = "import asyncio, contextlib, functools, queue, requests, subprocess, threading, time";
    const comments = Array.from({ length: module.comments }, (_, index) => `# remark ${index}`);
    return [header, ...[...imports].sort(), "lock = threading.Lock()", "", ...comments, ...body].join("\n");
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)];
  }
}

/** The one edit that makes a text another. */
export function editBetween(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { range: { start, end: before.length - same }, newText: after.slice(start, after.length - same) };
}
