import { importedName, runtimeImport } from "../imports.ts";
import { RUNTIME, type RuntimeEntry } from "../runtime.generated.ts";
import type { GoType } from "../tree.ts";

/** A type that the reader below does not know is undefined: whatever meets it is left as it is. */
export type Known = GoType | undefined;

/** What a function takes and gives. */
export interface Signature {
  readonly typeParams: readonly { readonly name: string; readonly constraint: string }[];
  readonly params: readonly Known[];
  readonly variadic: boolean;
  readonly results: readonly Known[];
}

/** What a named type is made of. */
export interface TypeShape {
  readonly typeParams: readonly string[];
  /** Undefined where it could not be read. */
  readonly underlying: Known;
}

/** Reads Go's types and heads of functions, as far as the runtime and the table of the standard library write them. */
class Reader {
  private readonly text: string;
  private readonly packages: ReadonlyMap<string, string>;
  private at = 0;

  constructor(text: string, packages: ReadonlyMap<string, string>) {
    this.text = text;
    this.packages = packages;
  }

  private skip(): void {
    while (this.text[this.at] === " " || this.text[this.at] === "\t") this.at++;
  }

  private eat(token: string): boolean {
    this.skip();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private word(): string | undefined {
    this.skip();
    const found = /^[A-Za-z_]\w*/.exec(this.text.slice(this.at, this.at + 64))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Throws a SyntaxError on what it does not know. */
  type(): GoType {
    if (this.eat("*")) return { kind: "pointer", to: this.type() };
    if (this.eat("~")) return this.type();
    if (this.eat("[]")) return { kind: "slice", of: this.type() };
    if (this.eat("<-chan ")) return { kind: "channel", of: this.type(), direction: "receive" };
    if (this.eat("chan<- ")) return { kind: "channel", of: this.type(), direction: "send" };
    if (this.eat("interface{}")) return { kind: "named", name: "any" };
    if (this.eat("struct{}")) return { kind: "struct", fields: [] };
    const name = this.word();
    if (name === undefined || name === "interface") throw new SyntaxError(this.text.slice(this.at, this.at + 20));
    if (name === "chan") return { kind: "channel", of: this.type() };
    if (name === "struct") return this.struct();
    if (name === "map") {
      this.eat("[");
      const key = this.type();
      this.eat("]");
      return { kind: "map", key, value: this.type() };
    }
    if (name === "func") {
      const { params } = this.parameters();
      return { kind: "function", params, results: this.results() };
    }
    const member = this.eat(".") ? this.word() : undefined;
    const args: GoType[] = [];
    if (this.text[this.at] === "[" && this.text[this.at + 1] !== "]") {
      this.at++;
      do args.push(this.type());
      while (this.eat(","));
      this.eat("]");
    }
    if (member === undefined) return { kind: "named", name, args };
    const path = this.packages.get(name);
    if (path === undefined) throw new SyntaxError(`no import of ${name}`);
    return { kind: "named", name: member, package: path, args };
  }

  private struct(): GoType {
    this.eat("{");
    const fields: { name?: string; type: GoType }[] = [];
    for (;;) {
      while (/[\s;]/.test(this.text[this.at] ?? "")) this.at++;
      if (this.text.startsWith("//", this.at)) {
        this.at = this.text.indexOf("\n", this.at);
        continue;
      }
      if (this.eat("}")) break;
      const start = this.at;
      const names = [this.word()];
      while (this.eat(",")) names.push(this.word());
      this.skip();
      if (/[\n};.[]/.test(this.text[this.at] ?? "\n") && !this.text.startsWith("[]", this.at)) {
        // A type alone is embedded.
        this.at = start;
        fields.push({ type: this.type() });
      } else {
        const type = this.type();
        for (const name of names) fields.push({ name, type });
      }
      // A tag or a comment ends the line.
      while (this.at < this.text.length && !/[\n;}]/.test(this.text[this.at])) this.at++;
      if (this.at >= this.text.length) break;
    }
    return { kind: "struct", fields };
  }

  /** A list in parentheses; several names may share a type, and a list of results has no names. */
  private parameters(): { params: GoType[]; variadic: boolean } {
    if (!this.eat("(")) throw new SyntaxError("no parameters");
    const params: GoType[] = [];
    let variadic = false;
    let open = 0;
    while (!this.eat(")")) {
      const start = this.at;
      const name = this.word();
      this.skip();
      const next = this.text[this.at];
      const isName = name !== undefined && !["func", "map", "chan", "struct", "interface"].includes(name);
      if (isName && next === ",") {
        open++;
        this.at++;
        continue;
      }
      // `name type`, unless the word is the type itself.
      if (!isName || next === ")" || next === "." || (next === "[" && !this.text.startsWith("[]", this.at)))
        this.at = start;
      if (isName && next === "." && this.text.startsWith("...", start + name.length + 1)) this.at = start + name.length;
      if (this.eat("...")) variadic = true;
      const type = this.type();
      const isUnnamed = this.at > start && /^[\w.]+$/.test(this.text.slice(start, this.at).trim());
      if (open > 0 && isUnnamed) {
        // What looked like names were types.
        const words = this.text
          .slice(0, start)
          .split(/[(,]/)
          .slice(-open - 1, -1);
        for (const word of words) params.push(new Reader(word.trim(), this.packages).type());
        params.push(type);
      } else for (let i = 0; i <= open; i++) params.push(type);
      open = 0;
      this.eat(",");
    }
    return { params, variadic };
  }

  private results(): GoType[] {
    this.skip();
    const next = this.text[this.at];
    if (next === "(") return this.parameters().params;
    return next === undefined || /[{},)\n]/.test(next) ? [] : [this.type()];
  }

  typeParams(): { name: string; constraint: string }[] {
    if (!this.eat("[")) return [];
    const found: { name: string; constraint: string }[] = [];
    let names: string[] = [];
    while (!this.eat("]")) {
      names.push(this.word() ?? "");
      if (this.eat(",")) continue;
      this.skip();
      const start = this.at;
      let depth = 0;
      for (; depth > 0 || !/[,\]]/.test(this.text[this.at]); this.at++) {
        if (this.text[this.at] === "[") depth++;
        if (this.text[this.at] === "]") depth--;
      }
      const constraint = this.text.slice(start, this.at).trim();
      for (const name of names) found.push({ name, constraint });
      names = [];
      this.eat(",");
    }
    return found;
  }

  /** After `func name`. */
  signature(): Signature {
    const typeParams = this.typeParams();
    return { typeParams, ...this.parameters(), results: this.results() };
  }

  /** After `type name`. */
  shape(): TypeShape {
    const isGeneric = this.text[this.at] === "[" && this.text[this.at + 1] !== "]";
    const typeParams = isGeneric ? this.typeParams().map(({ name }) => name) : [];
    return { typeParams, underlying: this.type() };
  }

  /** `(r *Type[T])`: the names of the receiver's type parameters. */
  receiver(): string[] {
    const [, args = ""] = /^\(\w+ \*?\w+(?:\[([^\]]*)\])?\) \w+/.exec(this.text) ?? [];
    this.at = this.text.indexOf(") ") + 2;
    this.word();
    return args === "" ? [] : args.split(",").map((name) => name.trim());
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const NO_PACKAGES: ReadonlyMap<string, string> = new Map();

/** The head of a function in Go's words, such as `(text, part string) bool`. */
export function signatureOf(text: string, packages: ReadonlyMap<string, string> = NO_PACKAGES): Signature | undefined {
  return attempt(() => new Reader(text, packages).signature());
}

const FUNCTIONS = new Map<string, Signature | undefined>();
const TYPES = new Map<string, TypeShape | undefined>();
const ENTRIES = new Map<string, RuntimeEntry>(RUNTIME.map((entry) => [entry.name, entry]));

function headOf(entry: RuntimeEntry): { head: string; packages: Map<string, string> } {
  const start = /^(?:func|type|var|const) /m.exec(entry.source)?.index ?? 0;
  return {
    head: entry.source.slice(start),
    packages: new Map(
      entry.imports.flatMap((each) => {
        const name = importedName(each);
        return name === undefined ? [] : [[name, runtimeImport(each).path] as const];
      }),
    ),
  };
}

/** A function of the runtime, or a method by `Type.Method`; the type parameters of a method are those of its receiver. */
export function runtimeFunction(name: string): Signature | undefined {
  if (FUNCTIONS.has(name)) return FUNCTIONS.get(name);
  const entry = ENTRIES.get(name);
  let made: Signature | undefined;
  if (entry !== undefined) {
    const { head, packages } = headOf(entry);
    if (head.startsWith("func (")) {
      made = attempt(() => {
        const reader = new Reader(head.slice("func ".length), packages);
        const typeParams = reader.receiver().map((each) => ({ name: each, constraint: "any" }));
        return { ...reader.signature(), typeParams };
      });
    } else if (head.startsWith("func ")) made = signatureOf(head.slice("func ".length + name.length), packages);
  }
  FUNCTIONS.set(name, made);
  return made;
}

/** A type of the runtime; undefined where there is none of the name. */
export function runtimeType(name: string): TypeShape | undefined {
  if (TYPES.has(name)) return TYPES.get(name);
  const entry = ENTRIES.get(name);
  let made: TypeShape | undefined;
  if (entry !== undefined) {
    const { head, packages } = headOf(entry);
    if (head.startsWith("type "))
      made = attempt(() => new Reader(head.slice("type ".length + name.length).trimStart(), packages).shape()) ?? {
        typeParams: [],
        underlying: undefined,
      };
  }
  TYPES.set(name, made);
  return made;
}

/** The type of a variable of the runtime, where its value tells: what a function gives, or a literal. */
export function runtimeVariable(name: string): Known {
  const entry = ENTRIES.get(name);
  if (entry === undefined) return undefined;
  const { head, packages } = headOf(entry);
  const value = /^var \w+ = (.*)/.exec(head)?.[1];
  if (value === undefined) return undefined;
  const called = /^(\w+)\(/.exec(value)?.[1];
  if (called !== undefined) return runtimeFunction(called)?.results[0];
  const isPointer = value.startsWith("&");
  const made = value.includes("{")
    ? attempt(() => new Reader(value.slice(isPointer ? 1 : 0), packages).type())
    : undefined;
  return made !== undefined && isPointer ? { kind: "pointer", to: made } : made;
}

export function isRuntimeName(name: string): boolean {
  return ENTRIES.has(name);
}

const STRING_TESTS = "(text, part string) bool";
const ON_FUNCTION = "(text string, accepts func(rune) bool) string";
const FLOAT = "(x float64) float64";
const FLOATS = "(x, y float64) float64";

/** What the lowering calls of the standard library; source: the documentation of each package, Go 1.26. */
const STANDARD: Readonly<Record<string, string>> = {
  "bytes.Contains": "(whole, part []byte) bool",
  "bytes.Equal": "(a, b []byte) bool",
  "cmp.Compare": "[T cmp.Ordered](a, b T) int",
  "encoding/hex.EncodeToString": "(bytes []byte) string",
  "errors.Unwrap": "(err error) error",
  "fmt.Fprint": "(out io.Writer, values ...any)",
  "fmt.Fprintf": "(out io.Writer, format string, values ...any)",
  "fmt.Fprintln": "(out io.Writer, values ...any)",
  "fmt.Print": "(values ...any)",
  "fmt.Printf": "(format string, values ...any)",
  "fmt.Println": "(values ...any)",
  "fmt.Sprint": "(values ...any) string",
  "fmt.Sprintf": "(format string, values ...any) string",
  "maps.Clone": "[K comparable, V any](table map[K]V) map[K]V",
  "maps.Copy": "[K comparable, V any](into, from map[K]V)",
  "maps.Equal": "[K, V comparable](a, b map[K]V) bool",
  "math.Abs": FLOAT,
  "math.Acos": FLOAT,
  "math.Asin": FLOAT,
  "math.Atan": FLOAT,
  "math.Atan2": FLOATS,
  "math.Ceil": FLOAT,
  "math.Copysign": FLOATS,
  "math.Cos": FLOAT,
  "math.Exp": FLOAT,
  "math.Floor": FLOAT,
  "math.Hypot": FLOATS,
  "math.Inf": "(sign int) float64",
  "math.IsInf": "(x float64, sign int) bool",
  "math.IsNaN": "(x float64) bool",
  "math.Log": FLOAT,
  "math.Log10": FLOAT,
  "math.Log2": FLOAT,
  "math.NaN": "() float64",
  "math.Pow": FLOATS,
  "math.Sin": FLOAT,
  "math.Sqrt": FLOAT,
  "math.Tan": FLOAT,
  "math.Trunc": FLOAT,
  "os.Getenv": "(name string) string",
  "regexp.QuoteMeta": "(text string) string",
  "slices.Backward": "[T any](values []T) func(func(int, T) bool)",
  "slices.Clone": "[T any](values []T) []T",
  "slices.Compare": "[T cmp.Ordered](a, b []T) int",
  "slices.Contains": "[T comparable](values []T, value T) bool",
  "slices.ContainsFunc": "[T any](values []T, accepts func(T) bool) bool",
  "slices.Delete": "[T any](values []T, from, to int) []T",
  "slices.Equal": "[T comparable](a, b []T) bool",
  "slices.Index": "[T comparable](values []T, value T) int",
  "slices.Max": "[T cmp.Ordered](values []T) T",
  "slices.Min": "[T cmp.Ordered](values []T) T",
  "slices.Reverse": "[T any](values []T)",
  "slices.Sort": "[T cmp.Ordered](values []T)",
  "slices.SortStableFunc": "[T any](values []T, compare func(T, T) int)",
  "strconv.Itoa": "(n int) string",
  "strings.Contains": STRING_TESTS,
  "strings.ContainsFunc": "(text string, accepts func(rune) bool) bool",
  "strings.Count": "(text, part string) int",
  "strings.Fields": "(text string) []string",
  "strings.HasPrefix": STRING_TESTS,
  "strings.HasSuffix": STRING_TESTS,
  "strings.Index": "(text, part string) int",
  "strings.Join": "(parts []string, between string) string",
  "strings.LastIndex": "(text, part string) int",
  "strings.Repeat": "(text string, times int) string",
  "strings.ReplaceAll": "(text, before, after string) string",
  "strings.Replace": "(text, before, after string, times int) string",
  "strings.Split": "(text, at string) []string",
  "strings.SplitN": "(text, at string, times int) []string",
  "strings.ToLower": "(text string) string",
  "strings.ToUpper": "(text string) string",
  "strings.Trim": "(text, characters string) string",
  "strings.TrimFunc": ON_FUNCTION,
  "strings.TrimLeft": "(text, characters string) string",
  "strings.TrimLeftFunc": ON_FUNCTION,
  "strings.TrimPrefix": "(text, part string) string",
  "strings.TrimRight": "(text, characters string) string",
  "strings.TrimRightFunc": ON_FUNCTION,
  "strings.TrimSpace": "(text string) string",
  "strings.TrimSuffix": "(text, part string) string",
  "unicode/utf8.RuneCountInString": "(text string) int",
};

const STANDARD_PACKAGES: ReadonlyMap<string, string> = new Map([["io", "io"]]);

/** A function of the standard library, by import path and name. */
export function standardFunction(path: string, name: string): Signature | undefined {
  const key = `${path}.${name}`;
  if (path === "regexp" && name === "MustCompile") {
    const compiled: GoType = { kind: "pointer", to: { kind: "named", name: "Regexp", package: "regexp", args: [] } };
    return { typeParams: [], params: [{ kind: "named", name: "string" }], variadic: false, results: [compiled] };
  }
  if (path === "slices" && name === "Values") {
    const element: GoType = { kind: "named", name: "T" };
    return {
      typeParams: [{ name: "T", constraint: "any" }],
      params: [{ kind: "slice", of: element }],
      variadic: false,
      results: [{ kind: "named", name: "Seq", package: "iter", args: [element] }],
    };
  }
  if (!FUNCTIONS.has(key))
    FUNCTIONS.set(key, STANDARD[key] === undefined ? undefined : signatureOf(STANDARD[key], STANDARD_PACKAGES));
  return FUNCTIONS.get(key);
}
