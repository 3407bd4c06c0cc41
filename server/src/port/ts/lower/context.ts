import { LineIndex } from "../../../text/line-index.ts";
import type { Range } from "../../../text/range.ts";
import { BUILTIN_EXCEPTIONS } from "../../ir/build/names.ts";
import type { ClassDef, Expression, FunctionDef, Module, Statement, Variable } from "../../ir/nodes.ts";
import type { Type } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import type { PortNote } from "../../sketch.ts";
import { RUNTIME } from "../runtime.generated.ts";
import { call, literal, name, string, type TsExpression, type TsStatement, type TsType } from "../tree.ts";
import { showsMixedNumbers } from "./mixed-numbers.ts";
import { clashingMembers, memberName, Names } from "./names.ts";
import type { Placement } from "./placement.ts";
import { asksFields, readsExceptionArguments, readsFunctionNames } from "./reads.ts";
import { showsTuples } from "./tuples.ts";

/** Exceptions that are JavaScript's own. */
const NATIVE_EXCEPTIONS: Readonly<Record<string, string>> = {
  Exception: "Error",
  BaseException: "Error",
  TypeError: "TypeError",
};

const HELPERS = new Set(RUNTIME.filter((entry) => entry.exported).map((entry) => entry.name));

export interface FunctionState {
  readonly fn: FunctionDef | undefined;
  readonly isAsync: boolean;
  placement: Placement;
  /** The name of the caught value in the handler around, for a bare `raise`. */
  caught: string | undefined;
  /** Labels of loops around, innermost last; `else` clauses need one. */
  readonly loops: { label: string | undefined; kind: "plain" | "labelled" }[];
  /** Variables declared already by an enclosing construct. */
  readonly constants: Set<Variable>;
}

/** The state of one lowering, and the entry points through which its parts call each other. */
export class Lowering {
  readonly module: Module;
  readonly names: Names;
  readonly lines: LineIndex;
  readonly notes: PortNote[] = [];
  /** Helpers used, with the name they have in the module. */
  readonly helpers = new Map<string, { alias: string | undefined; isType: boolean }>();
  readonly nodeImports = new Map<string, Set<string>>();
  /** Names that the module imports from packages of npm: local name → what it is there. */
  readonly packages = new Map<string, Map<string, string>>();
  readonly #classes = new Map<string, ClassDef>();
  readonly #clashing: ReadonlySet<string>;
  /** Statements that an expression needs to have run before it. */
  state: FunctionState;
  /** Names of exceptions that some handler catches. */
  readonly caughtNames: ReadonlySet<string>;
  readonly nonNegative = new Set<Variable>();
  /** Something asks for what an exception was made with. */
  readonly readsArguments: boolean;
  /** Something asks functions for their names. */
  readonly readsNames: boolean;
  /** Integers and floats are told apart where both get, since the program shows which they are. */
  readonly showsNumbers: boolean;
  /** The module asks records for their fields. */
  readonly asksFields: boolean;
  /** Tuples are told from lists where both get, since the program shows which they are. */
  readonly showsTuples: boolean;
  /** Where the loops stop that count with a variable. */
  readonly limits = new Map<Variable, Expression>();

  expression!: (e: Expression) => TsExpression;
  /** As `expression`, where the place that the value goes to gives TypeScript the type. */
  flowing!: (e: Expression, to?: Type) => TsExpression;
  condition!: (e: Expression) => TsExpression;
  statements!: (body: readonly Statement[]) => TsStatement[];
  call!: (e: Extract<Expression, { kind: "call" }>) => TsExpression;
  /** A function as a value, for arguments of these types. */
  functionValue!: (e: Expression, given: readonly Type[]) => TsExpression;
  library!: (e: Extract<Expression, { kind: "call" }>, full: string) => TsExpression;
  libraryMethod!: (
    e: Extract<Expression, { kind: "call" }>,
    receiver: Expression,
    type: Extract<Type, { kind: "library" }>,
    text: string,
  ) => TsExpression;
  method!: (e: Extract<Expression, { kind: "call" }>, receiver: Expression, type: Type, text: string) => TsExpression;
  comprehension!: (e: Extract<Expression, { kind: "comprehension" }>) => TsExpression;

  constructor(module: Module, source: string, caughtNames: ReadonlySet<string>) {
    this.module = module;
    this.names = new Names(module);
    this.#clashing = clashingMembers(module);
    this.lines = new LineIndex(source);
    this.caughtNames = caughtNames;
    this.showsNumbers = showsMixedNumbers(module);
    this.showsTuples = showsTuples(module);
    this.asksFields = asksFields(module);
    this.readsArguments = readsExceptionArguments(module);
    this.readsNames = readsFunctionNames(module);
    for (const cls of module.classes) this.#classes.set(cls.name, cls);
    this.state = {
      fn: undefined,
      isAsync: true,
      placement: { declares: new Map(), before: new Map() },
      caught: undefined,
      loops: [],
      constants: new Set(),
    };
  }

  classNamed(text: string): ClassDef | undefined {
    return this.#classes.get(text);
  }

  /** What a member of a class is called: a plain name gives way to what Python's own methods are called here. */
  memberName(text: string): string {
    const made = memberName(text);
    return this.#clashing.has(text) ? `${made}_` : made;
  }

  className(cls: ClassDef): string {
    if (cls.runtime !== undefined) return this.helperType(cls.runtime);
    return cls.variable === undefined ? cls.name : this.names.variable(cls.variable, cls);
  }

  /** Records a helper and gives its name. */
  helper(text: string): TsExpression {
    return name(this.#record(text, false));
  }

  /** Records an import from a package. */
  package(from: string, text: string, options: { isDefault?: boolean } = {}): void {
    const names = this.packages.get(from) ?? new Map<string, string>();
    names.set(text, options.isDefault ? "default" : text);
    this.packages.set(from, names);
  }

  helperType(text: string): string {
    return this.#record(text, true);
  }

  use(text: string, ...args: TsExpression[]): TsExpression {
    return call(this.helper(text), ...args);
  }

  #record(text: string, isType: boolean): string {
    if (!HELPERS.has(text)) throw new Error(`no runtime helper is called ${text}`);
    const known = this.helpers.get(text);
    if (known !== undefined) {
      if (!isType) known.isType = false;
      return known.alias ?? text;
    }
    const isTaken = this.names.all.has(text);
    const alias = isTaken ? this.names.fresh(`py${text[0].toUpperCase()}${text.slice(1)}`) : undefined;
    this.helpers.set(text, { alias, isType });
    return alias ?? text;
  }

  exceptionType(text: string): string {
    const native = NATIVE_EXCEPTIONS[text];
    if (native !== undefined) return native;
    return HELPERS.has(text) ? this.helperType(text) : "Error";
  }

  /** The class of an exception as a value. */
  exceptionClass(text: string): TsExpression {
    const native = NATIVE_EXCEPTIONS[text];
    if (native !== undefined) return name(native);
    if (HELPERS.has(text)) return this.helper(text);
    const last = text.split(".").at(-1) ?? text;
    if (HELPERS.has(last)) return this.helper(last);
    let base: string | undefined = BUILTIN_EXCEPTIONS.get(last);
    while (base !== undefined && !HELPERS.has(base) && NATIVE_EXCEPTIONS[base] === undefined)
      base = BUILTIN_EXCEPTIONS.get(base);
    return base === undefined ? name("Error") : this.exceptionClass(base);
  }

  /** Fails loudly where Python is not ported. */
  stub(construct: string, range: Range): TsExpression {
    const owner = this.state.fn;
    if (owner !== undefined) owner.facts.hasStub = true;
    return this.use("unsupported", string(construct), literal(String(this.lines.lineAt(range.start) + 1)));
  }

  /** A stub for something that the IR knows and this target does not. */
  missing(construct: string, range: Range): TsExpression {
    this.notes.push({
      severity: "warning",
      code: "unsupported",
      message: `${construct} has no TypeScript port yet; the port fails where it gets there`,
      range,
    });
    return this.stub(construct, range);
  }

  note(severity: PortNote["severity"], code: string, message: string, range: Range): void {
    this.notes.push({ severity, code, message, range });
  }

  isCaught(...exceptions: readonly string[]): boolean {
    return exceptions.some((each) => {
      for (let at: string | undefined = each; at !== undefined; at = BUILTIN_EXCEPTIONS.get(at))
        if (this.caughtNames.has(at)) return true;
      return false;
    });
  }

  #raisesExit: boolean | undefined;

  /** Whether the end of the program is an exception that something sees: a handler, a `finally`, a context manager. */
  raisesExit(): boolean {
    if (this.#raisesExit !== undefined) return this.#raisesExit;
    let isSeen = this.isCaught("SystemExit");
    const { body, main, functions } = this.module;
    for (const each of [body, main ?? [], ...functions.map((fn) => fn.body)])
      visitExpressions(each, {
        statement: (s) => {
          if (s.kind === "with" || (s.kind === "try" && s.finally.length > 0)) isSeen = true;
        },
        expression: (e) => {
          if (e.type.kind === "library" && e.type.name.startsWith("argparse.")) isSeen = true;
        },
      });
    this.#raisesExit = isSeen;
    return isSeen;
  }

  withState<T>(state: FunctionState, run: () => T): T {
    const outer = this.state;
    this.state = state;
    try {
      return run();
    } finally {
      this.state = outer;
    }
  }

  typeOf!: (type: Type) => TsType;
}
