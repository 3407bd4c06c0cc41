import type { SketchFile } from "../sketch.ts";
import { GO_PINS } from "./pins.generated.ts";

/** `go.mod`, and `go.sum` where modules beyond the standard library are imported; each is pinned with all that it needs. */
export function goManifest(name: string, version: string, imports: readonly string[]): SketchFile[] {
  const used = imports.flatMap((path) => (GO_PINS[path] === undefined ? [] : [GO_PINS[path]]));
  const head = `module ${name}\n\ngo ${version}\n`;
  if (used.length === 0) return [{ path: "go.mod", text: head }];
  const requires = new Map(used.flatMap((pins) => pins.requires).map((each) => [each[0], each]));
  const lines = (indirect: boolean): string[] =>
    [...requires.values()]
      .filter((each) => each[2] === indirect)
      .map(([module, at]) => `\t${module} ${at}${indirect ? " // indirect" : ""}`)
      .sort();
  const block = (entries: readonly string[]): string =>
    entries.length === 0 ? "" : `\nrequire (\n${entries.join("\n")}\n)\n`;
  const sums = [...new Set(used.flatMap((pins) => pins.sums))].sort();
  return [
    { path: "go.mod", text: `${head}${block(lines(false))}${block(lines(true))}` },
    { path: "go.sum", text: `${sums.join("\n")}\n` },
  ];
}
