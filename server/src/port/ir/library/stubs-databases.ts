/** Databases, in the form of `stubs.ts`. */
export const DATABASE_STUBS = `
class sqlite3.Connection = SQLConnection pointer
sqlite3.connect(database: Any, timeout: float = 5, +isolation_level: Any = "", ~check_same_thread: bool = True, ~cached_statements: int = 128) -> sqlite3.Connection = openSQLite
sqlite3.Connection#cursor() -> sqlite3.Cursor
sqlite3.Connection#execute(sql: str, *parameters: Any) -> sqlite3.Cursor
sqlite3.Connection#executemany(sql: str, parameters: Any) -> sqlite3.Cursor = executeMany
sqlite3.Connection#executescript(script: str) -> sqlite3.Cursor = executeScript
sqlite3.Connection#commit() -> None
sqlite3.Connection#rollback() -> None
sqlite3.Connection#close() -> None
sqlite3.Connection#__exit__(error: Any) -> None = leave
sqlite3.Connection#in_transaction -> bool
sqlite3.Connection#total_changes -> int
sqlite3.Connection#isolation_level -> str | None

class sqlite3.Cursor = SQLCursor pointer
sqlite3.Cursor#execute(sql: str, *parameters: Any) -> sqlite3.Cursor
sqlite3.Cursor#executemany(sql: str, parameters: Any) -> sqlite3.Cursor = executeMany
sqlite3.Cursor#executescript(script: str) -> sqlite3.Cursor = executeScript
sqlite3.Cursor#fetchone() -> tuple[Any, ...] | None = fetchOne
sqlite3.Cursor#fetchmany(size: int = -1) -> list[tuple[Any, ...]] = fetchMany
sqlite3.Cursor#fetchall() -> list[tuple[Any, ...]] = fetchAll
sqlite3.Cursor#__iter__() -> Iterable[tuple[Any, ...]] = rows
sqlite3.Cursor#rowcount -> int
sqlite3.Cursor#lastrowid -> int
sqlite3.Cursor#arraysize -> int
sqlite3.Cursor#connection -> sqlite3.Connection
sqlite3.Cursor#description -> tuple[tuple[Any, ...], ...]
sqlite3.Cursor#close() -> None

class sqlite3.NamedConnection = SQLConnection pointer
sqlite3.connectNamed(database: Any, timeout: float = 5, +isolation_level: Any = "", ~check_same_thread: bool = True, ~cached_statements: int = 128) -> sqlite3.NamedConnection = openNamedSQLite
sqlite3.NamedConnection#cursor() -> sqlite3.NamedCursor
sqlite3.NamedConnection#execute(sql: str, *parameters: Any) -> sqlite3.NamedCursor
sqlite3.NamedConnection#executemany(sql: str, parameters: Any) -> sqlite3.NamedCursor = executeMany
sqlite3.NamedConnection#executescript(script: str) -> sqlite3.NamedCursor = executeScript
sqlite3.NamedConnection#commit() -> None
sqlite3.NamedConnection#rollback() -> None
sqlite3.NamedConnection#close() -> None
sqlite3.NamedConnection#__exit__(error: Any) -> None = leave
sqlite3.NamedConnection#in_transaction -> bool
sqlite3.NamedConnection#total_changes -> int
sqlite3.NamedConnection#isolation_level -> str | None
sqlite3.NamedConnection#row_factory -> Any

class sqlite3.NamedCursor = SQLCursor pointer
sqlite3.NamedCursor#execute(sql: str, *parameters: Any) -> sqlite3.NamedCursor
sqlite3.NamedCursor#executemany(sql: str, parameters: Any) -> sqlite3.NamedCursor = executeMany
sqlite3.NamedCursor#executescript(script: str) -> sqlite3.NamedCursor = executeScript
sqlite3.NamedCursor#fetchone() -> sqlite3.Row | None = fetchNamed
sqlite3.NamedCursor#fetchmany(size: int = -1) -> list[sqlite3.Row] = fetchManyNamed
sqlite3.NamedCursor#fetchall() -> list[sqlite3.Row] = fetchAllNamed
sqlite3.NamedCursor#__iter__() -> Iterable[sqlite3.Row] = namedRows
sqlite3.NamedCursor#rowcount -> int
sqlite3.NamedCursor#lastrowid -> int
sqlite3.NamedCursor#arraysize -> int
sqlite3.NamedCursor#connection -> sqlite3.NamedConnection
sqlite3.NamedCursor#description -> tuple[tuple[Any, ...], ...]
sqlite3.NamedCursor#close() -> None

sqlite3.Row: str = "Row"
class sqlite3.Row = SQLRow pointer
sqlite3.Row#keys() -> list[str]
sqlite3.Row#__getitem__(key: Any) -> Any = item
sqlite3.Row#__len__() -> int = count
sqlite3.Row#__iter__() -> Iterable[Any] = values
sqlite3.Row#__dict__() -> dict[str, Any] = entries

class psycopg.Connection = PostgresConnection pointer
psycopg.connect(conninfo: str = "", +autocommit: bool = False) -> psycopg.Connection = openPostgres
psycopg2.connect(dsn: str) -> psycopg.Connection = openPostgresToKeep
psycopg.Connection#cursor() -> psycopg.Cursor
psycopg.Connection#execute(query: str, parameters: Any = None) -> psycopg.Cursor
psycopg.Connection#commit() -> None
psycopg.Connection#rollback() -> None
psycopg.Connection#close() -> None
psycopg.Connection#__exit__(error: Any) -> None = leave
psycopg.Connection#autocommit -> bool

class psycopg.Cursor = PostgresCursor pointer
psycopg.Cursor#execute(query: str, parameters: Any = None) -> psycopg.Cursor
psycopg.Cursor#executemany(query: str, parameters: Any) -> None = executeMany
psycopg.Cursor#fetchone() -> tuple[Any, ...] | None = fetchOne
psycopg.Cursor#fetchmany(size: int = 1) -> list[tuple[Any, ...]] = fetchMany
psycopg.Cursor#fetchall() -> list[tuple[Any, ...]] = fetchAll
psycopg.Cursor#__iter__() -> Iterable[tuple[Any, ...]] = rows
psycopg.Cursor#rowcount -> int
psycopg.Cursor#close() -> None
`;
