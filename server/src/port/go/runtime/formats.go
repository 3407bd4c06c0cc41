package portruntime

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// parseJSON reads JSON into the values that Python would make of it.
func parseJSON(text string) any {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	value, err := readJSON(decoder)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF {
			panic(&ValueError{newException("Extra data")})
		}
		return value
	}
	panic(&ValueError{newException("Expecting value: " + err.Error())})
}

func readJSON(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Number:
		if n, err := strconv.Atoi(t.String()); err == nil {
			return n, nil
		}
		return t.Float64()
	case json.Delim:
		if t == '[' {
			list := []any{}
			for decoder.More() {
				item, err := readJSON(decoder)
				if err != nil {
					return nil, err
				}
				list = append(list, item)
			}
			_, err = decoder.Token()
			return list, err
		}
		table := NewOrderedMap[string, any]()
		for decoder.More() {
			key, err := decoder.Token()
			if err != nil {
				return nil, err
			}
			value, err := readJSON(decoder)
			if err != nil {
				return nil, err
			}
			table.Set(key.(string), value)
		}
		_, err = decoder.Token()
		return table, err
	}
	return token, nil
}

// writeJSON writes a value as JSON; an indent below zero puts everything on one line.
func writeJSON(value any, indent int, sortKeys, ascii bool) string {
	var out strings.Builder
	putJSON(&out, value, indent, sortKeys, ascii, "\n")
	return out.String()
}

func putJSON(out *strings.Builder, value any, indent int, sortKeys, ascii bool, line string) {
	if isNil(value) {
		out.WriteString("null")
		return
	}
	inner := line
	if indent >= 0 {
		inner += strings.Repeat(" ", indent)
	}
	group := func(open, shut string, count int, put func(i int)) {
		out.WriteString(open)
		for i := range count {
			if i > 0 && indent < 0 {
				out.WriteString(", ")
			} else if i > 0 {
				out.WriteString(",")
			}
			if indent >= 0 {
				out.WriteString(inner)
			}
			put(i)
		}
		if indent >= 0 && count > 0 {
			out.WriteString(line)
		}
		out.WriteString(shut)
	}
	switch v := value.(type) {
	case bool:
		out.WriteString(strconv.FormatBool(v))
		return
	case string:
		out.WriteString(quoteJSON(v, ascii))
		return
	case float64:
		out.WriteString(formatFloat(v))
		return
	case tupleValue:
		items := v.items()
		group("[", "]", len(items), func(i int) { putJSON(out, items[i], indent, sortKeys, ascii, inner) })
		return
	case orderedValue:
		putObject(out, slices.Collect(pairsOf(v)), group, indent, sortKeys, ascii, inner)
		return
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer:
		putJSON(out, v.Elem().Interface(), indent, sortKeys, ascii, line)
	case reflect.Slice:
		group("[", "]", v.Len(), func(i int) { putJSON(out, v.Index(i).Interface(), indent, sortKeys, ascii, inner) })
	case reflect.Map:
		entries := []Pair[any, any]{}
		for _, key := range v.MapKeys() {
			entries = append(entries, Pair[any, any]{key.Interface(), v.MapIndex(key).Interface()})
		}
		putObject(out, entries, group, indent, true, ascii, inner)
	case reflect.Int:
		out.WriteString(strconv.FormatInt(v.Int(), 10))
	default:
		panic(&TypeError{newException("Object of type " + className(value) + " is not JSON serializable")})
	}
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

func putObject(out *strings.Builder, entries []Pair[any, any], group func(open, shut string, count int, put func(i int)), indent int, sortKeys, ascii bool, line string) {
	if sortKeys {
		slices.SortFunc(entries, func(a, b Pair[any, any]) int { return compareAny(a.First, b.First) })
	}
	group("{", "}", len(entries), func(i int) {
		key, ok := entries[i].First.(string)
		if !ok {
			key = str(entries[i].First)
		}
		out.WriteString(quoteJSON(key, ascii) + ": ")
		putJSON(out, entries[i].Second, indent, sortKeys, ascii, line)
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
