package portruntime

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"iter"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unsupported is the TypeError of an operator that its operands do not have.
func unsupported(operator string, a, b any) error {
	return &TypeError{newException(fmt.Sprintf("unsupported operand type(s) for %s: '%s' and '%s'", operator, className(a), className(b)))}
}

// arithmeticBeyond does what leaves 64 bits, in a program that has such integers.
var arithmeticBeyond func(operator string, a, b any) (any, bool)

// arithmetic applies an operator to values whose types are only known when the program runs.
func arithmetic(operator string, a, b any) any {
	if arithmeticBeyond != nil {
		if result, ok := arithmeticBeyond(operator, a, b); ok {
			return result
		}
	}
	x, n, aInt, aNumber := numeric(a)
	y, m, bInt, bNumber := numeric(b)
	if aNumber && bNumber {
		if aInt && bInt {
			return integerArithmetic(operator, n, m)
		}
		return floatArithmetic(operator, x, y)
	}
	a, b = behind(a), behind(b)
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
	v := reflect.ValueOf(behind(value))
	if v.IsValid() && (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) {
		return v.Len()
	}
	panic(&TypeError{newException("object of type '" + className(value) + "' has no len()")})
}

// element is value[key] for a value of unknown type.
func element(value, key any) any {
	switch v := value.(type) {
	case interface{ itemOf(any) any }:
		return v.itemOf(key)
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
	v := reflect.ValueOf(behind(value))
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
	switch list := reflect.ValueOf(behind(value)); {
	case list.IsValid() && list.Kind() == reflect.Slice:
		v = list
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

// sliceAny is value[start:stop] for a value of unknown type.
func sliceAny(value any, start, stop int) any {
	if text, ok := behind(value).(string); ok {
		return substring(text, start, stop)
	}
	return slice(to[[]any](value), start, stop)
}

// isFunction tells whether a value of unknown type can be called.
func isFunction(value any) bool {
	v := reflect.ValueOf(value)
	return v.IsValid() && (v.Kind() == reflect.Func || v.MethodByName("Call").IsValid())
}

// toInt is an integer out of a value of unknown type.
func toInt(value any) int {
	switch text := value.(type) {
	case string:
		return parseInt(text)
	case []byte:
		return parseInt(string(text))
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
	switch text := value.(type) {
	case string:
		return parseFloat(text)
	case []byte:
		return parseFloat(string(text))
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
	case v.CanInt() && target.Implements(reflect.TypeFor[wideInteger]()):
		wide := reflect.New(target.Elem())
		wide.MethodByName("SetInt64").Call([]reflect.Value{reflect.ValueOf(v.Int())})
		return wide, true
	case (target.Kind() == reflect.Int || target.Kind() == reflect.Float64) && v.Type().Implements(reflect.TypeFor[wideInteger]()):
		return reflect.ValueOf(v.Interface().(wideInteger).Int64()).Convert(target), true
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

// callBuiltin calls a method of a string, list or dict, which has no such method in Go.
func callBuiltin(value any, name string, args []any) (any, bool) {
	switch v := value.(type) {
	case string:
		return callText(v, name, args)
	case *[]any:
		return callList(v, name, args)
	case *OrderedMap[string, any]:
		if result, ok := callTable(v, name, args); ok {
			return result, true
		}
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
		return argumentOr(args, 1, nil), true
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

// changed calls a method that changes a list of unknown type, and gives the list that it then is.
func changed(value any, name string, args ...any) any {
	v := reflect.ValueOf(value)
	if !v.IsValid() || v.Kind() != reflect.Slice {
		callMethod(value, name, args...)
		return value
	}
	list := collect(iterate(value))
	if _, ok := callList(&list, name, args); !ok {
		panic(&AttributeError{newException(fmt.Sprintf("'%s' object has no attribute '%s'", className(value), name))})
	}
	if same, ok := convertTo(reflect.ValueOf(list), v.Type()); ok {
		return same.Interface()
	}
	return list
}

// largestOf is max() of values, or of what is in the only one.
func largestOf(values ...any) any {
	if len(values) == 1 {
		values = collect(iterate(values[0]))
	}
	return maxOf(values, compareAny)
}

// smallestOf is min() of values, or of what is in the only one.
func smallestOf(values ...any) any {
	if len(values) == 1 {
		values = collect(iterate(values[0]))
	}
	return minOf(values, compareAny)
}

// printAll is print() of values.
func printAll(values ...any) {
	texts := []string{}
	for _, value := range values {
		texts = append(texts, str(value))
	}
	fmt.Println(strings.Join(texts, " "))
}

// argumentOr is an argument of a call, or what stands for one that is left out.
func argumentOr(args []any, i int, missing any) any {
	if i < len(args) {
		return args[i]
	}
	return missing
}

// callText calls a method of a string.
func callText(text, name string, args []any) (any, bool) {
	first, _ := argumentOr(args, 0, "").(string)
	second, _ := argumentOr(args, 1, "").(string)
	switch name {
	case "Upper":
		return strings.ToUpper(text), true
	case "Lower", "Casefold":
		return strings.ToLower(text), true
	case "Encode":
		return []byte(text), true
	case "Strip", "Lstrip", "Rstrip":
		return stripped(text, name, args), true
	case "Title":
		return titleCase(text), true
	case "Capitalize":
		return capitalize(text), true
	case "Split":
		if len(args) == 0 || args[0] == nil {
			return strings.Fields(text), true
		}
		return strings.Split(text, first), true
	case "Splitlines":
		return splitLines(text, false), true
	case "Startswith":
		return strings.HasPrefix(text, first), true
	case "Endswith":
		return strings.HasSuffix(text, first), true
	case "Replace":
		return strings.ReplaceAll(text, first, second), true
	case "Join":
		parts := []string{}
		for part := range iterate(args[0]) {
			parts = append(parts, part.(string))
		}
		return strings.Join(parts, text), true
	case "Find":
		return strings.Index(text, first), true
	case "Count":
		return strings.Count(text, first), true
	case "Zfill":
		return zeroFill(text, toInt(args[0])), true
	case "Isdigit":
		return allRunes(text, unicode.IsDigit), true
	case "Isalpha":
		return allRunes(text, unicode.IsLetter), true
	case "Isalnum":
		return allRunes(text, isAlphanumeric), true
	case "Isspace":
		return allRunes(text, unicode.IsSpace), true
	}
	return nil, false
}

func stripped(text, name string, args []any) string {
	trim := func(r rune) bool { return unicode.IsSpace(r) }
	if set, ok := argumentOr(args, 0, nil).(string); ok {
		trim = func(r rune) bool { return strings.ContainsRune(set, r) }
	}
	switch name {
	case "Lstrip":
		return strings.TrimLeftFunc(text, trim)
	case "Rstrip":
		return strings.TrimRightFunc(text, trim)
	}
	return strings.TrimFunc(text, trim)
}

// callList calls a method of a list.
func callList(list *[]any, name string, args []any) (any, bool) {
	find := func(value any) int {
		at := slices.IndexFunc(*list, func(item any) bool { return equal(item, value) })
		if at < 0 {
			panic(&ValueError{newException(repr(value) + " is not in list")})
		}
		return at
	}
	switch name {
	case "Append":
		*list = append(*list, args[0])
	case "Extend":
		*list = append(*list, collect(iterate(args[0]))...)
	case "Insert":
		*list = slices.Insert(*list, min(max(toInt(args[0]), 0), len(*list)), args[1])
	case "Pop":
		if len(*list) == 0 {
			panic(&IndexError{newException("pop from empty list")})
		}
		at := position(toInt(argumentOr(args, 0, -1)), len(*list))
		item := (*list)[at]
		*list = slices.Delete(*list, at, at+1)
		return item, true
	case "Remove":
		at := find(args[0])
		*list = slices.Delete(*list, at, at+1)
	case "Sort":
		order := compareAny
		if truthy(argumentOr(args, 0, false)) {
			order = func(a, b any) int { return compareAny(b, a) }
		}
		slices.SortStableFunc(*list, order)
	case "Reverse":
		slices.Reverse(*list)
	case "Clear":
		*list = []any{}
	case "Copy":
		list := slices.Clone(*list)
		return &list, true
	case "Index":
		return find(args[0]), true
	case "Count":
		count := 0
		for _, item := range *list {
			if equal(item, args[0]) {
				count++
			}
		}
		return count, true
	default:
		return nil, false
	}
	return nil, true
}

// callTable calls a method that changes a dict.
func callTable(table *OrderedMap[string, any], name string, args []any) (any, bool) {
	switch name {
	case "Update":
		for key, item := range entriesOf(args[0]) {
			table.Set(key.(string), item)
		}
		return nil, true
	case "Setdefault":
		key := args[0].(string)
		if !table.Has(key) {
			table.Set(key, argumentOr(args, 1, nil))
		}
		return table.Get(key), true
	case "Pop":
		key := args[0].(string)
		if !table.Has(key) {
			if len(args) > 1 {
				return args[1], true
			}
			panic(missingKey(key))
		}
		item := table.Get(key)
		table.Delete(key)
		return item, true
	case "Copy":
		copied := NewOrderedMap[string, any]()
		for key, item := range table.All() {
			copied.Set(key, item)
		}
		return copied, true
	}
	return nil, false
}

// deleteElement is del value[key] for a value of unknown type.
func deleteElement(value, key any) {
	switch v := value.(type) {
	case *[]any:
		callList(v, "Pop", []any{key})
		return
	case *OrderedMap[string, any]:
		callTable(v, "Pop", []any{key})
		return
	}
	if v := reflect.ValueOf(value); v.IsValid() && v.Kind() == reflect.Map {
		if !v.MapIndex(reflect.ValueOf(key)).IsValid() {
			panic(missingKey(key))
		}
		v.SetMapIndex(reflect.ValueOf(key), reflect.Value{})
		return
	}
	panic(&TypeError{newException("'" + className(value) + "' object does not support item deletion")})
}

// call calls a function of unknown type.
func call(function any, args ...any) any {
	return callSpread(function, args, nil)
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
		if converted, ok := convertTo(in[i], parameter); ok && !in[i].Type().AssignableTo(parameter) {
			in[i] = converted
		}
	}
	if missing := function.Type().NumIn() - len(in); !function.Type().IsVariadic() && missing != 0 {
		panic(&TypeError{newException(fmt.Sprintf("the function takes %d arguments, not %d", function.Type().NumIn(), len(in)))})
	}
	results := function.Call(in)
	if n := len(results); n > 0 {
		if err, ok := results[n-1].Interface().(error); ok && err != nil && n > 1 {
			panic(err)
		}
		return unwrapped(results[0])
	}
	return nil
}

// unwrapped is a result as a value of any type: what an optional number or text points at, or nil.
func unwrapped(v reflect.Value) any {
	if v.Kind() != reflect.Pointer || v.Type().Elem().Kind() == reflect.Struct || v.Type().Elem().Kind() == reflect.Slice {
		return v.Interface()
	}
	if v.IsNil() {
		return nil
	}
	return v.Elem().Interface()
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

// setField sets a field by its Go name on a value of unknown type.
func setField(value any, name string, item any) {
	v := reflect.ValueOf(value)
	if v.IsValid() && v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
		if field := v.Elem().FieldByName(name); field.IsValid() && field.CanSet() {
			field.Set(valueFor(item, field.Type()))
			return
		}
		if set := v.MethodByName("Set" + name); set.IsValid() && set.Type().NumIn() == 1 {
			set.Call([]reflect.Value{valueFor(item, set.Type().In(0))})
			return
		}
	}
	panic(&AttributeError{newException("'" + className(value) + "' object has no attribute '" + name + "'")})
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
		if strings.HasPrefix(template[start:], "(") {
			name, _, _ := strings.Cut(template[start+1:], ")")
			args = append([]any{element(values, name)}, args...)
			start += len(name) + 2
			i = start - 1
		}
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
	return !isBytes && reflect.ValueOf(behind(value)).Kind() == reflect.Slice
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

// numberOr is what a pointer points at as a float, or the float in its place.
func numberOr(found *int, fallback float64) float64 {
	if found == nil {
		return fallback
	}
	return float64(*found)
}

// RecordField is what a dataclass says of one of its fields.
type RecordField struct{ Name string }

// recordFields are the fields of a dataclass.
func recordFields(names ...string) Tuple[any] {
	fields := make(Tuple[any], len(names))
	for i, name := range names {
		fields[i] = &RecordField{Name: name}
	}
	return fields
}
