import type { ModuleId } from "../../program/modules.ts";
import type { Program } from "../../program/program.ts";
import type { FixContext } from "../define.ts";

/** The library whose event loop runs a coroutine. */
export type Framework = "asyncio" | "anyio" | "trio";

/** In this order: code that imports anyio runs on any loop, whatever else it names. */
const FRAMEWORKS: readonly Framework[] = ["trio", "anyio", "asyncio"];

/**
 * The framework that a finding's function is written for: the one that it uses itself, else the one that its module imports,
 * else the only one that the workspace imports. asyncio where nothing tells.
 */
export function frameworkOf({ program, module, finding }: FixContext): Framework {
  const ofModule = importsOf(program, module);
  if (ofModule.size === 1) return [...ofModule][0];
  if (ofModule.size > 1) {
    const used = usedBy(program, module, finding.symbol);
    const candidates = [...ofModule].filter((one) => used.has(one));
    if (candidates.length === 1) return candidates[0];
    return ofModule.has("anyio") ? "anyio" : "asyncio";
  }
  const ofWorkspace = importsOfWorkspace(program);
  return ofWorkspace.size === 1 ? [...ofWorkspace][0] : "asyncio";
}

function importsOf(program: Program, module: ModuleId): ReadonlySet<Framework> {
  const found = new Set<Framework>();
  for (const one of program.facts(module).imports) {
    const root = one.level === 0 ? one.module.split(".")[0] : "";
    const framework = FRAMEWORKS.find((name) => name === root);
    if (framework !== undefined && !one.typeOnly) found.add(framework);
  }
  return found;
}

const ofWorkspaces = new WeakMap<Program, ReadonlySet<Framework>>();

function importsOfWorkspace(program: Program): ReadonlySet<Framework> {
  const known = ofWorkspaces.get(program);
  if (known !== undefined) return known;
  const found = new Set<Framework>();
  program.modules.files.forEach((_, module) => {
    for (const framework of importsOf(program, module)) found.add(framework);
  });
  ofWorkspaces.set(program, found);
  return found;
}

/** Frameworks that a function, or one around it, calls. */
function usedBy(program: Program, module: ModuleId, symbol: string): ReadonlySet<string> {
  const used = new Set<string>();
  for (const node of program.nodesOf(module)) {
    const name = program.functionOf(node).qualifiedName;
    if (name === "" || (symbol !== name && !symbol.startsWith(`${name}.`))) continue;
    for (const use of node.externals) used.add(use.path.split(".")[0]);
  }
  return used;
}
