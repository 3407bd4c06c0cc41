import { z } from "zod";
import { CRITERIA, LANGUAGES } from "../advice/team.ts";
import { INTEGERS, TARGETS, WEB_FRAMEWORKS } from "../port/sketch.ts";
import { SEVERITIES } from "../rules/finding.ts";

/** CPython versions that a configuration can name; `t` marks the free-threaded build. */
export const INTERPRETERS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.13t", "3.14", "3.14t"] as const;
export type Interpreter = (typeof INTERPRETERS)[number];

/** What a rule can be set to. */
export const SEVERITY_SETTINGS = ["off", ...SEVERITIES] as const;

/** A dotted Python name: `time.sleep`, `app.db.Session.execute`. */
const dottedName = z
  .string()
  .regex(
    /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u,
    "expected a dotted Python name, such as `package.module.function`",
  );

const mark = z.number().min(0, "expected a number from 0 to 5").max(5, "expected a number from 0 to 5");
const weight = z.number().min(0, "expected a number from 0 to 100").max(100, "expected a number from 0 to 100");

const glob = z.string().min(1, "expected a glob pattern, not an empty string");

/**
 * One setting, wherever it is written: as a key of `portwright.toml` or `[tool.portwright]`, and in the editor. Documentation,
 * the extension's manifest and the loader are held to this table by tests.
 */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  /** Key in `portwright.toml` and in `[tool.portwright]`; undefined where the setting makes sense in the editor only. */
  readonly toml: string | undefined;
  /** Full name among the editor's settings. */
  readonly editor: string;
  /** One or two full sentences, Markdown. */
  readonly description: string;
  readonly schema: Schema;
  /** Keys that a table can have, where they are fixed. */
  readonly names?: readonly string[];
  readonly default: z.output<Schema>;
  /** Editor settings that belong to the user's machine rather than to a folder are `window`. */
  readonly scope: "resource" | "window";
}

function setting<Schema extends z.ZodType>(row: Setting<Schema>): Setting<Schema> {
  return row;
}

/** The settings that change what Portwright finds or writes: these can stand in a project's files. */
export const PROJECT_SETTINGS = {
  interpreter: setting({
    toml: "interpreter",
    editor: "portwright.python.interpreter",
    description:
      "The CPython version that the code runs on, which decides severity and advice. `auto` reads `requires-python` of `pyproject.toml` or the file `.python-version`; a trailing `t` means the free-threaded build.",
    schema: z.enum(["auto", ...INTERPRETERS]),
    default: "auto",
    scope: "resource",
  }),
  targets: setting({
    toml: "targets",
    editor: "portwright.port.targets",
    description: "The languages that ports are offered in.",
    schema: z.array(z.enum(TARGETS)),
    default: [...TARGETS],
    scope: "resource",
  }),
  goWeb: setting({
    toml: "go-web",
    editor: "portwright.port.goWeb",
    description: "The web framework that services are ported to in Go: the standard library's `net/http`, Gin or Echo.",
    schema: z.enum(WEB_FRAMEWORKS.go),
    default: "net/http",
    scope: "resource",
  }),
  tsWeb: setting({
    toml: "ts-web",
    editor: "portwright.port.tsWeb",
    description: "The web framework that services are ported to in TypeScript: Hono, Fastify or Express.",
    schema: z.enum(WEB_FRAMEWORKS.ts),
    default: "hono",
    scope: "resource",
  }),
  goIntegers: setting({
    toml: "go-integers",
    editor: "portwright.port.goIntegers",
    description:
      "What integers become in Go: `int`, `big` for `*big.Int` wherever they may leave 64 bits, or `auto` for that only in modules that write an integer beyond 64 bits themselves.",
    schema: z.enum(INTEGERS),
    default: "auto",
    scope: "resource",
  }),
  include: setting({
    toml: "include",
    editor: "portwright.include",
    description: "Glob patterns of the files to analyse, relative to the workspace folder.",
    schema: z.array(glob).min(1, "expected at least one glob pattern"),
    default: ["**/*.py", "**/*.pyw", "**/*.ipynb"],
    scope: "resource",
  }),
  exclude: setting({
    toml: "exclude",
    editor: "portwright.exclude",
    description:
      "Glob patterns of files to leave out, relative to the workspace folder, beyond what `.gitignore` and the usual environment folders already leave out.",
    schema: z.array(glob),
    default: [],
    scope: "resource",
  }),
  severity: setting({
    toml: "severity",
    editor: "portwright.severity",
    description: "The severity of each rule, by rule name; `off` switches a rule off.",
    schema: z.record(z.string(), z.enum(SEVERITY_SETTINGS)),
    default: {},
    scope: "resource",
  }),
  blocking: setting({
    toml: "blocking",
    editor: "portwright.blocking",
    description: "Dotted names of functions that block the calling thread, beyond those that Portwright knows.",
    schema: z.array(dottedName),
    default: [],
    scope: "resource",
  }),
  safe: setting({
    toml: "safe",
    editor: "portwright.safe",
    description: "Dotted names of functions that are safe to call anywhere, whatever Portwright works out about them.",
    schema: z.array(dottedName),
    default: [],
    scope: "resource",
  }),
  showPossible: setting({
    toml: "show-possible",
    editor: "portwright.showPossible",
    description: "Show findings whose confidence is `possible`, too.",
    schema: z.boolean(),
    default: false,
    scope: "resource",
  }),
  reportTests: setting({
    toml: "report-tests",
    editor: "portwright.reportTests",
    description:
      "Report what makes code slow in test code, too: in folders called `tests` or `_tests`, in `test_*.py`, `*_test.py` and `conftest.py`. Otherwise such findings there are `possible`, since nobody waits for a test's event loop.",
    schema: z.boolean(),
    default: false,
    scope: "resource",
  }),
  weights: setting({
    toml: "weights",
    editor: "portwright.team.weights",
    description:
      "How much each criterion of the decision matrix counts. Criteria that are not named keep their usual weight: `gain` 3, `portability`, `readiness` and `skill` 2, `coupling`, `cover` and `operations` 1.",
    schema: z.partialRecord(z.enum(CRITERIA), weight),
    names: CRITERIA,
    default: {},
    scope: "resource",
  }),
  skills: setting({
    toml: "skills",
    editor: "portwright.team.skills",
    description:
      "How well the team writes each language, from 0 (not at all) to 5. Languages that are not named count as usual: `python` 4, `go` and `typescript` 2.",
    schema: z.partialRecord(z.enum(LANGUAGES), mark),
    names: LANGUAGES,
    default: {},
    scope: "resource",
  }),
  operations: setting({
    toml: "operations",
    editor: "portwright.team.operations",
    description:
      "How ready the team is to build, deploy and watch services in each language, from 0 (not at all) to 5. Languages that are not named count as usual: `python` 4, `go` and `typescript` 3.",
    schema: z.partialRecord(z.enum(LANGUAGES), mark),
    names: LANGUAGES,
    default: {},
    scope: "resource",
  }),
  baseline: setting({
    toml: "baseline",
    editor: "portwright.baseline",
    description:
      "Path of a baseline file, relative to the workspace folder: findings that it lists are not reported again. Empty for none.",
    schema: z.string(),
    default: "",
    scope: "resource",
  }),
} as const;

/** The settings that only an editor has. */
export const EDITOR_SETTINGS = {
  portFolder: setting({
    toml: undefined,
    editor: "portwright.port.folder",
    description:
      "Where ports are written, relative to the workspace folder. `{target}` stands for `go` or `ts`, `{module}` for the Python module's name.",
    schema: z.string().min(1),
    default: "ports/{target}/{module}",
    scope: "resource",
  }),
  codeLens: setting({
    toml: undefined,
    editor: "portwright.codeLens.enabled",
    description: "Show the verdict above functions and classes that have findings.",
    schema: z.boolean(),
    default: true,
    scope: "resource",
  }),
  decorations: setting({
    toml: undefined,
    editor: "portwright.decorations.enabled",
    description:
      "Mark functions and classes that have findings by their verdict: a stripe along them in a colour of the theme, and a word at the end of their first line.",
    schema: z.boolean(),
    default: false,
    scope: "resource",
  }),
  badges: setting({
    toml: undefined,
    editor: "portwright.badges.enabled",
    description:
      "Show two letters at files that call for a change: `As` make it async, `Pa` run it in parallel, `Go` and `TS` port it, `Se` put a service seam in front.",
    schema: z.boolean(),
    default: true,
    scope: "resource",
  }),
  workspaceDiagnostics: setting({
    toml: undefined,
    editor: "portwright.workspace.diagnostics",
    description:
      "Report findings of the whole workspace rather than of open files only. Closed files are read either way, because chains cross modules.",
    schema: z.boolean(),
    default: true,
    scope: "resource",
  }),
  maximumFiles: setting({
    toml: undefined,
    editor: "portwright.workspace.maximumFiles",
    description:
      "The background scan reads at most this many files of a workspace folder; the status item says so when there are more. The command `Audit Workspace` and the command line read all.",
    schema: z.int().min(1).max(1_000_000),
    default: 5_000,
    scope: "resource",
  }),
  cache: setting({
    toml: undefined,
    editor: "portwright.cache.enabled",
    description:
      "Keep what was worked out about each file in the user's cache folder, so that the next start reads it rather than work it out again.",
    schema: z.boolean(),
    default: true,
    scope: "window",
  }),
} as const;

/** Values of the project settings after defaults. */
export type ProjectSettings = {
  readonly [Key in keyof typeof PROJECT_SETTINGS]: z.output<(typeof PROJECT_SETTINGS)[Key]["schema"]>;
};

/** Values of the editor-only settings after defaults. */
export type EditorSettings = {
  readonly [Key in keyof typeof EDITOR_SETTINGS]: z.output<(typeof EDITOR_SETTINGS)[Key]["schema"]>;
};

export type ProjectSettingKey = keyof typeof PROJECT_SETTINGS;
export type EditorSettingKey = keyof typeof EDITOR_SETTINGS;

/** The manifest's entry of a setting: what `contributes.configuration.properties` must hold for it, the description's place aside. */
export function manifestSchema(row: Setting): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(row.schema, { target: "draft-7", io: "input" }) as Record<
    string,
    unknown
  >;
  return { ...schema, default: row.default, scope: row.scope };
}
