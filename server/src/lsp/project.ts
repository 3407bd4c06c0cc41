import type { Configuration } from "../engine/api.ts";
import { type Baseline, type BaselineFailure, EMPTY_BASELINE, loadBaseline } from "../engine/baseline.ts";
import { type ConfigurationProblem, loadConfiguration, readConfiguration } from "../engine/configuration.ts";
import { PROJECT_SETTINGS } from "../engine/configuration-schema.ts";
import type { PathPatterns } from "../engine/path-filter.ts";
import { type Host, isFailure } from "../host/host.ts";
import type { GoWeb, Integers, TsWeb } from "../port/sketch.ts";
import type { Locale } from "../text/locale.ts";
import type { ServerServices } from "./services.ts";
import { valueAt } from "./settings.ts";

/** How a folder is set up: its configuration files with the editor's settings over them. */
export interface Project {
  readonly configuration: Configuration;
  readonly patterns: PathPatterns;
  readonly targets: readonly string[];
  /** The web frameworks that services are ported to. */
  readonly web: { readonly go: GoWeb; readonly ts: TsWeb };
  /** What integers are in ports to Go. */
  readonly integers: Integers;
  /** Fingerprints of the findings that the team has accepted for now. */
  readonly baseline: Baseline;
  /** Its file, relative to the folder; empty where none is configured. */
  readonly baselineFile: string;
  /** What could not be used, by the file that it stands in. */
  readonly problems: readonly FileProblems[];
  /** The same for the editor's settings, which have no file: full sentences. */
  readonly settingProblems: readonly string[];
}

export interface FileProblems {
  /** Relative to the folder. */
  readonly file: string;
  /** The file's text, which the problems' ranges refer to. */
  readonly text: string;
  readonly problems: readonly ConfigurationProblem[];
}

/** Loads the configuration of a folder, or of the documents outside every folder where `root` is undefined. Never fails. */
export async function loadProject(
  { host, ruleNames }: ServerServices,
  root: string | undefined,
  editorSettings: unknown,
  locale: Locale,
): Promise<Project> {
  const editor: Record<string, unknown> = {};
  for (const row of Object.values(PROJECT_SETTINGS)) {
    const value = valueAt(editorSettings, row.editor);
    if (value !== undefined) editor[row.editor] = value;
  }
  const loaded =
    root === undefined
      ? readConfiguration({ editor, ruleNames })
      : await loadConfiguration(host, root, { editor, ruleNames });
  const { include, exclude, targets, goWeb, tsWeb, goIntegers } = loaded.settings;
  const accepted = await baselineOf(host, root, loaded.settings.baseline);
  const [fromEditor, fromFiles] = [
    loaded.problems.filter(isOfEditor),
    loaded.problems.filter((problem) => !isOfEditor(problem)),
  ];
  return {
    configuration: { ...loaded.configuration, locale },
    patterns: { include, exclude },
    targets,
    web: { go: goWeb, ts: tsWeb },
    integers: goIntegers,
    baseline: "message" in accepted ? EMPTY_BASELINE : accepted,
    baselineFile: loaded.settings.baseline,
    problems: root === undefined ? [] : await byFile(host, root, fromFiles),
    settingProblems: [
      ...fromEditor.map(({ message }) => message),
      ...("message" in accepted ? [accepted.message] : []),
    ],
  };
}

async function baselineOf(host: Host, root: string | undefined, file: string): Promise<Baseline | BaselineFailure> {
  if (root === undefined || file === "") return EMPTY_BASELINE;
  const baseline = await loadBaseline(host, `${root}/${file}`);
  return "message" in baseline ? { message: `The baseline ${file} ${baseline.message}` } : baseline;
}

function isOfEditor(problem: ConfigurationProblem): boolean {
  return problem.file === "settings";
}

async function byFile(host: Host, root: string, problems: readonly ConfigurationProblem[]): Promise<FileProblems[]> {
  const files = [...new Set(problems.map(({ file }) => file))].sort();
  return Promise.all(
    files.map(async (file) => {
      const bytes = await host.readFile(`${root}/${file}`, 5_000_000);
      const text = isFailure(bytes) ? "" : new TextDecoder().decode(bytes);
      return { file, text, problems: problems.filter((problem) => problem.file === file) };
    }),
  );
}
