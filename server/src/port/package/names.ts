import type { PackageModule } from "./modules.ts";

/** The names that the modules' own have in the joined module. */
export interface FinalNames {
  of(module: PackageModule, name: string): string;
}

/** Built-in functions and classes that services use; a definition of that name would stand in their way everywhere. */
const BUILTINS = new Set(
  "abs all any bool bytes dict enumerate filter float format hash id input int iter len list map max min next object open print range reversed round set sorted str sum super tuple type zip".split(
    " ",
  ),
);

/**
 * A name that one module alone has stays. Where several have it, it gets that of its module in front, but for that of the entry; so
 * does an import that means something else than another module's import of that name.
 */
export function finalNames(
  packageName: string,
  modules: readonly PackageModule[],
  entry: PackageModule | undefined,
): FinalNames {
  const owners = new Map<string, PackageModule[]>();
  const outside = new Map<string, Map<string, PackageModule[]>>();
  for (const module of modules) {
    for (const name of module.own) owners.set(name, [...(owners.get(name) ?? []), module]);
    for (const [local, binding] of module.imports) {
      if (binding.kind !== "outside") continue;
      const known = outside.get(local) ?? new Map<string, PackageModule[]>();
      known.set(binding.canonical, [...(known.get(binding.canonical) ?? []), module]);
      outside.set(local, known);
    }
  }
  const final = new Map<PackageModule, Map<string, string>>();
  const taken = new Set([...owners.keys(), ...outside.keys()]);
  const rename = (module: PackageModule, name: string): void => {
    const stem = (module.parts.at(-1) ?? packageName).replace(/^_+|_+$/g, "");
    let wanted = prefixed(stem, name);
    for (let i = 2; taken.has(wanted); i++) wanted = `${prefixed(stem, name)}_${i}`;
    taken.add(wanted);
    const known = final.get(module) ?? new Map<string, string>();
    known.set(name, wanted);
    final.set(module, known);
  };
  for (const [name, having] of owners) {
    const isTaken = outside.has(name) || BUILTINS.has(name);
    for (const module of having) if (isTaken || (having.length > 1 && module !== entry)) rename(module, name);
  }
  for (const [local, meanings] of outside) {
    const all = [...meanings.values()];
    const kept = all.find((having) => entry !== undefined && having.includes(entry)) ?? all[0];
    for (const having of all) if (having !== kept) for (const module of having) rename(module, local);
  }
  return { of: (module, name) => final.get(module)?.get(name) ?? name };
}

/** `items` and `router` → `items_router`, `Item` → `ItemsItem`, `LIMIT` → `ITEMS_LIMIT` */
function prefixed(stem: string, name: string): string {
  if (/^[A-Z][A-Z0-9_]+$/.test(name)) return `${stem.toUpperCase()}_${name}`;
  if (!/^[A-Z]/.test(name)) return `${stem}_${name.replace(/^_+/, "")}`;
  const title = stem.replace(/(^|_)(\w)/g, (_, _gap, letter: string) => letter.toUpperCase());
  return `${title}${name}`;
}
