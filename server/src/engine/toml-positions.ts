import type { Range } from "../text/range.ts";

/** Where a key stands in a TOML text, and where its value does. For a table, `value` is the header's name. */
export interface TomlPlace {
  readonly key: Range;
  readonly value: Range;
}

/** A key path of a TOML document: names of tables and keys, and indexes of array elements. */
export type TomlPath = readonly (string | number)[];

/**
 * Finds where each key of a TOML text stands, which the parser does not tell. The text must be one that the parser accepts; what
 * a text that it refuses gives is unspecified, yet the scan ends and does not throw.
 */
export function tomlPlaces(text: string): (path: TomlPath) => TomlPlace | undefined {
  const scan = new Scan(text);
  scan.document();
  return (path) => scan.places.get(address(path));
}

function address(path: TomlPath): string {
  return JSON.stringify(path);
}

class Scan {
  readonly places = new Map<string, TomlPlace>();
  readonly #text: string;
  readonly #arrayLengths = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    let table: TomlPath = [];
    for (this.#skipBlank(); this.#at < this.#text.length; this.#skipBlank()) {
      const before = this.#at;
      if (this.#text[this.#at] === "[") table = this.#header();
      else this.#pair(table);
      if (this.#at === before) this.#at++;
    }
  }

  #header(): TomlPath {
    const isArray = this.#text.startsWith("[[", this.#at);
    this.#at += isArray ? 2 : 1;
    const { path, range } = this.#dottedKey();
    while (this.#text[this.#at] === "]") this.#at++;
    const resolved = this.#throughArrays(path, isArray);
    this.#remember(resolved, { key: range, value: range });
    return resolved;
  }

  /** A header speaks of the last element of each array of tables that it goes through. */
  #throughArrays(path: readonly string[], opensElement: boolean): TomlPath {
    const result: (string | number)[] = [];
    for (const [index, name] of path.entries()) {
      result.push(name);
      const length = this.#arrayLengths.get(address(result)) ?? 0;
      if (opensElement && index === path.length - 1) {
        this.#arrayLengths.set(address(result), length + 1);
        result.push(length);
      } else if (length > 0) result.push(length - 1);
    }
    return result;
  }

  #pair(table: TomlPath): void {
    const { path, range } = this.#dottedKey();
    if (this.#text[this.#at] === "=") this.#at++;
    this.#skipSpace();
    const full = [...table, ...path];
    const value = this.#value(full);
    // The tables that a dotted key makes on its way are known by the key, too.
    for (let length = table.length + 1; length < full.length; length++) {
      const outer = full.slice(0, length);
      if (!this.places.has(address(outer))) this.#remember(outer, { key: range, value: range });
    }
    this.#remember(full, { key: range, value });
  }

  #dottedKey(): { readonly path: readonly string[]; readonly range: Range } {
    const path: string[] = [];
    this.#skipSpace();
    const start = this.#at;
    let end = start;
    for (;;) {
      const quote = this.#text[this.#at];
      if (quote === '"' || quote === "'") {
        const { start: from, end: to } = this.#string();
        path.push(unquote(this.#text.slice(from, to)));
      } else {
        const name = /[\w-]*/y;
        name.lastIndex = this.#at;
        const match = name.exec(this.#text)?.[0] ?? "";
        this.#at += match.length;
        path.push(match);
      }
      end = this.#at;
      this.#skipSpace();
      if (this.#text[this.#at] !== ".") return { path, range: { start, end } };
      this.#at++;
      this.#skipSpace();
    }
  }

  #value(path: TomlPath): Range {
    const start = this.#at;
    const first = this.#text[start];
    if (first === '"' || first === "'") return this.#string();
    if (first === "[") this.#array(path);
    else if (first === "{") this.#inlineTable(path);
    else {
      const scalar = /[^\s,\]}#]*( \d{2}:[\d:.Z+-]*)?/y;
      scalar.lastIndex = start;
      this.#at += scalar.exec(this.#text)?.[0].length ?? 0;
    }
    return { start, end: this.#at };
  }

  #array(path: TomlPath): void {
    this.#at++;
    for (let index = 0; this.#moreUntil("]"); index++) {
      const value = this.#value([...path, index]);
      this.#remember([...path, index], { key: value, value });
    }
  }

  #inlineTable(path: TomlPath): void {
    this.#at++;
    while (this.#moreUntil("}")) this.#pair(path);
  }

  /** Moves to the next element of a bracketed list; false, and past the bracket, where there is none. */
  #moreUntil(close: string): boolean {
    this.#skipBlank();
    while (this.#text[this.#at] === ",") {
      this.#at++;
      this.#skipBlank();
    }
    if (this.#at >= this.#text.length) return false;
    if (this.#text[this.#at] === close) {
      this.#at++;
      return false;
    }
    // A text that the parser refuses could stand still here.
    if (/[=\]})]/.test(this.#text[this.#at])) {
      this.#at = this.#text.length;
      return false;
    }
    return true;
  }

  #string(): Range {
    const start = this.#at;
    const quote = this.#text[start];
    const long = this.#text.startsWith(quote.repeat(3), start);
    const close = long ? quote.repeat(3) : quote;
    let at = start + close.length;
    while (at < this.#text.length && !this.#text.startsWith(close, at))
      at += quote === '"' && this.#text[at] === "\\" ? 2 : 1;
    at = Math.min(this.#text.length, at + close.length);
    // A long string may end in one or two quotes of its own before the closing three.
    while (long && this.#text[at] === quote) at++;
    this.#at = at;
    return { start, end: at };
  }

  #remember(path: TomlPath, place: TomlPlace): void {
    this.places.set(address(path), place);
  }

  #skipSpace(): void {
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at++;
  }

  #skipBlank(): void {
    const blank = /(?:\s|#[^\n]*)*/y;
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)?.[0].length ?? 0;
  }
}

function unquote(literal: string): string {
  if (literal.startsWith("'")) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}
