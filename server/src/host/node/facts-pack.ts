import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";

/**
 * A file of many entries, each found by its digest: the entries' bytes one after the other, then an index, then where that begins. It is written
 * under another name and gets its own when it is whole; from then on it never changes, so that readers need no lock.
 */

const MAGIC = "portwright facts 1\n";
const DIGEST_BYTES = 32;
const CHECK_BYTES = 8;
/** Digest, check, and offset and length as 64-bit and 32-bit numbers. */
const ROW_BYTES = DIGEST_BYTES + CHECK_BYTES + 12;
/** Row count, and the index's own check. */
const TRAILER_BYTES = 4 + CHECK_BYTES + MAGIC.length;

interface Row {
  readonly check: Buffer;
  readonly offset: number;
  readonly length: number;
}

/** Short: it is there against accidents, not against forgers, who could write what they like into a user's own folder anyway. */
function checkOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest().subarray(0, CHECK_BYTES);
}

export class FactsPack {
  readonly path: string;
  readonly size: number;
  readonly #file: number;
  readonly #rows: ReadonlyMap<string, Row>;

  private constructor(path: string, file: number, size: number, rows: ReadonlyMap<string, Row>) {
    this.path = path;
    this.size = size;
    this.#file = file;
    this.#rows = rows;
  }

  /** Undefined for what is no whole pack. */
  static open(path: string): FactsPack | undefined {
    let file: number | undefined;
    try {
      file = openSync(path, "r");
      const { size } = fstatSync(file);
      const rows = indexOf(file, size);
      if (rows !== undefined) return new FactsPack(path, file, size, rows);
    } catch {
      // Gone in the meantime, or not to be read.
    }
    if (file !== undefined) closeSync(file);
    return undefined;
  }

  digests(): Iterable<string> {
    return this.#rows.keys();
  }

  sizeOf(digest: string): number {
    return this.#rows.get(digest)?.length ?? 0;
  }

  read(digest: string): Uint8Array | undefined {
    const row = this.#rows.get(digest);
    if (row === undefined) return undefined;
    try {
      const bytes = readAt(this.#file, row.offset, row.length);
      return bytes !== undefined && checkOf(bytes).equals(row.check) ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

function indexOf(file: number, size: number): Map<string, Row> | undefined {
  const trailer = readAt(file, size - TRAILER_BYTES, TRAILER_BYTES);
  if (trailer === undefined || trailer.toString("latin1", 4 + CHECK_BYTES) !== MAGIC) return undefined;
  const count = trailer.readUInt32LE(0);
  const index = readAt(file, size - TRAILER_BYTES - count * ROW_BYTES, count * ROW_BYTES);
  if (index === undefined || !checkOf(index).equals(trailer.subarray(4, 4 + CHECK_BYTES))) return undefined;
  const rows = new Map<string, Row>();
  for (let at = 0; at < index.length; at += ROW_BYTES) {
    const rest = at + DIGEST_BYTES;
    rows.set(index.toString("hex", at, rest), {
      check: index.subarray(rest, rest + CHECK_BYTES),
      offset: Number(index.readBigUInt64LE(rest + CHECK_BYTES)),
      length: index.readUInt32LE(rest + CHECK_BYTES + 8),
    });
  }
  return rows;
}

/** Undefined where the file does not have so many bytes there. */
function readAt(file: number, offset: number, length: number): Buffer | undefined {
  if (offset < 0) return undefined;
  const bytes = Buffer.allocUnsafe(length);
  for (let read = 0; read < length; ) {
    const more = readSync(file, bytes, read, length - read, offset + read);
    if (more === 0) return undefined;
    read += more;
  }
  return bytes;
}

/** Writes a pack entry by entry, so that no more than one is in memory. Every method throws what the system says. */
export class FactsPackWriter {
  readonly #temporary: string;
  readonly #file: number;
  readonly #index: Buffer[] = [];
  readonly #digests = new Set<string>();
  #offset = 0;

  constructor(temporary: string) {
    this.#temporary = temporary;
    this.#file = openSync(temporary, "wx", 0o600);
  }

  get count(): number {
    return this.#index.length;
  }

  add(digest: string, bytes: Uint8Array): void {
    if (this.#digests.has(digest)) return;
    this.#digests.add(digest);
    const row = Buffer.allocUnsafe(ROW_BYTES);
    row.write(digest, "hex");
    checkOf(bytes).copy(row, DIGEST_BYTES);
    row.writeBigUInt64LE(BigInt(this.#offset), DIGEST_BYTES + CHECK_BYTES);
    row.writeUInt32LE(bytes.length, DIGEST_BYTES + CHECK_BYTES + 8);
    this.#index.push(row);
    this.#write(bytes);
  }

  finish(path: string): void {
    const index = Buffer.concat(this.#index);
    const count = Buffer.allocUnsafe(4);
    count.writeUInt32LE(this.#index.length);
    this.#write(Buffer.concat([index, count, checkOf(index), Buffer.from(MAGIC, "latin1")]));
    closeSync(this.#file);
    renameSync(this.#temporary, path);
  }

  /** Leaves nothing behind, as far as the system lets it. */
  abandon(): void {
    for (const clean of [() => closeSync(this.#file), () => rmSync(this.#temporary, { force: true })]) {
      try {
        clean();
      } catch {
        // Closed already, or the folder is gone.
      }
    }
  }

  #write(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    this.#offset += bytes.length;
  }
}
