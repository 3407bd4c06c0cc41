import type { Audit } from "../advice/audit.ts";
import type { PortFunction, Workspace } from "../engine/api.ts";
import type { Host } from "../host/host.ts";

/** Everything that the language server stands on. The entry point puts it together, so that nothing here knows which host it runs on. */
export interface ServerServices {
  readonly version: string;
  readonly host: Host;
  /** Names that the setting `severity` can speak of. */
  readonly ruleNames: readonly string[];
  createWorkspace(): Promise<Workspace>;
  readonly port: PortFunction;
  /** The audit as one HTML document: for a webview with this nonce, or for a file. */
  renderReport(audit: Audit, nonce: string | undefined): string;
}
