/**
 * A day at the server without a break: what somebody types, asks, opens and closes in 24 hours, one thing after another, and what the server
 * holds after each hour of it. Memory that grows with the edits would show as a line that climbs.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { atRest, Client, type EditorBench, row } from "./bench-editor.ts";

const HOURS = 24;

/** Edits in one file before the next is opened. */
const VISIT = 40;

export async function benchReplay({ folder, files, cache }: Omit<EditorBench, "lines">, edits: number): Promise<void> {
  const client = new Client(folder, cache);
  await client.start();
  await client.scanned();
  const held: number[] = [await atRest(client)];
  const begun = client.usage()?.cpu ?? 0;
  try {
    for (let hour = 0; hour < HOURS; hour++) {
      const first = Math.floor((hour * edits) / HOURS);
      const last = Math.floor(((hour + 1) * edits) / HOURS);
      for (let start = first; start < last; start += VISIT) {
        const file = files[((start / VISIT + hour) % files.length) | 0] ?? "";
        await visit(client, folder, file, Math.min(VISIT, last - start));
      }
      held.push(await atRest(client));
    }
    const cpu = (client.usage()?.cpu ?? 0) - begun;
    row(`a day of ${edits} edits in ${files.length} files`, `CPU ${(cpu / edits).toFixed(1)} ms an edit`);
    row("memory at rest, MB, after hour 0, 1, 2, …", held.map((each) => each.toFixed(0)).join(" "));
    const settled = held.slice(2, 2 + HOURS / 4);
    const end = held.slice(-HOURS / 4);
    row("the last six hours against hours two to seven", `${(mean(end) / mean(settled)).toFixed(3)} ×`);
  } finally {
    await client.stop();
  }
}

/** Edits one file for a while: comments and statements come and go, and the editor asks what editors ask. */
async function visit(client: Client, folder: string, file: string, edits: number): Promise<void> {
  await client.open(file);
  const lines = readFileSync(join(folder, file), "latin1").split("\n").length;
  const textDocument = { uri: client.uri(file) };
  for (let turn = 0; turn < edits; turn += 2) {
    const line = (turn * 31) % lines;
    const text = turn % 8 === 0 ? `replayed_${turn} = ${turn}\n` : "# replayed\n";
    await client.type(file, line, text);
    await client.diagnostics(file);
    const at = { line, character: 2 };
    if (turn % 6 === 0) await client.connection.sendRequest("textDocument/hover", { textDocument, position: at });
    if (turn % 10 === 0) {
      const context = { diagnostics: [], triggerKind: 1 };
      await client.connection.sendRequest("textDocument/codeAction", {
        textDocument,
        range: { start: at, end: at },
        context,
      });
    }
    await client.erase(file, line, text);
    await client.diagnostics(file);
  }
  await client.connection.sendRequest("textDocument/codeLens", { textDocument });
  await client.close(file);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
