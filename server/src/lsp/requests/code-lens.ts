import type { CancellationToken, CodeLens, CodeLensParams } from "vscode-languageserver";
import { holdsIn, isProof, readEvidence } from "../../engine/parity-evidence.ts";
import { MAX_SOURCE_BYTES } from "../../engine/read-source.ts";
import { countsOf } from "../../port/parity/report.ts";
import { TARGETS } from "../../port/sketch.ts";
import { isNotebook } from "../../text/notebook.ts";
import { isIn, placeToProtocol } from "../cells.ts";
import { CLIENT_COMMANDS } from "../protocol.ts";
import type { Place, Server } from "../server.ts";
import { rangeToProtocol } from "../to-protocol.ts";
import { portFolderOf } from "./port.ts";

/** The verdict above functions and classes that have one worth telling. */
export async function codeLenses(
  server: Server,
  parameters: CodeLensParams,
  token: CancellationToken,
): Promise<CodeLens[]> {
  const place = await server.settledPlace(parameters.textDocument?.uri, token);
  const text = place?.folder.text(place.file);
  if (place === undefined || text === undefined || !place.folder.settings.codeLens) return [];
  const { folder, file } = place;
  const verdicts = folder
    .snapshot()
    .lenses(file)
    .filter(({ range }) => isIn(place, range))
    .map((lens) => ({
      range: placeToProtocol(folder, file, lens.range)?.range ?? rangeToProtocol(text, lens.range),
      command: server.client.commands
        ? {
            title: lens.title,
            command: CLIENT_COMMANDS.showAdvice,
            arguments: [{ uri: folder.uriOf(file), name: lens.name, title: lens.title, advice: lens.advice }],
          }
        : { title: lens.title, command: "" },
    }));
  return [...(await parityLenses(server, place, text.text)), ...verdicts];
}

/** At the top of a module whose port does what it does, as long as neither has changed since that was seen. */
async function parityLenses(server: Server, { folder, file }: Place, source: string): Promise<CodeLens[]> {
  if (folder.root === undefined || isNotebook(file)) return [];
  const lenses: CodeLens[] = [];
  const { host } = server.services;
  for (const target of TARGETS) {
    const place = `${folder.root}/${portFolderOf(folder, file, target)}`;
    const evidence = await readEvidence(host, place, MAX_SOURCE_BYTES);
    if (evidence === undefined || !isProof(evidence)) continue;
    if (!(await holdsIn(host, place, evidence, source, MAX_SOURCE_BYTES))) continue;
    const { verified, cases } = countsOf(evidence.items);
    const language = target === "go" ? "Go" : "TypeScript";
    lenses.push({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      command: {
        title: server.words["lens.parity"]({ language, items: verified, cases }),
        command: "",
      },
    });
  }
  return lenses;
}
