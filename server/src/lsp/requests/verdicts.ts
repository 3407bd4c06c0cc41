import type { CancellationToken } from "vscode-languageserver";
import { isIn, placeToProtocol } from "../cells.ts";
import type { FunctionVerdict, VerdictsParams } from "../protocol.ts";
import type { Server } from "../server.ts";
import { rangeToProtocol } from "../to-protocol.ts";

/** What the lenses of a document say, with the whole place of each function, whether or not lenses are shown. */
export async function verdicts(
  server: Server,
  parameters: VerdictsParams,
  token: CancellationToken,
): Promise<readonly FunctionVerdict[]> {
  const place = await server.settledPlace(parameters?.uri, token);
  const text = place?.folder.text(place.file);
  if (place === undefined || text === undefined) return [];
  return place.folder
    .snapshot()
    .lenses(place.file)
    .filter(({ range }) => isIn(place, range))
    .map(({ name, range, body, title, advice, findings }) => ({
      name,
      range: placeToProtocol(place.folder, place.file, range)?.range ?? rangeToProtocol(text, range),
      body: placeToProtocol(place.folder, place.file, body)?.range ?? rangeToProtocol(text, body),
      title,
      advice,
      findings,
    }));
}
