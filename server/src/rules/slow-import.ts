import type { PackageRow } from "../knowledge/schema.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { SLOW_IMPORT_MILLISECONDS } from "../program/thresholds.ts";
import type { ImportFacts } from "../semantics/facts.ts";
import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";
import { packageOf, placeOf } from "./no-equivalent.ts";

export const slowImport = defineRule({
  meta: {
    name: "slow-import",
    summary: "A package that is slow to import, at the top of a script or command that uses it only inside functions.",
    defaultSeverity: "info",
    what: "Reports imports, at the top of a script or command-line program, of packages that take a good part of a second to import, where nothing but function bodies reads the imported names.",
    why: "Every run pays for the import before its first line of work: `--help`, a mistyped option, a shell completion, a subcommand that needs none of it.",
    insteadUse:
      "Import the package inside the functions that use it. The second import of a module is a dictionary look-up.",
    fixSafety:
      "Moving the import is unsafe: its failure moves with it, and code that patches or inspects the module's names no longer finds it there.",
    references: ["PEP 690 and PEP 810, which describe the costs", "Python documentation: -X importtime"],
  },
  *run(program, module, settings) {
    if (!program.scripts.isCommand(module) || servesRequests(program, module)) return;
    const facts = program.facts(module);
    const slow = facts.imports.filter((one) => one.fn === 0 && !one.typeOnly && one.name !== "*");
    for (const one of slow) {
      const row = packageOf(program, module, one);
      if (row === undefined) continue;
      const takes = row.importMilliseconds ?? 0;
      if (row.heavyImport !== true && takes < SLOW_IMPORT_MILLISECONDS) continue;
      // Deferring one import of a package helps where nothing else at the top imports it.
      if (isLoadedAnyway(program, module, row)) continue;
      const together = slow.filter((other) => packageOf(program, module, other) === row);
      if (!together.every((other) => onlyInFunctions(other, settings.minor))) continue;
      if (together.some((other) => facts.exported?.includes(boundName(other)) === true)) continue;
      yield {
        range: placeOf(one),
        confidence: "definite",
        message:
          takes > 0
            ? say("slow-import.measured", { name: row.module, milliseconds: Math.round(takes / 10) * 10 })
            : say("slow-import", { name: row.module }),
        help: say("slow-import.help"),
        context: "main",
        fn: 0,
        chain: [],
        data: { package: row.module },
      };
    }
  },
});

/** True where another module of the workspace that is imported at the top brings the package along, directly or further down. */
function isLoadedAnyway(program: Program, module: ModuleId, row: PackageRow): boolean {
  const seen = new Set<ModuleId>([module]);
  const queue: ModuleId[] = [module];
  for (let at = 0; at < queue.length; at++) {
    for (const imported of program.scripts.importedAtTop(queue[at])) {
      if (seen.has(imported)) continue;
      seen.add(imported);
      queue.push(imported);
      const brings = program
        .facts(imported)
        .imports.some((one) => one.fn === 0 && !one.typeOnly && packageOf(program, imported, one) === row);
      if (brings) return true;
    }
  }
  return false;
}

function boundName(one: ImportFacts): string {
  return one.name ?? one.module.split(".")[0];
}

/** From 3.14 on, annotations are evaluated when somebody asks for them. */
function onlyInFunctions({ reads }: ImportFacts, minor: number): boolean {
  return reads.inFunctions && !reads.atTop && (!reads.inAnnotations || minor >= 14);
}

/** A service starts once and then runs for days; what Streamlit runs again for each visit it has imported once. */
function servesRequests(program: Program, module: ModuleId): boolean {
  if (program.facts(module).imports.some((one) => one.fn === 0 && one.module === "streamlit")) return true;
  if (program.nodesOf(module).some((node) => node.externals.some((use) => SERVES.test(use.path)))) return true;
  return program.nodesOf(module).some((node) => {
    const reasons = program.contexts.of(node.id);
    const root = [reasons.get("request"), reasons.get("event-loop"), reasons.get("thread")];
    return root.some((reason) => reason?.from === undefined && reason?.role === "route");
  });
}

/** Calls that serve until somebody stops the program. */
const SERVES =
  /^(uvicorn|hypercorn|waitress|gunicorn|dash|flask|quart|bottle|aiohttp\.web|gradio)\b.*\.(run|run_app|run_server|serve|launch)$|\.serve_forever$/;
