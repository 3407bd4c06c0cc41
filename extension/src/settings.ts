import * as vscode from "vscode";

/**
 * The settings of Portwright that somebody set, by their names below `portwright`. Defaults are left out: what a project's own
 * files say comes before them.
 */
export function explicitSettings(names: readonly string[], scope: vscode.Uri | undefined): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("portwright", scope ?? null);
  const result: Record<string, unknown> = {};
  for (const full of names) {
    const name = full.replace(/^portwright\./, "");
    const known = configuration.inspect(name);
    const set = [known?.globalValue, known?.workspaceValue, known?.workspaceFolderValue];
    if (set.some((value) => value !== undefined)) result[name] = configuration.get(name);
  }
  // VS Code gives objects behind a proxy, which messages between workers cannot carry.
  return JSON.parse(JSON.stringify(result));
}
