import type { CancellationToken, CodeLens, CodeLensParams } from "vscode-languageserver";
import { CLIENT_COMMANDS } from "../protocol.ts";
import type { Server } from "../server.ts";
import { rangeToProtocol } from "../to-protocol.ts";

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
  return folder
    .snapshot()
    .lenses(file)
    .map((lens) => ({
      range: rangeToProtocol(text, lens.range),
      command: server.client.commands
        ? {
            title: lens.title,
            command: CLIENT_COMMANDS.showAdvice,
            arguments: [{ uri: folder.uriOf(file), name: lens.name, title: lens.title, advice: lens.advice }],
          }
        : { title: lens.title, command: "" },
    }));
}
