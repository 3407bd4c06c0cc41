/** The core of SQLAlchemy, in the form of `stubs.ts`. */
export const SQL_CORE_STUBS = `
class sqlalchemy.Engine = SQLEngine pointer
sqlalchemy.create_engine(url: str, ~echo: bool = False, ~future: bool = True, ~connect_args: Any = None, ~poolclass: Any = None, ~pool_pre_ping: bool = False) -> sqlalchemy.Engine = newEngine
sqlalchemy.Engine#connect() -> sqlalchemy.Connection
sqlalchemy.Engine#begin() -> sqlalchemy.Connection
sqlalchemy.Engine#dispose() -> None

class sqlalchemy.Connection = SQLSession pointer
sqlalchemy.Connection#execute(statement: Any, parameters: Any = None) -> sqlalchemy.Result
sqlalchemy.Connection#scalar(statement: Any, parameters: Any = None) -> Any
sqlalchemy.Connection#scalars(statement: Any, parameters: Any = None) -> sqlalchemy.ScalarResult
sqlalchemy.Connection#begin() -> sqlalchemy.Transaction
sqlalchemy.Connection#commit() -> None
sqlalchemy.Connection#rollback() -> None
sqlalchemy.Connection#close() -> None
sqlalchemy.Connection#__exit__(error: Any) -> None = leave
class sqlalchemy.Transaction = SQLTransaction pointer
sqlalchemy.Transaction#commit() -> None
sqlalchemy.Transaction#rollback() -> None
sqlalchemy.Transaction#__exit__(error: Any) -> None = leave

class sqlalchemy.Result = SQLResult pointer
sqlalchemy.Result#fetchall() -> list[sqlalchemy.Row] = all
sqlalchemy.Result#all() -> list[sqlalchemy.Row]
sqlalchemy.Result#fetchone() -> sqlalchemy.Row | None = fetchOne
sqlalchemy.Result#fetchmany(size: int = 1) -> list[sqlalchemy.Row] = fetchMany
sqlalchemy.Result#first() -> sqlalchemy.Row | None
sqlalchemy.Result#one() -> sqlalchemy.Row
sqlalchemy.Result#one_or_none() -> sqlalchemy.Row | None
sqlalchemy.Result#scalar() -> Any
sqlalchemy.Result#scalar_one() -> Any
sqlalchemy.Result#scalar_one_or_none() -> Any
sqlalchemy.Result#scalars() -> sqlalchemy.ScalarResult
sqlalchemy.Result#mappings() -> sqlalchemy.MappingResult
sqlalchemy.Result#keys() -> list[str]
sqlalchemy.Result#rowcount -> int
sqlalchemy.Result#lastrowid -> int
sqlalchemy.Result#inserted_primary_key -> tuple[Any, ...]
sqlalchemy.Result#__iter__() -> Iterable[sqlalchemy.Row] = rows
class sqlalchemy.ScalarResult = SQLScalars pointer
sqlalchemy.ScalarResult#all() -> list[Any]
sqlalchemy.ScalarResult#first() -> Any
sqlalchemy.ScalarResult#one() -> Any
sqlalchemy.ScalarResult#one_or_none() -> Any
sqlalchemy.ScalarResult#__iter__() -> Iterable[Any] = rows
class sqlalchemy.MappingResult = SQLMappings pointer
sqlalchemy.MappingResult#all() -> list[dict[str, Any]]
sqlalchemy.MappingResult#first() -> dict[str, Any] | None
sqlalchemy.MappingResult#one() -> dict[str, Any]
sqlalchemy.MappingResult#__iter__() -> Iterable[dict[str, Any]] = rows
class sqlalchemy.Row = SQLRow pointer
sqlalchemy.Row#__getattr__(name: Any) -> Any = item
sqlalchemy.Row#__getitem__(key: Any) -> Any = item
sqlalchemy.Row#__len__() -> int = count
sqlalchemy.Row#__iter__() -> Iterable[Any] = values
sqlalchemy.Row#_asdict() -> dict[str, Any] = entries
sqlalchemy.Row#_mapping -> dict[str, Any] = named

class sqlalchemy.MetaData = SQLTables pointer
sqlalchemy.MetaData() -> sqlalchemy.MetaData = newSQLTables
sqlalchemy.MetaData#create_all(bind: sqlalchemy.Engine, ~checkfirst: bool = True) -> None
sqlalchemy.MetaData#drop_all(bind: sqlalchemy.Engine, ~checkfirst: bool = True) -> None
class sqlalchemy.Table = SQLTable pointer
sqlalchemy.Table(name: str, metadata: sqlalchemy.MetaData, *columns: Any) -> sqlalchemy.Table = newSQLTable
sqlalchemy.Table#name -> str
sqlalchemy.Table#c -> sqlalchemy.Columns = columns
sqlalchemy.Table#columns -> sqlalchemy.Columns
sqlalchemy.Table#insert() -> sqlalchemy.Insert
sqlalchemy.Table#update() -> sqlalchemy.Update
sqlalchemy.Table#delete() -> sqlalchemy.Delete
sqlalchemy.Table#select() -> sqlalchemy.Select
class sqlalchemy.Columns = SQLTable pointer
sqlalchemy.Columns#__getattr__(name: str) -> sqlalchemy.Expression = column
sqlalchemy.Columns#__getitem__(name: str) -> sqlalchemy.Expression = column
sqlalchemy.Columns#keys() -> list[str]

class sqlalchemy.ColumnType = SQLType pointer
sqlalchemy.Integer: sqlalchemy.ColumnType = integerColumn
sqlalchemy.Integer() -> sqlalchemy.ColumnType = integerColumn
sqlalchemy.BigInteger: sqlalchemy.ColumnType = bigIntegerColumn
sqlalchemy.BigInteger() -> sqlalchemy.ColumnType = bigIntegerColumn
sqlalchemy.SmallInteger: sqlalchemy.ColumnType = smallIntegerColumn
sqlalchemy.Float: sqlalchemy.ColumnType = floatColumn
sqlalchemy.Float() -> sqlalchemy.ColumnType = floatColumn
sqlalchemy.Boolean: sqlalchemy.ColumnType = booleanColumn
sqlalchemy.Boolean() -> sqlalchemy.ColumnType = booleanColumn
sqlalchemy.Text: sqlalchemy.ColumnType = longTextColumn
sqlalchemy.Text() -> sqlalchemy.ColumnType = longTextColumn
sqlalchemy.String: sqlalchemy.ColumnType = stringColumn
sqlalchemy.String(length: int | None = None) -> sqlalchemy.ColumnType = sizedColumn
class sqlalchemy.Key = SQLForeignKey pointer
sqlalchemy.ForeignKey(column: str, ~ondelete: str = "") -> sqlalchemy.Key = newForeignKey
class sqlalchemy.Expression = SQLExpression pointer
sqlalchemy.Column(name: str, *parts: Any, ?primary_key: bool = False, ?unique: bool = False, ?nullable: bool | None = None, ?default: Any = None, ?index: bool = False, ~autoincrement: Any = None) -> sqlalchemy.Expression = newColumn with ColumnSettings
sqlalchemy.Expression#__eq__(other: Any) -> sqlalchemy.Expression = equals
sqlalchemy.Expression#__ne__(other: Any) -> sqlalchemy.Expression = differs
sqlalchemy.Expression#__lt__(other: Any) -> sqlalchemy.Expression = less
sqlalchemy.Expression#__le__(other: Any) -> sqlalchemy.Expression = atMost
sqlalchemy.Expression#__gt__(other: Any) -> sqlalchemy.Expression = greater
sqlalchemy.Expression#__ge__(other: Any) -> sqlalchemy.Expression = atLeast
sqlalchemy.Expression#like(pattern: Any) -> sqlalchemy.Expression
sqlalchemy.Expression#notlike(pattern: Any) -> sqlalchemy.Expression = notLike
sqlalchemy.Expression#not_like(pattern: Any) -> sqlalchemy.Expression
sqlalchemy.Expression#ilike(pattern: Any) -> sqlalchemy.Expression = likeAnyCase
sqlalchemy.Expression#contains(text: str) -> sqlalchemy.Expression
sqlalchemy.Expression#startswith(text: str) -> sqlalchemy.Expression = startsWith
sqlalchemy.Expression#endswith(text: str) -> sqlalchemy.Expression = endsWith
sqlalchemy.Expression#is_(other: Any) -> sqlalchemy.Expression = isSame
sqlalchemy.Expression#is_not(other: Any) -> sqlalchemy.Expression = isOther
sqlalchemy.Expression#isnot(other: Any) -> sqlalchemy.Expression = isOther
sqlalchemy.Expression#in_(values: Any) -> sqlalchemy.Expression = oneOf
sqlalchemy.Expression#not_in(values: Any) -> sqlalchemy.Expression = noneOf
sqlalchemy.Expression#notin_(values: Any) -> sqlalchemy.Expression = noneOf
sqlalchemy.Expression#between(low: Any, high: Any) -> sqlalchemy.Expression
sqlalchemy.Expression#label(name: str) -> sqlalchemy.Expression
sqlalchemy.Expression#desc() -> sqlalchemy.Expression = descending
sqlalchemy.Expression#asc() -> sqlalchemy.Expression = ascending
sqlalchemy.Expression#distinct() -> sqlalchemy.Expression = unrepeated
sqlalchemy.Expression#name -> str
sqlalchemy.Expression & sqlalchemy.Expression -> sqlalchemy.Expression = both
sqlalchemy.Expression | sqlalchemy.Expression -> sqlalchemy.Expression = either
sqlalchemy.Expression + Any -> sqlalchemy.Expression = plus
sqlalchemy.Expression - Any -> sqlalchemy.Expression = minus
sqlalchemy.Expression * Any -> sqlalchemy.Expression = times
sqlalchemy.Expression / Any -> sqlalchemy.Expression = over
~ sqlalchemy.Expression -> sqlalchemy.Expression = inverted
sqlalchemy.and_(*conditions: Any) -> sqlalchemy.Expression = sqlAnd
sqlalchemy.or_(*conditions: Any) -> sqlalchemy.Expression = sqlOr
sqlalchemy.not_(condition: Any) -> sqlalchemy.Expression = sqlNot
sqlalchemy.desc(value: Any) -> sqlalchemy.Expression = sqlDescending
sqlalchemy.asc(value: Any) -> sqlalchemy.Expression = sqlAscending
sqlalchemy.func.count(*values: Any) -> sqlalchemy.Expression = sqlCount
sqlalchemy.func.sum(value: Any) -> sqlalchemy.Expression = sqlSum
sqlalchemy.func.avg(value: Any) -> sqlalchemy.Expression = sqlAverage
sqlalchemy.func.min(value: Any) -> sqlalchemy.Expression = sqlLeast
sqlalchemy.func.max(value: Any) -> sqlalchemy.Expression = sqlGreatest
sqlalchemy.func.lower(value: Any) -> sqlalchemy.Expression = sqlLower
sqlalchemy.func.upper(value: Any) -> sqlalchemy.Expression = sqlUpper
sqlalchemy.func.length(value: Any) -> sqlalchemy.Expression = sqlLength
sqlalchemy.func.abs(value: Any) -> sqlalchemy.Expression = sqlAbsolute
sqlalchemy.func.round(*values: Any) -> sqlalchemy.Expression = sqlRounded
sqlalchemy.func.coalesce(*values: Any) -> sqlalchemy.Expression = sqlFirstKnown

class sqlalchemy.TextClause = SQLText pointer
sqlalchemy.text(text: str) -> sqlalchemy.TextClause = newSQLText
class sqlalchemy.Select = SQLSelect pointer
sqlalchemy.select(*parts: Any) -> sqlalchemy.Select = newSelect
sqlalchemy.Select#where(*conditions: Any) -> sqlalchemy.Select
sqlalchemy.Select#filter(*conditions: Any) -> sqlalchemy.Select = where
sqlalchemy.Select#having(*conditions: Any) -> sqlalchemy.Select
sqlalchemy.Select#order_by(*parts: Any) -> sqlalchemy.Select
sqlalchemy.Select#group_by(*parts: Any) -> sqlalchemy.Select
sqlalchemy.Select#limit(count: Any) -> sqlalchemy.Select
sqlalchemy.Select#offset(count: Any) -> sqlalchemy.Select
sqlalchemy.Select#distinct() -> sqlalchemy.Select
sqlalchemy.Select#select_from(table: sqlalchemy.Table) -> sqlalchemy.Select
sqlalchemy.Select#join(table: sqlalchemy.Table, on: sqlalchemy.Expression | None = None, +isouter: bool = False) -> sqlalchemy.Select
sqlalchemy.Select#outerjoin(table: sqlalchemy.Table, on: sqlalchemy.Expression | None = None) -> sqlalchemy.Select = outerJoin
class sqlalchemy.Insert = SQLInsert pointer
sqlalchemy.insert(table: sqlalchemy.Table) -> sqlalchemy.Insert = newInsert
sqlalchemy.Insert#values(given: Any = None, &values: Any) -> sqlalchemy.Insert
class sqlalchemy.Update = SQLUpdate pointer
sqlalchemy.update(table: sqlalchemy.Table) -> sqlalchemy.Update = newUpdate
sqlalchemy.Update#where(*conditions: Any) -> sqlalchemy.Update
sqlalchemy.Update#values(given: Any = None, &values: Any) -> sqlalchemy.Update
class sqlalchemy.Delete = SQLDelete pointer
sqlalchemy.delete(table: sqlalchemy.Table) -> sqlalchemy.Delete = newDelete
sqlalchemy.Delete#where(*conditions: Any) -> sqlalchemy.Delete
`;
