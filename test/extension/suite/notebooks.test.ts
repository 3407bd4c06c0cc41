import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { hoverText, ruleOf, until, uriOf } from "./workspace.ts";

const CELLS = ["import time\n%matplotlib inline", "def pause():\n    time.sleep(1)", "async def main():\n    pause()"];

const NOTEBOOK = JSON.stringify({
  cells: CELLS.map((source) => ({ cell_type: "code", source, metadata: {}, outputs: [], execution_count: null })),
  metadata: { language_info: { name: "python" } },
  nbformat: 4,
  nbformat_minor: 5,
});

describe("a notebook", () => {
  it("has its findings in the cell that they stand in, and follows what is typed in another", async () => {
    const file = uriOf("analysis.ipynb");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(NOTEBOOK));
    try {
      const notebook = await vscode.workspace.openNotebookDocument(file);
      await vscode.window.showNotebookDocument(notebook);
      const [, pause, main] = notebook.getCells().map(({ document }) => document);
      assert.ok(pause !== undefined && main !== undefined, "the notebook has no cells");
      const rules = () => vscode.languages.getDiagnostics(main.uri).map(ruleOf);
      await until("the last cell has a chain", () => rules().includes("blocking-chain"));
      const [chain] = vscode.languages.getDiagnostics(main.uri);
      assert.ok(chain, "the finding is gone");
      assert.equal(main.getText(chain.range), "pause()");
      assert.equal(chain.relatedInformation?.at(-1)?.location.uri.toString(), pause.uri.toString());
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        main.uri,
        chain.range.start,
      );
      assert.match(hoverText(hovers), /blocking-chain/);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(pause.uri, new vscode.Range(1, 4, 1, 17), "pass");
      await vscode.workspace.applyEdit(edit);
      await until("the chain is gone", () => rules().length === 0);
    } finally {
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await vscode.workspace.fs.delete(file);
    }
  });
});
