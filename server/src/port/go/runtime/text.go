package portruntime

import (
	"cmp"
	"fmt"
	"hash"
	"iter"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// end stands for a slice bound that is left out.
const end = math.MaxInt

// clampBounds turns the bounds of a Python slice into those of a Go slice of n elements.
func clampBounds(start, stop, n int) (int, int) {
	if start < 0 {
		start = max(start+n, 0)
	}
	if stop < 0 {
		stop = max(stop+n, 0)
	}
	start, stop = min(start, n), min(stop, n)
	return start, max(start, stop)
}

// substring is text[start:stop], counted in code points.
func substring(text string, start, stop int) string {
	runes := []rune(text)
	start, stop = clampBounds(start, stop, len(runes))
	return string(runes[start:stop])
}

// substringStep is text[start:stop:step]; a nil bound is left out.
func substringStep(text string, start, stop *int, step int) string {
	return string(sliceStep([]rune(text), start, stop, step))
}

// charAt is the character at an index, which counts from the end when negative.
func charAt(text string, index int) string {
	runes := []rune(text)
	if index < 0 {
		index += len(runes)
	}
	if index < 0 || index >= len(runes) {
		panic(&IndexError{newException("string index out of range")})
	}
	return string(runes[index])
}

// reverseString turns a text around.
func reverseString(text string) string {
	runes := []rune(text)
	slices.Reverse(runes)
	return string(runes)
}

// characters are the code points of a text, each as a text of its own.
func characters(text string) []string {
	result := make([]string, 0, len(text))
	for _, r := range text {
		result = append(result, string(r))
	}
	return result
}

// indexOfText is the position of the first occurrence in code points, or -1.
func indexOfText(text, part string, start, stop int) int {
	runes := []rune(text)
	if start > len(runes) {
		return -1
	}
	start, stop = clampBounds(start, stop, len(runes))
	at := strings.Index(string(runes[start:stop]), part)
	if at < 0 {
		return -1
	}
	return start + utf8.RuneCountInString(string(runes[start:stop])[:at])
}

// lastIndexOfText is the position of the last occurrence in code points, or -1.
func lastIndexOfText(text, part string) int {
	at := strings.LastIndex(text, part)
	if at < 0 {
		return -1
	}
	return utf8.RuneCountInString(text[:at])
}

// found refuses the position of a part that is not there.
func found(position int) int {
	if position < 0 {
		panic(&ValueError{newException("substring not found")})
	}
	return position
}

// capitalize makes the first character upper case and the rest lower case.
func capitalize(text string) string {
	if text == "" {
		return ""
	}
	_, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:size]) + strings.ToLower(text[size:])
}

// titleCase makes the first letter of each word upper case.
func titleCase(text string) string {
	var out strings.Builder
	inWord := false
	for _, r := range text {
		if inWord {
			out.WriteRune(unicode.ToLower(r))
		} else {
			out.WriteRune(unicode.ToTitle(r))
		}
		inWord = unicode.IsLetter(r)
	}
	return out.String()
}

// swapCase exchanges upper and lower case.
func swapCase(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, text)
}

// allRunes tells whether a text is not empty and every character satisfies a condition.
func allRunes(text string, condition func(rune) bool) bool {
	for _, r := range text {
		if !condition(r) {
			return false
		}
	}
	return text != ""
}

// isAlphanumeric is the condition of str.isalnum.
func isAlphanumeric(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isCased tells whether a text has cased letters and all of them satisfy a condition.
func isCased(text string, condition func(rune) bool) bool {
	cased := false
	for _, r := range text {
		if unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) {
			if !condition(r) {
				return false
			}
			cased = true
		}
	}
	return cased
}

// isTitle tells whether every word of a text starts with an upper case letter and goes on in lower case.
func isTitle(text string) bool {
	cased, inWord := false, false
	for _, r := range text {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			if inWord {
				return false
			}
			cased, inWord = true, true
		case unicode.IsLower(r):
			if !inWord {
				return false
			}
		default:
			inWord = false
		}
	}
	return cased
}

// pad fills a text up to a width; align is one of < > ^.
func pad(text string, width int, fill string, align byte) string {
	missing := width - utf8.RuneCountInString(text)
	if missing <= 0 {
		return text
	}
	switch align {
	case '>':
		return strings.Repeat(fill, missing) + text
	case '^':
		return strings.Repeat(fill, missing/2) + text + strings.Repeat(fill, missing-missing/2)
	}
	return text + strings.Repeat(fill, missing)
}

// center is str.center, whose odd cell goes to the left when both the width and the margin are odd.
func center(text string, width int, fill string) string {
	missing := width - utf8.RuneCountInString(text)
	if missing <= 0 {
		return text
	}
	left := missing/2 + (missing & width & 1)
	return strings.Repeat(fill, left) + text + strings.Repeat(fill, missing-left)
}

// zeroFill pads a number with zeros after its sign.
func zeroFill(text string, width int) string {
	missing := width - utf8.RuneCountInString(text)
	if missing <= 0 {
		return text
	}
	if strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+") {
		return text[:1] + strings.Repeat("0", missing) + text[1:]
	}
	return strings.Repeat("0", missing) + text
}

// splitLimit is str.split with a separator, which must not be empty.
func splitLimit(text, separator string, limit int) []string {
	if limit < 0 {
		return strings.Split(text, separator)
	}
	return strings.SplitN(text, separator, limit+1)
}

// splitLast is str.rsplit with a separator.
func splitLast(text, separator string, limit int) []string {
	parts := strings.Split(text, separator)
	if limit < 0 || len(parts) <= limit+1 {
		return parts
	}
	cut := len(parts) - limit
	return append([]string{strings.Join(parts[:cut], separator)}, parts[cut:]...)
}

// fieldsLimit is str.split at white space with a limit.
func fieldsLimit(text string, limit int) []string {
	parts := []string{}
	rest := strings.TrimLeftFunc(text, unicode.IsSpace)
	for rest != "" {
		at := strings.IndexFunc(rest, unicode.IsSpace)
		if at < 0 || len(parts) == limit {
			parts = append(parts, strings.TrimRightFunc(rest, unicode.IsSpace))
			break
		}
		parts = append(parts, rest[:at])
		rest = strings.TrimLeftFunc(rest[at:], unicode.IsSpace)
	}
	return parts
}

// splitLines is str.splitlines.
func splitLines(text string, keepEnds bool) []string {
	lines := []string{}
	for text != "" {
		at := strings.IndexAny(text, "\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029")
		if at < 0 {
			lines = append(lines, text)
			break
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		if strings.HasPrefix(text[at:], "\r\n") {
			size = 2
		}
		if keepEnds {
			lines = append(lines, text[:at+size])
		} else {
			lines = append(lines, text[:at])
		}
		text = text[at+size:]
	}
	return lines
}

// partition splits at the first occurrence of a separator.
func partition(text, separator string) Triple[string, string, string] {
	if before, after, ok := strings.Cut(text, separator); ok {
		return Triple[string, string, string]{before, separator, after}
	}
	return Triple[string, string, string]{text, "", ""}
}

// partitionLast splits at the last occurrence of a separator.
func partitionLast(text, separator string) Triple[string, string, string] {
	if at := strings.LastIndex(text, separator); at >= 0 {
		return Triple[string, string, string]{text[:at], separator, text[at+len(separator):]}
	}
	return Triple[string, string, string]{"", "", text}
}

// expandTabs replaces tabs by spaces up to the next multiple of a size.
func expandTabs(text string, size int) string {
	var out strings.Builder
	column := 0
	for _, r := range text {
		switch {
		case r == '\t':
			if size > 0 {
				missing := size - column%size
				out.WriteString(strings.Repeat(" ", missing))
				column += missing
			}
		default:
			out.WriteRune(r)
			column++
			if r == '\n' || r == '\r' {
				column = 0
			}
		}
	}
	return out.String()
}

// translate replaces characters by a table of code points, as str.translate does; a missing replacement deletes.
func translate(text string, table map[int]*string) string {
	var out strings.Builder
	for _, r := range text {
		replacement, ok := table[int(r)]
		switch {
		case !ok:
			out.WriteRune(r)
		case replacement != nil:
			out.WriteString(*replacement)
		}
	}
	return out.String()
}

// makeTranslation is str.maketrans.
func makeTranslation(from, to, remove string) map[int]*string {
	table := map[int]*string{}
	targets := characters(to)
	for i, r := range []rune(from) {
		table[int(r)] = &targets[i]
	}
	for _, r := range remove {
		table[int(r)] = nil
	}
	return table
}

// translationOf makes a table for translate out of a dict from characters or code points to texts.
func translationOf(source any) map[int]*string {
	table := map[int]*string{}
	for key, item := range entriesOf(source) {
		code, ok := key.(int)
		if !ok {
			code = codePoint(key.(string))
		}
		table[code] = nil
		if !isNil(item) {
			text, ok := behind(item).(string)
			if !ok {
				text = string(rune(toInt(item)))
			}
			table[code] = &text
		}
	}
	return table
}

// codePoint is ord.
func codePoint(text string) int {
	r, size := utf8.DecodeRuneInString(text)
	if size != len(text) || size == 0 {
		panic(&TypeError{newException(fmt.Sprintf("ord() expected a character, but string of length %d found", utf8.RuneCountInString(text)))})
	}
	return int(r)
}

// quote writes a text as a Python literal.
func quote(text string) string {
	mark := '\''
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		mark = '"'
	}
	var out strings.Builder
	out.WriteRune(mark)
	for _, r := range text {
		switch {
		case r == mark || r == '\\':
			out.WriteRune('\\')
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\r':
			out.WriteString(`\r`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == ' ' || unicode.IsPrint(r):
			out.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&out, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			fmt.Fprintf(&out, `\U%08x`, r)
		}
	}
	out.WriteRune(mark)
	return out.String()
}

// quoteBytes writes bytes as a Python literal.
func quoteBytes(data []byte) string {
	mark := byte('\'')
	if strings.Contains(string(data), "'") && !strings.Contains(string(data), `"`) {
		mark = '"'
	}
	var out strings.Builder
	out.WriteByte('b')
	out.WriteByte(mark)
	for _, b := range data {
		switch {
		case b == mark || b == '\\':
			out.WriteByte('\\')
			out.WriteByte(b)
		case b == '\n':
			out.WriteString(`\n`)
		case b == '\r':
			out.WriteString(`\r`)
		case b == '\t':
			out.WriteString(`\t`)
		case b >= 0x20 && b < 0x7f:
			out.WriteByte(b)
		default:
			fmt.Fprintf(&out, `\x%02x`, b)
		}
	}
	out.WriteByte(mark)
	return out.String()
}

// reprMethod is a class's own __repr__.
type reprMethod interface{ Repr() string }

// str writes a value as Python's str does.
func str(value any) string {
	value = behind(value)
	switch v := value.(type) {
	case string:
		return v
	case reprMethod:
		if isNil(value) {
			return "None"
		}
		if text, ok := value.(fmt.Stringer); ok {
			return text.String()
		}
		return v.Repr()
	case error:
		if isNil(value) {
			return "None"
		}
		return v.Error()
	case fmt.Stringer:
		if isNil(value) {
			return "None"
		}
		return v.String()
	}
	return repr(value)
}

// isNil tells whether a value is nil or holds a nil pointer, slice, map or function.
func isNil(value any) bool {
	if value == nil {
		return true
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Func, reflect.Interface:
		return v.IsNil()
	}
	return false
}

// tupleValue is a tuple of known length.
type tupleValue interface{ items() []any }

// orderedValue is a dict that keeps its order, or a collection with a repr of its own.
type orderedValue interface{ pairs() iter.Seq2[any, any] }

// repr writes a value as Python's repr does.
func repr(value any) string {
	if isNil(value) {
		return "None"
	}
	switch v := value.(type) {
	case bool:
		return formatBool(v)
	case float64:
		return formatFloat(v)
	case string:
		return quote(v)
	case []byte:
		return quoteBytes(v)
	case reprMethod:
		return v.Repr()
	case tupleValue:
		return reprTuple(v.items())
	case orderedValue:
		parts := []string{}
		for key, item := range v.pairs() {
			parts = append(parts, repr(key)+": "+repr(item))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case error:
		return reprError(v)
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer:
		if v.Elem().Kind() == reflect.Struct {
			if text, ok := value.(fmt.Stringer); ok {
				return text.String()
			}
			return "<" + className(value) + " object>"
		}
		return repr(v.Elem().Interface())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = repr(v.Index(i).Interface())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Map:
		return reprMap(v)
	case reflect.Func:
		return "<function>"
	}
	return fmt.Sprint(value)
}

// reprFrozen writes a set that cannot be changed.
func reprFrozen(value any) string {
	if text := repr(value); text != "set()" {
		return "frozenset(" + text + ")"
	}
	return "frozenset()"
}

func reprTuple(items []any) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = repr(item)
	}
	if len(parts) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// reprMap writes a set or a dict whose order nobody observes; keys are put in order.
func reprMap(v reflect.Value) string {
	isSet := v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem().Size() == 0
	if isSet && v.Len() == 0 {
		return "set()"
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if a.CanInt() && b.CanInt() {
			return cmp.Compare(a.Int(), b.Int())
		}
		return cmp.Compare(repr(a.Interface()), repr(b.Interface()))
	})
	parts := make([]string, len(keys))
	for i, key := range keys {
		parts[i] = repr(key.Interface())
		if !isSet {
			parts[i] += ": " + repr(v.MapIndex(key).Interface())
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func reprError(err error) string {
	parts := []string{}
	if carrier, ok := err.(interface{ arguments() []any }); ok {
		for _, arg := range carrier.arguments() {
			parts = append(parts, repr(arg))
		}
	}
	return errorName(err) + "(" + strings.Join(parts, ", ") + ")"
}

// formatSpec is format(value, spec): Python's format mini-language.
func formatSpec(value any, spec string) string {
	if isNil(value) {
		return formatText("None", spec)
	}
	fill, align, sign, rest := " ", byte(0), byte(0), spec
	if first, size := utf8.DecodeRuneInString(rest); len(rest) > size && strings.IndexByte("<>=^", rest[size]) >= 0 {
		fill, align, rest = string(first), rest[size], rest[size+1:]
	} else if rest != "" && strings.IndexByte("<>=^", rest[0]) >= 0 {
		align, rest = rest[0], rest[1:]
	}
	if rest != "" && strings.IndexByte("+- ", rest[0]) >= 0 {
		sign, rest = rest[0], rest[1:]
	}
	alternate := strings.HasPrefix(rest, "#")
	rest = strings.TrimPrefix(rest, "#")
	zero := strings.HasPrefix(rest, "0")
	if zero {
		rest = rest[1:]
		if align == 0 {
			fill, align = "0", '='
		}
	}
	width, rest := leadingNumber(rest)
	grouping := ""
	if rest != "" && (rest[0] == ',' || rest[0] == '_') {
		grouping, rest = rest[:1], rest[1:]
	}
	precision := -1
	if strings.HasPrefix(rest, ".") {
		precision, rest = leadingNumber(rest[1:])
	}
	kind := byte(0)
	if rest != "" {
		kind = rest[0]
	}
	text, numeric := formatBody(value, kind, precision, alternate)
	if !numeric {
		if precision >= 0 {
			text = substring(text, 0, precision)
		}
		if align == 0 || align == '=' {
			align = '<'
		}
		return pad(text, width, fill, align)
	}
	mark := ""
	if strings.HasPrefix(text, "-") {
		mark, text = "-", text[1:]
	} else if sign == '+' || sign == ' ' {
		mark = string(sign)
	}
	prefix := ""
	if alternate && len(text) > 1 && text[0] == '0' && strings.IndexByte("bBoOxX", text[1]) >= 0 {
		prefix, text = text[:2], text[2:]
	}
	if grouping != "" {
		size := 3
		if strings.IndexByte("bBoOxX", kind) >= 0 && kind != 0 {
			size = 4
		}
		missing := 0
		if align == '=' && fill == "0" {
			missing = width - len(mark) - len(prefix)
		}
		text = groupDigits(text, grouping, size, missing)
	}
	if align == '=' {
		lead := mark + prefix
		return lead + pad(text, width-len(lead), fill, '>')
	}
	if align == 0 {
		align = '>'
	}
	return pad(mark+prefix+text, width, fill, align)
}

func formatText(text, spec string) string {
	if spec == "" {
		return text
	}
	return formatSpec(text, spec)
}

func leadingNumber(text string) (int, string) {
	n, i := 0, 0
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		n, i = n*10+int(text[i]-'0'), i+1
	}
	return n, text[i:]
}

// groupDigits puts a separator between groups of digits of the integer part; zeros fill it up to a width.
func groupDigits(text, separator string, size, width int) string {
	digits := len(text)
	for i := range len(text) {
		if text[i] == '.' || text[i] == 'e' || text[i] == 'E' || text[i] == '%' {
			digits = i
			break
		}
	}
	whole, rest := text[:digits], text[digits:]
	for len(whole)+(len(whole)-1)/size+len(rest) < width {
		whole = "0" + whole
	}
	var out strings.Builder
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%size == 0 {
			out.WriteString(separator)
		}
		out.WriteByte(whole[i])
	}
	return out.String() + rest
}

// formatBody writes a value for a presentation type, and tells whether it is a number.
func formatBody(value any, kind byte, precision int, alternate bool) (string, bool) {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer && v.Elem().Kind() != reflect.Struct {
		v = v.Elem()
	}
	if v.Kind() == reflect.Bool {
		if kind == 0 || kind == 's' {
			return formatBool(v.Bool()), false
		}
		v = reflect.ValueOf(boolToInt(v.Bool()))
	}
	var x float64
	wide, isWide := value.(wideInteger)
	switch {
	case isWide && !wide.IsInt64() && (kind == 0 || kind == 'd'):
		return wide.String(), true
	case isWide && !wide.IsInt64() && strings.IndexByte("xXbo", kind) >= 0:
		return fmt.Sprintf("%"+string(kind), value), true
	case isWide && !wide.IsInt64():
		x, _ = strconv.ParseFloat(wide.String(), 64)
	case v.CanInt() || isWide:
		n := int64(0)
		if isWide {
			n = wide.Int64()
		} else {
			n = v.Int()
		}
		switch kind {
		case 0, 'd', 'n':
			if kind != 0 || isWide || !hasText(value) {
				return strconv.FormatInt(n, 10), true
			}
			return str(value), false
		case 'b', 'o', 'x', 'X':
			base := map[byte]int{'b': 2, 'o': 8, 'x': 16, 'X': 16}[kind]
			text := strconv.FormatInt(n, base)
			if alternate {
				text = prefixedBase(int(n), "0"+strings.ToLower(string(kind)), base)
			}
			if kind == 'X' {
				text = strings.ToUpper(text)
			}
			return text, true
		case 'c':
			return string(rune(n)), false
		}
		x = float64(n)
	case v.CanFloat():
		x = v.Float()
		if kind == 0 && precision < 0 {
			return formatFloat(x), true
		}
	default:
		return str(value), false
	}
	switch kind {
	case 'f', 'F', 'e', 'E':
		if precision < 0 {
			precision = 6
		}
		return specialFloat(x, strconv.FormatFloat(x, lowerByte(kind), precision, 64), kind), true
	case '%':
		if precision < 0 {
			precision = 6
		}
		return strconv.FormatFloat(x*100, 'f', precision, 64) + "%", true
	}
	if precision < 0 {
		precision = 6
	}
	text := generalFloat(x, max(precision, 1), kind == 0)
	return specialFloat(x, text, kind), true
}

func hasText(value any) bool {
	_, ok := value.(fmt.Stringer)
	return ok
}

func lowerByte(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

func specialFloat(x float64, text string, kind byte) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		text = formatFloat(x)
	}
	if kind >= 'A' && kind <= 'Z' {
		return strings.ToUpper(text)
	}
	return text
}

// generalFloat is the presentation type g; keepPoint leaves ".0" on a whole number, as the empty type does.
func generalFloat(x float64, precision int, keepPoint bool) string {
	scientific := strconv.FormatFloat(x, 'e', precision-1, 64)
	mantissa, exponent, _ := strings.Cut(scientific, "e")
	power, _ := strconv.Atoi(exponent)
	limit := precision
	if keepPoint {
		limit--
	}
	if power < -4 || power >= max(limit, 1) && power >= limit {
		if strings.Contains(mantissa, ".") {
			mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		}
		return mantissa + "e" + exponent
	}
	text := strconv.FormatFloat(x, 'f', max(precision-1-power, 0), 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if keepPoint && !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

// sortedKeysAny are the keys of a map in order.
func sortedKeysAny[K comparable, V any](m map[K]V) []K {
	return slices.SortedFunc(maps.Keys(m), func(a, b K) int { return compareAny(a, b) })
}

// formatTemplate fills {} and {name} fields of a template known only when it runs, as str.format does.
func formatTemplate(template string, args []any, named map[string]any) string {
	var out strings.Builder
	next := 0
	argument := func(field string) any {
		position, err := strconv.Atoi(field)
		if field == "" {
			position, err = next, nil
			next++
		}
		if err != nil {
			value, ok := named[field]
			if !ok {
				panic(missingKey(field))
			}
			return value
		}
		if position >= len(args) {
			panic(&IndexError{newException(fmt.Sprintf("Replacement index %d out of range for positional args tuple", position))})
		}
		return args[position]
	}
	for i := 0; i < len(template); {
		c := template[i]
		if (c == '{' || c == '}') && i+1 < len(template) && template[i+1] == c {
			out.WriteByte(c)
			i += 2
			continue
		}
		if c != '{' {
			out.WriteByte(c)
			i++
			continue
		}
		closing := i + 1
		for depth := 1; closing < len(template); closing++ {
			if template[closing] == '{' {
				depth++
			} else if template[closing] == '}' {
				depth--
			}
			if depth == 0 {
				break
			}
		}
		if closing == len(template) {
			panic(&ValueError{newException("expected '}' before end of string")})
		}
		field, spec, _ := strings.Cut(template[i+1:closing], ":")
		field, conversion, _ := strings.Cut(field, "!")
		value := argument(field)
		if conversion == "r" {
			value = repr(value)
		} else if conversion == "s" {
			value = str(value)
		}
		for at := strings.IndexByte(spec, '{'); at >= 0; at = strings.IndexByte(spec, '{') {
			end := at + strings.IndexByte(spec[at:], '}')
			spec = spec[:at] + str(argument(spec[at+1:end])) + spec[end+1:]
		}
		out.WriteString(formatSpec(value, spec))
		i = closing + 1
	}
	return out.String()
}

// reprList writes a list whose elements are all written by one function.
func reprList[T any](values []T, each func(T) string) string {
	parts := make([]string, len(values))
	for i, value := range values {
		parts[i] = each(value)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// reprOrderedWith writes a dict whose values are written by a function.
func reprOrderedWith[K comparable, V any](values *OrderedMap[K, V], each func(V) string) string {
	parts := []string{}
	for key, value := range values.All() {
		parts = append(parts, repr(key)+": "+each(value))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// reprMapWith writes a dict whose order nobody observes, its values by a function.
func reprMapWith[K comparable, V any](values map[K]V, each func(V) string) string {
	return reprOrderedWith(ordered(values), each)
}

// isIdentifier tells whether a text is a name.
func isIdentifier(text string) bool {
	for i, r := range text {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return text != ""
}

// hashed is a hash that has taken in some data.
func hashed(h hash.Hash, data []byte) hash.Hash {
	h.Write(data)
	return h
}
