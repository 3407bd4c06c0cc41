import * as vscode from "vscode";
import type { ExplorerTree } from "../../server/src/lsp/protocol.ts";
import type { Confidence, Severity } from "../../server/src/rules/finding.ts";
import { type Choice, choicesOf, type Filter } from "./explorer-model.ts";

interface FilterItem extends vscode.QuickPickItem {
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly rule?: string;
}

/** Asks for the severities, confidences and rules to show; undefined where the user thinks better of it. */
export async function askForFilter(tree: ExplorerTree, filter: Filter): Promise<Filter | undefined> {
  const { severities, confidences, rules } = choicesOf(tree, filter);
  const items: FilterItem[] = [
    separator(vscode.l10n.t("Severity")),
    ...severities.map((choice) => ({
      ...itemOf(severityLabel(choice.value), choice, filter.severities),
      severity: choice.value,
    })),
    separator(vscode.l10n.t("Confidence")),
    ...confidences.map((choice) => ({
      ...itemOf(confidenceLabel(choice.value), choice, filter.confidences),
      confidence: choice.value,
    })),
    separator(vscode.l10n.t("Rule")),
    ...rules.map((choice) => ({ ...itemOf(choice.value, choice, filter.rules), rule: choice.value })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t("Show in the Migration Explorer"),
    placeHolder: vscode.l10n.t("What is to be shown; of a kind where nothing is ticked, everything is"),
  });
  if (picked === undefined) return undefined;
  return {
    severities: picked.flatMap(({ severity }) => severity ?? []),
    confidences: picked.flatMap(({ confidence }) => confidence ?? []),
    rules: picked.flatMap(({ rule }) => rule ?? []),
    text: filter.text,
  };
}

/** Asks for the text to show; an empty one shows everything. */
export async function askForText(filter: Filter): Promise<Filter | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Show in the Migration Explorer"),
    prompt: vscode.l10n.t("A part of a path, of a rule, of a message or of a function's name"),
    value: filter.text,
  });
  return text === undefined ? undefined : { ...filter, text: text.trim() };
}

/** One line that says what is shown. */
export function filterLabel({ severities, confidences, rules, text }: Filter): string {
  return [
    ...severities.map(severityLabel),
    ...confidences.map(confidenceLabel),
    ...rules,
    ...(text === "" ? [] : [vscode.l10n.t("“{0}”", text)]),
  ].join(", ");
}

function separator(label: string): FilterItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function itemOf<Value>(label: string, { value, findings }: Choice<Value>, named: readonly Value[]): FilterItem {
  return { label, description: String(findings), picked: named.includes(value) };
}

export function severityLabel(severity: Severity): string {
  switch (severity) {
    case "error":
      return vscode.l10n.t("Errors");
    case "warning":
      return vscode.l10n.t("Warnings");
    case "info":
      return vscode.l10n.t("Information");
    case "hint":
      return vscode.l10n.t("Hints");
  }
}

export function confidenceLabel(confidence: Confidence): string {
  switch (confidence) {
    case "definite":
      return vscode.l10n.t("definite");
    case "probable":
      return vscode.l10n.t("probable");
    case "possible":
      return vscode.l10n.t("possible");
  }
}
