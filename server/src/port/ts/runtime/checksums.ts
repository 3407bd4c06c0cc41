import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { BinasciiError, ZlibError } from "./errors.ts";

/** The checksum that zip files and PNG images have. */
export function checksum32(data: Uint8Array, value = 0): number {
  let crc = ~value;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The checksum of zlib's own streams. */
export function adler32(data: Uint8Array, value = 1): number {
  let [low, high] = [value & 0xffff, (value >>> 16) & 0xffff];
  for (const byte of data) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return ((high << 16) | low) >>> 0;
}

export function deflate(data: Uint8Array, level = -1): Uint8Array {
  return new Uint8Array(deflateSync(data, { level }));
}

export function inflate(data: Uint8Array): Uint8Array {
  try {
    return new Uint8Array(inflateSync(data));
  } catch (error) {
    throw new ZlibError(`Error while decompressing data: ${(error as Error).message}`);
  }
}

export function gzipped(data: Uint8Array, level = 9): Uint8Array {
  return new Uint8Array(gzipSync(data, { level }));
}

export function gunzipped(data: Uint8Array): Uint8Array {
  return new Uint8Array(gunzipSync(data));
}

/** Bytes as hexadecimal digits, as bytes. */
export function hexText(data: Uint8Array): Uint8Array {
  return new TextEncoder().encode([...data].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}

/** The bytes that hexadecimal digits stand for. */
export function bytesOfHex(digits: unknown): Uint8Array {
  const text = digits instanceof Uint8Array ? new TextDecoder().decode(digits) : String(digits);
  if (text.length % 2 === 1) throw new BinasciiError("Odd-length string");
  if (!/^[0-9a-fA-F]*$/.test(text)) throw new BinasciiError("Non-hexadecimal digit found");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Bytes as hexadecimal digits in capitals, as bytes. */
export function upperHexText(data: Uint8Array): Uint8Array {
  return new TextEncoder().encode(
    [...data]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("")
      .toUpperCase(),
  );
}

/** Bytes again and again. */
export function repeatBytes(data: Uint8Array, count: number): Uint8Array {
  return Uint8Array.from({ length: data.length * Math.max(count, 0) }, (_, i) => data[i % data.length]);
}
