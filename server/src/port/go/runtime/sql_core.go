package portruntime

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// SQLType is the type of a column: its name in the definition of a table, and whether its values are true or false.
type SQLType struct {
	name   string
	isFlag bool
	isText bool
}

func integerColumn() *SQLType      { return &SQLType{name: "INTEGER"} }
func bigIntegerColumn() *SQLType   { return &SQLType{name: "BIGINT"} }
func smallIntegerColumn() *SQLType { return &SQLType{name: "SMALLINT"} }
func floatColumn() *SQLType        { return &SQLType{name: "FLOAT"} }
func booleanColumn() *SQLType      { return &SQLType{name: "BOOLEAN", isFlag: true} }
func longTextColumn() *SQLType     { return &SQLType{name: "TEXT", isText: true} }
func stringColumn() *SQLType       { return &SQLType{name: "VARCHAR", isText: true} }

// sizedColumn is a text of at most so many characters.
func sizedColumn(size *int) *SQLType {
	if size == nil {
		return stringColumn()
	}
	return &SQLType{name: fmt.Sprintf("VARCHAR(%d)", *size), isText: true}
}

// SQLForeignKey says which column the values of a column are of.
type SQLForeignKey struct{ target string }

func newForeignKey(target string) *SQLForeignKey { return &SQLForeignKey{target} }

// ColumnSettings tell what a column holds.
type ColumnSettings struct {
	PrimaryKey, Unique, Index bool
	Nullable                  *bool
	Default                   any
}

// sqlWriter writes a statement, and keeps the values of its parameters.
type sqlWriter struct {
	values []any
	counts map[string]int
	// isShown writes parameters with the names that Python shows.
	isShown bool
}

// parameter is the place of a value; its name follows from the column that it is about.
func (w *sqlWriter) parameter(base string, value any) string {
	w.values = append(w.values, value)
	if !w.isShown {
		return "?"
	}
	return ":" + w.unique(base)
}

// unique is a name that the statement does not have yet.
func (w *sqlWriter) unique(base string) string {
	w.counts[base]++
	return fmt.Sprintf("%s_%d", base, w.counts[base])
}

// SQLExpression is a column, a condition, or what else stands in a statement for a value.
type SQLExpression struct {
	// name is that of the column in rows.
	name     string
	write    func(w *sqlWriter) string
	opposite func(w *sqlWriter) string
	// level is how strongly its operator binds: 1 for OR, 2 for AND, 3 for comparisons, 4 for the rest.
	level int
	kind  *SQLType
	table *SQLTable
	// tables are those of the columns in it.
	tables   []*SQLTable
	settings ColumnSettings
	foreign  *SQLForeignKey
	inner    *SQLExpression
	// isNamed tells that rows have its value under its name alone.
	isNamed bool
}

func newColumn(name string, parts []any, settings ColumnSettings) *SQLExpression {
	column := &SQLExpression{name: name, level: 5, settings: settings, isNamed: true, kind: &SQLType{}}
	for _, part := range parts {
		switch p := part.(type) {
		case *SQLType:
			column.kind = p
		case *SQLForeignKey:
			column.foreign = p
		}
	}
	column.write = func(*sqlWriter) string {
		if column.table == nil {
			return name
		}
		return column.table.name + "." + name
	}
	return column
}

// sqlPlain is a text that stands in a statement as it is.
func sqlPlain(text string) *SQLExpression {
	return &SQLExpression{level: 5, kind: &SQLType{}, write: func(*sqlWriter) string { return text }}
}

// operand writes the other side of an operator: an expression, or a value as a parameter.
func (e *SQLExpression) operand(w *sqlWriter, value any, level int) string {
	if other, ok := value.(*SQLExpression); ok {
		return other.within(w, level)
	}
	return w.parameter(cmpText(e.name, "param"), value)
}

func cmpText(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// within writes the expression inside of an operator that binds so strongly.
func (e *SQLExpression) within(w *sqlWriter, level int) string {
	if e.level < level {
		return "(" + e.write(w) + ")"
	}
	return e.write(w)
}

func tablesOf(values ...any) []*SQLTable {
	var tables []*SQLTable
	for _, value := range values {
		if e, ok := value.(*SQLExpression); ok {
			tables = append(tables, e.tables...)
			if e.table != nil {
				tables = append(tables, e.table)
			}
		}
	}
	return tables
}

// compared is a comparison, with the one that holds where it does not.
func (e *SQLExpression) compared(operator, opposite string, value any) *SQLExpression {
	written := func(operator string) func(*sqlWriter) string {
		return func(w *sqlWriter) string { return e.within(w, 4) + " " + operator + " " + e.operand(w, value, 4) }
	}
	return &SQLExpression{level: 3, kind: booleanColumn(), write: written(operator), opposite: written(opposite), tables: tablesOf(e, value)}
}

// isNull compares with NULL.
func (e *SQLExpression) isNull(operator, opposite string) *SQLExpression {
	written := func(operator string) func(*sqlWriter) string {
		return func(w *sqlWriter) string { return e.within(w, 4) + " " + operator + " NULL" }
	}
	return &SQLExpression{level: 3, kind: booleanColumn(), write: written(operator), opposite: written(opposite), tables: tablesOf(e)}
}

func (e *SQLExpression) Equals(value any) *SQLExpression {
	if isNil(value) {
		return e.isNull("IS", "IS NOT")
	}
	return e.compared("=", "!=", value)
}

func (e *SQLExpression) Differs(value any) *SQLExpression {
	if isNil(value) {
		return e.isNull("IS NOT", "IS")
	}
	return e.compared("!=", "=", value)
}

func (e *SQLExpression) Less(value any) *SQLExpression    { return e.compared("<", ">=", value) }
func (e *SQLExpression) AtMost(value any) *SQLExpression  { return e.compared("<=", ">", value) }
func (e *SQLExpression) Greater(value any) *SQLExpression { return e.compared(">", "<=", value) }
func (e *SQLExpression) AtLeast(value any) *SQLExpression { return e.compared(">=", "<", value) }

func (e *SQLExpression) Like(pattern any) *SQLExpression {
	return e.compared("LIKE", "NOT LIKE", pattern)
}

func (e *SQLExpression) NotLike(pattern any) *SQLExpression {
	return e.compared("NOT LIKE", "LIKE", pattern)
}

// LikeAnyCase is LIKE without a difference between small and capital letters.
func (e *SQLExpression) LikeAnyCase(pattern any) *SQLExpression {
	return sqlCall("lower", e).compared("LIKE", "NOT LIKE", sqlCall("lower", pattern))
}

// Contains, StartsWith and EndsWith compare with a part of a text.
func (e *SQLExpression) Contains(text string) *SQLExpression {
	return e.patterned("'%' || ", text, " || '%'")
}

func (e *SQLExpression) StartsWith(text string) *SQLExpression {
	return e.patterned("", text, " || '%'")
}
func (e *SQLExpression) EndsWith(text string) *SQLExpression { return e.patterned("'%' || ", text, "") }

func (e *SQLExpression) patterned(before, text, after string) *SQLExpression {
	written := func(operator string) func(*sqlWriter) string {
		return func(w *sqlWriter) string {
			return "(" + e.within(w, 4) + " " + operator + " " + before + w.parameter(cmpText(e.name, "param"), text) + after + ")"
		}
	}
	return &SQLExpression{level: 4, kind: booleanColumn(), write: written("LIKE"), opposite: written("NOT LIKE"), tables: tablesOf(e)}
}

func (e *SQLExpression) IsSame(value any) *SQLExpression { return e.Equals(value) }

func (e *SQLExpression) IsOther(value any) *SQLExpression { return e.Differs(value) }

// OneOf compares with each of some values.
func (e *SQLExpression) OneOf(values any) *SQLExpression { return e.among(values, "IN", "NOT IN") }

func (e *SQLExpression) NoneOf(values any) *SQLExpression { return e.among(values, "NOT IN", "IN") }

func (e *SQLExpression) among(values any, operator, opposite string) *SQLExpression {
	given := collect(iterate(values))
	written := func(operator string) func(*sqlWriter) string {
		return func(w *sqlWriter) string {
			if w.isShown {
				name := strings.TrimPrefix(w.parameter(cmpText(e.name, "param"), nil), ":")
				return "(" + e.within(w, 4) + " " + operator + " (__[POSTCOMPILE_" + name + "]))"
			}
			places := make([]string, len(given))
			for i, value := range given {
				places[i] = w.parameter(e.name, value)
			}
			if len(given) == 0 {
				places = []string{"SELECT 1 FROM (SELECT 1) WHERE 1!=1"}
			}
			return "(" + e.within(w, 4) + " " + operator + " (" + strings.Join(places, ", ") + "))"
		}
	}
	shown := func(operator string) func(*sqlWriter) string {
		return func(w *sqlWriter) string {
			text := written(operator)(w)
			if operator == "IN" {
				return strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
			}
			return text
		}
	}
	return &SQLExpression{level: 3, kind: booleanColumn(), write: shown(operator), opposite: shown(opposite), tables: tablesOf(e)}
}

func (e *SQLExpression) Between(low, high any) *SQLExpression {
	written := func(operator string) func(*sqlWriter) string {
		return func(w *sqlWriter) string {
			return e.within(w, 4) + " " + operator + " " + e.operand(w, low, 4) + " AND " + e.operand(w, high, 4)
		}
	}
	return &SQLExpression{level: 3, kind: booleanColumn(), write: written("BETWEEN"), opposite: written("NOT BETWEEN"), tables: tablesOf(e)}
}

// sqlJoined joins conditions by AND or OR.
func sqlJoined(operator string, level int, conditions []any) *SQLExpression {
	write := func(w *sqlWriter) string {
		parts := make([]string, len(conditions))
		for i, each := range conditions {
			parts[i] = sqlPart(each).within(w, level)
		}
		return strings.Join(parts, operator)
	}
	if len(conditions) == 1 {
		return sqlPart(conditions[0])
	}
	return &SQLExpression{level: level, kind: booleanColumn(), write: write, tables: tablesOf(conditions...)}
}

// sqlPart is what a statement is given as an expression: a column, a text, or a name.
func sqlPart(value any) *SQLExpression {
	switch v := value.(type) {
	case *SQLExpression:
		return v
	case *SQLText:
		return sqlPlain(v.text)
	case string:
		return sqlPlain(v)
	}
	panic(&SQLError{newException("a condition is expected, not " + repr(value))})
}

func sqlAnd(conditions ...any) *SQLExpression { return sqlJoined(" AND ", 2, conditions) }
func sqlOr(conditions ...any) *SQLExpression  { return sqlJoined(" OR ", 1, conditions) }
func sqlNot(condition any) *SQLExpression     { return sqlPart(condition).Inverted() }

func (e *SQLExpression) Both(other *SQLExpression) *SQLExpression   { return sqlAnd(e, other) }
func (e *SQLExpression) Either(other *SQLExpression) *SQLExpression { return sqlOr(e, other) }

func (e *SQLExpression) Inverted() *SQLExpression {
	if e.opposite != nil {
		return &SQLExpression{level: e.level, kind: e.kind, write: e.opposite, opposite: e.write, tables: e.tables}
	}
	return &SQLExpression{level: 3, kind: e.kind, write: func(w *sqlWriter) string { return "NOT " + e.within(w, 3) }, opposite: e.write, tables: tablesOf(e)}
}

func (e *SQLExpression) calculated(operator string, value any) *SQLExpression {
	return &SQLExpression{level: 4, kind: e.kind, tables: tablesOf(e, value), write: func(w *sqlWriter) string {
		return e.within(w, 4) + " " + operator + " " + e.operand(w, value, 5)
	}}
}

func (e *SQLExpression) Plus(value any) *SQLExpression {
	if e.kind.isText {
		return e.calculated("||", value)
	}
	return e.calculated("+", value)
}

func (e *SQLExpression) Minus(value any) *SQLExpression { return e.calculated("-", value) }
func (e *SQLExpression) Times(value any) *SQLExpression { return e.calculated("*", value) }

func (e *SQLExpression) Over(value any) *SQLExpression {
	return &SQLExpression{level: 4, kind: floatColumn(), tables: tablesOf(e, value), write: func(w *sqlWriter) string {
		return e.within(w, 4) + " / (" + e.operand(w, value, 4) + " + 0.0)"
	}}
}

// sqlCall is a call of a function of the database.
func sqlCall(function string, arguments ...any) *SQLExpression {
	return &SQLExpression{name: function, level: 5, kind: &SQLType{}, tables: tablesOf(arguments...), write: func(w *sqlWriter) string {
		parts := make([]string, len(arguments))
		for i, each := range arguments {
			if e, ok := each.(*SQLExpression); ok {
				parts[i] = e.write(w)
			} else {
				parts[i] = w.parameter(function, each)
			}
		}
		return function + "(" + strings.Join(parts, ", ") + ")"
	}}
}

func sqlCount(arguments ...any) *SQLExpression {
	if len(arguments) == 0 {
		arguments = []any{sqlPlain("*")}
	}
	return sqlCall("count", arguments...)
}

func sqlSum(value any) *SQLExpression            { return sqlCall("sum", value) }
func sqlAverage(value any) *SQLExpression        { return sqlCall("avg", value) }
func sqlLeast(value any) *SQLExpression          { return sqlCall("min", value) }
func sqlGreatest(value any) *SQLExpression       { return sqlCall("max", value) }
func sqlLower(value any) *SQLExpression          { return sqlCall("lower", value) }
func sqlUpper(value any) *SQLExpression          { return sqlCall("upper", value) }
func sqlLength(value any) *SQLExpression         { return sqlCall("length", value) }
func sqlAbsolute(value any) *SQLExpression       { return sqlCall("abs", value) }
func sqlRounded(values ...any) *SQLExpression    { return sqlCall("round", values...) }
func sqlFirstKnown(values ...any) *SQLExpression { return sqlCall("coalesce", values...) }
func sqlDescending(value any) *SQLExpression     { return sqlPart(value).Descending() }
func sqlAscending(value any) *SQLExpression      { return sqlPart(value).Ascending() }

// Label gives the value a name in rows.
func (e *SQLExpression) Label(name string) *SQLExpression {
	return &SQLExpression{name: name, level: 5, kind: e.kind, tables: tablesOf(e), inner: e, write: func(*sqlWriter) string { return name }}
}

func (e *SQLExpression) ordered(word string) *SQLExpression {
	return &SQLExpression{level: 4, kind: e.kind, tables: tablesOf(e), write: func(w *sqlWriter) string { return e.write(w) + word }}
}

func (e *SQLExpression) Descending() *SQLExpression { return e.ordered(" DESC") }
func (e *SQLExpression) Ascending() *SQLExpression  { return e.ordered(" ASC") }
func (e *SQLExpression) Unrepeated() *SQLExpression {
	return &SQLExpression{name: e.name, level: 4, kind: e.kind, tables: tablesOf(e), write: func(w *sqlWriter) string { return "DISTINCT " + e.write(w) }}
}

// Name is that of the column.
func (e *SQLExpression) Name() string { return e.name }

// SQLTables are the tables that belong together.
type SQLTables struct{ tables []*SQLTable }

func newSQLTables() *SQLTables { return &SQLTables{} }

// CreateAll makes the tables that the database does not have.
func (m *SQLTables) CreateAll(engine *SQLEngine) {
	connection := engine.Begin()
	for _, table := range m.tables {
		connection.connection.Execute(table.definition())
		for _, column := range table.columns {
			if column.settings.Index {
				connection.connection.Execute("CREATE INDEX IF NOT EXISTS ix_" + table.name + "_" + column.name + " ON " + table.name + " (" + column.name + ")")
			}
		}
	}
	connection.Leave(nil)
}

// DropAll removes the tables.
func (m *SQLTables) DropAll(engine *SQLEngine) {
	connection := engine.Begin()
	for _, table := range slices.Backward(m.tables) {
		connection.connection.Execute("DROP TABLE IF EXISTS " + table.name)
	}
	connection.Leave(nil)
}

// SQLTable is a table with its columns.
type SQLTable struct {
	name    string
	columns []*SQLExpression
}

func newSQLTable(name string, tables *SQLTables, columns ...any) *SQLTable {
	table := &SQLTable{name: name}
	for _, each := range columns {
		column := each.(*SQLExpression)
		column.table = table
		table.columns = append(table.columns, column)
	}
	tables.tables = append(tables.tables, table)
	return table
}

func (t *SQLTable) Name() string { return t.name }

// Columns are the table, as what has its columns by their names.
func (t *SQLTable) Columns() *SQLTable { return t }

// Column is that of a name.
func (t *SQLTable) Column(name string) *SQLExpression {
	for _, column := range t.columns {
		if column.name == name {
			return column
		}
	}
	panic(&AttributeError{newException(name)})
}

// Keys are the names of the columns.
func (t *SQLTable) Keys() []string {
	return mapped(t.columns, func(column *SQLExpression) string { return column.name })
}

func (t *SQLTable) Insert() *SQLInsert { return newInsert(t) }
func (t *SQLTable) Update() *SQLUpdate { return newUpdate(t) }
func (t *SQLTable) Delete() *SQLDelete { return newDelete(t) }
func (t *SQLTable) Select() *SQLSelect { return newSelect(t) }

func (t *SQLTable) definition() string {
	var parts, keys, more []string
	for _, column := range t.columns {
		part := column.name + " " + column.kind.name
		isRequired := column.settings.PrimaryKey
		if column.settings.Nullable != nil {
			isRequired = !*column.settings.Nullable
		}
		if isRequired {
			part += " NOT NULL"
		}
		parts = append(parts, part)
		if column.settings.PrimaryKey {
			keys = append(keys, column.name)
		}
		if column.settings.Unique {
			more = append(more, "UNIQUE ("+column.name+")")
		}
		if column.foreign != nil {
			table, target, _ := strings.Cut(column.foreign.target, ".")
			more = append(more, "FOREIGN KEY("+column.name+") REFERENCES "+table+" ("+target+")")
		}
	}
	if len(keys) > 0 {
		parts = append(parts, "PRIMARY KEY ("+strings.Join(keys, ", ")+")")
	}
	return "CREATE TABLE IF NOT EXISTS " + t.name + " (" + strings.Join(append(parts, more...), ", ") + ")"
}

// sqlStatement is what a connection runs.
type sqlStatement interface {
	// written gives the statement with its parameters, for one row of values where it takes some.
	written(w *sqlWriter, given *OrderedMap[string, any]) string
	// kinds are the types of the columns that it gives.
	kinds() []*SQLType
}

// shownSQL is a statement as Python shows it.
func shownSQL(statement sqlStatement) string {
	return statement.written(&sqlWriter{counts: map[string]int{}, isShown: true}, nil)
}

// SQLText is a statement that the program wrote.
type SQLText struct{ text string }

func newSQLText(text string) *SQLText { return &SQLText{text} }

func (t *SQLText) written(*sqlWriter, *OrderedMap[string, any]) string { return t.text }
func (t *SQLText) kinds() []*SQLType                                   { return nil }
func (t *SQLText) Repr() string                                        { return t.text }

// sqlWhere are conditions, all of which hold.
type sqlWhere struct{ conditions []any }

func (c sqlWhere) and(conditions []any) sqlWhere {
	return sqlWhere{slices.Concat(c.conditions, conditions)}
}

func (c sqlWhere) written(w *sqlWriter) string {
	if len(c.conditions) == 0 {
		return ""
	}
	return sqlAnd(c.conditions...).write(w)
}

// SQLInsert inserts rows.
type SQLInsert struct {
	table  *SQLTable
	values *OrderedMap[string, any]
	rows   []*OrderedMap[string, any]
}

func newInsert(table *SQLTable) *SQLInsert { return &SQLInsert{table: table} }

// Values sets the values of the row: a dict, a list of them, or each by its name.
func (s *SQLInsert) Values(given any, values map[string]any) *SQLInsert {
	made := &SQLInsert{table: s.table}
	if isSequence(behind(given)) && !isNil(given) {
		made.rows = sqlRows(given)
		return made
	}
	made.values = sqlValues(s.values, given, values)
	return made
}

// sqlRows are the dicts of a list.
func sqlRows(given any) []*OrderedMap[string, any] {
	var rows []*OrderedMap[string, any]
	for row := range iterate(given) {
		rows = append(rows, sqlValues(nil, row, nil))
	}
	return rows
}

// sqlValues are the values of columns by their names.
func sqlValues(before *OrderedMap[string, any], given any, values map[string]any) *OrderedMap[string, any] {
	made := NewOrderedMap[string, any]()
	if before != nil {
		for name, value := range before.All() {
			made.Set(name, value)
		}
	}
	if !isNil(given) {
		for name, value := range entriesOf(given) {
			made.Set(str(name), value)
		}
	}
	for name, value := range values {
		made.Set(name, value)
	}
	return made
}

func (s *SQLInsert) kinds() []*SQLType { return nil }

func (s *SQLInsert) written(w *sqlWriter, given *OrderedMap[string, any]) string {
	if given == nil {
		given = s.values
	}
	isShownWhole := w.isShown && given == nil
	var names, places []string
	for _, column := range s.table.columns {
		value, known := any(nil), isShownWhole
		if given != nil {
			if value, known = given.Lookup(column.name); !known && column.settings.Default != nil {
				value, known = column.settings.Default, true
			}
		}
		if !known {
			continue
		}
		names = append(names, column.name)
		if e, ok := value.(*SQLExpression); ok {
			places = append(places, e.write(w))
		} else if w.isShown {
			places = append(places, ":"+column.name)
		} else {
			places = append(places, w.parameter(column.name, value))
		}
	}
	if len(names) == 0 {
		return "INSERT INTO " + s.table.name + " DEFAULT VALUES"
	}
	return "INSERT INTO " + s.table.name + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(places, ", ") + ")"
}

func (s *SQLInsert) Repr() string { return shownSQL(s) }

// SQLUpdate changes rows.
type SQLUpdate struct {
	table  *SQLTable
	where  sqlWhere
	values *OrderedMap[string, any]
}

func newUpdate(table *SQLTable) *SQLUpdate { return &SQLUpdate{table: table} }

func (s *SQLUpdate) Where(conditions ...any) *SQLUpdate {
	return &SQLUpdate{s.table, s.where.and(conditions), s.values}
}

func (s *SQLUpdate) Values(given any, values map[string]any) *SQLUpdate {
	return &SQLUpdate{s.table, s.where, sqlValues(s.values, given, values)}
}

func (s *SQLUpdate) kinds() []*SQLType { return nil }

func (s *SQLUpdate) written(w *sqlWriter, given *OrderedMap[string, any]) string {
	if given == nil {
		given = s.values
	}
	var parts []string
	for _, column := range s.table.columns {
		if given == nil {
			break
		}
		value, known := given.Lookup(column.name)
		if !known {
			continue
		}
		switch e, ok := value.(*SQLExpression); {
		case ok:
			parts = append(parts, column.name+"="+e.within(w, 5))
		case w.isShown:
			parts = append(parts, column.name+"=:"+column.name)
		default:
			parts = append(parts, column.name+"="+w.parameter(column.name, value))
		}
	}
	text := "UPDATE " + s.table.name + " SET " + strings.Join(parts, ", ")
	if where := s.where.written(w); where != "" {
		text += " WHERE " + where
	}
	return text
}

func (s *SQLUpdate) Repr() string { return shownSQL(s) }

// SQLDelete deletes rows.
type SQLDelete struct {
	table *SQLTable
	where sqlWhere
}

func newDelete(table *SQLTable) *SQLDelete { return &SQLDelete{table: table} }

func (s *SQLDelete) Where(conditions ...any) *SQLDelete {
	return &SQLDelete{s.table, s.where.and(conditions)}
}

func (s *SQLDelete) kinds() []*SQLType { return nil }

func (s *SQLDelete) written(w *sqlWriter, _ *OrderedMap[string, any]) string {
	text := "DELETE FROM " + s.table.name
	if where := s.where.written(w); where != "" {
		text += " WHERE " + where
	}
	return text
}

func (s *SQLDelete) Repr() string { return shownSQL(s) }

// sqlJoin is a table that is joined to those before it.
type sqlJoin struct {
	words string
	table *SQLTable
	on    *SQLExpression
}

// SQLSelect asks for rows. Each method gives a statement of its own.
type SQLSelect struct {
	columns        []*SQLExpression
	from           []*SQLTable
	joins          []sqlJoin
	where, having  sqlWhere
	groups, orders []any
	limit, offset  any
	isDistinct     bool
}

func newSelect(parts ...any) *SQLSelect {
	s := &SQLSelect{}
	for _, part := range parts {
		if table, ok := part.(*SQLTable); ok {
			s.columns = append(s.columns, table.columns...)
		} else {
			s.columns = append(s.columns, sqlPart(part))
		}
	}
	return s
}

// changed is a copy with a change.
func (s *SQLSelect) changed(change func(*SQLSelect)) *SQLSelect {
	made := *s
	change(&made)
	return &made
}

func (s *SQLSelect) Where(conditions ...any) *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.where = s.where.and(conditions) })
}

func (s *SQLSelect) Having(conditions ...any) *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.having = s.having.and(conditions) })
}

func (s *SQLSelect) OrderBy(parts ...any) *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.orders = slices.Concat(s.orders, parts) })
}

func (s *SQLSelect) GroupBy(parts ...any) *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.groups = slices.Concat(s.groups, parts) })
}

func (s *SQLSelect) Limit(count any) *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.limit = count })
}

func (s *SQLSelect) Offset(count any) *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.offset = count })
}

func (s *SQLSelect) Distinct() *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.isDistinct = true })
}

func (s *SQLSelect) SelectFrom(table *SQLTable) *SQLSelect {
	return s.changed(func(made *SQLSelect) { made.from = append(slices.Clone(s.from), table) })
}

func (s *SQLSelect) Join(table *SQLTable, on *SQLExpression, isOuter bool) *SQLSelect {
	words := " JOIN "
	if isOuter {
		words = " LEFT OUTER JOIN "
	}
	return s.changed(func(made *SQLSelect) { made.joins = append(slices.Clone(s.joins), sqlJoin{words, table, on}) })
}

func (s *SQLSelect) OuterJoin(table *SQLTable, on *SQLExpression) *SQLSelect {
	return s.Join(table, on, true)
}

func (s *SQLSelect) kinds() []*SQLType {
	return mapped(s.columns, func(column *SQLExpression) *SQLType { return column.kind })
}

// tables are those that the rows are of, without those that are joined.
func (s *SQLSelect) tables() []*SQLTable {
	found := slices.Clone(s.from)
	for _, each := range s.columns {
		found = append(found, tablesOf(each)...)
	}
	found = append(found, tablesOf(s.where.conditions...)...)
	var result []*SQLTable
	for _, table := range found {
		isJoined := slices.ContainsFunc(s.joins, func(each sqlJoin) bool { return each.table == table })
		if !isJoined && !slices.Contains(result, table) {
			result = append(result, table)
		}
	}
	return result
}

func (s *SQLSelect) written(w *sqlWriter, _ *OrderedMap[string, any]) string {
	used := map[string]bool{}
	columns := make([]string, len(s.columns))
	for i, column := range s.columns {
		switch {
		case column.inner != nil:
			columns[i] = column.inner.write(w) + " AS " + column.name
		case column.isNamed && !used[column.name]:
			columns[i] = column.write(w)
		case column.name == "" && column.table == nil && len(column.tables) == 0:
			columns[i] = column.write(w)
		default:
			columns[i] = column.write(w) + " AS " + w.unique(cmpText(column.name, "anon"))
		}
		used[column.name] = true
	}
	text := "SELECT "
	if s.isDistinct {
		text += "DISTINCT "
	}
	text += strings.Join(columns, ", ")
	tables := s.tables()
	if len(tables) > 0 {
		text += " \nFROM " + strings.Join(mapped(tables, (*SQLTable).Name), ", ")
	}
	for _, join := range s.joins {
		text += join.words + join.table.name + " ON " + join.condition(tables).write(w)
		tables = append(tables, join.table)
	}
	if where := s.where.written(w); where != "" {
		text += " \nWHERE " + where
	}
	if len(s.groups) > 0 {
		text += " GROUP BY " + s.list(w, s.groups)
	}
	if having := s.having.written(w); having != "" {
		text += " \nHAVING " + having
	}
	if len(s.orders) > 0 {
		text += " ORDER BY " + s.list(w, s.orders)
	}
	if s.limit != nil {
		text += "\n LIMIT " + w.parameter("param", s.limit)
	} else if s.offset != nil {
		text += "\n LIMIT -1"
	}
	if s.offset != nil {
		text += " OFFSET " + w.parameter("param", s.offset)
	}
	return text
}

func (s *SQLSelect) list(w *sqlWriter, parts []any) string {
	return strings.Join(mapped(parts, func(each any) string { return sqlPart(each).write(w) }), ", ")
}

// condition is what rows are joined by: what was given, or what the foreign keys say.
func (j sqlJoin) condition(tables []*SQLTable) *SQLExpression {
	if j.on != nil {
		return j.on
	}
	for _, table := range tables {
		for _, pair := range [][2]*SQLTable{{table, j.table}, {j.table, table}} {
			for _, column := range pair[1].columns {
				if column.foreign == nil {
					continue
				}
				if owner, name, _ := strings.Cut(column.foreign.target, "."); owner == pair[0].name {
					return pair[0].Column(name).Equals(column)
				}
			}
		}
	}
	panic(&SQLError{newException("Can't find any foreign key relationships between the tables.")})
}

func (s *SQLSelect) Repr() string { return shownSQL(s) }

// SQLEngine knows a database.
type SQLEngine struct {
	path   string
	shared *SQLConnection
}

// newEngine knows the database of an address: that of a file, or one in memory, which all connections share.
func newEngine(address string) *SQLEngine {
	scheme, rest, _ := strings.Cut(address, "://")
	if base, _, _ := strings.Cut(scheme, "+"); base != "sqlite" {
		panic(&SQLError{newException("this port knows sqlite alone, not " + scheme)})
	}
	engine := &SQLEngine{path: strings.TrimPrefix(rest, "/")}
	if engine.path == "" || engine.path == ":memory:" {
		engine.shared = openSQLite(":memory:", 5, "")
	}
	return engine
}

// Connect opens a connection; what is not committed when it is closed is lost.
func (e *SQLEngine) Connect() *SQLSession {
	if e.shared != nil {
		return &SQLSession{connection: e.shared}
	}
	return &SQLSession{connection: openSQLite(e.path, 5, ""), ownsConnection: true}
}

// Begin opens a connection whose changes stay unless its block fails.
func (e *SQLEngine) Begin() *SQLSession {
	session := e.Connect()
	session.commits = true
	return session
}

// Dispose lets go of connections that wait to be used again.
func (e *SQLEngine) Dispose() {}

// SQLSession is a connection of an engine.
type SQLSession struct {
	connection     *SQLConnection
	ownsConnection bool
	commits        bool
}

// Execute runs a statement, once for each row of values where there are several.
func (s *SQLSession) Execute(statement any, given any) *SQLResult {
	made, ok := statement.(sqlStatement)
	if !ok {
		panic(&SQLError{newException("Not an executable object: " + repr(statement))})
	}
	result := &SQLResult{kinds: made.kinds()}
	if text, ok := made.(*SQLText); ok {
		s.executeText(result, text, given)
		return result
	}
	var rows []*OrderedMap[string, any]
	if insert, ok := made.(*SQLInsert); ok {
		rows = insert.rows
	}
	switch {
	case isNil(given):
	case isSequence(behind(given)):
		rows = sqlRows(given)
	default:
		rows = []*OrderedMap[string, any]{sqlValues(nil, given, nil)}
	}
	if rows == nil {
		rows = []*OrderedMap[string, any]{nil}
	}
	for _, row := range rows {
		w := &sqlWriter{counts: map[string]int{}}
		text := made.written(w, row)
		s.run(result, text, w.values)
	}
	return result
}

func (s *SQLSession) executeText(result *SQLResult, statement *SQLText, given any) {
	if isNil(given) {
		s.run(result, statement.text, nil)
		return
	}
	if !isSequence(behind(given)) {
		s.run(result, statement.text, given)
		return
	}
	for row := range iterate(given) {
		s.run(result, statement.text, row)
	}
}

// run runs a statement; errors of the database say where they come from, as those of Python do.
func (s *SQLSession) run(result *SQLResult, statement string, values any) {
	cursor, err := func() (cursor *SQLCursor, err error) {
		defer catch(&err)
		return s.connection.Execute(statement, values), nil
	}()
	if err != nil {
		panic(sqlCoreError(err))
	}
	result.columns, result.rows = cursor.columns, cursor.rows
	result.lastrowid = cursor.lastrowid
	if cursor.rowcount > 0 {
		result.rowcount += cursor.rowcount
	}
	for _, row := range result.rows {
		for i, kind := range result.kinds {
			if number, ok := row[i].(int); ok && kind != nil && kind.isFlag {
				row[i] = number != 0
			}
		}
	}
}

// sqlCoreError puts the class of the driver's error in front of its message.
func sqlCoreError(err error) error {
	message := "(sqlite3." + errorName(err) + ") " + err.Error()
	switch e := err.(type) {
	case *SQLIntegrityError:
		e.Message = message
	case *SQLOperationalError:
		e.Message = message
	case *SQLProgrammingError:
		e.Message = message
	case *SQLDatabaseError:
		e.Message = message
	}
	return err
}

func (s *SQLSession) Scalar(statement any, given any) any {
	return s.Execute(statement, given).Scalar()
}

func (s *SQLSession) Scalars(statement any, given any) *SQLScalars {
	return s.Execute(statement, given).Scalars()
}

func (s *SQLSession) Commit()   { s.connection.Commit() }
func (s *SQLSession) Rollback() { s.connection.Rollback() }

// Close loses what was not committed.
func (s *SQLSession) Close() {
	s.connection.Rollback()
	if s.ownsConnection {
		s.connection.Close()
	}
}

// Leave ends the block of a `with` statement.
func (s *SQLSession) Leave(err error) {
	if s.commits && err == nil {
		s.connection.Commit()
	}
	s.Close()
}

// Begin begins a transaction, which a `with` statement ends.
func (s *SQLSession) Begin() *SQLTransaction { return &SQLTransaction{s} }

// SQLTransaction is a transaction of a connection.
type SQLTransaction struct{ session *SQLSession }

func (t *SQLTransaction) Commit()   { t.session.Commit() }
func (t *SQLTransaction) Rollback() { t.session.Rollback() }

// Leave ends the block of a `with` statement: its changes stay unless it failed.
func (t *SQLTransaction) Leave(err error) { t.session.connection.Leave(err) }

// SQLResult are the rows that a statement gave.
type SQLResult struct {
	columns   []string
	kinds     []*SQLType
	rows      [][]any
	rowcount  int
	lastrowid int
}

func (r *SQLResult) Rowcount() int  { return r.rowcount }
func (r *SQLResult) Lastrowid() int { return r.lastrowid }

// InsertedPrimaryKey is the key of the row that was inserted.
func (r *SQLResult) InsertedPrimaryKey() Tuple[any] { return Tuple[any]{r.lastrowid} }

// Keys are the names of the columns.
func (r *SQLResult) Keys() []string { return slices.Clone(r.columns) }

// next takes the next row, nil behind the last.
func (r *SQLResult) next() *SQLRow {
	if len(r.rows) == 0 {
		return nil
	}
	row := r.rows[0]
	r.rows = r.rows[1:]
	return &SQLRow{r.columns, row, true}
}

// Rows goes over the rows that are left.
func (r *SQLResult) Rows() iter.Seq[*SQLRow] {
	return func(yield func(*SQLRow) bool) {
		for row := r.next(); row != nil; row = r.next() {
			if !yield(row) {
				return
			}
		}
	}
}

// All are the rows that are left.
func (r *SQLResult) All() []*SQLRow { return append([]*SQLRow{}, slices.Collect(r.Rows())...) }

// FetchOne is the next row, nil behind the last.
func (r *SQLResult) FetchOne() *SQLRow { return r.next() }

// FetchMany are the next rows, at most so many.
func (r *SQLResult) FetchMany(size int) []*SQLRow {
	rows := []*SQLRow{}
	for len(rows) < size && len(r.rows) > 0 {
		rows = append(rows, r.next())
	}
	return rows
}

// First is the first row, and lets go of the others.
func (r *SQLResult) First() *SQLRow {
	row := r.next()
	r.rows = nil
	return row
}

// One is the only row.
func (r *SQLResult) One() *SQLRow {
	row := r.OneOrNone()
	if row == nil {
		panic(&SQLNoResult{newException("No row was found when one was required")})
	}
	return row
}

// OneOrNone is the only row, nil where there is none.
func (r *SQLResult) OneOrNone() *SQLRow {
	if len(r.rows) > 1 {
		panic(&SQLManyResults{newException("Multiple rows were found when exactly one was required")})
	}
	return r.First()
}

// Scalar is the first value of the first row, nil where there is none.
func (r *SQLResult) Scalar() any {
	if row := r.First(); row != nil {
		return row.values[0]
	}
	return nil
}

func (r *SQLResult) ScalarOne() any { return r.One().values[0] }

func (r *SQLResult) ScalarOneOrNone() any {
	if row := r.OneOrNone(); row != nil {
		return row.values[0]
	}
	return nil
}

// Scalars are the first values of the rows.
func (r *SQLResult) Scalars() *SQLScalars { return &SQLScalars{r} }

// Mappings are the rows as dicts.
func (r *SQLResult) Mappings() *SQLMappings { return &SQLMappings{r} }

// SQLNoResult tells that there is no row where one was expected.
type SQLNoResult struct{ Exception }

func (e *SQLNoResult) As(target any) bool  { return asSQLError(e.Exception, false, target) }
func (e *SQLNoResult) pythonClass() string { return "NoResultFound" }

// SQLManyResults tells that there are several rows where one was expected.
type SQLManyResults struct{ Exception }

func (e *SQLManyResults) As(target any) bool  { return asSQLError(e.Exception, false, target) }
func (e *SQLManyResults) pythonClass() string { return "MultipleResultsFound" }

// SQLScalars are the first values of rows.
type SQLScalars struct{ result *SQLResult }

func (s *SQLScalars) All() []any {
	return mapped(s.result.All(), func(row *SQLRow) any { return row.values[0] })
}

func (s *SQLScalars) First() any     { return s.result.Scalar() }
func (s *SQLScalars) One() any       { return s.result.ScalarOne() }
func (s *SQLScalars) OneOrNone() any { return s.result.ScalarOneOrNone() }

// Rows goes over the values that are left.
func (s *SQLScalars) Rows() iter.Seq[any] { return slices.Values(s.All()) }

// SQLMappings are rows as dicts.
type SQLMappings struct{ result *SQLResult }

func (s *SQLMappings) All() []*OrderedMap[string, any] {
	return mapped(s.result.All(), rowEntries)
}

func (s *SQLMappings) First() *OrderedMap[string, any] {
	if row := s.result.First(); row != nil {
		return rowEntries(row)
	}
	return nil
}

// rowEntries is a row as a dict.
func rowEntries(row *SQLRow) *OrderedMap[string, any] { return row.Entries() }

func (s *SQLMappings) One() *OrderedMap[string, any] { return rowEntries(s.result.One()) }

// Rows goes over the rows that are left.
func (s *SQLMappings) Rows() iter.Seq[*OrderedMap[string, any]] { return slices.Values(s.All()) }
