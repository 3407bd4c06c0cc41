import type { ModuleId } from "../../program/modules.ts";
import type { Program } from "../../program/program.ts";
import { NONE } from "../../semantics/facts.ts";
import { LineIndex } from "../../text/line-index.ts";
import type { Frame } from "./profile.ts";

/** A function of the workspace; `fn` 0 is a module's top level. */
export interface Located {
  readonly module: ModuleId;
  readonly fn: number;
}

/** Finds the functions that a profiler's frames speak of. */
export class Locator {
  readonly #program: Program;
  readonly #text: (file: string) => string;
  readonly #byName = new Map<string, ModuleId[]>();
  readonly #lines = new Map<ModuleId, LineIndex>();

  constructor(program: Program, text: (file: string) => string) {
    this.#program = program;
    this.#text = text;
    program.modules.files.forEach((file, module) => {
      const base = file.slice(file.lastIndexOf("/") + 1);
      const known = this.#byName.get(base);
      if (known === undefined) this.#byName.set(base, [module]);
      else known.push(module);
    });
  }

  locate(frame: Frame): Located | undefined {
    const module = this.#module(frame.file);
    if (module === undefined) return undefined;
    const fn = this.#function(module, frame);
    return fn === undefined ? undefined : { module, fn };
  }

  /** The file whose path and the profiler's end alike, over all of the shorter one; a longer agreement wins. */
  #module(path: string): ModuleId | undefined {
    const parts = path
      .replaceAll("\\", "/")
      .split("/")
      .filter((part) => part !== "" && part !== ".");
    let best: { module: ModuleId; same: number } | undefined;
    let level = false;
    for (const module of this.#byName.get(parts.at(-1) ?? "") ?? []) {
      const own = this.#program.file(module).split("/");
      let same = 0;
      while (same < Math.min(own.length, parts.length) && own[own.length - 1 - same] === parts[parts.length - 1 - same])
        same++;
      if (same < Math.min(own.length, parts.length)) continue;
      level = best !== undefined && same === best.same;
      if (best === undefined || same > best.same) best = { module, same };
    }
    // Of two files that fit equally well neither is taken: evidence for the wrong one is worse than none.
    return level ? undefined : best?.module;
  }

  #function(module: ModuleId, { name, line, lineOf }: Frame): number | undefined {
    const short = name.split(".").at(-1) ?? "";
    if (short === "<module>") return 0;
    const { functions } = this.#program.facts(module);
    const isNamed = short !== "" && !/^<(listcomp|setcomp|dictcomp|genexpr)>$/.test(short);
    let found: number | undefined;
    for (const fn of functions.slice(1)) {
      if (isNamed && (short === "<lambda>" ? !fn.isLambda : fn.name !== short)) continue;
      const [first, last] = [this.#line(module, fn.start), this.#line(module, fn.end)];
      const fits =
        line <= 0 ||
        (lineOf === "definition" && isNamed
          ? line >= first && line <= this.#line(module, fn.nameEnd)
          : line >= first && line <= last);
      // Functions come in the order of the source, so that the last that fits is the innermost.
      if (fits) found = fn.id;
    }
    return found ?? (isNamed ? undefined : 0);
  }

  /** One-based. */
  #line(module: ModuleId, offset: number): number {
    let index = this.#lines.get(module);
    if (index === undefined) {
      index = new LineIndex(this.#text(this.#program.file(module)));
      this.#lines.set(module, index);
    }
    return index.lineAt(offset) + 1;
  }

  /** One-based line of a function's name; 1 for a module's top level. */
  lineOf({ module, fn }: Located): number {
    const facts = this.#program.facts(module).functions[fn];
    return facts.parent === NONE ? 1 : this.#line(module, facts.nameStart);
  }
}
