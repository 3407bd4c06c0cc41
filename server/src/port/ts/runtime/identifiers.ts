import { createHash, randomBytes, randomInt } from "node:crypto";
import { ValueError } from "./errors.ts";
import { repr } from "./show.ts";

/** A universally unique identifier. */
export class UUID {
  readonly hex: string;

  constructor(hex: string) {
    this.hex = hex;
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(this.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }

  get urn(): string {
    return `urn:uuid:${this}`;
  }

  get version(): number {
    return Number.parseInt(this.hex[12], 16);
  }

  equals(other: unknown): boolean {
    return other instanceof UUID && other.hex === this.hex;
  }

  lessThan(other: UUID): boolean {
    return this.hex < other.hex;
  }

  repr(): string {
    return `UUID(${repr(this.toString())})`;
  }

  toString(): string {
    return this.hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
}

/** Reads an identifier, however it is written. */
export function newUUID(text: string | null = null, bytes: Uint8Array | null = null): UUID {
  if (bytes !== null) return uuidOf(bytes);
  const hex = (text ?? "")
    .replace(/urn:|uuid:/g, "")
    .replace(/^[{}]+|[{}]+$/g, "")
    .replaceAll("-", "");
  if (!/^[0-9a-fA-F]{32}$/.test(hex)) throw new ValueError("badly formed hexadecimal UUID string");
  return new UUID(hex.toLowerCase());
}

function uuidOf(bytes: Uint8Array, version?: number): UUID {
  const own = bytes.slice(0, 16);
  if (version !== undefined) {
    own[6] = (own[6] & 0x0f) | (version << 4);
    own[8] = (own[8] & 0x3f) | 0x80;
  }
  return new UUID([...own].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}

export function randomUUID(): UUID {
  return uuidOf(new Uint8Array(randomBytes(16)), 4);
}

function namedUUID(algorithm: string, version: number, namespace: UUID, name: string): UUID {
  const hash = createHash(algorithm).update(namespace.bytes).update(new TextEncoder().encode(name));
  return uuidOf(new Uint8Array(hash.digest()), version);
}

export const md5UUID = (namespace: UUID, name: string): UUID => namedUUID("md5", 3, namespace, name);
export const sha1UUID = (namespace: UUID, name: string): UUID => namedUUID("sha1", 5, namespace, name);
export const dnsNamespace = (): UUID => newUUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
export const urlNamespace = (): UUID => newUUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

/** Bytes that nobody can guess. */
export function secretBytes(size = 32): Uint8Array {
  return new Uint8Array(randomBytes(size));
}

export function secretHex(size = 32): string {
  return randomBytes(size).toString("hex");
}

export function secretText(size = 32): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from({ length: Math.ceil((size * 4) / 3) }, () => digits[randomInt(0, 64)]).join("");
}

export function secretBelow(limit: number): number {
  return randomInt(0, limit);
}

/** One of the values, which nobody can guess. */
export function secretChoice<T>(values: Iterable<T>): T {
  const all = [...values];
  return all[randomInt(0, all.length)];
}
