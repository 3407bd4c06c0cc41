package portruntime

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// SQLConnection is a connection to a database that begins transactions by itself, as Python's does.
type SQLConnection struct {
	pool       *sql.DB
	conn       *sql.Conn
	isolation  *string
	rowFactory any
	begun      bool
	changes    int
	lastRow    int
}

// openNamedSQLite opens a database whose rows have names.
func openNamedSQLite(path any, timeout float64, isolation any) *SQLConnection {
	return openSQLite(path, timeout, isolation)
}

// openSQLite opens the database of a path, with one connection, so that `:memory:` is one database.
//
//port:import _ modernc.org/sqlite
func openSQLite(path any, timeout float64, isolation any) *SQLConnection {
	pool, err := sql.Open("sqlite", str(path))
	check(sqlError(err))
	conn, err := pool.Conn(context.Background())
	check(sqlError(err))
	connection := &SQLConnection{pool: pool, conn: conn}
	if level, ok := isolation.(string); ok {
		connection.isolation = &level
	}
	connection.exec(fmt.Sprintf("PRAGMA busy_timeout = %d", int(timeout*1000)))
	return connection
}

// opened is the connection to the database; it fails once that is closed.
func (c *SQLConnection) opened() *sql.Conn {
	if c.conn == nil {
		panic(&SQLProgrammingError{newException("Cannot operate on a closed database.")})
	}
	return c.conn
}

func (c *SQLConnection) exec(statement string, parameters ...any) sql.Result {
	result, err := c.opened().ExecContext(context.Background(), statement, parameters...)
	check(sqlError(err))
	return result
}

func (c *SQLConnection) prepare(statement string) *sql.Stmt {
	prepared, err := c.opened().PrepareContext(context.Background(), statement)
	check(sqlError(err))
	return prepared
}

// begin begins a transaction before a statement that changes rows.
func (c *SQLConnection) begin(word string) {
	if c.isolation != nil && !c.begun && changesRows(word) {
		c.exec("BEGIN " + *c.isolation)
		c.begun = true
	}
}

// ended keeps track of transactions that statements of the program's own begin and end.
func (c *SQLConnection) ended(word string) {
	switch word {
	case "BEGIN", "SAVEPOINT":
		c.begun = true
	case "COMMIT", "END", "ROLLBACK":
		c.begun = false
	}
}

func (c *SQLConnection) Cursor() *SQLCursor {
	c.opened()
	return &SQLCursor{connection: c, rowcount: -1, arraysize: 1}
}

// Execute runs a statement in a new cursor.
func (c *SQLConnection) Execute(statement string, parameters ...any) *SQLCursor {
	return c.Cursor().Execute(statement, parameters...)
}

// ExecuteMany runs a statement once for each row of parameters.
func (c *SQLConnection) ExecuteMany(statement string, rows any) *SQLCursor {
	return c.Cursor().ExecuteMany(statement, rows)
}

// ExecuteScript runs several statements, outside of the transaction that was open.
func (c *SQLConnection) ExecuteScript(script string) *SQLCursor {
	return c.Cursor().ExecuteScript(script)
}

func (c *SQLConnection) Commit() {
	if c.opened(); c.begun {
		c.exec("COMMIT")
		c.begun = false
	}
}

func (c *SQLConnection) Rollback() {
	if c.opened(); c.begun {
		c.begun = false
		c.exec("ROLLBACK")
	}
}

// Leave ends the block of a `with` statement: its changes stay unless it failed.
func (c *SQLConnection) Leave(err error) {
	if err != nil {
		c.Rollback()
		return
	}
	c.Commit()
}

// Close closes the database; what is not committed is lost.
func (c *SQLConnection) Close() {
	if c.conn == nil {
		return
	}
	c.Rollback()
	conn := c.conn
	c.conn = nil
	check(sqlError(conn.Close()))
	check(sqlError(c.pool.Close()))
}

func (c *SQLConnection) InTransaction() bool             { return c.begun }
func (c *SQLConnection) TotalChanges() int               { return c.changes }
func (c *SQLConnection) IsolationLevel() *string         { return c.isolation }
func (c *SQLConnection) SetIsolationLevel(level *string) { c.isolation = level }
func (c *SQLConnection) RowFactory() any                 { return c.rowFactory }
func (c *SQLConnection) SetRowFactory(factory any)       { c.rowFactory = factory }

// SQLCursor runs statements and holds the rows that the last of them gave.
type SQLCursor struct {
	connection *SQLConnection
	columns    []string
	rows       [][]any
	rowcount   int
	lastrowid  int
	arraysize  int
	closed     bool
}

func (c *SQLCursor) opened() *SQLConnection {
	if c.closed {
		panic(&SQLProgrammingError{newException("Cannot operate on a closed cursor.")})
	}
	c.connection.opened()
	return c.connection
}

// Execute runs a statement and reads the rows that it gives.
func (c *SQLCursor) Execute(statement string, parameters ...any) *SQLCursor {
	connection := c.opened()
	if isScript(statement) {
		panic(&SQLProgrammingError{newException("You can only execute one statement at a time.")})
	}
	var given any
	if len(parameters) > 0 {
		given = parameters[0]
	}
	word := firstWord(statement)
	plain, names := unnamed(statement)
	// What the statement lacks is told before what its values lack.
	prepared := connection.prepare(plain)
	defer prepared.Close()
	values := bound(names, given)
	connection.begin(word)
	c.columns, c.rows, c.rowcount = nil, nil, -1
	if changesRows(word) && !strings.Contains(strings.ToUpper(statement), "RETURNING") {
		result, err := prepared.ExecContext(context.Background(), values...)
		check(sqlError(err))
		c.rowcount = connection.changed(result)
	} else {
		c.columns, c.rows = connection.query(plain, values)
		if changesRows(word) {
			c.rowcount = len(c.rows)
			connection.changes += c.rowcount
			_, last := connection.query("SELECT last_insert_rowid()", nil)
			connection.lastRow = last[0][0].(int)
		}
	}
	connection.ended(word)
	c.lastrowid = connection.lastRow
	return c
}

// ExecuteMany runs a statement once for each row of parameters.
func (c *SQLCursor) ExecuteMany(statement string, rows any) *SQLCursor {
	connection := c.opened()
	word := firstWord(statement)
	if !changesRows(word) {
		panic(&SQLProgrammingError{newException("executemany() can only execute DML statements.")})
	}
	c.columns, c.rows, c.rowcount = nil, nil, 0
	plain, names := unnamed(statement)
	prepared := connection.prepare(plain)
	defer prepared.Close()
	for row := range iterate(rows) {
		values := bound(names, row)
		connection.begin(word)
		result, err := prepared.ExecContext(context.Background(), values...)
		check(sqlError(err))
		c.rowcount += connection.changed(result)
	}
	return c
}

// ExecuteScript runs several statements, outside of the transaction that was open.
func (c *SQLCursor) ExecuteScript(script string) *SQLCursor {
	connection := c.opened()
	connection.Commit()
	connection.exec(script)
	for _, statement := range statementsOf(script) {
		connection.ended(firstWord(statement))
	}
	return c
}

// changed counts the rows that a statement changed.
func (c *SQLConnection) changed(result sql.Result) int {
	count := int(must(result.RowsAffected()))
	c.changes += count
	c.lastRow = int(must(result.LastInsertId()))
	return count
}

// query reads all rows of a statement.
func (c *SQLConnection) query(statement string, values []any) ([]string, [][]any) {
	rows, err := c.opened().QueryContext(context.Background(), statement, values...)
	check(sqlError(err))
	defer rows.Close()
	columns := must(rows.Columns())
	if plain, ok := withoutTimes(statement, rows); ok {
		rows.Close()
		_, found := c.query(plain, values)
		return columns, found
	}
	if len(columns) == 0 {
		rows.Next()
		check(sqlError(rows.Err()))
		return nil, nil
	}
	var result [][]any
	for rows.Next() {
		row := make([]any, len(columns))
		places := make([]any, len(columns))
		for i := range row {
			places[i] = &row[i]
		}
		check(sqlError(rows.Scan(places...)))
		for i, value := range row {
			if number, ok := value.(int64); ok {
				row[i] = int(number)
			}
		}
		result = append(result, row)
	}
	check(sqlError(rows.Err()))
	return columns, result
}

// withoutTimes is a query whose columns have no declared type: what is declared as a time, the driver would read as one, and
// Python leaves it the text that it is.
func withoutTimes(statement string, rows *sql.Rows) (string, bool) {
	types, err := rows.ColumnTypes()
	word := firstWord(statement)
	if err != nil || word != "SELECT" && word != "WITH" {
		return "", false
	}
	isTime := func(column *sql.ColumnType) bool {
		return slices.Contains([]string{"DATE", "DATETIME", "TIMESTAMP"}, strings.ToUpper(column.DatabaseTypeName()))
	}
	if !slices.ContainsFunc(types, isTime) {
		return "", false
	}
	var names, values []string
	for i := range types {
		names = append(names, fmt.Sprintf("c%d", i))
		values = append(values, fmt.Sprintf("+c%d", i))
	}
	inner := strings.TrimRight(strings.TrimSpace(statement), "; \n\t")
	return fmt.Sprintf("WITH found(%s) AS (%s\n) SELECT %s FROM found", strings.Join(names, ", "), inner, strings.Join(values, ", ")), true
}

// next takes the next row, nil behind the last.
func (c *SQLCursor) next() []any {
	c.opened()
	if len(c.rows) == 0 {
		return nil
	}
	row := c.rows[0]
	c.rows = c.rows[1:]
	return row
}

// FetchOne is the next row, nil behind the last.
func (c *SQLCursor) FetchOne() Tuple[any] { return c.next() }

// FetchMany are the next rows, at most so many.
func (c *SQLCursor) FetchMany(size int) []Tuple[any] {
	if size < 0 {
		size = c.arraysize
	}
	rows := []Tuple[any]{}
	for len(rows) < size {
		row := c.FetchOne()
		if row == nil {
			break
		}
		rows = append(rows, row)
	}
	return rows
}

// FetchAll are the rows that are left.
func (c *SQLCursor) FetchAll() []Tuple[any] {
	return append([]Tuple[any]{}, slices.Collect(c.Rows())...)
}

// Rows goes over the rows that are left.
func (c *SQLCursor) Rows() iter.Seq[Tuple[any]] {
	return func(yield func(Tuple[any]) bool) {
		for row := c.next(); row != nil; row = c.next() {
			if !yield(row) {
				return
			}
		}
	}
}

// FetchNamed is the next row, whose values have names, nil behind the last.
func (c *SQLCursor) FetchNamed() *SQLRow {
	row := c.next()
	if row == nil {
		return nil
	}
	return &SQLRow{c.columns, row, c.connection.rowFactory == nil}
}

// FetchManyNamed are the next rows, at most so many, whose values have names.
func (c *SQLCursor) FetchManyNamed(size int) []*SQLRow {
	if size < 0 {
		size = c.arraysize
	}
	rows := []*SQLRow{}
	for len(rows) < size {
		row := c.FetchNamed()
		if row == nil {
			break
		}
		rows = append(rows, row)
	}
	return rows
}

// FetchAllNamed are the rows that are left, whose values have names.
func (c *SQLCursor) FetchAllNamed() []*SQLRow {
	return append([]*SQLRow{}, slices.Collect(c.NamedRows())...)
}

// NamedRows goes over the rows that are left, whose values have names.
func (c *SQLCursor) NamedRows() iter.Seq[*SQLRow] {
	return func(yield func(*SQLRow) bool) {
		for row := c.FetchNamed(); row != nil; row = c.FetchNamed() {
			if !yield(row) {
				return
			}
		}
	}
}

func (c *SQLCursor) Rowcount() int              { return c.rowcount }
func (c *SQLCursor) Lastrowid() int             { return c.lastrowid }
func (c *SQLCursor) Arraysize() int             { return c.arraysize }
func (c *SQLCursor) SetArraysize(size int)      { c.arraysize = size }
func (c *SQLCursor) Connection() *SQLConnection { return c.connection }

// Description is a tuple for each column, which begins with its name; nil where the statement gives no rows.
func (c *SQLCursor) Description() Tuple[Tuple[any]] {
	var result Tuple[Tuple[any]]
	for _, name := range c.columns {
		result = append(result, Tuple[any]{name, nil, nil, nil, nil, nil, nil})
	}
	return result
}

// Close lets go of the rows that are left.
func (c *SQLCursor) Close() { c.rows, c.closed = nil, true }

// SQLRow is a row whose values have the names of their columns.
type SQLRow struct {
	columns []string
	values  []any
	isTuple bool
}

// Item is a value by the name of its column, which has no case, or by its position.
func (r *SQLRow) Item(key any) any {
	if name, ok := key.(string); ok {
		for i, column := range r.columns {
			if strings.EqualFold(column, name) {
				return r.values[i]
			}
		}
		panic(&IndexError{newException("No item with that key")})
	}
	at := to[int](key)
	if at < 0 {
		at += len(r.values)
	}
	if at < 0 || at >= len(r.values) {
		panic(&IndexError{newException("tuple index out of range")})
	}
	return r.values[at]
}

func (r *SQLRow) Keys() []string { return slices.Clone(r.columns) }
func (r *SQLRow) Count() int     { return len(r.values) }

// Values goes over the values of the row.
func (r *SQLRow) Values() iter.Seq[any] { return slices.Values(r.values) }

// Entries are the names of the columns with their values.
func (r *SQLRow) Entries() *OrderedMap[string, any] {
	entries := NewOrderedMap[string, any]()
	for i, name := range r.columns {
		entries.Set(name, r.values[i])
	}
	return entries
}

// Named is the row as a dict.
func (r *SQLRow) Named() *OrderedMap[string, any] { return r.Entries() }

// eachKey is what a loop goes through.
func (r *SQLRow) eachKey() []any { return r.values }

// itemOf is an item, for whoever knows the row only as a value of any type.
func (r *SQLRow) itemOf(key any) any { return r.Item(key) }

// Repr shows what Python has as a tuple, where the connection was not told to name its rows.
func (r *SQLRow) Repr() string {
	if r.isTuple {
		return repr(Tuple[any](r.values))
	}
	return "<sqlite3.Row object>"
}

// changesRows tells whether a statement that begins with a word inserts, updates or deletes.
func changesRows(word string) bool {
	return slices.Contains([]string{"INSERT", "UPDATE", "DELETE", "REPLACE"}, word)
}

// firstWord is the word that a statement begins with, in capitals.
func firstWord(statement string) string {
	for {
		statement = strings.TrimSpace(statement)
		switch {
		case strings.HasPrefix(statement, "--"):
			_, statement, _ = strings.Cut(statement, "\n")
		case strings.HasPrefix(statement, "/*"):
			_, statement, _ = strings.Cut(statement, "*/")
		default:
			end := strings.IndexFunc(statement, func(r rune) bool { return !unicode.IsLetter(r) })
			if end < 0 {
				end = len(statement)
			}
			return strings.ToUpper(statement[:end])
		}
	}
}

// sqlPieces goes over a statement: what stands in quotes or is a comment is one piece, and so is a parameter; anything else is a
// piece for each character.
func sqlPieces(statement string) iter.Seq[string] {
	isName := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	closing := map[byte]string{'\'': "'", '"': "\"", '`': "`", '[': "]"}
	return func(yield func(string) bool) {
		for rest := statement; rest != ""; {
			size := 1
			end, quoted := closing[rest[0]]
			switch {
			case strings.HasPrefix(rest, "--"):
				end, quoted = "\n", true
			case strings.HasPrefix(rest, "/*"):
				end, quoted = "*/", true
			case strings.ContainsRune(":@$?", rune(rest[0])):
				for _, r := range rest[1:] {
					if !isName(r) {
						break
					}
					size += len(string(r))
				}
			}
			if quoted {
				if at := strings.Index(rest[1:], end); at >= 0 {
					size = 1 + at + len(end)
				} else {
					size = len(rest)
				}
			}
			if !yield(rest[:size]) {
				return
			}
			rest = rest[size:]
		}
	}
}

// statementsOf cuts a script into its statements.
func statementsOf(script string) []string {
	var result []string
	text := ""
	for piece := range sqlPieces(script) {
		if piece == ";" {
			result, text = append(result, text), ""
		} else {
			text += piece
		}
	}
	return append(result, text)
}

// isScript tells whether a text is more than one statement; what defines a trigger has statements within.
func isScript(text string) bool {
	upper := strings.ToUpper(text)
	if firstWord(text) == "CREATE" && strings.Contains(upper, "TRIGGER") && strings.Contains(upper, "BEGIN") {
		return false
	}
	statements := statementsOf(text)
	return slices.ContainsFunc(statements[1:], func(each string) bool { return firstWord(each) != "" })
}

// unnamed is a statement whose parameters have no names, and the names that they had.
func unnamed(statement string) (plain string, names []string) {
	for piece := range sqlPieces(statement) {
		if piece == "?" || len(piece) > 1 && strings.ContainsRune(":@$?", rune(piece[0])) {
			names = append(names, piece)
			piece = "?"
		}
		plain += piece
	}
	return plain, names
}

// bound are the values of parameters in their order.
func bound(names []string, given any) []any {
	given = behind(given)
	values := make([]any, len(names))
	if isMapping(given) {
		known := map[any]any{}
		for name, value := range entriesOf(given) {
			known[name] = value
		}
		for i, name := range names {
			value, ok := known[name[1:]]
			if !ok {
				panic(&SQLProgrammingError{newException("You did not supply a value for binding parameter " + name + ".")})
			}
			values[i] = bindable(value, i+1)
		}
		return values
	}
	row := []any{}
	if !isNil(given) {
		row = collect(iterate(given))
	}
	// A name that comes again is the same parameter.
	places := map[string]int{}
	count := 0
	for i, name := range names {
		at, known := places[name]
		if !known || name == "?" {
			at = count
			places[name] = at
			count++
		}
		if at < len(row) {
			values[i] = bindable(row[at], at+1)
		}
	}
	if len(row) != count {
		panic(&SQLProgrammingError{newException(fmt.Sprintf("Incorrect number of bindings supplied. The current statement uses %d, and there are %d supplied.", count, len(row)))})
	}
	return values
}

// bindable is a value as a driver takes it.
func bindable(value any, position int) any {
	if isNil(value) {
		return nil
	}
	switch v := behind(value).(type) {
	case bool, int, float64, string, []byte:
		return v
	case interface{ String() string }:
		return v.String()
	}
	panic(&SQLProgrammingError{newException(fmt.Sprintf("Error binding parameter %d: type '%s' is not supported", position, className(value)))})
}

// sqlError is an error of a driver as Python has it: its class follows from the code, and the message is that of the database.
func sqlError(err error) error {
	if err == nil {
		return nil
	}
	coded, ok := err.(interface{ Code() int })
	if !ok {
		return &SQLDatabaseError{newException(err.Error())}
	}
	code := coded.Code() & 0xff
	message := strings.TrimSuffix(err.Error(), " (SQLITE_BUSY)")
	message = strings.TrimSuffix(message, fmt.Sprintf(" (%d)", coded.Code()))
	for _, kind := range []string{"SQL logic error: ", "constraint failed: ", "database table is locked: "} {
		message = strings.TrimPrefix(message, kind)
	}
	exception := newException(message)
	switch code {
	case 19, 20:
		return &SQLIntegrityError{exception}
	case 1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17:
		return &SQLOperationalError{exception}
	case 2, 12:
		return &SQLInternalError{exception}
	case 18:
		return &SQLDataError{exception}
	case 21, 25:
		return &SQLInterfaceError{exception}
	}
	return &SQLDatabaseError{exception}
}

// SQLError is what all errors of databases are.
type SQLError struct{ Exception }

func (e *SQLError) pythonClass() string { return "Error" }

type SQLInterfaceError struct{ Exception }

func (e *SQLInterfaceError) As(target any) bool  { return asSQLError(e.Exception, false, target) }
func (e *SQLInterfaceError) pythonClass() string { return "InterfaceError" }

type SQLDatabaseError struct{ Exception }

func (e *SQLDatabaseError) As(target any) bool  { return asSQLError(e.Exception, false, target) }
func (e *SQLDatabaseError) pythonClass() string { return "DatabaseError" }

type SQLDataError struct{ Exception }

func (e *SQLDataError) As(target any) bool  { return asSQLError(e.Exception, true, target) }
func (e *SQLDataError) pythonClass() string { return "DataError" }

type SQLOperationalError struct{ Exception }

func (e *SQLOperationalError) As(target any) bool  { return asSQLError(e.Exception, true, target) }
func (e *SQLOperationalError) pythonClass() string { return "OperationalError" }

type SQLIntegrityError struct{ Exception }

func (e *SQLIntegrityError) As(target any) bool  { return asSQLError(e.Exception, true, target) }
func (e *SQLIntegrityError) pythonClass() string { return "IntegrityError" }

type SQLInternalError struct{ Exception }

func (e *SQLInternalError) As(target any) bool  { return asSQLError(e.Exception, true, target) }
func (e *SQLInternalError) pythonClass() string { return "InternalError" }

type SQLProgrammingError struct{ Exception }

func (e *SQLProgrammingError) As(target any) bool  { return asSQLError(e.Exception, true, target) }
func (e *SQLProgrammingError) pythonClass() string { return "ProgrammingError" }

type SQLNotSupportedError struct{ Exception }

func (e *SQLNotSupportedError) As(target any) bool  { return asSQLError(e.Exception, true, target) }
func (e *SQLNotSupportedError) pythonClass() string { return "NotSupportedError" }

// asSQLError lets handlers of a class see an error of one below it.
func asSQLError(e Exception, isDatabaseError bool, target any) bool {
	switch found := target.(type) {
	case **SQLError:
		*found = &SQLError{e}
		return true
	case **SQLDatabaseError:
		if isDatabaseError {
			*found = &SQLDatabaseError{e}
		}
		return isDatabaseError
	}
	return false
}
