import { isStandardLibrary } from "../knowledge/standard-library.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { compareText } from "../text/compare.ts";

/** Workspace modules and outside packages, the standard library's left out, that a module imports; sorted, each once. */
export function importsOf(program: Program, module: ModuleId): { imports: string[]; packages: string[] } {
  const imports = new Set<string>();
  const packages = new Set<string>();
  for (const one of program.facts(module).imports) {
    const target = program.modules.resolve(module, one.module, one.level);
    if (typeof target === "number") {
      const inner =
        one.name === undefined || one.name === "*" || !program.modules.isPackage(target)
          ? undefined
          : program.modules.submodule(program.modules.folder(target), one.name);
      imports.add(program.modules.names[typeof inner === "number" ? inner : target]);
    } else if (target === undefined && one.level === 0) {
      const top = one.module.split(".")[0];
      if (!isStandardLibrary(top)) packages.add(top);
    }
  }
  imports.delete(program.modules.names[module]);
  return { imports: sortedNames(imports), packages: sortedNames(packages) };
}

export function sortedNames(names: Iterable<string>): string[] {
  return [...names].sort(compareText);
}
