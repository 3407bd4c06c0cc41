/** `node test/port/click/record.ts`: writes what the programs of this folder do with click. Needs Python with click 8.4. */
import { readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runLines } from "./runs.ts";

const folder = fileURLToPath(new URL("./", import.meta.url));
for (const file of readdirSync(folder).filter((each) => each.endsWith(".py"))) {
  const name = file.slice(0, -3);
  const runs = await runLines(name, (args) => ["python3", `${folder}${file}`, ...args]);
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(runs, null, 2)}\n`);
}
