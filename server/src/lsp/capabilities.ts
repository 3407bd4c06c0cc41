import type { ClientCapabilities, InitializeParams, ServerCapabilities } from "vscode-languageserver";
import { type Locale, localeOf } from "../text/locale.ts";
import { NOTEBOOK_SELECTOR } from "./documents.ts";
import { negotiateEncoding, type PositionEncoding } from "./position-encoding.ts";
import type { InitializationOptions } from "./protocol.ts";

/** What the client can do, worked out once so that no handler looks into the client's capabilities again. */
export interface Client {
  readonly encoding: PositionEncoding;
  /** The language of the editor, as far as it is spoken. */
  readonly locale: Locale;
  readonly pullDiagnostics: boolean;
  readonly relatedDocuments: boolean;
  readonly diagnosticRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly codeActionLiterals: boolean;
  /** The client asks for an action's edit when the user picks it, and gives the action's data back. */
  readonly codeActionResolve: boolean;
  readonly codeActionPreferred: boolean;
  readonly codeLensRefresh: boolean;
  readonly markdownHover: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly pullConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersFileWatchers: boolean;
  readonly workDoneProgress: boolean;
  readonly workspaceFolders: boolean;
  /** The client implements the commands of the protocol file. */
  readonly commands: boolean;
  readonly documentation: string | undefined;
  readonly settings: Readonly<Record<string, unknown>> | undefined;
}

export function resolveClient(parameters: InitializeParams): Client {
  const capabilities: ClientCapabilities = parameters.capabilities ?? {};
  const { textDocument, workspace, window, general } = capabilities;
  const options = readOptions(parameters.initializationOptions);
  const resolved = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  return {
    locale: localeOf(typeof parameters.locale === "string" ? parameters.locale : undefined),
    encoding: negotiateEncoding(general?.positionEncodings),
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    relatedDocuments: textDocument?.diagnostic?.relatedDocumentSupport === true,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    codeDescription:
      textDocument?.diagnostic?.codeDescriptionSupport === true ||
      textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    diagnosticData:
      textDocument?.diagnostic?.dataSupport === true || textDocument?.publishDiagnostics?.dataSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    codeActionResolve: textDocument?.codeAction?.dataSupport === true && resolved.includes("edit"),
    codeActionPreferred: textDocument?.codeAction?.isPreferredSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") ?? false,
    pullConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersFileWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workDoneProgress: window?.workDoneProgress === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    commands: options.commands === true,
    documentation: options.documentation,
    settings: options.settings,
  };
}

export const FIX_ALL_KIND = "source.fixAll.portwright";

/** What the server offers to this client. */
export function serverCapabilities(client: Client): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: 2, save: false },
    notebookDocumentSync: { notebookSelector: NOTEBOOK_SELECTOR, save: false },
    diagnosticProvider: {
      identifier: "portwright",
      interFileDependencies: true,
      workspaceDiagnostics: true,
      workDoneProgress: false,
    },
    codeActionProvider: {
      codeActionKinds: ["quickfix", FIX_ALL_KIND, "refactor.rewrite.portwright.go", "refactor.rewrite.portwright.ts"],
      resolveProvider: true,
    },
    hoverProvider: true,
    codeLensProvider: { resolveProvider: false },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: {
        didDelete: { filters: [{ pattern: { glob: "**", matches: "folder" } }] },
        didRename: { filters: [{ pattern: { glob: "**", matches: "folder" } }] },
      },
    },
  };
}

/** Reads the options without trusting their shape: a client may send anything. */
function readOptions(value: unknown): InitializationOptions {
  if (typeof value !== "object" || value === null) return {};
  const { commands, documentation, settings } = value as Record<string, unknown>;
  return {
    commands: commands === true,
    documentation:
      typeof documentation === "string" && documentation !== "" ? documentation.replace(/\/$/, "") : undefined,
    settings: typeof settings === "object" && settings !== null ? (settings as Record<string, unknown>) : undefined,
  };
}
