import { runCommandLine } from "../../server/src/cli/command-line.ts";
import type { ExitCode, Session, Stream } from "../../server/src/cli/session.ts";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { createOwnExtraction } from "../../server/src/host/node/extraction.ts";
import { loadPythonParser } from "../../server/src/host/node/parser.ts";
import type { Sketch } from "../../server/src/port/sketch.ts";
import { RULES } from "../../server/src/rules/index.ts";
import { type MemoryEntry, type MemoryHost, memoryHost } from "../host/memory-host.ts";

export interface Outcome {
  readonly code: ExitCode;
  readonly output: string;
  readonly errors: string;
  readonly host: MemoryHost;
}

export interface Circumstances {
  readonly terminal?: boolean;
  readonly session?: Partial<Session>;
  /** An earlier outcome's host, to go on with. */
  readonly host?: MemoryHost;
}

/** Runs a command line in /w over a made-up file system whose names are relative to it. */
export async function run(
  files: Readonly<Record<string, MemoryEntry>>,
  words: string,
  circumstances: Circumstances = {},
): Promise<Outcome> {
  const host =
    circumstances.host ??
    memoryHost(Object.fromEntries(Object.entries(files).map(([name, entry]) => [`/w/${name}`, entry])));
  const output = capture(circumstances.terminal ?? false);
  const errors = capture(circumstances.terminal ?? false);
  const parser = await loadPythonParser();
  const session: Session = {
    version: "0.0.0-test",
    host,
    workingDirectory: "/w",
    output,
    errors,
    rules: RULES.map((rule) => rule.meta),
    extractor: "e1",
    openCache: () => undefined,
    extraction: createOwnExtraction,
    createWorkspace: async () => createWorkspace(parser),
    port: async (file, _, name, target) => sketch(file, name, target),
    verify: async () => ({ failed: "Python 3 is missing: `python3` cannot be run.", missing: true }),
    git: async () => ({ kind: "missing" }),
    serveAgents: async () => {},
    ...circumstances.session,
  };
  const code = await runCommandLine(
    words.split(" ").filter((word) => word !== ""),
    session,
  );
  return { code, output: output.text, errors: errors.text, host };
}

interface Capture extends Stream {
  text: string;
}

function capture(isTerminal: boolean): Capture {
  return {
    text: "",
    isTerminal,
    hasColours: isTerminal,
    columns: 100,
    write(text) {
      this.text += text;
    },
  };
}

/** A port of one function, made up: the command line is tested here, not the porting. */
export function sketch(file: string, name: string | undefined, target: "go" | "ts"): Sketch {
  const primary = `${file.replace(/^.*\/|\.py$/g, "")}.${target}`;
  const range = { start: 0, end: 10 };
  const notes = [
    { severity: "warning", code: "unsupported", message: "`eval` became a stub.", range: { start: 13, end: 17 } },
  ] as const;
  return {
    target,
    primary,
    files: [
      { path: primary, text: `// port of ${name ?? file}\n` },
      { path: "runtime/helpers.go", text: "// helpers\n" },
    ],
    items:
      name === "missing"
        ? []
        : [
            {
              name: name ?? "main",
              status: "partial",
              typesInferred: 3,
              typesUnknown: 1,
              signature: "main() -> None",
              helpers: [],
              notes,
              range,
            },
          ],
    notes: [],
    links: [],
    symbols: { functions: {}, classes: {} },
    problems: [],
  };
}
