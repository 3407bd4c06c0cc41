import { aliases, factsOf, namesOf, place } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const core = factsOf("documented", "SQLAlchemy: Engine and Connection Use, Session API, Query API");
const asyncio = factsOf("documented", "SQLAlchemy: Asynchronous I/O (asyncio)");
const orms = factsOf(
  "documented",
  "SQLModel, Flask-SQLAlchemy, Peewee, Tortoise, Pony, databases, Alembic, MongoEngine, Beanie: their manuals",
);

const CONNECTION = "sqlalchemy.engine.Connection";
const ENGINE = "sqlalchemy.engine.Engine";
const RESULT = "sqlalchemy.engine.Result";
const SESSION = "sqlalchemy.orm.Session";
const QUERY = "sqlalchemy.orm.Query";
const ASYNC = "sqlalchemy.ext.asyncio";
const SELECT = "sqlalchemy.sql.Select";
const PEEWEE = "peewee.Model";
const TORTOISE = "tortoise.models.Model";

/**
 * SQLAlchemy and other mappers. A `Result` of a buffered query has its rows already: fetching from it waits for nothing.
 * Database waits have no limit by default; `pool_timeout` bounds only the wait for a connection.
 */
export const SQLALCHEMY_AND_ORMS: LibraryTable = {
  callables: [
    core.pure("sqlalchemy", "create_mock_engine", { returns: ENGINE }),
    core.pure("sqlalchemy", "create_engine engine_from_config", {
      returns: ENGINE,
      client: true,
    }),
    core.blocks("database", ENGINE, "connect begin", { returns: CONNECTION, twin: `${ASYNC}.AsyncEngine.*` }),
    core.blocks("database", ENGINE, "raw_connection", { returns: "sqlalchemy.pool.PoolProxiedConnection" }),
    core.blocks("database", ENGINE, "dispose", { brief: true, twin: `${ASYNC}.AsyncEngine.dispose` }),
    core.formerly(core.blocks("database", ENGINE, "execute scalar table_names has_table")),
    core.pure(ENGINE, "execution_options update_execution_options clear_compiled_cache"),
    core.blocks("database", CONNECTION, "execute exec_driver_sql", {
      returns: RESULT,
      twin: `${ASYNC}.AsyncConnection.*`,
    }),
    core.blocks("database", CONNECTION, "scalar scalars commit rollback", { twin: `${ASYNC}.AsyncConnection.*` }),
    core.pure(
      CONNECTION,
      "begin begin_nested execution_options in_transaction close get_transaction invalidate detach",
    ),
    core.formerly(core.blocks("database", CONNECTION, "run_callable")),
    core.pure(RESULT, "all fetchall fetchmany partitions", { returns: "builtins.list", gives: "rows" }),
    core.pure(RESULT, "fetchone first one one_or_none scalar scalar_one scalar_one_or_none", { gives: "row" }),
    core.pure(RESULT, "keys close"),
    core.pure(RESULT, "scalars unique yield_per", { returns: "receiver" }),
    core.pure(RESULT, "mappings tuples columns freeze", { returns: RESULT }),
    core.blocks("database", "sqlalchemy.MetaData", "create_all drop_all reflect"),
    core.blocks("database", "sqlalchemy", "Table", {
      returns: "sqlalchemy.Table",
      onlyWith: { keyword: "autoload_with" },
    }),
    core.blocks("database", "sqlalchemy.Table", "create drop"),
    core.blocks("database", "sqlalchemy", "inspect", { returns: "sqlalchemy.engine.Inspector", brief: true }),
    core.blocks(
      "database",
      "sqlalchemy.engine.Inspector",
      "get_table_names get_columns has_table get_indexes get_foreign_keys",
    ),
    core.blocks("database", "sqlalchemy.engine.Inspector", "get_pk_constraint get_view_names get_schema_names"),
    core.pure("sqlalchemy", "select", { returns: SELECT, model: place(0) }),
    core.pure(
      "sqlalchemy",
      "insert update delete text func and_ or_ not_ desc asc case cast exists literal null distinct union",
    ),
    core.pure(
      "sqlalchemy",
      "Column ForeignKey Index UniqueConstraint CheckConstraint MetaData Sequence join outerjoin",
    ),
    core.pure(
      "sqlalchemy",
      "Integer String Text Boolean DateTime Date Float Numeric JSON LargeBinary Enum BigInteger Uuid",
    ),
    core.pure(
      "sqlalchemy",
      "between bindparam extract false true tuple_ type_coerce union_all values within_group literal_column",
    ),
    core.pure(SELECT, "where filter filter_by join outerjoin order_by group_by having limit offset options distinct", {
      returns: "receiver",
    }),
    core.pure(
      SELECT,
      "select_from with_for_update add_columns correlate subquery cte scalar_subquery with_only_columns",
      {
        returns: "receiver",
      },
    ),
    core.pure("sqlalchemy.event", "listen listens_for remove contains"),

    core.pure("sqlalchemy.orm", "sessionmaker", { returns: "sqlalchemy.orm.sessionmaker" }),
    core.pure("sqlalchemy.orm", "scoped_session", { returns: "sqlalchemy.orm.scoped_session" }),
    core.pure("sqlalchemy.orm", "Session", { returns: SESSION }),
    core.pure("sqlalchemy.orm.sessionmaker", "__call__ begin", { returns: SESSION }),
    core.pure("sqlalchemy.orm.sessionmaker", "configure"),
    core.blocks("database", SESSION, "execute scalars", {
      returns: RESULT,
      model: place(0),
      twin: `${ASYNC}.AsyncSession.*`,
    }),
    core.blocks("database", SESSION, "scalar get get_one", {
      model: place(0),
      gives: "row",
      twin: `${ASYNC}.AsyncSession.*`,
    }),
    core.blocks("database", SESSION, "merge refresh commit rollback flush", { twin: `${ASYNC}.AsyncSession.*` }),
    core.blocks("database", SESSION, "bulk_save_objects bulk_insert_mappings bulk_update_mappings connection prepare"),
    core.blocks("database", SESSION, "delete", { brief: true, twin: `${ASYNC}.AsyncSession.delete` }),
    core.pure(SESSION, "add add_all begin begin_nested close expire expire_all expunge expunge_all in_transaction"),
    core.pure(SESSION, "get_bind is_modified reset object_session no_autoflush enable_relationship_loading"),
    core.pure(SESSION, "query", { returns: QUERY, model: place(0) }),
    core.pure("sqlalchemy.orm.scoped_session", "remove configure"),
    core.pure("sqlalchemy.orm.scoped_session", "__call__", { returns: SESSION }),
    core.pure(
      QUERY,
      "filter filter_by join outerjoin order_by group_by having limit offset options distinct with_for_update",
      {
        returns: "receiver",
      },
    ),
    core.pure(
      QUERY,
      "select_from with_entities add_columns enable_eagerloads execution_options populate_existing union slice",
      {
        returns: "receiver",
      },
    ),
    core.pure(QUERY, "subquery cte exists label as_scalar scalar_subquery yield_per", { returns: QUERY }),
    core.blocks("database", QUERY, "all", { returns: "builtins.list", gives: "rows" }),
    core.blocks("database", QUERY, "first one one_or_none get", { gives: "row" }),
    core.blocks("database", QUERY, "scalar delete update __iter__ __getitem__"),
    core.blocks("database", QUERY, "count", { returns: "builtins.int" }),
    core.pure(
      "sqlalchemy.orm",
      "relationship mapped_column backref column_property declarative_base joinedload selectinload lazyload",
    ),
    core.pure(
      "sqlalchemy.orm",
      "subqueryload contains_eager load_only defer aliased deferred synonym validates registry noload",
    ),
    core.pure("sqlalchemy.ext.declarative", "declarative_base declared_attr"),
    core.pure("sqlalchemy.ext.automap", "automap_base"),
    core.pure("sqlalchemy.pool", "QueuePool NullPool StaticPool SingletonThreadPool AsyncAdaptedQueuePool"),

    asyncio.pure(ASYNC, "create_async_engine async_engine_from_config", {
      returns: `${ASYNC}.AsyncEngine`,
      client: true,
    }),
    asyncio.pure(ASYNC, "async_sessionmaker async_scoped_session AsyncSession"),
    asyncio.pure(`${ASYNC}.async_sessionmaker`, "__call__ begin", { returns: `${ASYNC}.AsyncSession` }),
    asyncio.suspends(`${ASYNC}.AsyncEngine`, "connect begin", { returns: `${ASYNC}.AsyncConnection`, lazy: true }),
    asyncio.suspends(`${ASYNC}.AsyncEngine`, "dispose raw_connection"),
    asyncio.suspends(`${ASYNC}.AsyncConnection`, "execute exec_driver_sql", { returns: RESULT }),
    asyncio.suspends(
      `${ASYNC}.AsyncConnection`,
      "scalar scalars commit rollback run_sync close stream stream_scalars start",
    ),
    asyncio.pure(`${ASYNC}.AsyncConnection`, "begin begin_nested in_transaction"),
    asyncio.suspends(`${ASYNC}.AsyncConnection`, "execution_options"),
    asyncio.suspends(`${ASYNC}.AsyncSession`, "execute scalars", { returns: RESULT, model: place(0) }),
    asyncio.suspends(`${ASYNC}.AsyncSession`, "scalar get get_one", { model: place(0), gives: "row" }),
    asyncio.suspends(`${ASYNC}.AsyncSession`, "merge refresh commit rollback flush delete close run_sync"),
    asyncio.suspends(`${ASYNC}.AsyncSession`, "stream stream_scalars connection invalidate reset aclose"),
    asyncio.pure(
      `${ASYNC}.AsyncSession`,
      "add add_all begin begin_nested expire expire_all expunge expunge_all in_transaction",
    ),
    asyncio.suspends(`${ASYNC}.async_scoped_session`, "remove"),

    orms.pure("flask_sqlalchemy", "SQLAlchemy"),
    orms.blocks(
      "database",
      "flask_sqlalchemy.SQLAlchemy",
      "create_all drop_all first_or_404 one_or_404 get_or_404 paginate",
    ),
    orms.blocks("database", "flask_sqlalchemy.query.Query", "first_or_404 get_or_404 one_or_404", { gives: "row" }),
    orms.blocks("database", "flask_sqlalchemy.query.Query", "paginate"),
    orms.blocks("database", "sqlmodel.Session", "exec", { returns: RESULT, model: place(0) }),
    orms.pure("sqlmodel", "Field Relationship"),
    orms.blocks("database", "alembic.command", "upgrade downgrade revision current history stamp check"),
    orms.blocks(
      "database",
      "alembic.op",
      "execute create_table drop_table add_column drop_column alter_column bulk_insert",
    ),

    orms.pure("peewee", "SqliteDatabase PostgresqlDatabase MySQLDatabase", {
      client: true,
      returns: "peewee.Database",
    }),
    orms.blocks(
      "database",
      "peewee.Database",
      "connect close execute execute_sql commit rollback create_tables drop_tables",
    ),
    orms.pure("peewee.Database", "atomic transaction connection_context bind"),
    orms.blocks(
      "database",
      PEEWEE,
      "get get_or_none get_by_id get_or_create create save delete_instance create_table insert_many bulk_create",
    ),
    orms.pure(PEEWEE, "select insert update delete raw alias", { returns: "peewee.Query" }),
    orms.pure("peewee.Query", "where join order_by group_by having limit offset distinct switch", {
      returns: "peewee.Query",
    }),
    orms.blocks("database", "peewee.Query", "execute get first count scalar exists iterator tuples dicts __iter__", {}),
    orms.suspends(
      TORTOISE,
      "create get_or_create update_or_create save delete fetch_related refresh_from_db bulk_create bulk_update in_bulk",
    ),
    orms.suspends(TORTOISE, "get get_or_none first filter exclude all annotate raw", {
      returns: "tortoise.queryset.QuerySet",
      lazy: true,
    }),
    orms.suspends(
      "tortoise.queryset.QuerySet",
      "filter exclude order_by limit offset prefetch_related values values_list all",
      {
        returns: "tortoise.queryset.QuerySet",
        lazy: true,
      },
    ),
    orms.suspends("tortoise.queryset.QuerySet", "first get count exists update delete", { lazy: true }),
    orms.suspends("tortoise.Tortoise", "init generate_schemas close_connections"),
    orms.pure("databases", "Database", { client: true }),
    orms.suspends("databases.Database", "connect disconnect execute execute_many fetch_all fetch_one fetch_val"),
    orms.suspends("databases.Database", "iterate", { lazy: true }),
    orms.blocks("database", "pony.orm", "select get commit flush rollback exists count"),
    orms.pure("pony.orm", "db_session"),
    orms.blocks("database", "mongoengine", "connect", { client: true }),
    orms.blocks("database", "mongoengine.Document", "save delete reload update drop_collection modify ensure_indexes"),
    orms.pure("mongoengine.queryset.QuerySet", "filter order_by limit skip only exclude", {
      returns: "mongoengine.queryset.QuerySet",
      lazy: true,
    }),
    orms.blocks(
      "database",
      "mongoengine.queryset.QuerySet",
      "first get count update update_one delete insert aggregate distinct modify __iter__",
    ),
    orms.suspends("beanie", "init_beanie"),
    orms.suspends(
      "beanie.Document",
      "insert save replace update delete get insert_many create insert_one sync fetch_link",
    ),
    orms.pure("beanie.Document", "find find_one find_all aggregate", { returns: "beanie.FindQuery", lazy: true }),
    orms.suspends("beanie.FindQuery", "to_list count delete update first_or_none exists"),
    orms.suspends("odmantic.AIOEngine", "save find find_one delete count save_all remove"),
    orms.blocks("database", "odmantic.SyncEngine", "save find find_one delete count save_all remove"),
    orms.suspends("ormar.Model", "save update delete load load_all upsert save_related"),
    orms.suspends(
      "edgedb.AsyncIOClient gel.AsyncIOClient",
      "query query_single query_json execute query_required_single aclose",
    ),
    orms.suspends("prisma.Prisma", "connect disconnect execute_raw query_raw"),
  ].flat(),
  classes: [
    { path: SESSION, attributes: { bind: ENGINE } },
    { path: "sqlalchemy.orm.sessionmaker", onCall: "sqlalchemy.orm.sessionmaker.__call__" },
    { path: "sqlalchemy.orm.scoped_session", bases: [SESSION], onCall: "sqlalchemy.orm.scoped_session.__call__" },
    { path: QUERY, onIterate: `${QUERY}.__iter__`, holdsRows: true },
    { path: SELECT, holdsRows: true },
    { path: RESULT, holdsRows: true },
    { path: `${ASYNC}.async_sessionmaker`, onCall: `${ASYNC}.async_sessionmaker.__call__` },
    { path: `${ASYNC}.async_scoped_session`, bases: [`${ASYNC}.AsyncSession`] },
    { path: `${ASYNC}.AsyncEngine`, attributes: { sync_engine: ENGINE } },
    { path: `${ASYNC}.AsyncSession`, attributes: { sync_session: SESSION } },
    { path: "sqlmodel.Session", bases: [SESSION] },
    { path: "sqlmodel.ext.asyncio.session.AsyncSession", bases: [`${ASYNC}.AsyncSession`] },
    {
      path: "flask_sqlalchemy.SQLAlchemy",
      attributes: {
        session: "sqlalchemy.orm.scoped_session",
        engine: ENGINE,
        Model: "flask_sqlalchemy.model.Model",
        metadata: "sqlalchemy.MetaData",
      },
    },
    {
      path: "flask_sqlalchemy.model.Model",
      attributes: { query: "flask_sqlalchemy.query.Query", metadata: "sqlalchemy.MetaData" },
    },
    { path: "flask_sqlalchemy.query.Query", bases: [QUERY] },
    { path: "sqlalchemy.orm.DeclarativeBase", attributes: { metadata: "sqlalchemy.MetaData" } },
    { path: "peewee.Query", nominal: true, onIterate: "peewee.Query.__iter__" },
    { path: "mongoengine.Document", attributes: { objects: "mongoengine.queryset.QuerySet" } },
    { path: "mongoengine.queryset.QuerySet", onIterate: "mongoengine.queryset.QuerySet.__iter__" },
  ],
  handovers: [
    asyncio.handover(`${ASYNC}.AsyncSession.run_sync`, "loop-callback", 0, { waits: true }),
    asyncio.handover(`${ASYNC}.AsyncConnection.run_sync`, "loop-callback", 0, { waits: true }),
  ],
  registrations: [
    core.decorators("sqlalchemy.event", "listens_for", "main", "event listener"),
    core.taking("sqlalchemy.event", "listen", place(2, "fn"), "main", "event listener"),
  ].flat(),
  aliases: [
    ...namesOf("sqlalchemy.orm.session", "Session sessionmaker", "sqlalchemy.orm"),
    ...namesOf("sqlalchemy.orm.query", "Query", "sqlalchemy.orm"),
    ...namesOf("sqlalchemy.engine.base", "Engine Connection", "sqlalchemy.engine"),
    ...namesOf("sqlalchemy", "Engine Connection Result", "sqlalchemy.engine"),
    ...namesOf("sqlalchemy.ext.asyncio.session", "AsyncSession async_sessionmaker", ASYNC),
    ...namesOf("sqlalchemy.ext.asyncio.engine", "AsyncEngine AsyncConnection create_async_engine", ASYNC),
    ...namesOf("sqlmodel", "create_engine select text func or_ and_ col delete update", "sqlalchemy"),
    ...namesOf("tortoise", "Model", "tortoise.models"),
    ...aliases({
      "sqlalchemy.engine.create_engine": "sqlalchemy.create_engine",
      "sqlalchemy.future.Engine": ENGINE,
      "sqlalchemy.future.select": "sqlalchemy.select",
      "sqlalchemy.sql.select": "sqlalchemy.select",
      "sqlalchemy.sql.text": "sqlalchemy.text",
      "sqlalchemy.Select": SELECT,
      "sqlalchemy.CursorResult": RESULT,
      "sqlalchemy.ScalarResult": RESULT,
      "sqlalchemy.MappingResult": RESULT,
      "sqlalchemy.engine.CursorResult": RESULT,
      "sqlalchemy.engine.ScalarResult": RESULT,
      "sqlalchemy.engine.result.Result": RESULT,
      "sqlalchemy.engine.ResultProxy": RESULT,
      "sqlalchemy.schema.MetaData": "sqlalchemy.MetaData",
      "sqlalchemy.inspection.inspect": "sqlalchemy.inspect",
      "sqlalchemy.orm.DeclarativeMeta": "sqlalchemy.orm.DeclarativeBase",
      "sqlalchemy.orm.scoping.scoped_session": "sqlalchemy.orm.scoped_session",
      "flask_sqlalchemy.session.Session": SESSION,
      "flask_sqlalchemy.extension.SQLAlchemy": "flask_sqlalchemy.SQLAlchemy",
      "playhouse.pool.PooledPostgresqlDatabase": "peewee.PostgresqlDatabase",
      "mongoengine.DynamicDocument": "mongoengine.Document",
      "mongoengine.document.Document": "mongoengine.Document",
    }),
  ],
};
