import type { Audit } from "../advice/audit.ts";

/** The audit document itself: everything that the other formats are rendered from. */
export function renderJson(audit: Audit): string {
  return `${JSON.stringify(audit, null, 2)}\n`;
}
