import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ts } from "ts-morph";
import { root } from "../../scripts/toolchain.mjs";

/** One import, type-only and on-demand ones included. */
export interface ImportEdge {
  /** The importing file, from the repository's root, with forward slashes. */
  readonly from: string;
  /** The imported file in the same form, or a package or built-in module as it is written. */
  readonly to: string;
  readonly line: number;
  /** Written `import type` or `export type`: it is gone when the program runs. */
  readonly typeOnly: boolean;
}

/** Imports of all TypeScript sources under a folder of the repository, in the order of their files. */
export function importsUnder(folder: string): readonly ImportEdge[] {
  return sourcesUnder(folder).flatMap((from) => {
    const text = readFileSync(join(root, from), "utf8");
    return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
      from,
      to: fileName.startsWith(".") ? slashes(join(dirname(from), fileName)) : fileName,
      line: text.slice(0, pos).split("\n").length,
      typeOnly: /\b(?:import|export)\s+type\s[^;"']*$/.test(text.slice(0, pos)),
    }));
  });
}

/** TypeScript sources under a folder of the repository, sorted. */
export function sourcesUnder(folder: string): readonly string[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .map(slashes)
    .filter((file) => !/\/(node_modules|dist)\//.test(file))
    .sort();
}

/** Groups of files that import each other in a circle: the strongly connected components with more than one file. */
export function cycles(edges: readonly ImportEdge[]): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    stack.push(file);
    let lowest = own;
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) lowest = Math.min(lowest, visit(target));
      else if (stack.includes(target)) lowest = Math.min(lowest, order.get(target) ?? own);
    }
    low.set(file, lowest);
    if (lowest === own) {
      const component = stack.splice(stack.indexOf(file));
      if (component.length > 1 || targets.get(file)?.includes(file)) found.push(component.sort());
    }
    return lowest;
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return found;
}

function slashes(path: string): string {
  return relative(".", path).replaceAll("\\", "/");
}
