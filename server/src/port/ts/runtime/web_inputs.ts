import { z } from "zod";
import { ValueError } from "./errors.ts";
import { cookieText, formFields, type HttpRequest, RequestError } from "./web.ts";
import { explainJson, Float, readExactJson } from "./web_json.ts";

interface Problem {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

/** Reads the arguments of a handler from a request, and gathers what is wrong with them. */
export class Inputs {
  readonly #request: HttpRequest;
  readonly #problems: Problem[] = [];
  #body: { readonly value: unknown; readonly exact: unknown; readonly isMissing: boolean } | undefined;
  #isBroken = false;

  constructor(request: HttpRequest) {
    this.#request = request;
  }

  path<T>(name: string, schema: z.ZodType<T>): T {
    return this.#read(["path", name], [this.#request.params[name] ?? ""], schema);
  }

  query<T>(name: string, schema: z.ZodType<T>, ...fallback: [T?]): T {
    return this.#read(["query", name], this.#request.query.getAll(name), schema, ...fallback);
  }

  header<T>(name: string, schema: z.ZodType<T>, ...fallback: [T?]): T {
    const value = this.#request.headers.get(name);
    return this.#read(["header", name], value === null ? [] : [value], schema, ...fallback);
  }

  cookie<T>(name: string, schema: z.ZodType<T>, ...fallback: [T?]): T {
    const value = cookieText(this.#request, name);
    return this.#read(["cookie", name], value === null ? [] : [value], schema, ...fallback);
  }

  form<T>(name: string, schema: z.ZodType<T>, ...fallback: [T?]): T {
    const values = formFields(this.#request).getAll(name);
    return this.#read(
      ["body", name],
      values.filter((each) => each !== ""),
      schema,
      ...fallback,
    );
  }

  /** The whole body. */
  body<T>(schema: z.ZodType<T>, ...fallback: [T?]): T {
    const body = this.#readBody();
    if (body === undefined) return undefined as T;
    if (body.isMissing) return this.#missing(["body"], null, fallback);
    return this.#parse(["body"], body.value, body.exact, schema);
  }

  /** One of several values that the body has by name. */
  field<T>(name: string, schema: z.ZodType<T>, ...fallback: [T?]): T {
    const body = this.#readBody();
    if (body === undefined) return undefined as T;
    const value = partOf(body.value, [name]);
    if (value === undefined) return this.#missing(["body", name], null, fallback);
    return this.#parse(["body", name], value, partOf(body.exact, [name]), schema);
  }

  /** Ends the request when something was not as it should be. */
  check(): void {
    if (this.#problems.length > 0) throw new RequestError(this.#problems);
  }

  #read<T>(loc: string[], texts: readonly string[], schema: z.ZodType<T>, ...fallback: [T?]): T {
    if (texts.length === 0) return this.#missing(loc, null, fallback);
    const isList = schema instanceof z.ZodArray;
    const value = isList ? texts : texts.at(-1);
    return this.#parse(loc, value, value, schema);
  }

  #missing<T>(loc: string[], input: unknown, fallback: readonly [T?]): T {
    if (fallback.length > 0) return fallback[0] as T;
    this.#problems.push({ type: "missing", loc, msg: "Field required", input });
    return undefined as T;
  }

  #parse<T>(loc: string[], value: unknown, exact: unknown, schema: z.ZodType<T>): T {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return result.data;
    const seen = new Set<string>();
    for (const issue of result.error.issues) {
      // Pydantic stops at the first rule that a value breaks.
      const key = issue.path.join(".");
      if (seen.has(key) && issue.code !== "unrecognized_keys") continue;
      seen.add(key);
      this.#problems.push(...problemsOf(issue, loc, exact));
    }
    return undefined as T;
  }

  #readBody(): { readonly value: unknown; readonly exact: unknown; readonly isMissing: boolean } | undefined {
    if (this.#isBroken) return undefined;
    if (this.#body !== undefined) return this.#body;
    const { body, headers } = this.#request;
    const kind = (headers.get("content-type") ?? "").split(";")[0];
    const isJson = kind === "application/json" || kind.endsWith("+json");
    if (body === "" || !isJson) {
      this.#body = { value: body, exact: body, isMissing: body === "" };
      return this.#body;
    }
    try {
      this.#body = { value: JSON.parse(body), exact: readExactJson(body), isMissing: false };
      return this.#body;
    } catch {
      const { at, message } = explainJson(body);
      this.#isBroken = true;
      this.#problems.push({
        type: "json_invalid",
        loc: ["body", at],
        msg: "JSON decode error",
        input: {},
        ctx: { error: message },
      });
      return undefined;
    }
  }
}

function partOf(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return at;
}

/** What a schema found wrong, in the words of Pydantic. */
function problemsOf(issue: z.core.$ZodIssue, loc: readonly string[], whole: unknown): Problem[] {
  const path = issue.path.map((each) => (typeof each === "number" ? each : String(each)));
  const input = partOf(whole, path);
  const problem = (type: string, msg: string, ctx?: Record<string, unknown>): Problem[] => [
    { type, loc: [...loc, ...path], msg, input, ...(ctx === undefined ? {} : { ctx }) },
  ];
  if (input === undefined && path.length > 0)
    return [
      { type: "missing", loc: [...loc, ...path], msg: "Field required", input: partOf(whole, path.slice(0, -1)) },
    ];
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
  switch (issue.code) {
    case "custom": {
      const { type, ctx } = (issue.params ?? { type: "value_error" }) as {
        type: string;
        ctx?: Record<string, unknown>;
      };
      return problem(type, issue.message, ctx);
    }
    case "invalid_type":
      switch (issue.expected) {
        case "string":
          return problem("string_type", "Input should be a valid string");
        case "array":
          return problem("list_type", "Input should be a valid list");
        case "record":
          return problem("dict_type", "Input should be a valid dictionary");
        default:
          return problem(
            "model_attributes_type",
            "Input should be a valid dictionary or object to extract fields from",
          );
      }
    case "too_small":
    case "too_big": {
      const isSmall = issue.code === "too_small";
      const limit = Number(issue.code === "too_small" ? issue.minimum : issue.maximum);
      const key = isSmall ? "min_length" : "max_length";
      const least = isSmall ? "at least" : "at most";
      if (issue.origin === "string")
        return problem(
          `string_too_${isSmall ? "short" : "long"}`,
          `String should have ${least} ${plural(limit, "character")}`,
          {
            [key]: limit,
          },
        );
      const count = Array.isArray(input) ? input.length : 0;
      return problem(
        `too_${isSmall ? "short" : "long"}`,
        `List should have ${least} ${plural(limit, "item")} after validation, not ${count}`,
        { field_type: "List", [key]: limit, actual_length: count },
      );
    }
    case "invalid_format":
      return problem("string_pattern_mismatch", `String should match pattern '${patternText(issue.pattern)}'`, {
        pattern: patternText(issue.pattern),
      });
    case "invalid_value": {
      const expected = listed(issue.values);
      return problem("literal_error", `Input should be ${expected}`, { expected });
    }
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        type: "extra_forbidden",
        loc: [...loc, ...path, key],
        msg: "Extra inputs are not permitted",
        input: partOf(whole, [...path, key]),
      }));
    default:
      return problem("value_error", issue.message);
  }
}

function patternText(pattern: string | undefined): string {
  return (pattern ?? "").replace(/^\/(.*)\/\w*$/s, "$1").replaceAll("\\/", "/");
}

/** Values as Pydantic lists them: 'a', 'b' or 'c'. */
function listed(values: readonly unknown[]): string {
  const shown = values.map((each) => (typeof each === "string" ? `'${each}'` : String(each)));
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

/** Hands on what the rules of a number found wrong. */
function applyRules(value: number, rules: z.ZodType<number>, isFloat: boolean, ctx: z.RefinementCtx): number {
  const result = rules.safeParse(value);
  if (result.success) return value;
  const [issue] = result.error.issues;
  const shown = (limit: number): unknown => (isFloat ? new Float(limit) : limit);
  if (issue.code === "too_small" || issue.code === "too_big") {
    const isSmall = issue.code === "too_small";
    const limit = Number(issue.code === "too_small" ? issue.minimum : issue.maximum);
    const name = `${isSmall ? "greater" : "less"}_than${issue.inclusive ? "_equal" : ""}`;
    const words = `${isSmall ? "greater" : "less"} than${issue.inclusive ? " or equal to" : ""}`;
    const key = `${isSmall ? "g" : "l"}${issue.inclusive ? "e" : "t"}`;
    fail(ctx, name, `Input should be ${words} ${limit}`, { [key]: shown(limit) });
  } else if (issue.code === "not_multiple_of")
    fail(ctx, "multiple_of", `Input should be a multiple of ${issue.divisor}`, { multiple_of: shown(issue.divisor) });
  else fail(ctx, "value_error", issue.message);
  return z.NEVER;
}

function fail(ctx: z.RefinementCtx, type: string, message: string, details?: Record<string, unknown>): never {
  ctx.addIssue({ code: "custom", message, params: { type, ...(details === undefined ? {} : { ctx: details }) } });
  return z.NEVER;
}

/** A whole number, also as text, as requests have it. */
export function integer(rules: z.ZodType<number> = z.number()): z.ZodType<number> {
  return z.unknown().transform((value, ctx): number => {
    if (typeof value === "boolean") return applyRules(Number(value), rules, false, ctx);
    if (typeof value === "string") {
      if (!/^\s*[-+]?\d+(\.0+)?\s*$/.test(value))
        return fail(ctx, "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
      return applyRules(Number(value), rules, false, ctx);
    }
    if (typeof value !== "number") return fail(ctx, "int_type", "Input should be a valid integer");
    if (!Number.isInteger(value))
      return fail(ctx, "int_from_float", "Input should be a valid integer, got a number with a fractional part");
    return applyRules(value, rules, false, ctx);
  });
}

/** A number, also as text, as requests have it. */
export function decimal(rules: z.ZodType<number> = z.number()): z.ZodType<number> {
  return z.unknown().transform((value, ctx): number => {
    if (typeof value === "number" || typeof value === "boolean") return applyRules(Number(value), rules, true, ctx);
    if (typeof value !== "string") return fail(ctx, "float_type", "Input should be a valid number");
    if (value.trim() === "" || Number.isNaN(Number(value)))
      return fail(ctx, "float_parsing", "Input should be a valid number, unable to parse string as a number");
    return applyRules(Number(value), rules, true, ctx);
  });
}

/** A truth value, also as text, as requests have it. */
export function flag(): z.ZodType<boolean> {
  const texts: Record<string, boolean> = {};
  for (const each of ["1", "true", "t", "yes", "y", "on"]) texts[each] = true;
  for (const each of ["0", "false", "f", "no", "n", "off"]) texts[each] = false;
  return z.unknown().transform((value, ctx): boolean => {
    if (typeof value === "boolean") return value;
    if (typeof value !== "string" && typeof value !== "number")
      return fail(ctx, "bool_type", "Input should be a valid boolean");
    return (
      texts[String(value).toLowerCase()] ??
      fail(ctx, "bool_parsing", "Input should be a valid boolean, unable to interpret input")
    );
  });
}

/** A member of an enumeration, by its value. */
export function member<T extends { readonly value: unknown }>(of: { members(): T[] }): z.ZodType<T> {
  return z.unknown().transform((value, ctx): T => {
    const found = of.members().find((each) => each.value === value || (each as unknown) === value);
    const expected = listed(of.members().map((each) => each.value));
    return found ?? fail(ctx, "enum", `Input should be ${expected}`, { expected });
  });
}

/** A check of the program's own, which gives back what it is given or refuses it. */
export function checked<T>(check: (value: T) => unknown): (value: T, ctx: z.RefinementCtx) => T {
  return (value, ctx) => {
    try {
      return (check(value) ?? value) as T;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      return fail(ctx, "value_error", `Value error, ${error.message}`, { error: {} });
    }
  };
}

/** Makes a value one of the type that a route declares: fields that the type does not have are left out. */
export function onlyFieldsOf<T>(schema: z.ZodType<T>, value: unknown): T {
  return schema.parse(plainValue(value));
}

/** A value as schemas take it: what is a map or a set here is an object or a list there. */
function plainValue(value: unknown): unknown {
  if (value instanceof Float) return value.value;
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plainValue(each)]));
  if (value instanceof Set || Array.isArray(value)) return [...value].map(plainValue);
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each)]));
}
