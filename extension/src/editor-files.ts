import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { HostEntry, ReadFailure } from "../../server/src/host/host.ts";
import {
  type AssetParams,
  type FileParams,
  KIND_REQUEST,
  READ_ASSET_REQUEST,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadFileParams,
} from "../../server/src/lsp/protocol.ts";

/** Reads files for a server that cannot, through whatever file system the editor has for their address. */
export function answerForFiles(client: BaseLanguageClient, extension: vscode.Uri): void {
  const answer = <Parameters>(method: string, handler: (parameters: Parameters) => Thenable<unknown>) =>
    client.onRequest<unknown, unknown>(method, (parameters) => handler(parameters as Parameters));
  answer(READ_FILE_REQUEST, ({ uri, maximum }: ReadFileParams) => readFile(vscode.Uri.parse(uri), maximum));
  answer(READ_DIRECTORY_REQUEST, ({ uri }: FileParams) => readDirectory(vscode.Uri.parse(uri)));
  answer(KIND_REQUEST, ({ uri }: FileParams) => kindOf(vscode.Uri.parse(uri)));
  answer(READ_ASSET_REQUEST, ({ name }: AssetParams) => {
    if (!/^[\w-]+(\.[\w-]+)+$/.test(name)) throw new Error(`${name} is no file of Portwright.`);
    return vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", name));
  });
}

async function readFile(uri: vscode.Uri, maximum: number): Promise<Uint8Array | ReadFailure> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0) return { code: "unreadable", message: "It is not a regular file." };
    if (size > maximum) return tooLarge(size, maximum);
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > maximum ? tooLarge(bytes.length, maximum) : bytes;
  } catch (error) {
    return failure(error);
  }
}

async function readDirectory(uri: vscode.Uri): Promise<readonly HostEntry[] | ReadFailure> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.map(([name, type]) => {
      const kind = kindOfType(type);
      if ((type & vscode.FileType.SymbolicLink) === 0) return { name, kind };
      return { name, kind, link: kind === "other" ? "broken" : "followed" };
    });
  } catch (error) {
    return failure(error);
  }
}

async function kindOf(uri: vscode.Uri): Promise<HostEntry["kind"] | "missing"> {
  try {
    return kindOfType((await vscode.workspace.fs.stat(uri)).type);
  } catch {
    return "missing";
  }
}

function kindOfType(type: vscode.FileType): HostEntry["kind"] {
  if ((type & vscode.FileType.File) !== 0) return "file";
  return (type & vscode.FileType.Directory) !== 0 ? "directory" : "other";
}

function tooLarge(size: number, maximum: number): ReadFailure {
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(bytes < 1_000_000 ? 2 : 0);
  return {
    code: "too-large",
    message: `It has ${megabytes(size)} MB; files over ${megabytes(maximum)} MB are not read.`,
  };
}

function failure(error: unknown): ReadFailure {
  const code = error instanceof vscode.FileSystemError ? error.code : "";
  switch (code) {
    case "FileNotFound":
      return { code: "missing", message: "It is not there any more." };
    case "NoPermissions":
      return { code: "unreadable", message: "Permission is denied." };
    case "FileIsADirectory":
      return { code: "unreadable", message: "It is a folder." };
    default:
      return { code: "unreadable", message: "The editor's file system cannot read it." };
  }
}
