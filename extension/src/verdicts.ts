import * as vscode from "vscode";
import type { Verdict } from "../../server/src/advice/verdict.ts";

/** A verdict as the user reads it. */
export function verdictLabel(verdict: Verdict): string {
  switch (verdict) {
    case "stay":
      return vscode.l10n.t("Leave it as it is");
    case "make-async":
      return vscode.l10n.t("Make it async");
    case "parallelise":
      return vscode.l10n.t("Run it in parallel");
    case "port-go":
      return vscode.l10n.t("Port to Go");
    case "port-ts":
      return vscode.l10n.t("Port to TypeScript");
    case "seam":
      return vscode.l10n.t("Put a service seam in front");
  }
}

export function verdictIcon(verdict: Verdict): vscode.ThemeIcon {
  switch (verdict) {
    case "stay":
      return new vscode.ThemeIcon("pass");
    case "make-async":
      return new vscode.ThemeIcon("sync");
    case "parallelise":
      return new vscode.ThemeIcon("split-horizontal");
    case "port-go":
    case "port-ts":
      return new vscode.ThemeIcon("arrow-swap");
    case "seam":
      return new vscode.ThemeIcon("plug");
  }
}
