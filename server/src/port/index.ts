import type { PyTree } from "../syntax/py-tree.ts";
import { LineIndex } from "../text/line-index.ts";
import { type GoTools, portToGo } from "./go/index.ts";
import { type GoCompiler, type GoStub, mendGo } from "./go/mend.ts";
import { writesBeyondWords } from "./ir/beyond-words.ts";
import { buildModule } from "./ir/build/index.ts";
import { inferModule } from "./ir/infer/index.ts";
import type { Module } from "./ir/nodes.ts";
import { splitRetyped } from "./ir/retyped.ts";
import { itemsOf } from "./items.ts";
import { selectDefinitions } from "./select.ts";
import {
  type LineLink,
  type PortNote,
  type PortRequest,
  type Sketch,
  type SketchFile,
  type Target,
  WEB_FRAMEWORKS,
  type WebTarget,
} from "./sketch.ts";
import { portToTypeScript } from "./ts/index.ts";
import type { Cast, Mended } from "./ts/mend.ts";

export * from "./sketch.ts";

/** What a port works with that must be loaded; the host makes it, since this room does no I/O. */
export interface PortRoomTools {
  readonly go: GoTools;
  /** Type-checks TypeScript files and gives the problems; undefined leaves the check out. */
  readonly checkTypeScript: ((files: readonly SketchFile[]) => Promise<readonly string[]>) | undefined;
  /** Casts what the check refuses; undefined leaves the files as they are. */
  readonly mendTypeScript?: ((files: readonly SketchFile[]) => Promise<Mended>) | undefined;
  /** Asks the Go compiler of the machine; what it refuses becomes a stub. Undefined leaves the files as they are. */
  readonly compileGo?: GoCompiler | undefined;
}

/**
 * Ports what the request names. Any Python that parses gives a sketch: what has no port is a stub with a note. The notes of a
 * sketch with syntax errors name the places.
 */
export async function portModule(request: PortRequest, tree: PyTree, tools: PortRoomTools): Promise<Sketch> {
  const whole = buildModule(tree, moduleName(request.file), request.target);
  splitRetyped(whole);
  const hasOneNumber = request.target === "ts";
  inferModule(whole, {
    wideIntegers: hasOneNumber || leavesWords(whole, request.integers),
    exactBits: hasOneNumber ? 53 : 63,
    keepsIntegers: hasOneNumber,
  });
  const notes: PortNote[] = tree.errors().map((range) => ({
    severity: "error",
    code: "syntax-error",
    message: "Python does not parse here; the port leaves this place out",
    range,
  }));
  const selected =
    request.names === undefined ? { module: whole, unknown: [] } : selectDefinitions(whole, request.names);
  for (const name of selected.unknown) {
    notes.push({
      severity: "error",
      code: "unknown-name",
      message: `${request.file} defines nothing called ${name}`,
      range: { start: 0, end: 0 },
    });
  }
  const { module } = selected;
  const port =
    request.target === "go" ? await toGo(module, request, tools) : await toTypeScript(module, request, tools);
  const all = uniqueNotes([...notes, ...module.notes, ...port.notes]);
  return {
    target: request.target,
    primary: port.primary,
    files: port.files,
    items: itemsOf(module, all, {
      source: request.source,
      primary: port.files.find(({ path }) => path === port.primary)?.text ?? "",
      links: port.links,
      helpers: port.helpers,
    }),
    notes: all,
    links: port.links,
    symbols: port.symbols,
    problems: port.problems,
    asked: { web: request.web, integers: request.integers },
  };
}

/** Whether integers that may leave 64 bits are told apart in a target whose integers are words. */
function leavesWords(module: Module, integers: PortRequest["integers"]): boolean {
  return integers === "big" || (integers !== "int" && writesBeyondWords(module));
}

async function toGo(module: Module, request: PortRequest, tools: PortRoomTools) {
  const name = fileName(request.file);
  const port = portToGo(module, request.source, name, tools.go, frameworkOf("go", request.web));
  if (tools.compileGo === undefined || port.problems.length > 0) return port;
  const mended = await mendGo(port.files, port.primary, port.links, name, tools.compileGo);
  return {
    ...port,
    files: mended.files,
    links: mended.links,
    notes: [...port.notes, ...stubNotes(mended.stubs, port.links, request.source)],
    problems: mended.problems,
  };
}

/** One note for each declaration that became a stub, at the line of Python that it came from. */
function stubNotes(stubs: readonly GoStub[], links: readonly LineLink[], source: string): PortNote[] {
  const lines = new LineIndex(source);
  return stubs.map(({ line, message }) => {
    const link = links.findLast((each) => each.target[0] <= line && line < each.target[1]);
    const first = link?.python[0] ?? 0;
    const start = lines.lineStart(first);
    const indentation = /^[ \t]*/.exec(source.slice(start, lines.lineEnd(first, source)))?.[0].length ?? 0;
    return {
      severity: "error",
      code: "unsupported",
      message: `what this comes to in Go does not build, so that it is a stub: ${message}`,
      range: { start: start + indentation, end: lines.lineEnd(first, source) },
    };
  });
}

async function toTypeScript(module: Module, request: PortRequest, tools: PortRoomTools) {
  const port = portToTypeScript(module, request.source, frameworkOf("ts", request.web));
  const problems = (await tools.checkTypeScript?.(port.files)) ?? [];
  if (problems.length === 0 || tools.mendTypeScript === undefined) return { ...port, problems };
  const { files, casts } = await tools.mendTypeScript(port.files);
  return {
    ...port,
    files,
    notes: [...port.notes, ...castNotes(casts, port.links, request.source)],
    problems: (await tools.checkTypeScript?.(files)) ?? [],
  };
}

/** One note for each line of Python whose port has a cast. */
function castNotes(casts: readonly Cast[], links: readonly LineLink[], source: string): PortNote[] {
  const lines = new LineIndex(source);
  return casts.map(({ line, message }) => {
    // The links are ordered from the outside in; the last that holds the line is the closest.
    const link = links.findLast((each) => each.target[0] <= line && line < each.target[1]);
    const first = link === undefined ? 0 : Math.min(link.python[0] + line - link.target[0], link.python[1] - 1);
    return {
      severity: "warning",
      code: "cast",
      message: `the types of the port do not line up here, so that it has a cast: ${message}`,
      range: { start: lines.lineStart(first), end: lines.lineEnd(first, source) },
    };
  });
}

function frameworkOf<T extends Target>(target: T, wanted: WebTarget | undefined): (typeof WEB_FRAMEWORKS)[T][number] {
  const known: readonly (typeof WEB_FRAMEWORKS)[T][number][] = WEB_FRAMEWORKS[target];
  return known.find((each) => each === wanted) ?? known[0];
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The stem of the file, made a name that can be imported. */
function moduleName(path: string): string {
  const stem = fileName(path).replace(/\.pyi?$/, "");
  return stem === "__init__" ? (path.split("/").at(-2) ?? "index") : stem;
}

/** Both stages may say the same of one place. */
function uniqueNotes(notes: readonly PortNote[]): PortNote[] {
  const seen = new Set<string>();
  return notes
    .filter((note) => {
      const key = `${note.code} ${note.range.start} ${note.range.end} ${note.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.range.start - b.range.start);
}
