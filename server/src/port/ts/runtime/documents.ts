import { ValueError } from "./errors.ts";
import { repr, str } from "./show.ts";
import { length } from "./text.ts";

/** Breaks text into lines of at most a width, at blanks and behind hyphens. */
export function wrapText(text: string, width = 70, first = "", later = "", breakLong = true): string[] {
  if (width <= 0) throw new ValueError(`invalid width ${width} (must be > 0)`);
  const lines: string[] = [];
  let indent = first;
  let line = "";
  const flush = (): void => {
    lines.push(indent + line);
    indent = later;
    line = "";
  };
  for (const chunk of wrapChunks(text)) {
    let { word, gap } = chunk;
    for (;;) {
      const room = width - length(indent);
      const blank = line === "" ? "" : " ".repeat(gap);
      const used = length(line) + blank.length;
      if (used + length(word) <= room) {
        line += blank + word;
        break;
      }
      if (breakLong && length(word) > room && room > used) {
        const letters = [...word];
        line += blank + letters.slice(0, room - used).join("");
        word = letters.slice(room - used).join("");
        gap = 0;
        flush();
        continue;
      }
      if (line === "") {
        line = word;
        break;
      }
      flush();
    }
  }
  if (line !== "") flush();
  return lines;
}

/** The pieces that a line can end behind: words, and the parts of words with hyphens. */
function wrapChunks(text: string): { word: string; gap: number }[] {
  const chunks: { word: string; gap: number }[] = [];
  let gap = 0;
  const plain = text.replaceAll("\t", "        ").replace(/[\n\r\v\f]/g, " ");
  plain.split(" ").forEach((word, index) => {
    if (index > 0) gap++;
    if (word === "") return;
    for (const part of word.split(/(?<=[a-zA-Z_\u0080-\uffff]{2,}-)(?=[a-zA-Z_\u0080-\uffff])/)) {
      chunks.push({ word: part, gap });
      gap = 0;
    }
  });
  return chunks;
}

export function fillText(text: string, width = 70, first = "", later = "", breakLong = true): string {
  return wrapText(text, width, first, later, breakLong).join("\n");
}

/** Keeps as many whole words as fit a width. */
export function shortenText(text: string, width: number, placeholder = " [...]"): string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const whole = words.join(" ");
  if (length(whole) <= width) return whole;
  for (let n = words.length - 1; n > 0; n--) {
    const kept = words.slice(0, n).join(" ") + placeholder;
    if (length(kept) <= width) return kept;
  }
  return placeholder.trimStart();
}

/** Takes off the blanks that all lines begin with. */
export function dedent(text: string): string {
  const lines = text.split("\n").map((line) => (/^[ \t]*$/.test(line) ? "" : line));
  let margin: string | undefined;
  for (const line of lines) {
    if (line === "") continue;
    const own = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (margin === undefined) margin = own;
    else while (!own.startsWith(margin)) margin = margin.slice(0, -1);
  }
  const size = margin?.length ?? 0;
  return lines.map((line) => line.slice(size)).join("\n");
}

/** Puts a prefix before every line that is not blank. */
export function indentText(text: string, prefix: string): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => (line.trim() === "" ? line : prefix + line))
    .join("");
}

export function capitalizeWords(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(" ");
}

/** A text in memory that is written and read like a file. */
export class TextBuffer {
  #text: string;
  #at = 0;

  constructor(text = "") {
    this.#text = text;
  }

  writeText(text: string): number {
    this.#text = this.#text.slice(0, this.#at) + text + this.#text.slice(this.#at + text.length);
    this.#at += text.length;
    return text.length;
  }

  getvalue(): string {
    return this.#text;
  }

  read(): string {
    const rest = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    return rest;
  }

  readline(): string {
    const end = this.#text.indexOf("\n", this.#at);
    if (end < 0) return this.read();
    const line = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return line;
  }

  readlines(): string[] {
    return [...this];
  }

  seekTo(position: number): number {
    this.#at = Math.min(position, this.#text.length);
    return this.#at;
  }

  close(): void {}

  *[Symbol.iterator](): Generator<string> {
    for (let line = this.readline(); line !== ""; line = this.readline()) yield line;
  }
}

export function newTextBuffer(text = ""): TextBuffer {
  return new TextBuffer(text);
}

/** The rows of comma-separated values. */
export class CSVReader {
  readonly #lines: Iterator<string>;
  readonly #delimiter: string;
  readonly #quote: string;

  constructor(lines: Iterable<string>, delimiter: string, quote: string) {
    this.#lines = lines[Symbol.iterator]();
    this.#delimiter = delimiter;
    this.#quote = quote;
  }

  next(): IteratorResult<string[], undefined> {
    const row: string[] = [];
    let field = "";
    let isQuoted = false;
    let began = false;
    for (;;) {
      const step = this.#lines.next();
      if (step.done) return { done: true, value: undefined };
      const line = step.value.replace(/[\r\n]+$/, "");
      for (let i = 0; i < line.length; i++) {
        const char = line[i];
        if (isQuoted && char === this.#quote && line[i + 1] === this.#quote) {
          field += char;
          i++;
        } else if (char === this.#quote && (isQuoted || field === "")) {
          isQuoted = !isQuoted;
          began = true;
        } else if (char === this.#delimiter && !isQuoted) {
          row.push(field);
          field = "";
          began = true;
        } else field += char;
      }
      if (isQuoted) {
        field += "\n";
        continue;
      }
      if (field !== "" || began) row.push(field);
      return { done: false, value: row };
    }
  }

  [Symbol.iterator](): this {
    return this;
  }
}

export function newCSVReader(lines: Iterable<string>, delimiter = ",", quote = '"'): CSVReader {
  return new CSVReader(lines, delimiter, quote);
}

/** What rows can be written to: a buffer, or Node's own streams. */
interface TextSink {
  writeText?(text: string): number;
  write?(text: string): unknown;
}

/** Writes rows of comma-separated values. */
export class CSVWriter {
  readonly #file: TextSink;
  readonly #delimiter: string;
  readonly #quote: string;
  readonly #lineTerminator: string;
  readonly #quoting: number;

  constructor(file: TextSink, delimiter: string, quote: string, lineTerminator: string, quoting: number) {
    this.#file = file;
    this.#delimiter = delimiter;
    this.#quote = quote;
    this.#lineTerminator = lineTerminator;
    this.#quoting = quoting;
  }

  writerow(row: Iterable<unknown>): void {
    const quote = this.#quote;
    const fields = Array.from(row, (value) => {
      const text = value === null || value === undefined ? "" : str(value);
      const isSpecial = [this.#delimiter, quote, "\r", "\n"].some((each) => text.includes(each));
      const isQuoted = this.#quoting === 1 || (this.#quoting !== 3 && isSpecial);
      return isQuoted ? quote + text.replaceAll(quote, quote + quote) + quote : text;
    });
    const line = fields.join(this.#delimiter) + this.#lineTerminator;
    if (this.#file.writeText !== undefined) this.#file.writeText(line);
    else this.#file.write?.(line);
  }

  writerows(rows: Iterable<Iterable<unknown>>): void {
    for (const row of rows) this.writerow(row);
  }
}

export function newCSVWriter(
  file: TextSink,
  delimiter = ",",
  quote = '"',
  lineTerminator = "\r\n",
  quoting = 0,
): CSVWriter {
  return new CSVWriter(file, delimiter, quote, lineTerminator, quoting);
}

export const quoteMinimal = (): number => 0;
export const quoteAll = (): number => 1;
export const quoteNone = (): number => 3;

/** Each row as a dict, under the names of the first one. */
export class CSVDictReader {
  #names: string[] | null;
  readonly #rows: CSVReader;

  constructor(lines: Iterable<string>, names: string[] | null, delimiter: string) {
    this.#names = names;
    this.#rows = new CSVReader(lines, delimiter, '"');
  }

  get fieldnames(): string[] {
    if (this.#names === null) this.#names = this.#rows.next().value ?? [];
    return this.#names;
  }

  *[Symbol.iterator](): Generator<Map<string, string>> {
    const names = this.fieldnames;
    for (const row of this.#rows) {
      if (row.length === 0) continue;
      yield new Map(names.slice(0, row.length).map((name, i): [string, string] => [name, row[i]]));
    }
  }
}

export function newCSVDictReader(
  lines: Iterable<string>,
  names: string[] | null = null,
  delimiter = ",",
): CSVDictReader {
  return new CSVDictReader(lines, names, delimiter);
}

/** Writes dicts as rows. */
export class CSVDictWriter {
  readonly #writer: CSVWriter;
  readonly #names: string[];
  readonly #missing: unknown;
  readonly #ignoresOthers: boolean;

  constructor(writer: CSVWriter, names: string[], missing: unknown, ignoresOthers: boolean) {
    this.#writer = writer;
    this.#names = names;
    this.#missing = missing;
    this.#ignoresOthers = ignoresOthers;
  }

  writeheader(): void {
    this.#writer.writerow(this.#names);
  }

  writerow(row: ReadonlyMap<string, unknown>): void {
    for (const key of row.keys())
      if (!this.#ignoresOthers && !this.#names.includes(key))
        throw new ValueError(`dict contains fields not in fieldnames: ${repr(key)}`);
    this.#writer.writerow(this.#names.map((name) => (row.has(name) ? row.get(name) : this.#missing)));
  }

  writerows(rows: Iterable<ReadonlyMap<string, unknown>>): void {
    for (const row of rows) this.writerow(row);
  }
}

export function newCSVDictWriter(
  file: TextSink,
  names: string[],
  missing: unknown = "",
  others = "raise",
  delimiter = ",",
  lineTerminator = "\r\n",
  quoting = 0,
): CSVDictWriter {
  const writer = new CSVWriter(file, delimiter, '"', lineTerminator, quoting);
  return new CSVDictWriter(writer, names, missing, others === "ignore");
}

/** Writes what has a meaning in addresses as its bytes. */
export function quoteURL(text: string, safe = "/"): string {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9_.~-]/.test(char) || safe.includes(char)
      ? char
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

export function quoteURLPlus(text: string, safe = ""): string {
  return quoteURL(text, `${safe} `).replaceAll(" ", "+");
}

export function unquoteURL(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function unquoteURLPlus(text: string): string {
  return unquoteURL(text.replaceAll("+", " "));
}

export function escapeHTML(text: string, quotes = true): string {
  const plain = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return quotes ? plain.replaceAll('"', "&quot;").replaceAll("'", "&#x27;") : plain;
}

export function unescapeHTML(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
  return text.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[name] ?? whole;
  });
}

/** Parts a path before the last dot of its file name. */
export function splitExtension(path: string): [string, string] {
  const base = path.slice(path.lastIndexOf("/") + 1);
  const dot = base.lastIndexOf(".");
  if (dot <= 0 || /^\.*$/.test(base.slice(0, dot))) return [path, ""];
  const at = path.length - base.length + dot;
  return [path.slice(0, at), path.slice(at)];
}

export function directoryOf(path: string): string {
  const head = path.slice(0, path.lastIndexOf("/") + 1);
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, "");
}

export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a whole name matches a pattern of the shell. */
export function matchesGlob(name: string, pattern: string): boolean {
  const source = pattern.replace(/\[!?[^\]]+\]|[*?]|[^*?[]|\[/gs, (part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    if (part.length > 1 && part.startsWith("[")) return part.replace("[!", "[^").replaceAll("\\", "\\\\");
    return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^(?:${source})$`, "s").test(name);
}

/** Puts parts of a path together; one that begins at the root starts over. */
export function joinPath(...parts: string[]): string {
  return parts.reduce((joined, part) => {
    if (joined === "" || part.startsWith("/")) return part;
    return joined.endsWith("/") ? joined + part : `${joined}/${part}`;
  }, "");
}
