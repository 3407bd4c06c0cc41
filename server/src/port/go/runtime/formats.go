package portruntime

import (
	"fmt"
	"iter"
	"math"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// JSONDecodeError is what reading a text that is no JSON raises; Pos counts code points.
type JSONDecodeError struct {
	ValueError
	Msg                string
	Doc                string
	Pos, Lineno, Colno int
}

// jsonReader reads a text from a place that moves on.
type jsonReader struct {
	text []rune
	at   int
	// plain reads lists that nobody makes grow.
	plain bool
}

func (r *jsonReader) document() any {
	r.space()
	value := r.value()
	r.space()
	if r.at < len(r.text) {
		r.fail("Extra data", r.at)
	}
	return value
}

// parseJSON reads JSON into the values that Python would make of it; a list is behind a pointer, so that all who hold it see it grow.
func parseJSON(text string) any {
	reader := &jsonReader{text: []rune(text)}
	return reader.document()
}

func (r *jsonReader) fail(message string, at int) {
	line, column := 1, at+1
	for i, char := range r.text[:min(at, len(r.text))] {
		if char == '\n' {
			line, column = line+1, at-i
		}
	}
	text := fmt.Sprintf("%s: line %d column %d (char %d)", message, line, column, at)
	panic(&JSONDecodeError{ValueError{newException(text)}, message, string(r.text), at, line, column})
}

func (r *jsonReader) peek() rune {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *jsonReader) space() {
	for r.at < len(r.text) && strings.ContainsRune(" \t\n\r", r.text[r.at]) {
		r.at++
	}
}

func (r *jsonReader) value() any {
	switch r.peek() {
	case '"':
		return r.string()
	case '[':
		list := []any{}
		r.members(']', func() { list = append(list, r.value()) })
		if r.plain {
			return list
		}
		return &list
	case '{':
		table := NewOrderedMap[string, any]()
		r.members('}', func() {
			if r.peek() != '"' {
				r.fail("Expecting property name enclosed in double quotes", r.at)
			}
			key := r.string()
			r.space()
			if r.peek() != ':' {
				r.fail("Expecting ':' delimiter", r.at)
			}
			r.at++
			r.space()
			table.Set(key, r.value())
		})
		return table
	}
	for word, value := range map[string]any{"null": nil, "true": true, "false": false, "NaN": math.NaN(), "Infinity": math.Inf(1), "-Infinity": math.Inf(-1)} {
		if end := r.at + len(word); end <= len(r.text) && string(r.text[r.at:end]) == word {
			r.at = end
			return value
		}
	}
	number := jsonNumber.FindString(string(r.text[r.at:min(r.at+400, len(r.text))]))
	if number == "" {
		r.fail("Expecting value", r.at)
	}
	r.at += len(number)
	if n, err := strconv.Atoi(number); err == nil {
		return n
	}
	return must(strconv.ParseFloat(number, 64))
}

var jsonNumber = regexp.MustCompile(`^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?`)

func (r *jsonReader) members(end rune, member func()) {
	r.at++
	r.space()
	if r.peek() == end {
		r.at++
		return
	}
	for {
		member()
		r.space()
		if r.peek() == end {
			r.at++
			return
		}
		if r.peek() != ',' {
			r.fail("Expecting ',' delimiter", r.at)
		}
		r.at++
		r.space()
	}
}

func (r *jsonReader) string() string {
	var out strings.Builder
	start := r.at
	for r.at++; r.at < len(r.text); r.at++ {
		char := r.text[r.at]
		switch {
		case char == '"':
			r.at++
			return out.String()
		case char < ' ':
			r.fail("Invalid control character at", r.at)
		case char != '\\':
			out.WriteRune(char)
			continue
		}
		r.at++
		escape := r.peek()
		if i := strings.IndexRune(`"\/bfnrt`, escape); escape != 0 && i >= 0 {
			out.WriteByte("\"\\/\b\f\n\r\t"[i])
			continue
		}
		if escape != 'u' {
			r.fail("Invalid \\escape", r.at-1)
		}
		code := r.hex()
		if utf16.IsSurrogate(code) && r.at+2 < len(r.text) && r.text[r.at+1] == '\\' && r.text[r.at+2] == 'u' {
			r.at += 2
			code = utf16.DecodeRune(code, r.hex())
		}
		out.WriteRune(code)
	}
	r.fail("Unterminated string starting at", start)
	return ""
}

// hex reads the four digits of an escape that stands at its letter.
func (r *jsonReader) hex() rune {
	if r.at+4 < len(r.text) {
		if code, err := strconv.ParseUint(string(r.text[r.at+1:r.at+5]), 16, 32); err == nil {
			r.at += 4
			return rune(code)
		}
	}
	r.fail("Invalid \\uXXXX escape", r.at)
	return 0
}

// writeJSON writes a value as JSON; an indent below zero puts everything on one line.
func writeJSON(value any, indent int, sortKeys, ascii bool) string {
	if indent < 0 {
		return writeJSONWith(value, indent, sortKeys, ascii, ", ", ": ")
	}
	return writeJSONWith(value, indent, sortKeys, ascii, ",", ": ")
}

// documentStyle is how JSON is laid out.
type documentStyle struct {
	indent          int
	sortKeys, ascii bool
	comma, colon    string
}

// writeJSONWith writes a value as JSON with separators of its own.
func writeJSONWith(value any, indent int, sortKeys, ascii bool, comma, colon string) string {
	var out strings.Builder
	putJSON(&out, value, documentStyle{indent, sortKeys, ascii, comma, colon}, "\n")
	return out.String()
}

func putJSON(out *strings.Builder, value any, style documentStyle, line string) {
	if isNil(value) {
		out.WriteString("null")
		return
	}
	inner := line
	if style.indent >= 0 {
		inner += strings.Repeat(" ", style.indent)
	}
	group := func(open, shut string, count int, put func(i int)) {
		out.WriteString(open)
		for i := range count {
			if i > 0 {
				out.WriteString(style.comma)
			}
			if style.indent >= 0 {
				out.WriteString(inner)
			}
			put(i)
		}
		if style.indent >= 0 && count > 0 {
			out.WriteString(line)
		}
		out.WriteString(shut)
	}
	switch v := value.(type) {
	case bool:
		out.WriteString(strconv.FormatBool(v))
		return
	case string:
		out.WriteString(quoteJSON(v, style.ascii))
		return
	case float64:
		out.WriteString(jsonFloat(v))
		return
	case tupleValue:
		items := v.items()
		group("[", "]", len(items), func(i int) { putJSON(out, items[i], style, inner) })
		return
	case orderedValue:
		putObject(out, slices.Collect(pairsOf(v)), group, style, inner)
		return
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer:
		putJSON(out, v.Elem().Interface(), style, line)
	case reflect.Slice:
		group("[", "]", v.Len(), func(i int) { putJSON(out, v.Index(i).Interface(), style, inner) })
	case reflect.Map:
		entries := []Pair[any, any]{}
		for _, key := range v.MapKeys() {
			entries = append(entries, Pair[any, any]{key.Interface(), v.MapIndex(key).Interface()})
		}
		putObject(out, entries, group, documentStyle{style.indent, true, style.ascii, style.comma, style.colon}, inner)
	case reflect.Int:
		out.WriteString(strconv.FormatInt(v.Int(), 10))
	default:
		panic(&TypeError{newException("Object of type " + className(value) + " is not JSON serializable")})
	}
}

// jsonFloat is a float as JSON has it, with Python's words for what JSON lacks.
func jsonFloat(x float64) string {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 0):
		return map[bool]string{true: "Infinity", false: "-Infinity"}[x > 0]
	}
	return formatFloat(x)
}

func pairsOf(value orderedValue) iter.Seq[Pair[any, any]] {
	return func(yield func(Pair[any, any]) bool) {
		for key, item := range value.pairs() {
			if !yield(Pair[any, any]{key, item}) {
				return
			}
		}
	}
}

func putObject(out *strings.Builder, entries []Pair[any, any], group func(open, shut string, count int, put func(i int)), style documentStyle, line string) {
	if style.sortKeys {
		slices.SortFunc(entries, func(a, b Pair[any, any]) int { return compareAny(a.First, b.First) })
	}
	group("{", "}", len(entries), func(i int) {
		key, ok := entries[i].First.(string)
		if !ok {
			var text strings.Builder
			putJSON(&text, entries[i].First, style, line)
			key = text.String()
		}
		out.WriteString(quoteJSON(key, style.ascii) + style.colon)
		putJSON(out, entries[i].Second, style, line)
	})
}

func quoteJSON(text string, ascii bool) string {
	var out strings.Builder
	out.WriteByte('"')
	escape := func(r rune) {
		const digits = "0123456789abcdef"
		out.WriteString(`\u`)
		for shift := 12; shift >= 0; shift -= 4 {
			out.WriteByte(digits[r>>shift&15])
		}
	}
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\r':
			out.WriteString(`\r`)
		case r == '\t':
			out.WriteString(`\t`)
		case r < ' ' || ascii && r >= 0x7f && r < 0x10000:
			escape(r)
		case ascii && r >= 0x10000:
			escape(0xd800 + (r-0x10000)>>10)
			escape(0xdc00 + (r-0x10000)&0x3ff)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// Match is what a regular expression found; positions count code points.
type Match struct {
	pattern *regexp.Regexp
	text    string
	spans   []int
}

func newMatch(pattern *regexp.Regexp, text string, spans []int) *Match {
	if spans == nil {
		return nil
	}
	return &Match{pattern, text, spans}
}

// compiledPattern compiles a pattern that a variable of the package starts with. What Go's syntax does not have is said at once, and
// fails where the pattern is used, so that a program that does not use it runs.
func compiledPattern(pattern string) *regexp.Regexp {
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		fmt.Fprintln(os.Stderr, "not ported:", err)
		return nil
	}
	return compiled
}

// searchPattern finds the first match anywhere.
func searchPattern(pattern *regexp.Regexp, text string) *Match {
	return newMatch(pattern, text, pattern.FindStringSubmatchIndex(text))
}

// matchPattern matches at the start, and up to the end when whole.
func matchPattern(pattern *regexp.Regexp, text string, whole bool) *Match {
	anchored := `\A(?:` + pattern.String() + `)`
	if whole {
		anchored += `\z`
	}
	return newMatch(pattern, text, regexp.MustCompile(anchored).FindStringSubmatchIndex(text))
}

// Group is the text of a group, empty where it took no part; 0 is the whole match.
func (m *Match) Group(i int) string {
	if text := m.OptionalGroup(i); text != nil {
		return *text
	}
	return ""
}

// OptionalGroup is the text of a group, nil where it took no part in the match.
func (m *Match) OptionalGroup(i int) *string {
	if i < 0 || 2*i >= len(m.spans) {
		panic(&IndexError{newException("no such group")})
	}
	if m.spans[2*i] < 0 {
		return nil
	}
	text := m.text[m.spans[2*i]:m.spans[2*i+1]]
	return &text
}

// OptionalNamed is the text of a named group, nil where it took no part in the match.
func (m *Match) OptionalNamed(name string) *string {
	return m.OptionalGroup(m.pattern.SubexpIndex(name))
}

// OptionalGroups are the texts of all groups.
func (m *Match) OptionalGroups() Tuple[*string] {
	groups := Tuple[*string]{}
	for i := 1; i < len(m.spans)/2; i++ {
		groups = append(groups, m.OptionalGroup(i))
	}
	return groups
}

// OptionalGroupMap are the texts of the named groups.
func (m *Match) OptionalGroupMap() *OrderedMap[string, *string] {
	groups := NewOrderedMap[string, *string]()
	for i, name := range m.pattern.SubexpNames() {
		if name != "" {
			groups.Set(name, m.OptionalGroup(i))
		}
	}
	return groups
}

// GroupsOr are the texts of all groups, with another text for those that took no part.
func (m *Match) GroupsOr(missing string) Tuple[string] {
	groups := Tuple[string]{}
	for _, text := range m.OptionalGroups() {
		if text == nil {
			text = &missing
		}
		groups = append(groups, *text)
	}
	return groups
}

// Lastgroup is the name of the group that closed last.
func (m *Match) Lastgroup() string {
	last, open, count := 0, []int{}, 0
	source := m.pattern.String()
	for i := 0; i < len(source); i++ {
		switch source[i] {
		case '\\':
			i++
		case '[':
			for i += 2; i < len(source) && source[i] != ']'; i++ {
				if source[i] == '\\' {
					i++
				}
			}
		case '(':
			group := 0
			if !strings.HasPrefix(source[i:], "(?") || strings.HasPrefix(source[i:], "(?P<") {
				count++
				group = count
			}
			open = append(open, group)
		case ')':
			group := open[len(open)-1]
			open = open[:len(open)-1]
			if group > 0 && m.spans[2*group] >= 0 {
				last = group
			}
		}
	}
	return m.pattern.SubexpNames()[last]
}

// Named is the text of a named group.
func (m *Match) Named(name string) string { return m.Group(m.pattern.SubexpIndex(name)) }

// Groups are the texts of all groups.
func (m *Match) Groups() Tuple[string] {
	groups := Tuple[string]{}
	for i := 1; i < len(m.spans)/2; i++ {
		groups = append(groups, m.Group(i))
	}
	return groups
}

// GroupMap are the texts of the named groups.
func (m *Match) GroupMap() *OrderedMap[string, string] {
	groups := NewOrderedMap[string, string]()
	for i, name := range m.pattern.SubexpNames() {
		if name != "" {
			groups.Set(name, m.Group(i))
		}
	}
	return groups
}

// Start is where a group begins.
func (m *Match) Start(i int) int { return utf8.RuneCountInString(m.text[:m.spans[2*i]]) }

// End is where a group ends.
func (m *Match) End(i int) int { return utf8.RuneCountInString(m.text[:m.spans[2*i+1]]) }

// findMatches lists all matches.
func findMatches(pattern *regexp.Regexp, text string) []*Match {
	return mapped(pattern.FindAllStringSubmatchIndex(text, -1), func(spans []int) *Match { return newMatch(pattern, text, spans) })
}

// findAll lists the texts that match, or those of the only group.
func findAll(pattern *regexp.Regexp, text string) []string {
	if pattern.NumSubexp() > 1 {
		panic(&RuntimeError{newException("findall with several groups in a pattern that is not written out is not ported")})
	}
	group := pattern.NumSubexp()
	return mapped(findMatches(pattern, text), func(m *Match) string { return m.Group(group) })
}

// replaceMatches puts what a function gives in the place of each match, at most count of them unless that is zero.
func replaceMatches(pattern *regexp.Regexp, text string, replace func(*Match) string, count int) string {
	var out strings.Builder
	last := 0
	for i, m := range findMatches(pattern, text) {
		if count > 0 && i >= count {
			break
		}
		out.WriteString(text[last:m.spans[0]])
		out.WriteString(replace(m))
		last = m.spans[1]
	}
	return out.String() + text[last:]
}

// expandTemplate fills the groups of a match into a replacement such as `\1 \g<name>`.
func expandTemplate(template string) func(*Match) string {
	reference := regexp.MustCompile(`\\(?:(\d)|g<(\w+)>|(n)|(\\))`)
	return func(m *Match) string {
		return reference.ReplaceAllStringFunc(template, func(found string) string {
			parts := reference.FindStringSubmatch(found)
			switch {
			case parts[1] != "":
				return m.Group(int(parts[1][0] - '0'))
			case parts[3] != "":
				return "\n"
			case parts[4] != "":
				return `\`
			}
			if i, err := strconv.Atoi(parts[2]); err == nil {
				return m.Group(i)
			}
			return m.Named(parts[2])
		})
	}
}

// splitPattern splits a text at the matches of a pattern, whose groups stay in the result.
func splitPattern(pattern *regexp.Regexp, text string, limit int) []string {
	parts := []string{}
	last := 0
	for i, m := range findMatches(pattern, text) {
		if limit > 0 && i >= limit {
			break
		}
		parts = append(parts, text[last:m.spans[0]])
		parts = append(parts, m.Groups()...)
		last = m.spans[1]
	}
	return append(parts, text[last:])
}
