import type { Audit } from "../advice/audit.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";
import { renderCsv } from "./csv.ts";
import { renderHtml } from "./html/document.tsx";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import { renderMarkdown } from "./markdown.ts";
import { type Paint, PLAIN, renderPretty } from "./pretty.ts";
import { renderSarif } from "./sarif.ts";

export { AUDIT_SCHEMA, auditJsonSchema } from "./audit-schema.ts";
export { type ReportSurface, renderHtml } from "./html/document.tsx";
export { type Paint, PLAIN, prettyFinding, renderSummary } from "./pretty.ts";
export { type AuditRefusal, readAudit } from "./saved-audit.ts";

/** The formats that an audit can be rendered in. */
export const FORMATS = ["pretty", "json", "sarif", "markdown", "html", "csv", "junit"] as const;
export type Format = (typeof FORMATS)[number];

export interface RenderOptions {
  /** The rules that this version has, for their names and pages. */
  readonly rules: readonly RuleMeta[];
  /** Styles for `pretty`; plain where it is left out. */
  readonly paint?: Paint;
}

/** Renders an audit. The same audit gives the same text, byte for byte. */
export function render(format: Format, audit: Audit, { rules, paint = PLAIN }: RenderOptions): string {
  switch (format) {
    case "pretty":
      return renderPretty(audit, rules, paint);
    case "json":
      return renderJson(audit);
    case "sarif":
      return renderSarif(audit, rules);
    case "markdown":
      return renderMarkdown(audit, rules);
    case "html":
      return renderHtml(audit, rules);
    case "csv":
      return renderCsv(audit);
    case "junit":
      return renderJunit(audit);
  }
}
