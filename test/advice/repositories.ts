import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "../../scripts/toolchain.mjs";

const FOLDER = join(root, "test/advice/scenarios");

/** Each is the repository of one story that the advice must come out right for. */
export const SCENARIOS: readonly string[] = readdirSync(FOLDER).sort();

/** Texts by path. */
export function repository(name: string): Record<string, string> {
  const folder = join(FOLDER, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).split(sep).join("/"), readFileSync(path, "utf8")];
    }),
  );
}
