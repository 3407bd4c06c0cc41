package portruntime

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"iter"
	"math"
	"os"
	"reflect"
	"strings"
	"unicode/utf8"
)

// unsupported is the TypeError of an operator that its operands do not have.
func unsupported(operator string, a, b any) error {
	return &TypeError{newException(fmt.Sprintf("unsupported operand type(s) for %s: '%s' and '%s'", operator, className(a), className(b)))}
}

// arithmetic applies an operator to values whose types are only known when the program runs.
func arithmetic(operator string, a, b any) any {
	x, n, aInt, aNumber := numeric(a)
	y, m, bInt, bNumber := numeric(b)
	if aNumber && bNumber {
		if aInt && bInt {
			return integerArithmetic(operator, n, m)
		}
		return floatArithmetic(operator, x, y)
	}
	first, aText := a.(string)
	second, bText := b.(string)
	left, right := reflect.ValueOf(a), reflect.ValueOf(b)
	switch {
	case operator == "+" && aText && bText:
		return first + second
	case operator == "*" && aText && bInt:
		return strings.Repeat(first, max(m, 0))
	case operator == "*" && aInt && bText:
		return strings.Repeat(second, max(n, 0))
	case operator == "+" && left.IsValid() && right.IsValid() && left.Kind() == reflect.Slice && right.Kind() == reflect.Slice:
		if left.Type() == right.Type() {
			return reflect.AppendSlice(reflect.AppendSlice(reflect.MakeSlice(left.Type(), 0, left.Len()+right.Len()), left), right).Interface()
		}
		return append(collect(iterate(a)), collect(iterate(b))...)
	case operator == "*" && bInt && left.IsValid() && left.Kind() == reflect.Slice:
		result := reflect.MakeSlice(left.Type(), 0, left.Len()*max(m, 0))
		for range m {
			result = reflect.AppendSlice(result, left)
		}
		return result.Interface()
	case operator == "%" && aText:
		return formatPercent(first, b)
	}
	panic(unsupported(operator, a, b))
}

func integerArithmetic(operator string, a, b int) any {
	switch operator {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "/":
		return divide(float64(a), float64(b))
	case "//":
		return floorDiv(a, b)
	case "%":
		return floorMod(a, b)
	case "**":
		if b < 0 {
			return math.Pow(float64(a), float64(b))
		}
		return power(a, b)
	case "&":
		return a & b
	case "|":
		return a | b
	case "^":
		return a ^ b
	case "<<":
		return a << b
	case ">>":
		return a >> b
	}
	panic(unsupported(operator, a, b))
}

func floatArithmetic(operator string, a, b float64) any {
	switch operator {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "/":
		return divide(a, b)
	case "//":
		return floorDivFloat(a, b)
	case "%":
		return floorModFloat(a, b)
	case "**":
		return math.Pow(a, b)
	}
	panic(unsupported(operator, a, b))
}

// negate is -value for a number of unknown type.
func negate(value any) any {
	return arithmetic("*", value, -1)
}

// length is len() of a value of unknown type.
func length(value any) int {
	switch v := value.(type) {
	case string:
		return utf8.RuneCountInString(v)
	case interface{ Len() int }:
		return v.Len()
	case tupleValue:
		return len(v.items())
	}
	v := reflect.ValueOf(value)
	if v.IsValid() && (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) {
		return v.Len()
	}
	panic(&TypeError{newException("object of type '" + className(value) + "' has no len()")})
}

// element is value[key] for a value of unknown type.
func element(value, key any) any {
	switch v := value.(type) {
	case string:
		return charAt(v, toInt(key))
	case tupleValue:
		return at(v.items(), toInt(key))
	case orderedValue:
		for each, item := range v.pairs() {
			if equal(each, key) {
				return item
			}
		}
		panic(missingKey(key))
	}
	v := reflect.ValueOf(value)
	switch {
	case v.IsValid() && v.Kind() == reflect.Slice:
		return v.Index(position(toInt(key), v.Len())).Interface()
	case v.IsValid() && v.Kind() == reflect.Map:
		if item := v.MapIndex(reflect.ValueOf(key)); item.IsValid() {
			return item.Interface()
		}
		panic(missingKey(key))
	}
	panic(&TypeError{newException("'" + className(value) + "' object is not subscriptable")})
}

// setElement is value[key] = item for a value of unknown type.
func setElement(value, key, item any) {
	v := reflect.ValueOf(value)
	switch {
	case v.IsValid() && v.Kind() == reflect.Slice:
		v.Index(position(toInt(key), v.Len())).Set(valueFor(item, v.Type().Elem()))
		return
	case v.IsValid() && v.Kind() == reflect.Map:
		v.SetMapIndex(reflect.ValueOf(key), valueFor(item, v.Type().Elem()))
		return
	case v.IsValid() && v.MethodByName("Set").IsValid():
		set := v.MethodByName("Set")
		set.Call([]reflect.Value{valueFor(key, set.Type().In(0)), valueFor(item, set.Type().In(1))})
		return
	}
	panic(&TypeError{newException("'" + className(value) + "' object does not support item assignment")})
}

// valueFor makes a reflected value that fits a type, nil included.
func valueFor(value any, as reflect.Type) reflect.Value {
	if value == nil {
		return reflect.Zero(as)
	}
	v := reflect.ValueOf(value)
	if !v.Type().AssignableTo(as) && v.Type().ConvertibleTo(as) {
		return v.Convert(as)
	}
	return v
}

// toInt is an integer out of a value of unknown type.
func toInt(value any) int {
	if text, ok := value.(string); ok {
		return parseInt(text)
	}
	x, n, isInt, ok := numeric(value)
	switch {
	case isInt:
		return n
	case ok:
		return int(x)
	}
	panic(&TypeError{newException("int() argument must be a string, a bytes-like object or a real number, not '" + className(value) + "'")})
}

// toFloat is a float out of a value of unknown type.
func toFloat(value any) float64 {
	if text, ok := value.(string); ok {
		return parseFloat(text)
	}
	if x, _, _, ok := numeric(value); ok {
		return x
	}
	panic(&TypeError{newException("float() argument must be a string or a real number, not '" + className(value) + "'")})
}

// in tells whether a container of unknown type holds a value.
func in(value, container any) bool {
	if text, ok := container.(string); ok {
		part, ok := value.(string)
		return ok && strings.Contains(text, part)
	}
	for item := range iterate(container) {
		if equal(item, value) {
			return true
		}
	}
	return false
}

// to gives a value of unknown type the type that its use asks for, converting numbers and lists on the way.
func to[T any](value any) T {
	if typed, ok := value.(T); ok {
		return typed
	}
	var result T
	if isNil(value) {
		return result
	}
	target := reflect.TypeFor[T]()
	if converted, ok := convertTo(reflect.ValueOf(value), target); ok {
		return converted.Interface().(T)
	}
	panic(&TypeError{newException(fmt.Sprintf("'%s' does not fit %s", className(value), target))})
}

func convertTo(v reflect.Value, target reflect.Type) (reflect.Value, bool) {
	for v.Kind() == reflect.Interface {
		if v.IsNil() {
			return reflect.Zero(target), true
		}
		v = v.Elem()
	}
	switch {
	case v.Type().AssignableTo(target):
		result := reflect.New(target).Elem()
		result.Set(v)
		return result, true
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() != reflect.Struct:
		return convertTo(v.Elem(), target)
	case v.Kind() == reflect.Bool && (target.Kind() == reflect.Int || target.Kind() == reflect.Float64):
		return reflect.ValueOf(boolToInt(v.Bool())).Convert(target), true
	case v.CanInt() && (target.Kind() == reflect.Int || target.Kind() == reflect.Float64):
		return v.Convert(target), true
	case target.Kind() == reflect.Pointer && target.Elem().Kind() != reflect.Struct:
		inner, ok := convertTo(v, target.Elem())
		if !ok {
			return v, false
		}
		pointer := reflect.New(target.Elem())
		pointer.Elem().Set(inner)
		return pointer, true
	case v.Kind() == reflect.Slice && target.Kind() == reflect.Slice:
		list := reflect.MakeSlice(target, v.Len(), v.Len())
		for i := range v.Len() {
			item, ok := convertTo(v.Index(i), target.Elem())
			if !ok {
				return v, false
			}
			list.Index(i).Set(item)
		}
		return list, true
	case v.Kind() == reflect.Map && target.Kind() == reflect.Map:
		table := reflect.MakeMap(target)
		for _, key := range v.MapKeys() {
			k, ok := convertTo(key, target.Key())
			item, fits := convertTo(v.MapIndex(key), target.Elem())
			if !ok || !fits {
				return v, false
			}
			table.SetMapIndex(k, item)
		}
		return table, true
	case target.Implements(reflect.TypeFor[adopter]()) && isMapping(v.Interface()):
		table := reflect.New(target.Elem())
		table.Interface().(adopter).adopt(entriesOf(v.Interface()))
		return table, true
	case v.Kind() == reflect.Struct && target.Kind() == reflect.Struct && v.NumField() == target.NumField():
		result := reflect.New(target).Elem()
		for i := range v.NumField() {
			field, ok := convertTo(v.Field(i), target.Field(i).Type)
			if !ok || !result.Field(i).CanSet() {
				return v, false
			}
			result.Field(i).Set(field)
		}
		return result, true
	}
	if _, ok := v.Interface().(tupleValue); ok && target.Kind() == reflect.Slice {
		return convertTo(reflect.ValueOf(v.Interface().(tupleValue).items()), target)
	}
	return v, false
}

// callMethod calls a method by its Go name on a value of unknown type.
func callMethod(value any, name string, args ...any) any {
	if result, ok := callBuiltin(value, name, args); ok {
		return result
	}
	return callAny(reflect.ValueOf(value).MethodByName(name), value, name, args)
}

// callBuiltin calls a method of a dict or string, which has no such method in Go.
func callBuiltin(value any, name string, args []any) (any, bool) {
	if text, ok := value.(string); ok {
		switch name {
		case "Upper":
			return strings.ToUpper(text), true
		case "Lower":
			return strings.ToLower(text), true
		case "Strip":
			return strings.TrimSpace(text), true
		case "Title":
			return titleCase(text), true
		case "Split":
			if len(args) == 0 {
				return strings.Fields(text), true
			}
			return strings.Split(text, args[0].(string)), true
		case "Startswith":
			return strings.HasPrefix(text, args[0].(string)), true
		case "Endswith":
			return strings.HasSuffix(text, args[0].(string)), true
		}
		return nil, false
	}
	if value == nil || !isMapping(value) {
		return nil, false
	}
	pairs := entriesOf(value)
	switch name {
	case "Get":
		for key, item := range pairs {
			if equal(key, args[0]) {
				return item, true
			}
		}
		if len(args) > 1 {
			return args[1], true
		}
		return nil, true
	case "Keys", "Values", "Items":
		list := []any{}
		for key, item := range pairs {
			switch name {
			case "Keys":
				list = append(list, key)
			case "Values":
				list = append(list, item)
			default:
				list = append(list, Pair[any, any]{key, item})
			}
		}
		return list, true
	}
	return nil, false
}

// call calls a function of unknown type.
func call(function any, args ...any) any {
	return callAny(reflect.ValueOf(function), function, "", args)
}

func callAny(function reflect.Value, value any, name string, args []any) any {
	if !function.IsValid() || function.Kind() != reflect.Func {
		if name == "" {
			panic(&TypeError{newException("'" + className(value) + "' object is not callable")})
		}
		panic(&AttributeError{newException(fmt.Sprintf("'%s' object has no attribute '%s'", className(value), name))})
	}
	in := make([]reflect.Value, len(args))
	for i, arg := range args {
		parameter := function.Type().In(min(i, function.Type().NumIn()-1))
		if function.Type().IsVariadic() && i >= function.Type().NumIn()-1 {
			parameter = parameter.Elem()
		}
		in[i] = valueFor(arg, parameter)
	}
	results := function.Call(in)
	if n := len(results); n > 0 {
		if err, ok := results[n-1].Interface().(error); ok && err != nil && n > 1 {
			panic(err)
		}
		return results[0].Interface()
	}
	return nil
}

// field is an attribute, by its Go name, of a value of unknown type.
func field(value any, name string) any {
	v := reflect.ValueOf(value)
	if method := v; v.IsValid() && method.MethodByName(name).IsValid() {
		return method.MethodByName(name).Interface()
	}
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		if found := v.FieldByName(name); found.IsValid() && found.CanInterface() {
			return found.Interface()
		}
	}
	panic(&AttributeError{newException(fmt.Sprintf("'%s' object has no attribute '%s'", className(value), name))})
}

// formatPercent fills a template known only when it runs, as the % operator does.
func formatPercent(template string, values any) string {
	args := []any{values}
	if tuple, ok := values.(tupleValue); ok {
		args = tuple.items()
	}
	var out strings.Builder
	for i := 0; i < len(template); i++ {
		if template[i] != '%' {
			out.WriteByte(template[i])
			continue
		}
		start := i + 1
		for i++; i < len(template) && strings.IndexByte("-+ #0123456789.", template[i]) >= 0; i++ {
		}
		if i < len(template) && template[i] == '%' {
			out.WriteByte('%')
			continue
		}
		flags, kind, value := template[start:i], template[i:i+1], args[0]
		args = args[1:]
		switch kind {
		case "r":
			value, kind = repr(value), "s"
		case "s":
			value = str(value)
		case "i", "u":
			kind = "d"
		}
		if strings.HasPrefix(flags, "-") {
			flags = "<" + flags[1:]
		} else if kind == "s" && flags != "" {
			flags = ">" + flags
		}
		out.WriteString(formatSpec(value, flags+kind))
	}
	return out.String()
}

// goName is the Go name of an attribute.
func goName(name string) string {
	var out strings.Builder
	for _, part := range strings.Split(name, "_") {
		out.WriteString(capitalizeFirst(part))
	}
	return out.String()
}

func capitalizeFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// fieldOr is an attribute of a value of unknown type, or a fallback.
func fieldOr(value any, name string, fallback any) any {
	if hasField(value, name) {
		return field(value, name)
	}
	return fallback
}

// hasField tells whether a value of unknown type has an attribute.
func hasField(value any, name string) (found bool) {
	defer func() { found = recover() == nil }()
	field(value, name)
	return true
}

// identity is a number of its own for each object.
func identity(value any) int {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func:
		return int(v.Pointer())
	}
	return hashOf(value)
}

// hashOf is a number that equal values share.
func hashOf(value any) int {
	digest := fnv.New64a()
	digest.Write([]byte(repr(value)))
	return int(digest.Sum64() >> 1)
}

// readLine reads a line of standard input.
func readLine() string {
	line, err := stdin.ReadString('\n')
	if err != nil && line == "" {
		panic(&EOFError{newException("EOF when reading a line")})
	}
	return strings.TrimRight(line, "\r\n")
}

// stdin is read line by line.
var stdin = bufio.NewReader(os.Stdin)

// isSequence tells whether a value is a list or a tuple.
func isSequence(value any) bool {
	if _, ok := value.(tupleValue); ok {
		return true
	}
	_, isBytes := value.([]byte)
	return !isBytes && reflect.ValueOf(value).Kind() == reflect.Slice
}

// adopter is a map that can take over entries of any type.
type adopter interface {
	adopt(entries iter.Seq2[any, any])
}

// adopt takes over entries, which must fit.
func (m *OrderedMap[K, V]) adopt(entries iter.Seq2[any, any]) {
	m.index = map[K]int{}
	for key, value := range entries {
		m.Set(to[K](key), to[V](value))
	}
}

// isMapping tells whether a value is a dict.
func isMapping(value any) bool {
	_, ok := value.(orderedValue)
	return ok || reflect.ValueOf(value).Kind() == reflect.Map
}

// entriesOf goes over the entries of a dict of unknown type.
func entriesOf(value any) iter.Seq2[any, any] {
	if own, ok := value.(orderedValue); ok {
		return own.pairs()
	}
	return func(yield func(any, any) bool) {
		v := reflect.ValueOf(value)
		for _, key := range v.MapKeys() {
			if !yield(key.Interface(), v.MapIndex(key).Interface()) {
				return
			}
		}
	}
}
