import { slice } from "./containers.ts";
import { IndexError, PatternError, ValueError } from "./errors.ts";

let lastText = "";
let lastPoints: string[] | undefined;

/** The code points of a text that has characters outside of the basic plane; undefined when its units are its code points. */
function pointsOf(text: string): string[] | undefined {
  if (text !== lastText) {
    lastText = text;
    lastPoints = /[\ud800-\udfff]/.test(text) ? [...text] : undefined;
  }
  return lastPoints;
}

/** The number of code points, Python's `len` of a string. */
export function length(text: string): number {
  return pointsOf(text)?.length ?? text.length;
}

/** The code point at a position; a negative one counts from the end. */
export function charAt(text: string, index: number): string {
  const points: ArrayLike<string> = pointsOf(text) ?? text;
  const position = index < 0 ? points.length + index : index;
  if (position < 0 || position >= points.length) throw new IndexError("string index out of range");
  return points[position];
}

/** Python's `text[start:end:step]`, by code points. */
export function substring(text: string, start?: number | null, end?: number | null, step: number | null = 1): string {
  const points = pointsOf(text);
  if (step === 1 && points === undefined) return text.slice(start ?? 0, end ?? text.length);
  return slice(points ?? text.split(""), start, end, step).join("");
}

/** Python's `text.split()`: the words between runs of white space. */
export function words(text: string, limit = -1): string[] {
  const trimmed = text.trim();
  if (trimmed === "") return [];
  if (limit < 0) return trimmed.split(/\s+/);
  const parts: string[] = [];
  let rest = text.trimStart();
  while (parts.length < limit) {
    const match = /^(\S+)\s+/.exec(rest);
    if (match === null) break;
    parts.push(match[1]);
    rest = rest.slice(match[0].length);
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

/** Python's `text.split(separator, limit)`. */
export function split(text: string, separator: string, limit = -1): string[] {
  if (separator === "") throw new ValueError("empty separator");
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

export function splitRight(text: string, separator: string | null, limit = -1): string[] {
  if (separator === null) {
    const all = words(text);
    return limit < 0 || all.length <= limit + 1
      ? all
      : [all.slice(0, all.length - limit).join(" "), ...all.slice(all.length - limit)];
  }
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [parts.slice(0, parts.length - limit).join(separator), ...parts.slice(parts.length - limit)];
}

export function splitLines(text: string, keepEnds = false): string[] {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return keepEnds ? lines : lines.map((line) => line.replace(/(\r\n|\r|\n)$/, ""));
}

/** Removes the given characters from both ends, or from one. */
export function strip(text: string, chars: string, side: "both" | "left" | "right" = "both"): string {
  const set = new Set(chars);
  const points = [...text];
  let start = 0;
  let end = points.length;
  if (side !== "right") while (start < end && set.has(points[start])) start++;
  if (side !== "left") while (end > start && set.has(points[end - 1])) end--;
  return points.slice(start, end).join("");
}

/** How often a text occurs in another, without overlaps. */
export function countText(text: string, part: string, start = 0, end?: number): number {
  if (start !== 0 || end !== undefined) return countText(substring(text, start, end), part);
  return part === "" ? length(text) + 1 : text.split(part).length - 1;
}

/** The position of a part in code points, or -1. */
export function find(text: string, part: string, start = 0, end?: number | null): number {
  const from = start < 0 ? Math.max(0, length(text) + start) : start;
  const searched = end === undefined || end === null ? text : substring(text, 0, end);
  const skipped = substring(searched, 0, from).length;
  const index = from > length(searched) ? -1 : searched.indexOf(part, skipped);
  return index < 0 ? -1 : length(searched.slice(0, index));
}

export function findLast(text: string, part: string, start = 0, end?: number): number {
  const searched = end === undefined ? text : substring(text, 0, end);
  const index = searched.lastIndexOf(part);
  const found = index < 0 ? -1 : length(text.slice(0, index));
  return found < (start < 0 ? length(text) + start : start) ? -1 : found;
}

/** As `find`, but the part must be there. */
export function findIndex(text: string, part: string, start = 0): number {
  const index = find(text, part, start);
  if (index < 0) throw new ValueError("substring not found");
  return index;
}

export function replace(text: string, old: string, by: string, limit = -1): string {
  if (limit < 0) return text.replaceAll(old, () => by);
  let left = limit;
  return text.replaceAll(old, (match) => (left-- > 0 ? by : match));
}

export function capitalize(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("").toLowerCase();
}

export function title(text: string): string {
  return text.toLowerCase().replace(/\p{L}+/gu, (word) => capitalize(word));
}

export function swapCase(text: string): string {
  return Array.from(text, (char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join("");
}

export function center(text: string, width: number, fill = " "): string {
  const missing = Math.max(0, width - length(text));
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

export function padEnd(text: string, width: number, fill = " "): string {
  return text + fill.repeat(Math.max(0, width - length(text)));
}

export function padStart(text: string, width: number, fill = " "): string {
  return fill.repeat(Math.max(0, width - length(text))) + text;
}

/** Spaces up to the next column that is a multiple of the size, in place of each tab. */
export function expandTabs(text: string, size = 8): string {
  let column = 0;
  let out = "";
  for (const c of text) {
    const added = c === "\t" ? " ".repeat(size === 0 ? 0 : size - (column % size)) : c;
    out += added;
    column = c === "\n" || c === "\r" ? 0 : column + (c === "\t" ? added.length : 1);
  }
  return out;
}

export function zfill(text: string, width: number): string {
  const sign = /^[+-]/.test(text) ? text[0] : "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

export function partition(text: string, separator: string): [string, string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, "", ""] : [text.slice(0, index), separator, text.slice(index + separator.length)];
}

export function partitionLast(text: string, separator: string): [string, string, string] {
  const index = text.lastIndexOf(separator);
  return index < 0 ? ["", "", text] : [text.slice(0, index), separator, text.slice(index + separator.length)];
}

export function isAlpha(text: string): boolean {
  return /^\p{L}+$/u.test(text);
}

export function isDigit(text: string): boolean {
  return /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u.test(text);
}

export function isDecimal(text: string): boolean {
  return /^\p{Nd}+$/u.test(text);
}

export function isNumeric(text: string): boolean {
  return /^\p{N}+$/u.test(text);
}

export function isAlnum(text: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text);
}

export function isSpace(text: string): boolean {
  return /^\s+$/.test(text);
}

export function isUpper(text: string): boolean {
  return text !== text.toLowerCase() && text === text.toUpperCase();
}

export function isLower(text: string): boolean {
  return text !== text.toUpperCase() && text === text.toLowerCase();
}

export function isTitle(text: string): boolean {
  return /\p{L}/u.test(text) && text === title(text);
}

export function isIdentifier(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
}

/** Python's `text.translate(table)`. */
export function translate(text: string, table: ReadonlyMap<number, string | number | null>): string {
  return Array.from(text, (char) => {
    const by = table.get(char.codePointAt(0) ?? 0);
    if (by === undefined) return char;
    return typeof by === "number" ? String.fromCodePoint(by) : (by ?? "");
  }).join("");
}

export function makeTranslation(
  from: string | ReadonlyMap<string | number, string | null>,
  to = "",
  removed = "",
): Map<number, string | null> {
  const table = new Map<number, string | null>();
  if (typeof from === "string") {
    const targets = [...to];
    [...from].forEach((char, i) => {
      table.set(char.codePointAt(0) ?? 0, targets[i]);
    });
  } else for (const [char, by] of from) table.set(typeof char === "number" ? char : (char.codePointAt(0) ?? 0), by);
  for (const char of removed) table.set(char.codePointAt(0) ?? 0, null);
  return table;
}

export function codePoint(char: string): number {
  const code = char.codePointAt(0);
  if (code === undefined || length(char) !== 1)
    throw new TypeError(`ord() expected a character, but string of length ${length(char)} found`);
  return code;
}

/** A regular expression from Python's notation. */
export function pattern(source: string, flags = ""): RegExp {
  const inline = /^\(\?([aimsx]+)\)/.exec(source);
  const body = (inline === null ? source : source.slice(inline[0].length))
    .replace(/\(\?P<(\w+)>/g, "(?<$1>")
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replace(/\(\?[au]:/g, "(?:")
    .replace(/\\A/g, "^")
    .replace(/\\Z/g, "$");
  const all = new Set(`${flags}${inline?.[1].replace(/[ax]/g, "") ?? ""}`);
  try {
    const made = new RegExp(body, [...all].join(""));
    patternTexts.set(made, source);
    return made;
  } catch {
    const [what, at] = patternMistake(source);
    const error = new PatternError(`${what} at position ${at}`);
    throw Object.assign(error, { msg: what, pattern: source, pos: at });
  }
}

/** The texts of patterns that JavaScript writes in another way. */
const patternTexts = new WeakMap<RegExp, string>();

/** The text of a pattern in Python's notation. */
export function pythonPattern(expression: RegExp): string {
  return patternTexts.get(expression) ?? expression.source.replaceAll("\\/", "/");
}

/** Why a text is no regular expression, and where. */
function patternMistake(source: string): [what: string, at: number] {
  const open: number[] = [];
  let before = "";
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    const isRepeat = "*+?".includes(char);
    if (isRepeat && (before === "" || before === "(" || before === "|")) {
      if (!(char === "?" && before === "(")) return ["nothing to repeat", at];
    } else if (isRepeat && before === "*" && char !== "?") return ["multiple repeat", at];
    if (char === "\\") {
      if (at + 1 >= source.length) return ["bad escape (end of pattern)", at];
      at++;
    } else if (char === "[") {
      const end = source.indexOf("]", source[at + 1] === "^" ? at + 3 : at + 2);
      if (end < 0) return ["unterminated character set", at];
      const range = /([^\\])-([^\]\\])/.exec(source.slice(at + 1, end));
      if (range !== null && range[1] > range[2]) return [`bad character range ${range[0]}`, at + 1 + range.index];
      at = end;
    } else if (char === "(") open.push(at);
    else if (char === ")" && open.pop() === undefined) return ["unbalanced parenthesis", at];
    before = char;
  }
  const last = open.at(-1);
  return last === undefined ? ["bad pattern", 0] : ["missing ), unterminated subpattern", last];
}

/** `match.expand`: a template with what the groups of a match hold. */
export function expandMatch(match: RegExpExecArray | RegExpMatchArray, template: string): string {
  return template.replace(/\\(?:g<(\w+)>|(\d))/g, (_, name: string | undefined, digit: string | undefined) => {
    const key = name ?? digit ?? "";
    return (/^\d+$/.test(key) ? match[Number(key)] : match.groups?.[key]) ?? "";
  });
}

/** The number of the last group that took part in a match. */
export function lastIndex(match: RegExpExecArray | RegExpMatchArray): number | null {
  const at = match.findLastIndex((text, i) => i > 0 && text !== undefined);
  return at > 0 ? at : null;
}

/** `re.findall`: whole matches, or the groups where the pattern has some. */
// biome-ignore lint/suspicious/noExplicitAny: Python gives texts or tuples of them, depending on the pattern
export function findAll(expression: RegExp, text: string): any[] {
  return Array.from(text.matchAll(withFlags(expression, "g")), (match) =>
    match.length === 1 ? match[0] : match.length === 2 ? (match[1] ?? "") : match.slice(1).map((group) => group ?? ""),
  );
}

export function withFlags(expression: RegExp, flags: string): RegExp {
  return new RegExp(expression.source, [...new Set(expression.flags + flags)].join(""));
}

/** A match at a position (the start, where none is given), or of all that is there. */
export function matchAt(expression: RegExp, text: string, whole = false, position = 0): RegExpExecArray | null {
  const source = whole ? `(?:${expression.source})(?![^])` : expression.source;
  const anchored = new RegExp(source, `${expression.flags.replace("y", "")}y`);
  anchored.lastIndex = position;
  return anchored.exec(text);
}

/** Where a group of a match is; -1 twice where it took no part. The expression has the flag `d`. */
export function groupSpan(match: RegExpExecArray | RegExpMatchArray, key: number | string): [number, number] {
  const span = typeof key === "string" ? match.indices?.groups?.[key] : match.indices?.[key];
  return span === undefined ? [-1, -1] : [span[0], span[1]];
}

/** The first match from a position on. */
export function searchFrom(expression: RegExp, text: string, position: number): RegExpExecArray | null {
  const from = withFlags(expression, "g");
  from.lastIndex = position;
  return from.exec(text);
}

/** `re.split` with a limit. */
export function splitAtMost(expression: RegExp, text: string, limit: number): string[] {
  const parts: string[] = [];
  let last = 0;
  for (const match of text.matchAll(withFlags(expression, "g"))) {
    if (limit > 0 && parts.length >= limit) break;
    parts.push(text.slice(last, match.index), ...match.slice(1));
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)];
}

/** `re.subn`: the new text, and how often something was replaced. */
export function substituteCounting(
  expression: RegExp,
  by: string | ((match: RegExpExecArray) => string),
  text: string,
  limit = 0,
): [string, number] {
  const found = [...text.matchAll(withFlags(expression, "g"))].length;
  return [substitute(expression, by, text, limit), limit > 0 ? Math.min(limit, found) : found];
}

/** `re.sub`. */
export function substitute(
  expression: RegExp,
  by: string | ((match: RegExpExecArray) => string),
  text: string,
  limit = 0,
): string {
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  let result = "";
  let last = 0;
  for (const match of text.matchAll(withFlags(expression, "g"))) {
    if (left-- <= 0) break;
    const replacement =
      typeof by === "function"
        ? by(match)
        : by.replace(/\\(?:g<(\w+)>|(\d+))/g, (_, name: string, index: string) => group(match, name ?? index) ?? "");
    result += text.slice(last, match.index) + replacement;
    last = match.index + match[0].length;
  }
  return result + text.slice(last);
}

/** `match.group(…)` by number or name. */
export function group(match: RegExpExecArray, key: string | number = 0): string {
  const text = /^\d+$/.test(String(key)) ? match[Number(key)] : match.groups?.[key];
  return text as string;
}

/** `match.groupdict()`; `missing` stands for groups that took no part. */
export function groupMap<T = string>(match: RegExpExecArray, missing?: T): Map<string, string | T> {
  const entries = Object.entries(match.groups ?? {});
  return new Map(entries.map(([name, text]) => [name, text ?? (missing as T)]));
}

/** `match.lastgroup`: the name of the last group that took part. */
export function lastGroup(match: RegExpExecArray): string {
  return Object.entries(match.groups ?? {}).findLast(([, text]) => text !== undefined)?.[0] ?? "";
}

/** Functions that every JavaScript host has, and the language's own library does not declare. */
const host = globalThis as unknown as { btoa(text: string): string; atob(text: string): string };

/** Bytes as base64, itself bytes as in Python. */
export function encodeBase64(bytes: Uint8Array, forUrls = false): Uint8Array {
  const text = host.btoa(String.fromCharCode(...bytes));
  return new TextEncoder().encode(forUrls ? text.replaceAll("+", "-").replaceAll("/", "_") : text);
}

/** The bytes that base64 stands for. */
export function decodeBase64(text: string | Uint8Array): Uint8Array {
  const plain = typeof text === "string" ? text : new TextDecoder().decode(text);
  return Uint8Array.from([...host.atob(plain.replaceAll("-", "+").replaceAll("_", "/"))], (c) => c.charCodeAt(0));
}

/** As `findLast`, for a part that must be there. */
export function findLastIndex(text: string, part: string, start = 0, end?: number): number {
  const at = findLast(text, part, start, end);
  if (at < 0) throw new ValueError("substring not found");
  return at;
}

/** Whether `repr` would show all of a text as it is. */
export function isPrintable(text: string): boolean {
  return !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(text);
}
