import { readAnnotation } from "../build/annotations.ts";
import { exceptionAncestors } from "../build/names.ts";
import type {
  ClassDef,
  ClassField,
  Expression,
  FunctionDef,
  Module,
  Parameter,
  Statement,
  Variable,
} from "../nodes.ts";
import { type ModulePatterns, modulePatterns } from "../patterns.ts";
import type { Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import type { Call } from "./arguments.ts";
import { Cell, CellStore, type ClassOrder, Flag, type Shape } from "./cells.ts";
import type { IntegerWidths } from "./growth.ts";

/** What inference knows while it runs: a cell for everything that has a type, and what tests have narrowed here. */
export class InferContext {
  readonly module: Module;
  readonly store: CellStore;
  readonly classes = new Map<string, ClassDef>();
  /** The cell that an expression had when it was last evaluated. */
  readonly results = new Map<Expression, Cell>();
  readonly #variables = new Map<Variable, Cell>();
  readonly #fields = new Map<ClassField, Cell>();
  readonly #functionResults = new Map<FunctionDef, Cell>();
  readonly #yields = new Map<FunctionDef, Cell>();
  readonly #own = new Map<object, Map<string, Cell>>();
  readonly #shapes = new Map<object, Map<string, Shape>>();
  /** Narrowed cells by access path, for the point that is being evaluated. */
  narrowed = new Map<string, Cell>();
  fn: FunctionDef | undefined;
  #patterns: ModulePatterns | undefined;
  /** Operations whose integers are known to be large or small, from an inference before this one. */
  readonly widths: IntegerWidths;
  readonly keepsIntegers: boolean;
  /** Parameters that a call of the module leaves to their default. */
  readonly #omitted = new Set<Parameter>();
  /** Bits of the integers that are not wide; no integer is wide where the target is not to tell them apart. */
  readonly exactBits: number;
  /** Functions whose decorators are being evaluated. */
  readonly decorating = new Set<FunctionDef>();

  // Set by index.ts: expressions, calls and statements are mutually recursive.
  value!: (expression: Expression) => Cell;
  call!: (e: Call) => Cell;
  /** What a function that is a value gives for arguments. */
  apply!: (callee: Expression, values: readonly Cell[]) => Cell;
  statements!: (body: readonly Statement[]) => boolean;
  functionBody!: (fn: FunctionDef) => void;

  constructor(
    module: Module,
    options: { readonly keepsIntegers?: boolean; readonly wideIntegers?: boolean; readonly exactBits?: number } = {},
    widths: IntegerWidths = { wide: new Set(), narrow: new Set() },
  ) {
    this.module = module;
    this.keepsIntegers = options.keepsIntegers === true;
    this.exactBits = options.wideIntegers === true ? (options.exactBits ?? 53) : Number.POSITIVE_INFINITY;
    this.widths = widths;
    for (const cls of module.classes) this.classes.set(cls.name, cls);
    const order: ClassOrder = {
      derives: (name, base) => this.ancestors(name).includes(base),
      common: (names) => {
        const [first, ...rest] = names.map((name) => this.ancestors(name));
        return (
          first.find((name) => this.classes.has(name) && rest.every((ancestors) => ancestors.includes(name))) ??
          first.find((name) => name !== "object" && rest.every((ancestors) => ancestors.includes(name)))
        );
      },
    };
    this.store = new CellStore(order, { keepsIntegers: this.keepsIntegers });
  }

  #sends: boolean | undefined;

  /** Whether anything is sent into a generator. */
  get sends(): boolean {
    if (this.#sends === undefined) {
      let found = false;
      const expression = (e: Expression): undefined => {
        found ||= e.kind === "call" && e.target.kind === "method" && e.target.name === "send";
        return undefined;
      };
      const { body, main, functions } = this.module;
      for (const each of [body, main ?? [], ...functions.map((fn) => fn.body)]) visitExpressions(each, { expression });
      this.#sends = found;
    }
    return this.#sends;
  }

  get patterns(): ModulePatterns {
    this.#patterns ??= modulePatterns(this.module);
    return this.#patterns;
  }

  /** A class and all it derives from, nearest first. */
  ancestors(name: string): string[] {
    const result: string[] = [];
    const visit = (at: string): void => {
      if (result.includes(at)) return;
      const cls = this.classes.get(at);
      if (cls === undefined) {
        for (const ancestor of exceptionAncestors(at)) if (!result.includes(ancestor)) result.push(ancestor);
        return;
      }
      result.push(at);
      if (cls.standsFor !== undefined) result.push(cls.standsFor.name);
      for (const base of cls.bases) visit(base.kind === "class" ? base.class.name : base.name);
    };
    visit(name);
    return result;
  }

  /** A call leaves the parameter to its default. */
  omit(parameter: Parameter): void {
    if (this.#omitted.has(parameter)) return;
    this.#omitted.add(parameter);
    this.store.changed = true;
  }

  /**
   * Whether a parameter's default is a None that no call of the module relies on: it only says that the argument may be missing, and
   * nothing of what it is.
   */
  isPlaceholder(parameter: Parameter): boolean {
    return (
      parameter.default?.kind === "none" &&
      parameter.annotation === undefined &&
      parameter.variable.declared === undefined &&
      !this.#omitted.has(parameter)
    );
  }

  /**
   * What callers outside the module give, when nothing inside says anything: a parameter of which only its placeholder is known, and a field
   * that holds nothing but None here, are of any type. False when there is none that is not yet.
   */
  openPlaceholders(): boolean {
    let opened = this.store.openTypeVariables();
    if (this.store.openUnknown()) opened = true;
    const open = (cell: Cell): void => {
      this.store.atom(cell, "any");
      opened = true;
    };
    for (const fn of this.module.functions) {
      for (const parameter of fn.parameters) {
        const cell = this.variable(parameter.variable);
        if (cell.isEmpty && this.isPlaceholder(parameter)) open(cell);
      }
    }
    for (const cls of this.module.classes) {
      for (const field of cls.fields) {
        const cell = this.field(field);
        if (
          field.declared === undefined &&
          cell.alternatives().every((shape) => shape.kind === "none") &&
          !cell.isEmpty
        )
          open(cell);
      }
    }
    return opened;
  }

  variable(variable: Variable): Cell {
    let cell = this.#variables.get(variable);
    if (cell === undefined) {
      cell = this.#declaredCell(variable.declared);
      const definition = variable.definition;
      if (definition?.kind === "class") this.store.add(cell, { kind: "class", name: definition.name });
      this.#variables.set(variable, cell);
    }
    return cell;
  }

  field(field: ClassField): Cell {
    let cell = this.#fields.get(field);
    if (cell === undefined) {
      // Pydantic makes a float of an integer that is given for one.
      const isValidated = this.module.classes.some((cls) => cls.model?.kind === "model" && cls.fields.includes(field));
      cell = this.#declaredCell(field.declared, isValidated);
      this.#fields.set(field, cell);
    }
    return cell;
  }

  #declaredCell(declared: Variable["declared"], validated = false): Cell {
    const cell = new Cell();
    if (declared !== undefined) {
      this.store.declare(cell, declared, validated);
    }
    return cell;
  }

  /** What `return` gives. */
  result(fn: FunctionDef): Cell {
    let cell = this.#functionResults.get(fn);
    if (cell === undefined) {
      cell = new Cell();
      const { declaredResult } = fn;
      const isWrapped = fn.isGenerator && declaredResult !== undefined;
      if (declaredResult !== undefined && !isWrapped) {
        this.store.declare(cell, declaredResult);
      }
      this.#functionResults.set(fn, cell);
    }
    return cell;
  }

  yields(fn: FunctionDef): Cell {
    let cell = this.#yields.get(fn);
    if (cell === undefined) {
      cell = new Cell();
      const { declaredResult } = fn;
      if (fn.isGenerator && declaredResult !== undefined && "element" in declaredResult) {
        this.store.declare(cell, declaredResult.element);
      }
      this.#yields.set(fn, cell);
    }
    return cell;
  }

  /** What a whole call of the function gives. */
  callResult(fn: FunctionDef): Cell {
    if (fn.decorators.some((decorator) => decorator.kind === "contextmanager")) {
      return this.#wrapped(fn, "context", () => ({
        kind: "library",
        name: "contextlib.AbstractContextManager",
        args: [this.yields(fn)],
      }));
    }
    if (fn.isGenerator) {
      return this.#wrapped(fn, "call", () => ({
        kind: fn.isAsync ? "asyncIterator" : "iterator",
        element: this.yields(fn),
      }));
    }
    if (fn.isAsync) return this.#wrapped(fn, "call", () => ({ kind: "awaitable", element: this.result(fn) }));
    return this.result(fn);
  }

  #wrapped(owner: object, tag: string, make: () => Shape): Cell {
    return this.holding(owner, tag, make);
  }

  /** A cell of one's own for a node, the same in every pass. */
  own(node: object, tag = ""): Cell {
    let byTag = this.#own.get(node);
    if (byTag === undefined) {
      byTag = new Map();
      this.#own.set(node, byTag);
    }
    let cell = byTag.get(tag);
    if (cell === undefined) {
      cell = new Cell();
      byTag.set(tag, cell);
    }
    return cell;
  }

  /** A shape of one's own for a node, the same in every pass. */
  shape<S extends Shape>(node: object, tag: string, make: () => S): S {
    let byTag = this.#shapes.get(node);
    if (byTag === undefined) {
      byTag = new Map();
      this.#shapes.set(node, byTag);
    }
    let shape = byTag.get(tag);
    if (shape === undefined) {
      shape = make();
      byTag.set(tag, shape);
    }
    return shape as S;
  }

  /** The node's own cell, holding the node's own shape. */
  holding(node: object, tag: string, make: () => Shape): Cell {
    const cell = this.own(node, tag);
    this.store.add(cell, this.shape(node, tag, make));
    return cell;
  }

  list(node: object, tag = "list"): Cell {
    return this.holding(node, tag, () => ({ kind: "list", element: new Cell() }));
  }

  /** The element cell of the node's own container. */
  elementOf(
    node: object,
    kind: "list" | "set" | "frozenset" | "iterator" | "deque" | "array" | "awaitable",
    tag: string = kind,
  ): { cell: Cell; element: Cell } {
    const shape = this.shape(node, tag, () => ({ kind, element: new Cell() }) as Shape & { element: Cell });
    const cell = this.own(node, tag);
    this.store.add(cell, shape);
    return { cell, element: shape.element };
  }

  dictOf(
    node: object,
    flavor: "dict" | "defaultdict" | "Counter" | "OrderedDict" = "dict",
  ): { cell: Cell; key: Cell; value: Cell; order: Flag } {
    const shape = this.shape(node, "dict", () => ({
      kind: "dict" as const,
      key: new Cell(),
      value: new Cell(),
      flavor,
      order: new Flag(),
    }));
    const cell = this.own(node, "dict");
    this.store.add(cell, shape);
    return { cell, key: shape.key, value: shape.value, order: shape.order };
  }

  readonly #annotated = new Map<string, ReturnType<typeof readAnnotation>>();

  /** A fresh cell for a type written as an annotation; the names in it are canonical. */
  annotated(node: object, text: string): Cell {
    const cell = this.own(node, text);
    if (!cell.isEmpty) return cell;
    let type = this.#annotated.get(text);
    if (type === undefined) {
      type = readAnnotation(text, {
        canonical: (name) => name,
        isClass: () => false,
        isTypeVariable: () => false,
        alias: () => undefined,
        isOpen: () => false,
      });
      this.#annotated.set(text, type);
    }
    this.store.addType(cell, type);
    return cell;
  }

  /** A fresh cell for a type. */
  typed(node: object, tag: string, type: Type): Cell {
    const cell = this.own(node, tag);
    if (cell.isEmpty) this.store.addType(cell, type);
    return cell;
  }

  classNamed(name: string): ClassDef | undefined {
    return this.classes.get(name);
  }
}
