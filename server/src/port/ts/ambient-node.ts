/**
 * What ports use of Node's own modules. The declarations stand in for `@types/node`, which the in-process check does not load; they
 * say only what the runtime of ports calls.
 */
export const AMBIENT_NODE = `
interface BinaryContent extends Uint8Array<ArrayBuffer> {
  toString(encoding: "utf8" | "hex"): string;
  subarray(start?: number, end?: number): BinaryContent;
}
declare module "node:crypto" {
  interface Hash { update(data: Uint8Array): Hash; copy(): Hash; digest(): Uint8Array; digest(encoding: "hex"): string }
  export function pbkdf2Sync(password: Uint8Array, salt: Uint8Array, iterations: number, length: number, algorithm: string): Uint8Array;
  export function createHash(algorithm: string): Hash;
  export function createHmac(algorithm: string, key: Uint8Array): Hash;
  export function randomBytes(size: number): BinaryContent;
  export function randomInt(low: number, high: number): number;
  export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean;
}
interface FetchAnswer { readonly status: number; readonly statusText: string; readonly url: string; readonly headers: Iterable<[string, string]>; arrayBuffer(): Promise<ArrayBuffer> }
interface FetchOptions { method?: string; headers?: string[][]; body?: string | Uint8Array<ArrayBuffer>; redirect?: "follow" | "manual"; signal?: AbortSignal }
declare function fetch(url: string, options?: FetchOptions): Promise<FetchAnswer>;
declare function btoa(text: string): string;
interface AbortSignal { readonly aborted: boolean }
declare const AbortSignal: { timeout(milliseconds: number): AbortSignal };
declare module "node:fs" {
  interface Stats { readonly size: number; readonly mtimeMs: number; readonly mode: number; isFile(): boolean; isDirectory(): boolean }
  export function closeSync(descriptor: number): void;
  export function copyFileSync(from: string, to: string): void;
  export function existsSync(path: string): boolean;
  export function mkdirSync(path: string, options?: { recursive?: boolean; mode?: number }): unknown;
  export function mkdtempSync(prefix: string): string;
  export function openSync(path: string, flags: string): number;
  export function readdirSync(path: string): string[];
  export function readFileSync(path: string | number, encoding: "utf8"): string;
  export function readFileSync(path: string | number): BinaryContent;
  export function readSync(descriptor: number, buffer: Uint8Array): number;
  export function realpathSync(path: string): string;
  export function renameSync(from: string, to: string): void;
  export function rmdirSync(path: string): void;
  export function rmSync(path: string, options: { recursive: boolean }): void;
  export function statSync(path: string): Stats;
  export function statSync(path: string, options: { throwIfNoEntry: false }): Stats | undefined;
  export function unlinkSync(path: string): void;
  export function writeFileSync(path: string, data: string | Uint8Array): void;
  export function writeSync(descriptor: number, text: string): number;
}
declare module "node:path" {
  export function basename(path: string): string;
  export function resolve(path: string): string;
}
declare module "node:sqlite" {
  interface StatementSync {
    all(...values: unknown[]): unknown[];
    get(...values: unknown[]): unknown;
    run(...values: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
    columns(): { name: string }[];
    setReadBigInts(enabled: boolean): void;
    setReturnArrays(enabled: boolean): void;
  }
  export type SQLInputValue = string | number | bigint | Uint8Array | null;
  export class DatabaseSync {
    constructor(path: string, options?: { timeout?: number; enableForeignKeyConstraints?: boolean; enableDoubleQuotedStringLiterals?: boolean });
    exec(statements: string): void;
    prepare(statement: string): StatementSync;
    close(): void;
  }
}
declare module "node:zlib" {
  export function deflateSync(data: Uint8Array, options?: { level?: number }): Uint8Array;
  export function inflateSync(data: Uint8Array): Uint8Array;
  export function gzipSync(data: Uint8Array, options?: { level?: number }): Uint8Array;
  export function gunzipSync(data: Uint8Array): Uint8Array;
}
declare module "node:os" {
  export function homedir(): string;
  export function tmpdir(): string;
}
declare module "node:child_process" {
  export function spawnSync(
    command: string,
    args: readonly string[],
    options: {
      input?: string | Uint8Array;
      cwd?: string;
      env?: Record<string, string | undefined>;
      timeout?: number;
      shell?: boolean;
      stdio?: readonly ("pipe" | "inherit" | "ignore")[];
      maxBuffer?: number;
    },
  ): { status: number | null; signal: string | null; stdout: BinaryContent | null; stderr: BinaryContent | null; error?: Error };
}
`;
