import { Advisor } from "../advice/advisor.ts";
import { type Assessment, assess } from "../advice/assess.ts";
import type { Audit, AuditProblem } from "../advice/audit.ts";
import { auditOf } from "../advice/audit-of.ts";
import { Evidence, type ProfileInput, type WeighedFinding } from "../advice/evidence/evidence.ts";
import type { ModulePlan } from "../advice/plan-of.ts";
import { DEFAULT_TEAM } from "../advice/team.ts";
import type { Advice } from "../advice/verdict.ts";
import { FIXES, type FixContext, fixById } from "../fixes/index.ts";
import { tell } from "../fixes/messages/index.ts";
import { KNOWLEDGE } from "../knowledge/index.ts";
import { callNames, importedModules, moduleName } from "../program/call-names.ts";
import type { ModuleId } from "../program/modules.ts";
import type { MovedPlaces } from "../program/moved-places.ts";
import { Program } from "../program/program.ts";
import { type CheckSettings, checkModule } from "../rules/check.ts";
import type { Finding } from "../rules/finding.ts";
import { extractFacts } from "../semantics/extract.ts";
import type { ModuleFacts } from "../semantics/facts.ts";
import type { ParsedSource, PythonParser } from "../syntax/parser.ts";
import type { PyTree } from "../syntax/py-tree.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";
import type { Locale } from "../text/locale.ts";
import { intersects, type Range } from "../text/range.ts";
import type {
  Action,
  ActionId,
  AuditOptions,
  CallGraphNames,
  CallGraphOptions,
  Configuration,
  FactsFailure,
  FileEdit,
  Hover,
  Lens,
  PlannedWave,
  Refusal,
  Snapshot,
  Workspace,
} from "./api.ts";
import { hoverMarkdown } from "./hover.ts";
import { lensesOf } from "./lenses.ts";
import { type EngineWords, engineWords } from "./messages.ts";
import { portableAt } from "./portable.ts";
import { VERSION } from "./version.ts";

const DEFAULT_CONFIGURATION: Configuration = {
  interpreter: "3.13",
  severity: {},
  blocking: [],
  safe: [],
  showPossible: false,
  exclude: [],
};

/** Makes an empty workspace over a parser. */
export function createWorkspace(parser: PythonParser): Workspace {
  return new EngineWorkspace(parser);
}

/** Who linked last, and how often the facts of files were moved to other places: what was linked of them before that speaks of old texts. */
interface Linked {
  owner: EngineSnapshot | undefined;
  moves: number;
}

interface FileState {
  readonly text: string;
  /** Undefined until the facts are asked for. */
  facts: ModuleFacts | undefined;
  /** Kept for files that are being edited, so that the next edit is parsed incrementally. */
  parsed: ParsedSource | undefined;
  /** Why the file counts as empty, where its facts could not be extracted. */
  failure: { readonly file: string; readonly reason: string } | undefined;
}

class EngineWorkspace implements Workspace {
  readonly #parser: PythonParser;
  #files = new Map<string, FileState>();
  #configuration = DEFAULT_CONFIGURATION;
  #profiles: readonly ProfileInput[] = [];
  #snapshot: EngineSnapshot | undefined;
  readonly #linked: Linked = { owner: undefined, moves: 0 };

  constructor(parser: PythonParser) {
    this.#parser = parser;
  }

  setFile(file: string, text: string, edits?: readonly TextEdit[]): void {
    const known = this.#files.get(file);
    if (known?.text === text) return;
    let parsed: ParsedSource | undefined;
    if (edits !== undefined && known !== undefined) {
      // A caller whose edits do not lead to the text it gives is wrong about one of them; the text counts.
      const consistent = editsLeadTo(known.text, edits, text);
      if (consistent) parsed = (known.parsed ?? this.#parser.parse(known.text)).edited(edits, text);
    }
    known?.parsed?.dispose();
    this.#change();
    this.#files.set(file, { text, facts: undefined, parsed, failure: undefined });
  }

  setFacts(file: string, text: string, facts: ModuleFacts | FactsFailure): void {
    const state = this.#files.get(file);
    // Facts depend on the text alone, so that a snapshot that was taken before may use them, too.
    if (state === undefined || state.text !== text || state.facts !== undefined) return;
    if ("failed" in facts) failed(state, file, this.#parser, facts.failed);
    else state.facts = facts;
  }

  removeFile(file: string): void {
    const known = this.#files.get(file);
    if (known === undefined) return;
    known.parsed?.dispose();
    this.#change();
    this.#files.delete(file);
  }

  configure(configuration: Configuration): void {
    this.#configuration = configuration;
    this.#snapshot = undefined;
  }

  setProfiles(profiles: readonly ProfileInput[]): void {
    this.#profiles = profiles;
    this.#snapshot = undefined;
  }

  /** Snapshots share the map until the first change after them. */
  #change(): void {
    if (this.#snapshot === undefined) return;
    this.#snapshot = undefined;
    this.#files = new Map(this.#files);
  }

  snapshot(): Snapshot {
    this.#snapshot ??= new EngineSnapshot(this.#parser, this.#files, this.#configuration, this.#profiles, this.#linked);
    return this.#snapshot;
  }
}

/** A file that cannot be analysed counts as empty and has a problem. */
function failed(state: FileState, file: string, parser: PythonParser, reason: string): ModuleFacts {
  state.failure = { file, reason };
  state.facts = extractFacts(parser.tree(""));
  return state.facts;
}

function editsLeadTo(from: string, edits: readonly TextEdit[], to: string): boolean {
  try {
    return applyEdits(from, edits) === to;
  } catch {
    return false;
  }
}

class EngineSnapshot implements Snapshot {
  readonly files: readonly string[];
  readonly #parser: PythonParser;
  readonly #states: ReadonlyMap<string, FileState>;
  readonly #configuration: Configuration;
  readonly #locale: Locale;
  readonly #words: EngineWords;
  readonly #settings: CheckSettings;
  readonly #findings = new Map<ModuleId, readonly Finding[]>();
  readonly #lastLinked: Linked;
  readonly #failures = new Map<string, { file: string; code: string; message: string }>();
  /** The tree that was asked for last: actions and their edits come in bursts on one file. */
  #lastTree: PyTree | undefined;
  #program: Program | undefined;
  #linkedAt = -1;
  #advisor: Advisor | undefined;
  #assessment: Assessment | undefined;
  readonly #profiles: readonly ProfileInput[];
  #evidence: Evidence | undefined;

  constructor(
    parser: PythonParser,
    states: ReadonlyMap<string, FileState>,
    configuration: Configuration,
    profiles: readonly ProfileInput[],
    lastLinked: Linked,
  ) {
    this.#parser = parser;
    this.#lastLinked = lastLinked;
    this.#profiles = profiles;
    this.#states = states;
    this.#configuration = configuration;
    this.#locale = configuration.locale ?? "en";
    this.#words = engineWords(this.#locale);
    this.files = [...states.keys()].sort();
    const freeThreaded = configuration.interpreter.endsWith("t");
    const minor = Number.parseInt(configuration.interpreter.split(".")[1] ?? "13", 10);
    this.#settings = {
      minor,
      freeThreaded,
      severity: configuration.severity,
      showPossible: configuration.showPossible,
      locale: this.#locale,
      reportTests: configuration.reportTests ?? false,
    };
  }

  #linked(): Program {
    if (this.#program !== undefined) {
      if (this.#linkedAt === this.#lastLinked.moves) return this.#program;
      this.#forgetProgram();
    }
    this.#program = this.#lastLinked.owner?.handOver(this);
    if (this.#program === undefined) {
      // What was linked before is given up first: two programs of a large workspace are too many.
      this.#lastLinked.owner = undefined;
      this.#program = new Program(
        this.files.map((file) => ({ file, facts: this.#factsOf(file, this.#states.get(file)!) })),
        KNOWLEDGE,
        {
          blocking: new Set(this.#configuration.blocking),
          safe: new Set(this.#configuration.safe),
          minor: this.#settings.minor,
        },
      );
    }
    this.#lastLinked.owner = this;
    this.#linkedAt = this.#lastLinked.moves;
    return this.#program;
  }

  #forgetProgram(): void {
    this.#program = undefined;
    this.#advisor = undefined;
    this.#assessment = undefined;
    this.#evidence = undefined;
  }

  /**
   * Gives the program to a later snapshot whose files say the same but for where it stands in them, as after an edit of a comment. This
   * snapshot has none from then on: whoever still asks it waits until its files are read and linked again.
   */
  handOver(to: EngineSnapshot): Program | undefined {
    const program = this.#linkedAt === this.#lastLinked.moves ? this.#program : undefined;
    if (program === undefined || to.#configuration !== this.#configuration) return undefined;
    if (to.files.length !== this.files.length || to.files.some((file, index) => file !== this.files[index]))
      return undefined;
    const moves: { readonly file: string; readonly places: MovedPlaces }[] = [];
    for (const [module, file] of this.files.entries()) {
      const [known, other] = [this.#states.get(file)!, to.#states.get(file)!];
      if (known === other) continue;
      const facts = to.#factsOf(file, other);
      if (known.facts !== program.facts(module) || known.failure !== undefined || other.failure !== undefined)
        return undefined;
      const places = program.moveTo(module, facts);
      if (places === undefined) return undefined;
      moves.push({ file, places });
    }
    for (const { file, places } of moves) {
      places.apply();
      const known = this.#states.get(file)!;
      to.#states.get(file)!.facts = known.facts;
      known.facts = undefined;
    }
    if (moves.length > 0) this.#lastLinked.moves++;
    this.#forgetProgram();
    to.#takeFindings(this, new Set(moves.map(({ file }) => file)));
    return program;
  }

  /** What was found in files that did not move, along chains that do not go through those that did. */
  #takeFindings(from: EngineSnapshot, moved: ReadonlySet<string>): void {
    if (from.#failures.size > 0) return;
    for (const [module, findings] of from.#findings) {
      const stands = !findings.some((one) => moved.has(one.file) || one.chain.some((hop) => moved.has(hop.file)));
      if (stands && !moved.has(this.files[module])) this.#findings.set(module, findings);
    }
  }

  #advising(): Advisor {
    const { minor, freeThreaded } = this.#settings;
    const team = this.#configuration.team ?? DEFAULT_TEAM;
    this.#advisor ??= new Advisor(this.#linked(), {
      minor,
      freeThreaded,
      team,
      locale: this.#locale,
    });
    return this.#advisor;
  }

  /** What the profiles say of this program; undefined where none are loaded. */
  #measuring(): Evidence | undefined {
    if (this.#profiles.length === 0) return undefined;
    this.#evidence ??= new Evidence(
      this.#linked(),
      (file) => this.#textOf(file),
      this.#profiles,
      this.#advising().words,
    );
    return this.#evidence;
  }

  #assessed(): Assessment {
    this.#assessment ??= assess({
      program: this.#linked(),
      advisor: this.#advising(),
      findings: (one) => this.#findingsOf(one),
      measured: (one) => this.#measuring()?.ofModule(one),
    });
    return this.#assessment;
  }

  #textOf(file: string): string {
    return this.#states.get(file)?.text ?? "";
  }

  /** A file whose facts cannot be extracted counts as empty, and is told as a problem; all other files keep their answers. */
  #factsOf(file: string, state: FileState): ModuleFacts {
    if (state.facts !== undefined) return state.facts;
    try {
      state.facts = this.#withTree(state, extractFacts);
      return state.facts;
    } catch (error) {
      return failed(state, file, this.#parser, error instanceof Error ? error.message : String(error));
    }
  }

  #withTree<T>(state: FileState, use: (tree: PyTree) => T): T {
    if (state.parsed !== undefined) return use(state.parsed.tree);
    if (this.#lastTree?.source !== state.text) {
      this.#lastTree = this.#parser.tree(state.text);
    }
    return use(this.#lastTree);
  }

  #module(file: string): ModuleId | undefined {
    return this.#states.has(file) ? this.#linked().modules.byFile(file) : undefined;
  }

  #findingsOf(module: ModuleId): readonly Finding[] {
    const known = this.#findings.get(module);
    if (known !== undefined) return known;
    const result = checkModule(this.#linked(), module, this.#settings);
    for (const failure of result.failures) {
      const message = this.#words["problem.rule"]({ rule: failure.rule, reason: failure.message });
      this.#failures.set(`${failure.file}:${failure.rule}`, { file: failure.file, code: "internal", message });
    }
    this.#findings.set(module, result.findings);
    return result.findings;
  }

  prepare(file: string): void {
    const state = this.#states.get(file);
    if (state !== undefined) this.#factsOf(file, state);
  }

  findings(file: string): readonly Finding[] {
    const module = this.#module(file);
    return module === undefined ? [] : this.#findingsOf(module);
  }

  weighed(file: string): readonly WeighedFinding[] {
    const evidence = this.#measuring();
    return this.findings(file).map((finding) => evidence?.weigh(finding) ?? { ...finding, evidence: undefined });
  }

  foreignProfiles(): readonly string[] {
    return this.files.length === 0 ? [] : (this.#measuring()?.foreign ?? []);
  }

  actions(file: string, range: Range): readonly Action[] {
    const module = this.#module(file);
    if (module === undefined) return [];
    const actions: Action[] = [];
    const findings = this.weighed(file).filter((finding) => intersects(finding.range, range));
    if (findings.length > 0) {
      this.#withTree(this.#states.get(file)!, (tree) => {
        for (const finding of findings) actions.push(...this.#fixActions(finding, module, tree));
      });
    }
    for (const target of ["go", "ts"] as const) {
      const name = portableAt(this.#linked().facts(module), range);
      actions.push({
        id: { kind: "port", target, name },
        title: this.#words["port.title"]({ target, name }),
        kind: target === "go" ? "refactor.rewrite.portwright.go" : "refactor.rewrite.portwright.ts",
        safety: "safe",
        finding: undefined,
        preferred: false,
      });
    }
    return actions;
  }

  #fixActions(finding: WeighedFinding, module: ModuleId, tree: PyTree): Action[] {
    const actions: Action[] = [];
    for (const fix of FIXES) {
      if (!fix.rules.includes(finding.rule)) continue;
      const said = fix.title(this.#fixContext(finding, module, tree));
      if (said === undefined) continue;
      actions.push({
        id: { kind: "fix", fix: fix.id, rule: finding.rule, start: finding.range.start, end: finding.range.end },
        title: tell(this.#locale, said),
        kind: "quickfix",
        safety: fix.safety,
        finding,
        preferred: actions.length === 0 && !fix.id.startsWith("suppress"),
      });
    }
    return actions;
  }

  #fixContext(finding: Finding, module: ModuleId, tree: PyTree): FixContext {
    return { finding, tree, program: this.#linked(), module, minor: this.#settings.minor };
  }

  resolve(file: string, id: ActionId): readonly FileEdit[] | Refusal {
    if (id.kind === "port") return { refused: this.#words["refused.port"]() };
    const module = this.#module(file);
    if (module === undefined) return { refused: this.#words["refused.file"]({ file }) };
    const finding = this.#findingsOf(module).find(
      (one) => one.rule === id.rule && one.range.start === id.start && one.range.end === id.end,
    );
    const fix = fixById(id.fix);
    if (finding === undefined || fix === undefined) return { refused: this.#words["refused.changed"]() };
    const edits = this.#withTree(this.#states.get(file)!, (tree) => fix.edits(this.#fixContext(finding, module, tree)));
    return edits === undefined ? { refused: this.#words["refused.place"]() } : [{ file, edits }];
  }

  fixAll(file: string): readonly TextEdit[] {
    const module = this.#module(file);
    if (module === undefined) return [];
    return this.#withTree(this.#states.get(file)!, (tree) => {
      const accepted: TextEdit[] = [];
      for (const finding of this.#findingsOf(module)) {
        for (const fix of FIXES) {
          if (fix.safety !== "safe" || !fix.rules.includes(finding.rule)) continue;
          const context = this.#fixContext(finding, module, tree);
          if (fix.title(context) === undefined) continue;
          const edits = fix.edits(context)?.filter((edit) => !accepted.some((one) => sameEdit(one, edit)));
          if (edits === undefined || edits.some((edit) => accepted.some((one) => intersects(one.range, edit.range))))
            continue;
          accepted.push(...edits);
          break;
        }
      }
      return accepted;
    });
  }

  hover(file: string, offset: number): Hover | undefined {
    const at = { start: offset, end: offset };
    const found = this.weighed(file).filter((finding) => intersects(finding.range, at));
    if (found.length === 0) return undefined;
    const [first] = [...found].sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
    return {
      range: first.range,
      markdown: hoverMarkdown(found, (name) => this.#textOf(name), this.#words),
    };
  }

  lenses(file: string): readonly Lens[] {
    const module = this.#module(file);
    if (module === undefined) return [];
    return lensesOf({
      program: this.#linked(),
      module,
      findings: this.weighed(file),
      advisor: this.#advising(),
      evidence: this.#measuring(),
      words: this.#words,
    });
  }

  advice(file: string): Advice | undefined {
    const module = this.#module(file);
    return module === undefined ? undefined : this.#assessed().advice[module];
  }

  plan(file: string): ModulePlan | undefined {
    const module = this.#module(file);
    return module === undefined ? undefined : this.#assessed().modules[module];
  }

  waves(): readonly PlannedWave[] {
    if (this.files.length === 0) return [];
    const program = this.#linked();
    const files = new Map(program.modules.names.map((name, module) => [name, program.file(module)]));
    return this.#assessed().plan.waves.map((wave) => ({
      ...wave,
      files: wave.modules.flatMap((name) => files.get(name) ?? []),
    }));
  }

  callGraph({ files, folder }: CallGraphOptions): CallGraphNames {
    const program = this.#linked();
    const modules = files.map((file) => program.modules.byFile(file)).filter((module) => module !== undefined);
    return callNames(program, { modules, moduleName: (module) => moduleName(program.file(module), folder) });
  }

  importedFrom(file: string): readonly string[] {
    const program = this.#linked();
    const found = new Set<ModuleId>();
    const queue = [program.modules.byFile(file)].filter((module) => module !== undefined);
    for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
      if (found.has(module)) continue;
      found.add(module);
      queue.push(...importedModules(program, module));
    }
    return [...found].map((module) => program.file(module)).sort();
  }

  #fileFailures(): AuditProblem[] {
    return [...this.#states.values()].flatMap(({ failure }) =>
      failure === undefined
        ? []
        : [{ file: failure.file, code: "internal", message: this.#words["problem.analysis"](failure) }],
    );
  }

  audit(options: AuditOptions): Audit {
    const program = this.#linked();
    const audit = auditOf({
      program,
      toolVersion: VERSION,
      workspace: options.workspace,
      interpreter: this.#configuration.interpreter,
      advisor: this.#advising(),
      text: (file) => this.#textOf(file),
      findings: (module) => this.#findingsOf(module),
      problems: options.problems,
      profiles: options.profiles ?? this.#profiles,
      onProgress: options.onProgress,
    });
    return { ...audit, problems: [...audit.problems, ...this.#fileFailures(), ...this.#failures.values()] };
  }
}

function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
}
