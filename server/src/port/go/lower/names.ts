import { RUNTIME } from "../runtime.generated.ts";

/** Words that no name must take: keywords and predeclared names. */
export const RESERVED: readonly string[] = [
  ..."break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var".split(
    " ",
  ),
  ..."any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min new panic print println real recover".split(
    " ",
  ),
  "main",
  "init",
];

const KEPT: ReadonlySet<string> = new Set(RESERVED);

/** Packages that lowered code can refer to. */
export const PACKAGE_NAMES: readonly string[] =
  "bufio bytes cmp context csv errgroup errors filepath fmt hex base64 io iter json maps math md5 os rand reflect regexp sha1 sha256 sha512 slices sort strconv strings sync time unicode utf8 atomic url http cmplx".split(
    " ",
  );

/** Every name that the runtime can declare. */
export const RUNTIME_NAMES: readonly string[] = RUNTIME.filter((entry) => !entry.name.includes(".")).map(
  (entry) => entry.name,
);

/** What a Go reader would write for a name that Go reserves. */
const INSTEAD: Readonly<Record<string, string>> = {
  type: "kind",
  main: "run",
  init: "setUp",
  func: "fn",
  range: "span",
  map: "table",
  string: "text",
  error: "problem",
  len: "size",
  new: "fresh",
  var: "variable",
  default: "fallback",
  package: "pkg",
  interface: "iface",
  struct: "record",
  select: "choice",
  count: "n",
  max: "highest",
  min: "lowest",
  sum: "total",
  in: "inside",
  str: "text",
  field: "attribute",
  at: "position",
  end: "last",
};

/** Short forms that Go writes in one case. */
const INITIALISMS: ReadonlySet<string> = new Set(
  "api ascii cpu css dns eof html http https id io ip json lhs qps ram rhs rpc sla smtp sql ssh tcp tls ttl udp ui uid uri url utf8 uuid vm xml".split(
    " ",
  ),
);

function words(name: string): string[] {
  return name
    .split("_")
    .filter((part) => part !== "")
    .flatMap((part) =>
      part === part.toUpperCase() ? [part.toLowerCase()] : part.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(" "),
    );
}

const capitalized = (word: string): string =>
  INITIALISMS.has(word.toLowerCase()) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1);

/** `http_status` → `HTTPStatus`. */
export function pascalCase(name: string): string {
  const text = ascii(words(name)).map(capitalized).join("");
  return text === "" || /^\d/.test(text) ? `X${text}` : text;
}

/** `http_status` → `httpStatus`. */
export function camelCase(name: string): string {
  const parts = ascii(words(name));
  if (parts.length === 0) return name === "_" ? "_" : "unnamed";
  const first = parts[0];
  const head = INITIALISMS.has(first.toLowerCase())
    ? first.toLowerCase()
    : first.charAt(0).toLowerCase() + first.slice(1);
  const text = [head, ...parts.slice(1).map(capitalized)].join("");
  return /^\d/.test(text) ? `x${text}` : text;
}

/** Go identifiers may hold any letter; what Python allows beyond that is dropped. */
function ascii(parts: readonly string[]): string[] {
  return parts.map((part) => part.replace(/[^\p{L}\p{Nd}]/gu, "")).filter((part) => part !== "");
}

/** Gives out names of one scope so that no two are the same and none hides what code needs. */
export class NameScope {
  private readonly taken = new Set<string>();
  private readonly outer: NameScope | undefined;
  private readonly reserved: ReadonlySet<string>;
  /** Names that got a number or another word, and what was wanted. */
  readonly numbered: Map<string, string>;

  /** @param inUse names of runtime entries and packages that code refers to, for the outermost scope */
  constructor(outer?: NameScope, inUse: Iterable<string> = []) {
    this.outer = outer;
    this.numbered = outer?.numbered ?? new Map();
    this.reserved = outer?.reserved ?? new Set([...RESERVED, ...inUse]);
  }

  has(name: string): boolean {
    return this.taken.has(name) || (this.outer?.has(name) ?? false);
  }

  /** Takes a name as it is, even where an outer scope has it. */
  reserve(name: string): void {
    this.taken.add(name);
  }

  /** What is taken now, to go back to when what took more is thrown away. */
  mark(): ReadonlySet<string> {
    return new Set(this.taken);
  }

  reset(mark: ReadonlySet<string>): void {
    for (const name of this.taken) if (!mark.has(name)) this.taken.delete(name);
  }

  /** The wanted name, or one close to it that is free. */
  take(wanted: string): string {
    let base = wanted;
    if (this.reserved.has(base)) base = INSTEAD[base] ?? `${base}Value`;
    let name = base;
    for (let n = 2; this.has(name) || this.reserved.has(name); n++) name = `${base}${n}`;
    if (name !== wanted && !KEPT.has(wanted)) this.numbered.set(name, wanted);
    else if (name !== base && !this.reserved.has(base)) this.numbered.set(name, base);
    this.taken.add(name);
    return name;
  }
}
