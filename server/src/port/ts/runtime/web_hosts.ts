import {
  type Endpoint,
  type ErrorPage,
  finish,
  HTTPError,
  type HttpRequest,
  type HttpResponse,
  type Route,
  respond,
  withHeaders,
} from "./web.ts";

/** What of Hono's context an endpoint needs. */
interface HonoContext {
  readonly req: { readonly raw: Request; param(): Record<string, string> };
  /** What Node's server adds: the response that is under way. */
  readonly env?: { readonly outgoing?: { once(event: "close", run: () => void): unknown } } | undefined;
}

/** Runs what ends the service once the process is asked to stop. */
export function whenStopped(end: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      void end().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}

/** Lets Hono serve an endpoint. */
export function honoHandler(endpoint: Endpoint, page: ErrorPage, route?: Route): (c: HonoContext) => Promise<Response> {
  return async (c) => {
    const { raw } = c.req;
    const url = new URL(raw.url);
    const request: HttpRequest = {
      method: raw.method,
      path: decodeURI(url.pathname),
      host: url.host,
      client: "127.0.0.1",
      headers: raw.headers,
      query: url.searchParams,
      params: c.req.param(),
      body: await raw.text(),
    };
    const response = await respond(strict(endpoint, page, route), request, page);
    const { status, headers, body } = response;
    if (response.after.length > 0) {
      const { outgoing } = c.env ?? {};
      if (outgoing === undefined) setTimeout(() => void finish(response));
      else outgoing.once("close", () => void finish(response));
    }
    return new Response(status === 204 || status === 304 ? null : body, { status, headers });
  };
}

/** Routers that answer HEAD by GET do so only where the source does. */
function strict(endpoint: Endpoint, page: ErrorPage, route: Route | undefined): Endpoint {
  return (request) => {
    if (request.method !== "HEAD" || route?.method !== "GET" || page.name !== "errorDetail") return endpoint(request);
    const allowed = route.allowed ?? ["GET"];
    return withHeaders(page(new HTTPError(405)), [["allow", allowed.join(", ")]]);
  };
}

/** What of Fastify's request and reply an endpoint needs. */
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

/** Lets Fastify serve an endpoint. */
export function fastifyHandler(
  endpoint: Endpoint,
  page: ErrorPage,
  route?: Route,
): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  return async (from, reply) => {
    const request = requestOf(from, from.hostname, from.ip, paramsOf(from.params, route), String(from.body ?? ""));
    const response = await respond(strict(endpoint, page, route), request, page);
    reply.code(response.status);
    for (const [name, value] of response.headers) reply.header(name, value);
    if (response.after.length > 0) reply.raw.once("close", () => void finish(response));
    // Bytes: Fastify would say more of a text's type than the source does.
    return reply.send(new TextEncoder().encode(response.body));
  };
}

/** What of Express's request and response an endpoint needs. */
interface ExpressRequest {
  readonly method: string;
  readonly url: string;
  readonly hostname: string;
  readonly ip?: string | undefined;
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

/** Lets Express serve an endpoint. */
export function expressHandler(
  endpoint: Endpoint,
  page: ErrorPage,
  route?: Route,
): (request: ExpressRequest, response: ExpressResponse) => Promise<void> {
  return async (from, to) => {
    const body = typeof from.body === "string" ? from.body : "";
    const request = requestOf(from, from.hostname, from.ip ?? "", paramsOf(from.params, route), body);
    const response: HttpResponse = await respond(strict(endpoint, page, route), request, page);
    to.statusCode = response.status;
    for (const [name, value] of response.headers) to.appendHeader(name, value);
    if (response.after.length > 0) to.once("close", () => void finish(response));
    to.end(response.body);
  };
}

/** Path parameters by name; the rest of a path comes as `*` from Fastify and in pieces from Express. */
function paramsOf(params: unknown, route: Route | undefined): Record<string, string> {
  const given = (params ?? {}) as Record<string, string | string[]>;
  const rest = /\{(\w+):path\}/.exec(route?.path ?? "")?.[1];
  const entries = Object.entries(given).map(([name, value]): [string, string] => [
    name === "*" ? (rest ?? name) : name,
    Array.isArray(value) ? value.join("/") : value,
  ]);
  return Object.fromEntries(entries);
}

function requestOf(
  from: {
    readonly method: string;
    readonly url: string;
    readonly headers: Record<string, string | string[] | undefined>;
  },
  host: string,
  client: string,
  params: Record<string, string>,
  body: string,
): HttpRequest {
  const url = new URL(from.url, "http://localhost");
  const headers = new Headers();
  for (const [name, value] of Object.entries(from.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  return {
    method: from.method,
    path: decodeURI(url.pathname),
    host,
    client,
    headers,
    query: url.searchParams,
    params,
    body,
  };
}

/** `/items/{id}` as Hono writes it. */
export function honoPath(path: string): string {
  return path
    .replace(/\{(\w+):path\}/g, ":$1<.+>")
    .replace(/\{(\w+)\}/g, ":$1")
    .replace("<.+>", "{.+}");
}

/** `/items/{id}` as Fastify writes it. */
export function fastifyPath(path: string): string {
  return path.replace(/\{\w+:path\}/g, "*").replace(/\{(\w+)\}/g, ":$1");
}

/** `/items/{id}` as Express writes it. */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+):path\}/g, "*$1").replace(/\{(\w+)\}/g, ":$1");
}

/** Leaves requests of other methods to the routes behind. */
export function onlyFor(
  method: string,
  handle: (request: ExpressRequest, response: ExpressResponse) => Promise<void>,
): (request: ExpressRequest, response: ExpressResponse, next: () => void) => void {
  return (request, response, next) => {
    if (request.method === method || (request.method === "HEAD" && method === "GET")) void handle(request, response);
    else next();
  };
}
