import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from "node:crypto";
import { ValueError } from "./errors.ts";

/** A message digest as Python's `hashlib` gives it. */
export class Digest {
  readonly name: string;
  readonly #hash: ReturnType<typeof createHash>;

  constructor(algorithm: string, data?: Uint8Array, started?: ReturnType<typeof createHash>) {
    this.name = algorithm.toLowerCase();
    this.#hash = started ?? createHash(algorithm.toLowerCase().replace("sha3_", "sha3-"));
    if (data !== undefined) this.#hash.update(data);
  }

  get digestSize(): number {
    return this.digest().length;
  }

  get blockSize(): number {
    const sizes: Readonly<Record<string, number>> = { sha384: 128, sha512: 128, sha3_256: 136, sha3_512: 72 };
    return sizes[this.name] ?? 64;
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  copy(): Digest {
    return new Digest(this.name, undefined, this.#hash.copy());
  }

  hexdigest(): string {
    return this.#hash.copy().digest("hex");
  }

  digest(): Uint8Array {
    return new Uint8Array(this.#hash.copy().digest());
  }
}

/** A digest of an algorithm that is named when the program runs. */
export function newDigest(algorithm: string, data?: Uint8Array): Digest {
  try {
    return new Digest(algorithm, data);
  } catch {
    throw new ValueError(`unsupported hash type ${algorithm}`);
  }
}

/** A message authentication code. */
export class KeyedHash {
  readonly #algorithm: string;
  readonly #key: Uint8Array;
  #data: Uint8Array[];

  constructor(algorithm: string, key: Uint8Array, data: Uint8Array | null) {
    this.#algorithm = algorithm.toLowerCase();
    this.#key = key;
    this.#data = data === null ? [] : [data];
  }

  get name(): string {
    return `hmac-${this.#algorithm}`;
  }

  get digestSize(): number {
    return this.digest().length;
  }

  update(data: Uint8Array): void {
    this.#data.push(data);
  }

  digest(): Uint8Array {
    const hash = createHmac(this.#algorithm, this.#key);
    for (const part of this.#data) hash.update(part);
    return new Uint8Array(hash.digest());
  }

  hexdigest(): string {
    return [...this.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

export function newKeyedHash(key: Uint8Array, data: Uint8Array | null = null, algorithm = "sha256"): KeyedHash {
  return new KeyedHash(algorithm, key, data);
}

export function keyedDigest(key: Uint8Array, data: Uint8Array, algorithm: string): Uint8Array {
  return new KeyedHash(algorithm, key, data).digest();
}

/** Compares in a time that does not tell how much is the same. */
export function sameDigest(a: unknown, b: unknown): boolean {
  const bytes = (value: unknown): Uint8Array =>
    value instanceof Uint8Array ? value : new TextEncoder().encode(String(value));
  const [first, second] = [bytes(a), bytes(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** Derives a key from a password. */
export function deriveKey(
  algorithm: string,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  size: number | null = null,
): Uint8Array {
  const length = size ?? createHash(algorithm).digest().length;
  return new Uint8Array(pbkdf2Sync(password, salt, iterations, length, algorithm));
}
