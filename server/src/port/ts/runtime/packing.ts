import { StructError } from "./errors.ts";

/** One item of a layout of bytes: its letter, how many there are, and how many bytes each takes. */
interface StructItem {
  readonly letter: string;
  readonly count: number;
  readonly size: number;
  /** Bytes before it that only align it. */
  readonly gap: number;
}

interface StructLayout {
  readonly items: readonly StructItem[];
  readonly size: number;
  readonly isLittle: boolean;
}

const STRUCT_SIZES: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  s: 1,
  p: 1,
  h: 2,
  H: 2,
  e: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  f: 4,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  d: 8,
};

/** The items of a format of Python's `struct`. */
function structLayout(format: string): StructLayout {
  const order = /^[@=<>!]/.exec(format)?.[0] ?? "";
  const isNative = order === "" || order === "@";
  const items: StructItem[] = [];
  let size = 0;
  for (const [, digits, letter] of format.slice(order.length).matchAll(/(\d*)(\D)/g)) {
    if (/\s/.test(letter)) continue;
    const standard = STRUCT_SIZES[letter];
    if (standard === undefined) throw new StructError("bad char in struct format");
    const each = isNative && (letter === "l" || letter === "L") ? 8 : standard;
    const gap = isNative ? (each - (size % each)) % each : 0;
    const count = digits === "" ? 1 : Number(digits);
    items.push({ letter, count, size: each, gap });
    size += gap + each * count;
  }
  return { items, size, isLittle: order !== ">" && order !== "!" };
}

/** How many bytes a format takes. */
export function structSize(format: string): number {
  return structLayout(format).size;
}

const INTEGER_NAMES: Readonly<Record<string, string>> = { b: "byte", B: "ubyte", h: "short", H: "ushort" };

function writeInteger(
  view: DataView,
  at: number,
  { letter, size }: StructItem,
  value: unknown,
  isLittle: boolean,
): void {
  if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean")
    throw new StructError("required argument is not an integer");
  const isSigned = letter === letter.toLowerCase();
  const bits = BigInt(size * 8);
  const number = BigInt(value);
  const [low, high] = isSigned ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
  if (number < low || number > high) {
    const name = INTEGER_NAMES[letter] ?? (letter === "i" ? "'i'" : undefined);
    throw new StructError(
      name === undefined ? "argument out of range" : `${name} format requires ${low} <= number <= ${high}`,
    );
  }
  const unsigned = BigInt.asUintN(Number(bits), number);
  for (let i = 0; i < size; i++) {
    const shift = BigInt(8 * (isLittle ? i : size - 1 - i));
    view.setUint8(at + i, Number((unsigned >> shift) & 255n));
  }
}

function readInteger(view: DataView, at: number, { letter, size }: StructItem, isLittle: boolean): number {
  let value = 0n;
  for (let i = 0; i < size; i++) value = (value << 8n) | BigInt(view.getUint8(isLittle ? at + size - 1 - i : at + i));
  return Number(letter === letter.toLowerCase() ? BigInt.asIntN(size * 8, value) : value);
}

/** Values as bytes of a format, as Python's `struct` lays them out. */
export function packStruct(format: string, ...values: readonly unknown[]): Uint8Array {
  const { items, size, isLittle } = structLayout(format);
  const wanted = items.reduce(
    (sum, { letter, count }) => sum + ("sp".includes(letter) ? 1 : letter === "x" ? 0 : count),
    0,
  );
  if (wanted !== values.length)
    throw new StructError(`pack expected ${wanted} items for packing (got ${values.length})`);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let next = 0;
  for (const item of items) {
    at += item.gap;
    if (item.letter === "s" || item.letter === "p") {
      const value = values[next++];
      if (!(value instanceof Uint8Array)) throw new StructError(`argument for '${item.letter}' must be a bytes object`);
      const room = item.letter === "p" ? item.count - 1 : item.count;
      const kept = value.slice(0, Math.max(room, 0));
      if (item.letter === "p" && item.count > 0) bytes[at] = kept.length;
      bytes.set(kept, at + item.count - room);
      at += item.count;
      continue;
    }
    for (let i = 0; i < item.count; i++, at += item.size) {
      if (item.letter === "x") continue;
      const value = values[next++];
      if (item.letter === "?") view.setUint8(at, value ? 1 : 0);
      else if (item.letter === "c") {
        if (!(value instanceof Uint8Array) || value.length !== 1)
          throw new StructError("char format requires a bytes object of length 1");
        view.setUint8(at, value[0]);
      } else if (item.letter === "f" || item.letter === "d") {
        if (typeof value !== "number") throw new StructError("required argument is not a float");
        if (item.letter === "f") view.setFloat32(at, value, isLittle);
        else view.setFloat64(at, value, isLittle);
      } else writeInteger(view, at, item, value, isLittle);
    }
  }
  return bytes;
}

/** The values that bytes hold, from an offset on. */
export function unpackStructFrom(format: string, data: Uint8Array, offset = 0): unknown[] {
  const { items, size, isLittle } = structLayout(format);
  if (data.length - offset < size)
    throw new StructError(
      `unpack_from requires a buffer of at least ${size + offset} bytes for unpacking ${size} bytes at offset ${offset} (actual buffer size is ${data.length})`,
    );
  const view = new DataView(data.buffer, data.byteOffset + offset, size);
  const values: unknown[] = [];
  let at = 0;
  for (const item of items) {
    at += item.gap;
    if (item.letter === "s" || item.letter === "p") {
      const start = offset + at;
      values.push(
        item.letter === "s"
          ? data.slice(start, start + item.count)
          : data.slice(start + 1, start + 1 + Math.min(data[start], item.count - 1)),
      );
      at += item.count;
      continue;
    }
    for (let i = 0; i < item.count; i++, at += item.size) {
      if (item.letter === "x") continue;
      if (item.letter === "?") values.push(view.getUint8(at) !== 0);
      else if (item.letter === "c") values.push(data.slice(offset + at, offset + at + 1));
      else if (item.letter === "f") values.push(view.getFloat32(at, isLittle));
      else if (item.letter === "d") values.push(view.getFloat64(at, isLittle));
      else values.push(readInteger(view, at, item, isLittle));
    }
  }
  return values;
}

/** The values that bytes hold; there must be as many bytes as the format takes. */
export function unpackStruct(format: string, data: Uint8Array): unknown[] {
  const size = structSize(format);
  if (data.length !== size) throw new StructError(`unpack requires a buffer of ${size} bytes`);
  return unpackStructFrom(format, data);
}

/** The values of record after record. */
export function unpackStructs(format: string, data: Uint8Array): unknown[][] {
  const size = structSize(format);
  if (size === 0 || data.length % size !== 0)
    throw new StructError(`iterative unpacking requires a buffer of a multiple of ${size} bytes`);
  return Array.from({ length: data.length / size }, (_, i) => unpackStructFrom(format, data, i * size));
}

/** A format that is used again and again. */
export class StructFormat {
  readonly format: string;

  constructor(format: string) {
    this.format = format;
    structLayout(format);
  }

  get size(): number {
    return structSize(this.format);
  }

  pack(...values: readonly unknown[]): Uint8Array {
    return packStruct(this.format, ...values);
  }

  unpack(data: Uint8Array): unknown[] {
    return unpackStruct(this.format, data);
  }

  unpackFrom(data: Uint8Array, offset = 0): unknown[] {
    return unpackStructFrom(this.format, data, offset);
  }

  iterUnpack(data: Uint8Array): unknown[][] {
    return unpackStructs(this.format, data);
  }
}

export function newStructFormat(format: string): StructFormat {
  return new StructFormat(format);
}
