import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Run {
  readonly line: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs a program once for each line of its `.args`: arguments, and behind ` < ` its input, lines parted by `|`. */
export function runLines(name: string, command: (args: string[]) => string[]): Run[] {
  const lines = readFileSync(fileURLToPath(new URL(`./${name}.args`, import.meta.url)), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => {
    const [words, input = ""] = line.split(/ ?< /);
    const [program, ...args] = command(words.split(" ").filter((each) => each !== ""));
    const ran = spawnSync(program, args, {
      input: input === "" ? "" : `${input.replaceAll("|", "\n")}\n`,
      encoding: "utf8",
      env: { ...process.env, COLUMNS: "80", GREET_NAME: "env", TOOL_HOME: "/home" },
    });
    return { line, stdout: told(ran.stdout, name), stderr: told(ran.stderr, name), code: ran.status };
  });
}

/** Programs are called by their files, which differ; and a port does not guess what else could have been meant. */
function told(text: string, name: string): string {
  return text.replace(new RegExp(`\\b${name}(\\.(py|ts))?\\b`, "g"), "PROGRAM").replace(/ \(?Did you mean .*/g, "");
}
