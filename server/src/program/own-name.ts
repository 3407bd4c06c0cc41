import type { ModuleFacts } from "../semantics/facts.ts";

/** Imports that a guess rests on at least, and the share of those by that name that must lead to files of the workspace. */
const FEWEST = 2;
const SHARE = 0.8;

/**
 * What the workspace calls itself where its root is the folder of a package: files of `shop/` import each other as `shop.orders`, although
 * no folder of that name is in sight. Told by the imports: most of those from one name lead to files of the workspace.
 *
 * @param files paths relative to the workspace root with forward slashes
 */
export function ownNameOf(files: readonly string[], facts: readonly ModuleFacts[]): string | undefined {
  if (!files.some((file) => file === "__init__.py" || file === "__init__.pyi")) return undefined;
  const places = new Set<string>();
  for (const file of files) {
    const parts = file.replace(/(\/__init__)?\.(pyi?|pyw)$/, "").split("/");
    for (let end = 1; end <= parts.length; end++) places.add(parts.slice(0, end).join("."));
  }
  const imports = new Map<string, { all: number; own: number }>();
  for (const { values } of facts) {
    for (const value of values) {
      if (value.k !== "import" || value.level !== 0) continue;
      const [top, ...rest] = value.module.split(".");
      const part = rest.length > 0 ? rest.join(".") : value.name;
      if (part === undefined || places.has(top)) continue;
      const known = imports.get(top) ?? { all: 0, own: 0 };
      known.all++;
      if (places.has(part)) known.own++;
      imports.set(top, known);
    }
  }
  const names = [...imports].filter(([, { all, own }]) => own >= FEWEST && own >= all * SHARE);
  names.sort(([a, one], [b, other]) => other.own - one.own || (a < b ? -1 : 1));
  return names[0]?.[0];
}
