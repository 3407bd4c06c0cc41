import type { CancellationToken, Hover, HoverParams } from "vscode-languageserver";
import { offsetInPlace, placeToProtocol } from "../cells.ts";
import type { Server } from "../server.ts";
import { linkPlaces } from "../to-protocol.ts";

/** Explains the place: the finding with its chain, hop by hop, each hop a link. */
export async function hover(server: Server, parameters: HoverParams, token: CancellationToken): Promise<Hover | null> {
  const place = await server.settledPlace(parameters.textDocument?.uri, token);
  const text = place?.folder.text(place.file);
  if (place === undefined || text === undefined) return null;
  const { folder, file } = place;
  const found = folder.snapshot().hover(file, offsetInPlace(place, text, parameters.position));
  if (found === undefined) return null;
  const value = server.client.markdownHover ? linkPlaces(folder, found.markdown) : plainText(found.markdown);
  return {
    contents: { kind: server.client.markdownHover ? "markdown" : "plaintext", value },
    range: placeToProtocol(folder, file, found.range)?.range,
  };
}

function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]/g, "");
}
