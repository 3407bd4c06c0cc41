/** Python's errors that JavaScript has no counterpart for; `Exception` itself is `Error`. */
export class ValueError extends Error {
  override name = "ValueError";
}

export class ArithmeticError extends Error {
  override name = "ArithmeticError";
}

export class ZeroDivisionError extends ArithmeticError {
  override name = "ZeroDivisionError";
}

export class OverflowError extends ArithmeticError {
  override name = "OverflowError";
}

export class LookupError extends Error {
  override name = "LookupError";
}

export class IndexError extends LookupError {
  override name = "IndexError";
}

export class KeyError extends LookupError {
  override name = "KeyError";
}

export class AssertionError extends Error {
  override name = "AssertionError";
}

export class RuntimeError extends Error {
  override name = "RuntimeError";
}

export class NotImplementedError extends RuntimeError {
  override name = "NotImplementedError";
}

export class RecursionError extends RuntimeError {
  override name = "RecursionError";
}

export class StopIteration extends Error {
  override name = "StopIteration";
  /** What the generator returned. */
  // biome-ignore lint/suspicious/noExplicitAny: what a generator returns is known when the program runs
  readonly value: any;

  constructor(value: unknown = null) {
    super(value === null ? "" : String(value));
    this.value = value;
  }
}

export class StopAsyncIteration extends Error {
  override name = "StopAsyncIteration";
}

export class AttributeError extends Error {
  override name = "AttributeError";
}

export class FrozenInstanceError extends AttributeError {
  override name = "FrozenInstanceError";
}

/** An assignment to a field of an object that does not change. */
export function refuseAssignment(field: string): never {
  throw new FrozenInstanceError(`cannot assign to field '${field}'`);
}

export class NameError extends Error {
  override name = "NameError";
}

export class ImportError extends Error {
  override name = "ImportError";
}

export class MemoryError extends Error {
  override name = "MemoryError";
}

export class EOFError extends Error {
  override name = "EOFError";
}

export class OSError extends Error {
  override name = "OSError";

  /** The number of the error, as its message gives it. */
  get errno(): number | null {
    const found = /^\[Errno (\d+)\]/.exec(this.message);
    return found === null ? null : Number(found[1]);
  }

  /** The file that the message names. */
  get filename(): string | null {
    return /: '(.*)'$/s.exec(this.message)?.[1] ?? null;
  }

  get strerror(): string | null {
    return /^\[Errno \d+\] (.*?)(?:: '.*')?$/s.exec(this.message)?.[1] ?? null;
  }
}

export class FileNotFoundError extends OSError {
  override name = "FileNotFoundError";
}

export class FileExistsError extends OSError {
  override name = "FileExistsError";
}

export class PermissionError extends OSError {
  override name = "PermissionError";
}

export class ConnectionError extends OSError {
  override name = "ConnectionError";
}

export class TimeoutError extends OSError {
  override name = "TimeoutError";
}

export class UnicodeError extends ValueError {
  override name = "UnicodeError";
}

/** Where and why bytes or a text could not be converted. */
interface UnicodePlace {
  readonly encoding: string;
  readonly start: number;
  readonly reason: string;
}

export class UnicodeDecodeError extends UnicodeError {
  override name = "UnicodeDecodeError";
  readonly encoding: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;

  constructor(message = "", { encoding, start, reason }: UnicodePlace = { encoding: "", start: 0, reason: "" }) {
    super(message);
    this.encoding = encoding;
    this.start = start;
    this.end = start + 1;
    this.reason = reason;
  }
}

export class UnicodeEncodeError extends UnicodeError {
  override name = "UnicodeEncodeError";
  readonly encoding: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;

  constructor(message = "", { encoding, start, reason }: UnicodePlace = { encoding: "", start: 0, reason: "" }) {
    super(message);
    this.encoding = encoding;
    this.start = start;
    this.end = start + 1;
    this.reason = reason;
  }
}

export class JSONDecodeError extends ValueError {
  override name = "JSONDecodeError";
  msg = "";
  doc = "";
  /** Where in the text. */
  pos = 0;
  lineno = 1;
  colno = 1;
}

/** Ends the program where nobody catches it: with a code, or with a message. */
export class SystemExit extends Error {
  override name = "SystemExit";
  readonly code: unknown;
  static #isAwaited = false;

  constructor(code: unknown = null) {
    super(code === null ? "" : String(code));
    this.code = code;
    if (!SystemExit.#isAwaited) process.once("uncaughtException", endProgram);
    SystemExit.#isAwaited = true;
  }
}

/** What happens to an error that nobody caught. */
export function endProgram(error: unknown): void {
  if (!(error instanceof SystemExit)) {
    console.error(error);
    process.exit(1);
  }
  const { code } = error;
  if (code === null || typeof code === "number" || typeof code === "boolean") process.exit(Number(code));
  console.error(error.message);
  process.exit(1);
}

/** Python's `sys.exit`, which `finally` and handlers see. */
export function exit(code: unknown = null): never {
  throw new SystemExit(code);
}

export class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";
}

export class Warning extends Error {
  override name = "Warning";
}

/** Says what caused an error, as `raise … from …` does. */
export function withCause<E extends Error>(error: E, cause: unknown): E {
  error.cause = cause;
  return error;
}

/** Throws where an expression is wanted. */
export function raise(error: Error): never {
  throw error;
}

/** Python's `assert`. */
export function assert(condition: boolean, message?: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/**
 * The value of a variable of a module or class that has no port yet: the rest of the module starts, and whatever touches the value
 * fails; typed as anything, so that what is around it compiles.
 */
// biome-ignore lint/suspicious/noExplicitAny: it stands for a value of a type that is not known
export function absent(construct: string, line: number): any {
  const fail = (): never => {
    throw new Error(`not ported: ${construct} (line ${line} of the Python source)`);
  };
  return new Proxy(fail, { get: fail, set: fail, has: fail, apply: fail, construct: fail, ownKeys: fail });
}

/** Stands for Python that has no port yet; typed as anything, so that what is around it compiles. */
// biome-ignore lint/suspicious/noExplicitAny: it stands for a value of a type that is not known
export function unsupported(construct: string, line: number): any {
  throw new Error(`not ported: ${construct} (line ${line} of the Python source)`);
}

export class StatisticsError extends ValueError {
  override name = "StatisticsError";
}

export class StructError extends Error {
  override name = "struct.error";
}

/** A text that is no regular expression. */
export class PatternError extends Error {
  override name = "error";
  msg = "";
  pattern = "";
  pos = 0;
}

export class BinasciiError extends ValueError {
  override name = "Error";
}

export class ZlibError extends Error {
  override name = "zlib.error";
}

export class SubprocessError extends Error {
  override name = "SubprocessError";
}

/** A command that ended with another code than zero. */
export class CalledProcessError extends SubprocessError {
  override name = "CalledProcessError";
  returncode = 0;
  cmd: unknown = null;
  output: unknown = null;
  stderr: unknown = null;

  get stdout(): unknown {
    return this.output;
  }
}

export class TimeoutExpired extends SubprocessError {
  override name = "TimeoutExpired";
}

export class RequestException extends OSError {
  override name = "RequestException";
  response: unknown = null;
}

/** An answer of 400 and above. */
export class RequestHTTPError extends RequestException {
  override name = "HTTPError";

  get code(): number {
    return (this.response as { statusCode: number }).statusCode;
  }

  get reason(): string {
    return (this.response as { reason: string }).reason;
  }
}

export class RequestConnectionError extends RequestException {
  override name = "ConnectionError";

  get reason(): string {
    return this.message;
  }
}

export class RequestTimeout extends RequestException {
  override name = "Timeout";
}

export class SQLError extends Error {
  override name = "Error";
}

export class SQLInterfaceError extends SQLError {
  override name = "InterfaceError";
}

export class SQLDatabaseError extends SQLError {
  override name = "DatabaseError";
}

export class SQLDataError extends SQLDatabaseError {
  override name = "DataError";
}

export class SQLOperationalError extends SQLDatabaseError {
  override name = "OperationalError";
}

export class SQLIntegrityError extends SQLDatabaseError {
  override name = "IntegrityError";
}

export class SQLInternalError extends SQLDatabaseError {
  override name = "InternalError";
}

export class SQLProgrammingError extends SQLDatabaseError {
  override name = "ProgrammingError";
}

export class SQLNotSupportedError extends SQLDatabaseError {
  override name = "NotSupportedError";
}

export class SQLNoResult extends SQLError {
  override name = "NoResultFound";
}

export class SQLManyResults extends SQLError {
  override name = "MultipleResultsFound";
}

export class RedisError extends Error {
  override name = "RedisError";
}

export class RedisConnectionError extends RedisError {
  override name = "ConnectionError";
}

export class RedisResponseError extends RedisError {
  override name = "ResponseError";
}

/** What a service answered instead of doing what it was asked. */
export class AWSClientError extends Error {
  override name = "ClientError";
  readonly #code: string;
  readonly #told: string;

  constructor(operation: string, code: string, told: string) {
    super(`An error occurred (${code}) when calling the ${operation} operation: ${told}`);
    this.#code = code;
    this.#told = told;
  }

  /** The answer, as far as it tells the error. */
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is known when it is read
  get response(): Map<string, any> {
    return new Map([
      [
        "Error",
        new Map([
          ["Code", this.#code],
          ["Message", this.#told],
        ]),
      ],
    ]);
  }
}

export class ConfigError extends Error {
  override name = "Error";
}

export class NoSectionError extends ConfigError {
  override name = "NoSectionError";
}

export class NoOptionError extends ConfigError {
  override name = "NoOptionError";
}

export class DuplicateSectionError extends ConfigError {
  override name = "DuplicateSectionError";
}

/** What exceptions were made with, where that is not one text. */
const givenArguments = new WeakMap<object, readonly unknown[]>();

/** Notes what an exception was made with; Python keeps it as `args`. */
export function noteArguments<E extends object>(error: E, args: readonly unknown[]): E {
  givenArguments.set(error, args);
  return error;
}

/** What was noted for an exception, where its message does not tell. */
export function argumentsNoted(error: object): readonly unknown[] | undefined {
  return givenArguments.get(error);
}

/** Python's `args` of an exception. */
// biome-ignore lint/suspicious/noExplicitAny: what an exception was made with is known when the program runs
export function argumentsOf(error: Error): any[] {
  const noted = givenArguments.get(error);
  if (noted !== undefined) return [...noted];
  if (error.message === "") return [];
  return [error instanceof KeyError ? keyToldIn(error.message) : error.message];
}

const notes = new WeakMap<object, string[]>();

/** Python's `add_note`. */
export function addNote(error: object, text: string): void {
  notes.set(error, [...(notes.get(error) ?? []), text]);
}

/** Python's `__notes__` of an exception. */
export function notesOf(error: object): string[] {
  return notes.get(error) ?? [];
}

/** The key that a `KeyError` tells of, as far as its text says it. */
function keyToldIn(text: string): unknown {
  if (/^-?\d+$/.test(text)) return Number(text);
  const quoted = /^(['"])(.*)\1$/s.exec(text);
  return quoted === null ? text : quoted[2].replace(/\\([\\'"])/g, "$1");
}
