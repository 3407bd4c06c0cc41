//go:build modules

package portruntime

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// PostgresConnection is a connection to a server of PostgreSQL that begins transactions by itself, as Python's does.
type PostgresConnection struct {
	pool       *sql.DB
	conn       *sql.Conn
	autocommit bool
	begun      bool
	closes     bool
}

// openPostgres connects to the server that an address or a list of settings names; a block of `with` closes the connection.
//
//port:import _ github.com/jackc/pgx/v5/stdlib
func openPostgres(address string, autocommit bool) *PostgresConnection {
	connection := openPostgresToKeep(address)
	connection.autocommit, connection.closes = autocommit, true
	return connection
}

// openPostgresToKeep connects to a server; a block of `with` ends a transaction alone.
//
//port:import _ github.com/jackc/pgx/v5/stdlib
func openPostgresToKeep(address string) *PostgresConnection {
	pool, err := sql.Open("pgx", address)
	check(postgresError(err))
	conn, err := pool.Conn(context.Background())
	check(postgresError(err))
	return &PostgresConnection{pool: pool, conn: conn}
}

func (c *PostgresConnection) exec(statement string) {
	_, err := c.opened().ExecContext(context.Background(), statement)
	check(postgresError(err))
}

func (c *PostgresConnection) opened() *sql.Conn {
	if c.conn == nil {
		panic(&SQLInterfaceError{newException("connection already closed")})
	}
	return c.conn
}

func (c *PostgresConnection) begin() {
	if !c.autocommit && !c.begun {
		c.exec("BEGIN")
		c.begun = true
	}
}

func (c *PostgresConnection) Cursor() *PostgresCursor {
	c.opened()
	return &PostgresCursor{connection: c, rowcount: -1}
}

// Execute runs a statement in a new cursor.
func (c *PostgresConnection) Execute(statement string, parameters any) *PostgresCursor {
	return c.Cursor().Execute(statement, parameters)
}

func (c *PostgresConnection) end(statement string) {
	if c.opened(); c.begun {
		c.begun = false
		c.exec(statement)
	}
}

func (c *PostgresConnection) Commit()   { c.end("COMMIT") }
func (c *PostgresConnection) Rollback() { c.end("ROLLBACK") }

// Leave ends the block of a `with` statement: its changes stay unless it failed.
func (c *PostgresConnection) Leave(err error) {
	if err != nil {
		c.Rollback()
	} else {
		c.Commit()
	}
	if c.closes {
		c.Close()
	}
}

// Close closes the connection; what is not committed is lost.
func (c *PostgresConnection) Close() {
	if c.conn == nil {
		return
	}
	c.Rollback()
	conn := c.conn
	c.conn = nil
	check(postgresError(conn.Close()))
	check(postgresError(c.pool.Close()))
}

func (c *PostgresConnection) Autocommit() bool          { return c.autocommit }
func (c *PostgresConnection) SetAutocommit(isAuto bool) { c.autocommit = isAuto }

// PostgresCursor runs statements and holds the rows that the last of them gave.
type PostgresCursor struct {
	connection *PostgresConnection
	columns    []string
	rows       [][]any
	rowcount   int
}

// Execute runs a statement and reads the rows that it gives.
func (c *PostgresCursor) Execute(statement string, parameters any) *PostgresCursor {
	connection := c.connection
	plain, values := numbered(statement, parameters)
	connection.begin()
	c.columns, c.rows, c.rowcount = nil, nil, -1
	if changesRows(firstWord(statement)) && !strings.Contains(strings.ToUpper(statement), "RETURNING") {
		result, err := connection.opened().ExecContext(context.Background(), plain, values...)
		check(postgresError(err))
		c.rowcount = int(must(result.RowsAffected()))
		return c
	}
	rows, err := connection.opened().QueryContext(context.Background(), plain, values...)
	check(postgresError(err))
	defer rows.Close()
	c.columns = must(rows.Columns())
	for rows.Next() {
		row := make([]any, len(c.columns))
		places := make([]any, len(c.columns))
		for i := range row {
			places[i] = &row[i]
		}
		check(postgresError(rows.Scan(places...)))
		for i, value := range row {
			if number, ok := value.(int64); ok {
				row[i] = int(number)
			}
		}
		c.rows = append(c.rows, row)
	}
	check(postgresError(rows.Err()))
	c.rowcount = len(c.rows)
	return c
}

// ExecuteMany runs a statement once for each row of parameters.
func (c *PostgresCursor) ExecuteMany(statement string, rows any) {
	count := 0
	for row := range iterate(rows) {
		c.Execute(statement, row)
		count += max(c.rowcount, 0)
	}
	c.rowcount = count
}

// FetchOne is the next row, nil behind the last.
func (c *PostgresCursor) FetchOne() Tuple[any] {
	if len(c.rows) == 0 {
		return nil
	}
	row := c.rows[0]
	c.rows = c.rows[1:]
	return row
}

// FetchMany are the next rows, at most so many.
func (c *PostgresCursor) FetchMany(size int) []Tuple[any] {
	rows := []Tuple[any]{}
	for len(rows) < size && len(c.rows) > 0 {
		rows = append(rows, c.FetchOne())
	}
	return rows
}

// FetchAll are the rows that are left.
func (c *PostgresCursor) FetchAll() []Tuple[any] {
	return append([]Tuple[any]{}, slices.Collect(c.Rows())...)
}

// Rows goes over the rows that are left.
func (c *PostgresCursor) Rows() iter.Seq[Tuple[any]] {
	return func(yield func(Tuple[any]) bool) {
		for row := c.FetchOne(); row != nil; row = c.FetchOne() {
			if !yield(row) {
				return
			}
		}
	}
}

func (c *PostgresCursor) Rowcount() int { return c.rowcount }
func (c *PostgresCursor) Close()        { c.rows = nil }

// numbered is a statement whose parameters are `$1` and so on, where Python writes `%s` or `%(name)s`, with their values.
func numbered(statement string, given any) (string, []any) {
	if isNil(given) {
		return statement, nil
	}
	known := map[any]any{}
	row := []any{}
	if isMapping(given) {
		for name, value := range entriesOf(given) {
			known[name] = value
		}
	} else {
		row = collect(iterate(given))
	}
	var values []any
	plain := ""
	for rest := statement; rest != ""; {
		before, after, found := strings.Cut(rest, "%")
		plain += before
		if !found {
			break
		}
		if strings.HasPrefix(after, "%") {
			plain, rest = plain+"%", after[1:]
			continue
		}
		name, behindName, isNamed := strings.Cut(after, ")s")
		if strings.HasPrefix(after, "(") && isNamed {
			values = append(values, bindable(known[name[1:]], len(values)+1))
			rest = behindName
		} else {
			if len(values) >= len(row) || !strings.HasPrefix(after, "s") {
				panic(&SQLProgrammingError{newException("the query has another number of placeholders than there are parameters")})
			}
			values = append(values, bindable(row[len(values)], len(values)+1))
			rest = after[1:]
		}
		plain += fmt.Sprintf("$%d", len(values))
	}
	return plain, values
}

// postgresError is an error of the driver as Python has it: its class follows from the state that the server tells.
func postgresError(err error) error {
	if err == nil {
		return nil
	}
	var refused *pgconn.PgError
	if !errors.As(err, &refused) {
		return &SQLOperationalError{newException(err.Error())}
	}
	exception := newException(refused.Message)
	switch refused.Code[:2] {
	case "23":
		return &SQLIntegrityError{exception}
	case "22":
		return &SQLDataError{exception}
	case "26", "34", "3D", "3F", "42":
		return &SQLProgrammingError{exception}
	case "0A":
		return &SQLNotSupportedError{exception}
	}
	return &SQLOperationalError{exception}
}
