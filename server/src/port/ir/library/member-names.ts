/** Members of `sqlite3` of which there is one kind that gives tuples and one that gives rows with names. */
const NAMED = new Map([
  ["sqlite3.connect", "sqlite3.connectNamed"],
  ["sqlite3.Connection", "sqlite3.NamedConnection"],
  ["sqlite3.Cursor", "sqlite3.NamedCursor"],
]);

/** Other names of the same. */
const SAME = new Map([
  ["redis.StrictRedis", "redis.Redis"],
  ["psycopg2.extensions.connection", "psycopg.Connection"],
  ["psycopg2.extensions.cursor", "psycopg.Cursor"],
]);

/** Members of `redis` of which there is one kind that gives bytes and one that gives texts. */
const TEXTS = new Map([
  ["redis.Redis", "redis.TextRedis"],
  ["redis.StrictRedis", "redis.TextRedis"],
  ["redis.client.Redis", "redis.TextRedis"],
  ["redis.Redis.from_url", "redis.TextRedis.from_url"],
  ["redis.from_url", "redis.text_from_url"],
]);

/**
 * What members of libraries are called in the stubs, where the module decides that: the rows of a database have names in a module that
 * says so, and are tuples in others; a client of Redis gives texts where the module asks for them.
 */
export function memberNames(source: string): (name: string) => string {
  const hasNamedRows = /\.row_factory\s*=\s*(?:\w+\.)*Row\b/.test(source);
  const hasTexts = /\bdecode_responses\s*=\s*True\b/.test(source);
  return (name) =>
    (name.startsWith("sqlalchemy.")
      ? name.replace(/^sqlalchemy\.(?:(?:engine|sql|types|schema|base|expression)\.)+/, "sqlalchemy.")
      : undefined) ??
    (hasNamedRows ? NAMED.get(name) : undefined) ??
    (hasTexts ? TEXTS.get(name) : undefined) ??
    SAME.get(name) ??
    name;
}
