import { fromJson, toJson } from "./dynamic.ts";
import { KeyError, RequestConnectionError, RequestHTTPError, RequestTimeout } from "./errors.ts";
import { repr, str } from "./show.ts";

/** What a request carries beside its address. */
export interface RequestOptions {
  params?: unknown;
  headers?: ReadonlyMap<string, string> | WebHeaders | null;
  json?: unknown;
  data?: unknown;
  /** In seconds. */
  timeout?: unknown;
  auth?: readonly [string, string] | null;
  allowRedirects?: boolean;
}

/** Header fields, whose names have no case. */
export class WebHeaders {
  readonly #fields = new Map<string, readonly [string, string]>();

  constructor(fields: Iterable<readonly [string, string]> = []) {
    this.update(fields);
  }

  get(name: string, missing: string | null = null): string | null {
    return this.#fields.get(name.toLowerCase())?.[1] ?? missing;
  }

  item(name: string): string {
    const found = this.get(name);
    if (found === null) throw new KeyError(repr(name.toLowerCase()));
    return found;
  }

  set(name: string, value: string): void {
    this.#fields.set(name.toLowerCase(), [name, value]);
  }

  has(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }

  update(fields: Iterable<readonly [string, string]>): void {
    for (const [name, value] of fields) this.set(name, str(value));
  }

  items(): (readonly [string, string])[] {
    return [...this.#fields.values()];
  }

  [Symbol.iterator](): Iterator<readonly [string, string]> {
    return this.items()[Symbol.iterator]();
  }
}

/** The answer to a request, read to its end. */
export class WebAnswer {
  readonly statusCode: number;
  readonly reason: string;
  readonly url: string;
  readonly headers: WebHeaders;
  readonly content: Uint8Array;

  constructor(statusCode: number, reason: string, url: string, headers: WebHeaders, content: Uint8Array) {
    this.statusCode = statusCode;
    this.reason = reason;
    this.url = url;
    this.headers = headers;
    this.content = content;
  }

  get status(): number {
    return this.statusCode;
  }

  getcode(): number {
    return this.statusCode;
  }

  getheader(name: string, missing: string | null = null): string | null {
    return this.headers.get(name, missing);
  }

  get ok(): boolean {
    return this.statusCode < 400;
  }

  get text(): string {
    return new TextDecoder().decode(this.content);
  }

  // biome-ignore lint/suspicious/noExplicitAny: what a service answers has no type
  json(): any {
    return fromJson(this.text);
  }

  raiseForStatus(): void {
    if (this.ok) return;
    const whose = this.statusCode < 500 ? "Client" : "Server";
    const error = new RequestHTTPError(`${this.statusCode} ${whose} Error: ${this.reason} for url: ${this.url}`);
    error.response = this;
    throw error;
  }

  close(): void {}

  read(): Uint8Array {
    return this.content;
  }

  repr(): string {
    return `<Response [${this.statusCode}]>`;
  }
}

/** The text of a form: names and values as an address writes them. */
function formQuery(values: unknown): string {
  const pairs = values instanceof Map ? [...values] : (values as Iterable<readonly [unknown, unknown]>);
  const form = new URLSearchParams();
  for (const [name, value] of pairs)
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== null && each !== undefined) form.append(str(name), str(each));
  return form.toString();
}

/** Makes a request and reads the answer. */
export async function webRequest(method: string, url: string, options: RequestOptions = {}): Promise<WebAnswer> {
  const { params, json, data, timeout, auth, allowRedirects = true } = options;
  const address = new URL(url);
  const query = params == null ? "" : typeof params === "string" ? params : formQuery(params);
  if (query !== "") address.search = address.search === "" ? query : `${address.search}&${query}`;
  const headers = new WebHeaders(options.headers ?? []);
  let body: string | Uint8Array<ArrayBuffer> | undefined;
  if (data instanceof Uint8Array) body = new Uint8Array(data);
  else if (typeof data === "string") body = data;
  else if (data != null) {
    body = formQuery(data);
    if (!headers.has("Content-Type")) headers.set("Content-Type", "application/x-www-form-urlencoded");
  } else if (json !== undefined && json !== null) {
    body = toJson(json);
    if (!headers.has("Content-Type")) headers.set("Content-Type", "application/json");
  }
  if (auth != null) headers.set("Authorization", `Basic ${btoa(`${auth[0]}:${auth[1]}`)}`);
  const seconds = Array.isArray(timeout) ? timeout[1] : timeout;
  try {
    const answer = await fetch(address.href, {
      method,
      headers: headers.items().map(([name, value]) => [name, value]),
      body,
      redirect: allowRedirects ? "follow" : "manual",
      signal: typeof seconds === "number" ? AbortSignal.timeout(seconds * 1000) : undefined,
    });
    const content = new Uint8Array(await answer.arrayBuffer());
    return new WebAnswer(answer.status, answer.statusText, answer.url, new WebHeaders(answer.headers), content);
  } catch (error) {
    const name = (error as { name?: string }).name;
    if (name === "TimeoutError") throw new RequestTimeout(`the request to ${address.href} took too long`);
    throw new RequestConnectionError(`the request to ${address.href} failed: ${(error as Error).message}`);
  }
}

export const webGet = (url: string, options?: RequestOptions): Promise<WebAnswer> => webRequest("GET", url, options);
export const webPost = (url: string, options?: RequestOptions): Promise<WebAnswer> => webRequest("POST", url, options);
export const webPut = (url: string, options?: RequestOptions): Promise<WebAnswer> => webRequest("PUT", url, options);
export const webPatch = (url: string, options?: RequestOptions): Promise<WebAnswer> =>
  webRequest("PATCH", url, options);
export const webDelete = (url: string, options?: RequestOptions): Promise<WebAnswer> =>
  webRequest("DELETE", url, options);
export const webHead = (url: string, options?: RequestOptions): Promise<WebAnswer> => webRequest("HEAD", url, options);

/** A client with header fields of its own for all of its requests. */
export class WebSession {
  readonly headers: WebHeaders;
  readonly #base: string;
  readonly #timeout: unknown;

  constructor(base: string, headers: Iterable<readonly [string, string]>, timeout: unknown) {
    this.#base = base;
    this.headers = new WebHeaders(headers);
    this.#timeout = timeout;
  }

  request(method: string, url: string, options: RequestOptions = {}): Promise<WebAnswer> {
    const headers = new WebHeaders(this.headers);
    headers.update(options.headers ?? []);
    const address = /^https?:/.test(url) ? url : `${this.#base.replace(/\/$/, "")}/${url.replace(/^\//, "")}`;
    return webRequest(method, address, { timeout: this.#timeout, ...options, headers });
  }

  get(url: string, options?: RequestOptions): Promise<WebAnswer> {
    return this.request("GET", url, options);
  }

  post(url: string, options?: RequestOptions): Promise<WebAnswer> {
    return this.request("POST", url, options);
  }

  put(url: string, options?: RequestOptions): Promise<WebAnswer> {
    return this.request("PUT", url, options);
  }

  patch(url: string, options?: RequestOptions): Promise<WebAnswer> {
    return this.request("PATCH", url, options);
  }

  delete(url: string, options?: RequestOptions): Promise<WebAnswer> {
    return this.request("DELETE", url, options);
  }

  close(): void {}
}

export function newWebSession(
  base = "",
  headers: Iterable<readonly [string, string]> | null = null,
  timeout: unknown = null,
): WebSession {
  return new WebSession(base, headers ?? [], timeout);
}

/** A request of `urllib`, to be opened. */
export class PreparedRequest {
  readonly url: string;
  readonly data: Uint8Array | null;
  readonly headers: WebHeaders;
  readonly method: string;

  constructor(url: string, data: Uint8Array | null, headers: Iterable<readonly [string, string]>, method: string) {
    this.url = url;
    this.data = data;
    this.headers = new WebHeaders(headers);
    this.method = method;
  }

  addHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }
}

export function newPreparedRequest(
  url: string,
  data: Uint8Array | null = null,
  headers: ReadonlyMap<string, string> | null = null,
  method: string | null = null,
): PreparedRequest {
  return new PreparedRequest(url, data, headers ?? [], method ?? (data === null ? "GET" : "POST"));
}

/** Opens an address as `urllib` does: an answer of 400 and above is an error. */
export async function openAddress(
  target: unknown,
  data: Uint8Array | null = null,
  timeout: unknown = null,
): Promise<WebAnswer> {
  const asked = target instanceof PreparedRequest ? target : newPreparedRequest(str(target), data);
  const answer = await webRequest(asked.method, asked.url, { data: asked.data, headers: asked.headers, timeout });
  if (answer.ok) return answer;
  const error = new RequestHTTPError(`HTTP Error ${answer.statusCode}: ${answer.reason}`);
  error.response = answer;
  throw error;
}

export const plainWebSession = (): WebSession => newWebSession();
