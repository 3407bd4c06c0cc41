import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Command,
  type CreateFile,
  type Diagnostic,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { Action, ActionId } from "../../engine/api.ts";
import type { Target } from "../../port/sketch.ts";
import { isNotebook } from "../../text/notebook.ts";
import { FIX_ALL_KIND } from "../capabilities.ts";
import { offsetInPlace } from "../cells.ts";
import type { Folder } from "../folder.ts";
import { BadParameters, Refused } from "../guard.ts";
import { CLIENT_COMMANDS } from "../protocol.ts";
import type { Place, Server } from "../server.ts";
import { findingToProtocol, workspaceEdit } from "../to-protocol.ts";
import { portFolderOf, portOf } from "./port.ts";

/** What goes to the client with a listed action and comes back when the user picks it. */
interface ActionData {
  readonly uri: string;
  /** Version of the document that the action was listed for; null for a closed file. */
  readonly version: number | null;
  readonly id: ActionId | { readonly kind: "fix-all" };
}

export async function codeActions(
  server: Server,
  parameters: CodeActionParams,
  token: CancellationToken,
): Promise<(Command | CodeAction)[]> {
  const { client } = server;
  const uri = parameters.textDocument?.uri;
  const place = await server.settledPlace(uri, token);
  const text = place?.folder.text(place.file);
  if (place === undefined || text === undefined || !client.codeActionLiterals) return [];
  const { folder, file } = place;
  const start = offsetInPlace(place, text, parameters.range.start);
  const end = Math.max(start, offsetInPlace(place, text, parameters.range.end));
  const only = parameters.context?.only;
  const version = folder.document(file)?.version ?? null;
  const diagnostics = parameters.context?.diagnostics ?? [];
  // Actions that come without being asked for stay quiet: a port is offered when the user opens the menu.
  const automatic = parameters.context?.triggerKind === CodeActionTriggerKind.Automatic;
  const listed = folder.snapshot().actions(file, { start, end });
  const result: CodeAction[] = [];
  for (const action of listed) {
    if (!isWanted(action.kind, only)) continue;
    if (action.id.kind === "port") {
      if (
        isNotebook(file) ||
        !offersPort(server, folder, action.id.target) ||
        (automatic && only === undefined && start === end && listed.every(({ id }) => id.kind === "port"))
      )
        continue;
    }
    result.push(actionToProtocol(server, place, action, { uri, version, id: action.id }, diagnostics));
  }
  const hasSafeFix = listed.some(({ id, safety }) => id.kind === "fix" && safety === "safe");
  if (only === undefined ? hasSafeFix : isWanted(FIX_ALL_KIND, only)) {
    const data: ActionData = { uri, version, id: { kind: "fix-all" } };
    result.push({ title: server.words["fix-all"](), kind: FIX_ALL_KIND, data });
  }
  if (client.codeActionResolve) return result;
  return Promise.all(result.map((action) => (action.command === undefined ? resolved(server, action) : action)));
}

/** Computes the edit of an action from the document as it is now, which must still be the one that it was listed for. */
export async function resolveCodeAction(
  server: Server,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  await server.ready(token);
  return action.command !== undefined && action.edit === undefined && action.data === undefined
    ? action
    : resolved(server, action);
}

async function resolved(server: Server, action: CodeAction): Promise<CodeAction> {
  const data = readData(action.data);
  const place = server.locate(data.uri);
  if (place === undefined || place.folder.text(place.file) === undefined) {
    throw notApplied(server, action.title, server.words["action.no-file"]());
  }
  const { folder, file } = place;
  refuseChanged(server, place, data, action.title);
  const { id } = data;
  switch (id.kind) {
    case "fix-all": {
      const edits = folder.snapshot().fixAll(file);
      return { ...action, edit: workspaceEdit(folder, server.client, [{ file, edits }]) };
    }
    case "fix": {
      const edits = folder.snapshot().resolve(file, id);
      if ("refused" in edits) throw notApplied(server, action.title, edits.refused);
      return { ...action, edit: workspaceEdit(folder, server.client, edits) };
    }
    case "port": {
      if (action.command !== undefined) return action;
      const edit = await portEdit(server, place, id.target, id.name);
      refuseChanged(server, place, data, action.title);
      return { ...action, edit };
    }
  }
}

function refuseChanged(server: Server, { folder, file }: Place, data: ActionData, title: string): void {
  if ((folder.document(file)?.version ?? null) === data.version) return;
  throw notApplied(server, title, server.words["action.changed"]());
}

function notApplied({ words }: Server, title: string, why: string): Refused {
  return new Refused(words["action.not-applied"]({ title, why }));
}

/** True when the client asked for this kind or one that contains it; without a wish, every kind is wanted. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wish) => wish === "" || kind === wish || kind.startsWith(`${wish}.`));
}

/** A client without our commands gets ports as files to create, if it can create any. */
function offersPort(server: Server, folder: Folder, target: Target): boolean {
  const { client } = server;
  if (!folder.project.targets.includes(target)) return false;
  return (
    client.commands ||
    (client.createFiles && client.documentChanges && client.codeActionResolve && folder.root !== undefined)
  );
}

function actionToProtocol(
  server: Server,
  { folder, file }: Place,
  action: Action,
  data: ActionData,
  asked: readonly Diagnostic[],
): CodeAction {
  const { client } = server;
  const own = action.finding === undefined ? undefined : findingToProtocol(folder, client, action.finding);
  const matching = own === undefined ? [] : asked.filter((one) => one.code === own.code && samePlace(one, own));
  const command =
    action.id.kind === "port" && client.commands
      ? portCommand(server, folder.uriOf(file), action.id.target, action.id.name)
      : undefined;
  return {
    title: action.title,
    kind: action.kind,
    ...(matching.length > 0 ? { diagnostics: matching } : own === undefined ? {} : { diagnostics: [own] }),
    ...(client.codeActionPreferred && action.preferred ? { isPreferred: true } : {}),
    ...(command === undefined ? { data } : { command }),
  };
}

function samePlace(a: Diagnostic, b: Diagnostic): boolean {
  return a.range?.start?.line === b.range.start.line && a.range?.start?.character === b.range.start.character;
}

function portCommand({ words }: Server, uri: string, target: Target, name: string | undefined): Command {
  const command = target === "go" ? CLIENT_COMMANDS.portToGo : CLIENT_COMMANDS.portToTypeScript;
  return { title: words["port.preview"](), command, arguments: [{ uri, name }] };
}

/** The port as files to create. A file that is there already and differs is never written over: the action is refused. */
async function portEdit(
  server: Server,
  place: Place,
  target: Target,
  name: string | undefined,
): Promise<WorkspaceEdit> {
  const { folder, file } = place;
  const sketch = await portOf(server, place, name, target);
  const directory = portFolderOf(folder, file, target);
  const documentChanges: (CreateFile | TextDocumentEdit)[] = [];
  for (const { path, text } of sketch.files) {
    const relative = `${directory}/${path}`;
    const known = await server.services.host.readFile(`${folder.root}/${relative}`, 20_000_000);
    if (known instanceof Uint8Array) {
      if (new TextDecoder().decode(known) === text) continue;
      throw new Refused(server.words["port.exists"]({ file: relative }));
    }
    const base = URI.parse(folder.uri);
    const uri = base.with({ path: `${base.path.replace(/\/$/, "")}/${relative}` }).toString();
    const start = { line: 0, character: 0 };
    documentChanges.push({ kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } });
    documentChanges.push({
      textDocument: { uri, version: null },
      edits: [{ range: { start, end: start }, newText: text }],
    });
  }
  return { documentChanges };
}

function readData(data: unknown): ActionData {
  if (typeof data !== "object" || data === null) throw new BadParameters("the action carries no data of Portwright.");
  // Some clients drop what is null on the way.
  const { uri, version = null, id } = data as Partial<ActionData>;
  const kind = (id as { kind?: unknown } | undefined)?.kind;
  const known = kind === "fix" || kind === "fix-all" || kind === "port";
  if (typeof uri !== "string" || !known || (version !== null && typeof version !== "number")) {
    throw new BadParameters("the action's data is damaged.");
  }
  return { uri, version, id: id as ActionData["id"] };
}
