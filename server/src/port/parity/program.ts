import type { ProgramInput, ProgramRun, Started } from "./machine.ts";
import type { ParityResult } from "./report.ts";

/** Runs the original and the port as programs, and compares what they print and how they end. */
export async function verifyProgram(started: Started, inputs: readonly ProgramInput[]): Promise<ParityResult> {
  let cases = 0;
  for (const input of inputs) {
    const python = await started.runProgram("python", input);
    if (python.kind === "timeout") return { kind: "not-run", reason: "the original does not come to an end in time" };
    const port = await started.runProgram("port", input);
    const found = differenceOf(python, port);
    if (found === undefined) {
      cases++;
      continue;
    }
    const again = await started.runProgram("again", input);
    if (again.kind === "timeout" || again.stdout !== python.stdout || again.code !== python.code)
      return { kind: "not-run", reason: "the original itself prints something else each time" };
    const words = [
      ...input.args.map((word) => JSON.stringify(word)),
      ...(input.stdin === "" ? [] : [`< ${JSON.stringify(input.stdin)}`]),
    ];
    return {
      kind: "differs",
      cases,
      difference: { call: 0, ...found, input: words.length === 0 ? "without arguments" : words.join(" ") },
    };
  }
  return { kind: "verified", cases, byTolerance: 0, departures: [] };
}

type Ended = ProgramRun & { readonly kind: "ended" };

function differenceOf(python: Ended, port: ProgramRun) {
  if (port.kind === "timeout")
    return {
      what: "hang" as const,
      path: "",
      python: `ends with code ${python.code}`,
      port: "does not come to an end in time",
    };
  if (python.stdout !== port.stdout) {
    const [a, b] = [python.stdout.split("\n"), port.stdout.split("\n")];
    let line = 0;
    while (line < Math.min(a.length, b.length) && a[line] === b[line]) line++;
    const shown = (lines: readonly string[]): string =>
      line < lines.length ? JSON.stringify(lines[line]) : "nothing more";
    const ends = port.code === python.code ? "" : ` and ends with code ${port.code}${said(port)}`;
    return {
      what: "output" as const,
      path: `line ${line + 1}`,
      python: `prints ${shown(a)}`,
      port: `prints ${shown(b)}${ends}`,
    };
  }
  if (!sameCode(python.code, port.code))
    return {
      what: "error" as const,
      path: "",
      python: `ends with code ${python.code}${said(python)}`,
      port: `ends with code ${port.code}${said(port)}`,
    };
  const [raised, failed] = [exceptionOf(python.stderr), exceptionOf(port.stderr)];
  if (python.code !== 0 && raised !== undefined && failed !== undefined && raised !== failed)
    return { what: "error" as const, path: "", python: `fails with ${raised}`, port: `fails with ${failed}` };
  return undefined;
}

/** A panic of Go ends with 2, where an uncaught exception of Python ends with 1. */
function sameCode(python: number, port: number): boolean {
  return python === port || (python === 1 && port === 2);
}

function said({ stderr }: Ended): string {
  const line = stderr.trim().split("\n").at(-1) ?? "";
  return line === "" ? "" : `: ${line}`;
}

/** The class of the exception that ended a program: Python tells it last, ports tell it in a line of its own. */
function exceptionOf(stderr: string): string | undefined {
  const classes = [
    ...stderr.matchAll(/^(?:Uncaught |.*\n)?([A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Iteration))\b(?::|$)/gm),
  ];
  return classes.at(-1)?.[1].split(".").at(-1);
}
