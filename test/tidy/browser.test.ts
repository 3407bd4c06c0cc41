import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { browserBundle } from "../../scripts/build.mjs";
import { groupBy } from "../../server/src/report/summary.ts";
import { type ImportEdge, importsUnder } from "./import-graph.ts";

const imports = [...importsUnder("server/src"), ...importsUnder("extension/src")].filter(({ typeOnly }) => !typeOnly);

describe.each([
  { name: "server.browser", entry: "server/src/main.browser.ts", given: [] },
  { name: "extension.browser", entry: "extension/src/main.browser.ts", given: ["vscode"] },
] as const)("the bundle $name", ({ name, entry, given }) => {
  it("is made of files that import nothing of Node, and no host but the browser's", () => {
    const reached = reachableFrom(entry);
    expect(reached.size).toBeGreaterThan(5);
    const foreign = imports.filter(
      ({ from, to }) => reached.has(from) && (/^node:|\/node$/.test(to) || to.startsWith("server/src/host/node/")),
    );
    expect(foreign.map(({ from, line, to }) => `${from}:${line} imports ${to}`)).toEqual([]);
  });

  it("asks its surroundings for nothing else", async () => {
    const { metafile } = await build({ ...browserBundle(name), write: false });
    const asked = Object.values(metafile?.outputs ?? {}).flatMap((output) => output.imports.map(({ path }) => path));
    expect([...new Set(asked)]).toEqual(given);
  });
});

function reachableFrom(entry: string): ReadonlySet<string> {
  const targets = groupBy(imports, ({ from }: ImportEdge) => from);
  const reached = new Set([entry]);
  for (const file of reached) for (const { to } of targets.get(file) ?? []) if (/\.tsx?$/.test(to)) reached.add(to);
  return reached;
}
