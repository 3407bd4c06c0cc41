import { fromJson } from "./dynamic.ts";
import { COMPACT_STYLE, jsonText, SORTED_STYLE, SPACED_STYLE } from "./web_json.ts";

/** A request as endpoints see it, whatever framework has received it. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly client: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer before it goes over the wire. */
export class HttpResponse {
  status: number;
  readonly headers: Headers;
  readonly body: string;
  /** What is done once the answer is sent, in order. */
  readonly after: (() => unknown)[] = [];

  constructor(status: number, contentType: string, body: string) {
    this.status = status;
    this.headers = new Headers(contentType === "" ? {} : { "content-type": contentType });
    this.body = body;
  }
}

export type Endpoint = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;
export type ErrorPage = (error: HTTPError) => HttpResponse;

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly endpoint: Endpoint;
  /** The methods of all routes with the path, where it has several. */
  readonly allowed?: readonly string[];
}

/** Answers with JSON as FastAPI writes it: nothing between the parts, text as it is. */
export function compactJson(status: number, value: unknown, floats: readonly string[] = []): HttpResponse {
  return new HttpResponse(status, "application/json", jsonText(value, COMPACT_STYLE, floats));
}

/** Answers with JSON as Flask writes it: keys in order of the alphabet, ASCII, a line. */
export function sortedJson(status: number, value: unknown, floats: readonly string[] = []): HttpResponse {
  return new HttpResponse(status, "application/json", `${jsonText(value, SORTED_STYLE, floats)}\n`);
}

/** Answers with JSON as Django writes it: a space after commas and colons, ASCII. */
export function spacedJson(status: number, value: unknown, floats: readonly string[] = []): HttpResponse {
  return new HttpResponse(status, "application/json", jsonText(value, SPACED_STYLE, floats));
}

export function textResponse(status: number, contentType: string, body: string): HttpResponse {
  return new HttpResponse(status, contentType, body);
}

export function emptyResponse(status: number): HttpResponse {
  return new HttpResponse(status, "", "");
}

export function redirectTo(status: number, url: string): HttpResponse {
  const response = emptyResponse(status);
  response.headers.set("location", url);
  return response;
}

/** Sends the client to another address, as Django does. */
export function plainRedirect(status: number, url: string): HttpResponse {
  return withHeaders(textResponse(status, "text/html; charset=utf-8", ""), [["location", url]]);
}

/** Sends the client to another address, with a page for readers, as Flask does. */
export function redirectPage(status: number, url: string): HttpResponse {
  const shown = escapeHtml(url);
  const page = `<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href="${shown}">${shown}</a>. If not, click the link.\n`;
  return withHeaders(textResponse(status, "text/html; charset=utf-8", page), [["location", url]]);
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (char) => entities[char]);
}

export function withHeaders(response: HttpResponse, headers: Iterable<readonly [string, string]>): HttpResponse {
  for (const [key, value] of headers) response.headers.set(key, value);
  return response;
}

export function withStatus(response: HttpResponse, status: number): HttpResponse {
  response.status = status;
  return response;
}

export function notAllowed(methods: readonly string[]): HttpResponse {
  return withHeaders(textResponse(405, "text/html; charset=utf-8", ""), [["allow", methods.join(", ")]]);
}

/** Makes a response of a value of any type: text is a page, and everything else JSON. */
export function answer(
  value: unknown,
  status: number,
  json: (status: number, value: unknown) => HttpResponse,
): HttpResponse {
  if (value instanceof HttpResponse) return value;
  return typeof value === "string" ? textResponse(status, "text/html; charset=utf-8", value) : json(status, value);
}

const STATUS_TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  418: "I'm a Teapot",
  422: "Unprocessable Entity",
  423: "Locked",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** An error that becomes an answer with its status. */
export class HTTPError extends Error {
  override name = "HTTPError";
  statusCode: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the answer is to say
  detail: any;
  headers: Map<string, string> | null;

  constructor(statusCode: number, detail: unknown = null, headers: Map<string, string> | null = null) {
    const said = detail ?? STATUS_TITLES[statusCode] ?? "";
    super(`${statusCode}: ${said}`);
    this.statusCode = statusCode;
    this.detail = said;
    this.headers = headers;
  }
}

/** Everything that is wrong with a request, as FastAPI tells it. */
export class RequestError extends Error {
  readonly problems: readonly object[];

  constructor(problems: readonly object[]) {
    super(`${problems.length} problems with the request`);
    this.problems = problems;
  }
}

/** An error as FastAPI answers it: its detail as JSON. */
export function errorDetail(error: HTTPError): HttpResponse {
  if (error.statusCode === 500 && error.detail === STATUS_TITLES[500])
    return textResponse(500, "text/plain; charset=utf-8", "Internal Server Error");
  return withHeaders(compactJson(error.statusCode, { detail: error.detail }), error.headers ?? []);
}

/** The sentences of Flask's error pages. */
const STATUS_EXPLANATIONS: Readonly<Record<number, string>> = {
  400: "The browser (or proxy) sent a request that this server could not understand.",
  401: "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.",
  403: "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
  404: "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
  405: "The method is not allowed for the requested URL.",
  409: "A conflict happened while processing the request. The resource might have been modified while the request was being processed.",
  410: "The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page.",
  415: "The server does not support the media type transmitted in the request.",
  422: "The request was well-formed but was unable to be followed due to semantic errors.",
  429: "This user has exceeded an allotted request count. Try again later.",
  500: "The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.",
};

/** An error as Flask answers it: a page that explains the status. */
export function errorPage(error: HTTPError): HttpResponse {
  const { statusCode: status } = error;
  const title = errorTitle(error);
  const text = escapeHtml(errorText(error));
  const page = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`;
  return withHeaders(textResponse(status, "text/html; charset=utf-8", page), error.headers ?? []);
}

/** An error as Django answers it: a page with the name of the status, or nothing for a method that is not allowed. */
export function plainErrorPage(error: HTTPError): HttpResponse {
  const titles: Record<number, readonly [string, string]> = {
    400: ["Bad Request (400)", ""],
    403: ["403 Forbidden", ""],
    404: ["Not Found", "The requested resource was not found on this server."],
    500: ["Server Error (500)", ""],
  };
  const title = titles[error.statusCode];
  const page =
    title === undefined
      ? ""
      : `\n<!doctype html>\n<html lang="en">\n<head>\n  <title>${title[0]}</title>\n</head>\n<body>\n  <h1>${title[0]}</h1><p>${title[1]}</p>\n</body>\n</html>\n`;
  return withHeaders(textResponse(error.statusCode, "text/html; charset=utf-8", page), error.headers ?? []);
}

/** Runs an endpoint; what it throws becomes an answer. */
export async function respond(endpoint: Endpoint, request: HttpRequest, page: ErrorPage): Promise<HttpResponse> {
  try {
    return await endpoint(request);
  } catch (error) {
    if (error instanceof HTTPError) return page(error);
    if (error instanceof RequestError) return compactJson(422, { detail: error.problems });
    console.error(error);
    return page(new HTTPError(500));
  }
}

/** Lets a function answer what fails in an endpoint. */
export function handled(
  endpoint: Endpoint,
  answer: (request: HttpRequest, error: Error) => HttpResponse | Promise<HttpResponse>,
): Endpoint {
  return async (request) => {
    try {
      return await endpoint(request);
    } catch (error) {
      return await answer(request, error instanceof Error ? error : new Error(String(error)));
    }
  };
}

/** What is done once the answer is sent, in order. */
export class Tasks {
  readonly waiting: (() => unknown)[] = [];

  /** Puts a task behind the others; its arguments are those of now. */
  add<T extends readonly unknown[]>(task: (...args: T) => unknown, ...args: T): void {
    this.waiting.push(() => task(...args));
  }
}

/** Does what was put off until a response is sent; nothing follows a task that fails. */
export async function finish(response: HttpResponse): Promise<void> {
  try {
    for (const task of response.after) await task();
  } catch (error) {
    console.error(error);
  }
}

export function withTasks(response: HttpResponse, tasks: Tasks): HttpResponse {
  response.after.push(...tasks.waiting);
  return response;
}

/** A response that says more about an answer, once that is made. */
export function newReply(): HttpResponse {
  return emptyResponse(0);
}

/** An answer with the status, the headers and the cookies of a reply. */
export function withReply(response: HttpResponse, reply: HttpResponse): HttpResponse {
  if (reply.status !== 0) response.status = reply.status;
  for (const [key, value] of reply.headers) response.headers.append(key, value);
  return response;
}

/** The moment in some seconds, as headers write it. */
export function momentIn(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toUTCString();
}

/** Adds a cookie. A value with other characters than letters, digits and plain ones has quotes. */
export function setCookie(
  response: HttpResponse,
  name: string,
  value: string,
  attributes: string,
  plain: string,
): void {
  const isPlain = (char: string): boolean => /[0-9A-Za-z]/.test(char) || plain.includes(char);
  let text = value;
  if ((value === "" && !plain.includes("/")) || ![...value].every(isPlain)) {
    const octal = (char: string): string =>
      [...new TextEncoder().encode(char)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
    text = `"${value.replace(/["\\]/g, "\\$&").replace(/[^ -~]|[,;]/gu, octal)}"`;
  }
  response.headers.append("set-cookie", `${name}=${text}; ${attributes}`);
}

/** Tells about an error of the service that its answer does not tell. */
export function logFailure(request: HttpRequest, error: Error): void {
  console.error(`${request.method} ${request.path}:`, error);
}

/** The name of an error's status. */
export function errorTitle(error: HTTPError): string {
  return STATUS_TITLES[error.statusCode] ?? "Error";
}

/** What an error says, or what its status means. */
export function errorText(error: HTTPError): string {
  const own = typeof error.detail === "string" && error.detail !== STATUS_TITLES[error.statusCode];
  return own ? error.detail : (STATUS_EXPLANATIONS[error.statusCode] ?? "");
}

/** What is wrong with a request, as data. */
// biome-ignore lint/suspicious/noExplicitAny: what a JSON text holds is known when it is read
export function problemList(error: RequestError): any {
  return fromJson(compactJson(422, error.problems).body);
}

/** What no route of the service answers: a path or a method that it does not have. */
export function unrouted(routes: readonly Route[], page: ErrorPage): Endpoint {
  return (request) => {
    const allowed = routes.filter((route) => matches(route.path, request.path)).map((route) => route.method);
    if (allowed.length === 0) throw new HTTPError(404);
    if (page.name === "errorPage") {
      // Flask answers HEAD and OPTIONS by itself.
      allowed.push("HEAD", "OPTIONS");
      const methods = [...new Set(allowed)].sort().join(", ");
      if (request.method === "OPTIONS")
        return withHeaders(textResponse(200, "text/html; charset=utf-8", ""), [["allow", methods]]);
    }
    throw new HTTPError(405, null, new Map([["allow", [...new Set(allowed)].sort().join(", ")]]));
  };
}

export function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(\w+):path\}/g, ".+")
    .replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${source}$`).test(path);
}

/** A path parameter that is a whole number; other paths are not found. */
export function pathInt(request: HttpRequest, name: string): number {
  const text = request.params[name] ?? "";
  if (!/^\d+$/.test(text)) throw new HTTPError(404);
  return Number(text);
}

/** A path parameter that is a number with a fraction; other paths are not found. */
export function pathFloat(request: HttpRequest, name: string): number {
  const text = request.params[name] ?? "";
  if (!/^\d+\.\d+$/.test(text)) throw new HTTPError(404);
  return Number(text);
}

/** A number of the query, or what stands for it where it is none. */
export function queryIntOr(request: HttpRequest, name: string, fallback: number): number {
  const text = request.query.get(name)?.trim() ?? "";
  return /^[-+]?\d+$/.test(text) ? Number(text) : fallback;
}

/** A number of the query, or what stands for it where it is none. */
export function queryFloatOr(request: HttpRequest, name: string, fallback: number): number {
  const text = request.query.get(name)?.trim() ?? "";
  return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : fallback;
}

export function cookieText(request: HttpRequest, name: string): string | null {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=").replace(/^"(.*)"$/, "$1");
  }
  return null;
}

/** The fields of a submitted form. */
export function formFields(request: HttpRequest): URLSearchParams {
  const kind = request.headers.get("content-type") ?? "";
  return new URLSearchParams(kind.startsWith("application/x-www-form-urlencoded") ? request.body : "");
}

/** A text that the request must have; without it the request is bad. */
export function needed(text: string | null): string {
  if (text === null) throw new HTTPError(400);
  return text;
}

/** The JSON in the body of a request, which must say that it is JSON. */
// biome-ignore lint/suspicious/noExplicitAny: what a JSON text holds is known when it is read
export function requestJson(request: HttpRequest): any {
  const kind = (request.headers.get("content-type") ?? "").split(";")[0];
  if (kind !== "application/json" && !kind.endsWith("+json"))
    throw new HTTPError(
      415,
      "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
    );
  try {
    return fromJson(request.body);
  } catch {
    throw new HTTPError(400);
  }
}

/** The JSON in the body of a request, or null where it has none. */
// biome-ignore lint/suspicious/noExplicitAny: what a JSON text holds is known when it is read
export function silentJson(request: HttpRequest): any {
  try {
    return requestJson(request);
  } catch {
    return null;
  }
}

/** The JSON in the body of a request, whatever the request says that it is. */
// biome-ignore lint/suspicious/noExplicitAny: what a JSON text holds is known when it is read
export function bodyJson(request: HttpRequest): any {
  return fromJson(request.body);
}

/** What comes next behind a middleware. */
export type Next = (request: HttpRequest) => Promise<HttpResponse>;

/** A function around requests: it is given the request and what comes next. */
export type Middleware = (request: HttpRequest, next: Next) => HttpResponse | Promise<HttpResponse>;

/** Puts functions around an endpoint, the last one outermost. */
export function around(middleware: readonly Middleware[], endpoint: Endpoint, page: ErrorPage): Endpoint {
  return middleware.reduce<Endpoint>(
    (inner, each) => (request) => each(request, (passed) => respond(inner, passed, page)),
    endpoint,
  );
}

/** A middleware of functions that are asked before an endpoint and of functions that change its answer. */
export function hooks(
  before: readonly ((request: HttpRequest) => HttpResponse | null | Promise<HttpResponse | null>)[],
  after: readonly ((request: HttpRequest, response: HttpResponse) => HttpResponse | Promise<HttpResponse>)[],
): Middleware {
  return async (request, next) => {
    let response: HttpResponse | null = null;
    for (const ask of before) response ??= await ask(request);
    response ??= await next(request);
    for (const change of [...after].reverse()) response = await change(request, response);
    return response;
  };
}
