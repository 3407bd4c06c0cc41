/** Writes numbers as bytes, small ones in few, and texts as their places in a table that comes first. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  #at = 0;
  readonly #texts: string[] = [];
  readonly #places = new Map<string, number>();

  byte(value: number): void {
    if (this.#at === this.#bytes.length) this.#grow();
    this.#bytes[this.#at++] = value;
  }

  /** A whole number from 0 to 2⁵³. */
  count(value: number): void {
    if (value < 0x80) {
      this.byte(value);
      return;
    }
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** An index, or -1 for none. */
  id(value: number): void {
    this.count(value + 1);
  }

  /** Any number. */
  number(value: number): void {
    const bytes = new Uint8Array(new Float64Array([value]).buffer);
    for (const byte of bytes) this.byte(byte);
  }

  flag(value: boolean): void {
    this.byte(value ? 1 : 0);
  }

  text(value: string): void {
    let place = this.#places.get(value);
    if (place === undefined) {
      place = this.#texts.push(value) - 1;
      this.#places.set(value, place);
    }
    this.count(place);
  }

  list<Item>(items: readonly Item[], write: (item: Item) => void): void {
    this.count(items.length);
    for (const item of items) write(item);
  }

  /** Everything that was written: the texts, and then the rest. */
  finish(): Uint8Array<ArrayBuffer> {
    // JSON keeps halves of characters that UTF-8 has no bytes for.
    const texts = new TextEncoder().encode(JSON.stringify(this.#texts));
    const whole = new Uint8Array(4 + texts.length + this.#at);
    new DataView(whole.buffer).setUint32(0, texts.length, true);
    whole.set(texts, 4);
    whole.set(this.#bytes.subarray(0, this.#at), 4 + texts.length);
    return whole;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Texts that stand in many files are kept once; beyond so many they are forgotten, since a server meets ever new ones. */
const MOST_TEXTS = 500_000;
const texts = new Map<string, string>();

function kept(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(text, text);
  return text;
}

const NO_ITEMS: readonly never[] = [];

/** Reads what a writer wrote; throws a SyntaxError on anything else that it can tell. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #texts: readonly string[];
  #at: number;

  constructor(bytes: Uint8Array) {
    if (bytes.length < 4) throw new SyntaxError("there are no facts");
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const texts: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    if (!Array.isArray(texts)) throw new SyntaxError("the facts have no texts");
    this.#texts = texts.map((text: string) => kept(text));
    this.#bytes = bytes;
    this.#at = 4 + length;
  }

  byte(): number {
    if (this.#at >= this.#bytes.length) throw new SyntaxError("the facts are cut off");
    return this.#bytes[this.#at++];
  }

  count(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 0x80;
    do {
      byte = this.byte();
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
    } while (byte >= 0x80);
    return value;
  }

  id(): number {
    return this.count() - 1;
  }

  number(): number {
    const bytes = Uint8Array.from({ length: 8 }, () => this.byte());
    return new Float64Array(bytes.buffer)[0];
  }

  flag(): boolean {
    return this.byte() === 1;
  }

  text(): string {
    const text = this.#texts[this.count()];
    if (text === undefined) throw new SyntaxError("the facts name a text that is not there");
    return text;
  }

  /** One of a fixed choice, which was written as its place there. */
  choice<Choice>(of: readonly Choice[]): Choice {
    const at = this.byte();
    if (at >= of.length) throw new SyntaxError("the facts choose what there is not");
    return of[at];
  }

  /** Most lists are empty: they share one array. */
  list<Item>(read: () => Item): readonly Item[] {
    const length = this.count();
    if (length === 0) return NO_ITEMS;
    if (length > this.#bytes.length - this.#at) throw new SyntaxError("the facts are cut off");
    const items = new Array<Item>(length);
    for (let index = 0; index < length; index++) items[index] = read();
    return items;
  }

  /** Everything was read, and nothing is left. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new SyntaxError("there is more than facts");
  }
}
