package portruntime

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// jsonStyle is how a framework writes JSON.
type jsonStyle struct {
	comma, colon string
	sortKeys     bool
	ascii        bool
}

var compactStyle = jsonStyle{comma: ",", colon: ":"}
var sortedStyle = jsonStyle{comma: ",", colon: ":", sortKeys: true, ascii: true}
var spacedStyle = jsonStyle{comma: ", ", colon: ": ", ascii: true}

// appendJSON writes a value as JSON. Structs go by their tags, and floats are written as Python writes them.
func appendJSON(out []byte, value any, style jsonStyle) []byte {
	if isNil(value) {
		return append(out, "null"...)
	}
	switch v := value.(type) {
	case orderedValue:
		entries := []jsonEntry{}
		for key, item := range v.pairs() {
			entries = append(entries, jsonEntry{fmt.Sprint(key), item})
		}
		return appendObject(out, entries, style)
	case tupleValue:
		return appendList(out, len(v.items()), func(i int) any { return v.items()[i] }, style)
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return appendJSON(out, v.Elem().Interface(), style)
	case reflect.Bool:
		return strconv.AppendBool(out, v.Bool())
	case reflect.Int:
		if member, ok := value.(interface{ Value() any }); ok {
			return appendJSON(out, member.Value(), style)
		}
		return strconv.AppendInt(out, v.Int(), 10)
	case reflect.Float64:
		return append(out, formatFloat(v.Float())...)
	case reflect.String:
		return append(out, quoteJSON(v.String(), style.ascii)...)
	case reflect.Slice:
		return appendList(out, v.Len(), func(i int) any { return v.Index(i).Interface() }, style)
	case reflect.Map:
		entries := []jsonEntry{}
		for _, key := range v.MapKeys() {
			entries = append(entries, jsonEntry{fmt.Sprint(key.Interface()), v.MapIndex(key).Interface()})
		}
		slices.SortFunc(entries, func(a, b jsonEntry) int { return strings.Compare(a.key, b.key) })
		return appendObject(out, entries, style)
	case reflect.Struct:
		return appendObject(out, structEntries(nil, v), style)
	}
	panic(&TypeError{newException("Object of type " + className(value) + " is not JSON serializable")})
}

// modelText is a model as JSON.
func modelText(value any) string {
	return string(appendJSON(nil, value, compactStyle))
}

// modelFields are the fields of a model in their order; the models inside of it become maps too.
func modelFields(value any) *OrderedMap[string, any] {
	fields := NewOrderedMap[string, any]()
	for _, entry := range structEntries(nil, reflect.Indirect(reflect.ValueOf(value))) {
		fields.Set(entry.key, plainField(entry.value))
	}
	return fields
}

// plainField is the value of a field with maps in the place of models.
func plainField(value any) any {
	if isNil(value) {
		return nil
	}
	v := reflect.ValueOf(value)
	switch {
	case v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct && isModel(v.Elem()):
		return modelFields(value)
	case v.Kind() == reflect.Pointer && v.Elem().Kind() != reflect.Struct:
		return v.Elem().Interface()
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Pointer:
		items := make([]any, v.Len())
		for i := range items {
			items[i] = plainField(v.Index(i).Interface())
		}
		return items
	}
	return value
}

func isModel(v reflect.Value) bool {
	return len(structEntries(nil, v)) > 0
}

type jsonEntry struct {
	key   string
	value any
}

func structEntries(entries []jsonEntry, v reflect.Value) []jsonEntry {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			entries = structEntries(entries, v.Field(i))
		case name != "" && name != "-" && field.IsExported():
			entries = append(entries, jsonEntry{name, v.Field(i).Interface()})
		}
	}
	return entries
}

func appendObject(out []byte, entries []jsonEntry, style jsonStyle) []byte {
	if style.sortKeys {
		slices.SortStableFunc(entries, func(a, b jsonEntry) int { return strings.Compare(a.key, b.key) })
	}
	out = append(out, '{')
	for i, entry := range entries {
		if i > 0 {
			out = append(out, style.comma...)
		}
		out = append(out, quoteJSON(entry.key, style.ascii)...)
		out = append(out, style.colon...)
		out = appendJSON(out, entry.value, style)
	}
	return append(out, '}')
}

func appendList(out []byte, count int, item func(i int) any, style jsonStyle) []byte {
	out = append(out, '[')
	for i := range count {
		if i > 0 {
			out = append(out, style.comma...)
		}
		out = appendJSON(out, item(i), style)
	}
	return append(out, ']')
}

// jsonProblem is where a text stops being JSON, and why.
type jsonProblem struct {
	at      int
	message string
}

// decodeJSON reads JSON into ordered maps, lists and plain values.
func decodeJSON(text string) (any, *jsonProblem) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	value, err := readJSON(decoder)
	if err != nil {
		return nil, explainJSON(text)
	}
	if _, more := decoder.Token(); more != io.EOF {
		return nil, explainJSON(text)
	}
	return value, nil
}

// explainJSON finds the place at which Python's decoder gives up, and what it says.
func explainJSON(text string) *jsonProblem {
	reader := &jsonReader{text: []rune(text)}
	reader.space()
	if reader.value() {
		reader.space()
		if reader.at < len(reader.text) {
			reader.fail(reader.at, "Extra data")
		}
	}
	if reader.problem == nil {
		return &jsonProblem{0, "Expecting value"}
	}
	return reader.problem
}

// jsonReader walks over JSON to say what is wrong with it.
type jsonReader struct {
	text    []rune
	at      int
	problem *jsonProblem
}

func (r *jsonReader) fail(at int, message string) bool {
	r.problem = &jsonProblem{at, message}
	return false
}

func (r *jsonReader) peek() rune {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return -1
}

func (r *jsonReader) space() {
	for r.at < len(r.text) && strings.ContainsRune(" \t\n\r", r.text[r.at]) {
		r.at++
	}
}

func (r *jsonReader) value() bool {
	switch next := r.peek(); {
	case next == '"':
		return r.quoted()
	case next == '{':
		return r.object()
	case next == '[':
		return r.list()
	}
	match := jsonAtom.FindString(string(r.text[r.at:]))
	if match == "" {
		return r.fail(r.at, "Expecting value")
	}
	r.at += len(match)
	return true
}

var jsonAtom = regexp.MustCompile(`^(?:null|true|false|NaN|-?Infinity|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)`)

func (r *jsonReader) quoted() bool {
	start := r.at
	for r.at++; r.at < len(r.text); r.at++ {
		switch next := r.text[r.at]; {
		case next == '"':
			r.at++
			return true
		case next < ' ':
			return r.fail(r.at, "Invalid control character at")
		case next == '\\':
			r.at++
			if r.at >= len(r.text) {
				return r.fail(start, "Unterminated string starting at")
			}
			if !strings.ContainsRune(`"\/bfnrtu`, r.text[r.at]) {
				return r.fail(r.at-1, "Invalid \\escape")
			}
		}
	}
	return r.fail(start, "Unterminated string starting at")
}

func (r *jsonReader) object() bool {
	r.at++
	r.space()
	if r.peek() == '}' {
		r.at++
		return true
	}
	for {
		if r.peek() != '"' {
			return r.fail(r.at, "Expecting property name enclosed in double quotes")
		}
		if !r.quoted() {
			return false
		}
		r.space()
		if r.peek() != ':' {
			return r.fail(r.at, "Expecting ':' delimiter")
		}
		r.at++
		r.space()
		if !r.value() {
			return false
		}
		r.space()
		switch r.peek() {
		case '}':
			r.at++
			return true
		case ',':
			r.at++
			r.space()
		default:
			return r.fail(r.at, "Expecting ',' delimiter")
		}
	}
}

func (r *jsonReader) list() bool {
	r.at++
	r.space()
	if r.peek() == ']' {
		r.at++
		return true
	}
	for {
		if !r.value() {
			return false
		}
		r.space()
		switch r.peek() {
		case ']':
			r.at++
			return true
		case ',':
			r.at++
			r.space()
		default:
			return r.fail(r.at, "Expecting ',' delimiter")
		}
	}
}
