import { basename } from "node:path";
import type { PortFile } from "../engine/api.ts";
import { loadConfiguration } from "../engine/configuration.ts";
import { isVerified, readEvidence } from "../engine/parity-evidence.ts";
import { MAX_SOURCE_BYTES, readSource } from "../engine/read-source.ts";
import { isFailure } from "../host/host.ts";
import { sketchIn } from "../port/notes.ts";
import {
  type Integers,
  type PortedItem,
  type PortNote,
  placeIn,
  type Sketch,
  type Target,
  WEB_FRAMEWORKS,
  type WebTarget,
} from "../port/sketch.ts";
import { count } from "../report/counting.ts";
import { visibleLine } from "../report/visible.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Locale } from "../text/locale.ts";
import { isNotebook } from "../text/notebook.ts";
import { say } from "./messages/index.ts";
import { paintOf } from "./paint.ts";
import { type Conflict, openPortFolder } from "./port-folder.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

/** What to port: a module, or what is named in it. */
export interface Place {
  readonly path: string;
  readonly name: string | undefined;
}

export interface PortCommandOptions {
  readonly to: Target;
  /** Undefined where the port is only printed. */
  readonly out: string | undefined;
  readonly print: boolean;
  readonly report: "pretty" | "json";
  readonly web: WebTarget | undefined;
  readonly integers: Integers | undefined;
  readonly force: boolean;
  readonly locale: Locale;
}

/** `portwright port FILE[::NAME] --to go|ts --out DIR` */
export async function port(session: Session, { path, name }: Place, options: PortCommandOptions): Promise<ExitCode> {
  const isFolder = (await session.host.kindOf(absolute(session, path))) === "directory";
  const original = isFolder ? await readPackage(session, path) : await readOriginal(session, path);
  const { file } = original;
  const source = "files" in original ? original.files : original.text;
  const { web, integers } = await settledOf(session, options);
  const made = await session.port(nameOf(session, file), source, name, options.to, web, integers);
  const text = made.joined?.source ?? (typeof source === "string" ? source : "");
  const sketch = sketchIn(options.locale, withJoined(made, basename(file)));
  if (name !== undefined && sketch.items.length === 0) {
    throw new UsageError(say("port.nothing", { name: visibleLine(name), path: visibleLine(path) }));
  }
  if (options.print) {
    const shownOnly = { session, out: undefined, path, text, sketch, unchanged: [], verified: false };
    session.output.write(options.report === "json" ? jsonReport(shownOnly) : sourcesOf(sketch));
    return sketch.problems.length > 0 ? EXIT.findings : EXIT.clean;
  }
  const { out } = options;
  if (out === undefined) throw new UsageError(say("port.where"));
  const folder = await openPortFolder(session.host, absolute(session, out), MAX_SOURCE_BYTES);
  const plan = await folder.plan(sketch.files);
  if (plan.conflicts.length > 0 && !options.force) throw refusal(session, out, plan.conflicts);
  const written = await folder.write(sketch.files);
  if (!written.done)
    throw new UsageError(say("unwritable", { path: shown(session, written.path), why: written.message }));
  const evidence = await readEvidence(session.host, absolute(session, out), MAX_SOURCE_BYTES);
  const verified = await isVerified(evidence, text, sketch.files);
  const result = { session, out, path, text, sketch, unchanged: plan.unchanged, verified };
  session.output.write(options.report === "json" ? jsonReport(result) : prettyReport(result));
  return sketch.problems.length > 0 ? EXIT.findings : EXIT.clean;
}

/** The web framework and the integers that were asked for, or that the project has set. */
export async function settledOf(
  session: Session,
  { to, web, integers }: Pick<PortCommandOptions, "to" | "web" | "integers">,
): Promise<{ readonly web: WebTarget; readonly integers: Integers }> {
  const known: readonly WebTarget[] = WEB_FRAMEWORKS[to];
  if (web !== undefined && !known.includes(web)) throw new UsageError(say("port.web", { web, to, known }));
  if (web !== undefined && integers !== undefined) return { web, integers };
  const ruleNames = session.rules.map((rule) => rule.name);
  const { settings } = await loadConfiguration(session.host, session.workingDirectory, { ruleNames });
  return { web: web ?? (to === "go" ? settings.goWeb : settings.tsWeb), integers: integers ?? settings.goIntegers };
}

/** The Python file that a place names, with its absolute path. Throws a UsageError where there is none to port. */
export async function readOriginal(
  session: Session,
  path: string,
): Promise<{ readonly file: string; readonly text: string }> {
  const file = absolute(session, path);
  const kind = await session.host.kindOf(file);
  if (kind === "missing") throw new UsageError(say("file.missing", { path: visibleLine(path) }));
  if (kind !== "file") throw new UsageError(say("file.none", { path: visibleLine(path) }));
  if (isNotebook(file)) throw new UsageError(say("file.notebook", { path: visibleLine(path) }));
  const { text, problem } = await readSource(session.host, { file: shown(session, file), path: file });
  if (problem !== undefined) session.errors.write(`warning: ${problem.file}: ${problem.message}\n`);
  if (text === undefined) throw new UsageError(say("port.unreadable", { path: visibleLine(path) }));
  return { file, text };
}

/** Folders of a package that hold no part of the program. */
const APART = /^(\.|__pycache__$|tests?$|migrations$|venv$|node_modules$)/;

/** The Python files below a folder, tests left out; the package is called as the folder is. */
async function readPackage(
  session: Session,
  path: string,
): Promise<{ readonly file: string; readonly files: readonly PortFile[] }> {
  const root = absolute(session, path).replace(/\/$/, "");
  const files: PortFile[] = [];
  const visit = async (folder: string, below: string): Promise<void> => {
    const entries = await session.host.readDirectory(folder);
    if (isFailure(entries)) throw new UsageError(say("port.unreadable", { path: visibleLine(folder) }));
    for (const { name, kind, link } of entries) {
      if (APART.test(name) || link === "loop") continue;
      if (kind === "directory") await visit(`${folder}/${name}`, `${below}${name}/`);
      const isPython = kind === "file" && name.endsWith(".py") && !/^(test_|conftest\.)|_test\.py$/.test(name);
      if (!isPython) continue;
      const { text, problem } = await readSource(session.host, { file: `${below}${name}`, path: `${folder}/${name}` });
      if (problem !== undefined) session.errors.write(`warning: ${problem.file}: ${problem.message}\n`);
      if (text !== undefined) files.push({ path: `${below}${name}`, source: text });
    }
  };
  await visit(root, "");
  if (files.length === 0) throw new UsageError(say("port.empty", { path: visibleLine(path) }));
  return { file: `${root}.py`, files };
}

/** The module that a package was joined to lies beside its port: stubs name its lines. */
function withJoined(sketch: Sketch, name: string): Sketch {
  const { joined } = sketch;
  return joined === undefined ? sketch : { ...sketch, files: [...sketch.files, { path: name, text: joined.source }] };
}

/** The file as stubs and notes speak of it: below the working directory by its path, elsewhere by its name. */
export function nameOf({ workingDirectory }: Session, file: string): string {
  const folder = `${workingDirectory.replace(/\/$/, "")}/`;
  return file.startsWith(folder) ? file.slice(folder.length) : basename(file);
}

interface PortResult {
  readonly session: Session;
  /** The port folder as the user wrote it; undefined where the port was only printed. */
  readonly out: string | undefined;
  /** The Python file as the user wrote it. */
  readonly path: string;
  readonly text: string;
  readonly sketch: Sketch;
  readonly unchanged: readonly string[];
  /** There is evidence that this very port does what this very source does. */
  readonly verified: boolean;
}

function refusal(session: Session, out: string, conflicts: readonly Conflict[]): UsageError {
  const folder = shown(session, absolute(session, out));
  for (const { difference } of conflicts) session.errors.write(`${difference}\n`);
  const names = conflicts.map(({ path }) => visibleLine(path));
  return new UsageError(say("port.changed", { folder, names }));
}

/** Notes by where they stand in the Python file; one that is both an item's and the sketch's appears once. */
function notesOf({ items, notes }: Sketch): PortNote[] {
  const all = [...notes, ...items.flatMap((item) => item.notes)];
  const byPlace = new Map(
    all.map((note) => [`${note.range.start} ${note.range.end} ${note.code} ${note.message}`, note]),
  );
  return [...byPlace.values()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Each file under a line that names it. */
function sourcesOf({ files }: Sketch): string {
  return files.map(({ path, text }) => `// ${"─".repeat(8)} ${visibleLine(path)}\n${text.trimEnd()}\n`).join("\n");
}

function placeOf(folder: string, place: { readonly path: string; readonly line: number }): typeof place {
  return { path: `${folder.replace(/\/$/, "")}/${place.path}`, line: place.line };
}

function prettyReport({ session, out, path, text, sketch, unchanged, verified }: PortResult): string {
  const paint = paintOf(session.output);
  const index = new LineIndex(text);
  const lines: string[] = [];
  for (const note of notesOf(sketch)) {
    const { line, character } = index.positionAt(note.range.start);
    const place = sketch.joined === undefined ? { path, line } : placeOf(path, placeIn(sketch.joined, line));
    const colour = note.severity === "error" ? paint.red : note.severity === "warning" ? paint.yellow : paint.blue;
    lines.push(
      `${paint.bold(visibleLine(`${place.path}:${place.line + 1}:${character + 1}`))}: ${colour(`${note.severity}[${note.code}]`)} ${visibleLine(note.message)}`,
    );
  }
  for (const problem of sketch.problems) lines.push(`${paint.red("check:")} ${visibleLine(problem)}`);
  if (lines.length > 0) lines.push("");
  const with_ = (status: PortedItem["status"]) => sketch.items.filter((item) => item.status === status).length;
  const parts = [
    `${with_("ported")} ported`,
    `${with_("partial")} with departures`,
    `${with_("stub")} as stubs`,
  ].filter((part) => !part.startsWith("0 "));
  const total = count(sketch.items.length, "item");
  const known = sketch.items.reduce((sum, item) => sum + item.typesInferred, 0);
  const unknown = sketch.items.reduce((sum, item) => sum + item.typesUnknown, 0);
  lines.push(
    `${paint.bold(`${verified ? "Verified port" : "Sketch"} of ${visibleLine(path)} in ${sketch.target === "go" ? "Go" : "TypeScript"}`)}: ${total}${parts.length > 0 ? ` (${parts.join(", ")})` : ""}, ${known} of ${count(known + unknown, "type")} known.`,
  );
  const folder = shown(session, absolute(session, out ?? "."));
  for (const { path: file } of sketch.files) {
    const state = unchanged.includes(file) ? "unchanged" : "written";
    lines.push(`  ${paint.dim(state.padEnd(9))} ${visibleLine(`${folder}/${file}`)}`);
  }
  lines.push(
    sketch.problems.length === 0
      ? verified
        ? "It passed the check before showing, and its results were compared with the original's."
        : "It passed the check before showing. It is a sketch until its results are compared with the original's."
      : paint.red("The check before showing found problems: this sketch needs work."),
  );
  return `${lines.join("\n")}\n`;
}

/** The same for programs; places are one-based lines and columns of the Python file. */
function jsonReport({ out, path, text, sketch, unchanged, verified }: PortResult): string {
  const index = new LineIndex(text);
  const at = (offset: number) => {
    const { line, character } = index.positionAt(offset);
    if (sketch.joined === undefined) return { line: line + 1, column: character + 1 };
    const place = placeIn(sketch.joined, line);
    return { file: place.path, line: place.line + 1, column: character + 1 };
  };
  const note = ({ range, ...rest }: PortNote) => ({ ...rest, start: at(range.start), end: at(range.end) });
  const report = {
    version: 1,
    source: path,
    target: sketch.target,
    folder: out ?? null,
    primary: sketch.primary,
    files: sketch.files.map(({ path: file, text: source }) =>
      out === undefined
        ? { path: file, state: "shown", text: source }
        : { path: file, state: unchanged.includes(file) ? "unchanged" : "written" },
    ),
    items: sketch.items.map(({ range, notes, ...item }) => ({
      ...item,
      start: at(range.start),
      end: at(range.end),
      notes: notes.map(note),
    })),
    notes: sketch.notes.map(note),
    problems: sketch.problems,
    verified,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
