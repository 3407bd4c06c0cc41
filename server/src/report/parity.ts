import type { AuditPort } from "../advice/audit.ts";
import type { ReportWords } from "./words/index.ts";

/** `pricing.py in Go` */
export function portTitle({ source, target }: AuditPort, words: ReportWords): string {
  return words.portTitle(source, target === "go" ? "Go" : "TypeScript");
}

/** `12 verified, 1 differs, 2 not run; 1,503 cases` */
export function portCounts({ verified, differs, notRun, cases }: AuditPort, words: ReportWords): string {
  return words.portCounts(verified, differs, notRun, cases);
}
