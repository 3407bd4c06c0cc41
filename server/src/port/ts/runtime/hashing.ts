import { createHash } from "node:crypto";

/** A message digest as Python's `hashlib` gives it. */
export class Digest {
  readonly #hash: ReturnType<typeof createHash>;

  constructor(algorithm: string, data?: Uint8Array) {
    this.#hash = createHash(algorithm);
    if (data !== undefined) this.#hash.update(data);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  hexdigest(): string {
    return this.#hash.copy().digest("hex");
  }

  digest(): Uint8Array {
    return this.#hash.copy().digest();
  }
}
