/**
 * ModuleFacts: all that the later rooms need of one file, as plain data. A pure function of the file's text: no node
 * objects, no paths, no look at other files. What the file alone cannot decide is left as a symbolic value.
 */

import type { RepeatedCalls } from "./recursion.ts";

/** Raised whenever extraction changes its result for some text; part of every cache key. */
export const FACTS_VERSION = 10;

/** Index into ModuleFacts.values. 0 is the unknown value. */
export type ValueId = number;
export const UNKNOWN: ValueId = 0;
/** Index into ModuleFacts.functions. 0 is the module's own body. */
export type FunctionId = number;
export type ClassId = number;
export type CallId = number;
export type LoopId = number;
export type WithId = number;
/** Index into ModuleFacts.guards. */
export type GuardId = number;
/** For "no class", "no loop", "no with" in the id fields below. */
export const NONE = -1;

/** What an expression stands for, as far as one file can tell. Interned: equal values have equal ids. */
export type Value =
  | { readonly k: "unknown" }
  /** `import a.b` binds `a` (module "a"); `import a.b as c` binds "a.b"; `from a import b` has name "b". Dots of a relative import are counted in `level`. */
  | { readonly k: "import"; readonly module: string; readonly level: number; readonly name?: string }
  | { readonly k: "builtin"; readonly name: string }
  | { readonly k: "function"; readonly id: FunctionId }
  | { readonly k: "class"; readonly id: ClassId }
  | { readonly k: "param"; readonly fn: FunctionId; readonly index: number }
  /** A name read where flow does not decide it: any of the scope's bindings. */
  | { readonly k: "name"; readonly fn: FunctionId; readonly name: string }
  | { readonly k: "attr"; readonly of: ValueId; readonly name: string }
  | { readonly k: "call"; readonly call: CallId }
  | { readonly k: "await"; readonly of: ValueId }
  /** Subscript; `index` is the index expression's value. */
  | { readonly k: "item"; readonly of: ValueId; readonly index: ValueId }
  /** What iterating gives; at `position` of each element where it is unpacked at once. */
  | { readonly k: "element"; readonly of: ValueId; readonly position?: number }
  /** What `with` gives, and `async with`. */
  | { readonly k: "enter"; readonly of: ValueId; readonly async: boolean }
  /** `type` is the name of a builtin type; `value` the constant itself where it is short. */
  /** Of a formatted text, `head` is the value that it begins with, or `lead` the constant; of a long one, `lead` is its beginning. */
  | {
      readonly k: "literal";
      readonly type: string;
      readonly value?: string | number;
      readonly head?: ValueId;
      readonly lead?: string;
    }
  | {
      readonly k: "collection";
      readonly type: "list" | "tuple" | "set" | "dict";
      readonly items: readonly ValueId[];
      readonly keys?: readonly ValueId[];
    }
  | { readonly k: "union"; readonly of: readonly ValueId[] }
  /** A declared type, as the value of its annotation expression, and the value assigned where there is one. */
  | { readonly k: "declared"; readonly annotation: ValueId; readonly value: ValueId }
  | { readonly k: "binary"; readonly op: string; readonly left: ValueId; readonly right: ValueId }
  | { readonly k: "super"; readonly cls: ClassId }
  /** What `yield` expressions of a generator function give to whoever iterates it is in FunctionFacts.yields. */
  | { readonly k: "generator"; readonly element: ValueId };

export interface ParamFacts {
  readonly name: string;
  readonly kind: "positional" | "keyword" | "rest" | "keywords";
  readonly annotation: ValueId;
  readonly default: ValueId;
}

export interface DecoratorFacts {
  readonly value: ValueId;
  readonly start: number;
  readonly end: number;
}

/** Interpreted work by class, per turn of a loop or per run of a function, the loops inside left out. */
export interface Operations {
  /** Arithmetic on what is known to be numbers, beyond counting by one. */
  readonly arithmetic: number;
  /** Of the operations: multiplying, dividing, shifting, masking of numbers. */
  readonly multiplying: number;
  /** Of the operations: adding and subtracting what is no constant, length or text. */
  readonly adding: number;
  /** Of the subscripts: those by a counted or computed number, alone or as a coordinate. */
  readonly positions: number;
  /** `+`, `-`, `&`, `|` on what may be numbers, texts, lists or sets. */
  readonly ambiguous: number;
  /** Adding one, or a length: stepping along, not computing. */
  readonly counting: number;
  /** Of the arithmetic, the ambiguous and the counting: those inside a subscript, which find a place and compute nothing. */
  readonly placing: number;
  /** Subscripts by several keys of which one is a slice, as only arrays have them: a whole row or column, in native code. */
  readonly rows: number;
  /** Subscripts with a number. */
  readonly indexing: number;
  /** Subscripts with anything else. */
  readonly lookups: number;
  readonly comparison: number;
  /** Comparisons of two things that are both unknown here, whatever they are: numbers, fields or texts. */
  readonly matching: number;
  readonly calls: number;
  readonly attributes: number;
  readonly text: number;
  /** Of the calls: writing to an output, and padding texts to a width. */
  readonly presenting: number;
  readonly statements: number;
}

export interface FunctionFacts {
  readonly id: FunctionId;
  /** `<lambda1>`, `<lambda2>` … for lambdas, in source order over the module; `""` for the module's body. */
  readonly name: string;
  /** Dotted name within the module, such as `Class.method` or `outer.inner`. */
  readonly qualifiedName: string;
  /** The function around it; NONE for the module's body. */
  readonly parent: FunctionId;
  /** The class whose body it stands in directly, or NONE. */
  readonly cls: ClassId;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly isLambda: boolean;
  /** The body is `...`, `pass`, a docstring or `raise NotImplementedError`. */
  readonly isEmpty: boolean;
  /** A later method of the same class body has its name, so that nobody ever gets this one. */
  readonly isReplaced: boolean;
  readonly decorators: readonly DecoratorFacts[];
  readonly params: readonly ParamFacts[];
  readonly returnAnnotation: ValueId;
  readonly returns: readonly ValueId[];
  readonly yields: readonly ValueId[];
  /** Every value that a name of this scope is given anywhere in it. */
  readonly bindings: Readonly<Record<string, readonly ValueId[]>>;
  readonly operations: Operations;
  /** Number of `await`, `async for` and `async with` in its own body. */
  readonly suspensions: number;
  /** Calls to itself, by name, that one run can both make: where each of the two starts. */
  readonly repeatedCalls: readonly RepeatedCalls[];
}

export interface ClassFacts {
  readonly id: ClassId;
  readonly name: string;
  readonly qualifiedName: string;
  readonly fn: FunctionId;
  readonly outer: ClassId;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly bases: readonly ValueId[];
  readonly keywords: Readonly<Record<string, ValueId>>;
  readonly decorators: readonly DecoratorFacts[];
  /** Values given to names in the class body: methods, class variables; annotated ones as `declared`. */
  readonly members: Readonly<Record<string, readonly ValueId[]>>;
  /** Values stored on `self` (or `cls`) by its methods. */
  readonly stores: Readonly<Record<string, readonly ValueId[]>>;
}

export interface ArgumentFacts {
  readonly value: ValueId;
  readonly keyword?: string;
  readonly star?: 1 | 2;
}

/** What becomes of a call's result. */
export type ResultUse = "dropped" | "awaited" | "kept" | "returned" | "yielded";

export interface CallFacts {
  readonly id: CallId;
  readonly fn: FunctionId;
  readonly callee: ValueId;
  readonly args: readonly ArgumentFacts[];
  readonly start: number;
  readonly end: number;
  /** Where the callee expression ends. */
  readonly calleeEnd: number;
  readonly loop: LoopId;
  /** The innermost `with` statement around it, or NONE. */
  readonly with: WithId;
  readonly use: ResultUse;
  readonly flags: number;
  /** The innermost condition that it stands under, or NONE. */
  readonly guard: GuardId;
}

/** What is certain of a value where code stands: tests of names, attributes and parameters. */
export type ConditionFacts =
  | { readonly k: "truth"; readonly value: ValueId; readonly holds: boolean }
  /** Compared with a constant: `None`, `True`, a number, or a text in double quotes. */
  | { readonly k: "equals"; readonly value: ValueId; readonly literal: string; readonly holds: boolean }
  /** Compared with another name or attribute, such as a member of an enumeration. */
  | { readonly k: "same"; readonly value: ValueId; readonly other: ValueId; readonly holds: boolean }
  /** Asked whether the text starts with one of these. */
  | { readonly k: "prefix"; readonly value: ValueId; readonly prefixes: readonly string[]; readonly holds: boolean }
  /** Asked whether the text contains this, or ends with one of these. */
  | { readonly k: "contains"; readonly value: ValueId; readonly text: string; readonly holds: boolean }
  | { readonly k: "suffix"; readonly value: ValueId; readonly suffixes: readonly string[]; readonly holds: boolean }
  /** Asked whether it is a coroutine function. */
  | { readonly k: "async"; readonly value: ValueId; readonly holds: boolean }
  /** Asked whether it is of one of these built-in types. */
  | { readonly k: "type"; readonly value: ValueId; readonly types: readonly string[]; readonly holds: boolean }
  /** All conditions of at least one of several groups. */
  | { readonly k: "any"; readonly of: readonly (readonly ConditionFacts[])[] };

/** A condition, and the one around it; conditions around the definition of a function are around its body. */
export interface GuardFacts {
  readonly condition: ConditionFacts;
  readonly outer: GuardId;
}

export const CallFlag = {
  /** In a `try` body that has handlers. */
  inTry: 1,
  /** In code that never runs: under `if TYPE_CHECKING`, or in an annotation. */
  typeOnly: 2,
  /** Under `if __name__ == "__main__"`. */
  underMain: 4,
  /** A decorator's own expression. */
  decorator: 8,
  /** Inside a generator expression, so it runs when that is consumed. */
  lazy: 16,
  /** Passed on at once as an argument to another call. */
  argument: 32,
  /** In one arm of a condition. */
  conditional: 64,
  /** The item of a `with` statement. */
  withItem: 128,
  /** Runs only until its result is remembered: under `if self._x is None`, or behind an early return of the remembered value. */
  memoised: 256,
  /** In a `try` whose handlers expect that the operation would block. */
  wouldBlock: 512,
  /** In an `except` handler. */
  inHandler: 1024,
  /** Runs only where no event loop does: under a test of the current thread, task or loop. */
  offLoop: 2048,
  /** In a `try` that catches `RuntimeError`. */
  expectsRuntimeError: 4096,
  /** Under a condition that only running decides; one that asks whether a file is there does not count. */
  perhaps: 8192,
  /** Under a condition on the environment's variables or the platform. */
  byEnvironment: 16384,
  /** In a generator expression that a coroutine gives back: it runs for whoever goes through it, if anybody does. */
  deferred: 32768,
  /** With `memoised`: remembered under a key, so that it runs once for each. */
  forEachKey: 65536,
  /** Under a condition that holds once in several turns: every hundredth item, or a buffer that is full. */
  nowAndThen: 131072,
} as const;

/** Code that calls without a call expression: attribute loads (properties), operators, `with`, `for`, `in`, subscripts, `raise` of a class. */
export interface ImplicitCallFacts {
  readonly fn: FunctionId;
  readonly kind:
    | "attribute"
    | "enter"
    | "exit"
    | "async-enter"
    | "iterate"
    | "binary"
    | "unary"
    | "contains"
    | "subscript"
    | "compare"
    | "delete"
    | "store-item"
    | "store-attribute"
    | "truth"
    | "raise"
    | "async-iterate"
    | "super";
  readonly of: ValueId;
  /** Attribute's name or operator. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly loop: LoopId;
  readonly flags: number;
  readonly guard: GuardId;
}

/** What a loop asks again and again while its turns can only pass the time. */
export interface PollFacts {
  /** Range of the condition. */
  readonly start: number;
  readonly end: number;
  /** The names, attributes and subscripts that it reads. */
  readonly flags: readonly ValueId[];
  /** The body says nothing at all. */
  readonly isBare: boolean;
}

export interface LoopFacts {
  readonly id: LoopId;
  readonly fn: FunctionId;
  readonly parent: LoopId;
  readonly kind: "for" | "async-for" | "while" | "comprehension" | "generator";
  readonly start: number;
  readonly end: number;
  /** Where the header ends: the colon's place, or the clause's end. */
  readonly headerEnd: number;
  /** The iterable, or a while loop's condition. */
  readonly over: ValueId;
  /** For `while`: what kind of condition it has. */
  readonly condition: "always" | "comparison" | "flag" | "other";
  readonly operations: Operations;
  /** Number of `await`, `async for` and `async with` in the body, inner loops included. */
  readonly suspensions: number;
  /** `yield`s in the body, inner loops included: a turn is then a step of whoever consumes the generator. */
  readonly yields: number;
  /** The body can leave the loop: break, return or raise. */
  readonly canLeave: boolean;
  /** Each such place: from the start of the block that it ends to its own end, so that what runs in between runs once. */
  readonly leaves: readonly { readonly start: number; readonly end: number }[];
  /** The body can end the loop before its items do: break or return. */
  readonly endsEarly: boolean;
  /** Present where the loop, by how it is written, may do nothing but wait for its condition to change. */
  readonly polls?: PollFacts;
  /** Names bound by the header. */
  readonly targets: readonly string[];
  /** Names that the body assigns and that it also reads in a later turn or in the condition. */
  readonly carried: readonly string[];
  /** Those that each turn only adds to. */
  readonly sums: readonly string[];
  /** For `while`: names in the condition that the body assigns. */
  readonly tested: readonly string[];
}

export interface WithFacts {
  readonly id: WithId;
  readonly fn: FunctionId;
  readonly parent: WithId;
  readonly item: ValueId;
  readonly async: boolean;
  /** Range of the item's expression. */
  readonly start: number;
  readonly end: number;
  readonly bodyEnd: number;
  /** `await`s in the body of the statement. */
  readonly suspensions: number;
  /** The body yields: a generator stops there until it is asked for more. */
  readonly hasYield: boolean;
}

/** An assignment to something other than a local name. */
export interface WriteFacts {
  readonly fn: FunctionId;
  readonly kind: "attribute" | "item" | "global" | "nonlocal";
  /** The object written to; UNKNOWN for global and nonlocal names. */
  readonly of: ValueId;
  readonly name: string;
  /** The subscript of an item write; UNKNOWN otherwise. */
  readonly key: ValueId;
  readonly value: ValueId;
  /** `+=` and the like, or a value that reads the same place. */
  readonly readModifyWrite: boolean;
  readonly start: number;
  readonly end: number;
  readonly loop: LoopId;
  readonly with: WithId;
}

/** A power or a shift to the left, and what the expression around it makes of the result. */
export interface PowerFacts {
  readonly fn: FunctionId;
  readonly loop: LoopId;
  readonly op: "**" | "<<";
  readonly left: ValueId;
  readonly right: ValueId;
  /** The exponent is written with a minus sign, so that the result is a fraction. */
  readonly isNegative: boolean;
  /** The other operands of the `&`s around it. */
  readonly masks: readonly ValueId[];
  /**
   * What keeps the result harmless: it stands at the left of a `%`; it says how often a sequence is repeated; a loop runs until it is
   * reached; a true division makes a fraction of it.
   */
  readonly kept: "reduced" | "size" | "limit" | "fraction" | undefined;
  /** Where the outermost operation starts that it is an operand of. */
  readonly whole: number;
  /** The innermost call that it is in an argument of, or NONE, and that argument's keyword. */
  readonly call: CallId;
  readonly keyword: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** A place that is given a value in a loop. */
export interface UpdateFacts {
  readonly fn: FunctionId;
  readonly loop: LoopId;
  /** The place as a value: a name, an attribute, an item. */
  readonly target: ValueId;
  readonly value: ValueId;
  /** A condition keeps the place below or above something: `while size < limit`, `if size > limit: break`. */
  readonly isLimited: boolean;
  /** Range of the assignment. */
  readonly start: number;
  readonly end: number;
}

/** A `return` of something computed. */
export interface ReturnFacts {
  readonly fn: FunctionId;
  readonly value: ValueId;
  /** Range of the returned expression. */
  readonly start: number;
  readonly end: number;
}

/** Arithmetic by which an integer may outgrow a machine word. */
export interface ArithmeticFacts {
  readonly powers: readonly PowerFacts[];
  /** Of functions in which one of them adds, multiplies, shifts or raises. */
  readonly updates: readonly UpdateFacts[];
  readonly returned: readonly ReturnFacts[];
}

export interface ImportFacts {
  readonly module: string;
  readonly level: number;
  /** `*` for a star import; undefined for `import module`. */
  readonly name?: string;
  readonly fn: FunctionId;
  readonly start: number;
  readonly end: number;
  /** The whole statement, which may import several names. */
  readonly statementStart: number;
  readonly statementEnd: number;
  readonly typeOnly: boolean;
  /** Where the module reads the name that the import binds. */
  readonly reads: NameReads;
}

/** Where a name of the module's top level is read: code that runs when the module is imported, annotations there, or functions only. */
export interface NameReads {
  readonly atTop: boolean;
  readonly inAnnotations: boolean;
  readonly inFunctions: boolean;
}

/** `await` expression: what is awaited and where. */
export interface AwaitFacts {
  readonly fn: FunctionId;
  readonly value: ValueId;
  readonly start: number;
  readonly end: number;
  readonly loop: LoopId;
  readonly with: WithId;
  /** Nothing is done with the result. */
  readonly isDropped: boolean;
  /** The `async with` that enters the value, which waits too; absent for an `await`. */
  readonly entering?: WithId;
}

export interface SuppressionFacts {
  readonly kind: "line" | "file" | "noqa";
  /** Rule names as written, or noqa codes; empty means all. */
  readonly rules: readonly string[];
  /** Zero-based line. */
  readonly line: number;
  /** The lines it speaks for: its own, or those of the statement that ends there. */
  readonly start: number;
  readonly end: number;
  /** Where the suppression itself is written. */
  readonly commentStart: number;
  readonly commentEnd: number;
}

export interface ModuleFacts {
  readonly version: number;
  readonly lines: number;
  readonly codeLines: number;
  readonly values: readonly Value[];
  readonly functions: readonly FunctionFacts[];
  readonly classes: readonly ClassFacts[];
  readonly calls: readonly CallFacts[];
  readonly implicitCalls: readonly ImplicitCallFacts[];
  readonly loops: readonly LoopFacts[];
  readonly withs: readonly WithFacts[];
  readonly guards: readonly GuardFacts[];
  readonly writes: readonly WriteFacts[];
  readonly awaits: readonly AwaitFacts[];
  readonly imports: readonly ImportFacts[];
  readonly arithmetic: ArithmeticFacts;
  readonly suppressions: readonly SuppressionFacts[];
  /** Ranges that could not be parsed, as [start, end]. */
  readonly errors: readonly (readonly [number, number])[];
  /** Names in `__all__`, where it is a literal. */
  readonly exported: readonly string[] | undefined;
  /** `if __name__ == "__main__"` is there. */
  readonly isScript: boolean;
}
