import * as vscode from "vscode";
import type { ExplorerFinding, ExplorerModule, ExplorerWave } from "../../server/src/lsp/protocol.ts";
import type { Severity } from "../../server/src/rules/finding.ts";
import { confidenceLabel } from "./explorer-filter.ts";
import { findingsOf, type Group } from "./explorer-model.ts";
import { verdictIcon, verdictLabel } from "./verdicts.ts";

/** An entry of the Migration Explorer: a group, a module in it, or a finding of that. */
export type Node =
  | { readonly kind: "group"; readonly group: Group }
  /** `group` tells the entries of a module apart that is in two waves. */
  | { readonly kind: "module"; readonly group: string; readonly module: ExplorerModule }
  | { readonly kind: "finding"; readonly module: ExplorerModule; readonly finding: ExplorerFinding };

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

export function itemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case "group":
      return groupItem(node.group);
    case "module":
      return moduleItem(node);
    case "finding":
      return findingItem(node);
  }
}

/** A name for a group that stays when its modules change. */
export function groupId(group: Group): string {
  switch (group.kind) {
    case "verdict":
      return group.verdict;
    case "folder":
      return `folder:${group.folder}`;
    case "wave":
      return `wave:${group.wave.folder}:${group.wave.number}`;
    case "unplanned":
      return "unplanned";
  }
}

export function groupLabel(group: Group): string {
  switch (group.kind) {
    case "verdict":
      return verdictLabel(group.verdict);
    case "folder":
      return group.folder === "" ? "." : group.folder;
    case "wave": {
      const { folder, number, title } = group.wave;
      const label = vscode.l10n.t("{0}. {1}", number, title);
      return folder === "" ? label : `${folder}: ${label}`;
    }
    case "unplanned":
      return vscode.l10n.t("In no wave");
  }
}

function groupItem(group: Group): vscode.TreeItem {
  const item = new vscode.TreeItem(groupLabel(group), vscode.TreeItemCollapsibleState.Expanded);
  const counts = `${countOf(group.modules.length, "module")}, ${countOf(findingsOf(group.modules).length, "finding")}`;
  item.id = groupId(group);
  item.iconPath = groupIcon(group);
  item.description = group.kind === "wave" ? `${group.wave.effort.brief} · ${counts}` : counts;
  item.contextValue = group.kind;
  item.accessibilityInformation = { label: `${groupLabel(group)}, ${item.description}` };
  if (group.kind === "wave") item.tooltip = waveTooltip(group.wave);
  if (group.kind === "unplanned")
    item.tooltip = vscode.l10n.t(
      "The plan has nothing to do in these modules: they can stay as they are, or are tests. Their findings are worth a look all the same.",
    );
  return item;
}

function groupIcon(group: Group): vscode.ThemeIcon {
  switch (group.kind) {
    case "verdict":
      return verdictIcon(group.verdict);
    case "folder":
      return vscode.ThemeIcon.Folder;
    case "wave":
      return new vscode.ThemeIcon(WAVE_ICONS[group.wave.phase]);
    case "unplanned":
      return verdictIcon("stay");
  }
}

const WAVE_ICONS: Readonly<Record<ExplorerWave["phase"], string>> = {
  mend: "tools",
  pilot: "beaker",
  canary: "git-compare",
  cutover: "pass-filled",
};

/** A tooltip of plain text: what comes from the workspace is not taken for Markdown. */
function waveTooltip({ title, meaning, effort, gates }: ExplorerWave): string {
  const gate = vscode.l10n.t("Before the next wave begins:");
  return [`${title}: ${effort.full}`, meaning, "", gate, ...gates.map((each) => `• ${each}`)].join("\n");
}

function moduleItem({ group, module }: Node & { kind: "module" }): vscode.TreeItem {
  const count = module.findings.length;
  const state = count === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(vscode.Uri.parse(module.uri), state);
  const slash = module.path.lastIndexOf("/");
  const folder = slash < 0 || group.startsWith("folder:") ? "" : module.path.slice(0, slash);
  const parts = [folder, countOf(count, "finding"), module.effort?.brief ?? ""];
  item.id = `${group}/${module.uri}`;
  item.label = module.path.slice(slash + 1);
  item.description = parts.filter((part) => part !== "").join(" · ");
  // Without a word of its own a screen reader would read out the tooltip.
  item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
  item.tooltip = [
    module.path,
    verdictLabel(module.advice.verdict) + (module.effort === undefined ? "" : `: ${module.effort.full}`),
    "",
    ...module.advice.reasons,
  ].join("\n");
  item.contextValue = "module";
  if (count === 0)
    item.command = { title: "", command: "portwright.explorer.open", arguments: [{ kind: "module", group, module }] };
  return item;
}

function findingItem(node: Node & { kind: "finding" }): vscode.TreeItem {
  const { rule, range, message, severity, confidence, symbol, evidence } = node.finding;
  const item = new vscode.TreeItem(rule);
  const line = vscode.l10n.t("line {0}", range.start.line + 1);
  const measured = evidence === undefined || evidence.status === "not-seen" ? [] : [evidence.label];
  item.description = `${[line, ...measured].join(" · ")}: ${message.replaceAll("`", "")}`;
  item.accessibilityInformation = { label: `${rule}, ${item.description}` };
  item.tooltip = [
    message,
    `${rule} (${confidenceLabel(confidence)})`,
    ...(symbol === "" ? [] : [symbol]),
    ...(evidence === undefined ? [] : ["", `${evidence.label}: ${evidence.text}`]),
  ].join("\n");
  item.iconPath = severityIcon(severity);
  item.contextValue = "finding";
  item.command = { title: vscode.l10n.t("Go to Code"), command: "portwright.explorer.open", arguments: [node] };
  return item;
}

export function countOf(count: number, what: "module" | "finding"): string {
  switch (what) {
    case "module":
      return count === 1 ? vscode.l10n.t("1 module") : vscode.l10n.t("{0} modules", count);
    case "finding":
      return count === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", count);
  }
}

function severityIcon(severity: Severity): vscode.ThemeIcon {
  switch (severity) {
    case "error":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "warning":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    case "info":
      return new vscode.ThemeIcon("info");
    case "hint":
      return new vscode.ThemeIcon("lightbulb");
  }
}
