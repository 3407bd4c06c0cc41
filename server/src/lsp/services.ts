import type { Audit } from "../advice/audit.ts";
import type { PortFunction, Workspace } from "../engine/api.ts";
import type { VerifyFunction } from "../engine/verify.ts";
import type { Host, WritableHost } from "../host/host.ts";

/** Everything that the language server stands on. The entry point puts it together, so that nothing here knows which host it runs on. */
export interface ServerServices {
  readonly version: string;
  readonly host: Host;
  /** Names that the setting `severity` can speak of. */
  readonly ruleNames: readonly string[];
  createWorkspace(): Promise<Workspace>;
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
