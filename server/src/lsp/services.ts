import type { URI } from "vscode-uri";
import type { Audit } from "../advice/audit.ts";
import type { PortFunction, Workspace } from "../engine/api.ts";
import type { VerifyFunction } from "../engine/verify.ts";
import type { Cache, Extraction, Host, WritableHost } from "../host/host.ts";

/** Everything that the language server stands on. The entry point puts it together, so that nothing here knows which host it runs on. */
export interface ServerServices {
  readonly version: string;
  readonly host: Host;
  /** The path by which the host knows a workspace folder; undefined where it cannot read the folder. */
  rootOf(folder: URI): string | undefined;
  /** Names that the setting `severity` can speak of. */
  readonly ruleNames: readonly string[];
  createWorkspace(): Promise<Workspace>;
  /** What earlier runs worked out; undefined where the host can keep nothing. */
  openCache?(): Cache;
  /** Where so many characters are extracted; undefined where that is in this thread, file by file. */
  extraction?(characters: number): Extraction;
  /** Gives memory back that only past work needed; called when a scan is done and nobody asks for anything. */
  rest?(): void;
  /** Tells who looks for it what went on otherwise than hoped for. */
  log?(sentence: string): void;
  readonly port: PortFunction;
  /** Undefined on a host that cannot run programs. */
  readonly parity?: Parity;
  /** The audit as one HTML document: for a webview with this nonce, or for a file. */
  renderReport(audit: Audit, nonce: string | undefined): string;
}

/** Running code of the workspace beside its port, and keeping what came of it. */
export interface Parity {
  readonly verify: VerifyFunction;
  readonly writeFile: WritableHost["writeFile"];
}
