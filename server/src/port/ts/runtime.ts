import { RUNTIME, type RuntimeEntry } from "./runtime.generated.ts";

const BY_NAME = new Map(RUNTIME.map((entry) => [entry.name, entry]));

/** The text of a helper file with the named helpers and what they need, in the order of the library. */
export function runtimeText(names: Iterable<string>): string {
  const needed = new Set<RuntimeEntry>();
  const open = [...names];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const entry = BY_NAME.get(text);
    if (entry === undefined || needed.has(entry)) continue;
    needed.add(entry);
    open.push(...entry.uses);
  }
  const entries = orderClasses(RUNTIME.filter((entry) => needed.has(entry)));
  const imports = mergedImports([...new Set(entries.flatMap((entry) => entry.imports))]);
  const sources = [...new Set(entries.map((entry) => entry.source))];
  const header = "// Helpers that keep Python's meaning where JavaScript's differs; only those that the port uses.";
  return `${[header, imports.join("\n"), ...sources].filter((part) => part !== "").join("\n\n")}\n`;
}

/** One import for each module, whichever helpers need something of it. */
function mergedImports(imports: readonly string[]): string[] {
  const names = new Map<string, Set<string>>();
  const others: string[] = [];
  for (const text of imports) {
    const parts = /^import \{ (.*) \} from "(.*)";$/s.exec(text);
    if (parts === null) others.push(text);
    else {
      const known = names.get(parts[2]) ?? new Set();
      for (const each of parts[1].split(",")) if (each.trim() !== "") known.add(each.trim());
      names.set(parts[2], known);
    }
  }
  const merged = [...names].map(([from, each]) => `import { ${[...each].sort().join(", ")} } from "${from}";`);
  return [...others, ...merged];
}

/** A class stands behind the one it extends; functions can stand anywhere. */
function orderClasses(entries: readonly RuntimeEntry[]): RuntimeEntry[] {
  const result: RuntimeEntry[] = [];
  const add = (entry: RuntimeEntry): void => {
    if (result.includes(entry)) return;
    const base = /\bclass \w+(?:<[^>]*>)? extends (\w+)/.exec(entry.source)?.[1];
    const before = base === undefined ? undefined : entries.find((other) => other.name === base);
    if (before !== undefined) add(before);
    result.push(entry);
  };
  for (const entry of entries) add(entry);
  return result;
}

/** Names of helpers with all that they need; for the report. */
export function helperLines(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}
