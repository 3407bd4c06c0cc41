/** A value of Python's marshal format, as far as statistics of a profiler hold such: tuples and lists are arrays. */
export type MarshalValue = null | boolean | number | string | MarshalValue[] | Map<MarshalValue, MarshalValue>;

/** Deeper nesting than this is no profile. */
const MAX_DEPTH = 50;

/**
 * Reads what `marshal.dump` wrote, versions 2 to 5. Throws a RangeError where the bytes end too soon or are something else.
 * The format is described in CPython's Python/marshal.c.
 */
export function readMarshal(bytes: Uint8Array): MarshalValue {
  return new Reader(bytes).value(0) ?? null;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  readonly #references: (MarshalValue | undefined)[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Undefined only for the mark that ends a dictionary. */
  value(depth: number): MarshalValue | undefined {
    if (depth > MAX_DEPTH) throw new RangeError("nested too deeply");
    const code = this.#byte();
    const slot = (code & 0x80) === 0 ? undefined : this.#references.push(undefined) - 1;
    const value = this.#plain(String.fromCharCode(code & 0x7f), depth);
    if (slot !== undefined) this.#references[slot] = value;
    return value;
  }

  #plain(type: string, depth: number): MarshalValue | undefined {
    switch (type) {
      case "0":
        return undefined;
      case "N":
        return null;
      case "T":
        return true;
      case "F":
        return false;
      case "i":
        return this.#int();
      case "l":
        return this.#long();
      case "g": {
        const value = this.#view.getFloat64(this.#skip(8), true);
        return value;
      }
      case "f":
        return Number(this.#text(this.#byte(), "latin1"));
      case "z":
      case "Z":
        return this.#text(this.#byte(), "latin1");
      case "a":
      case "A":
        return this.#text(this.#size(), "latin1");
      case "s":
        return this.#text(this.#size(), "latin1");
      case "u":
      case "t":
        return this.#text(this.#size(), "utf-8");
      case ")":
        return this.#list(this.#byte(), depth);
      case "(":
      case "[":
        return this.#list(this.#size(), depth);
      case "{":
        return this.#dictionary(depth);
      case "r": {
        const reference = this.#references[this.#int()];
        if (reference === undefined) throw new RangeError("a reference to nothing");
        return reference;
      }
      default:
        throw new RangeError(`an object of type ${JSON.stringify(type)}`);
    }
  }

  #list(length: number, depth: number): MarshalValue[] {
    const items: MarshalValue[] = [];
    for (let i = 0; i < length; i++) {
      const item = this.value(depth + 1);
      if (item === undefined) throw new RangeError("an end in the middle of a list");
      items.push(item);
    }
    return items;
  }

  #dictionary(depth: number): MarshalValue {
    const entries = new Map<MarshalValue, MarshalValue>();
    for (;;) {
      const key = this.value(depth + 1);
      if (key === undefined) return entries;
      const value = this.value(depth + 1);
      if (value === undefined) throw new RangeError("a key without a value");
      entries.set(key, value);
    }
  }

  /** Fifteen bits to a digit, the sign in the number of digits; what a double cannot hold is rounded. */
  #long(): number {
    const digits = this.#int();
    let value = 0;
    for (let i = 0; i < Math.abs(digits); i++) value += this.#view.getUint16(this.#skip(2), true) * 2 ** (15 * i);
    return digits < 0 ? -value : value;
  }

  #text(length: number, encoding: "latin1" | "utf-8"): string {
    const from = this.#skip(length);
    return new TextDecoder(encoding).decode(this.#bytes.subarray(from, from + length));
  }

  #size(): number {
    const size = this.#int();
    // Every element takes a byte at least: a larger number is damage, and would only fill memory.
    if (size < 0 || size > this.#bytes.length) throw new RangeError("a size that the file does not have");
    return size;
  }

  #int(): number {
    return this.#view.getInt32(this.#skip(4), true);
  }

  #byte(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  #skip(count: number): number {
    const from = this.#at;
    this.#at += count;
    if (this.#at > this.#bytes.length) throw new RangeError("the end of the file");
    return from;
  }
}
