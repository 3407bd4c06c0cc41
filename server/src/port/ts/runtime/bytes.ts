import { OverflowError, UnicodeDecodeError, UnicodeEncodeError, ValueError } from "./errors.ts";

/** A buffer whose size changes, and the views on it with it. */
interface SizedBuffer extends ArrayBuffer {
  resize(size: number): void;
}

function sizedBuffer(size: number, most: number): ArrayBuffer {
  const make = ArrayBuffer as unknown as new (size: number, options: { maxByteLength: number }) => ArrayBuffer;
  return new make(size, { maxByteLength: most });
}

/** Python's `bytearray`: bytes in a buffer that grows and shrinks. */
export class ByteArray extends Uint8Array {
  constructor(values: Iterable<number> | number = 0) {
    const all = typeof values === "number" ? new Uint8Array(values) : Uint8Array.from(values);
    super(sizedBuffer(all.length, Math.max(2 ** 24, 2 * all.length)));
    super.set(all);
  }

  resize(size: number): void {
    (this.buffer as SizedBuffer).resize(size);
  }
}

/** Adds bytes at the end of a `bytearray`. */
export function pushBytes(bytes: Uint8Array, values: Iterable<number>): void {
  const given = Uint8Array.from(values);
  const end = bytes.length;
  (bytes as ByteArray).resize(end + given.length);
  bytes.set(given, end);
}

/** Takes a byte out of a `bytearray`. */
export function popByte(bytes: Uint8Array, index = -1): number {
  const at = index < 0 ? bytes.length + index : index;
  const found = bytes[at];
  bytes.copyWithin(at, at + 1);
  (bytes as ByteArray).resize(bytes.length - 1);
  return found;
}

/** Both sides as one; it is a `bytearray` where the left side is. */
export function joinedBytes<B extends Uint8Array>(left: B, right: Uint8Array): B {
  const values = [...left, ...right];
  return (left instanceof ByteArray ? new ByteArray(values) : Uint8Array.from(values)) as Uint8Array as B;
}

/** Parts with a separator between them. */
export function joinBytes(separator: Uint8Array, parts: Iterable<Uint8Array>): Uint8Array {
  const values: number[] = [];
  let isFirst = true;
  for (const part of parts) {
    if (!isFirst) values.push(...separator);
    values.push(...part);
    isFirst = false;
  }
  return Uint8Array.from(values);
}

/** Where a part begins in bytes, or -1. */
export function findBytes(bytes: Uint8Array, part: Uint8Array | number, start = 0): number {
  const wanted = typeof part === "number" ? [part] : part;
  for (let at = start; at + wanted.length <= bytes.length; at++)
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}

/** As `findBytes`, for a part that must be there. */
export function indexOfBytes(bytes: Uint8Array, part: Uint8Array | number, start = 0): number {
  const at = findBytes(bytes, part, start);
  if (at < 0) throw new ValueError("subsection not found");
  return at;
}

export function countBytes(bytes: Uint8Array, part: Uint8Array | number): number {
  const size = typeof part === "number" ? 1 : Math.max(1, part.length);
  let found = 0;
  for (let at = findBytes(bytes, part); at >= 0; at = findBytes(bytes, part, at + size)) found++;
  return found;
}

export function startsWithBytes(bytes: Uint8Array, part: Uint8Array): boolean {
  return part.every((byte, i) => bytes[i] === byte);
}

export function endsWithBytes(bytes: Uint8Array, part: Uint8Array): boolean {
  return part.length <= bytes.length && part.every((byte, i) => bytes[bytes.length - part.length + i] === byte);
}

/** Python's `split` of bytes; without a separator at runs of blanks. */
export function splitBytes(bytes: Uint8Array, separator: Uint8Array | null = null, limit = -1): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let at = 0;
  if (separator === null) {
    const isBlank = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);
    for (;;) {
      while (at < bytes.length && isBlank(bytes[at])) at++;
      if (at >= bytes.length) return parts;
      let end = at;
      while (end < bytes.length && !isBlank(bytes[end])) end++;
      parts.push(bytes.slice(at, end));
      at = end;
    }
  }
  for (;;) {
    const end = limit >= 0 && parts.length >= limit ? -1 : findBytes(bytes, separator, at);
    parts.push(bytes.slice(at, end < 0 ? undefined : end));
    if (end < 0) return parts;
    at = end + separator.length;
  }
}

export function replaceBytes(bytes: Uint8Array, old: Uint8Array, by: Uint8Array): Uint8Array {
  return joinBytes(by, splitBytes(bytes, old));
}

/** Bytes without those of a set at the ends; without a set, without blanks. */
export function stripBytes(
  bytes: Uint8Array,
  set: Uint8Array | null = null,
  side: "both" | "left" | "right" = "both",
): Uint8Array {
  const given = set ?? Uint8Array.from([32, 9, 10, 11, 12, 13]);
  let [start, end] = [0, bytes.length];
  if (side !== "right") while (start < end && given.includes(bytes[start])) start++;
  if (side !== "left") while (end > start && given.includes(bytes[end - 1])) end--;
  return bytes.slice(start, end);
}

/** ASCII letters in the other case. */
export function upperBytes(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte));
}

export function lowerBytes(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
}

/** Two digits for each byte, with a separator between the bytes. */
export function hexOf(bytes: Uint8Array, separator = ""): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(separator);
}

/** Python's `bytes.fromhex`, which passes over blanks. */
export function bytesFromHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, "");
  const wrong = /[^0-9a-fA-F]/.exec(text.replace(/\s/g, "0"))?.index;
  if (wrong !== undefined || digits.length % 2 === 1)
    throw new ValueError(`non-hexadecimal number found in fromhex() arg at position ${wrong ?? text.length}`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The integer that bytes stand for. */
export function integerOfBytes(bytes: Iterable<number>, order = "big", signed = false): bigint {
  const ordered = order === "big" ? [...bytes] : [...bytes].reverse();
  const value = ordered.reduce((total, byte) => total * 256n + BigInt(byte), 0n);
  return signed ? BigInt.asIntN(8 * ordered.length, value) : value;
}

/** An integer as so many bytes. */
export function bytesOfInteger(value: number | bigint, length = 1, order = "big", signed = false): Uint8Array {
  const given = BigInt(value);
  if (given < 0n && !signed) throw new OverflowError("can't convert negative int to unsigned");
  const whole = BigInt.asUintN(8 * length, given);
  if ((signed ? BigInt.asIntN(8 * length, given) : whole) !== given) throw new OverflowError("int too big to convert");
  const bytes = Uint8Array.from({ length }, (_, i) => Number((whole >> BigInt(8 * i)) & 255n));
  return order === "big" ? bytes.reverse() : bytes;
}

/** Encodings whose bytes are the first code points, with the name that Python's errors give them and the number of those. */
function plainEncoding(encoding: string): readonly [name: string, limit: number] | undefined {
  const name = encoding.toLowerCase().replaceAll("_", "-");
  if (name === "ascii" || name === "us-ascii") return ["ascii", 128];
  return ["latin-1", "latin1", "iso-8859-1", "iso8859-1"].includes(name) ? ["latin-1", 256] : undefined;
}

/** Python's `str.encode`. */
export function encodeText(text: string, encoding = "utf-8", errors = "strict"): Uint8Array {
  const plain = plainEncoding(encoding);
  if (plain === undefined) return new TextEncoder().encode(text);
  const [name, limit] = plain;
  const bytes: number[] = [];
  let at = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < limit) bytes.push(code);
    else if (errors === "strict")
      throw new UnicodeEncodeError(
        `'${name}' codec can't encode character '${escapedCode(code)}' in position ${at}: ordinal not in range(${limit})`,
        { encoding: name, start: at, reason: `ordinal not in range(${limit})` },
      );
    else if (errors !== "ignore") bytes.push(...new TextEncoder().encode(replacementOf(code, errors)));
    at++;
  }
  return Uint8Array.from(bytes);
}

function replacementOf(code: number, errors: string): string {
  if (errors === "backslashreplace") return escapedCode(code);
  return errors === "xmlcharrefreplace" ? `&#${code};` : "?";
}

function escapedCode(code: number): string {
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/** Text with everything beyond ASCII escaped, as Python's `ascii` writes it. */
export function escapeBeyondAscii(text: string): string {
  return [...text].map((char) => (char > "\u007f" ? escapedCode(char.codePointAt(0) ?? 0) : char)).join("");
}

/** Python's `bytes.decode`. */
export function decodeBytes(bytes: Uint8Array, encoding = "utf-8", errors = "strict"): string {
  const plain = plainEncoding(encoding);
  const [name, wrong] =
    plain === undefined ? (["utf-8", wrongUnicode(bytes)] as const) : [plain[0], beyond(bytes, plain[1])];
  if (wrong === undefined || errors !== "strict") {
    if (plain !== undefined)
      return Array.from(bytes, (byte) =>
        byte < plain[1] ? String.fromCharCode(byte) : errors === "ignore" ? "" : "\ufffd",
      ).join("");
    // JavaScript leaves out a mark of the byte order, which Python keeps.
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "\ufeff" : "";
    const text = mark + new TextDecoder().decode(bytes);
    return errors === "ignore" ? text.replaceAll("\ufffd", "") : text;
  }
  const [at, reason] = wrong;
  throw new UnicodeDecodeError(
    `'${name}' codec can't decode byte 0x${bytes[at].toString(16).padStart(2, "0")} in position ${at}: ${reason}`,
    { encoding: name, start: at, reason },
  );
}

function beyond(bytes: Uint8Array, limit: number): readonly [at: number, reason: string] | undefined {
  const at = bytes.findIndex((byte) => byte >= limit);
  return at < 0 ? undefined : [at, `ordinal not in range(${limit})`];
}

/** The first byte at which bytes are no UTF-8, and why. */
function wrongUnicode(bytes: Uint8Array): readonly [at: number, reason: string] | undefined {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at];
    const more =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1;
    if (more < 0) return [at, "invalid start byte"];
    for (let i = 1; i <= more; i++) {
      if (at + i >= bytes.length) return [at, "unexpected end of data"];
      const next = bytes[at + i];
      const low = i > 1 ? 0x80 : byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
      const high = i > 1 ? 0xbf : byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
      if (next < low || next > high) return [at, "invalid continuation byte"];
    }
    at += more + 1;
  }
  return undefined;
}

/** Bytes of any size from what `bytes()` and `bytearray()` are given. */
export function bytesOf(value: number | string | Iterable<number>, encoding = "utf-8"): Uint8Array {
  if (typeof value === "string") return encodeText(value, encoding);
  return typeof value === "number" ? new Uint8Array(value) : Uint8Array.from(value);
}
