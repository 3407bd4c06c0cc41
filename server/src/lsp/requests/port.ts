import type { CancellationToken } from "vscode-languageserver";
import { readSource } from "../../engine/read-source.ts";
import { sketchIn } from "../../port/notes.ts";
import { type Sketch, TARGETS, type Target } from "../../port/sketch.ts";
import { isNotebook } from "../../text/notebook.ts";
import type { Folder } from "../folder.ts";
import { BadParameters, Refused } from "../guard.ts";
import { PositionedText } from "../position-encoding.ts";
import type { PortParams, PortResult } from "../protocol.ts";
import type { Place, Server } from "../server.ts";

/** The port of what the request names: a function, a class or a module. */
export async function port(server: Server, parameters: PortParams, token: CancellationToken): Promise<PortResult> {
  if (!TARGETS.includes(parameters?.target)) {
    throw new BadParameters(
      `the target must be one of ${TARGETS.join(", ")}, not ${JSON.stringify(parameters?.target)}.`,
    );
  }
  if (parameters.name !== undefined && typeof parameters.name !== "string")
    throw new BadParameters("the name must be a text.");
  await server.ready(token);
  const place = server.locate(parameters.uri);
  if (place === undefined) throw new Refused(server.words["port.elsewhere"]({ uri: parameters.uri }));
  if (isNotebook(place.file))
    throw new Refused(`${place.file} is a notebook: move what is to be ported into a .py file.`);
  const version = place.folder.document(place.file)?.version ?? null;
  const name = parameters.name ?? nameAt(place, parameters);
  const sketch = await portOf(server, place, name, parameters.target);
  return { ...sketchIn(server.client.locale, sketch), name, module: moduleName(place.file), version };
}

export async function portOf(
  server: Server,
  { folder, file }: Place,
  name: string | undefined,
  target: Target,
): Promise<Sketch> {
  const text = folder.text(file) ?? folder.document(file)?.content ?? (await readClosed(server, folder, file));
  return server.services.port(file, text.text, name, target, folder.project.web[target], folder.project.integers);
}

async function readClosed(server: Server, folder: Folder, file: string): Promise<PositionedText> {
  if (folder.root === undefined) throw new Refused(server.words["port.closed"]({ file }));
  const { text, problem } = await readSource(server.services.host, { file, path: `${folder.root}/${file}` });
  if (text === undefined) throw new Refused(server.words["port.unreadable"]({ file, why: problem?.message ?? "" }));
  return new PositionedText(text, folder.encoding);
}

/** The function or class that the engine would port at the position. */
function nameAt({ folder, file }: Place, { position, target }: PortParams): string | undefined {
  const text = folder.text(file);
  if (position === undefined || text === undefined) return undefined;
  const offset = text.offsetAt(position);
  for (const { id } of folder.snapshot().actions(file, { start: offset, end: offset })) {
    if (id.kind === "port" && id.target === target && id.name !== undefined) return id.name;
  }
  return undefined;
}

export function moduleName(file: string): string {
  const parts = file.replace(/\.pyw?$/i, "").split("/");
  const last = parts.pop()!;
  return last === "__init__" && parts.length > 0 ? parts[parts.length - 1] : last;
}

/** Where ports of a module go, relative to the folder. */
export function portFolderOf(folder: Folder, file: string, target: Target): string {
  return folder.settings.portFolder
    .replaceAll("{target}", target)
    .replaceAll("{module}", moduleName(file))
    .replace(/\/+$/, "");
}
