import type { ModuleFacts } from "../semantics/facts.ts";

/** Fields that are offsets into the file's text, pairs of them included. */
const PLACES: ReadonlySet<string> = new Set([
  "start",
  "end",
  "nameStart",
  "nameEnd",
  "calleeEnd",
  "headerEnd",
  "bodyEnd",
  "statementStart",
  "statementEnd",
  "commentStart",
  "commentEnd",
  "whole",
  "repeatedCalls",
  "errors",
]);
/** Fields that count lines: nothing that is linked depends on them. */
const LINES: ReadonlySet<string> = new Set(["line", "lines", "codeLines"]);

type Fields = Record<string | number, unknown>;

/**
 * How the places of a module's facts move where an edit changed nothing else: comments, empty lines, layout. Everything before one point
 * stays, everything after it moves by the same distance, so that no two places change their order and whatever was concluded from it holds.
 */
export class MovedPlaces {
  readonly #fields: { readonly of: Fields; readonly key: string | number; readonly value: number }[] = [];
  readonly #moved = new Set<object>();
  #distance = 0;
  #lastStaying = -1;
  #firstMoving = Number.POSITIVE_INFINITY;

  private constructor() {}

  /** @returns undefined where the two texts' facts differ in more than places */
  static between(before: ModuleFacts, after: ModuleFacts): MovedPlaces | undefined {
    const moved = new MovedPlaces();
    return moved.#sameFields(before, after) && moved.#keepsOrder() ? moved : undefined;
  }

  /** Where a place of the old text is in the new one; undefined for what is no place of the facts' kind. */
  at(place: number): number | undefined {
    if (place <= this.#lastStaying) return place;
    return place >= this.#firstMoving ? place + this.#distance : undefined;
  }

  /** Takes note of an object with places of its own that are to move, too; false where one of them is unknown. */
  add(object: { readonly start: number; readonly end: number; readonly calleeEnd?: number }): boolean {
    if (this.#moved.has(object)) return true;
    this.#moved.add(object);
    const fields = object as unknown as Fields;
    for (const key of ["start", "end", "calleeEnd"]) {
      const place = fields[key];
      if (typeof place !== "number") continue;
      const value = this.at(place);
      if (value === undefined) return false;
      this.#fields.push({ of: fields, key, value });
    }
    return true;
  }

  /** Moves them all: the facts that were compared first, and what was added. */
  apply(): void {
    for (const { of, key, value } of this.#fields) of[key] = value;
  }

  #keepsOrder(): boolean {
    return this.#lastStaying < this.#firstMoving && this.#lastStaying < this.#firstMoving + this.#distance;
  }

  #same(before: unknown, after: unknown, key: string, of: Fields, at: string | number): boolean {
    if (typeof before === "number") {
      if (typeof after !== "number") return false;
      if (PLACES.has(key)) return this.#place(before, after, of, at);
      if (!LINES.has(key)) return before === after;
      if (before !== after) this.#fields.push({ of, key: at, value: after });
      return true;
    }
    if (typeof before !== "object" || before === null || typeof after !== "object" || after === null)
      return before === after;
    if (Array.isArray(before)) return Array.isArray(after) && this.#sameItems(before, after, key);
    return this.#sameFields(before as Fields, after as Fields);
  }

  #sameItems(before: readonly unknown[], after: readonly unknown[], key: string): boolean {
    if (before.length !== after.length) return false;
    for (let at = 0; at < before.length; at++)
      if (!this.#same(before[at], after[at], key, before as unknown as Fields, at)) return false;
    return true;
  }

  #sameFields(before: object, after: object): boolean {
    const [old, now] = [before as Fields, after as Fields];
    const keys = definedKeys(old);
    const others = definedKeys(now);
    if (keys.length !== others.length) return false;
    // The order of a table by name is that of the source; that of a record's fields is its maker's.
    const isTable = Object.getPrototypeOf(old) === null;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at];
      if (isTable && key !== others[at]) return false;
      if (!this.#same(old[key], now[key], key, old, key)) return false;
    }
    return true;
  }

  #place(before: number, after: number, of: Fields, at: string | number): boolean {
    if (before === after) {
      this.#lastStaying = Math.max(this.#lastStaying, before);
      return true;
    }
    if (this.#distance !== 0 && after - before !== this.#distance) return false;
    this.#distance = after - before;
    this.#firstMoving = Math.min(this.#firstMoving, before);
    this.#fields.push({ of, key: at, value: after });
    return true;
  }
}

/** Facts that come from a cache leave out what is undefined; those that were just extracted may name it. */
function definedKeys(fields: Fields): readonly string[] {
  const keys = Object.keys(fields);
  for (const key of keys) if (fields[key] === undefined) return keys.filter((one) => fields[one] !== undefined);
  return keys;
}
