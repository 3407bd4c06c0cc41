package portruntime

import (
	"fmt"
	"slices"
	"strings"
)

// missing stands for an argument that is left to the default of its parameter.
type missing struct{}

// bind lines the arguments of a call up with the parameters, which are written as in Python: "name", "name=" with a default, "*rest",
// "*" where only names may follow, and "**options". It gives a value for each but "*".
func bind(function string, parameters []string, args []any, named *OrderedMap[string, any]) []any {
	left := NewOrderedMap[string, any]()
	if named != nil {
		left.Update(named)
	}
	values, absent, absentNamed := []any{}, []string{}, []string{}
	fixed, required, onlyNamed, takesRest := 0, 0, false, false
	for _, parameter := range parameters {
		name, hasDefault := strings.CutSuffix(parameter, "=")
		switch {
		case strings.HasPrefix(name, "**"):
			values, left = append(values, left), NewOrderedMap[string, any]()
		case name == "*":
			onlyNamed = true
		case strings.HasPrefix(name, "*"):
			onlyNamed, takesRest = true, true
			values = append(values, Tuple[any](args[min(fixed, len(args)):]))
		case !onlyNamed && fixed < len(args):
			if left.Has(name) {
				panic(&TypeError{newException(fmt.Sprintf("%s() got multiple values for argument '%s'", function, name))})
			}
			values = append(values, args[fixed])
		case left.Has(name):
			values = append(values, left.Pop(name))
		case hasDefault:
			values = append(values, missing{})
		case onlyNamed:
			absentNamed = append(absentNamed, name)
		default:
			absent = append(absent, name)
		}
		if !onlyNamed && !strings.HasPrefix(name, "*") {
			fixed++
			if !hasDefault {
				required++
			}
		}
	}
	for name := range left.All() {
		panic(&TypeError{newException(fmt.Sprintf("%s() got an unexpected keyword argument '%s'", function, name))})
	}
	if len(args) > fixed && !takesRest {
		panic(&TypeError{newException(tooMany(function, required, fixed, len(args)))})
	}
	if len(absent) > 0 {
		panic(&TypeError{newException(fmt.Sprintf("%s() missing %s", function, listNames(absent, "positional")))})
	}
	if len(absentNamed) > 0 {
		panic(&TypeError{newException(fmt.Sprintf("%s() missing %s", function, listNames(absentNamed, "keyword-only")))})
	}
	return values
}

// tooMany says that a call gives more arguments than there are parameters; a method's object counts among both.
func tooMany(function string, required, fixed, given int) string {
	if strings.Contains(function, ".") {
		required, fixed, given = required+1, fixed+1, given+1
	}
	takes, plural, were := fmt.Sprint(fixed), "s", "were"
	if required < fixed {
		takes = fmt.Sprintf("from %d to %d", required, fixed)
	} else if fixed == 1 {
		plural = ""
	}
	if given == 1 {
		were = "was"
	}
	return fmt.Sprintf("%s() takes %s positional argument%s but %d %s given", function, takes, plural, given, were)
}

// listNames counts parameters and names them.
func listNames(names []string, kind string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "'" + name + "'"
	}
	last := len(quoted) - 1
	switch len(quoted) {
	case 1:
		return fmt.Sprintf("1 required %s argument: %s", kind, quoted[0])
	case 2:
		return fmt.Sprintf("2 required %s arguments: %s and %s", kind, quoted[0], quoted[1])
	}
	return fmt.Sprintf("%d required %s arguments: %s, and %s", len(quoted), kind, strings.Join(quoted[:last], ", "), quoted[last])
}

// given is an argument, or the default where there is none.
func given[T any](argument any, fallback T) T {
	if _, isMissing := argument.(missing); isMissing {
		return fallback
	}
	return to[T](argument)
}

// knownOptions refuses a key that is the name of no parameter.
func knownOptions(options *OrderedMap[string, any], function string, names ...string) {
	for name := range options.All() {
		if !slices.Contains(names, name) {
			panic(&TypeError{newException(fmt.Sprintf("%s() got an unexpected keyword argument '%s'", function, name))})
		}
	}
}
