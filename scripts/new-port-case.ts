/** Makes a program for the three-way test: `npm run new:port-case -- NAME`. */
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("usage: npm run new:port-case -- NAME   (small letters, digits and underscores)");
  process.exit(2);
}
const file = fileURLToPath(new URL(`../test/port/cases/${name}.py`, import.meta.url));
if (existsSync(file)) {
  console.error(`${file} is there already`);
  process.exit(2);
}
writeFileSync(file, 'def main() -> None:\n    print("hello")\n\n\nif __name__ == "__main__":\n    main()\n');
console.log(`${file}: write the program; \`vitest run test/port\` runs it in Python, Go and TypeScript`);
