import * as vscode from "vscode";
import type { Advice } from "../../server/src/advice/verdict.ts";
import { verdictIcon, verdictLabel } from "./verdicts.ts";

/** What a code lens hands over. */
export interface AdviceParameters {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly advice: Advice;
}

interface AdviceItem extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** Shows why a verdict is what it is, what would change it, and what can be done about it. */
export async function showAdvice({ uri, name, advice }: AdviceParameters): Promise<void> {
  const separator = (label: string): AdviceItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const port = (command: string, label: string): AdviceItem => ({
    label,
    iconPath: new vscode.ThemeIcon("arrow-swap"),
    run: () => vscode.commands.executeCommand(command, { uri, name }),
  });
  const items: AdviceItem[] = [
    separator(vscode.l10n.t("Reasons")),
    ...advice.reasons.map((label) => ({ label, iconPath: verdictIcon(advice.verdict) })),
    ...(advice.wouldChange.length === 0 ? [] : [separator(vscode.l10n.t("What would change it"))]),
    ...advice.wouldChange.map((label) => ({ label, iconPath: new vscode.ThemeIcon("question") })),
    separator(vscode.l10n.t("Actions")),
    port("portwright.portToGo", vscode.l10n.t("Preview the Go port")),
    port("portwright.portToTypeScript", vscode.l10n.t("Preview the TypeScript port")),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: `${name}: ${verdictLabel(advice.verdict)}`,
    placeHolder: vscode.l10n.t("Pick an action, or press Escape"),
  });
  await picked?.run?.();
}
