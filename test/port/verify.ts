import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createParityMachine } from "../../server/src/host/node/parity.ts";
import { createGoFormatter } from "../../server/src/port/go/index.ts";
import { type PortRoomTools, portModule, type SketchFile, type Target } from "../../server/src/port/index.ts";
import {
  type Failed,
  type ParityReport,
  type ParityRequest,
  type ParityResult,
  verifyPort,
} from "../../server/src/port/parity/index.ts";
import { pythonParser } from "../syntax/parsers.ts";

const require = createRequire(new URL("../../server/package.json", import.meta.url));
const gofmt = createGoFormatter(readFileSync(require.resolve("@wasm-fmt/gofmt/gofmt.wasm")));
const tools: PortRoomTools = { go: { format: gofmt, errors: () => [] }, checkTypeScript: undefined };

export interface Circumstances {
  readonly target?: Target;
  readonly name?: string;
  readonly inputs?: string;
  readonly cases?: number;
  readonly seed?: number;
  readonly timeout?: number;
  /** Changes the port before it is run. */
  readonly patch?: (files: readonly SketchFile[]) => readonly SketchFile[];
  readonly env?: NodeJS.ProcessEnv;
  readonly python?: string;
}

/** Ports a module, and compares the port with it on this machine. */
export async function verifySource(source: string, circumstances: Circumstances = {}): Promise<ParityReport | Failed> {
  const { target = "ts", name, patch, env, timeout = 2000, python } = circumstances;
  const folder = mkdtempSync(join(tmpdir(), "portwright-test-"));
  try {
    mkdirSync(folder, { recursive: true });
    const original = join(folder, "sample.py");
    writeFileSync(original, source);
    const tree = pythonParser().tree(source);
    const names = name === undefined ? {} : { names: [name] };
    const sketch = await portModule({ file: "sample.py", source, target, ...names }, tree, tools);
    const request: ParityRequest = {
      original,
      name,
      sketch,
      files: patch === undefined ? sketch.files : patch(sketch.files),
      folder: undefined,
      inputs: circumstances.inputs,
      options: {
        cases: circumstances.cases ?? 60,
        seed: circumstances.seed ?? 1,
        tolerance: 1e-12,
        budget: 30_000,
      },
      limits: { timeout, programTimeout: 20_000, megabytes: 2048, python },
    };
    return await verifyPort(request, tree, createParityMachine(env));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The result of one function of a module. */
export async function resultOf(source: string, name: string, circumstances: Circumstances = {}): Promise<ParityResult> {
  const report = await verifySource(source, circumstances);
  if ("failed" in report) throw new Error(report.failed);
  const found = report.items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`${name} is not among ${report.items.map((item) => item.name).join(", ")}`);
  return found.result;
}

/** Replaces text in every file of a port; the text must be there. */
export function replacing(wanted: string | RegExp, instead: string) {
  return (files: readonly SketchFile[]): readonly SketchFile[] => {
    const patched = files.map(({ path, text }) => ({ path, text: text.replace(wanted, instead) }));
    if (patched.every(({ text }, i) => text === files[i].text))
      throw new Error(`the port has no ${wanted}:\n${files[0].text}`);
    return patched;
  };
}
