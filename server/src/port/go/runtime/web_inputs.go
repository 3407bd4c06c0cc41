package portruntime

import (
	"fmt"
	"iter"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Problem is one thing that is wrong with a request, as FastAPI tells it.
type Problem struct {
	Type  string
	Loc   []any
	Msg   string
	Input any
	Ctx   *OrderedMap[string, any]
}

func (p Problem) pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		if yield("type", p.Type) && yield("loc", p.Loc) && yield("msg", p.Msg) && yield("input", p.Input) && p.Ctx != nil {
			yield("ctx", p.Ctx)
		}
	}
}

// RequestError is everything that is wrong with a request.
type RequestError struct{ Problems []Problem }

func (e *RequestError) Error() string {
	return fmt.Sprintf("%d problems with the request", len(e.Problems))
}

// problemList is what is wrong with a request, as data.
func problemList(e *RequestError) any {
	value, problem := decodeJSON(string(appendJSON(nil, e.Problems, compactStyle)))
	if problem != nil {
		panic(problem)
	}
	return value
}

// inputs reads the arguments of a handler from a request, and gathers what is wrong with them.
type inputs struct {
	request  *http.Request
	problems []Problem
	body     any
	hasBody  bool
	state    int
}

func newInputs(r *http.Request) *inputs {
	return &inputs{request: r}
}

// err is what the reading so far found wrong.
func (in *inputs) err() error {
	if len(in.problems) == 0 {
		return nil
	}
	return &RequestError{in.problems}
}

// fromPath reads a parameter of the path.
func fromPath[T any](in *inputs, name string, rules ...string) T {
	return readInput[T](in, []any{"path", name}, []string{in.request.PathValue(name)}, nil, rules)
}

// fromQuery reads a parameter of the query that the request must have.
func fromQuery[T any](in *inputs, name string, rules ...string) T {
	return readInput[T](in, []any{"query", name}, in.request.URL.Query()[name], nil, rules)
}

// fromQueryOr reads a parameter of the query, or gives what stands for it.
func fromQueryOr[T any](in *inputs, name string, fallback T, rules ...string) T {
	return readInput(in, []any{"query", name}, in.request.URL.Query()[name], &fallback, rules)
}

// fromHeader reads a header that the request must have.
func fromHeader[T any](in *inputs, name string, rules ...string) T {
	return readInput[T](in, []any{"header", name}, in.request.Header.Values(name), nil, rules)
}

// fromHeaderOr reads a header, or gives what stands for it.
func fromHeaderOr[T any](in *inputs, name string, fallback T, rules ...string) T {
	return readInput(in, []any{"header", name}, in.request.Header.Values(name), &fallback, rules)
}

// fromCookie reads a cookie that the request must have.
func fromCookie[T any](in *inputs, name string, rules ...string) T {
	return readInput[T](in, []any{"cookie", name}, in.cookies(name), nil, rules)
}

// fromCookieOr reads a cookie, or gives what stands for it.
func fromCookieOr[T any](in *inputs, name string, fallback T, rules ...string) T {
	return readInput(in, []any{"cookie", name}, in.cookies(name), &fallback, rules)
}

func (in *inputs) cookies(name string) []string {
	values := []string{}
	for _, cookie := range in.request.CookiesNamed(name) {
		values = append(values, cookie.Value)
	}
	return values
}

// fromForm reads a field of a form that the request must have.
func fromForm[T any](in *inputs, name string, rules ...string) T {
	return readInput[T](in, []any{"body", name}, in.form(name), nil, rules)
}

// fromFormOr reads a field of a form, or gives what stands for it.
func fromFormOr[T any](in *inputs, name string, fallback T, rules ...string) T {
	return readInput(in, []any{"body", name}, in.form(name), &fallback, rules)
}

func (in *inputs) form(name string) []string {
	if in.request.PostForm == nil {
		_ = in.request.ParseMultipartForm(32 << 20)
	}
	return slices.DeleteFunc(slices.Clone(in.request.PostForm[name]), func(text string) bool { return text == "" })
}

// readInput turns the texts that a request has for a name into a value.
func readInput[T any](in *inputs, loc []any, texts []string, fallback *T, rules []string) T {
	var result T
	target := reflect.ValueOf(&result).Elem()
	isList := target.Kind() == reflect.Slice
	switch {
	case len(texts) == 0 && fallback != nil:
		return *fallback
	case len(texts) == 0:
		in.report("missing", loc, "Field required", nil)
	case isList:
		values := []any{}
		for _, text := range texts {
			values = append(values, text)
		}
		in.decode(target, values, loc, strings.Join(rules, ","))
	default:
		in.decode(target, texts[len(texts)-1], loc, strings.Join(rules, ","))
	}
	return result
}

// fromBody reads the whole body.
func fromBody[T any](in *inputs, rules ...string) T {
	var result T
	value, ok := in.readBody()
	switch {
	case !ok:
	case !in.hasBody:
		in.report("missing", []any{"body"}, "Field required", nil)
	default:
		in.decode(reflect.ValueOf(&result).Elem(), value, []any{"body"}, strings.Join(rules, ","))
	}
	return result
}

// fromBodyOr reads the whole body, or gives what stands for it.
func fromBodyOr[T any](in *inputs, fallback T, rules ...string) T {
	if _, ok := in.readBody(); ok && !in.hasBody {
		return fallback
	}
	return fromBody[T](in, rules...)
}

// fromBodyField reads one of several values that the body has by name.
func fromBodyField[T any](in *inputs, name string, rules ...string) T {
	return readBodyField[T](in, name, nil, rules)
}

// fromBodyFieldOr reads one of several values that the body has by name, or gives what stands for it.
func fromBodyFieldOr[T any](in *inputs, name string, fallback T, rules ...string) T {
	return readBodyField(in, name, &fallback, rules)
}

func readBodyField[T any](in *inputs, name string, fallback *T, rules []string) T {
	var result T
	value, ok := in.readBody()
	if !ok {
		return result
	}
	if table, ok := value.(*OrderedMap[string, any]); ok && table.Has(name) {
		in.decode(reflect.ValueOf(&result).Elem(), table.Get(name), []any{"body", name}, strings.Join(rules, ","))
		return result
	}
	if fallback != nil {
		return *fallback
	}
	in.report("missing", []any{"body", name}, "Field required", nil)
	return result
}

// readBody parses the body once; ok is false where it is no JSON, which is reported once.
func (in *inputs) readBody() (value any, ok bool) {
	if in.state == 0 {
		in.state = 1
		body := requestBody(in.request)
		in.hasBody = len(body) > 0
		kind, _, _ := strings.Cut(in.request.Header.Get("Content-Type"), ";")
		if kind == "application/json" || strings.HasSuffix(kind, "+json") {
			if in.hasBody {
				parsed, problem := decodeJSON(string(body))
				in.body = parsed
				if problem != nil {
					in.state = 2
					in.report("json_invalid", []any{"body", problem.at}, "JSON decode error", map[string]any{}, "error", problem.message)
				}
			}
		} else {
			in.body = string(body)
		}
	}
	return in.body, in.state == 1
}

func (in *inputs) report(kind string, loc []any, msg string, input any, ctx ...any) {
	problem := Problem{Type: kind, Loc: slices.Clone(loc), Msg: msg, Input: input}
	if len(ctx) > 0 {
		problem.Ctx = NewOrderedMap[string, any]()
		for i := 0; i < len(ctx); i += 2 {
			problem.Ctx.Set(ctx[i].(string), ctx[i+1])
		}
	}
	in.problems = append(in.problems, problem)
}

// decode puts a value of JSON, or a text of the query, into a Go value, converting as Pydantic does.
func (in *inputs) decode(target reflect.Value, value any, loc []any, rules string) {
	if value == nil && strings.Contains(rules, "omitempty") {
		return
	}
	switch target.Kind() {
	case reflect.Pointer:
		if _, ok := target.Interface().(adopter); ok {
			in.decodeOrdered(target, value, loc)
			return
		}
		made := reflect.New(target.Type().Elem())
		in.decode(made.Elem(), value, loc, rules)
		target.Set(made)
	case reflect.Struct:
		in.decodeStruct(target, value, loc)
	case reflect.Slice:
		in.decodeSlice(target, value, loc, rules)
	case reflect.Map:
		in.decodeMap(target, value, loc)
	case reflect.String, reflect.Int, reflect.Float64, reflect.Bool:
		if in.decodeScalar(target, value, loc, rules) {
			in.checkRules(target, value, loc, rules)
		}
	default:
		if value != nil {
			target.Set(reflect.ValueOf(value))
		}
	}
}

// onlyFieldsOf makes a value one of the type that a route declares: fields that the type does not have are left out.
func onlyFieldsOf[T any](value any, rules ...string) T {
	var result T
	plain, broken := decodeJSON(string(appendJSON(nil, value, compactStyle)))
	if broken != nil {
		panic(&ValueError{newException("the answer has a number that JSON does not have")})
	}
	in := &inputs{}
	in.decode(reflect.ValueOf(&result).Elem(), plain, []any{"response"}, strings.Join(rules, ","))
	if err := in.err(); err != nil {
		panic(&ValueError{newException(fmt.Sprintf("the answer is not what the route declares: %v", in.problems))})
	}
	return result
}

// withDefaults is a model whose fields have defaults.
type withDefaults interface{ SetDefaults() }

// withFieldChecks is a model that checks fields by itself.
type withFieldChecks interface{ ValidateField(name string) error }

// forbidsExtra is a model that takes no other fields than its own.
type forbidsExtra interface{ ForbidsExtra() }

// withCheck is a model that checks its fields together.
type withCheck interface{ Validate() error }

func (in *inputs) decodeStruct(target reflect.Value, value any, loc []any) {
	table, ok := value.(*OrderedMap[string, any])
	if !ok {
		in.report("model_attributes_type", loc, "Input should be a valid dictionary or object to extract fields from", value)
		return
	}
	before := len(in.problems)
	self := target.Addr().Interface()
	if model, ok := self.(withDefaults); ok {
		model.SetDefaults()
	}
	known := map[string]bool{}
	in.decodeFields(target, self, table, loc, known)
	if _, ok := self.(forbidsExtra); ok {
		for key, item := range table.All() {
			if !known[key] {
				in.report("extra_forbidden", append(slices.Clone(loc), key), "Extra inputs are not permitted", item)
			}
		}
	}
	if model, ok := self.(withCheck); ok && len(in.problems) == before {
		if err := model.Validate(); err != nil {
			in.report("value_error", loc, "Value error, "+err.Error(), value, "error", map[string]any{})
		}
	}
}

func (in *inputs) decodeFields(target reflect.Value, self any, table *OrderedMap[string, any], loc []any, known map[string]bool) {
	for i := range target.NumField() {
		field := target.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		rules := field.Tag.Get("validate")
		if field.Anonymous && name == "" {
			in.decodeFields(target.Field(i), self, table, loc, known)
			continue
		}
		if name == "" || name == "-" {
			continue
		}
		known[name] = true
		at := append(slices.Clone(loc), name)
		before := len(in.problems)
		switch {
		case table.Has(name):
			in.decode(target.Field(i), table.Get(name), at, rules+patternRule(field.Tag))
		case strings.HasPrefix(rules, "required"):
			in.report("missing", at, "Field required", table)
			continue
		default:
			continue
		}
		if model, ok := self.(withFieldChecks); ok && len(in.problems) == before {
			if err := model.ValidateField(name); err != nil {
				in.report("value_error", at, "Value error, "+err.Error(), table.Get(name), "error", map[string]any{})
			}
		}
	}
}

func patternRule(tag reflect.StructTag) string {
	if pattern := tag.Get("pattern"); pattern != "" {
		return ",pattern=" + pattern
	}
	return ""
}

func (in *inputs) decodeSlice(target reflect.Value, value any, loc []any, rules string) {
	list, ok := value.([]any)
	if !ok {
		in.report("list_type", loc, "Input should be a valid list", value)
		return
	}
	made := reflect.MakeSlice(target.Type(), len(list), len(list))
	before := len(in.problems)
	for i, item := range list {
		in.decode(made.Index(i), item, append(slices.Clone(loc), i), "")
	}
	target.Set(made)
	if len(in.problems) > before {
		return
	}
	for name, limit := range eachRule(rules) {
		n, _ := strconv.Atoi(limit)
		switch {
		case name == "min" && len(list) < n:
			in.report("too_short", loc, fmt.Sprintf("List should have at least %s after validation, not %d", plural(n, "item"), len(list)), value, "field_type", "List", "min_length", n, "actual_length", len(list))
		case name == "max" && len(list) > n:
			in.report("too_long", loc, fmt.Sprintf("List should have at most %s after validation, not %d", plural(n, "item"), len(list)), value, "field_type", "List", "max_length", n, "actual_length", len(list))
		}
	}
}

func (in *inputs) decodeMap(target reflect.Value, value any, loc []any) {
	table, ok := value.(*OrderedMap[string, any])
	if !ok {
		in.report("dict_type", loc, "Input should be a valid dictionary", value)
		return
	}
	made := reflect.MakeMap(target.Type())
	for key, item := range table.All() {
		element := reflect.New(target.Type().Elem()).Elem()
		in.decode(element, item, append(slices.Clone(loc), key), "")
		made.SetMapIndex(reflect.ValueOf(key).Convert(target.Type().Key()), element)
	}
	target.Set(made)
}

// decodeOrdered is decodeMap for a map that keeps the order of its keys.
func (in *inputs) decodeOrdered(target reflect.Value, value any, loc []any) {
	table, ok := value.(*OrderedMap[string, any])
	if !ok {
		in.report("dict_type", loc, "Input should be a valid dictionary", value)
		return
	}
	made := reflect.New(target.Type().Elem())
	element := made.MethodByName("Set").Type().In(1)
	entries := NewOrderedMap[any, any]()
	for key, item := range table.All() {
		decoded := reflect.New(element).Elem()
		in.decode(decoded, item, append(slices.Clone(loc), key), "")
		entries.Set(key, decoded.Interface())
	}
	made.Interface().(adopter).adopt(entries.All())
	target.Set(made)
}

// decodeScalar converts as Pydantic does when it is not strict; false means that it does not fit, which is reported.
func (in *inputs) decodeScalar(target reflect.Value, value any, loc []any, rules string) bool {
	text, isText := value.(string)
	fail := func(kind, msg string) bool {
		in.report(kind, loc, msg, value)
		return false
	}
	if expected := choicesOf(rules); expected != nil {
		if fmt.Sprintf("%T", value) != "string" && target.Kind() == reflect.String || !slices.Contains(expected, fmt.Sprint(value)) {
			kind := "literal_error"
			if target.Type().PkgPath() != "" {
				kind = "enum"
			}
			listed := listChoices(expected, target.Kind() == reflect.String)
			in.report(kind, loc, "Input should be "+listed, value, "expected", listed)
			return false
		}
	}
	switch target.Kind() {
	case reflect.String:
		if !isText {
			return fail("string_type", "Input should be a valid string")
		}
		target.SetString(text)
	case reflect.Int:
		switch v := value.(type) {
		case int:
			target.SetInt(int64(v))
		case bool:
			target.SetInt(int64(boolToInt(v)))
		case float64:
			if v != float64(int64(v)) {
				return fail("int_from_float", "Input should be a valid integer, got a number with a fractional part")
			}
			target.SetInt(int64(v))
		case string:
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(v), ".0"), 10, 64)
			if err != nil {
				return fail("int_parsing", "Input should be a valid integer, unable to parse string as an integer")
			}
			target.SetInt(n)
		default:
			return fail("int_type", "Input should be a valid integer")
		}
	case reflect.Float64:
		switch v := value.(type) {
		case float64:
			target.SetFloat(v)
		case int:
			target.SetFloat(float64(v))
		case bool:
			target.SetFloat(float64(boolToInt(v)))
		case string:
			x, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
			if err != nil {
				return fail("float_parsing", "Input should be a valid number, unable to parse string as a number")
			}
			target.SetFloat(x)
		default:
			return fail("float_type", "Input should be a valid number")
		}
	case reflect.Bool:
		switch v := value.(type) {
		case bool:
			target.SetBool(v)
		case int, string, float64:
			switch strings.ToLower(fmt.Sprint(v)) {
			case "1", "true", "t", "yes", "y", "on":
				target.SetBool(true)
			case "0", "false", "f", "no", "n", "off":
				target.SetBool(false)
			default:
				return fail("bool_parsing", "Input should be a valid boolean, unable to interpret input")
			}
		default:
			return fail("bool_type", "Input should be a valid boolean")
		}
	}
	return true
}

// eachRule splits the text of a validate tag; a pattern is the last rule and may have commas.
func eachRule(rules string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		rest := rules
		for rest != "" {
			var rule string
			if strings.HasPrefix(rest, "pattern=") {
				rule, rest = rest, ""
			} else {
				rule, rest, _ = strings.Cut(rest, ",")
			}
			name, limit, _ := strings.Cut(rule, "=")
			if !yield(name, limit) {
				return
			}
		}
	}
}

// checkRules holds a value against the rules of its validate tag; the first that it breaks is reported.
func (in *inputs) checkRules(target reflect.Value, value any, loc []any, rules string) {
	for name, limit := range eachRule(rules) {
		switch name {
		case "gt", "gte", "lt", "lte":
			if problem := compareTo(target, name, limit); problem != nil {
				in.report(problem.kind, loc, "Input should be "+problem.words+" "+limit, value, problem.key, problem.limit)
				return
			}
		case "multipleof":
			n, err := strconv.Atoi(limit)
			if err == nil && target.Kind() == reflect.Int && target.Int()%int64(n) != 0 {
				in.report("multiple_of", loc, "Input should be a multiple of "+limit, value, "multiple_of", n)
				return
			}
		case "min", "max":
			n, _ := strconv.Atoi(limit)
			length := utf8.RuneCountInString(target.String())
			if name == "min" && length < n {
				in.report("string_too_short", loc, "String should have at least "+plural(n, "character"), value, "min_length", n)
				return
			}
			if name == "max" && length > n {
				in.report("string_too_long", loc, "String should have at most "+plural(n, "character"), value, "max_length", n)
				return
			}
		case "pattern":
			if !regexp.MustCompile(limit).MatchString(target.String()) {
				in.report("string_pattern_mismatch", loc, "String should match pattern '"+limit+"'", value, "pattern", limit)
				return
			}
		}
	}
}

type brokenLimit struct {
	kind, words, key string
	limit            any
}

// compareTo holds a number against a limit; nil means that it keeps it.
func compareTo(target reflect.Value, rule, limit string) *brokenLimit {
	bound, err := strconv.ParseFloat(limit, 64)
	if err != nil {
		return nil
	}
	var shown any = bound
	x := 0.0
	if target.Kind() == reflect.Int {
		x = float64(target.Int())
		shown = int(bound)
	} else {
		x = target.Float()
	}
	switch {
	case rule == "gt" && !(x > bound):
		return &brokenLimit{"greater_than", "greater than", "gt", shown}
	case rule == "gte" && !(x >= bound):
		return &brokenLimit{"greater_than_equal", "greater than or equal to", "ge", shown}
	case rule == "lt" && !(x < bound):
		return &brokenLimit{"less_than", "less than", "lt", shown}
	case rule == "lte" && !(x <= bound):
		return &brokenLimit{"less_than_equal", "less than or equal to", "le", shown}
	}
	return nil
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// choicesOf are the values of the rule oneof.
func choicesOf(rules string) []string {
	for name, listed := range eachRule(rules) {
		if name == "oneof" {
			return strings.Fields(listed)
		}
	}
	return nil
}

// listChoices writes values as Pydantic lists them: 'a', 'b' or 'c'.
func listChoices(choices []string, quoted bool) string {
	shown := []string{}
	for _, choice := range choices {
		if quoted {
			choice = "'" + choice + "'"
		}
		shown = append(shown, choice)
	}
	if len(shown) < 2 {
		return strings.Join(shown, "")
	}
	return strings.Join(shown[:len(shown)-1], ", ") + " or " + shown[len(shown)-1]
}
