import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Python files of the machine's standard library, at most as many as asked for, spread evenly; those of this repository's
 * fixtures where the machine has no Python. Read as UTF-8, so that a file in another encoding is just an odd input.
 */
export function realPythonFiles(most: number): { file: string; text: string }[] {
  const folder = standardLibrary() ?? new URL("../fixtures", import.meta.url).pathname;
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith(".py") && !file.includes("site-packages"))
    .sort();
  const step = Math.max(1, files.length / most);
  const chosen: { file: string; text: string }[] = [];
  for (let at = 0; at < files.length; at += step) {
    const path = join(folder, files[Math.floor(at)]);
    if (statSync(path).isFile()) chosen.push({ file: files[Math.floor(at)], text: readFileSync(path, "utf8") });
  }
  return chosen;
}

function standardLibrary(): string | undefined {
  try {
    return execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], {
      encoding: "utf8",
    }).trim();
  } catch {
    return undefined;
  }
}
