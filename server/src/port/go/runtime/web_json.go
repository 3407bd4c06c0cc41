package portruntime

import (
	"fmt"
	"reflect"
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
	err     error
}

// decodeJSON reads JSON into ordered maps, lists and plain values.
func decodeJSON(text string) (value any, problem *jsonProblem) {
	defer func() {
		if failure := recover(); failure != nil {
			err, ok := failure.(*JSONDecodeError)
			if !ok {
				panic(failure)
			}
			problem = &jsonProblem{err.Pos, err.Msg, err}
		}
	}()
	reader := &jsonReader{text: []rune(text), plain: true}
	return reader.document(), nil
}
