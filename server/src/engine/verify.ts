import { portModule } from "../port/index.ts";
import {
  type Failed,
  type ParityItem,
  type ParityMachine,
  type ParityReport,
  type ParityRequest,
  verifyPort,
} from "../port/parity/index.ts";
import type { PyTree } from "../syntax/py-tree.ts";
import type { PortTools } from "./port.ts";

/** Compares a module with its port, by its source text. */
export type VerifyFunction = (source: string, request: ParityRequest) => Promise<ParityReport | Failed>;

/** Verifies on a machine, through tools that are loaded when something is verified. */
export function createVerify(load: () => Promise<PortTools>, machine: ParityMachine): VerifyFunction {
  return async (source, request) => {
    const tools = await load();
    const parsed = tools.parser.parse(source);
    try {
      const report = await verifyPort(request, parsed.tree, machine);
      const isWhole = request.name === undefined && request.files === request.sketch.files;
      if (!("failed" in report) || report.failed === undefined || !isWhole || !("missing" in report) || report.missing)
        return report;
      return await verifyOneByOne({ source, request, tree: parsed.tree, tools, machine, failed: report.failed });
    } finally {
      parsed.dispose();
    }
  };
}

interface Whole {
  readonly source: string;
  readonly request: ParityRequest;
  readonly tree: PyTree;
  readonly tools: PortTools;
  readonly machine: ParityMachine;
  readonly failed: string;
}

/**
 * A module whose port does not build as a whole: each definition is ported with what it needs, and compared by itself, so that one
 * mistake does not hide what all others do.
 */
async function verifyOneByOne({
  source,
  request,
  tree,
  tools,
  machine,
  failed,
}: Whole): Promise<ParityReport | Failed> {
  const { sketch } = request;
  const names = sketch.items.map(({ name }) => name).filter((name) => !name.includes("."));
  if (names.length < 2 || request.inputs !== undefined) return { failed, missing: false };
  const items: ParityItem[] = [];
  const file = request.original.slice(request.original.lastIndexOf("/") + 1);
  for (const [i, name] of names.entries()) {
    if (request.isCancelled?.()) break;
    request.progress?.(name, i, names.length);
    const part = await portModule({ ...sketch.asked, file, source, target: sketch.target, names: [name] }, tree, tools);
    const report = await verifyPort({ ...request, name, sketch: part, files: part.files }, tree, machine);
    if ("missing" in report) items.push({ name, result: { kind: "not-run", reason: report.failed } });
    else items.push(...report.items);
  }
  return { target: sketch.target, seed: request.options.seed, items, failed };
}
