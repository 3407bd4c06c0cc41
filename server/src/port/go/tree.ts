import type { Range } from "../../text/range.ts";

/** A type as Go writes it. `package` is an import path; the printer collects the imports from it. */
export type GoType =
  | { readonly kind: "named"; readonly name: string; readonly package?: string; readonly args?: readonly GoType[] }
  | { readonly kind: "pointer"; readonly to: GoType }
  | { readonly kind: "slice"; readonly of: GoType }
  | { readonly kind: "map"; readonly key: GoType; readonly value: GoType }
  | { readonly kind: "channel"; readonly of: GoType; readonly direction?: "send" | "receive" }
  | { readonly kind: "function"; readonly params: readonly GoType[]; readonly results: readonly GoType[] }
  | { readonly kind: "struct"; readonly fields: readonly GoField[] }
  | { readonly kind: "interface"; readonly embeds: readonly GoType[]; readonly methods: readonly GoMethodSignature[] }
  | {
      readonly kind: "constraint";
      readonly terms: readonly { readonly approximate: boolean; readonly type: GoType }[];
    };

export interface GoField {
  /** Undefined embeds the type. */
  readonly name?: string;
  readonly type: GoType;
  readonly tag?: string;
  readonly comment?: string;
}

export interface GoMethodSignature {
  readonly name: string;
  readonly params: readonly GoParam[];
  readonly results: readonly GoType[];
}

export interface GoParam {
  readonly name: string;
  readonly type: GoType;
  readonly variadic?: boolean;
}

export interface GoTypeParam {
  readonly name: string;
  readonly constraint: GoType;
}

export type GoBinaryOperator =
  | "||"
  | "&&"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "|"
  | "^"
  | "*"
  | "/"
  | "%"
  | "<<"
  | ">>"
  | "&"
  | "&^";

export type GoExpr =
  | { readonly kind: "name"; readonly name: string }
  /** A package-level name of another package, by import path. */
  | { readonly kind: "qualified"; readonly package: string; readonly name: string }
  /** A number as Go writes it. */
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "string"; readonly value: string; readonly raw?: boolean }
  | { readonly kind: "rune"; readonly codePoint: number }
  | {
      readonly kind: "call";
      readonly callee: GoExpr;
      readonly args: readonly GoExpr[];
      readonly typeArgs?: readonly GoType[];
      /** Whether the last argument is followed by `...`. */
      readonly spread?: boolean;
    }
  | { readonly kind: "convert"; readonly type: GoType; readonly value: GoExpr }
  | { readonly kind: "index"; readonly value: GoExpr; readonly index: GoExpr }
  | { readonly kind: "slice"; readonly value: GoExpr; readonly low?: GoExpr; readonly high?: GoExpr }
  | { readonly kind: "selector"; readonly value: GoExpr; readonly name: string }
  | { readonly kind: "unary"; readonly operator: "-" | "+" | "!" | "^" | "&" | "*" | "<-"; readonly value: GoExpr }
  | { readonly kind: "binary"; readonly operator: GoBinaryOperator; readonly left: GoExpr; readonly right: GoExpr }
  | {
      readonly kind: "composite";
      /** Undefined where the surrounding literal fixes the type. */
      readonly type?: GoType;
      readonly elements: readonly GoElement[];
      /** Whether each element stands on a line of its own. */
      readonly multiline?: boolean;
    }
  | {
      readonly kind: "function";
      readonly params: readonly GoParam[];
      readonly results: readonly GoParam[];
      readonly body: GoBlock;
    }
  | { readonly kind: "assert"; readonly value: GoExpr; readonly type: GoType }
  /** A type in the place of an argument, as in `make` and `new`. */
  | { readonly kind: "type"; readonly type: GoType }
  /** A generic function with its type arguments, not called. */
  | { readonly kind: "instance"; readonly value: GoExpr; readonly typeArgs: readonly GoType[] };

export interface GoElement {
  readonly key?: GoExpr;
  readonly value: GoExpr;
}

export type GoAssignOperator = "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "&=" | "|=" | "^=" | "<<=" | ">>=" | "&^=";

/** A statement. `source` is where in the Python text it comes from. */
export type GoStmt = GoStmtShape & { readonly source?: Range };

export type GoStmtShape =
  | { readonly kind: "expression"; readonly value: GoExpr }
  | { readonly kind: "define"; readonly names: readonly string[]; readonly values: readonly GoExpr[] }
  | {
      readonly kind: "assign";
      readonly targets: readonly GoExpr[];
      readonly operator: GoAssignOperator;
      readonly values: readonly GoExpr[];
      /** The value alone would give a declared variable another type (`nil`, a constant, an implementation of an interface). */
      readonly inexact?: boolean;
    }
  | { readonly kind: "step"; readonly target: GoExpr; readonly operator: "++" | "--" }
  | { readonly kind: "var"; readonly names: readonly string[]; readonly type?: GoType; readonly value?: GoExpr }
  | { readonly kind: "const"; readonly name: string; readonly value: GoExpr }
  | {
      readonly kind: "if";
      readonly init?: GoStmt;
      readonly condition: GoExpr;
      readonly body: GoBlock;
      readonly otherwise?: GoBlock;
    }
  | {
      readonly kind: "for";
      readonly init?: GoStmt;
      readonly condition?: GoExpr;
      readonly post?: GoStmt;
      readonly body: GoBlock;
    }
  | {
      readonly kind: "range";
      readonly key?: GoExpr;
      readonly value?: GoExpr;
      /** Whether the loop declares its variables (`:=`) or assigns to existing ones (`=`). */
      readonly declares: boolean;
      readonly over: GoExpr;
      readonly body: GoBlock;
    }
  | { readonly kind: "switch"; readonly init?: GoStmt; readonly tag?: GoExpr; readonly cases: readonly GoCase[] }
  | {
      readonly kind: "type-switch";
      readonly bind?: string;
      readonly value: GoExpr;
      readonly cases: readonly GoTypeCase[];
    }
  | { readonly kind: "select"; readonly cases: readonly GoSelectCase[] }
  | { readonly kind: "return"; readonly values: readonly GoExpr[] }
  | { readonly kind: "break"; readonly label?: string }
  | { readonly kind: "continue"; readonly label?: string }
  | { readonly kind: "label"; readonly name: string; readonly body: GoStmt }
  | { readonly kind: "block"; readonly body: GoBlock }
  | { readonly kind: "go"; readonly call: GoExpr }
  | { readonly kind: "defer"; readonly call: GoExpr }
  | { readonly kind: "send"; readonly channel: GoExpr; readonly value: GoExpr }
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "blank" };

export type GoBlock = readonly GoStmt[];

export interface GoCase {
  /** Empty for `default`. */
  readonly values: readonly GoExpr[];
  readonly body: GoBlock;
}

export interface GoTypeCase {
  /** Empty for `default`; undefined in the list stands for `nil`. */
  readonly types: readonly (GoType | undefined)[];
  readonly body: GoBlock;
}

export interface GoSelectCase {
  /** Undefined for `default`. */
  readonly communication?: GoStmt;
  readonly body: GoBlock;
}

export interface GoReceiver {
  readonly name: string;
  readonly type: GoType;
}

/** A declaration of a file. `doc` is the text of its comment, without the slashes. */
export type GoDecl = GoDeclShape & { readonly doc?: string; readonly source?: Range };

export type GoDeclShape =
  | {
      readonly kind: "function";
      readonly name: string;
      readonly receiver?: GoReceiver;
      readonly typeParams?: readonly GoTypeParam[];
      readonly params: readonly GoParam[];
      readonly results: readonly GoParam[];
      readonly body: GoBlock;
    }
  | {
      readonly kind: "type";
      readonly name: string;
      readonly typeParams?: readonly GoTypeParam[];
      readonly type: GoType;
      readonly alias?: boolean;
    }
  | { readonly kind: "var"; readonly name: string; readonly type?: GoType; readonly value?: GoExpr }
  | { readonly kind: "const"; readonly entries: readonly GoConstEntry[] }
  | { readonly kind: "comment"; readonly text: string };

export interface GoConstEntry {
  readonly name: string;
  readonly type?: GoType;
  /** Undefined repeats the expression above, as `iota` groups do. */
  readonly value?: GoExpr;
  readonly comment?: string;
}

export interface GoFile {
  readonly package: string;
  /** The package comment, without the slashes. */
  readonly doc?: string;
  /** Further import paths, beside those that qualified names call for. */
  readonly imports?: readonly string[];
  readonly decls: readonly GoDecl[];
}
