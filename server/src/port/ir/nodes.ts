import type { Range } from "../../text/range.ts";
import type { PortNote } from "../sketch.ts";
import type { Type } from "./types.ts";
import type { ModelInfo, Service } from "./web/service.ts";

/**
 * The IR of a port: a Python module with names resolved, calls resolved to what they call, sugar that has no own meaning
 * removed, and a type on every expression. It knows no target.
 *
 * Reading rules
 * - Operands, arguments and entries are evaluated in array order, left to right, as in Python.
 * - `type` on an expression is the type of its value, after narrowing. The place it flows to (variable, parameter, element,
 *   field, return) can be wider: `int` into `float`, `T` into `optional[T]`, into a union, or into `any`. A target converts
 *   where its own type system asks for it; the IR holds no conversion nodes.
 * - `ir/build` makes the nodes with `type: ANY`; `ir/infer` fills in types and facts, in place, and is the last to write.
 */
export interface Module {
  readonly name: string;
  readonly docstring: string | undefined;
  /** Top-level statements in order, function and class definitions included, the `__main__` guard left out. */
  readonly body: Statement[];
  /** The statements under `if __name__ == "__main__":`. */
  readonly main: Statement[] | undefined;
  /** Every function, methods, nested functions and lambdas included, in source order. */
  readonly functions: FunctionDef[];
  /** Every class, nested ones included, in source order. */
  readonly classes: ClassDef[];
  /** Top-level variables that are not functions, classes or imports. */
  readonly variables: Variable[];
  readonly notes: PortNote[];
  /** Comments after the last statement. */
  readonly trailingComments: string[];
  /** What the module serves over HTTP. */
  readonly service?: Service | undefined;
}

// ───────────────────────────────────────────────────────────── names

/** One binding of one scope; every use of it holds the same object. */
export interface Variable {
  readonly id: number;
  readonly name: string;
  readonly scope: "module" | "function" | "comprehension" | "class";
  /** The function whose scope it is in; undefined in module and class scope. */
  readonly owner: FunctionDef | undefined;
  /** The join of everything that is assigned to it. */
  type: Type;
  /** From an annotation of the variable. */
  declared: Type | undefined;
  readonly isParameter: boolean;
  /** What the name is bound to, where it is bound once, by a definition. */
  definition: FunctionDef | ClassDef | undefined;
  /** Number of places that bind it: assignments, loops, `with`, `except`, parameters, definitions. */
  bindings: number;
  /** Number of places that read it. */
  reads: number;
  /** A nested function or lambda reads it. */
  captured: boolean;
  /** A nested function rebinds it through `nonlocal`, or a function rebinds a module variable through `global`. */
  rebound: boolean;
  /** The value is mutated in place through this name (append, item assignment, …). */
  mutated: boolean;
  /** A read may come before any binding on some path, or outside the block that binds it (Python's function scope). */
  hoisted: boolean;
  /** Bound once, at module level, to a literal or constant expression and never mutated. */
  constant: boolean;
}

export interface Parameter {
  readonly variable: Variable;
  readonly kind: "positional" | "normal" | "keyword" | "star" | "doubleStar";
  readonly default: Expression | undefined;
  readonly annotation: Type | undefined;
  readonly range: Range;
}

// ───────────────────────────────────────────────────────────── definitions

export interface FunctionDef {
  readonly kind: "function";
  readonly id: number;
  /** `<lambda>` for a lambda. */
  readonly name: string;
  /** Dotted name within the module. */
  readonly qualifiedName: string;
  readonly variable: Variable | undefined;
  /** For a method without `self` or `cls`; that one is `receiver`. */
  readonly parameters: Parameter[];
  readonly receiver: Variable | undefined;
  readonly owner: ClassDef | undefined;
  /** The function that encloses it. */
  readonly parent: FunctionDef | undefined;
  readonly role: "function" | "method" | "static" | "class" | "property" | "setter" | "cachedProperty" | "lambda";
  readonly decorators: Decorator[];
  readonly docstring: string | undefined;
  body: Statement[];
  /** Locals, parameters left out. */
  readonly locals: Variable[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly declaredResult: Type | undefined;
  /** What `return` gives. For a generator the type of a whole call is `iterator[yielded]`; for async `awaitable[result]`. */
  result: Type;
  yielded: Type;
  /** Names of type parameters, when inference made it generic. */
  typeParameters: string[];
  facts: FunctionFacts;
  readonly comments: string[];
  readonly range: Range;
  readonly nameRange: Range;
}

export interface FunctionFacts {
  /** An exception can leave it: an explicit `raise`, a callee's, or an operation whose failure some caller in the module catches. */
  canRaise: boolean;
  /** Names of the exception classes that can leave it, as far as known. */
  raises: string[];
  /** Control can reach the end of the body without `return`. */
  fallsOff: boolean;
  /** Variables of outer scopes that it rebinds (`nonlocal`, `global`). */
  rebinds: Variable[];
  /** Variables of enclosing functions that it reads. */
  captures: Variable[];
  mutatedParameters: Variable[];
  /** It waits for other threads, tasks or time, itself or through a callee (`join`, `result`, `sleep`, `await`, queue `get`, …). */
  waits: boolean;
  /** It calls itself, directly or through others. */
  recursive: boolean;
  /** A construct inside became a stub. */
  hasStub: boolean;
}

/** A decorator that has a meaning the targets keep; others leave a note. */
export type Decorator =
  | { readonly kind: "cache"; readonly maxSize: number | undefined; readonly range: Range }
  | { readonly kind: "abstract"; readonly range: Range }
  | { readonly kind: "override"; readonly range: Range }
  | { readonly kind: "contextmanager"; readonly isAsync: boolean; readonly range: Range }
  /** `of` is what the wrapper takes its name from. */
  | { readonly kind: "wraps"; readonly of: Expression | undefined; readonly range: Range }
  /** A decorator function of the module or a library: `f = decorator(f)`. */
  | { readonly kind: "call"; readonly expression: Expression; readonly range: Range };

export interface ClassDef {
  readonly kind: "class";
  readonly id: number;
  readonly name: string;
  readonly variable: Variable | undefined;
  /** Base classes in order, `object`, `ABC`, `Generic` and `Protocol` left out. */
  readonly bases: ClassBase[];
  /** Instance fields in order of first assignment (dataclass fields in order of declaration), inherited ones left out. */
  readonly fields: ClassField[];
  /** Class variables. */
  readonly classVariables: ClassField[];
  /** Members of an enum in order. */
  readonly members: EnumMember[];
  readonly methods: FunctionDef[];
  readonly dataclass: { readonly frozen: boolean; readonly order: boolean; readonly eq: boolean } | undefined;
  readonly enum: "Enum" | "IntEnum" | "StrEnum" | "Flag" | undefined;
  readonly namedTuple: boolean;
  /** Set for a class whose objects cross the wire: a Pydantic model, or a record of an answer. */
  readonly model?: ModelInfo;
  /** Set for a class that the target's runtime has: its name there. Nothing is written for it. */
  readonly runtime?: string;
  /** It or a base is a built-in exception. */
  isException: boolean;
  /** `__match_args__`, where the class has its own. */
  matchArguments?: readonly string[];
  /** Has an abstract method, or derives from Protocol. */
  readonly isAbstract: boolean;
  readonly isProtocol: boolean;
  /** Direct subclasses within the module. */
  readonly subclasses: ClassDef[];
  /** Copies of the class that stand for it in the chains of classes with several bases. */
  readonly standIns: ClassDef[];
  /** The class that this one is such a copy of: its objects pass for objects of that. */
  readonly standsFor?: ClassDef;
  typeParameters: string[];
  readonly docstring: string | undefined;
  readonly comments: string[];
  readonly range: Range;
  readonly nameRange: Range;
}

export type ClassBase =
  | { readonly kind: "class"; readonly class: ClassDef }
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "library"; readonly name: string };

export interface ClassField {
  readonly name: string;
  type: Type;
  declared: Type | undefined;
  /** Default of a dataclass field or value of a class variable. `factory` calls it for each instance. */
  readonly default: Expression | undefined;
  readonly factory: Expression | undefined;
  /** Left out of the generated constructor. */
  readonly init: boolean;
  /** Left out of the generated `repr` / `==`. */
  readonly repr: boolean;
  readonly compare: boolean;
  readonly comments: string[];
  readonly range: Range;
}

export interface EnumMember {
  readonly name: string;
  /** `auto()` is resolved to its number. */
  readonly value: Expression;
  readonly range: Range;
}

// ───────────────────────────────────────────────────────────── statements

interface StatementBase {
  readonly range: Range;
  /** Comment lines before the statement, without `#`. */
  readonly comments: string[];
  /** Comment at the end of its (first) line. */
  readonly lineComment: string | undefined;
  /** A blank line comes before it (before its comments). */
  readonly spaced: boolean;
}

export type Statement = StatementBase & StatementKind;

export type StatementKind =
  /** `a = b = value` has several targets; value first, then targets left to right. `declares`: `x: T = …`. */
  | {
      readonly kind: "assign";
      readonly targets: Target[];
      readonly value: Expression;
      readonly declared: Type | undefined;
    }
  /** `x: T` without a value. */
  | { readonly kind: "declare"; readonly target: Target; readonly declared: Type }
  | { readonly kind: "augment"; readonly target: Target; readonly operator: BinaryOperator; readonly value: Expression }
  | { readonly kind: "expression"; readonly value: Expression }
  | { readonly kind: "return"; readonly value: Expression | undefined }
  /** Without `exception` it raises again what is being handled. `cause` is `from X`; `suppress` is `from None`. */
  | {
      readonly kind: "raise";
      readonly exception: Expression | undefined;
      readonly cause: Expression | undefined;
      readonly suppress: boolean;
    }
  | { readonly kind: "assert"; readonly test: Expression; readonly message: Expression | undefined }
  | { readonly kind: "delete"; readonly targets: Target[] }
  /** `elif` is an `if` that is alone in `otherwise`, with `chained` set. */
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly body: Statement[];
      readonly otherwise: Statement[];
      readonly chained: boolean;
    }
  /** `otherwise` runs when the loop ended without `break`. */
  | { readonly kind: "while"; readonly test: Expression; readonly body: Statement[]; readonly otherwise: Statement[] }
  | {
      readonly kind: "for";
      readonly target: Target;
      readonly iterable: Expression;
      readonly body: Statement[];
      readonly otherwise: Statement[];
      readonly isAsync: boolean;
    }
  | {
      readonly kind: "try";
      readonly body: Statement[];
      readonly handlers: Handler[];
      readonly otherwise: Statement[];
      readonly finally: Statement[];
    }
  | { readonly kind: "with"; readonly items: WithItem[]; readonly body: Statement[]; readonly isAsync: boolean }
  | { readonly kind: "match"; readonly subject: Expression; readonly cases: MatchCase[] }
  | { readonly kind: "function"; readonly function: FunctionDef }
  | { readonly kind: "class"; readonly class: ClassDef }
  | { readonly kind: "pass" }
  | { readonly kind: "break" }
  | { readonly kind: "continue" }
  /** Fails loudly when reached. `construct` names what is not supported; `python` is its source text. */
  | { readonly kind: "stub"; readonly construct: string; readonly python: string };

export interface Handler {
  /** Exception classes caught; empty for a bare `except:`. */
  readonly types: ExceptionRef[];
  readonly variable: Variable | undefined;
  readonly body: Statement[];
  readonly comments: string[];
  readonly range: Range;
}

export type ExceptionRef =
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "class"; readonly class: ClassDef }
  /** Canonical dotted name, such as `json.JSONDecodeError`. */
  | { readonly kind: "library"; readonly name: string }
  | { readonly kind: "value"; readonly value: Expression };

export interface WithItem {
  readonly context: Expression;
  readonly target: Target | undefined;
}

/** What can stand left of `=`, after `for`, and after `as`. */
export type Target =
  | { readonly kind: "variable"; readonly variable: Variable; readonly range: Range }
  | {
      readonly kind: "attribute";
      readonly object: Expression;
      readonly name: string;
      type: Type;
      readonly range: Range;
    }
  | {
      readonly kind: "index";
      readonly object: Expression;
      readonly index: Expression;
      type: Type;
      readonly range: Range;
    }
  | { readonly kind: "slice"; readonly slice: SliceExpression; readonly range: Range }
  /** Unpacking; at most one element is a star. */
  | { readonly kind: "unpack"; readonly elements: Target[]; readonly range: Range }
  | { readonly kind: "star"; readonly target: Target; readonly range: Range }
  | { readonly kind: "stub"; readonly construct: string; readonly range: Range };

export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: Statement[];
  readonly comments: string[];
  readonly range: Range;
}

export type Pattern =
  | { readonly kind: "wildcard"; readonly range: Range }
  | { readonly kind: "capture"; readonly variable: Variable; readonly range: Range }
  /** Compared with `==`; `None`, `True` and `False` by identity. */
  | { readonly kind: "value"; readonly value: Expression; readonly range: Range }
  /** At most one element is a star. */
  | { readonly kind: "sequence"; readonly elements: Pattern[]; readonly range: Range }
  | { readonly kind: "star"; readonly variable: Variable | undefined; readonly range: Range }
  | {
      readonly kind: "mapping";
      readonly entries: { readonly key: Expression; readonly pattern: Pattern }[];
      readonly rest: Variable | undefined;
      readonly range: Range;
    }
  | {
      readonly kind: "class";
      readonly class: ClassReference;
      readonly positional: Pattern[];
      readonly keywords: { readonly name: string; readonly pattern: Pattern }[];
      readonly range: Range;
    }
  | { readonly kind: "or"; readonly alternatives: Pattern[]; readonly range: Range }
  | { readonly kind: "as"; readonly pattern: Pattern; readonly variable: Variable; readonly range: Range }
  | { readonly kind: "stub"; readonly construct: string; readonly range: Range };

/** A class named where a type is wanted: in a class pattern or `isinstance`. */
export type ClassReference =
  | { readonly kind: "class"; readonly class: ClassDef }
  /** `int`, `str`, `list`, … and built-in exceptions. */
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "library"; readonly name: string };

// ───────────────────────────────────────────────────────────── expressions

interface ExpressionBase {
  readonly range: Range;
  /** The type of the value; written by `ir/infer`. */
  type: Type;
}

export type Expression = ExpressionBase & ExpressionKind;

export type SliceExpression = ExpressionBase & {
  readonly kind: "slice";
  readonly object: Expression;
  readonly start: Expression | undefined;
  readonly stop: Expression | undefined;
  readonly step: Expression | undefined;
};

export type CallExpression = ExpressionBase & {
  readonly kind: "call";
  target: CallTarget;
  readonly args: Argument[];
};

export type ComprehensionExpression = ExpressionBase & {
  readonly kind: "comprehension";
  readonly form: "list" | "set" | "dict" | "generator";
  /** The key of a dict comprehension. */
  readonly key: Expression | undefined;
  /** The element, or the value of a dict comprehension. */
  readonly element: Expression;
  readonly clauses: ComprehensionClause[];
};

export type ExpressionKind =
  | { readonly kind: "none" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "int"; readonly value: bigint; readonly text: string }
  | { readonly kind: "float"; readonly value: number; readonly text: string }
  /** An imaginary literal. */
  | { readonly kind: "imaginary"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "bytes"; readonly value: Uint8Array }
  | { readonly kind: "ellipsis" }
  /** f-strings, and `%` and `.format` on literal templates. */
  | { readonly kind: "format"; readonly parts: FormatPart[] }
  | { readonly kind: "name"; readonly variable: Variable }
  /** A built-in function, type or exception class used as a value: `key=len`, `map(str, xs)`. */
  | { readonly kind: "builtin"; readonly name: string }
  /** A member of a library module by canonical name, used as a value: `math.pi`, `os.environ`, `operator.itemgetter`. */
  | { readonly kind: "library"; readonly module: string; readonly name: string }
  | { readonly kind: "attribute"; readonly object: Expression; readonly name: string; resolved: AttributeTarget }
  | { readonly kind: "index"; readonly object: Expression; readonly index: Expression }
  | Omit<SliceExpression, keyof ExpressionBase>
  | { readonly kind: "unary"; readonly operator: "-" | "+" | "~"; readonly operand: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /**
   * `and` / `or`: gives the value of the operand that decided. `condition` is set where only its truth is used, so a target can
   * use its own boolean operator.
   */
  | {
      readonly kind: "logical";
      readonly operator: "and" | "or";
      readonly left: Expression;
      readonly right: Expression;
      condition: boolean;
    }
  /** `a < b <= c`: operand i and i+1 are compared by operator i; each operand is evaluated once, and only as far as needed. */
  | { readonly kind: "compare"; readonly operands: Expression[]; readonly operators: CompareOperator[] }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly body: Expression;
      readonly otherwise: Expression;
    }
  | Omit<CallExpression, keyof ExpressionBase>
  | { readonly kind: "lambda"; readonly function: FunctionDef }
  /** Elements can be `star`. */
  | { readonly kind: "list"; readonly elements: Expression[] }
  | { readonly kind: "tuple"; readonly elements: Expression[] }
  | { readonly kind: "set"; readonly elements: Expression[] }
  /** An entry without a key is `**value`. */
  | { readonly kind: "dict"; readonly entries: { readonly key: Expression | undefined; readonly value: Expression }[] }
  | { readonly kind: "star"; readonly value: Expression }
  | Omit<ComprehensionExpression, keyof ExpressionBase>
  /** The list that a reference refers to; only `ir/lists` makes it. */
  | { readonly kind: "contents"; readonly value: Expression }
  /** `name := value`. */
  | { readonly kind: "walrus"; readonly variable: Variable; readonly value: Expression }
  | { readonly kind: "yield"; readonly value: Expression | undefined }
  | { readonly kind: "yieldFrom"; readonly value: Expression }
  | { readonly kind: "await"; readonly value: Expression }
  /** Fails loudly when evaluated. */
  | { readonly kind: "stub"; readonly construct: string; readonly python: string };

export interface ComprehensionClause {
  readonly target: Target;
  readonly iterable: Expression;
  readonly conditions: Expression[];
  readonly isAsync: boolean;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "&" | "|" | "^" | "<<" | ">>";
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in" | "is" | "is not";

export interface Argument {
  /** `keyword` has a name; `star` is `*value`, `doubleStar` is `**value`. */
  readonly kind: "positional" | "keyword" | "star" | "doubleStar";
  readonly name: string | undefined;
  readonly value: Expression;
}

/** What a call calls. `ir/build` resolves names; `ir/infer` turns `value` and `method` into more exact targets where types tell. */
export type CallTarget =
  /** A function of the module (nested ones included). `bindArguments` lines arguments up with parameters. */
  | { readonly kind: "function"; readonly function: FunctionDef }
  /** Makes an instance. A class method called through the class is `static`. */
  | { readonly kind: "class"; readonly class: ClassDef }
  /** `print`, `len`, `int`, `ValueError`, … Methods through the type object, such as `str.lower(x)` or `dict.fromkeys`, have a dotted name. */
  | { readonly kind: "builtin"; readonly name: string }
  /** A function or class of a library, by canonical name however it was imported: module `math`, name `sqrt`. */
  | { readonly kind: "library"; readonly module: string; readonly name: string }
  /**
   * A method on a value. `method` is set when the receiver is an instance of a class of the module; its subclasses may override
   * it. Otherwise the receiver's type says whose method it is.
   */
  | { readonly kind: "method"; readonly receiver: Expression; readonly name: string; method: FunctionDef | undefined }
  /** A static or class method called through the class, or from a method through `cls`. */
  | { readonly kind: "static"; readonly class: ClassDef; readonly method: FunctionDef }
  /** `super().name(…)`; `method` is undefined when a built-in base has it (an exception's `__init__`). `object` bases leave a no-op. */
  | {
      readonly kind: "super";
      readonly class: ClassDef;
      readonly name: string;
      readonly method: FunctionDef | undefined;
    }
  /** Any other value that is called. */
  | { readonly kind: "value"; readonly callee: Expression };

export type AttributeTarget =
  | { readonly kind: "field"; readonly class: ClassDef; readonly field: ClassField }
  | { readonly kind: "classVariable"; readonly class: ClassDef; readonly field: ClassField }
  | { readonly kind: "property"; readonly method: FunctionDef }
  /** A bound method used as a value. */
  | { readonly kind: "method"; readonly method: FunctionDef }
  | { readonly kind: "enumMember"; readonly class: ClassDef; readonly member: EnumMember }
  /** On a value of a built-in or library type, or where nothing is known. */
  | { readonly kind: "dynamic" };

// ───────────────────────────────────────────────────────────── formats

export type FormatPart = { readonly kind: "text"; readonly text: string } | FormatField;

export interface FormatField {
  readonly kind: "field";
  readonly value: Expression;
  /** `!r`, `!s`, `!a`; `%r` is `r`. */
  readonly conversion: "r" | "s" | "a" | undefined;
  /** Undefined means `format(value, "")`, the same as `str(value)`. */
  readonly spec: FormatSpec | undefined;
}

/** Python's format mini-language, parsed. Widths and precisions can be expressions (nested fields, `%*d`). */
export interface FormatSpec {
  readonly fill: string;
  readonly align: "<" | ">" | "^" | "=" | undefined;
  readonly sign: "+" | "-" | " " | undefined;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number | Expression | undefined;
  readonly grouping: "," | "_" | undefined;
  readonly precision: number | Expression | undefined;
  /** `b c d e E f F g G n o s x X %`, or undefined. */
  readonly type: string | undefined;
  /** The text of the whole, where nested fields are more than a width and a precision. */
  readonly whole?: Expression;
  /** The mini-language text with the sign rules of `%` applied; undefined when a nested field makes it dynamic. */
  readonly text: string | undefined;
}
