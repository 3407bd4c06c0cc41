import { ConfigError, DuplicateSectionError, KeyError, NoOptionError, NoSectionError, ValueError } from "./errors.ts";
import { openFile } from "./files.ts";
import { parseInteger, parseNumber } from "./numbers.ts";
import { repr, str } from "./show.ts";

/** One section of a configuration, with the defaults behind its own options. */
export class ConfigSection {
  readonly name: string;
  readonly #config: ConfigFile;

  constructor(config: ConfigFile, name: string) {
    this.#config = config;
    this.name = name;
  }

  item(option: string): string {
    if (!this.has(option)) throw new KeyError(repr(option));
    return this.#config.read(this.name, option);
  }

  get(option: string, missing: string | null = null): string | null {
    return this.has(option) ? this.item(option) : missing;
  }

  getint(option: string, missing: number | null = null): number | null {
    return this.has(option) ? parseInteger(this.item(option)) : missing;
  }

  getfloat(option: string, missing: number | null = null): number | null {
    return this.has(option) ? parseNumber(this.item(option)) : missing;
  }

  getboolean(option: string, missing: boolean | null = null): boolean | null {
    return this.has(option) ? configFlag(this.item(option)) : missing;
  }

  has(option: string): boolean {
    return this.#config.knows(this.name, option);
  }

  set(option: string, value: string): void {
    this.#config.set(this.name, option, value);
  }

  keys(): string[] {
    return this.#config.options(this.name);
  }

  items(): [string, string][] {
    return this.#config.items(this.name);
  }

  count(): number {
    return this.keys().length;
  }
}

/** What a text of a configuration says yes or no with. */
function configFlag(text: string): boolean {
  const flags: Readonly<Record<string, boolean>> = {
    1: true,
    yes: true,
    true: true,
    on: true,
    0: false,
    no: false,
    false: false,
    off: false,
  };
  const found = flags[text.toLowerCase()];
  if (found === undefined) throw new ValueError(`Not a boolean: ${text}`);
  return found;
}

/** A configuration in sections, as Python's `configparser` reads it. */
export class ConfigFile {
  readonly #sections = new Map<string, Map<string, string>>();
  readonly #defaults = new Map<string, string>();
  readonly #interpolates: boolean;

  constructor(interpolates: boolean) {
    this.#interpolates = interpolates;
  }

  #options(section: string): Map<string, string> {
    const found = section === "DEFAULT" ? this.#defaults : this.#sections.get(section);
    if (found === undefined) throw new NoSectionError(`No section: ${repr(section)}`);
    return found;
  }

  readString(text: string): void {
    let options: Map<string, string> | undefined;
    let last: string | undefined;
    for (const [number, whole] of text.split("\n").entries()) {
      const line = whole.replace(/^\s*[#;].*$/, "");
      const head = /^\[(.+)\]\s*$/.exec(line);
      if (head !== null) {
        last = undefined;
        if (head[1] === "DEFAULT") options = this.#defaults;
        else {
          if (this.#sections.has(head[1]))
            throw new DuplicateSectionError(
              `While reading from '<string>' [line ${String(number + 1).padStart(2)}]: section ${repr(head[1])} already exists`,
            );
          options = new Map();
          this.#sections.set(head[1], options);
        }
      } else if (/^\s+\S/.test(line) && options !== undefined && last !== undefined) {
        options.set(last, `${options.get(last)}\n${line.trim()}`);
      } else if (line.trim() !== "") {
        if (options === undefined)
          throw new ConfigError(
            `File contains no section headers.\nfile: '<string>', line: ${number + 1}\n${repr(`${whole}\n`)}`,
          );
        const pair = /^([^=:]*?)\s*[=:]\s*(.*)$/.exec(line.trim());
        if (pair === null)
          throw new ConfigError(
            `Source contains parsing errors: '<string>'\n\t[line ${String(number + 1).padStart(2)}]: ${repr(`${whole}\n`)}`,
          );
        last = pair[1].toLowerCase();
        options.set(last, pair[2]);
      }
    }
  }

  readFile(path: unknown): string[] {
    try {
      this.readString(openFile(path, "r").read());
      return [str(path)];
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      return [];
    }
  }

  sections(): string[] {
    return [...this.#sections.keys()];
  }

  options(section: string): string[] {
    return [...new Set([...this.#options(section).keys(), ...this.#defaults.keys()])];
  }

  knows(section: string, option: string): boolean {
    return this.#options(section).has(option.toLowerCase()) || this.#defaults.has(option.toLowerCase());
  }

  /** The value of an option with what it refers to filled in. */
  read(section: string, option: string): string {
    const key = option.toLowerCase();
    const found = this.#options(section).get(key) ?? this.#defaults.get(key);
    if (found === undefined) throw new NoOptionError(`No option ${repr(key)} in section: ${repr(section)}`);
    if (!this.#interpolates) return found;
    return found.replace(/%(?:%|\(([^)]+)\)s)/g, (_, name: string | undefined) =>
      name === undefined ? "%" : this.read(section, name),
    );
  }

  get(section: string, option: string, fallback: string | null | undefined = undefined): string {
    const isMissing = section !== "DEFAULT" && (!this.#sections.has(section) || !this.knows(section, option));
    if (isMissing && fallback !== undefined) return fallback as string;
    return this.read(section, option);
  }

  getint(section: string, option: string, fallback?: number | null): number {
    const text = this.get(section, option, fallback === undefined ? undefined : null);
    return text === null ? (fallback as number) : parseInteger(text);
  }

  getfloat(section: string, option: string, fallback?: number | null): number {
    const text = this.get(section, option, fallback === undefined ? undefined : null);
    return text === null ? (fallback as number) : parseNumber(text);
  }

  getboolean(section: string, option: string, fallback?: boolean | null): boolean {
    const text = this.get(section, option, fallback === undefined ? undefined : null);
    return text === null ? (fallback as boolean) : configFlag(text);
  }

  hasSection(section: string): boolean {
    return this.#sections.has(section);
  }

  hasOption(section: string, option: string): boolean {
    return this.#sections.has(section) && this.knows(section, option);
  }

  addSection(section: string): void {
    if (this.#sections.has(section)) throw new DuplicateSectionError(`Section ${repr(section)} already exists`);
    this.#sections.set(section, new Map());
  }

  removeSection(section: string): boolean {
    return this.#sections.delete(section);
  }

  removeOption(section: string, option: string): boolean {
    return this.#options(section).delete(option.toLowerCase());
  }

  set(section: string, option: string, value: string): void {
    this.#options(section).set(option.toLowerCase(), value);
  }

  items(section: string): [string, string][] {
    const names = new Set([...this.#defaults.keys(), ...this.#options(section).keys()]);
    return [...names].map((each) => [each, this.read(section, each)]);
  }

  item(section: string): ConfigSection {
    if (section !== "DEFAULT" && !this.#sections.has(section)) throw new KeyError(repr(section));
    return new ConfigSection(this, section);
  }

  setSection(section: string, values: ReadonlyMap<string, unknown>): void {
    const options = new Map([...values].map(([key, value]): [string, string] => [key.toLowerCase(), str(value)]));
    this.#sections.set(section, options);
  }

  readDict(values: ReadonlyMap<string, ReadonlyMap<string, unknown>>): void {
    for (const [section, each] of values) this.setSection(section, each);
  }

  has(section: string): boolean {
    return section === "DEFAULT" || this.#sections.has(section);
  }

  writeTo(file: { writeText?(text: string): unknown; write?(text: string): unknown }): void {
    const all: [string, Map<string, string>][] = [...this.#sections];
    if (this.#defaults.size > 0) all.unshift(["DEFAULT", this.#defaults]);
    for (const [section, options] of all) {
      const lines = [...options].map(([key, value]) => `${key} = ${value.replaceAll("\n", "\n\t")}\n`);
      const text = `[${section}]\n${lines.join("")}\n`;
      if (file.writeText !== undefined) file.writeText(text);
      else file.write?.(text);
    }
  }
}

export const newConfigFile = (): ConfigFile => new ConfigFile(true);
export const newRawConfigFile = (): ConfigFile => new ConfigFile(false);
