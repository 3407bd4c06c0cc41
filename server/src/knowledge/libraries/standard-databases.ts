import { aliases, factsOf, place } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const manual = factsOf("documented", "Python Library Reference: sqlite3, dbm, shelve");
const measured = factsOf("measured", "stall of a second thread during one query, CPython 3.11.7 and 3.13.0");

const aiosqlite = factsOf("documented", "aiosqlite: API reference");

const CONNECTION = { returns: "sqlite3.Connection" };
const CURSOR = { returns: "sqlite3.Cursor" };

/** Databases of the standard library. */
export const STANDARD_DATABASES: LibraryTable = {
  callables: [
    manual.blocks("database", "sqlite3", "connect", {
      ...CONNECTION,
      client: "one-off",
      timeout: { ...place(1, "timeout"), defaultsTo: "finite" },
      twin: "aiosqlite.connect",
    }),
    manual.pure("sqlite3.Connection", "cursor", CURSOR),
    measured.blocks("database", "sqlite3.Connection", "execute executemany executescript", {
      ...CURSOR,
      twin: "aiosqlite.Connection.*",
    }),
    measured.blocks("database", "sqlite3.Connection", "commit rollback", { twin: "aiosqlite.Connection.*" }),
    manual.blocks("database", "sqlite3.Connection", "close", { brief: true, twin: "aiosqlite.Connection.close" }),
    manual.blocks("database", "sqlite3.Connection", "backup iterdump"),
    manual.blocks("file", "sqlite3.Connection", "load_extension"),
    manual.blocks("database", "sqlite3.Connection", "serialize deserialize blobopen", { since: "3.11" }),
    manual.pure("sqlite3.Connection", "create_function create_aggregate create_collation set_trace_callback interrupt"),
    manual.pure("sqlite3.Connection", "set_authorizer set_progress_handler enable_load_extension"),
    manual.pure("sqlite3.Connection", "setlimit getlimit", { since: "3.11" }),
    measured.blocks("database", "sqlite3.Cursor", "execute executemany executescript", {
      ...CURSOR,
      twin: "aiosqlite.Cursor.*",
    }),
    measured.blocks("database", "sqlite3.Cursor", "fetchone", { twin: "aiosqlite.Cursor.fetchone" }),
    measured.blocks("database", "sqlite3.Cursor", "fetchall fetchmany", {
      returns: "builtins.list",
      twin: "aiosqlite.Cursor.*",
    }),
    measured.blocks("database", "sqlite3.Cursor", "__next__"),
    manual.pure("sqlite3.Cursor", "close setinputsizes setoutputsize"),
    manual.pure("sqlite3", "Row register_adapter register_converter complete_statement Binary"),
    manual.blocks("database", "dbm", "open", { returns: "dbm.Database", client: "one-off" }),
    manual.blocks("database", "dbm.Database", "get keys setdefault sync close reorganize firstkey nextkey"),
    manual.blocks("file", "dbm", "whichdb", { brief: true }),
    manual.blocks("database", "shelve", "open", { returns: "shelve.Shelf", client: "one-off" }),
    manual.blocks("database", "shelve.Shelf", "get keys items values sync close pop update setdefault __getitem__"),

    aiosqlite.suspends("aiosqlite", "connect", { returns: "aiosqlite.Connection", client: "one-off" }),
    aiosqlite.suspends("aiosqlite.Connection", "execute executemany executescript cursor", {
      returns: "aiosqlite.Cursor",
    }),
    aiosqlite.suspends("aiosqlite.Connection", "commit rollback close backup create_function interrupt execute_insert"),
    aiosqlite.suspends("aiosqlite.Connection", "execute_fetchall", { returns: "builtins.list" }),
    aiosqlite.suspends("aiosqlite.Cursor", "execute executemany executescript fetchone fetchall fetchmany close", {
      returns: "aiosqlite.Cursor",
    }),
  ].flat(),
  classes: [
    { path: "dbm.Database", nominal: true },
    { path: "sqlite3.Cursor", onIterate: "sqlite3.Cursor.__next__", attributes: { connection: "sqlite3.Connection" } },
    { path: "shelve.Shelf", bases: [] },
  ],
  aliases: aliases({
    "sqlite3.dbapi2": "sqlite3",
    pysqlite3: "sqlite3",
    "pysqlite2.dbapi2": "sqlite3",
    sqlcipher3: "sqlite3",
    "pysqlcipher3.dbapi2": "sqlite3",
    "dbm.gnu.open": "dbm.open",
    "dbm.ndbm.open": "dbm.open",
    "dbm.dumb.open": "dbm.open",
    "dbm.sqlite3.open": "dbm.open",
  }),
};
