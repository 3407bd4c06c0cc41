import type { SketchFile } from "../sketch.ts";
import { GO_PINS } from "./pins.generated.ts";

/** `go.mod`, and `go.sum` where modules beyond the standard library are imported; each is pinned with all that it needs. */
export function goManifest(name: string, version: string, imports: readonly string[]): SketchFile[] {
  const used = imports.flatMap((path) => (GO_PINS[path] === undefined ? [] : [GO_PINS[path]]));
  // A module that is called like a package of the standard library is ambiguous to the tools.
  const module = STANDARD_ROOTS.has(name) ? `${name}_port` : name;
  const asked = used.map((pins) => pins.go).find((each) => each.startsWith(`${version}.`));
  const head = `module ${module}\n\ngo ${asked ?? version}\n`;
  if (used.length === 0) return [{ path: "go.mod", text: head }];
  const requires = new Map<string, (typeof used)[number]["requires"][number]>();
  for (const each of used.flatMap((pins) => pins.requires)) {
    const [module, at, indirect] = each;
    const known = requires.get(module);
    // Of two versions the newer one serves both.
    const newest = known === undefined || isNewer(at, known[1]) ? at : known[1];
    requires.set(module, [module, newest, indirect && known?.[2] !== false]);
  }
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

/** Whether a version comes after another; versions without a tag come by their time. */
function isNewer(a: string, b: string): boolean {
  return a.localeCompare(b, "en", { numeric: true }) > 0;
}

/** The names directly under the standard library's source that a module path may not be, as of Go 1.26. */
const STANDARD_ROOTS: ReadonlySet<string> = new Set(
  (
    "archive arena bufio builtin bytes cmd cmp compress container context crypto database debug embed encoding errors expvar flag fmt go " +
    "hash html image index internal io iter log maps math mime net os path plugin reflect regexp runtime simd slices sort strconv " +
    "strings structs sync syscall testing text time unicode unique unsafe vendor weak"
  ).split(" "),
);
