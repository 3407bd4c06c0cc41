import type { Range } from "../text/range.ts";

export const TARGETS = ["go", "ts"] as const;
export type Target = (typeof TARGETS)[number];

/** The web frameworks that services can be ported to, by target; the first is the default. */
export const WEB_FRAMEWORKS = { go: ["net/http", "gin", "echo"], ts: ["hono", "fastify", "express"] } as const;
export type GoWeb = (typeof WEB_FRAMEWORKS)["go"][number];
export type TsWeb = (typeof WEB_FRAMEWORKS)["ts"][number];
export type WebTarget = GoWeb | TsWeb;

/**
 * What integers of a port to Go are: `int`; of any size where they may leave 64 bits; or (`auto`) that only in modules that write an integer
 * beyond 64 bits themselves.
 */
export const INTEGERS = ["auto", "int", "big"] as const;
export type Integers = (typeof INTEGERS)[number];

/** A file of a port, its path relative to the port folder, with forward slashes. */
export interface SketchFile {
  readonly path: string;
  readonly text: string;
}

/** Something the reader of a port must know: a departure from Python's meaning, or a construct that became a stub. */
export interface PortNote {
  readonly severity: "error" | "warning" | "info";
  /** Stable code of the note: `unsupported`, `unbounded-int`, `dynamic-type`, … */
  readonly code: string;
  readonly message: string;
  /** Where in the Python source. */
  readonly range: Range;
}

/** What became of one function, method or class. */
export interface PortedItem {
  /** Dotted name within the module. */
  readonly name: string;
  readonly status: "ported" | "partial" | "stub";
  /** Parameters and result with the types that the port is made for, as Python would annotate them; fields for a class. */
  readonly signature: string;
  readonly typesInferred: number;
  readonly typesUnknown: number;
  /** What it uses of the runtime file. */
  readonly helpers: readonly string[];
  readonly notes: readonly PortNote[];
  readonly range: Range;
}

/** A run of target lines that came from a run of Python lines; zero-based, ends exclusive. */
export interface LineLink {
  readonly target: readonly [start: number, end: number];
  readonly python: readonly [start: number, end: number];
}

/** What the definitions of a module are called in its port; keys are Python's names. */
export interface PortSymbols {
  /** By dotted name: functions, static methods and class methods. */
  readonly functions: Readonly<Record<string, string>>;
  readonly classes: Readonly<
    Record<
      string,
      {
        /** The type that objects are of. */
        readonly name: string;
        /** What makes an object; undefined where nothing makes one of exactly this class. */
        readonly make: string | undefined;
        readonly methods: Readonly<Record<string, string>>;
        /** Of an enum. */
        readonly members: Readonly<Record<string, string>>;
      }
    >
  >;
}

/** A port of a function, class or module. Without parity evidence it is a sketch, and is called that. */
export interface Sketch {
  readonly target: Target;
  /** The file that the preview shows. */
  readonly primary: string;
  /** Everything that the port needs to build, the primary file included. */
  readonly files: readonly SketchFile[];
  readonly items: readonly PortedItem[];
  readonly notes: readonly PortNote[];
  /** Line links of the primary file. */
  readonly links: readonly LineLink[];
  readonly symbols: PortSymbols;
  /** What the check before showing found: empty when the output parses (and, for TypeScript, type-checks). */
  readonly problems: readonly string[];
  /** What was asked for, so that a part of it can be ported alike. */
  readonly asked?: Pick<PortRequest, "web" | "integers">;
  /** For a package: its modules as the one that ranges are of. */
  readonly joined?: JoinedPackage;
}

/** A package as one module. */
export interface JoinedPackage {
  readonly source: string;
  readonly places: readonly JoinedPlace[];
  /** Files that the module where the program starts does not reach, so that they are no part of it. */
  readonly leftOut: readonly string[];
}

/** The line of the joined module, zero-based, from which on its lines are those of a file. */
export interface JoinedPlace {
  readonly line: number;
  readonly path: string;
}

/** The file that a line of a joined module comes from, with the line there. */
export function placeIn({ places }: JoinedPackage, line: number): { readonly path: string; readonly line: number } {
  const place = places.findLast((each) => each.line <= line) ?? places[0];
  return place === undefined ? { path: "", line } : { path: place.path, line: Math.max(0, line - place.line) };
}

/** What to port: a whole module, or what is named (with what it needs). */
export interface PortRequest {
  /** Path of the module relative to the workspace root; its stem names the target module. */
  readonly file: string;
  readonly source: string;
  /** Dotted names within the module; undefined ports the module. */
  readonly names?: readonly string[];
  readonly target: Target;
  /** What a web service is written for; the target's default where nothing, or another target's framework, is asked for. */
  readonly web?: WebTarget | undefined;
  /** What integers are in Go; `auto` where nothing is asked for. */
  readonly integers?: Integers | undefined;
}
