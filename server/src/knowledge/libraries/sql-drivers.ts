import { aliases, factsOf, namesOf, timeout } from "../rows.ts";
import type { CallableRow, LibraryTable } from "../schema.ts";

const pep249 = factsOf("documented", "PEP 249: Python Database API 2.0");
const psycopg2 = factsOf("documented", "Psycopg 2: module content, connection, cursor, pool, extras");
const psycopg = factsOf("documented", "Psycopg 3: Connection classes, Cursor classes, psycopg_pool");
const asyncpg = factsOf("documented", "asyncpg: API Reference");
const mysql = factsOf("documented", "PyMySQL, mysqlclient, MySQL Connector/Python, aiomysql, asyncmy: their manuals");
const other = factsOf(
  "documented",
  "pyodbc, python-oracledb, pymssql, DuckDB, ClickHouse drivers, Snowflake, Databricks: their manuals",
);

/** The rows that every driver of PEP 249 has, for one connection class and one cursor class. */
function dbapi(
  connection: string,
  cursor: string,
  twins?: { readonly connection?: string; readonly cursor?: string },
): CallableRow[] {
  const onConnection = twins?.connection === undefined ? {} : { twin: `${twins.connection}.*` };
  const onCursor = twins?.cursor === undefined ? {} : { twin: `${twins.cursor}.*` };
  return [
    pep249.pure(connection, "cursor", { returns: cursor }),
    pep249.blocks("database", connection, "commit rollback", onConnection),
    pep249.blocks("database", connection, "close", { brief: true }),
    pep249.blocks("database", cursor, "execute executemany", { returns: cursor, ...onCursor }),
    pep249.blocks("database", cursor, "fetchone", onCursor),
    pep249.blocks("database", cursor, "fetchall fetchmany", { returns: "builtins.list", ...onCursor }),
    pep249.blocks("database", cursor, "__next__"),
    pep249.pure(cursor, "close"),
  ].flat();
}

const cursorClass = (path: string, bases: readonly string[] = []) => ({ path, bases, onIterate: `${path}.__next__` });

const PG2 = "psycopg2.extensions.connection";
const PG2_CURSOR = "psycopg2.extensions.cursor";
const PG_ASYNC = "psycopg.AsyncConnection";
const PG_ASYNC_CURSOR = "psycopg.AsyncCursor";
const POOL = "psycopg2.pool.AbstractConnectionPool";
const connect = timeout("connect_timeout");
const finite = timeout("connect_timeout", "finite", ["read_timeout", "write_timeout"]);

/** Drivers of SQL databases, sync and async. */
export const SQL_DRIVERS: LibraryTable = {
  callables: [
    psycopg2.blocks("database", "psycopg2", "connect", {
      returns: PG2,
      client: true,
      ...connect,
      twin: "psycopg.AsyncConnection.connect",
    }),
    ...dbapi(PG2, PG2_CURSOR, { cursor: PG_ASYNC_CURSOR, connection: PG_ASYNC }),
    psycopg2.pure(
      PG2,
      "set_session set_isolation_level set_client_encoding get_dsn_parameters fileno isolation_level notices",
    ),
    psycopg2.blocks("database", PG2, "poll cancel reset", { brief: true }),
    psycopg2.pure(PG2, "xid get_transaction_status get_backend_pid get_parameter_status lobject"),
    psycopg2.blocks("database", PG2, "tpc_begin tpc_prepare tpc_commit tpc_rollback"),
    psycopg2.blocks("database", PG2_CURSOR, "copy_from copy_to copy_expert scroll"),
    psycopg2.blocks("database", PG2_CURSOR, "callproc"),
    psycopg2.pure(PG2_CURSOR, "mogrify cast"),
    psycopg2.pure("psycopg2.extensions", "register_type register_adapter new_type adapt"),
    psycopg2.blocks("database", "psycopg2.extras", "execute_values execute_batch"),
    psycopg2.pure("psycopg2.extras", "register_uuid register_hstore register_json Json wait_select"),
    psycopg2.blocks("database", "psycopg2.pool", "SimpleConnectionPool ThreadedConnectionPool", {
      client: true,
      ...connect,
    }),
    psycopg2.blocks("database", POOL, "getconn", { returns: PG2 }),
    psycopg2.pure(POOL, "putconn closeall"),

    psycopg.blocks("database", "psycopg", "connect", {
      returns: "psycopg.Connection",
      client: true,
      ...connect,
      twin: "psycopg.AsyncConnection.connect",
    }),
    psycopg.blocks("database", "psycopg.Connection", "connect", {
      returns: "psycopg.Connection",
      client: true,
      ...connect,
      twin: "psycopg.AsyncConnection.connect",
    }),
    ...dbapi("psycopg.Connection", "psycopg.Cursor", { connection: PG_ASYNC, cursor: PG_ASYNC_CURSOR }),
    psycopg.blocks("database", "psycopg.Connection", "execute", {
      returns: "psycopg.Cursor",
      twin: `${PG_ASYNC}.execute`,
    }),
    psycopg.blocks("database", "psycopg.Connection", "notifies wait set_autocommit cancel_safe"),
    psycopg.pure("psycopg.Connection psycopg.AsyncConnection", "transaction pipeline add_notice_handler fileno cancel"),
    psycopg.blocks("database", "psycopg.Cursor", "stream copy scroll", { lazy: true }),
    psycopg.suspends("psycopg.AsyncConnection", "connect", { returns: PG_ASYNC, client: true, ...connect }),
    psycopg.suspends("psycopg.AsyncConnection", "execute", { returns: PG_ASYNC_CURSOR }),
    psycopg.suspends(
      "psycopg.AsyncConnection",
      "commit rollback close wait set_autocommit set_isolation_level cancel_safe",
    ),
    psycopg.suspends("psycopg.AsyncConnection", "notifies", { lazy: true }),
    psycopg.pure("psycopg.AsyncConnection", "cursor", { returns: PG_ASYNC_CURSOR }),
    psycopg.suspends(PG_ASYNC_CURSOR, "execute executemany", { returns: PG_ASYNC_CURSOR }),
    psycopg.suspends(PG_ASYNC_CURSOR, "fetchone fetchall fetchmany close scroll"),
    psycopg.suspends(PG_ASYNC_CURSOR, "stream", { lazy: true }),
    psycopg.pure(PG_ASYNC_CURSOR, "copy nextset"),
    psycopg.pure("psycopg.sql psycopg2.sql", "SQL Identifier Literal Placeholder Composed"),
    psycopg.pure("psycopg.rows", "dict_row tuple_row namedtuple_row class_row scalar_row"),
    psycopg.pure("psycopg_pool", "ConnectionPool AsyncConnectionPool NullConnectionPool AsyncNullConnectionPool", {
      client: true,
      ...timeout("timeout", "finite"),
    }),
    psycopg.blocks("database", "psycopg_pool.ConnectionPool", "connection getconn", {
      returns: "psycopg.Connection",
      ...timeout("timeout", "finite"),
      twin: "psycopg_pool.AsyncConnectionPool.*",
    }),
    psycopg.blocks("database", "psycopg_pool.ConnectionPool", "open wait close", {
      twin: "psycopg_pool.AsyncConnectionPool.*",
    }),
    psycopg.pure("psycopg_pool.ConnectionPool", "putconn get_stats"),
    psycopg.suspends("psycopg_pool.AsyncConnectionPool", "connection", { returns: PG_ASYNC, lazy: true }),
    psycopg.suspends("psycopg_pool.AsyncConnectionPool", "getconn", { returns: PG_ASYNC }),
    psycopg.suspends("psycopg_pool.AsyncConnectionPool", "putconn open wait close"),

    asyncpg.suspends("asyncpg", "connect", {
      returns: "asyncpg.Connection",
      client: true,
      ...timeout("timeout", "finite", ["command_timeout"]),
    }),
    asyncpg.suspends("asyncpg", "create_pool", {
      returns: "asyncpg.Pool",
      client: true,
      lazy: true,
      ...timeout("timeout", "finite", ["command_timeout"]),
    }),
    asyncpg.suspends(
      "asyncpg.Connection asyncpg.Pool",
      "execute executemany fetchrow fetchval fetchmany",
      timeout("timeout"),
    ),
    asyncpg.suspends("asyncpg.Connection asyncpg.Pool", "fetch", { returns: "builtins.list", ...timeout("timeout") }),
    asyncpg.suspends(
      "asyncpg.Connection asyncpg.Pool",
      "copy_from_query copy_from_table copy_to_table copy_records_to_table close",
    ),
    asyncpg.suspends("asyncpg.Connection", "prepare", { returns: "asyncpg.prepared_stmt.PreparedStatement" }),
    asyncpg.suspends("asyncpg.Connection", "cursor", { lazy: true }),
    asyncpg.suspends(
      "asyncpg.Connection",
      "add_listener remove_listener set_type_codec reload_schema_state reset set_builtin_type_codec",
    ),
    asyncpg.pure(
      "asyncpg.Connection",
      "transaction is_closed is_in_transaction terminate add_termination_listener get_server_version",
    ),
    asyncpg.suspends("asyncpg.prepared_stmt.PreparedStatement", "fetch fetchrow fetchval executemany explain"),
    asyncpg.suspends("asyncpg.prepared_stmt.PreparedStatement", "cursor", { lazy: true }),
    asyncpg.suspends("asyncpg.Pool", "acquire", { returns: "asyncpg.Connection", lazy: true, ...timeout("timeout") }),
    asyncpg.suspends("asyncpg.Pool", "release expire_connections"),
    asyncpg.pure("asyncpg.Pool", "terminate get_size get_idle_size get_max_size"),
    asyncpg.suspends("aiopg", "connect create_pool", { client: true }),

    mysql.blocks("database", "pymysql", "connect", {
      returns: "pymysql.connections.Connection",
      client: true,
      ...finite,
      twin: "aiomysql.connect",
    }),
    ...dbapi("pymysql.connections.Connection", "pymysql.cursors.Cursor", {
      connection: "aiomysql.Connection",
      cursor: "aiomysql.Cursor",
    }),
    mysql.blocks("database", "pymysql.connections.Connection", "ping select_db begin query show_warnings"),
    mysql.pure("pymysql.connections.Connection", "escape autocommit insert_id affected_rows"),
    mysql.pure("pymysql", "install_as_MySQLdb"),
    mysql.pure("pymysql.cursors.Cursor", "mogrify scroll"),
    mysql.blocks(
      "database",
      "pymysql.cursors.Cursor MySQLdb.cursors.Cursor mysql.connector.cursor.MySQLCursor",
      "callproc",
    ),
    mysql.blocks("database", "MySQLdb", "connect", {
      returns: "MySQLdb.connections.Connection",
      client: true,
      ...timeout("connect_timeout", "none", ["read_timeout"]),
      twin: "aiomysql.connect",
    }),
    ...dbapi("MySQLdb.connections.Connection", "MySQLdb.cursors.Cursor", { cursor: "aiomysql.Cursor" }),
    mysql.blocks("database", "MySQLdb.connections.Connection", "query ping select_db"),
    mysql.blocks("database", "mysql.connector", "connect", {
      returns: "mysql.connector.MySQLConnection",
      client: true,
      ...timeout("connection_timeout", "finite"),
      twin: "aiomysql.connect",
    }),
    ...dbapi("mysql.connector.MySQLConnection", "mysql.connector.cursor.MySQLCursor", { cursor: "aiomysql.Cursor" }),
    mysql.blocks("database", "mysql.connector.MySQLConnection", "ping reconnect start_transaction reset_session"),
    mysql.pure("mysql.connector.MySQLConnection", "is_connected"),
    mysql.blocks("database", "mysql.connector.pooling", "MySQLConnectionPool", { client: true }),
    mysql.blocks("database", "mysql.connector.pooling.MySQLConnectionPool", "get_connection", {
      returns: "mysql.connector.MySQLConnection",
    }),
    mysql.suspends("aiomysql", "connect", {
      returns: "aiomysql.Connection",
      client: true,
      ...timeout("connect_timeout"),
    }),
    mysql.suspends("aiomysql", "create_pool", {
      returns: "aiomysql.Pool",
      client: true,
      ...timeout("connect_timeout"),
    }),
    mysql.suspends("aiomysql.Pool", "acquire", { returns: "aiomysql.Connection" }),
    mysql.suspends("aiomysql.Pool", "wait_closed clear"),
    mysql.pure("aiomysql.Pool", "close release terminate"),
    mysql.suspends("aiomysql.Connection", "cursor", { returns: "aiomysql.Cursor" }),
    mysql.suspends("aiomysql.Connection", "commit rollback begin ping select_db autocommit ensure_closed"),
    mysql.pure("aiomysql.Connection", "close"),
    mysql.suspends("aiomysql.Cursor", "execute executemany fetchone fetchall fetchmany callproc close nextset scroll"),

    other.blocks("database", "pyodbc", "connect", {
      returns: "pyodbc.Connection",
      client: true,
      ...timeout("timeout"),
    }),
    ...dbapi("pyodbc.Connection", "pyodbc.Cursor"),
    other.blocks("database", "pyodbc.Connection", "execute", { returns: "pyodbc.Cursor" }),
    other.blocks(
      "database",
      "pyodbc.Cursor",
      "fetchval tables columns primaryKeys foreignKeys procedures commit rollback skip",
    ),
    other.blocks("database", "oracledb", "connect", {
      returns: "oracledb.Connection",
      client: true,
      twin: "oracledb.connect_async",
    }),
    other.blocks("database", "oracledb", "create_pool", { returns: "oracledb.ConnectionPool", client: true }),
    other.suspends("oracledb", "connect_async", { returns: "oracledb.AsyncConnection" }),
    other.pure("oracledb", "create_pool_async init_oracle_client makedsn"),
    other.blocks("database", "oracledb.ConnectionPool", "acquire", { returns: "oracledb.Connection" }),
    other.pure("oracledb.ConnectionPool", "release close"),
    ...dbapi("oracledb.Connection", "oracledb.Cursor"),
    other.suspends("oracledb.AsyncConnection", "execute executemany fetchone fetchall fetchmany commit rollback close"),
    other.blocks("database", "pymssql", "connect", {
      returns: "pymssql.Connection",
      client: true,
      ...timeout("timeout"),
    }),
    ...dbapi("pymssql.Connection", "pymssql.Cursor"),
    other.blocks("database", "duckdb", "connect", { returns: "duckdb.DuckDBPyConnection", client: "one-off" }),
    other.blocks("database", "duckdb", "sql query execute"),
    other.blocks(
      "database",
      "duckdb.DuckDBPyConnection",
      "execute executemany sql query fetchone fetchall fetchmany df fetchdf commit",
      {
        returns: "duckdb.DuckDBPyConnection",
      },
    ),
    other.blocks(
      "database",
      "duckdb.DuckDBPyConnection",
      "fetchnumpy rollback begin register read_csv read_parquet close",
    ),
    other.blocks("database", "snowflake.connector", "connect", {
      returns: "snowflake.connector.SnowflakeConnection",
      client: true,
      ...timeout("network_timeout"),
    }),
    ...dbapi("snowflake.connector.SnowflakeConnection", "snowflake.connector.cursor.SnowflakeCursor"),
    other.blocks(
      "database",
      "snowflake.connector.cursor.SnowflakeCursor",
      "fetch_pandas_all fetch_pandas_batches execute_async",
    ),
    other.blocks("database", "databricks.sql", "connect", {
      returns: "databricks.sql.client.Connection",
      client: true,
    }),
    ...dbapi("databricks.sql.client.Connection", "databricks.sql.client.Cursor"),
    other.blocks("database", "trino.dbapi pyhive.hive pyhive.presto", "connect", {
      returns: "trino.dbapi.Connection",
      client: true,
    }),
    ...dbapi("trino.dbapi.Connection", "trino.dbapi.Cursor"),
    other.blocks("database", "redshift_connector", "connect", {
      returns: "redshift_connector.Connection",
      client: true,
    }),
    ...dbapi("redshift_connector.Connection", "redshift_connector.Cursor"),
    other.pure("clickhouse_driver", "Client", { client: true, ...timeout("send_receive_timeout", "finite") }),
    other.blocks(
      "database",
      "clickhouse_driver.Client",
      "execute execute_iter execute_with_progress query_dataframe insert_dataframe",
    ),
    other.blocks("database", "clickhouse_driver.Client", "disconnect"),
    other.blocks("database", "clickhouse_connect", "get_client", {
      returns: "clickhouse_connect.driver.client.Client",
      client: true,
      ...timeout("send_receive_timeout", "finite"),
      twin: "clickhouse_connect.get_async_client",
    }),
    other.suspends("clickhouse_connect", "get_async_client", {
      returns: "clickhouse_connect.driver.asyncclient.AsyncClient",
    }),
    other.blocks(
      "database",
      "clickhouse_connect.driver.client.Client",
      "query query_df query_np insert insert_df command raw_query ping",
    ),
    other.blocks(
      "database",
      "clickhouse_connect.driver.client.Client",
      "query_arrow query_row_block_stream raw_insert",
    ),
    other.suspends("clickhouse_connect.driver.asyncclient.AsyncClient", "*"),
    other.blocks("database", "records", "Database", { client: true }),
    other.blocks("database", "records.Database", "query query_file bulk_query"),
    other.blocks("database", "dataset", "connect", { client: true }),
  ].flat(),
  classes: [
    { path: POOL, nominal: true },
    { path: PG2, nominal: true },
    { ...cursorClass(PG2_CURSOR), nominal: true },
    ...["RealDictCursor", "DictCursor", "NamedTupleCursor"].map((name) => ({
      path: `psycopg2.extras.${name}`,
      bases: [PG2_CURSOR],
    })),
    { path: "psycopg2.pool.SimpleConnectionPool", bases: [POOL] },
    { path: "psycopg2.pool.ThreadedConnectionPool", bases: [POOL] },
    cursorClass("psycopg.Cursor"),
    ...["ServerCursor", "ClientCursor", "RawCursor"].map((name) => ({
      path: `psycopg.${name}`,
      bases: ["psycopg.Cursor"],
    })),
    { path: "psycopg_pool.NullConnectionPool", bases: ["psycopg_pool.ConnectionPool"] },
    { path: "psycopg_pool.AsyncNullConnectionPool", bases: ["psycopg_pool.AsyncConnectionPool"] },
    cursorClass("pymysql.cursors.Cursor"),
    ...["DictCursor", "SSCursor", "SSDictCursor"].map((name) => ({
      path: `pymysql.cursors.${name}`,
      bases: ["pymysql.cursors.Cursor"],
    })),
    cursorClass("MySQLdb.cursors.Cursor"),
    ...["DictCursor", "SSCursor", "SSDictCursor"].map((name) => ({
      path: `MySQLdb.cursors.${name}`,
      bases: ["MySQLdb.cursors.Cursor"],
    })),
    cursorClass("mysql.connector.cursor.MySQLCursor"),
    { path: "aiomysql.DictCursor", bases: ["aiomysql.Cursor"] },
    cursorClass("pyodbc.Cursor"),
    cursorClass("oracledb.Cursor"),
    cursorClass("pymssql.Cursor"),
    cursorClass("snowflake.connector.cursor.SnowflakeCursor"),
    cursorClass("databricks.sql.client.Cursor"),
    cursorClass("trino.dbapi.Cursor"),
    cursorClass("redshift_connector.Cursor"),
  ],
  aliases: [
    ...namesOf("asyncpg.connection", "Connection connect", "asyncpg"),
    ...namesOf("asyncpg.pool", "Pool create_pool", "asyncpg"),
    ...namesOf("aiomysql.cursors", "Cursor DictCursor", "aiomysql"),
    ...namesOf("mysql.connector.connection", "MySQLConnection", "mysql.connector"),
    ...namesOf("oracledb.connection", "Connection AsyncConnection", "oracledb"),
    ...aliases({
      cx_Oracle: "oracledb",
      psycopg2cffi: "psycopg2",
      asyncmy: "aiomysql",
      "pymysql.Connection": "pymysql.connections.Connection",
      "pymysql.connect.Connection": "pymysql.connections.Connection",
      "pymysql.Connect": "pymysql.connect",
      "MySQLdb.Connection": "MySQLdb.connections.Connection",
      "MySQLdb.Connect": "MySQLdb.connect",
      "mysql.connector.pooling.PooledMySQLConnection": "mysql.connector.MySQLConnection",
      "mysql.connector.abstracts.MySQLConnectionAbstract": "mysql.connector.MySQLConnection",
      "mysql.connector.connection_cext.CMySQLConnection": "mysql.connector.MySQLConnection",
      "oracledb.SessionPool": "oracledb.create_pool",
      "psycopg.connection.Connection": "psycopg.Connection",
      "psycopg.connection_async.AsyncConnection": PG_ASYNC,
      "psycopg.cursor.Cursor": "psycopg.Cursor",
      "psycopg2._psycopg.connection": PG2,
      "psycopg2._psycopg.cursor": PG2_CURSOR,
      "psycopg_pool.pool.ConnectionPool": "psycopg_pool.ConnectionPool",
      "asyncpg.pool.PoolConnectionProxy": "asyncpg.Connection",
      "aiomysql.pool.Pool": "aiomysql.Pool",
      "aiomysql.connection.Connection": "aiomysql.Connection",
    }),
  ],
};
