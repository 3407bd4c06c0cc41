import { Client } from "pg";
import { boundValue, changesRows, firstWord } from "./databases.ts";
import {
  SQLDataError,
  SQLIntegrityError,
  SQLInterfaceError,
  SQLNotSupportedError,
  SQLOperationalError,
  SQLProgrammingError,
} from "./errors.ts";

/** A connection to a server of PostgreSQL that begins transactions by itself, as Python's does; its first statement makes it. */
export class PostgresConnection {
  autocommit: boolean;
  readonly #closesWithBlock: boolean;
  readonly #client: Client;
  #opening: Promise<unknown> | undefined;
  #isOpen = true;
  #begun = false;

  constructor(address: string, autocommit: boolean, closesWithBlock: boolean) {
    this.#client = new Client(address === "" ? {} : { connectionString: address });
    this.autocommit = autocommit;
    this.#closesWithBlock = closesWithBlock;
  }

  /** Sends a statement to the server. */
  async ask(
    statement: string,
    values: readonly unknown[] = [],
  ): Promise<{ fields: { name: string }[]; rows: unknown[][]; rowCount: number | null }> {
    if (!this.#isOpen) throw new SQLInterfaceError("connection already closed");
    try {
      this.#opening ??= this.#client.connect();
      await this.#opening;
      return await this.#client.query({ text: statement, values: [...values], rowMode: "array" });
    } catch (error) {
      throw postgresError(error);
    }
  }

  async begin(): Promise<void> {
    if (this.autocommit || this.#begun) return;
    await this.ask("BEGIN");
    this.#begun = true;
  }

  cursor(): PostgresCursor {
    return new PostgresCursor(this);
  }

  execute(statement: string, parameters: unknown = null): Promise<PostgresCursor> {
    return this.cursor().execute(statement, parameters);
  }

  async #end(statement: string): Promise<void> {
    if (!this.#begun) return;
    this.#begun = false;
    await this.ask(statement);
  }

  commit(): Promise<void> {
    return this.#end("COMMIT");
  }

  rollback(): Promise<void> {
    return this.#end("ROLLBACK");
  }

  /** Ends the block of a `with` statement: its changes stay unless it failed. */
  async leave(error: unknown): Promise<void> {
    await (error === null ? this.commit() : this.rollback());
    if (this.#closesWithBlock) await this.close();
  }

  /** Closes the connection; what is not committed is lost. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    await this.rollback();
    this.#isOpen = false;
    if (this.#opening !== undefined) await this.#client.end();
  }
}

export const openPostgres = (address = "", autocommit = false): PostgresConnection =>
  new PostgresConnection(address, autocommit, true);

/** A connection that a block of `with` does not close. */
export const openPostgresToKeep = (address = ""): PostgresConnection => new PostgresConnection(address, false, false);

/** Runs statements and holds the rows that the last of them gave. */
export class PostgresCursor {
  readonly #connection: PostgresConnection;
  rowcount = -1;
  #rows: unknown[][] = [];

  constructor(connection: PostgresConnection) {
    this.#connection = connection;
  }

  /** Runs a statement and reads the rows that it gives. */
  async execute(statement: string, parameters: unknown = null): Promise<this> {
    const [plain, values] = numbered(statement, parameters);
    await this.#connection.begin();
    const found = await this.#connection.ask(plain, values);
    this.#rows = found.rows ?? [];
    this.rowcount = changesRows(firstWord(statement)) ? (found.rowCount ?? -1) : this.#rows.length;
    return this;
  }

  /** Runs a statement once for each row of parameters. */
  async executeMany(statement: string, rows: Iterable<unknown>): Promise<void> {
    let count = 0;
    for (const row of rows) {
      await this.execute(statement, row);
      count += Math.max(this.rowcount, 0);
    }
    this.rowcount = count;
  }

  /** The next row, null behind the last. */
  // biome-ignore lint/suspicious/noExplicitAny: what a database holds is known when it is read
  fetchOne(): any[] | null {
    return this.#rows.shift() ?? null;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  fetchMany(size = 1): any[][] {
    return this.#rows.splice(0, size);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  fetchAll(): any[][] {
    return this.#rows.splice(0);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  *[Symbol.iterator](): Generator<any[], void, unknown> {
    for (let row = this.fetchOne(); row !== null; row = this.fetchOne()) yield row;
  }

  close(): void {
    this.#rows = [];
  }
}

/** A statement whose parameters are `$1` and so on, where Python writes `%s` or `%(name)s`, with their values. */
function numbered(statement: string, given: unknown): [statement: string, values: unknown[]] {
  if (given === null || given === undefined) return [statement, []];
  const row = given instanceof Map ? [] : [...(given as Iterable<unknown>)];
  const values: unknown[] = [];
  const plain = statement.replace(/%(?:%|s|\((\w+)\)s)/g, (text, name: string | undefined) => {
    if (text === "%%") return "%";
    const value = name === undefined ? row[values.length] : (given as Map<string, unknown>).get(name);
    if (value === undefined)
      throw new SQLProgrammingError("the query has another number of placeholders than there are parameters");
    values.push(boundValue(value, values.length + 1));
    return `$${values.length}`;
  });
  return [plain, values];
}

/** An error of the driver as Python has it: its class follows from the state that the server tells. */
function postgresError(error: unknown): Error {
  const { code = "", message } = error as { code?: string; message: string };
  if (!/^[0-9A-Z]{5}$/.test(code)) return new SQLOperationalError(message);
  switch (code.slice(0, 2)) {
    case "23":
      return new SQLIntegrityError(message);
    case "22":
      return new SQLDataError(message);
    case "26":
    case "34":
    case "3D":
    case "3F":
    case "42":
      return new SQLProgrammingError(message);
    case "0A":
      return new SQLNotSupportedError(message);
    default:
      return new SQLOperationalError(message);
  }
}
