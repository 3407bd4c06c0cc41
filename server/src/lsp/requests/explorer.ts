import type { CancellationToken } from "vscode-languageserver";
import type { Effort } from "../../advice/effort.ts";
import { VERDICTS, type Verdict } from "../../advice/verdict.ts";
import { engineWords } from "../../engine/messages.ts";
import { visibleLine } from "../../report/visible.ts";
import { reportWords } from "../../report/words/index.ts";
import { placeToProtocol } from "../cells.ts";
import type { Folder } from "../folder.ts";
import { Pace } from "../pacing.ts";
import type { ExplorerEffort, ExplorerModule, ExplorerTree, ExplorerWave } from "../protocol.ts";
import type { Server } from "../server.ts";
import { rangeToProtocol } from "../to-protocol.ts";

/** Verdict → module → finding, and the waves of the plan. Modules that may stay as they are and have no findings are left out. */
export async function explorer(server: Server, token: CancellationToken): Promise<ExplorerTree> {
  await server.ready(token);
  const byVerdict = new Map<Verdict, ExplorerModule[]>();
  for (const folder of server.everyFolder) {
    for (const module of await modulesOf(server, folder, token)) {
      const modules = byVerdict.get(module.advice.verdict) ?? [];
      modules.push(module);
      byVerdict.set(module.advice.verdict, modules);
    }
  }
  return {
    complete: server.folders.every(({ scan }) => scan !== "waiting" && scan !== "scanning"),
    // What asks for work comes first, what may stay comes last.
    verdicts: [...VERDICTS.filter((verdict) => verdict !== "stay"), "stay" as const].flatMap((verdict) => {
      const modules = byVerdict.get(verdict);
      return modules === undefined ? [] : [{ verdict, modules }];
    }),
    waves: server.everyFolder.flatMap((folder) => wavesOf(server, folder)),
  };
}

/** Of one linking of the whole folder: where something is edited meanwhile, it begins again. */
async function modulesOf(server: Server, folder: Folder, token: CancellationToken): Promise<readonly ExplorerModule[]> {
  const { now } = server.services.host;
  const pace = new Pace(now, token);
  for (;;) {
    await folder.linked(now, token);
    const { generation } = folder;
    const modules: ExplorerModule[] = [];
    for (const file of [...folder.files()].sort()) {
      const module = moduleOf(server, folder, file);
      if (module !== undefined) modules.push(module);
      await pace.breathe();
      if (folder.generation !== generation) break;
    }
    if (folder.generation === generation) return modules;
  }
}

function wavesOf(server: Server, folder: Folder): ExplorerWave[] {
  const words = reportWords(server.client.locale);
  return folder
    .snapshot()
    .waves()
    .map(({ number, phase, effort, gates, files }) => ({
      folder: server.folders.length > 1 ? folder.name : "",
      number,
      phase,
      title: words.phases[phase].name,
      meaning: words.phases[phase].meaning,
      effort: effortWords(server, effort),
      gates,
      modules: files.map((file) => folder.uriOf(file)),
    }));
}

function effortWords({ client, words }: Server, effort: Pick<Effort, "days" | "low" | "high">): ExplorerEffort {
  return { brief: words.days(effort), full: reportWords(client.locale).days(effort) };
}

function moduleOf(server: Server, folder: Folder, file: string): ExplorerModule | undefined {
  const text = folder.text(file);
  const snapshot = folder.snapshot();
  const advice = snapshot.advice(file);
  const effort = snapshot.plan(file)?.effort;
  const findings = folder.findings(file);
  if (text === undefined || advice === undefined || (findings.length === 0 && advice.verdict === "stay"))
    return undefined;
  const path = server.folders.length > 1 && folder.name !== "" ? `${folder.name}/${file}` : file;
  return {
    uri: folder.uriOf(file),
    path: visibleLine(path),
    advice,
    effort: effort === undefined || effort.days === 0 ? undefined : effortWords(server, effort),
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      confidence: finding.confidence,
      message: visibleLine(finding.message),
      help: visibleLine(finding.help),
      symbol: finding.symbol,
      range: placeToProtocol(folder, file, finding.range)?.range ?? rangeToProtocol(text, finding.range),
      evidence:
        finding.evidence === undefined
          ? undefined
          : { ...finding.evidence, label: engineWords(server.client.locale)["evidence.status"](finding.evidence) },
    })),
  };
}
