/**
 * `npm run new:rule -- name "One line: context × effect."`: a rule's file, the page of examples that tests it, and its place in the
 * list of rules. What comes out compiles and is registered; its tests fail until it finds what its examples mark.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

/** Path from the repository's root → text. */
export function newRuleFiles(name: string, summary: string, index: string): ReadonlyMap<string, string> {
  return new Map([
    [`server/src/rules/${name}.ts`, ruleSource(name, summary)],
    [`test/rules/${name}.md`, examples(name, summary)],
    ["server/src/rules/index.ts", registered(index, name)],
  ]);
}

/** `thread-per-item` → `threadPerItem`. */
function identifier(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function ruleSource(name: string, summary: string): string {
  return `import { defineRule } from "./define.ts";

export const ${identifier(name)} = defineRule({
  meta: {
    name: ${JSON.stringify(name)},
    summary: ${JSON.stringify(summary)},
    defaultSeverity: "warning",
    what: "",
    why: "",
    insteadUse: "",
    fixSafety: "There is no automatic fix.",
    references: [],
  },
  *run(program, module) {
    for (const node of program.nodesOf(module)) {
      for (const use of node.externals) {
        if (use.path !== "") continue;
        yield {
          range: { start: use.start, end: use.end },
          confidence: use.certain ? "definite" : "probable",
          message: "",
          help: "",
          context: undefined,
          fn: node.fn,
          chain: [],
        };
      }
    }
  },
});
`;
}

function examples(name: string, summary: string): string {
  return `# ${name}

${summary}

## Example

\`\`\`python
print("what is reported")  # expect: ${name}
\`\`\`

## Use instead

\`\`\`python
print("what to write")  # ok: ${name}
\`\`\`
`;
}

/** The list of rules with the new one: its import in order, itself at the end. */
function registered(index: string, name: string): string {
  const line = `import { ${identifier(name)} } from "./${name}.ts";`;
  const imports = [...index.matchAll(/^import .* from "(\.\/[\w-]+\.ts)";$/gm)];
  const later = imports.find(([, path]) => path > `./${name}.ts`);
  const last = imports[imports.length - 1];
  const at = later?.index ?? last.index + last[0].length + 1;
  const withImport = `${index.slice(0, at)}${line}\n${index.slice(at)}`;
  return withImport.replace(/(RULES: readonly Rule\[\] = \[[^\]]*)\];/, `$1  ${identifier(name)},\n];`);
}

function main(name: string | undefined, summary: string | undefined): number {
  if (name === undefined || summary === undefined || !/^[a-z]+(-[a-z]+)*$/.test(name)) {
    console.error('Usage: npm run new:rule -- name-in-kebab-case "One line: context × effect."');
    return 2;
  }
  const index = readFileSync(join(root, "server/src/rules/index.ts"), "utf8");
  const files = newRuleFiles(name, summary, index);
  const taken = [...files.keys()].filter((path) => !path.endsWith("index.ts") && existsSync(join(root, path)));
  if (taken.length > 0) {
    console.error(`${taken.join(" and ")} exist already; nothing was written.`);
    return 2;
  }
  for (const [path, text] of files) {
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  console.log(
    `Next: write at least 8 places where it speaks and 8 where it is silent into test/rules/${name}.md, make them pass with npx vitest run test/rules, then npm run generate.`,
  );
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv[2], process.argv[3]);
