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
  return new vscode.ThemeIcon(ICONS[verdict], verdictColor(verdict));
}

/** A colour of the theme: the manifest contributes one for each verdict, so that themes and settings can change them. */
export function verdictColor(verdict: Verdict): vscode.ThemeColor {
  return new vscode.ThemeColor(`portwright.verdict.${COLORS[verdict]}`);
}

/** At a file's name there is room for two letters. */
export function verdictLetters(verdict: Exclude<Verdict, "stay">): string {
  return LETTERS[verdict];
}

const ICONS: Readonly<Record<Verdict, string>> = {
  stay: "pass",
  "make-async": "sync",
  parallelise: "split-horizontal",
  "port-go": "arrow-swap",
  "port-ts": "arrow-swap",
  seam: "plug",
};

const COLORS: Readonly<Record<Verdict, string>> = {
  stay: "stay",
  "make-async": "makeAsync",
  parallelise: "parallelise",
  "port-go": "portGo",
  "port-ts": "portTypeScript",
  seam: "seam",
};

const LETTERS: Readonly<Record<Exclude<Verdict, "stay">, string>> = {
  "make-async": "As",
  parallelise: "Pa",
  "port-go": "Go",
  "port-ts": "TS",
  seam: "Se",
};
