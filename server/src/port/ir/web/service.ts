import type { Expression, FunctionDef } from "../nodes.ts";
import type { Type } from "../types.ts";

/** The web frameworks whose services are ported. */
export type WebFramework = "fastapi" | "flask" | "django";

/**
 * What a module serves over HTTP. The handlers are ordinary functions of the module; beside each one stands an endpoint, a function
 * that `ir/web` makes: it reads the handler's arguments from the request, calls it, and gives the answer.
 */
export interface Service {
  readonly framework: WebFramework;
  readonly routes: Route[];
  /** Functions around every request, outermost first. */
  readonly middleware: FunctionDef[];
  readonly before: FunctionDef[];
  readonly after: FunctionDef[];
  readonly startup: FunctionDef[];
  readonly shutdown: FunctionDef[];
  /** Answers the errors for which the service has functions of its own; it fails again with the others. */
  errorAnswer: FunctionDef | undefined;
  /** Where `uvicorn.run` or `app.run` listens; `PORT` of the environment goes before it. */
  port: number;
  /** What calls of `portwright.web.input` read. */
  readonly inputs: Map<Expression, Input>;
  /** The declared types of what calls of `portwright.web.answer` write: other fields are left out. */
  readonly shapes: Map<Expression, Type>;
}

export interface Route {
  readonly methods: readonly string[];
  readonly path: readonly PathPart[];
  /** Name of the source's handler, for comments and conflicts. */
  readonly handler: FunctionDef;
  /** `request → response`, made by `ir/web` unless the handler is that already. */
  readonly endpoint: FunctionDef;
  readonly range: { readonly start: number; readonly end: number };
}

export type PathPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string; readonly converter: PathConverter };

export type PathConverter = "str" | "int" | "float" | "path" | "uuid" | "slug";

export type InputSource = "path" | "query" | "header" | "cookie" | "body" | "form";

/** One value that an endpoint reads from the request. */
export interface Input {
  readonly source: InputSource;
  /** The name on the wire. For a body, undefined reads the whole of it. */
  readonly name: string | undefined;
  readonly type: Type;
  readonly rules: FieldRules;
  /** The expression of the default; undefined where the request must have the value. */
  readonly fallback: Expression | undefined;
}

/** What a value must fulfil beyond its type; the words are Pydantic's. */
export interface FieldRules {
  readonly alias?: string;
  readonly gt?: number;
  readonly ge?: number;
  readonly lt?: number;
  readonly le?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** The values of a `Literal`. */
  readonly oneOf?: readonly (string | number)[];
  readonly description?: string;
}

/** What a class that Pydantic validates has beside its fields. */
export interface ModelInfo {
  /**
   * `record`: made by `ir/web` for a display that a handler answers with; nothing is validated. `data`: a dataclass without methods
   * in a service, which only carries values.
   */
  readonly kind: "model" | "record" | "data";
  readonly rules: Map<string, FieldRules>;
  /** Methods that check one field: they take its value and give it back. */
  readonly fieldValidators: {
    readonly fields: readonly string[];
    readonly method: FunctionDef;
    readonly before: boolean;
  }[];
  /** Methods that check the whole object once its fields are read. */
  readonly modelValidators: FunctionDef[];
  extra: "ignore" | "allow" | "forbid";
}

/** The module of the calls that `ir/web` makes; no Python program can import it. */
export const WEB = "portwright.web";

/** What an endpoint is handed and gives back. */
export const REQUEST: Type = { kind: "library", name: `${WEB}.Request`, args: [] };
export const RESPONSE: Type = { kind: "library", name: `${WEB}.Response`, args: [] };
export const INPUTS: Type = { kind: "library", name: `${WEB}.Inputs`, args: [] };
/** The response that a handler is handed to say more about the answer than it gives. */
export const REPLY: Type = { kind: "library", name: `${WEB}.Reply`, args: [] };
/** What is done once the answer is sent. */
export const TASKS: Type = { kind: "library", name: `${WEB}.Tasks`, args: [] };
/** The rest of the chain that a middleware stands in. */
export const NEXT: Type = { kind: "library", name: `${WEB}.Next`, args: [] };
