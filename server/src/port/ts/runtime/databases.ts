import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { equals } from "./containers.ts";
import { typeName } from "./dynamic.ts";
import {
  IndexError,
  OverflowError,
  SQLDatabaseError,
  SQLDataError,
  SQLIntegrityError,
  SQLInterfaceError,
  SQLInternalError,
  SQLOperationalError,
  SQLProgrammingError,
} from "./errors.ts";
import { float, WholeFloat } from "./floats.ts";
import { repr, str } from "./show.ts";

type Row = readonly unknown[];

/** A connection to a database that begins transactions by itself, as Python's does. */
export class SQLConnection {
  isolationLevel: string | null;
  rowFactory: unknown = null;
  /** Whether the values of rows have names. */
  readonly namesRows: boolean;
  totalChanges = 0;
  lastRow = 0;
  readonly #database: DatabaseSync;
  #isOpen = true;
  #begun = false;

  constructor(database: DatabaseSync, isolationLevel: string | null, namesRows: boolean) {
    this.#database = database;
    this.namesRows = namesRows;
    this.isolationLevel = isolationLevel;
  }

  get opened(): DatabaseSync {
    if (!this.#isOpen) throw new SQLProgrammingError("Cannot operate on a closed database.");
    return this.#database;
  }

  get inTransaction(): boolean {
    return this.#begun;
  }

  cursor(): SQLCursor {
    void this.opened;
    return new SQLCursor(this);
  }

  execute(statement: string, parameters: unknown = []): SQLCursor {
    return this.cursor().execute(statement, parameters);
  }

  executeMany(statement: string, rows: Iterable<unknown>): SQLCursor {
    return this.cursor().executeMany(statement, rows);
  }

  executeScript(script: string): SQLCursor {
    return this.cursor().executeScript(script);
  }

  /** Runs statements that give no rows. */
  run(statements: string): void {
    const { opened } = this;
    sqlResult(() => opened.exec(statements));
  }

  /** Begins a transaction before a statement that changes rows. */
  begin(word: string): void {
    if (this.isolationLevel === null || this.#begun || !changesRows(word)) return;
    this.run(`BEGIN ${this.isolationLevel}`);
    this.#begun = true;
  }

  /** Keeps track of transactions that statements of the program's own begin and end. */
  ended(word: string): void {
    if (word === "BEGIN" || word === "SAVEPOINT") this.#begun = true;
    if (word === "COMMIT" || word === "END" || word === "ROLLBACK") this.#begun = false;
  }

  commit(): void {
    void this.opened;
    if (!this.#begun) return;
    this.run("COMMIT");
    this.#begun = false;
  }

  rollback(): void {
    void this.opened;
    if (!this.#begun) return;
    this.#begun = false;
    this.run("ROLLBACK");
  }

  /** Ends the block of a `with` statement: its changes stay unless it failed. */
  leave(error: unknown): void {
    if (error === null) this.commit();
    else this.rollback();
  }

  /** Closes the database; what is not committed is lost. */
  close(): void {
    if (!this.#isOpen) return;
    this.rollback();
    this.#isOpen = false;
    this.#database.close();
  }
}

/** Opens the database of a path. */
export function openSQLite(path: unknown, timeout = 5, isolation: unknown = "", namesRows = false): SQLConnection {
  const database = sqlResult(
    () =>
      new DatabaseSync(str(path), {
        timeout: timeout * 1000,
        enableForeignKeyConstraints: false,
        enableDoubleQuotedStringLiterals: true,
      }),
  );
  return new SQLConnection(database, isolation as string | null, namesRows);
}

/** Opens a database whose rows have names. */
export const openNamedSQLite = (path: unknown, timeout?: number, isolation?: unknown): SQLConnection =>
  openSQLite(path, timeout, isolation, true);

/** Runs statements and holds the rows that the last of them gave. */
export class SQLCursor {
  readonly connection: SQLConnection;
  rowcount = -1;
  lastrowid = 0;
  arraysize = 1;
  #columns: readonly string[] = [];
  #rows: Row[] = [];
  #next = 0;
  #isClosed = false;

  constructor(connection: SQLConnection) {
    this.connection = connection;
  }

  get #opened(): SQLConnection {
    if (this.#isClosed) throw new SQLProgrammingError("Cannot operate on a closed cursor.");
    void this.connection.opened;
    return this.connection;
  }

  #hold(columns: readonly string[], rows: Row[], rowcount: number): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#next = 0;
    this.rowcount = rowcount;
  }

  /** Runs a statement and reads the rows that it gives. */
  execute(statement: string, parameters: unknown = []): this {
    const connection = this.#opened;
    if (isScript(statement)) throw new SQLProgrammingError("You can only execute one statement at a time.");
    const word = firstWord(statement);
    // What the statement lacks is told before what its values lack.
    const prepared = sqlResult(() => connection.opened.prepare(statement));
    const values = boundValues(statement, parameters);
    connection.begin(word);
    this.#hold([], [], -1);
    const columns = prepared.columns().map((each) => each.name);
    if (columns.length > 0) {
      prepared.setReadBigInts(true);
      prepared.setReturnArrays(true);
      const rows = sqlResult(() => prepared.all(...values) as unknown as Row[]);
      this.#hold(
        columns,
        rows.map((row) => row.map(readValue)),
        changesRows(word) ? rows.length : -1,
      );
      if (changesRows(word)) {
        connection.totalChanges += rows.length;
        const last = connection.opened.prepare("SELECT last_insert_rowid() AS last").get();
        connection.lastRow = Number((last as { last: unknown }).last);
      }
    } else {
      const result = sqlResult(() => prepared.run(...values));
      if (changesRows(word)) {
        this.rowcount = Number(result.changes);
        connection.totalChanges += this.rowcount;
        connection.lastRow = Number(result.lastInsertRowid);
      }
    }
    connection.ended(word);
    this.lastrowid = connection.lastRow;
    return this;
  }

  /** Runs a statement once for each row of parameters. */
  executeMany(statement: string, rows: Iterable<unknown>): this {
    const connection = this.#opened;
    const word = firstWord(statement);
    if (!changesRows(word)) throw new SQLProgrammingError("executemany() can only execute DML statements.");
    this.#hold([], [], 0);
    const prepared = sqlResult(() => connection.opened.prepare(statement));
    for (const row of rows) {
      const values = boundValues(statement, row);
      connection.begin(word);
      const result = sqlResult(() => prepared.run(...values));
      this.rowcount += Number(result.changes);
      connection.totalChanges += Number(result.changes);
      connection.lastRow = Number(result.lastInsertRowid);
    }
    return this;
  }

  /** Runs several statements, outside of the transaction that was open. */
  executeScript(script: string): this {
    const connection = this.#opened;
    connection.commit();
    connection.run(script);
    for (const statement of statementsOf(script)) connection.ended(firstWord(statement));
    return this;
  }

  /** The next row, null behind the last. */
  // biome-ignore lint/suspicious/noExplicitAny: what a database holds is known when it is read
  fetchOne(): any {
    const connection = this.#opened;
    const row = this.#rows[this.#next];
    if (row === undefined) return null;
    this.#next++;
    return connection.namesRows ? new SQLRow(this.#columns, row, connection.rowFactory === null) : row;
  }

  /** The next row, whose values have names, null behind the last. */
  fetchNamed(): SQLRow | null {
    return this.fetchOne() as SQLRow | null;
  }

  fetchManyNamed(size = this.arraysize): SQLRow[] {
    return this.fetchMany(size) as SQLRow[];
  }

  fetchAllNamed(): SQLRow[] {
    return this.fetchAll() as SQLRow[];
  }

  /** The next rows, at most so many. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  fetchMany(size = this.arraysize): any[] {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const rows: any[] = [];
    for (let row = this.fetchOne(); row !== null; row = this.fetchOne()) {
      rows.push(row);
      if (rows.length >= size) break;
    }
    return rows;
  }

  /** The rows that are left. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  fetchAll(): any[] {
    return [...this];
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  [Symbol.iterator](): IterableIterator<any> {
    return this;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  next(): IteratorResult<any> {
    const value = this.fetchOne();
    return value === null ? { done: true, value: undefined } : { done: false, value };
  }

  /** A tuple for each column, which begins with its name; none where the statement gives no rows. */
  // biome-ignore lint/suspicious/noExplicitAny: Python gives it seven items of which only the name is used
  get description(): any[][] {
    return this.#columns.map((each) => [each, null, null, null, null, null, null]);
  }

  /** Lets go of the rows that are left. */
  close(): void {
    this.#hold([], [], -1);
    this.#isClosed = true;
  }
}

/** A row whose values have the names of their columns. */
export class SQLRow {
  readonly #columns: readonly string[];
  readonly #values: Row;
  readonly #isTuple: boolean;

  constructor(columns: readonly string[], values: Row, isTuple: boolean) {
    this.#columns = columns;
    this.#values = values;
    this.#isTuple = isTuple;
  }

  /** A value by the name of its column, which has no case, or by its position. */
  // biome-ignore lint/suspicious/noExplicitAny: what a database holds is known when it is read
  item(key: unknown): any {
    if (typeof key === "string") {
      const at = this.#columns.findIndex((each) => each.toLowerCase() === key.toLowerCase());
      if (at < 0) throw new IndexError("No item with that key");
      return this.#values[at];
    }
    const at = Number(key) < 0 ? Number(key) + this.#values.length : Number(key);
    if (at < 0 || at >= this.#values.length) throw new IndexError("tuple index out of range");
    return this.#values[at];
  }

  keys(): string[] {
    return [...this.#columns];
  }

  count(): number {
    return this.#values.length;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  [Symbol.iterator](): Iterator<any> {
    return this.#values[Symbol.iterator]();
  }

  /** The names of the columns with their values. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  entries(): Map<string, any> {
    return new Map(this.#columns.map((name, at) => [name, this.#values[at]]));
  }

  /** The row as a dict. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  get named(): Map<string, any> {
    return this.entries();
  }

  equals(other: unknown): boolean {
    return other instanceof SQLRow && equals(this.keys(), other.keys()) && equals([...this], [...other]);
  }

  /** What Python has as a tuple, where the connection was not told to name its rows, is shown as one. */
  repr(): string {
    return this.#isTuple ? repr(this.#values, { array: "any" }) : "<sqlite3.Row object>";
  }
}

/** Whether a statement that begins with a word inserts, updates or deletes. */
export function changesRows(word: string): boolean {
  return ["INSERT", "UPDATE", "DELETE", "REPLACE"].includes(word);
}

/** The word that a statement begins with, in capitals. */
export function firstWord(statement: string): string {
  return (/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*([a-z]*)/i.exec(statement)?.[1] ?? "").toUpperCase();
}

/** The pieces of a statement: what stands in quotes or is a comment is one, and so is a parameter; anything else is one character each. */
function sqlPieces(statement: string): string[] {
  const piece = /'[^']*'?|"[^"]*"?|`[^`]*`?|\[[^\]]*\]?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[:@$?][\p{L}\p{N}_]*|[\s\S]/gu;
  return [...statement.matchAll(piece)].map(([text]) => text);
}

/** The statements of a script. */
function statementsOf(script: string): string[] {
  const result = [""];
  for (const piece of sqlPieces(script)) {
    if (piece === ";") result.push("");
    else result[result.length - 1] += piece;
  }
  return result;
}

/** Whether a text is more than one statement; what defines a trigger has statements within. */
function isScript(text: string): boolean {
  if (firstWord(text) === "CREATE" && /\bTRIGGER\b[\s\S]*\bBEGIN\b/i.test(text)) return false;
  return statementsOf(text)
    .slice(1)
    .some((each) => firstWord(each) !== "");
}

type Bindable = string | number | bigint | Uint8Array | null;

/** The values of a statement's parameters as the driver takes them: an object for those that have names, and the others in order. */
function boundValues(statement: string, given: unknown): SQLInputValue[] {
  const names = sqlPieces(statement)
    .filter((each) => /^\?|^[:@$]./.test(each))
    .filter((each, at, all) => each === "?" || all.indexOf(each) === at);
  if (given instanceof Map) {
    const values: Record<string, Bindable> = {};
    for (const [at, name] of names.entries()) {
      const key = name.slice(1);
      if (!given.has(key)) throw new SQLProgrammingError(`You did not supply a value for binding parameter ${name}.`);
      values[name] = bindable(given.get(key), at + 1);
    }
    return names.length === 0 ? [] : [withNames(values)];
  }
  const values = [...((given ?? []) as Iterable<unknown>)].map((value, at) => bindable(value, at + 1));
  if (values.length !== names.length)
    throw new SQLProgrammingError(
      `Incorrect number of bindings supplied. The current statement uses ${names.length}, and there are ${values.length} supplied.`,
    );
  const named = names.flatMap((name, at) => (name === "?" ? [] : [[name, values[at]] as const]));
  const plain = values.filter((_, at) => names[at] === "?");
  return named.length === 0 ? plain : [withNames(Object.fromEntries(named)), ...plain];
}

/** What the driver takes first where parameters have names; its declarations leave that out of lists. */
const withNames = (values: Record<string, Bindable>): SQLInputValue => values as unknown as SQLInputValue;

/** A value as the driver takes it. */
function bindable(value: unknown, position: number): Bindable {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return BigInt(value);
  if (value instanceof WholeFloat) return Number(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === "bigint") {
    if (BigInt.asIntN(64, value) !== value)
      throw new OverflowError("Python int too large to convert to SQLite INTEGER");
    return value;
  }
  if (typeof value === "string" || value instanceof Uint8Array) return value;
  if (typeof (value as { isoformat?: unknown }).isoformat === "function") return str(value);
  throw new SQLProgrammingError(`Error binding parameter ${position}: type '${typeName(value)}' is not supported`);
}

/** A value as a driver takes it that knows no integers of their own kind. */
export function boundValue(value: unknown, position: number): unknown {
  const made = bindable(value, position);
  return typeof made === "bigint" ? made.toString() : typeof value === "boolean" ? value : made;
}

/** A value as Python reads it: integers and floats are apart. */
function readValue(value: unknown): unknown {
  if (typeof value === "bigint") return BigInt.asIntN(53, value) === value ? Number(value) : value;
  return typeof value === "number" ? float(value) : value;
}

/** What the driver gives; its errors become those of Python, whose class follows from the code. */
function sqlResult<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    const { errcode, message } = error as { errcode?: number; message: string };
    if (errcode === undefined) throw error;
    switch (errcode & 0xff) {
      case 19:
      case 20:
        throw new SQLIntegrityError(message);
      case 2:
      case 12:
        throw new SQLInternalError(message);
      case 18:
        throw new SQLDataError(message);
      case 21:
      case 25:
        throw new SQLInterfaceError(message);
      case 11:
      case 26:
        throw new SQLDatabaseError(message);
      default:
        throw new SQLOperationalError(message);
    }
  }
}
