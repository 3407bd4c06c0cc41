import type { Range } from "../../../text/range.ts";
import type { ClassDef, ClassField, Expression, FunctionDef, Module, Variable } from "../../ir/nodes.ts";
import type { Sharing } from "../../ir/sharing/index.ts";
import type { Type } from "../../ir/types.ts";
import { NotPorted } from "../../not-ported.ts";
import type { PortNote } from "../../sketch.ts";
import * as go from "../build.ts";
import { RUNTIME } from "../runtime.generated.ts";
import type { GoExpr, GoStmt, GoType } from "../tree.ts";
import type { NameScope } from "./names.ts";
import type { ClassInfo, TypeMapper } from "./types.ts";
import type { RequestLocks } from "./web/exclusive.ts";

const ENTRIES = new Map(RUNTIME.map((entry) => [entry.name, entry]));

/** What all functions of a module's lowering share. */
export interface ModuleContext {
  readonly module: Module;
  readonly types: TypeMapper;
  readonly classes: ReadonlyMap<string, ClassInfo>;
  /** Go names of module-level functions, variables and of every local, by variable. */
  readonly names: Map<Variable, string>;
  /** Go names of functions that are not locals; methods included. */
  readonly functionNames: Map<FunctionDef, string>;
  readonly packageScope: NameScope;
  /** Module variables that are declared outside of functions. */
  readonly packageVariables: ReadonlySet<Variable>;
  /** Functions that return an error beside their result. */
  readonly failing: ReadonlySet<FunctionDef>;
  /** Parameters and locals that hold a pointer to a list, because the list grows through them. */
  readonly pointers: ReadonlySet<Variable>;
  /** Functions that are decorated after statements of the module have run, and the statement that decorates one. */
  readonly ordered: Set<FunctionDef>;
  readonly decorations: WeakMap<FunctionDef, GoStmt>;
  /** Lists that something unknown holds while they get longer: nothing can store them back where they came from. */
  readonly unheld: Set<Variable | Expression>;
  readonly facts: ModuleFacts;
  readonly sharing: Sharing;
  /** Set where requests take turns, so that what they share needs no lock for each operation. */
  readonly locked: RequestLocks | undefined;
  /** The package's mutex around what goroutines share, once something needs it. */
  sharedMutex: string | undefined;
  readonly notes: PortNote[];
  /** Runtime entries in use. */
  readonly runtime: Set<string>;
  /** Something that is lowered can panic, so `main` has to turn that into a message and an exit code. */
  canPanic: boolean;
  /** The program asks for the names of classes, so that those which Go knows under another name have to be told. */
  showsClassNames: boolean;
  /** The file's name, for messages of stubs. */
  readonly fileName: string;
  readonly lineOf: (offset: number) => number;
  readonly exported: boolean;
}

/** What a scan over the whole module found that decides how operations are lowered. */
export interface ModuleFacts {
  /** Names of the built-in exceptions that some handler catches; `Exception` stands for bare ones. */
  readonly caught: ReadonlySet<string>;
  /** Some handler reads the arguments of an exception. */
  readonly usesArguments: boolean;
  /** Iterators that one place reads again and again, so that each reading must go on where the last one stopped. */
  readonly resumed: ReadonlySet<Variable>;
  readonly usesNext: boolean;
  /** What makes the missing values of the default dict that a variable or field holds. */
  readonly factories: ReadonlyMap<Variable | ClassField, Expression>;
  readonly nonNegative: ReadonlySet<Variable>;
  readonly valueFunctions: ReadonlySet<FunctionDef>;
  /** Lists that something makes longer or shorter. */
  readonly grown: ReadonlySet<Variable>;
  /** Something reads JSON, and can raise what wrong JSON raises. */
  readonly readsJSON: boolean;
  /** The program hands values or errors to generators, or ends them, so that each looks for that where it goes on. */
  readonly handsOver: boolean;
  /** The program names a float that is infinite or no number, which Go's printing and Python's write differently. */
  readonly namesNonFinite: boolean;
  /** Indexes of dicts that are known to be among the keys. */
  readonly present: ReadonlySet<Expression>;
}

export type ErrorMode =
  /** The function returns an error. */
  | "return"
  /** In `main`: an error ends the program. */
  | "exit"
  /** Nobody can take an error here: it becomes a panic. */
  | "panic";

/** What a `return`, `break` or `continue` has to do inside the closure of a `try` or `with`. */
export interface Escape {
  readonly returned: string;
  /** Variable that keeps the value, when the function has one. */
  readonly value: string | undefined;
  usesReturn: boolean;
  usesBreak: boolean;
  usesContinue: boolean;
  readonly broke: string;
  readonly continued: string;
  /** Loops opened inside of the closure; at zero, `break` leaves it. */
  loops: number;
}

/** What lowering one function keeps track of. */
export interface FunctionContext {
  readonly module: ModuleContext;
  readonly def: FunctionDef | undefined;
  readonly scope: NameScope;
  /** Locals that `placeDeclarations` has yet to declare. */
  readonly locals: Map<string, GoType>;
  errors: ErrorMode;
  /** The IR type that `return` gives; undefined in `main`. */
  readonly result: Type | undefined;
  readonly generator: { readonly yielded: Type } | undefined;
  escape: Escape | undefined;
  /** The error being handled, for a bare `raise`. */
  handling: string | undefined;
  /** Labels of the loops around that a `break` inside a switch needs. */
  readonly loops: LoopContext[];
  readonly receiver: { readonly variable: Variable; readonly name: string; readonly info: ClassInfo } | undefined;
}

export interface LoopContext {
  /** Set when the loop has an `else`: the variable that tells that it ended without `break`. */
  readonly completed: string | undefined;
  readonly label: string;
  usesLabel: boolean;
  /** Switch statements opened inside of the loop. */
  switches: number;
}

export function need(context: ModuleContext, entry: string): void {
  const stack = [entry];
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    if (context.runtime.has(name)) continue;
    const found = ENTRIES.get(name);
    if (found === undefined) throw new Error(`the Go runtime has no ${name}`);
    context.runtime.add(name);
    if (found.source.includes("panic(")) context.canPanic = true;
    stack.push(...found.uses);
  }
}

export function hasRuntime(entry: string): boolean {
  return ENTRIES.has(entry);
}

/** A call of a runtime entry. */
export function runtimeCall(context: ModuleContext, entry: string, ...args: readonly GoExpr[]): GoExpr {
  need(context, entry);
  return go.call(entry, ...args);
}

export function note(
  context: ModuleContext,
  code: string,
  message: string,
  range: Range,
  severity: PortNote["severity"] = "warning",
): void {
  if (context.notes.some((other) => other.code === code && other.range.start === range.start)) return;
  context.notes.push({ severity, code, message, range });
}

/** Decorators that the port does not apply: each leaves a note, and a comment for whoever reads the function. */
export function leftOutDecorators(context: ModuleContext, def: FunctionDef): string[] {
  return def.decorators
    .filter((decorator) => decorator.kind === "call")
    .map(({ range }) => {
      const line = context.lineOf(range.start) + 1;
      note(context, "unsupported", "this decorator is left out; the port runs the function as it is written", range);
      return `Departs from Python: the decorator at ${context.fileName}:${line} is left out.`;
    });
}

/** A failure that names the Python line; `what` is the construct. */
export function stubPanic(context: ModuleContext, what: string, range: Range): GoExpr {
  context.canPanic = true;
  note(context, "unsupported", `${what} is not ported; the port panics here`, range, "error");
  return go.call("panic", go.text(`${context.fileName}:${context.lineOf(range.start) + 1}: ${what} is not ported`));
}

/** What a stub panics with, where an expression is nothing but a stub. */
export function stubMessage(value: GoExpr): string | undefined {
  if (value.kind !== "call" || value.callee.kind !== "function" || value.args.length > 0) return undefined;
  const [only, ...rest] = value.callee.body;
  if (only === undefined || rest.length > 0 || only.kind !== "expression") return undefined;
  const panic = only.value;
  if (panic.kind !== "call" || panic.callee.kind !== "name" || panic.callee.name !== "panic") return undefined;
  const [message] = panic.args;
  return message?.kind === "string" ? message.value : undefined;
}

/** The value of a construct that has none in the port. */
export function stubExpr(context: ModuleContext, what: string, range: Range, type: GoType): GoExpr {
  return {
    kind: "call",
    callee: {
      kind: "function",
      params: [],
      results: [{ name: "", type }],
      body: [go.exprStmt(stubPanic(context, what, range))],
    },
    args: [],
  };
}

/** Throws for a class that has no type in the package. */
export function findClass(context: ModuleContext, def: ClassDef): ClassInfo {
  const info = context.classes.get(def.name);
  if (info === undefined) throw new NotPorted(`the class ${def.name}, which has no type in the package,`);
  return info;
}

export function isLiteral(value: Expression): boolean {
  return ["int", "float", "string", "bool", "none"].includes(value.kind);
}

export type Statements = GoStmt[];
