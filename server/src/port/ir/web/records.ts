import type { BuildContext } from "../build/context.ts";
import type { Argument, ClassDef, Expression } from "../nodes.ts";
import { become, keyword, newClass, newField } from "./make.ts";

/**
 * Gives the displays of an answer names: `{"id": 1, "name": n}` becomes an object of a small class whose fields are the keys, so that
 * a target writes a type of its own and keeps the order of the keys. One class stands for all displays with the same keys of one
 * handler.
 */
export class Records {
  readonly #context: BuildContext;
  readonly #known = new Map<string, ClassDef>();

  constructor(context: BuildContext) {
    this.#context = context;
  }

  /** Rewrites a display, and those inside of it. `hint` names the class: `ReadItem` gives `ReadItemResponse`. */
  name(e: Expression, hint: string, suffix = "Response"): void {
    switch (e.kind) {
      case "dict":
        this.#display(e, hint, suffix);
        return;
      case "list":
      case "tuple":
        for (const element of e.elements) this.name(element, hint, itemOf(suffix));
        return;
      case "comprehension":
        if (e.form !== "dict") this.name(e.element, hint, itemOf(suffix));
        return;
      case "conditional":
        this.name(e.body, hint, suffix);
        this.name(e.otherwise, hint, suffix);
        return;
    }
  }

  #display(e: Expression & { kind: "dict" }, hint: string, suffix: string): void {
    const keys = e.entries.map((entry) => (entry.key?.kind === "string" ? entry.key.value : undefined));
    const isRecord =
      keys.length > 1 &&
      new Set(keys).size === keys.length &&
      keys.every((key) => key !== undefined && isFieldName(key));
    if (!isRecord) {
      for (const entry of e.entries) this.name(entry.value, hint, suffix);
      return;
    }
    const { entries } = e;
    for (const [i, entry] of entries.entries()) this.name(entry.value, hint, pascal(keys[i]!));
    const id = `${hint} ${suffix} ${keys.join(" ")}`;
    let cls = this.#known.get(id);
    if (cls === undefined) {
      cls = newClass(this.#context, `${hint}${suffix}`, e.range, {
        fields: keys.map((key) => newField(key!, undefined, e.range)),
        model: { kind: "record", rules: new Map(), fieldValidators: [], modelValidators: [], extra: "ignore" },
      });
      this.#known.set(id, cls);
    }
    const args: Argument[] = entries.map((entry, i) => keyword(keys[i]!, entry.value));
    become(e, { kind: "call", target: { kind: "class", class: cls }, args });
  }

  /** The classes that were made. */
  get classes(): readonly ClassDef[] {
    return [...this.#known.values()];
  }
}

function itemOf(suffix: string): string {
  return suffix === "Response" ? "Item" : suffix.replace(/s$/, "");
}

function isFieldName(key: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(key);
}

export function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}
