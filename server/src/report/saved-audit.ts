import { AUDIT_VERSION, type Audit } from "../advice/audit.ts";
import { AUDIT_SCHEMA } from "./audit-schema.ts";

/** Why a file is no audit: a full sentence. */
export interface AuditRefusal {
  readonly message: string;
}

/** Reads an audit that was saved as JSON. Never throws. */
export function readAudit(bytes: Uint8Array): Audit | AuditRefusal {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { message: "It is not JSON. Save an audit with `portwright audit --format json`." };
  }
  const version = typeof data === "object" && data !== null && "version" in data ? data.version : undefined;
  if (typeof version === "number" && version !== AUDIT_VERSION)
    return {
      message: `It is an audit of version ${version}, and this Portwright reads version ${AUDIT_VERSION}. Audit again with this one.`,
    };
  const parsed = AUDIT_SCHEMA.safeParse(data);
  // The document itself rather than the parser's copy, whose keys stand in another order.
  if (parsed.success) return data as Audit;
  const [issue] = parsed.error.issues;
  const at = issue.path.join(".");
  return { message: `It is not an audit: ${at === "" ? "" : `at '${at}': `}${issue.message}.` };
}
