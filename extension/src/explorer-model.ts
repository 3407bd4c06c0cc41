import type { Verdict } from "../../server/src/advice/verdict.ts";
import type { ExplorerFinding, ExplorerModule, ExplorerTree, ExplorerWave } from "../../server/src/lsp/protocol.ts";
import type { Confidence, Severity } from "../../server/src/rules/finding.ts";

/** What the modules stand under. */
export const GROUPINGS = ["verdict", "wave", "folder"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type Group =
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly modules: readonly ExplorerModule[] }
  | { readonly kind: "folder"; readonly folder: string; readonly modules: readonly ExplorerModule[] }
  | { readonly kind: "wave"; readonly wave: ExplorerWave; readonly modules: readonly ExplorerModule[] }
  /** Modules with findings that the plan has nothing to do in. */
  | { readonly kind: "unplanned"; readonly modules: readonly ExplorerModule[] };

/** What is shown: a finding must be of one of the named values of each kind; a kind that names none lets all through. */
export interface Filter {
  readonly severities: readonly Severity[];
  readonly confidences: readonly Confidence[];
  readonly rules: readonly string[];
  /** Stands in the path, or in the finding's rule, message or function; upper and lower case are alike. */
  readonly text: string;
}

const SEVERITY_ORDER: readonly Severity[] = ["error", "warning", "info", "hint"];
const CONFIDENCE_ORDER: readonly Confidence[] = ["definite", "probable", "possible"];

export const NO_FILTER: Filter = { severities: [], confidences: [], rules: [], text: "" };

/** The parts of a filter that somebody gave with a command or that were kept, as far as they are of any use. */
export function filterOf(value: unknown): Filter | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { severities, confidences, rules, text } = value as Readonly<Record<string, unknown>>;
  const textsOf = (list: unknown): string[] =>
    Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
  return {
    severities: SEVERITY_ORDER.filter((one) => textsOf(severities).includes(one)),
    confidences: CONFIDENCE_ORDER.filter((one) => textsOf(confidences).includes(one)),
    rules: textsOf(rules),
    text: typeof text === "string" ? text : "",
  };
}

export function isFiltering({ severities, confidences, rules, text }: Filter): boolean {
  return picksFindings({ severities, confidences, rules }) || text !== "";
}

function picksFindings({ severities, confidences, rules }: Omit<Filter, "text">): boolean {
  return severities.length > 0 || confidences.length > 0 || rules.length > 0;
}

/** The tree with what the filter lets through. A module without a finding that passes is left out, unless its path alone was asked for. */
export function filtered(tree: ExplorerTree, filter: Filter): ExplorerTree {
  if (!isFiltering(filter)) return tree;
  const verdicts = tree.verdicts.flatMap(({ verdict, modules }) => {
    const left = modules.flatMap((module) => filteredModule(module, filter) ?? []);
    return left.length === 0 ? [] : [{ verdict, modules: left }];
  });
  return { ...tree, verdicts };
}

function filteredModule(module: ExplorerModule, filter: Filter): ExplorerModule | undefined {
  const isNamed = contains(module.path, filter.text);
  const findings = module.findings.filter(
    (finding) =>
      allows(filter.severities, finding.severity) &&
      allows(filter.confidences, finding.confidence) &&
      allows(filter.rules, finding.rule) &&
      (isNamed || [finding.rule, finding.message, finding.symbol].some((text) => contains(text, filter.text))),
  );
  if (findings.length === 0 && (picksFindings(filter) || !isNamed)) return undefined;
  return { ...module, findings };
}

function allows<Value>(named: readonly Value[], value: Value): boolean {
  return named.length === 0 || named.includes(value);
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** The tree's modules in groups; groups without a module are left out. */
export function groupsOf(tree: ExplorerTree, grouping: Grouping): readonly Group[] {
  switch (grouping) {
    case "verdict":
      return tree.verdicts.map((verdict) => ({ kind: "verdict", ...verdict }));
    case "folder":
      return foldersOf(tree);
    case "wave":
      return wavesOf(tree);
  }
}

function wavesOf(tree: ExplorerTree): readonly Group[] {
  const known = new Map(modulesOf(tree).map((module) => [module.uri, module]));
  const planned = new Set<ExplorerModule>();
  const groups: Group[] = [];
  for (const wave of tree.waves) {
    const modules = wave.modules.flatMap((uri) => known.get(uri) ?? []);
    for (const module of modules) planned.add(module);
    if (modules.length > 0) groups.push({ kind: "wave", wave, modules });
  }
  const rest = [...known.values()].filter((module) => !planned.has(module));
  return rest.length === 0 ? groups : [...groups, { kind: "unplanned", modules: rest }];
}

/** Modules by the folder that they lie in, in the order of the paths. */
function foldersOf(tree: ExplorerTree): readonly Group[] {
  const byFolder = new Map<string, ExplorerModule[]>();
  for (const module of modulesOf(tree)) {
    const folder = module.path.slice(0, Math.max(0, module.path.lastIndexOf("/")));
    const known = byFolder.get(folder);
    if (known === undefined) byFolder.set(folder, [module]);
    else known.push(module);
  }
  return [...byFolder]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, modules]) => ({
      kind: "folder",
      folder,
      modules: modules.sort((a, b) => (a.path < b.path ? -1 : 1)),
    }));
}

export function modulesOf({ verdicts }: ExplorerTree): readonly ExplorerModule[] {
  return verdicts.flatMap(({ modules }) => modules);
}

export function findingsOf(modules: readonly ExplorerModule[]): readonly ExplorerFinding[] {
  return modules.flatMap(({ findings }) => findings);
}

/** What there is to filter by, with the number of findings of each; the values in their usual order, rules by their number. */
export interface Choices {
  readonly severities: readonly Choice<Severity>[];
  readonly confidences: readonly Choice<Confidence>[];
  readonly rules: readonly Choice<string>[];
}
export interface Choice<Value> {
  readonly value: Value;
  readonly findings: number;
}

/** @param filter values that it names are offered even where nothing is of them any more, so that they can be taken back */
export function choicesOf(tree: ExplorerTree, filter: Filter): Choices {
  const findings = findingsOf(modulesOf(tree));
  const rules = counted(
    findings.map(({ rule }) => rule),
    filter.rules,
  ).sort((a, b) => b.findings - a.findings || (a.value < b.value ? -1 : 1));
  const inOrder = <Value>(order: readonly Value[], choices: readonly Choice<Value>[]) =>
    order.flatMap((value) => choices.find((choice) => choice.value === value) ?? []);
  return {
    severities: inOrder(
      SEVERITY_ORDER,
      counted(
        findings.map(({ severity }) => severity),
        filter.severities,
      ),
    ),
    confidences: inOrder(
      CONFIDENCE_ORDER,
      counted(
        findings.map(({ confidence }) => confidence),
        filter.confidences,
      ),
    ),
    rules,
  };
}

function counted<Value>(values: readonly Value[], named: readonly Value[]): Choice<Value>[] {
  const counts = new Map<Value, number>(named.map((value) => [value, 0]));
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, findings]) => ({ value, findings }));
}
