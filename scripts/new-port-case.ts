/**
 * `npm run new:port-case -- name "What it shows."`: a Python program for test/port/cases. Python, Go and TypeScript run it, and must
 * print the same and end alike, so it should print all that matters.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./toolchain.mjs";

export function portCase(about: string): string {
  return `"""${about}"""


def main() -> None:
    print("${about.replaceAll('"', "'")}")


if __name__ == "__main__":
    main()
`;
}

function main(name: string | undefined, about: string | undefined): number {
  if (name === undefined || about === undefined || !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) {
    console.error('Usage: npm run new:port-case -- name_in_snake_case "What it shows."');
    return 2;
  }
  const path = `test/port/cases/${name}.py`;
  const file = join(root, path);
  if (existsSync(file)) {
    console.error(`${path} exists already; nothing was written.`);
    return 2;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, portCase(about));
  console.log(`wrote ${path}`);
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv[2], process.argv[3]);
