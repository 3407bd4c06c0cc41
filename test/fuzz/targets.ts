import type { Configuration, Snapshot, Workspace } from "../../server/src/engine/api.ts";
import { decodePython } from "../../server/src/engine/decode.ts";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { type PortRoomTools, portModule } from "../../server/src/port/index.ts";
import { FORMATS, readAudit, render } from "../../server/src/report/index.ts";
import { RULES } from "../../server/src/rules/index.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/edits.ts";
import { pythonParser } from "../syntax/parsers.ts";
import { MUTATIONS, mutateCharacters } from "./mutate.ts";
import { PythonWriter, type Random } from "./random-python.ts";
import { editBetween, RelatedModules } from "./related-modules.ts";

/** One input, and what must hold for it. */
export interface FuzzInput {
  /** The texts that the failure can be had with again, by file. */
  readonly files: Readonly<Record<string, string>>;
  /** Throws where something does not hold. */
  check(): Promise<void>;
}

export interface FuzzTarget {
  readonly name: string;
  /** Inputs that the automatic check runs. */
  readonly inputs: number;
  make(random: Random, corpus: readonly string[]): FuzzInput;
}

const parser = pythonParser();
const catalogue = RULES.map((rule) => rule.meta);

function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`it does not hold that ${what}`);
}

function mutant(random: Random, corpus: readonly string[]): string {
  let text = corpus[random(corpus.length)];
  for (let round = 1 + random(2); round > 0; round--) text = MUTATIONS[random(MUTATIONS.length)](text, random);
  return text;
}

/** Everything that an editor asks of a file. */
function askAll(snapshot: Snapshot, file: string, text: string, random: Random): void {
  const findings = snapshot.findings(file);
  let before = 0;
  for (const { range, rule } of findings) {
    holds(range.start >= before && range.start <= range.end && range.end <= text.length, `${rule} stands in the text`);
    before = range.start;
  }
  for (const { range } of findings.slice(0, 12)) {
    for (const action of snapshot.actions(file, range)) {
      if (action.id.kind !== "fix") continue;
      const edits = snapshot.resolve(file, action.id);
      if ("refused" in edits) continue;
      for (const edit of edits) if (edit.file === file) applyEdits(text, edit.edits);
    }
  }
  applyEdits(text, snapshot.fixAll(file));
  for (let turn = 0; turn < 4; turn++) snapshot.hover(file, random(text.length + 2));
  for (const { range } of snapshot.lenses(file)) holds(range.end <= text.length, "a lens stands in the text");
  snapshot.advice(file);
}

function engineInput(files: Readonly<Record<string, string>>, random: Random): FuzzInput {
  return {
    files,
    check: async () => {
      const workspace = createWorkspace(parser);
      for (const [file, text] of Object.entries(files)) workspace.setFile(file, text);
      const snapshot = workspace.snapshot();
      for (const [file, text] of Object.entries(files)) askAll(snapshot, file, text, random);
      snapshot.callGraph({ files: Object.keys(files), folder: "" });
    },
  };
}

const mutatedFiles: FuzzTarget = {
  name: "the engine on real files with mutations",
  inputs: 300,
  make: (random, corpus) => engineInput({ "a.py": mutant(random, corpus), "pkg/b.py": mutant(random, corpus) }, random),
};

const generatedPrograms: FuzzTarget = {
  name: "the engine on programs of Python's grammar",
  inputs: 400,
  make: (random) =>
    engineInput(
      { "a.py": new PythonWriter(random, 150).module(), "x.py": new PythonWriter(random, 80).module() },
      random,
    ),
};

/** A workspace that was edited step by step says what a fresh one says. */
const editedWorkspaces: FuzzTarget = {
  name: "workspaces that are edited, against fresh ones",
  inputs: 60,
  make: (random, corpus) => {
    const start = Object.fromEntries(
      ["a.py", "b.py", "pkg/__init__.py", "pkg/c.py"].map((file) => [
        file,
        random(2) === 0 ? corpus[random(corpus.length)].slice(0, 20_000) : new PythonWriter(random, 90).module(),
      ]),
    );
    const files: Record<string, string> = { ...start };
    return {
      files: start,
      check: async () => {
        const edited = createWorkspace(parser);
        for (const [file, text] of Object.entries(files)) edited.setFile(file, text);
        for (let step = 0; step < 10; step++) {
          const names = Object.keys(files);
          const file = names[random(names.length)];
          if (random(8) === 0 && names.length > 2) {
            edited.removeFile(file);
            delete files[file];
          } else if (random(8) === 0) {
            // A rename, as a server hears of it.
            const moved = `${"new".repeat(1 + random(2))}${step}.py`;
            edited.setFile(moved, files[file]);
            edited.removeFile(file);
            files[moved] = files[file];
            delete files[file];
          } else {
            const edit = someEdit(files[file], random);
            const text = applyEdits(files[file], [edit]);
            edited.setFile(file, text, [edit]);
            files[file] = text;
          }
          if (random(3) === 0) sameFindings(edited.snapshot(), files);
        }
        sameFindings(edited.snapshot(), files);
      },
    };
  },
};

const EVERYTHING: Configuration = {
  interpreter: "3.13",
  severity: {},
  blocking: [],
  safe: [],
  showPossible: true,
  reportTests: true,
  exclude: [],
};

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = createWorkspace(parser);
  workspace.configure(EVERYTHING);
  for (const [file, text] of Object.entries(files)) workspace.setFile(file, text);
  return workspace;
}

/** Everything that is said of a file. */
function saidOf(snapshot: Snapshot, file: string): string {
  return JSON.stringify([snapshot.findings(file), snapshot.lenses(file), snapshot.advice(file)]);
}

/** What is said provisionally may differ from what a fresh workspace says, but no rule fails over it, and all of it stands in the texts. */
function answersInside(snapshot: Snapshot, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    for (const { range } of [...snapshot.findings(file), ...snapshot.lenses(file)])
      holds(range.start <= range.end && range.end <= text.length, `${file}: ${JSON.stringify(range)} is in the text`);
  }
  holds(snapshot.failures.length === 0, `no rule fails: ${JSON.stringify(snapshot.failures)}`);
}

/** Edits that reach into other modules: after each, every file's answers are those of a fresh workspace; older snapshots keep theirs. */
const relatedModules: FuzzTarget = {
  name: "modules that use each other, edited step by step, against fresh ones",
  inputs: 60,
  make: (random) => {
    const model = new RelatedModules(random);
    const start = model.files();
    return {
      files: start,
      check: async () => {
        const edited = workspaceOf(start);
        let files = start;
        let older:
          | { readonly snapshot: Snapshot; readonly said: string; readonly names: readonly string[] }
          | undefined;
        const allOf = (snapshot: Snapshot, names: readonly string[]) =>
          names.map((file) => saidOf(snapshot, file)).join();
        for (let step = 0; step < 20; step++) {
          model.edit();
          const next = model.files();
          for (const file of Object.keys(files)) if (next[file] === undefined) edited.removeFile(file);
          for (const [file, text] of Object.entries(next)) {
            const known = files[file];
            if (known === undefined) edited.setFile(file, text);
            else if (known !== text) edited.setFile(file, text, [editBetween(known, text)]);
          }
          files = next;
          if (random(2) === 0) {
            const open = Object.keys(files).filter(() => random(2) === 0);
            answersInside(edited.provisional(open), files);
          }
          if (random(3) === 0) {
            const steps = edited.snapshot().linking();
            for (let count = random(60); count > 0 && steps.next().done !== true; count--);
            steps.return();
          }
          const fresh = workspaceOf(files).snapshot();
          const snapshot = edited.snapshot();
          // In another order each time: what was asked first must not matter.
          const names = Object.keys(files);
          if (step % 2 === 1) names.reverse();
          for (const file of names) {
            const [had, wanted] = [saidOf(snapshot, file), saidOf(fresh, file)];
            holds(had === wanted, `step ${step}: ${file} is told as in a fresh workspace: ${had} is not ${wanted}`);
          }
          if (older !== undefined && random(3) === 0)
            holds(
              allOf(older.snapshot, older.names) === older.said,
              `step ${step}: an older snapshot says what it said`,
            );
          if (random(3) === 0) older = { snapshot, names, said: allOf(snapshot, names) };
        }
      },
    };
  },
};

function someEdit(text: string, random: Random): TextEdit {
  const start = random(text.length + 1);
  const end = Math.min(text.length, start + random(random(5) === 0 ? 500 : 20));
  const newText = random(3) === 0 ? new PythonWriter(random, 6).module() : mutateCharacters("x = f(1)\n", random);
  return { range: { start, end }, newText };
}

function sameFindings(edited: Snapshot, files: Readonly<Record<string, string>>): void {
  const workspace = createWorkspace(parser);
  // In another order, since the order in which files come must not matter.
  for (const file of Object.keys(files).sort()) workspace.setFile(file, files[file]);
  const fresh = workspace.snapshot();
  for (const file of Object.keys(files)) {
    const [had, wanted] = [edited, fresh].map((snapshot) => JSON.stringify(snapshot.findings(file)));
    holds(had === wanted, `${file} has the findings of a fresh workspace: ${had} is not ${wanted}`);
  }
}

/** Every format is written, the saved audit can be read again, and nothing of the workspace becomes markup. */
const reports: FuzzTarget = {
  name: "reports of mutated workspaces",
  inputs: 28,
  make: (random, corpus) => {
    const hostile = '<script>alert("a")</script>\u202E';
    const files = {
      "a.py": mutant(random, corpus),
      [`${["é 𝄞", "a'b", 'q"<b>', "con"][random(4)]}/m.py`]: `${new PythonWriter(random, 120).module()}\n# ${hostile}\n`,
    };
    return {
      files,
      check: async () => {
        const workspace = createWorkspace(parser);
        for (const [file, text] of Object.entries(files)) workspace.setFile(file, text);
        const audit = workspace.snapshot().audit({ workspace: hostile, problems: [] });
        for (const format of FORMATS) {
          const text = render(format, audit, { rules: catalogue });
          if (format === "html")
            holds(!text.includes("<script>alert"), "the page escapes what the workspace is called");
          if (format === "json") holds(!("refused" in readAudit(Buffer.from(text))), "a saved audit can be read");
        }
      },
    };
  },
};

// The checks after printing are the tools' business and take most of the time; `test/port` has them.
const tools: PortRoomTools = {
  go: { format: (text) => ({ ok: true, text }), errors: () => [] },
  checkTypeScript: undefined,
};

const ports: FuzzTarget = {
  name: "ports of what parses",
  inputs: 280,
  make: (random, corpus) => {
    const isReal = random(2) === 0;
    const text = isReal ? mutant(random, corpus).slice(0, 12_000) : new PythonWriter(random, 150).module();
    return {
      files: { "a.py": text },
      check: async () => {
        const parsed = parser.parse(text);
        for (const target of ["go", "ts"] as const) {
          const sketch = await portModule({ file: "a.py", source: text, target }, parsed.tree, tools);
          holds(sketch.files.length > 0, `there is a ${target} file`);
          for (const { range } of sketch.notes)
            holds(range.start <= range.end && range.end <= text.length, "a note stands in the text");
        }
        parsed.dispose();
      },
    };
  },
};

const bytes: FuzzTarget = {
  name: "files of any bytes",
  inputs: 1_000,
  make: (random, corpus) => {
    const source = Buffer.from(corpus[random(corpus.length)].slice(0, 2_000));
    const head = ["", "\uFEFF", "# -*- coding: latin-1 -*-\n", "# coding: utf-16\n", "# coding: nonsense\n"][random(5)];
    const data = Buffer.concat([Buffer.from(head), source]);
    for (let round = random(30); round > 0; round--) data[random(data.length)] = random(256);
    return {
      files: { "a.py": data.toString("latin1") },
      check: async () => {
        const decoded = decodePython(data);
        if (decoded.text !== undefined) createWorkspace(parser).setFile("a.py", decoded.text);
      },
    };
  },
};

export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  mutatedFiles,
  generatedPrograms,
  editedWorkspaces,
  relatedModules,
  reports,
  ports,
  bytes,
];
