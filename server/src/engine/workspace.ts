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
import { Program, type ProgramInput } from "../program/program.ts";
import type { EffectSettings } from "../program/proofs.ts";
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

/** Who linked last, and how often what was linked was changed since: what was linked of it before that speaks of old texts. */
interface Linked {
  owner: EngineSnapshot | undefined;
  moves: number;
  base: Base | undefined;
  /** How many are linking in steps: the facts of files must stay as they are meanwhile. */
  linking: number;
}

/** What was linked last as a whole, and the later texts that were linked beside it since. */
interface Base {
  readonly program: Program;
  readonly configuration: Configuration;
  files: readonly string[];
  states: ReadonlyMap<string, FileState>;
  /** What was found as long as there were no later texts. */
  findings: ReadonlyMap<ModuleId, readonly Finding[]>;
  /** By file. A program with later texts is never again taken for a freshly linked one. */
  readonly editions: Map<string, FileState>;
  isEdited: boolean;
}

/** More files than this that changed since the last linking are linked as a whole. */
const MOST_EDITIONS = 8;
/** Nodes that later texts may add before the whole is linked again, as a multiple of what was linked. */
const MOST_ADDED = 0.25;
/** The same, whatever was linked. */
const ADDED_AT_LEAST = 10_000;

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
  /** The files in order; undefined where some came or went since it was asked for. */
  #sorted: readonly string[] | undefined;
  #configuration = DEFAULT_CONFIGURATION;
  #profiles: readonly ProfileInput[] = [];
  #snapshot: EngineSnapshot | undefined;
  #provisional: EngineSnapshot | undefined;
  readonly #linked: Linked = { owner: undefined, moves: 0, base: undefined, linking: 0 };

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
    if (known === undefined) this.#sorted = undefined;
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
    this.#sorted = undefined;
    this.#files.delete(file);
  }

  configure(configuration: Configuration): void {
    this.#configuration = configuration;
    this.#snapshot = undefined;
    this.#provisional = undefined;
  }

  setProfiles(profiles: readonly ProfileInput[]): void {
    this.#profiles = profiles;
    this.#snapshot = undefined;
    this.#provisional = undefined;
  }

  /** Snapshots share the map until the first change after them. */
  #change(): void {
    if (this.#snapshot === undefined && this.#provisional === undefined) return;
    this.#snapshot = undefined;
    this.#provisional = undefined;
    this.#files = new Map(this.#files);
  }

  snapshot(): Snapshot {
    this.#snapshot ??= this.#take(undefined);
    return this.#snapshot;
  }

  provisional(open: readonly string[]): Snapshot {
    this.#provisional ??= this.#take(new Set(open));
    return this.#provisional;
  }

  #take(open: ReadonlySet<string> | undefined): EngineSnapshot {
    this.#sorted ??= [...this.#files.keys()].sort();
    return new EngineSnapshot({
      parser: this.#parser,
      files: this.#sorted,
      states: this.#files,
      configuration: this.#configuration,
      profiles: this.#profiles,
      lastLinked: this.#linked,
      open,
    });
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
  /** Of a snapshot that may be provisional, the files whose answers are to know what the edited files say now. */
  readonly #open: ReadonlySet<string> | undefined;
  /** Set while it answers provisionally: what it linked its later texts beside. */
  #edits: Base | undefined;
  #advisor: Advisor | undefined;
  #assessment: Assessment | undefined;
  readonly #profiles: readonly ProfileInput[];
  #evidence: Evidence | undefined;

  constructor({
    parser,
    files,
    states,
    configuration,
    profiles,
    lastLinked,
    open,
  }: {
    readonly parser: PythonParser;
    /** The keys of the states, sorted. */
    readonly files: readonly string[];
    readonly states: ReadonlyMap<string, FileState>;
    readonly configuration: Configuration;
    readonly profiles: readonly ProfileInput[];
    readonly lastLinked: Linked;
    readonly open: ReadonlySet<string> | undefined;
  }) {
    this.files = files;
    this.#open = open;
    this.#parser = parser;
    this.#lastLinked = lastLinked;
    this.#profiles = profiles;
    this.#states = states;
    this.#configuration = configuration;
    this.#locale = configuration.locale ?? "en";
    this.#words = engineWords(this.#locale);
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
    const taken = this.#lastLinked.owner?.handOver(this);
    if (taken !== undefined) return this.#own(taken);
    const edited = this.#open === undefined ? undefined : this.#edited();
    if (edited !== undefined) return edited;
    // What was linked before is given up first: two programs of a large workspace are too many.
    this.#lastLinked.owner = undefined;
    this.#lastLinked.base = undefined;
    const program = new Program(this.#inputs(), KNOWLEDGE, this.#effectSettings());
    this.#becomeBase(program);
    return program;
  }

  /** What speaks of the whole workspace is never provisional. */
  #whole(): Program {
    const program = this.#linked();
    if (this.#edits === undefined) return program;
    this.#forgetProgram();
    this.#lastLinked.owner = undefined;
    this.#lastLinked.base = undefined;
    const linked = new Program(this.#inputs(), KNOWLEDGE, this.#effectSettings());
    this.#becomeBase(linked);
    return linked;
  }

  #inputs(): ProgramInput[] {
    return this.files.map((file) => ({ file, facts: this.#factsOf(file, this.#states.get(file)!) }));
  }

  #effectSettings(): EffectSettings {
    const { blocking, safe } = this.#configuration;
    return { blocking: new Set(blocking), safe: new Set(safe), minor: this.#settings.minor };
  }

  #own(program: Program): Program {
    this.#program = program;
    this.#lastLinked.owner = this;
    this.#linkedAt = this.#lastLinked.moves;
    return program;
  }

  /** From here on later texts are linked beside this program. */
  #becomeBase(program: Program): void {
    this.#lastLinked.base = {
      program,
      configuration: this.#configuration,
      files: this.files,
      states: this.#states,
      findings: this.#findings,
      editions: new Map(),
      isEdited: false,
    };
    this.#own(program);
  }

  get failures(): readonly AuditProblem[] {
    return [...this.#failures.values()];
  }

  get isLinked(): boolean {
    return this.#program !== undefined && this.#linkedAt === this.#lastLinked.moves;
  }

  get isProvisional(): boolean {
    return this.isLinked && this.#edits !== undefined;
  }

  get isQuick(): boolean {
    return this.isLinked || (this.#open !== undefined && this.#changedSince(this.#lastLinked.base) !== undefined);
  }

  *linking(): Generator<void, void> {
    if (this.isLinked) return;
    const taken = this.#lastLinked.owner?.handOver(this);
    if (taken !== undefined) {
      this.#own(taken);
      return;
    }
    this.#lastLinked.linking++;
    try {
      for (const file of this.files) {
        this.prepare(file);
        yield;
      }
      const program = yield* Program.linking(this.#inputs(), KNOWLEDGE, this.#effectSettings());
      this.#lastLinked.moves++;
      this.#becomeBase(program);
    } finally {
      this.#lastLinked.linking--;
    }
  }

  /** The files whose texts are not those that were linked as a whole; undefined where these are too many, or more than texts changed. */
  #changedSince(base: Base | undefined): readonly string[] | undefined {
    if (base === undefined || base.configuration !== this.#configuration) return undefined;
    if (!isSame(base.files, this.files)) return undefined;
    const { graph, effects } = base.program;
    const linked = base.program.linkedNodes;
    if (effects.nodes.length !== graph.nodes.length) return undefined;
    if (graph.nodes.length - linked > Math.max(linked * MOST_ADDED, ADDED_AT_LEAST)) return undefined;
    const changed = this.files.filter((file) => {
      const [known, now] = [base.states.get(file)!, this.#states.get(file)!];
      return known !== now && known.text !== now.text;
    });
    return changed.length <= MOST_EDITIONS ? changed : undefined;
  }

  /**
   * Links the texts that changed beside what was linked as a whole: at once in a workspace of any size. What is then said of these files is
   * what a whole linking says, nearly always; it is provisional until that has been done.
   */
  #edited(): Program | undefined {
    const { base } = this.#lastLinked;
    const changed = this.#changedSince(base);
    if (base === undefined || changed === undefined) return undefined;
    for (const file of base.editions.keys()) {
      if (changed.includes(file)) continue;
      base.editions.delete(file);
      base.program.modules.dropEditions(base.files.indexOf(file));
    }
    this.#edit(
      base,
      changed.filter((file) => base.editions.get(file) !== this.#states.get(file)),
    );
    this.#edits = base;
    this.#lastLinked.moves++;
    return this.#own(base.program);
  }

  #edit(base: Base, files: readonly string[]): void {
    if (files.length === 0) return;
    base.isEdited = true;
    const edits = files.map((file) => {
      const state = this.#states.get(file)!;
      const moved = placesBetween(base.states.get(file)!.text, state.text);
      base.editions.set(file, state);
      return { original: base.files.indexOf(file), facts: this.#factsOf(file, state), moved };
    });
    base.program.edit(edits);
  }

  /**
   * What is provisionally said of a file. Where it is open and imports one of the edited ones, it is linked again with what that says now; of
   * all others it is what was found before the edits.
   */
  #provisionalFindings(module: ModuleId): readonly Finding[] | undefined {
    const base = this.#edits;
    const file = this.files[module];
    if (base === undefined || base.editions.has(file)) return undefined;
    const edited = [...base.editions.keys()].map((one) => base.files.indexOf(one));
    if (this.#open?.has(file) === true) {
      const imported = new Set(importedModules(base.program, module));
      if (edited.some((one) => imported.has(one) || imported.has(base.program.modules.newest(one)))) {
        this.#edit(base, [file]);
        return undefined;
      }
    }
    const known = base.findings.get(module);
    if (known === undefined) return undefined;
    return known.map((finding) => ({
      ...finding,
      chain: finding.chain.map((hop) => {
        const [before, now] = [base.states.get(hop.file), this.#states.get(hop.file)];
        if (before === undefined || now === undefined || before.text === now.text) return hop;
        const moved = placesBetween(before.text, now.text);
        return { ...hop, range: { start: moved(hop.range.start), end: moved(hop.range.end) } };
      }),
    }));
  }

  #forgetProgram(): void {
    if (this.#edits !== undefined) this.#findings.clear();
    this.#edits = undefined;
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
    const { base, linking } = this.#lastLinked;
    const program = this.#linkedAt === this.#lastLinked.moves ? this.#program : undefined;
    if (program === undefined || base === undefined || base.isEdited) return undefined;
    if (to.#configuration !== this.#configuration || !isSame(to.files, this.files)) return undefined;
    if (linking > 0 && this.files.some((file) => this.#states.get(file) !== to.#states.get(file))) return undefined;
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
    base.files = to.files;
    base.states = to.#states;
    base.findings = to.#findings;
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
      program: this.#whole(),
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
    const program = this.#linked();
    // Later texts of a module are answered for under its own number.
    const original = program.modules.original(module);
    const known = this.#findings.get(original);
    if (known !== undefined) return known;
    const before = this.#provisionalFindings(original);
    if (before !== undefined) {
      this.#findings.set(original, before);
      return before;
    }
    const result = checkModule(program, program.modules.newest(original), this.#settings);
    for (const failure of result.failures) {
      const message = this.#words["problem.rule"]({ rule: failure.rule, reason: failure.message });
      this.#failures.set(`${failure.file}:${failure.rule}`, { file: failure.file, code: "internal", message });
    }
    this.#findings.set(original, result.findings);
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
    if (module === undefined) return undefined;
    this.#whole();
    return this.#assessed().advice[this.#module(file)!];
  }

  plan(file: string): ModulePlan | undefined {
    const module = this.#module(file);
    if (module === undefined) return undefined;
    this.#whole();
    return this.#assessed().modules[this.#module(file)!];
  }

  waves(): readonly PlannedWave[] {
    if (this.files.length === 0) return [];
    const program = this.#whole();
    const files = new Map(program.modules.names.map((name, module) => [name, program.file(module)]));
    return this.#assessed().plan.waves.map((wave) => ({
      ...wave,
      files: wave.modules.flatMap((name) => files.get(name) ?? []),
    }));
  }

  callGraph({ files, folder }: CallGraphOptions): CallGraphNames {
    const program = this.#whole();
    const modules = files.map((file) => program.modules.byFile(file)).filter((module) => module !== undefined);
    return callNames(program, { modules, moduleName: (module) => moduleName(program.file(module), folder) });
  }

  importedFrom(file: string): readonly string[] {
    const program = this.#whole();
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
    const program = this.#whole();
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

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some === others || (some.length === others.length && some.every((one, index) => one === others[index]));
}

/** Where places of a text are in another that was made of it by replacing one part; those in that part are at most at its end. */
function placesBetween(before: string, after: string): (place: number) => number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const distance = after.length - before.length;
  return (place) => {
    if (place <= start) return place;
    return place >= before.length - same ? place + distance : Math.min(place, after.length - same);
  };
}

function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
}
