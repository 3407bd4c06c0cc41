import { parse, TomlError } from "smol-toml";
import type { z } from "zod";
import { teamOf } from "../advice/team.ts";
import { type Host, isFailure } from "../host/host.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Range } from "../text/range.ts";
import type { Configuration } from "./api.ts";
import {
  INTERPRETERS,
  PROJECT_SETTINGS,
  type ProjectSettingKey,
  type ProjectSettings,
  type Setting,
} from "./configuration-schema.ts";
import { DEFAULT_INTERPRETER, oldestInterpreter, pinnedInterpreter } from "./python-version.ts";
import { didYouMean } from "./suggestion.ts";
import { type TomlPath, type TomlPlace, tomlPlaces } from "./toml-positions.ts";

/** Something wrong with a configuration: what, in which file, at which key. */
export interface ConfigurationProblem {
  /** The file's name as the reader knows it; `settings` for the editor's. */
  readonly file: string;
  /** Dotted key as it is written in the file; `""` for the file as a whole. */
  readonly key: string;
  /** UTF-16 offsets of the wrong key or value in the file; undefined for the editor's settings. */
  readonly range: Range | undefined;
  /** One-based; 0 where there is no file. */
  readonly line: number;
  readonly column: number;
  /** `error` where a setting could not be used; `warning` where something is odd and yet taken. */
  readonly severity: "error" | "warning";
  /** Full sentences: what is wrong, and what would be right. */
  readonly message: string;
}

export interface LoadedConfiguration {
  readonly settings: ProjectSettings;
  /** What the engine needs of the settings, the interpreter decided. */
  readonly configuration: Configuration;
  /** What decided the interpreter: a file, `settings` or `default`. */
  readonly interpreterFrom: string;
  /** Whether a file of the project holds settings. */
  readonly isConfigured: boolean;
  /** Sorted by file and place. Whatever they name was left at its default. */
  readonly problems: readonly ConfigurationProblem[];
}

export interface ConfigurationFile {
  /** The name that problems carry. */
  readonly file: string;
  readonly text: string;
}

export interface ConfigurationSources {
  readonly portwrightToml?: ConfigurationFile;
  readonly pyproject?: ConfigurationFile;
  readonly pythonVersion?: ConfigurationFile;
  /** The editor's settings by their full names, such as `portwright.severity`; they come before the files'. */
  readonly editor?: Readonly<Record<string, unknown>>;
  /** Names that `severity` can speak of. */
  readonly ruleNames: readonly string[];
}

/** Reads the configuration that stands in a folder. Never throws: a file that cannot be read is a problem. */
export async function loadConfiguration(
  host: Host,
  root: string,
  options: { readonly ruleNames: readonly string[]; readonly editor?: Readonly<Record<string, unknown>> },
): Promise<LoadedConfiguration> {
  const unreadable: ConfigurationProblem[] = [];
  const read = async (name: string): Promise<ConfigurationFile | undefined> => {
    const path = root.endsWith("/") ? root + name : `${root}/${name}`;
    const bytes = await host.readFile(path, MAX_CONFIGURATION_BYTES);
    if (!isFailure(bytes)) return { file: name, text: new TextDecoder().decode(bytes) };
    if (bytes.code !== "missing") unreadable.push(wholeFile(name, `The file cannot be read. ${bytes.message}`));
    return undefined;
  };
  const loaded = readConfiguration({
    portwrightToml: await read("portwright.toml"),
    pyproject: await read("pyproject.toml"),
    pythonVersion: await read(".python-version"),
    ...options,
  });
  return { ...loaded, problems: [...unreadable, ...loaded.problems] };
}

const MAX_CONFIGURATION_BYTES = 5_000_000;

/** Reads the settings from the texts that may hold them: the editor's first, then portwright.toml, then pyproject.toml. */
export function readConfiguration(sources: ConfigurationSources): LoadedConfiguration {
  const problems: ConfigurationProblem[] = [];
  const pyproject = sources.pyproject && parseToml(sources.pyproject, problems);
  const own = sources.portwrightToml && parseToml(sources.portwrightToml, problems);
  const section = pyproject && sectionOf(pyproject, ["tool", "portwright"], problems);
  if (own !== undefined && section !== undefined) {
    const message =
      "The settings here are not used, because there is a portwright.toml beside this file. Keep one of the two.";
    problems.push(problemAt(section, [], "key", message, "warning"));
  }
  const fromFile = own ?? section;
  const layers = [fromFile && fileLayer(fromFile, problems), sources.editor && editorLayer(sources.editor)];
  const settings = { ...defaults() } as Record<string, unknown>;
  const from: Record<string, string> = {};
  for (const layer of layers) {
    for (const { key, value, document, path } of layer ?? []) {
      const accepted = accept(PROJECT_SETTINGS[key], value, document, path, sources.ruleNames, problems);
      if (accepted === undefined) continue;
      settings[key] = isTable(accepted) ? { ...(settings[key] as object), ...(accepted as object) } : accepted;
      from[key] = document.file;
    }
  }
  const chosen = settings as unknown as ProjectSettings;
  const interpreter = decideInterpreter(chosen.interpreter, from["interpreter"], sources, pyproject, problems);
  const { severity, blocking, safe, showPossible, reportTests, exclude } = chosen;
  const team = teamOf(chosen);
  return {
    settings: chosen,
    configuration: {
      interpreter: interpreter.version,
      severity,
      blocking,
      safe,
      showPossible,
      reportTests,
      exclude,
      team,
    },
    interpreterFrom: interpreter.from,
    isConfigured: fromFile !== undefined,
    problems: problems.sort((a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
    ),
  };
}

/** `file:line:column: message`, or without the place where there is none. */
export function describeProblem(problem: ConfigurationProblem): string {
  const place = problem.line === 0 ? problem.file : `${problem.file}:${problem.line}:${problem.column}`;
  return `${place}: ${problem.message}`;
}

/** A parsed source of settings; `prefix` is the path of the settings' table in it. */
interface Document {
  readonly file: string;
  readonly text: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly prefix: TomlPath;
  readonly place: (path: TomlPath) => TomlPlace | undefined;
}

interface Entry {
  readonly key: ProjectSettingKey;
  readonly value: unknown;
  readonly document: Document;
  /** Path below the document's prefix. */
  readonly path: TomlPath;
}

const KEYS = Object.keys(PROJECT_SETTINGS) as ProjectSettingKey[];

function defaults(): Record<ProjectSettingKey, unknown> {
  return Object.fromEntries(KEYS.map((key) => [key, PROJECT_SETTINGS[key].default])) as Record<
    ProjectSettingKey,
    unknown
  >;
}

function parseToml({ file, text }: ConfigurationFile, problems: ConfigurationProblem[]): Document | undefined {
  try {
    const data = parse(text.replace(/^\uFEFF/, ""));
    return { file, text, data, prefix: [], place: tomlPlaces(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const offset = new LineIndex(text).offsetAt({ line: error.line - 1, character: error.column - 1 });
    const said = error.message.split("\n")[0].replace(/^Invalid TOML document: /, "");
    const message = `This is not valid TOML: ${said}.`;
    const range = { start: offset, end: Math.min(text.length, offset + 1) };
    problems.push({ file, key: "", range, line: error.line, column: error.column, severity: "error", message });
    return undefined;
  }
}

function sectionOf(
  document: Document,
  path: readonly string[],
  problems: ConfigurationProblem[],
): Document | undefined {
  let data: unknown = document.data;
  for (const name of path) data = isTable(data) ? data[name] : undefined;
  if (data === undefined) return undefined;
  if (isTable(data)) return { ...document, data, prefix: path };
  problems.push(
    problemAt({ ...document, prefix: path }, [], "value", `'${path.join(".")}' must be a table of settings.`),
  );
  return undefined;
}

function fileLayer(document: Document, problems: ConfigurationProblem[]): Entry[] {
  const entries: Entry[] = [];
  const known = new Map<string, ProjectSettingKey>();
  for (const key of KEYS) known.set(PROJECT_SETTINGS[key].toml ?? key, key);
  for (const [name, value] of Object.entries(document.data)) {
    const key = known.get(name);
    if (key !== undefined) entries.push({ key, value, document, path: [name] });
    else {
      const suggestion = didYouMean(name, known.keys()) || ` The settings are: ${[...known.keys()].sort().join(", ")}.`;
      problems.push(problemAt(document, [name], "key", `There is no setting '${name}'.${suggestion}`));
    }
  }
  return entries;
}

/** An editor validates names of settings by the manifest; here those that concern the project are picked out. */
function editorLayer(settings: Readonly<Record<string, unknown>>): Entry[] {
  const document: Document = { file: "settings", text: undefined, data: settings, prefix: [], place: () => undefined };
  return KEYS.flatMap((key) => {
    const value = settings[PROJECT_SETTINGS[key].editor];
    if (value === undefined || value === null) return [];
    return [{ key, value, document, path: [PROJECT_SETTINGS[key].editor] }];
  });
}

/** The value as far as it is right: wrong elements of lists and tables are left out and said, the others stay. */
function accept(
  row: Setting,
  value: unknown,
  document: Document,
  path: TomlPath,
  ruleNames: readonly string[],
  problems: ConfigurationProblem[],
): unknown {
  let candidate = value;
  const result = row.schema.safeParse(candidate);
  if (!result.success) {
    const wrong = new Set<string | number>();
    for (const issue of result.error.issues) {
      const inner = issue.path.filter((step) => typeof step !== "symbol");
      const at = [...path, ...inner];
      if (issue.code === "unrecognized_keys" && row.names !== undefined) {
        for (const key of issue.keys) {
          const known = `${didYouMean(key, row.names)} It knows ${row.names.map((name) => `'${name}'`).join(", ")}.`;
          problems.push(problemAt(document, [...at, key], "key", `'${at.join(".")}' has no '${key}'.${known}`));
          wrong.add(key);
        }
        continue;
      }
      problems.push(problemAt(document, at, "value", describeIssue(issue, at, valueAt(value, inner))));
      if (inner.length === 0) return undefined;
      wrong.add(inner[0]);
    }
    if (Array.isArray(candidate)) candidate = candidate.filter((_, index) => !wrong.has(index));
    else if (isTable(candidate))
      candidate = Object.fromEntries(Object.entries(candidate).filter(([key]) => !wrong.has(key)));
    if (!row.schema.safeParse(candidate).success) return undefined;
  }
  if (row === (PROJECT_SETTINGS.severity as Setting))
    return acceptRules(candidate, document, path, ruleNames, problems);
  return candidate;
}

function acceptRules(
  value: unknown,
  document: Document,
  path: TomlPath,
  ruleNames: readonly string[],
  problems: ConfigurationProblem[],
): unknown {
  const entries = Object.entries(value as Record<string, string>);
  return Object.fromEntries(
    entries.filter(([rule]) => {
      if (ruleNames.includes(rule)) return true;
      const suggestion = didYouMean(rule, ruleNames) || " `portwright explain` lists the rules.";
      problems.push(problemAt(document, [...path, rule], "key", `There is no rule '${rule}'.${suggestion}`));
      return false;
    }),
  );
}

function describeIssue(issue: z.core.$ZodIssue, path: TomlPath, value: unknown): string {
  const name = `'${path
    .map((step) => (typeof step === "number" ? `[${step}]` : step))
    .join(".")
    .replaceAll(".[", "[")}'`;
  const shown = show(value);
  switch (issue.code) {
    case "invalid_value": {
      const options = issue.values.map(String);
      const suggestion = typeof value === "string" && !/^\d/.test(value) ? didYouMean(value, options) : "";
      return `${name} is ${shown}, but must be one of ${options.map((option) => `"${option}"`).join(", ")}.${suggestion}`;
    }
    case "invalid_type":
      return `${name} is ${shown}, but must be ${EXPECTED[issue.expected] ?? issue.expected}.`;
    default:
      return `${name} is ${shown}: ${issue.message}.`;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list, such as ["a", "b"]',
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  record: "a table",
  object: "a table",
  string: "a string in quotes",
};

function show(value: unknown): string {
  const text = JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner)) ?? "missing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function valueAt(value: unknown, path: TomlPath): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function problemAt(
  document: Document,
  path: TomlPath,
  part: keyof TomlPlace,
  message: string,
  severity: ConfigurationProblem["severity"] = "error",
): ConfigurationProblem {
  const full = [...document.prefix, ...path];
  let place: TomlPlace | undefined;
  for (let length = full.length; length > 0 && place === undefined; length--)
    place = document.place(full.slice(0, length));
  const range = place?.[part];
  const position =
    range && document.text !== undefined ? new LineIndex(document.text).positionAt(range.start) : undefined;
  return {
    file: document.file,
    key: full.join("."),
    range,
    line: position === undefined ? (document.text === undefined ? 0 : 1) : position.line + 1,
    column: position === undefined ? (document.text === undefined ? 0 : 1) : position.character + 1,
    severity,
    message,
  };
}

function wholeFile(file: string, message: string): ConfigurationProblem {
  return { file, key: "", range: undefined, line: 1, column: 1, severity: "error", message };
}

/** A pinned version is what runs, so it comes before the range that a project says it supports. */
function decideInterpreter(
  setting: string,
  settingFrom: string | undefined,
  sources: ConfigurationSources,
  pyproject: Document | undefined,
  problems: ConfigurationProblem[],
): { readonly version: string; readonly from: string } {
  if (setting !== "auto") return { version: setting, from: settingFrom ?? "default" };
  const pinned = sources.pythonVersion && pinnedInterpreter(sources.pythonVersion.text);
  if (pinned !== undefined) return { version: pinned, from: ".python-version" };
  for (const path of [
    ["project", "requires-python"],
    ["tool", "poetry", "dependencies", "python"],
  ]) {
    const specifier = pyproject && valueAt(pyproject.data, path);
    if (pyproject === undefined || typeof specifier !== "string") continue;
    const oldest = oldestInterpreter(specifier);
    if (oldest !== undefined) return { version: oldest, from: pyproject.file };
    const message = `No known Python version meets "${specifier}"; ${DEFAULT_INTERPRETER} is assumed. Set 'interpreter' to one of ${INTERPRETERS.join(", ")}.`;
    problems.push(problemAt(pyproject, path, "value", message, "warning"));
  }
  return { version: DEFAULT_INTERPRETER, from: "default" };
}
