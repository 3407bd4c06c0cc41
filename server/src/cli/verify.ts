import { EVIDENCE, evidenceOf, isProof, portFilesIn, writeEvidence } from "../engine/parity-evidence.ts";
import { MAX_SOURCE_BYTES } from "../engine/read-source.ts";
import { isFailure } from "../host/host.ts";
import {
  BadInput,
  countsOf,
  type Failed,
  type ParityItem,
  type ParityReport,
  type ParityResult,
  type Shown,
} from "../port/parity/index.ts";
import type { Integers, Sketch, SketchFile, Target } from "../port/sketch.ts";
import { count } from "../report/counting.ts";
import type { Paint } from "../report/index.ts";
import { visible, visibleLine } from "../report/visible.ts";
import { say } from "./messages/index.ts";
import { paintOf } from "./paint.ts";
import { nameOf, type Place, readOriginal, settledOf } from "./port.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

export interface VerifyCommandOptions {
  readonly to: Target;
  readonly integers: Integers | undefined;
  readonly port: string | undefined;
  readonly inputs: string | undefined;
  readonly cases: number;
  readonly seed: number;
  readonly timeout: number;
  readonly memory: number;
  readonly tolerance: number;
  readonly python: string | undefined;
  readonly format: "pretty" | "json";
}

/** A program may take longer than one call of a function. */
const PROGRAM_TIMEOUTS = 15;
/** All inputs of one function together, in timeouts of one. */
const BUDGET_TIMEOUTS = 15;

/** `portwright verify FILE[::NAME] --to go|ts` */
export async function verify(session: Session, place: Place, options: VerifyCommandOptions): Promise<ExitCode> {
  const { path, name } = place;
  const { file, text } = await readOriginal(session, path);
  const inputs = options.inputs === undefined ? undefined : await readText(session, options.inputs);
  const { web, integers } = await settledOf(session, { ...options, web: undefined });
  const sketch = await session.port(nameOf(session, file), text, name, options.to, web, integers);
  if (name !== undefined && sketch.items.length === 0)
    throw new UsageError(say("verify.nothing", { name: visibleLine(name), path: visibleLine(path) }));
  const folder = options.port === undefined ? undefined : absolute(session, options.port);
  const files = folder === undefined ? sketch.files : await filesOf(session, folder, sketch);
  const timeout = options.timeout * 1000;
  const progress = (each: string, done: number, total: number): void => {
    if (session.errors.isTerminal) session.errors.write(`\r\u001b[K${done}/${total} ${visibleLine(each)}`);
  };
  const report = await asUsage(() =>
    session.verify(text, {
      original: file,
      name,
      sketch,
      files,
      folder,
      inputs,
      options: {
        cases: options.cases,
        seed: options.seed,
        tolerance: options.tolerance,
        budget: timeout * BUDGET_TIMEOUTS,
      },
      limits: {
        timeout,
        programTimeout: timeout * PROGRAM_TIMEOUTS,
        megabytes: options.memory,
        python: options.python,
      },
      progress,
    }),
  );
  if (session.errors.isTerminal) session.errors.write("\r\u001b[K");
  if ("missing" in report) return tellFailed(session, options, path, report);
  const verified = isProof(report);
  if (folder !== undefined) {
    const failure = await writeEvidence(session.host, folder, await evidenceOf(path, text, files, report));
    if (failure !== undefined)
      throw new UsageError(say("unwritable", { path: shown(session, `${folder}/${EVIDENCE}`), why: failure.message }));
  }
  const told = { session, options, path, report, verified, folder };
  session.output.write(options.format === "json" ? jsonReport(told) : prettyReport(told));
  // Nothing that could be compared is no proof, and so no success.
  return verified ? EXIT.clean : EXIT.findings;
}

async function asUsage<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BadInput) throw new UsageError(error.message);
    throw error;
  }
}

async function readText(session: Session, path: string): Promise<string> {
  const bytes = await session.host.readFile(absolute(session, path), MAX_SOURCE_BYTES);
  if (isFailure(bytes)) throw new UsageError(say("unreadable", { path: visibleLine(path), why: bytes.message }));
  return new TextDecoder().decode(bytes);
}

/** The port in the user's folder. */
async function filesOf(session: Session, folder: string, sketch: Sketch): Promise<readonly SketchFile[]> {
  const files = await portFilesIn(session.host, folder, sketch, MAX_SOURCE_BYTES);
  if (files !== undefined) return files;
  const where = shown(session, folder);
  throw new UsageError(say("verify.no-port", { folder: where, file: sketch.primary }));
}

/** A missing tool says nothing of the port; one that does not build is no port. */
function tellFailed(
  session: Session,
  { format, to }: VerifyCommandOptions,
  path: string,
  { failed, missing }: Failed,
): ExitCode {
  if (missing) throw new UsageError(failed);
  if (format === "json") {
    const report = { version: 1, source: path, target: to, verified: false, failed, functions: [] };
    session.output.write(`${JSON.stringify(report, null, 2)}\n`);
  } else session.output.write(`${paintOf(session.output).red("not run:")} ${visible(failed)}\n`);
  return EXIT.findings;
}

interface Told {
  readonly session: Session;
  readonly options: VerifyCommandOptions;
  readonly path: string;
  readonly report: ParityReport;
  readonly verified: boolean;
  readonly folder: string | undefined;
}

function prettyReport({ session, options, path, report, verified, folder }: Told): string {
  const paint = paintOf(session.output);
  const lines: string[] = [];
  for (const item of report.items) lines.push(...itemLines(item, options, paint));
  if (lines.length > 0) lines.push("");
  const { verified: same, differs, notRun, cases } = countsOf(report.items);
  const language = options.to === "go" ? "Go" : "TypeScript";
  const parts = [`${same} verified`, `${differs} differ`, `${notRun} not run`].filter((part) => !part.startsWith("0 "));
  lines.push(
    `${paint.bold(`${visibleLine(path)} in ${language}`)}: ${parts.join(", ") || "nothing to compare"}; ${count(cases, "case")}, seed ${report.seed}.`,
  );
  if (report.failed !== undefined)
    lines.push(
      `${paint.red("The port of the whole module cannot be run:")} ${visibleLine(report.failed)} Each definition was ported by itself.`,
    );
  if (verified && folder !== undefined)
    lines.push(
      `${visibleLine(shown(session, `${folder}/${EVIDENCE}`))} keeps the evidence: this port is verified until it or the original changes.`,
    );
  else if (verified) lines.push("With --port FOLDER the evidence is kept beside the port.");
  else if (same + differs === 0) lines.push("Nothing could be compared: the port stays a sketch.");
  return `${lines.join("\n")}\n`;
}

function itemLines({ name, result }: ParityItem, options: VerifyCommandOptions, paint: Paint): string[] {
  const head = paint.bold(visibleLine(name === "__main__" ? "the program" : name));
  switch (result.kind) {
    case "verified":
      return [
        `${paint.green("verified")} ${head} (${casesText(result)})`,
        ...result.departures.flatMap((departure) => [
          `  ${paint.yellow("announced")} ${departure.code}: ${departure.message}`,
          ...shownLines(departure.difference, options, "    "),
        ]),
      ];
    case "differs":
      return [`${paint.red("differs")}  ${head}`, ...shownLines(result.difference, options, "  ")];
    case "not-run":
      return [`${paint.dim("not run")}  ${head}: ${visibleLine(result.reason)}`];
    default:
      return result satisfies never;
  }
}

function casesText({ cases, byTolerance }: ParityResult & { kind: "verified" }): string {
  const close = byTolerance === 0 ? "" : `; in ${byTolerance} a float within the tolerance`;
  return `${count(cases, "case")}${close}`;
}

function shownLines(difference: Shown, { to }: VerifyCommandOptions, indent: string): string[] {
  const { what, path, python, port, input } = difference;
  const where = path === "" ? "" : ` at ${path}`;
  const label = to === "go" ? "Go" : "TypeScript";
  const width = Math.max(label.length, "Python".length);
  return [
    `${indent}${visibleLine(input)}`,
    `${indent}${"Python".padEnd(width)} ${visibleLine(cut(python))}`,
    `${indent}${label.padEnd(width)} ${visibleLine(cut(port))}${what === "result" && where === "" ? "" : `   (${what}${where})`}`,
  ];
}

const MAX_SHOWN = 400;

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function jsonReport({ path, report, verified, folder, options }: Told): string {
  const { target, seed, items } = report;
  const functions = items.map(({ name, result: { kind, ...rest } }) => ({ name, status: kind, ...rest }));
  const told = {
    version: 1,
    source: path,
    target,
    seed,
    verified,
    ...(folder === undefined ? {} : { folder: options.port }),
    counts: countsOf(items),
    ...(report.failed === undefined ? {} : { failed: report.failed }),
    functions,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
