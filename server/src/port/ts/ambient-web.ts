/**
 * What ports use of the web: globals of Node, and the packages that a port's manifest pins. The declarations stand in for the packages'
 * own, which the in-process check does not load; they say only what ports and their runtime call.
 */
export const AMBIENT_WEB = `
declare class Headers implements Iterable<[string, string]> {
  constructor(init?: Record<string, string>);
  get(name: string): string | null;
  append(name: string, value: string): void;
  set(name: string, value: string): void;
  has(name: string): boolean;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare class URLSearchParams {
  constructor(text?: string);
  append(name: string, value: string): void;
  toString(): string;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
}
declare class URL {
  constructor(url: string, base?: string);
  search: string;
  readonly href: string;
  readonly pathname: string;
  readonly host: string;
  readonly searchParams: URLSearchParams;
}
declare class Request {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  text(): Promise<string>;
}
declare class Response {
  constructor(body: string | null, init?: { status?: number; headers?: Headers });
}
declare class Buffer { static from(data: Uint8Array): Buffer }
declare module "pg" {
  export class Client {
    constructor(settings: { connectionString?: string });
    connect(): Promise<unknown>;
    query(query: { text: string; values: unknown[]; rowMode: "array" }): Promise<{ fields: { name: string }[]; rows: unknown[][]; rowCount: number | null }>;
    end(): Promise<void>;
  }
}
declare module "redis" {
  export const RESP_TYPES: { readonly BLOB_STRING: 36 };
  interface RedisConnection {
    on(event: "error", listener: () => void): void;
    connect(): Promise<unknown>;
    sendCommand(words: (string | Buffer)[], options?: { typeMapping: { [type: number]: typeof Buffer } }): Promise<unknown>;
    destroy(): void;
  }
  export function createClient(options: {
    RESP?: 2 | 3;
    url?: string;
    socket?: { host: string; port: number; reconnectStrategy: false };
    database?: number;
    username?: string;
    password?: string;
  }): RedisConnection;
}
declare module "zod" {
  export namespace z {
    namespace core {
      type Base = { readonly path: PropertyKey[]; readonly message: string; readonly input?: unknown };
      type $ZodIssue =
        | (Base & { readonly code: "custom"; readonly params?: Record<string, any> })
        | (Base & { readonly code: "invalid_type"; readonly expected: string })
        | (Base & { readonly code: "too_small"; readonly minimum: number | bigint; readonly inclusive?: boolean; readonly origin: string })
        | (Base & { readonly code: "too_big"; readonly maximum: number | bigint; readonly inclusive?: boolean; readonly origin: string })
        | (Base & { readonly code: "invalid_format"; readonly pattern?: string })
        | (Base & { readonly code: "invalid_value"; readonly values: readonly unknown[] })
        | (Base & { readonly code: "not_multiple_of"; readonly divisor: number })
        | (Base & { readonly code: "unrecognized_keys"; readonly keys: string[] })
        | (Base & { readonly code: "invalid_union" });
    }
    interface RefinementCtx {
      addIssue(issue: { code: "custom"; message: string; params?: Record<string, unknown> }): void;
    }
    type Result<T> =
      | { success: true; data: T }
      | { success: false; error: { issues: core.$ZodIssue[] } };
    interface ZodType<out T = unknown> {
      readonly _output: T;
      parse(value: unknown): T;
      safeParse(value: unknown, options?: { reportInput?: boolean }): Result<T>;
      nullable(): ZodType<T | null>;
      optional(): ZodType<T | undefined>;
      default(value: T | (() => T)): ZodType<T>;
      transform<U>(change: (value: T, ctx: RefinementCtx) => U): ZodType<U>;
    }
    interface ZodString extends ZodType<string> {
      min(n: number): ZodString;
      max(n: number): ZodString;
      regex(pattern: RegExp): ZodString;
    }
    interface ZodNumber extends ZodType<number> {
      gt(n: number): ZodNumber;
      gte(n: number): ZodNumber;
      lt(n: number): ZodNumber;
      lte(n: number): ZodNumber;
      multipleOf(n: number): ZodNumber;
    }
    class ZodArray<T = any> {
      readonly _output: T[];
      parse(value: unknown): T[];
      safeParse(value: unknown, options?: { reportInput?: boolean }): Result<T[]>;
      nullable(): ZodType<T[] | null>;
      optional(): ZodType<T[] | undefined>;
      default(value: T[] | (() => T[])): ZodType<T[]>;
      transform<U>(change: (value: T[], ctx: RefinementCtx) => U): ZodType<U>;
      min(n: number): ZodArray<T>;
      max(n: number): ZodArray<T>;
    }
    type Shape = Record<string, ZodType<any>>;
    interface ZodObject<S extends Shape> extends ZodType<{ [K in keyof S]: S[K]["_output"] }> {
      extend<E extends Shape>(shape: E): ZodObject<Omit<S, keyof E> & E>;
      strict(): ZodObject<S>;
    }
    const NEVER: never;
    function string(): ZodString;
    function number(): ZodNumber;
    function any(): ZodType<any>;
    function unknown(): ZodType<unknown>;
    function array<T>(element: ZodType<T>): ZodArray<T>;
    function literal<const T extends readonly (string | number)[]>(values: T): ZodType<T[number]>;
    function record<T>(key: ZodType<string>, value: ZodType<T>): ZodType<Record<string, T>>;
    function object<S extends Shape>(shape: S): ZodObject<S>;
    function union<const T extends readonly ZodType<any>[]>(of: T): ZodType<T[number]["_output"]>;
    type infer<T extends { readonly _output: unknown }> = T["_output"];
  }
}
declare module "hono" {
  interface Context {
    readonly req: { readonly raw: Request; param(): Record<string, string> };
    readonly env: any;
  }
  type Handler = (c: Context) => Response | Promise<Response>;
  export class Hono {
    fetch: (request: Request) => Response | Promise<Response>;
    on(method: string, path: string, handler: Handler): Hono;
    notFound(handler: Handler): Hono;
  }
}
declare module "@hono/node-server" {
  export function serve(options: { fetch: (request: Request) => Response | Promise<Response>; port: number }): unknown;
}
declare module "fastify" {
  interface FastifyRequest {
    readonly method: string;
    readonly url: string;
    readonly hostname: string;
    readonly ip: string;
    readonly headers: Record<string, string | string[] | undefined>;
    readonly params: unknown;
    readonly body: unknown;
  }
  interface FastifyReply {
    code(status: number): FastifyReply;
    header(name: string, value: string): FastifyReply;
    send(body: Uint8Array): unknown;
    readonly raw: { once(event: "close", run: () => void): unknown };
  }
  type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  interface Fastify {
    removeAllContentTypeParsers(): void;
    addContentTypeParser(
      type: string,
      options: { parseAs: "string" },
      parse: (request: FastifyRequest, body: string, done: (error: Error | null, body?: unknown) => void) => void,
    ): void;
    route(options: { method: string; url: string; handler: Handler }): Fastify;
    setNotFoundHandler(handler: Handler): Fastify;
    listen(options: { port: number }): Promise<string>;
  }
  export function fastify(options: { exposeHeadRoutes: boolean }): Fastify;
}
declare module "express" {
  interface ExpressRequest {
    readonly method: string;
    readonly url: string;
    readonly hostname: string;
    readonly ip: string | undefined;
    readonly headers: Record<string, string | string[] | undefined>;
    readonly params: unknown;
    readonly body?: unknown;
  }
  interface ExpressResponse {
    statusCode: number;
    appendHeader(name: string, value: string): unknown;
    end(body: string): unknown;
    once(event: "close", run: () => void): unknown;
  }
  type Handler = (request: ExpressRequest, response: ExpressResponse, next: () => void) => void | Promise<void>;
  interface Express {
    disable(name: string): void;
    use(handler: Handler): void;
    all(path: string, handler: Handler): void;
    listen(port: number): unknown;
  }
  function express(): Express;
  namespace express {
    function text(options: { type: string }): Handler;
  }
  export default express;
}
declare module "@aws-sdk/client-s3" {
  interface S3Settings {
    region?: string;
    endpoint?: string;
    forcePathStyle?: boolean;
    credentials?: { accessKeyId: string; secretAccessKey: string };
  }
  class S3Command<Output> { private readonly output: Output }
  interface StoredObject { ContentLength?: number; ContentType?: string; ETag?: string }
  export class S3Client {
    constructor(settings: S3Settings);
    send<Output>(command: S3Command<Output>): Promise<Output>;
  }
  export class CreateBucketCommand extends S3Command<unknown> { constructor(input: { Bucket: string }) }
  export class PutObjectCommand extends S3Command<{ ETag?: string }> {
    constructor(input: { Bucket: string; Key: string; Body: string | Uint8Array; ContentType?: string });
  }
  export class GetObjectCommand extends S3Command<StoredObject & { Body?: { transformToByteArray(): Promise<Uint8Array> } }> {
    constructor(input: { Bucket: string; Key: string });
  }
  export class HeadObjectCommand extends S3Command<StoredObject> { constructor(input: { Bucket: string; Key: string }) }
  export class DeleteObjectCommand extends S3Command<unknown> { constructor(input: { Bucket: string; Key: string }) }
  export class ListObjectsV2Command extends S3Command<{
    Contents?: { Key?: string; ETag?: string; Size?: number }[];
    IsTruncated?: boolean;
    NextContinuationToken?: string;
  }> {
    constructor(input: { Bucket: string; Prefix: string; MaxKeys: number; ContinuationToken?: string });
  }
}
declare module "@aws-sdk/client-sqs" {
  class SQSCommand<Output> { private readonly output: Output }
  export class SQSClient {
    constructor(settings: { region?: string; endpoint?: string; credentials?: { accessKeyId: string; secretAccessKey: string } });
    send<Output>(command: SQSCommand<Output>): Promise<Output>;
  }
  export class CreateQueueCommand extends SQSCommand<{ QueueUrl?: string }> { constructor(input: { QueueName: string }) }
  export class GetQueueUrlCommand extends SQSCommand<{ QueueUrl?: string }> { constructor(input: { QueueName: string }) }
  export class SendMessageCommand extends SQSCommand<{ MD5OfMessageBody?: string; MessageId?: string }> {
    constructor(input: { QueueUrl: string; MessageBody: string });
  }
  export class ReceiveMessageCommand extends SQSCommand<{ Messages?: { MessageId?: string; ReceiptHandle?: string; Body?: string }[] }> {
    constructor(input: { QueueUrl: string; MaxNumberOfMessages: number; WaitTimeSeconds: number });
  }
  export class DeleteMessageCommand extends SQSCommand<unknown> { constructor(input: { QueueUrl: string; ReceiptHandle: string }) }
}
`;
