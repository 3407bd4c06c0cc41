import { openSQLite, type SQLConnection, SQLRow } from "./databases.ts";
import { AttributeError, SQLError, SQLManyResults, SQLNoResult } from "./errors.ts";
import { repr, tuple } from "./show.ts";

/** The type of a column: its name in the definition of a table, and whether its values are true or false. */
export interface SQLType {
  readonly name: string;
  readonly isFlag?: boolean;
  readonly isText?: boolean;
}

export const integerColumn = (): SQLType => ({ name: "INTEGER" });
export const bigIntegerColumn = (): SQLType => ({ name: "BIGINT" });
export const smallIntegerColumn = (): SQLType => ({ name: "SMALLINT" });
export const floatColumn = (): SQLType => ({ name: "FLOAT" });
export const booleanColumn = (): SQLType => ({ name: "BOOLEAN", isFlag: true });
export const longTextColumn = (): SQLType => ({ name: "TEXT", isText: true });
export const stringColumn = (): SQLType => ({ name: "VARCHAR", isText: true });
/** A text of at most so many characters. */
export const sizedColumn = (size: number | null = null): SQLType =>
  size === null ? stringColumn() : { name: `VARCHAR(${size})`, isText: true };

/** Says which column the values of a column are of. */
export class SQLForeignKey {
  readonly target: string;

  constructor(target: string) {
    this.target = target;
  }
}

export const newForeignKey = (target: string): SQLForeignKey => new SQLForeignKey(target);

/** What a column holds. */
export interface ColumnSettings {
  primaryKey?: boolean;
  unique?: boolean;
  index?: boolean;
  nullable?: boolean;
  default?: unknown;
}

/** Writes a statement, and keeps the values of its parameters. */
class SQLWriter {
  readonly values: unknown[] = [];
  /** Parameters have the names that Python shows. */
  readonly isShown: boolean;
  readonly #counts = new Map<string, number>();

  constructor(isShown = false) {
    this.isShown = isShown;
  }

  /** The place of a value; its name follows from the column that it is about. */
  parameter(base: string, value: unknown): string {
    this.values.push(value);
    return this.isShown ? `:${this.unique(base)}` : "?";
  }

  /** A name that the statement does not have yet. */
  unique(base: string): string {
    const count = (this.#counts.get(base) ?? 0) + 1;
    this.#counts.set(base, count);
    return `${base}_${count}`;
  }
}

type Write = (w: SQLWriter) => string;

/** A column, a condition, or what else stands in a statement for a value. */
export class SQLExpression {
  /** That of the column in rows. */
  readonly name: string;
  readonly write: Write;
  /** What holds where it does not. */
  readonly opposite: Write | undefined;
  /** How strongly its operator binds: 1 for OR, 2 for AND, 3 for comparisons, 4 and 5 for the rest. */
  readonly level: number;
  readonly kind: SQLType;
  /** Those of the columns in it. */
  readonly tables: readonly SQLTable[];
  /** What a label names. */
  readonly inner: SQLExpression | undefined;

  constructor(
    write: Write,
    parts: Partial<Pick<SQLExpression, "name" | "opposite" | "level" | "kind" | "tables" | "inner">> = {},
  ) {
    this.write = write;
    this.name = parts.name ?? "";
    this.opposite = parts.opposite;
    this.level = parts.level ?? 4;
    this.kind = parts.kind ?? { name: "" };
    this.tables = parts.tables ?? [];
    this.inner = parts.inner;
  }

  /** It, inside of an operator that binds so strongly. */
  within(w: SQLWriter, level: number): string {
    return this.level < level ? `(${this.write(w)})` : this.write(w);
  }

  /** The other side of an operator: an expression, or a value as a parameter. */
  #operand(w: SQLWriter, value: unknown, level = 4): string {
    return value instanceof SQLExpression ? value.within(w, level) : w.parameter(this.name || "param", value);
  }

  #condition(operators: readonly [string, string], right: Write, others: readonly unknown[]): SQLExpression {
    const [write, opposite] = operators.map(
      (operator): Write =>
        (w) =>
          `${this.within(w, 4)} ${operator} ${right(w)}`,
    );
    return new SQLExpression(write, { opposite, level: 3, kind: booleanColumn(), tables: tablesOf(this, ...others) });
  }

  #compared(operator: string, opposite: string, value: unknown): SQLExpression {
    return this.#condition([operator, opposite], (w) => this.#operand(w, value), [value]);
  }

  equals(value: unknown): SQLExpression {
    return value === null ? this.#condition(["IS", "IS NOT"], () => "NULL", []) : this.#compared("=", "!=", value);
  }

  differs(value: unknown): SQLExpression {
    return value === null ? this.#condition(["IS NOT", "IS"], () => "NULL", []) : this.#compared("!=", "=", value);
  }

  less(value: unknown): SQLExpression {
    return this.#compared("<", ">=", value);
  }

  atMost(value: unknown): SQLExpression {
    return this.#compared("<=", ">", value);
  }

  greater(value: unknown): SQLExpression {
    return this.#compared(">", "<=", value);
  }

  atLeast(value: unknown): SQLExpression {
    return this.#compared(">=", "<", value);
  }

  like(pattern: unknown): SQLExpression {
    return this.#compared("LIKE", "NOT LIKE", pattern);
  }

  notLike(pattern: unknown): SQLExpression {
    return this.#compared("NOT LIKE", "LIKE", pattern);
  }

  /** LIKE without a difference between small and capital letters. */
  likeAnyCase(pattern: unknown): SQLExpression {
    return sqlCall("lower", this).like(sqlCall("lower", pattern));
  }

  contains(text: string): SQLExpression {
    return this.#patterned("'%' || ", text, " || '%'");
  }

  startsWith(text: string): SQLExpression {
    return this.#patterned("", text, " || '%'");
  }

  endsWith(text: string): SQLExpression {
    return this.#patterned("'%' || ", text, "");
  }

  #patterned(before: string, text: string, after: string): SQLExpression {
    const [write, opposite] = ["LIKE", "NOT LIKE"].map(
      (operator): Write =>
        (w) =>
          `(${this.within(w, 4)} ${operator} ${before}${w.parameter(this.name || "param", text)}${after})`,
    );
    return new SQLExpression(write, { opposite, kind: booleanColumn(), tables: tablesOf(this) });
  }

  isSame(value: unknown): SQLExpression {
    return this.equals(value);
  }

  isOther(value: unknown): SQLExpression {
    return this.differs(value);
  }

  oneOf(values: Iterable<unknown>): SQLExpression {
    return this.#among(values, true);
  }

  noneOf(values: Iterable<unknown>): SQLExpression {
    return this.#among(values, false);
  }

  #among(values: Iterable<unknown>, isWithin: boolean): SQLExpression {
    const given = [...values];
    const list = (w: SQLWriter): string => {
      if (w.isShown) return `__[POSTCOMPILE_${w.parameter(this.name || "param", null).slice(1)}]`;
      if (given.length === 0) return "SELECT 1 FROM (SELECT 1) WHERE 1!=1";
      return given.map((each) => w.parameter(this.name, each)).join(", ");
    };
    const inside: Write = (w) => `${this.within(w, 4)} IN (${list(w)})`;
    const outside: Write = (w) => `(${this.within(w, 4)} NOT IN (${list(w)}))`;
    return new SQLExpression(isWithin ? inside : outside, {
      opposite: isWithin ? outside : inside,
      level: 3,
      kind: booleanColumn(),
      tables: tablesOf(this),
    });
  }

  between(low: unknown, high: unknown): SQLExpression {
    const right: Write = (w) => `${this.#operand(w, low)} AND ${this.#operand(w, high)}`;
    return this.#condition(["BETWEEN", "NOT BETWEEN"], right, [low, high]);
  }

  both(other: SQLExpression): SQLExpression {
    return sqlAnd(this, other);
  }

  either(other: SQLExpression): SQLExpression {
    return sqlOr(this, other);
  }

  inverted(): SQLExpression {
    const { opposite, level, kind, tables, write } = this;
    if (opposite !== undefined) return new SQLExpression(opposite, { opposite: write, level, kind, tables });
    return new SQLExpression((w) => `NOT ${this.within(w, 3)}`, {
      opposite: write,
      level: 3,
      kind,
      tables: tablesOf(this),
    });
  }

  #calculated(operator: string, value: unknown): SQLExpression {
    return new SQLExpression((w) => `${this.within(w, 4)} ${operator} ${this.#operand(w, value, 5)}`, {
      kind: this.kind,
      tables: tablesOf(this, value),
    });
  }

  plus(value: unknown): SQLExpression {
    return this.#calculated(this.kind.isText === true ? "||" : "+", value);
  }

  minus(value: unknown): SQLExpression {
    return this.#calculated("-", value);
  }

  times(value: unknown): SQLExpression {
    return this.#calculated("*", value);
  }

  over(value: unknown): SQLExpression {
    return new SQLExpression((w) => `${this.within(w, 4)} / (${this.#operand(w, value)} + 0.0)`, {
      kind: floatColumn(),
      tables: tablesOf(this, value),
    });
  }

  /** Gives the value a name in rows. */
  label(name: string): SQLExpression {
    return new SQLExpression(() => name, { name, level: 5, kind: this.kind, tables: tablesOf(this), inner: this });
  }

  #ordered(word: string): SQLExpression {
    return new SQLExpression((w) => `${this.write(w)} ${word}`, { tables: tablesOf(this) });
  }

  descending(): SQLExpression {
    return this.#ordered("DESC");
  }

  ascending(): SQLExpression {
    return this.#ordered("ASC");
  }

  unrepeated(): SQLExpression {
    const { name, kind } = this;
    return new SQLExpression((w) => `DISTINCT ${this.write(w)}`, { name, kind, tables: tablesOf(this) });
  }
}

/** A column of a table. */
export class SQLColumn extends SQLExpression {
  table: SQLTable | undefined;
  readonly settings: ColumnSettings;
  readonly foreign: SQLForeignKey | undefined;

  constructor(name: string, parts: readonly unknown[], settings: ColumnSettings) {
    const kind = parts.find((each) => !(each instanceof SQLForeignKey)) as SQLType | undefined;
    super(() => (this.table === undefined ? name : `${this.table.name}.${name}`), { name, kind, level: 5 });
    this.settings = settings;
    this.foreign = parts.find((each) => each instanceof SQLForeignKey);
  }
}

export const newColumn = (name: string, parts: readonly unknown[] = [], settings: ColumnSettings = {}): SQLColumn =>
  new SQLColumn(name, parts, settings);

function tablesOf(...values: readonly unknown[]): SQLTable[] {
  return values.flatMap((each) =>
    each instanceof SQLExpression
      ? [...each.tables, ...(each instanceof SQLColumn && each.table !== undefined ? [each.table] : [])]
      : [],
  );
}

/** What a statement is given as an expression: a column, a text, or a name. */
function sqlPart(value: unknown): SQLExpression {
  if (value instanceof SQLExpression) return value;
  if (value instanceof SQLText) return new SQLExpression(() => value.text, { level: 5 });
  if (typeof value === "string") return new SQLExpression(() => value, { level: 5 });
  throw new SQLError(`a condition is expected, not ${repr(value)}`);
}

function sqlJoined(operator: string, level: number, conditions: readonly unknown[]): SQLExpression {
  const parts = conditions.map(sqlPart);
  if (parts.length === 1) return parts[0];
  return new SQLExpression((w) => parts.map((each) => each.within(w, level)).join(operator), {
    level,
    kind: booleanColumn(),
    tables: tablesOf(...parts),
  });
}

export const sqlAnd = (...conditions: unknown[]): SQLExpression => sqlJoined(" AND ", 2, conditions);
export const sqlOr = (...conditions: unknown[]): SQLExpression => sqlJoined(" OR ", 1, conditions);
export const sqlNot = (condition: unknown): SQLExpression => sqlPart(condition).inverted();

/** A call of a function of the database. */
function sqlCall(name: string, ...values: readonly unknown[]): SQLExpression {
  const written = (w: SQLWriter): string[] =>
    values.map((each) => (each instanceof SQLExpression ? each.write(w) : w.parameter(name, each)));
  return new SQLExpression((w) => `${name}(${written(w).join(", ")})`, { name, level: 5, tables: tablesOf(...values) });
}

export const sqlCount = (...values: unknown[]): SQLExpression =>
  sqlCall("count", ...(values.length === 0 ? [sqlPart("*")] : values));
export const sqlSum = (value: unknown): SQLExpression => sqlCall("sum", value);
export const sqlAverage = (value: unknown): SQLExpression => sqlCall("avg", value);
export const sqlLeast = (value: unknown): SQLExpression => sqlCall("min", value);
export const sqlGreatest = (value: unknown): SQLExpression => sqlCall("max", value);
export const sqlLower = (value: unknown): SQLExpression => sqlCall("lower", value);
export const sqlUpper = (value: unknown): SQLExpression => sqlCall("upper", value);
export const sqlLength = (value: unknown): SQLExpression => sqlCall("length", value);
export const sqlAbsolute = (value: unknown): SQLExpression => sqlCall("abs", value);
export const sqlRounded = (...values: unknown[]): SQLExpression => sqlCall("round", ...values);
export const sqlFirstKnown = (...values: unknown[]): SQLExpression => sqlCall("coalesce", ...values);
export const sqlDescending = (value: unknown): SQLExpression => sqlPart(value).descending();
export const sqlAscending = (value: unknown): SQLExpression => sqlPart(value).ascending();

/** The tables that belong together. */
export class SQLTables {
  readonly tables: SQLTable[] = [];

  /** Makes the tables that the database does not have. */
  createAll(engine: SQLEngine): void {
    const { connection } = engine.begin();
    for (const { name: table, list } of this.tables) {
      connection.execute(definition(table, list));
      for (const { name, settings } of list)
        if (settings.index === true)
          connection.execute(`CREATE INDEX IF NOT EXISTS ix_${table}_${name} ON ${table} (${name})`);
    }
    connection.commit();
  }

  /** Removes the tables. */
  dropAll(engine: SQLEngine): void {
    const { connection } = engine.begin();
    for (const table of this.tables.toReversed()) connection.execute(`DROP TABLE IF EXISTS ${table.name}`);
    connection.commit();
  }
}

export const newSQLTables = (): SQLTables => new SQLTables();

/** A table with its columns. */
export class SQLTable {
  readonly name: string;
  readonly list: readonly SQLColumn[];

  constructor(name: string, tables: SQLTables, columns: readonly SQLColumn[]) {
    this.name = name;
    this.list = columns;
    for (const each of columns) each.table = this;
    tables.tables.push(this);
  }

  /** The table, as what has its columns by their names. */
  get columns(): this {
    return this;
  }

  /** The column of a name. */
  column(name: string): SQLColumn {
    const found = this.list.find((each) => each.name === name);
    if (found === undefined) throw new AttributeError(name);
    return found;
  }

  /** The names of the columns. */
  keys(): string[] {
    return this.list.map((each) => each.name);
  }

  insert(): SQLInsert {
    return newInsert(this);
  }

  update(): SQLUpdate {
    return newUpdate(this);
  }

  delete(): SQLDelete {
    return newDelete(this);
  }

  select(): SQLSelect {
    return newSelect(this);
  }
}

/** The statement that makes a table. */
function definition(table: string, columns: readonly SQLColumn[]): string {
  const parts = columns.map(({ name, kind, settings }) => {
    const isRequired = settings.nullable === undefined ? settings.primaryKey === true : !settings.nullable;
    return `${name} ${kind.name}${isRequired ? " NOT NULL" : ""}`;
  });
  const keys = columns.filter((each) => each.settings.primaryKey === true).map((each) => each.name);
  if (keys.length > 0) parts.push(`PRIMARY KEY (${keys.join(", ")})`);
  for (const { name, settings, foreign } of columns) {
    if (settings.unique === true) parts.push(`UNIQUE (${name})`);
    if (foreign !== undefined) {
      const [owner, key] = foreign.target.split(".");
      parts.push(`FOREIGN KEY(${name}) REFERENCES ${owner} (${key})`);
    }
  }
  return `CREATE TABLE IF NOT EXISTS ${table} (${parts.join(", ")})`;
}

export const newSQLTable = (name: string, tables: SQLTables, ...columns: unknown[]): SQLTable =>
  new SQLTable(name, tables, columns as SQLColumn[]);

type Values = ReadonlyMap<string, unknown>;

/** What a connection runs. */
export abstract class SQLStatement {
  /** The types of the columns that it gives. */
  readonly kinds: readonly SQLType[] = [];

  /** The statement with its parameters, for one row of values where it takes some. */
  abstract written(w: SQLWriter, given: Values | undefined): string;

  repr(): string {
    return this.written(new SQLWriter(true), undefined);
  }

  toString(): string {
    return this.repr();
  }
}

/** A statement that the program wrote. */
export class SQLText extends SQLStatement {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override written(): string {
    return this.text;
  }
}

export const newSQLText = (text: string): SQLText => new SQLText(text);

/** The values of columns by their names, of a dict and of what is given by name. */
function sqlValues(before: Values | undefined, given: unknown, named: object): Values {
  return new Map([...(before ?? []), ...((given ?? []) as Values), ...Object.entries(named)]);
}

/** Inserts rows. */
export class SQLInsert extends SQLStatement {
  readonly table: SQLTable;
  readonly #values: Values | undefined;
  readonly rows: readonly Values[] | undefined;

  constructor(table: SQLTable, values?: Values, rows?: readonly Values[]) {
    super();
    this.table = table;
    this.#values = values;
    this.rows = rows;
  }

  /** Sets the values of the row: a dict, a list of them, or each by its name. */
  values(given: unknown = null, named: object = {}): SQLInsert {
    if (Array.isArray(given)) return new SQLInsert(this.table, undefined, given as Values[]);
    return new SQLInsert(this.table, sqlValues(this.#values, given, named));
  }

  override written(w: SQLWriter, row: Values | undefined): string {
    const given = row ?? this.#values;
    const isWhole = w.isShown && given === undefined;
    const used = this.table.list.filter(
      ({ name, settings }) => isWhole || given?.has(name) === true || (given !== undefined && settings.default != null),
    );
    if (used.length === 0) return `INSERT INTO ${this.table.name} DEFAULT VALUES`;
    const places = used.map(({ name, settings }) => {
      const value = given?.has(name) === true ? given.get(name) : settings.default;
      if (value instanceof SQLExpression) return value.write(w);
      return w.isShown ? `:${name}` : w.parameter(name, value);
    });
    return `INSERT INTO ${this.table.name} (${used.map(({ name }) => name).join(", ")}) VALUES (${places.join(", ")})`;
  }
}

export const newInsert = (table: SQLTable): SQLInsert => new SQLInsert(table);

const sqlWhere = (conditions: readonly unknown[], w: SQLWriter): string =>
  conditions.length === 0 ? "" : ` WHERE ${sqlAnd(...conditions).write(w)}`;

/** Changes rows. */
export class SQLUpdate extends SQLStatement {
  readonly table: SQLTable;
  readonly #conditions: readonly unknown[];
  readonly #values: Values | undefined;

  constructor(table: SQLTable, conditions: readonly unknown[] = [], values?: Values) {
    super();
    this.table = table;
    this.#conditions = conditions;
    this.#values = values;
  }

  where(...conditions: unknown[]): SQLUpdate {
    return new SQLUpdate(this.table, [...this.#conditions, ...conditions], this.#values);
  }

  values(given: unknown = null, named: object = {}): SQLUpdate {
    return new SQLUpdate(this.table, this.#conditions, sqlValues(this.#values, given, named));
  }

  override written(w: SQLWriter, row: Values | undefined): string {
    const given = row ?? this.#values ?? new Map<string, unknown>();
    const parts = this.table.keys().flatMap((name) => {
      if (!given.has(name)) return [];
      const value = given.get(name);
      if (value instanceof SQLExpression) return [`${name}=${value.within(w, 5)}`];
      return [`${name}=${w.isShown ? `:${name}` : w.parameter(name, value)}`];
    });
    return `UPDATE ${this.table.name} SET ${parts.join(", ")}${sqlWhere(this.#conditions, w)}`;
  }
}

export const newUpdate = (table: SQLTable): SQLUpdate => new SQLUpdate(table);

/** Deletes rows. */
export class SQLDelete extends SQLStatement {
  readonly table: SQLTable;
  readonly #conditions: readonly unknown[];

  constructor(table: SQLTable, conditions: readonly unknown[] = []) {
    super();
    this.table = table;
    this.#conditions = conditions;
  }

  where(...conditions: unknown[]): SQLDelete {
    return new SQLDelete(this.table, [...this.#conditions, ...conditions]);
  }

  override written(w: SQLWriter): string {
    return `DELETE FROM ${this.table.name}${sqlWhere(this.#conditions, w)}`;
  }
}

export const newDelete = (table: SQLTable): SQLDelete => new SQLDelete(table);

interface SQLSelectParts {
  readonly columns: readonly SQLExpression[];
  readonly from?: readonly SQLTable[];
  readonly joins?: readonly { readonly words: string; readonly table: SQLTable; readonly on: SQLExpression | null }[];
  readonly conditions?: readonly unknown[];
  readonly having?: readonly unknown[];
  readonly groups?: readonly unknown[];
  readonly orders?: readonly unknown[];
  readonly limit?: unknown;
  readonly offset?: unknown;
  readonly isDistinct?: boolean;
}

/** Asks for rows. Each method gives a statement of its own. */
export class SQLSelect extends SQLStatement {
  readonly #parts: SQLSelectParts;
  override readonly kinds: readonly SQLType[];

  constructor(parts: SQLSelectParts) {
    super();
    this.#parts = parts;
    this.kinds = parts.columns.map((each) => each.kind);
  }

  #with(parts: Partial<SQLSelectParts>): SQLSelect {
    return new SQLSelect({ ...this.#parts, ...parts });
  }

  where(...conditions: unknown[]): SQLSelect {
    return this.#with({ conditions: [...(this.#parts.conditions ?? []), ...conditions] });
  }

  having(...conditions: unknown[]): SQLSelect {
    return this.#with({ having: [...(this.#parts.having ?? []), ...conditions] });
  }

  orderBy(...parts: unknown[]): SQLSelect {
    return this.#with({ orders: [...(this.#parts.orders ?? []), ...parts] });
  }

  groupBy(...parts: unknown[]): SQLSelect {
    return this.#with({ groups: [...(this.#parts.groups ?? []), ...parts] });
  }

  limit(count: unknown): SQLSelect {
    return this.#with({ limit: count });
  }

  offset(count: unknown): SQLSelect {
    return this.#with({ offset: count });
  }

  distinct(): SQLSelect {
    return this.#with({ isDistinct: true });
  }

  selectFrom(table: SQLTable): SQLSelect {
    return this.#with({ from: [...(this.#parts.from ?? []), table] });
  }

  join(table: SQLTable, on: SQLExpression | null = null, isOuter = false): SQLSelect {
    const words = isOuter ? " LEFT OUTER JOIN " : " JOIN ";
    return this.#with({ joins: [...(this.#parts.joins ?? []), { words, table, on }] });
  }

  outerJoin(table: SQLTable, on: SQLExpression | null = null): SQLSelect {
    return this.join(table, on, true);
  }

  override written(w: SQLWriter): string {
    const { columns, from = [], joins = [], conditions = [], having = [], groups = [], orders = [] } = this.#parts;
    const { limit, offset, isDistinct } = this.#parts;
    const list = (parts: readonly unknown[]): string => parts.map((each) => sqlPart(each).write(w)).join(", ");
    let text = `SELECT ${isDistinct === true ? "DISTINCT " : ""}${namedColumns(columns, w)}`;
    const joined = new Set(joins.map(({ table }) => table));
    const tables = [...new Set([...from, ...tablesOf(...columns), ...tablesOf(...conditions)])].filter(
      (each) => !joined.has(each),
    );
    if (tables.length > 0) text += ` \nFROM ${tables.map(({ name }) => name).join(", ")}`;
    for (const { words, table, on } of joins) {
      text += `${words}${table.name} ON ${(on ?? foreignCondition(tables, table)).write(w)}`;
      tables.push(table);
    }
    if (conditions.length > 0) text += ` \nWHERE ${sqlAnd(...conditions).write(w)}`;
    if (groups.length > 0) text += ` GROUP BY ${list(groups)}`;
    if (having.length > 0) text += ` \nHAVING ${sqlAnd(...having).write(w)}`;
    if (orders.length > 0) text += ` ORDER BY ${list(orders)}`;
    if (limit != null) text += `\n LIMIT ${w.parameter("param", limit)}`;
    else if (offset != null) text += "\n LIMIT -1";
    if (offset != null) text += ` OFFSET ${w.parameter("param", offset)}`;
    return text;
  }
}

/** Columns with the names that rows have their values under. */
function namedColumns(columns: readonly SQLExpression[], w: SQLWriter): string {
  const used = new Set<string>();
  return columns
    .map((column) => {
      const { name, inner } = column;
      const isPlain = (column instanceof SQLColumn && !used.has(name)) || (name === "" && column.tables.length === 0);
      used.add(name);
      if (inner !== undefined) return `${inner.write(w)} AS ${name}`;
      if (isPlain) return column.write(w);
      return `${column.write(w)} AS ${w.unique(name === "" ? "anon" : name)}`;
    })
    .join(", ");
}

/** What rows are joined by, as the foreign keys say. */
function foreignCondition(tables: readonly SQLTable[], joined: SQLTable): SQLExpression {
  for (const table of tables)
    for (const [owner, user] of [
      [table, joined],
      [joined, table],
    ])
      for (const column of user.list) {
        const [name, key] = (column.foreign?.target ?? "").split(".");
        if (name === owner.name) return owner.column(key).equals(column);
      }
  throw new SQLError("Can't find any foreign key relationships between the tables.");
}

export const newSelect = (...parts: unknown[]): SQLSelect =>
  new SQLSelect({
    columns: parts.flatMap((each): readonly SQLExpression[] =>
      each instanceof SQLTable ? each.list : [sqlPart(each)],
    ),
  });

/** Knows a database: that of a file, or one in memory, which all connections share. */
export class SQLEngine {
  readonly #path: string;
  readonly #shared: SQLConnection | undefined;

  constructor(address: string) {
    const [scheme, rest = ""] = address.split("://");
    if (scheme.split("+")[0] !== "sqlite") throw new SQLError(`this port knows sqlite alone, not ${scheme}`);
    this.#path = rest.replace(/^\//, "");
    if (this.#path === "" || this.#path === ":memory:") this.#shared = openSQLite(":memory:");
  }

  /** Opens a connection; what is not committed when it is closed is lost. */
  connect(): SQLSession {
    return new SQLSession(this.#shared ?? openSQLite(this.#path), this.#shared === undefined, false);
  }

  /** Opens a connection whose changes stay unless its block fails. */
  begin(): SQLSession {
    return new SQLSession(this.#shared ?? openSQLite(this.#path), this.#shared === undefined, true);
  }

  /** Lets go of connections that wait to be used again. */
  dispose(): void {}
}

export const newEngine = (address: string): SQLEngine => new SQLEngine(address);

/** A connection of an engine. */
export class SQLSession {
  readonly connection: SQLConnection;
  readonly #ownsConnection: boolean;
  readonly #commits: boolean;

  constructor(connection: SQLConnection, ownsConnection: boolean, commits: boolean) {
    this.connection = connection;
    this.#ownsConnection = ownsConnection;
    this.#commits = commits;
  }

  /** Runs a statement, once for each row of values where there are several. */
  execute(statement: SQLStatement, given: unknown = null): SQLResult {
    if (!(statement instanceof SQLStatement)) throw new SQLError(`Not an executable object: ${repr(statement)}`);
    const result = new SQLResult();
    const own = statement instanceof SQLInsert ? statement.rows : undefined;
    const rows = Array.isArray(given) ? (given as Values[]) : given === null ? (own ?? [undefined]) : [given as Values];
    for (const row of rows) {
      const w = new SQLWriter();
      const text = statement.written(w, row);
      this.#run(result, text, statement instanceof SQLText ? (row ?? []) : w.values, statement.kinds);
    }
    return result;
  }

  #run(result: SQLResult, text: string, values: unknown, kinds: readonly SQLType[]): void {
    try {
      result.take(this.connection.execute(text, values), kinds);
    } catch (error) {
      // Errors of the database say where they come from, as those of Python do.
      if (error instanceof SQLError) error.message = `(sqlite3.${error.name}) ${error.message}`;
      throw error;
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: what a database holds is known when it is read
  scalar(statement: SQLStatement, given: unknown = null): any {
    return this.execute(statement, given).scalar();
  }

  scalars(statement: SQLStatement, given: unknown = null): SQLScalars {
    return this.execute(statement, given).scalars();
  }

  commit(): void {
    this.connection.commit();
  }

  rollback(): void {
    this.connection.rollback();
  }

  /** Loses what was not committed. */
  close(): void {
    this.connection.rollback();
    if (this.#ownsConnection) this.connection.close();
  }

  /** Ends the block of a `with` statement. */
  leave(error: unknown): void {
    if (this.#commits && error === null) this.connection.commit();
    this.close();
  }

  /** Begins a transaction, which a `with` statement ends. */
  begin(): SQLTransaction {
    return new SQLTransaction(this);
  }
}

/** A transaction of a connection. */
export class SQLTransaction {
  readonly #session: SQLSession;

  constructor(session: SQLSession) {
    this.#session = session;
  }

  commit(): void {
    this.#session.commit();
  }

  rollback(): void {
    this.#session.rollback();
  }

  /** Ends the block of a `with` statement: its changes stay unless it failed. */
  leave(error: unknown): void {
    this.#session.connection.leave(error);
  }
}

/** The rows that a statement gave. */
export class SQLResult {
  #columns: string[] = [];
  #rows: unknown[][] = [];
  rowcount = 0;
  lastrowid = 0;

  /** Takes what a statement gave. */
  take(cursor: ReturnType<SQLConnection["execute"]>, kinds: readonly SQLType[]): void {
    this.#columns = cursor.description.map(([name]) => name as string);
    this.#rows = (cursor.fetchAll() as unknown[][]).map((row) =>
      row.map((value, at) => (kinds[at]?.isFlag === true && value !== null ? value !== 0 : value)),
    );
    this.rowcount += Math.max(cursor.rowcount, 0);
    this.lastrowid = cursor.lastrowid;
  }

  /** The key of the row that was inserted. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  get insertedPrimaryKey(): any[] {
    return tuple([this.lastrowid]);
  }

  /** The names of the columns. */
  keys(): string[] {
    return [...this.#columns];
  }

  *[Symbol.iterator](): IterableIterator<SQLRow> {
    for (let row = this.fetchOne(); row !== null; row = this.fetchOne()) yield row;
  }

  /** The rows that are left. */
  all(): SQLRow[] {
    return [...this];
  }

  /** The next row, null behind the last. */
  fetchOne(): SQLRow | null {
    const row = this.#rows.shift();
    return row === undefined ? null : new SQLRow(this.#columns, row, true);
  }

  /** The next rows, at most so many. */
  fetchMany(size: number): SQLRow[] {
    return this.#rows.splice(0, size).map((row) => new SQLRow(this.#columns, row, true));
  }

  /** The first row, which lets go of the others. */
  first(): SQLRow | null {
    const row = this.fetchOne();
    this.#rows = [];
    return row;
  }

  /** The only row. */
  one(): SQLRow {
    const row = this.oneOrNone();
    if (row === null) throw new SQLNoResult("No row was found when one was required");
    return row;
  }

  /** The only row, null where there is none. */
  oneOrNone(): SQLRow | null {
    if (this.#rows.length > 1) throw new SQLManyResults("Multiple rows were found when exactly one was required");
    return this.first();
  }

  /** The first value of the first row, null where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  scalar(): any {
    return this.first()?.item(0) ?? null;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  scalarOne(): any {
    return this.one().item(0);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  scalarOneOrNone(): any {
    return this.oneOrNone()?.item(0) ?? null;
  }

  /** The first values of the rows. */
  scalars(): SQLScalars {
    return new SQLScalars(this);
  }

  /** The rows as dicts. */
  mappings(): SQLMappings {
    return new SQLMappings(this);
  }
}

/** The first values of rows. */
export class SQLScalars {
  readonly #result: SQLResult;

  constructor(result: SQLResult) {
    this.#result = result;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  all(): any[] {
    return this.#result.all().map((row) => row.item(0));
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  first(): any {
    return this.#result.scalar();
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  one(): any {
    return this.#result.scalarOne();
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  oneOrNone(): any {
    return this.#result.scalarOneOrNone();
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  [Symbol.iterator](): Iterator<any> {
    return this.all()[Symbol.iterator]();
  }
}

/** Rows as dicts. */
export class SQLMappings {
  readonly #result: SQLResult;

  constructor(result: SQLResult) {
    this.#result = result;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  all(): Map<string, any>[] {
    return this.#result.all().map((row) => row.entries());
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  first(): Map<string, any> | null {
    return this.#result.first()?.entries() ?? null;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  one(): Map<string, any> {
    return this.#result.one().entries();
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  [Symbol.iterator](): Iterator<Map<string, any>> {
    return this.all()[Symbol.iterator]();
  }
}
