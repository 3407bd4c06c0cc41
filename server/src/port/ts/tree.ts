import type { Range } from "../../text/range.ts";

/** The TypeScript that a port is lowered to, before it is printed. Only syntax that type stripping erases can be said. */
export interface TsModule {
  readonly header: readonly string[];
  readonly imports: readonly TsImport[];
  readonly body: readonly TsStatement[];
}

export interface TsImport {
  readonly from: string;
  readonly names: readonly { readonly name: string; readonly alias: string | undefined; readonly isType: boolean }[];
}

export type TsType =
  | { readonly kind: "reference"; readonly name: string; readonly args: readonly TsType[] }
  | { readonly kind: "array"; readonly element: TsType }
  | { readonly kind: "tuple"; readonly elements: readonly TsType[] }
  | { readonly kind: "union"; readonly members: readonly TsType[] }
  | {
      readonly kind: "function";
      readonly parameters: readonly TsType[];
      readonly result: TsType;
      readonly rest: boolean;
      readonly required: number;
    };

export interface TsParameter {
  readonly name: TsPattern;
  readonly type: TsType | undefined;
  readonly default: TsExpression | undefined;
  readonly optional: boolean;
  readonly rest: boolean;
}

export type TsPattern =
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "array";
      readonly elements: readonly (TsPattern | undefined)[];
      readonly rest: TsPattern | undefined;
    }
  | {
      readonly kind: "object";
      readonly properties: readonly { readonly name: string; readonly default: TsExpression | undefined }[];
    };

export interface TsFunction {
  readonly parameters: readonly TsParameter[];
  readonly result: TsType | undefined;
  readonly body: readonly TsStatement[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly typeParameters: readonly string[];
}

export type TsExpression =
  | { readonly kind: "name"; readonly name: string }
  /** A literal as it is written: numbers, `true`, `null`, regular expressions. */
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "template"; readonly parts: readonly (string | TsExpression)[] }
  | {
      readonly kind: "array";
      readonly elements: readonly TsExpression[];
      /** Each element stands on a line of its own. */
      readonly multiline?: boolean;
    }
  | {
      readonly kind: "object";
      readonly properties: readonly { readonly key: string; readonly value: TsExpression }[];
      readonly multiline?: boolean;
    }
  | { readonly kind: "spread"; readonly value: TsExpression }
  | { readonly kind: "member"; readonly object: TsExpression; readonly name: string; readonly optional: boolean }
  | { readonly kind: "index"; readonly object: TsExpression; readonly index: TsExpression }
  | {
      readonly kind: "call";
      readonly callee: TsExpression;
      readonly args: readonly TsExpression[];
      readonly typeArgs: readonly TsType[];
    }
  | {
      readonly kind: "new";
      readonly callee: TsExpression;
      readonly args: readonly TsExpression[];
      readonly typeArgs: readonly TsType[];
    }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: TsExpression }
  | { readonly kind: "postfix"; readonly operator: string; readonly operand: TsExpression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: TsExpression; readonly right: TsExpression }
  | {
      readonly kind: "conditional";
      readonly test: TsExpression;
      readonly body: TsExpression;
      readonly otherwise: TsExpression;
    }
  | {
      readonly kind: "assign";
      readonly operator: string;
      readonly target: TsExpression | TsPattern;
      readonly value: TsExpression;
    }
  | { readonly kind: "arrow"; readonly function: TsFunction }
  | { readonly kind: "functionExpression"; readonly function: TsFunction; readonly name?: string }
  | { readonly kind: "await"; readonly value: TsExpression }
  | { readonly kind: "yield"; readonly value: TsExpression | undefined; readonly delegate: boolean }
  | { readonly kind: "as"; readonly value: TsExpression; readonly type: TsType }
  | { readonly kind: "nonNull"; readonly value: TsExpression };

export interface TsMember {
  readonly kind: "field" | "method" | "constructor" | "getter" | "setter";
  /** Written as it is: a name, or `[Symbol.iterator]`. */
  readonly name: string;
  readonly isStatic: boolean;
  readonly isReadonly: boolean;
  readonly isAbstract: boolean;
  readonly isPrivate: boolean;
  readonly isOverride: boolean;
  /** `!`: assigned later than the constructor. */
  readonly definite: boolean;
  readonly type: TsType | undefined;
  readonly value: TsExpression | undefined;
  readonly function: TsFunction | undefined;
  readonly comments: readonly string[];
  readonly docstring: string | undefined;
  readonly source: Range | undefined;
}

interface StatementBase {
  readonly comments?: readonly string[];
  readonly lineComment?: string | undefined;
  readonly docstring?: string | undefined;
  readonly spaced?: boolean;
  /** The Python it came from. */
  readonly source?: Range | undefined;
}

export type TsStatement = StatementBase &
  (
    | { readonly kind: "expression"; readonly value: TsExpression }
    | {
        readonly kind: "declare";
        readonly keyword: "const" | "let";
        readonly target: TsPattern;
        readonly type: TsType | undefined;
        readonly value: TsExpression | undefined;
        readonly exported?: boolean;
      }
    | { readonly kind: "return"; readonly value: TsExpression | undefined }
    | { readonly kind: "throw"; readonly value: TsExpression }
    | {
        readonly kind: "if";
        readonly test: TsExpression;
        readonly body: readonly TsStatement[];
        readonly otherwise: readonly TsStatement[];
      }
    | { readonly kind: "while"; readonly test: TsExpression; readonly body: readonly TsStatement[] }
    | {
        readonly kind: "for";
        readonly declares: boolean;
        readonly variable: string;
        readonly start: TsExpression;
        /** A second variable that holds the end, when it must be evaluated once. */
        readonly end: { readonly name: string; readonly value: TsExpression } | undefined;
        readonly test: TsExpression;
        readonly update: TsExpression;
        readonly body: readonly TsStatement[];
      }
    | {
        readonly kind: "forOf";
        readonly keyword: "const" | "let" | undefined;
        readonly target: TsPattern | TsExpression;
        readonly iterable: TsExpression;
        readonly body: readonly TsStatement[];
        readonly isAwait: boolean;
      }
    | {
        readonly kind: "try";
        readonly body: readonly TsStatement[];
        readonly variable: string | undefined;
        readonly handler: readonly TsStatement[] | undefined;
        readonly finally: readonly TsStatement[] | undefined;
      }
    | { readonly kind: "break"; readonly label: string | undefined }
    | { readonly kind: "continue"; readonly label: string | undefined }
    | { readonly kind: "block"; readonly label: string | undefined; readonly body: readonly TsStatement[] }
    | { readonly kind: "function"; readonly name: string; readonly function: TsFunction; readonly exported: boolean }
    | {
        readonly kind: "class";
        readonly name: string;
        readonly typeParameters: readonly string[];
        readonly extends: TsExpression | undefined;
        readonly isAbstract: boolean;
        readonly members: readonly TsMember[];
        readonly exported: boolean;
      }
    | {
        readonly kind: "interface";
        readonly name: string;
        readonly typeParameters: readonly string[];
        readonly members: readonly TsMember[];
        readonly exported: boolean;
      }
    | { readonly kind: "type"; readonly name: string; readonly type: TsType; readonly exported: boolean }
    /** Holds comments only. */
    | { readonly kind: "empty" }
  );

/** The type that says nothing. */
export const ANY_TYPE = { kind: "reference", name: "any", args: [] } as const satisfies TsType;

export const name = (text: string): TsExpression => ({ kind: "name", name: text });
export const literal = (text: string): TsExpression => ({ kind: "literal", text });
export const string = (value: string): TsExpression => ({ kind: "string", value });
export const call = (callee: TsExpression, ...args: TsExpression[]): TsExpression => ({
  kind: "call",
  callee,
  args,
  typeArgs: [],
});
export const member = (object: TsExpression, property: string): TsExpression => ({
  kind: "member",
  object,
  name: property,
  optional: false,
});
export const method = (object: TsExpression, property: string, ...args: TsExpression[]): TsExpression =>
  call(member(object, property), ...args);
export const index = (object: TsExpression, at: TsExpression): TsExpression => ({ kind: "index", object, index: at });
export const binary = (operator: string, left: TsExpression, right: TsExpression): TsExpression => ({
  kind: "binary",
  operator,
  left,
  right,
});
export const not = (operand: TsExpression): TsExpression => ({ kind: "unary", operator: "!", operand });
export const spread = (value: TsExpression): TsExpression => ({ kind: "spread", value });
export const array = (...elements: TsExpression[]): TsExpression => ({ kind: "array", elements });
export const as = (value: TsExpression, type: TsType): TsExpression => ({ kind: "as", value, type });
export const reference = (text: string, ...args: TsType[]): TsType => ({ kind: "reference", name: text, args });
export const parameter = (text: string, type?: TsType, fallback?: TsExpression): TsParameter => ({
  name: { kind: "name", name: text },
  type,
  default: fallback,
  optional: false,
  rest: false,
});

export function create(
  callee: TsExpression,
  args: readonly TsExpression[],
  typeArgs: readonly TsType[] = [],
): TsExpression {
  return { kind: "new", callee, args, typeArgs };
}

export function arrow(
  parameters: readonly TsParameter[],
  body: TsExpression | readonly TsStatement[],
  options: { isAsync?: boolean; result?: TsType } = {},
): TsExpression {
  const statements: readonly TsStatement[] = "kind" in body ? [{ kind: "return", value: body }] : body;
  return {
    kind: "arrow",
    function: {
      parameters,
      result: options.result,
      body: statements,
      isAsync: options.isAsync ?? false,
      isGenerator: false,
      typeParameters: [],
    },
  };
}
