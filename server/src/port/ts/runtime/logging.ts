import { ValueError } from "./errors.ts";
import { openFile } from "./files.ts";
import { format, repr, str } from "./show.ts";

/** What messages are written to: a file, a buffer, or one of Node's streams. */
interface LogTarget {
  writeText?(text: string): unknown;
  write?(text: string): unknown;
}

/** The names of levels that are worth a message. */
const LEVELS: readonly (readonly [number, string])[] = [
  [10, "DEBUG"],
  [20, "INFO"],
  [30, "WARNING"],
  [40, "ERROR"],
  [50, "CRITICAL"],
];

/** The name of a level. */
export function levelName(level: number): string {
  return LEVELS.find(([number]) => number === level)?.[1] ?? `Level ${level}`;
}

/** A level by number or name. */
export function logLevel(level: number | string): number {
  if (typeof level === "number") return level;
  const found = LEVELS.find(([, name]) => name === level);
  if (found === undefined) throw new ValueError(`Unknown level: ${repr(level)}`);
  return found[0];
}

export const logDebug = (): number => 10;
export const logInfo = (): number => 20;
export const logWarning = (): number => 30;
export const logError = (): number => 40;
export const logCritical = (): number => 50;
export const logUnset = (): number => 0;

/** Fills values into a template of the `%` operator. */
export function fillPercent(template: string, values: readonly unknown[]): string {
  let at = 0;
  const [only] = values;
  return template.replace(
    /%(?:%|(?:\((\w+)\))?([-+ #0]*)(\d*)(?:\.(\d+))?([diufFeEgGxXoscr]))/g,
    (whole, name, flags, width, digits, kind) => {
      if (whole === "%%") return "%";
      const value = name !== undefined && only instanceof Map ? only.get(name) : values[at++];
      const precision = digits === undefined ? "" : `.${digits}`;
      if (kind === "s" || kind === "r") {
        const text = kind === "r" ? repr(value) : str(value);
        return format(text, `${flags.includes("-") ? "<" : ">"}${width}${precision}`);
      }
      const type = kind === "i" || kind === "u" ? "d" : kind;
      const number = type === "d" ? Math.trunc(Number(value)) : (value as number);
      return format(number, `${flags.includes("-") ? "<" : ""}${flags.replace("-", "")}${width}${precision}${type}`);
    },
  );
}

/** Says how a message is written. */
export class LogFormatter {
  readonly #format: string;
  readonly #dateFormat: string;

  constructor(text: string, dateFormat: string) {
    this.#format = text || "%(message)s";
    this.#dateFormat = dateFormat;
  }

  apply(name: string, level: number, message: string): string {
    const now = new Date();
    const values: Readonly<Record<string, unknown>> = {
      message,
      name,
      levelname: levelName(level),
      levelno: level,
      asctime: logTime(now, this.#dateFormat),
      created: now.getTime() / 1000,
      process: process.pid,
      threadName: "MainThread",
      processName: "MainProcess",
    };
    return this.#format.replace(/%\((\w+)\)([-+ #0]*\d*(?:\.\d+)?[sdfr])/g, (_, field: string, spec: string) => {
      if (!(field in values)) throw new ValueError(`the field ${field} of a log format is not ported`);
      return fillPercent(`%${spec}`, [values[field]]);
    });
  }
}

function logTime(now: Date, dateFormat: string): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const parts: Readonly<Record<string, string>> = {
    Y: String(now.getFullYear()),
    m: two(now.getMonth() + 1),
    d: two(now.getDate()),
    H: two(now.getHours()),
    M: two(now.getMinutes()),
    S: two(now.getSeconds()),
  };
  const text = (dateFormat || "%Y-%m-%d %H:%M:%S").replace(/%([YmdHMS])/g, (_, key: string) => parts[key]);
  return dateFormat === "" ? `${text},${String(now.getMilliseconds()).padStart(3, "0")}` : text;
}

/** Writes messages to a stream or a file. */
export class LogHandler {
  readonly #out: LogTarget;
  level = 0;
  formatter: LogFormatter | undefined;

  constructor(out: LogTarget) {
    this.#out = out;
  }

  setLevel(level: number | string): void {
    this.level = logLevel(level);
  }

  setFormatter(formatter: LogFormatter): void {
    this.formatter = formatter;
  }

  emit(name: string, level: number, message: string): void {
    const line = `${this.formatter?.apply(name, level, message) ?? message}\n`;
    if (this.#out.writeText !== undefined) this.#out.writeText(line);
    else this.#out.write?.(line);
  }
}

export function newStreamHandler(stream: LogTarget | null = null): LogHandler {
  return new LogHandler(stream ?? process.stderr);
}

export function newFileHandler(path: unknown, mode = "a"): LogHandler {
  return new LogHandler(openFile(path, mode));
}

export function newNullHandler(): LogHandler {
  return new LogHandler({});
}

export function newLogFormatter(text = "", dateFormat = ""): LogFormatter {
  return new LogFormatter(text, dateFormat);
}

/** A named source of messages; what it logs goes to its handlers and to those of its parents. */
export class Logger {
  readonly name: string;
  readonly parent: Logger | undefined;
  level: number;
  propagate = true;
  readonly handlers: LogHandler[] = [];

  constructor(name: string, parent?: Logger, level = 0) {
    this.name = name;
    this.parent = parent;
    this.level = level;
  }

  setLevel(level: number | string): void {
    this.level = logLevel(level);
  }

  addHandler(handler: LogHandler): void {
    if (!this.handlers.includes(handler)) this.handlers.push(handler);
  }

  removeHandler(handler: LogHandler): void {
    const at = this.handlers.indexOf(handler);
    if (at >= 0) this.handlers.splice(at, 1);
  }

  hasHandlers(): boolean {
    if (this.handlers.length > 0) return true;
    return this.propagate && this.parent?.hasHandlers() === true;
  }

  getChild(name: string): Logger {
    return getLogger(this.parent === undefined ? name : `${this.name}.${name}`);
  }

  getEffectiveLevel(): number {
    return this.level === 0 && this.parent !== undefined ? this.parent.getEffectiveLevel() : this.level;
  }

  isEnabledFor(level: number): boolean {
    return level > silence.level && level >= this.getEffectiveLevel();
  }

  debug(message: unknown, ...args: unknown[]): void {
    this.log(10, message, ...args);
  }

  info(message: unknown, ...args: unknown[]): void {
    this.log(20, message, ...args);
  }

  warning(message: unknown, ...args: unknown[]): void {
    this.log(30, message, ...args);
  }

  error(message: unknown, ...args: unknown[]): void {
    this.log(40, message, ...args);
  }

  exception(message: unknown, ...args: unknown[]): void {
    this.log(40, message, ...args);
  }

  critical(message: unknown, ...args: unknown[]): void {
    this.log(50, message, ...args);
  }

  /** Where the logger and its parents have no handler, warnings go to the error output. */
  log(level: number, message: unknown, ...args: unknown[]): void {
    if (!this.isEnabledFor(level)) return;
    const text = args.length === 0 ? str(message) : fillPercent(str(message), args);
    if (!this.hasHandlers()) {
      if (level >= 30) process.stderr.write(`${text}\n`);
      return;
    }
    for (let at: Logger | undefined = this; at !== undefined; at = at.propagate ? at.parent : undefined)
      for (const handler of at.handlers) if (level >= handler.level) handler.emit(this.name, level, text);
  }
}

const rootLogger = new Logger("root", undefined, 30);

const loggers = new Map<string, Logger>();
const silence = { level: 0 };

/** The logger of a name, the same each time; without a name it is the root. */
export function getLogger(name = ""): Logger {
  if (name === "" || name === "root") return rootLogger;
  const known = loggers.get(name);
  if (known !== undefined) return known;
  const at = name.lastIndexOf(".");
  const made = new Logger(name, at > 0 ? getLogger(name.slice(0, at)) : rootLogger);
  loggers.set(name, made);
  return made;
}

/** Gives the root logger a handler, unless it has one. */
export function configureLogging(
  level: number | string | null = null,
  text = "",
  dateFormat = "",
  stream: LogTarget | null = null,
  filename: unknown = null,
  fileMode = "a",
  handlers: readonly LogHandler[] | null = null,
  force = false,
): void {
  if (force) rootLogger.handlers.length = 0;
  if (rootLogger.handlers.length > 0) return;
  const made = handlers ?? [filename === null ? newStreamHandler(stream) : newFileHandler(filename, fileMode)];
  for (const handler of made) {
    handler.formatter ??= new LogFormatter(text || "%(levelname)s:%(name)s:%(message)s", dateFormat);
    rootLogger.addHandler(handler);
  }
  if (level !== null) rootLogger.setLevel(level);
}

/** Silences all messages up to a level. */
export function disableLogging(level: number | string = 50): void {
  silence.level = logLevel(level);
}

/** Logs with the root logger, which gets a handler if it has none. */
export function rootLog(level: number, message: unknown, ...args: unknown[]): void {
  configureLogging();
  rootLogger.log(level, message, ...args);
}

export const rootDebug = (message: unknown, ...args: unknown[]): void => rootLog(10, message, ...args);
export const rootInfo = (message: unknown, ...args: unknown[]): void => rootLog(20, message, ...args);
export const rootWarning = (message: unknown, ...args: unknown[]): void => rootLog(30, message, ...args);
export const rootError = (message: unknown, ...args: unknown[]): void => rootLog(40, message, ...args);
export const rootException = (message: unknown, ...args: unknown[]): void => rootLog(40, message, ...args);
export const rootCritical = (message: unknown, ...args: unknown[]): void => rootLog(50, message, ...args);
