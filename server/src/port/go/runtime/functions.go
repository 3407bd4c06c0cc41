package portruntime

import (
	"fmt"
	"reflect"
	"slices"
)

// Function is a function whose callers learn only when the program runs what it takes, as those that decorators pass on.
type Function struct {
	Name, Doc string
	// Parameters are the names that arguments can be given by; nil for a function that takes them as they come.
	Parameters []string
	// Defaults are those of the last parameters.
	Defaults []any
	Call     any
}

// wraps gives a wrapper the name and the text of what it wraps.
func wraps(wrapped, wrapper any) *Function {
	return &Function{Name: functionName(wrapped), Doc: functionDoc(wrapped), Call: wrapper}
}

// functionName is a function's __name__, as far as it is known.
func functionName(function any) string {
	if known, ok := function.(*Function); ok {
		return known.Name
	}
	return className(function)
}

// functionDoc is a function's __doc__, as far as it is known.
func functionDoc(function any) string {
	if known, ok := function.(*Function); ok {
		return known.Doc
	}
	return ""
}

// bind puts arguments in the order of the parameters and fills in defaults; what is left over is for *args and **kwargs.
func (f *Function) bind(args []any, named *OrderedMap[string, any], takesRest, takesNamed bool) (bound, rest []any, left *OrderedMap[string, any]) {
	if len(args) > len(f.Parameters) && !takesRest {
		panic(&TypeError{newException(fmt.Sprintf("%s() takes %d positional arguments but %d were given", f.Name, len(f.Parameters), len(args)))})
	}
	count := min(len(args), len(f.Parameters))
	bound, rest, left = slices.Clone(args[:count]), args[count:], NewOrderedMap[string, any]()
	if named != nil {
		left.Update(named)
	}
	for i := count; i < len(f.Parameters); i++ {
		name := f.Parameters[i]
		if left.Has(name) {
			bound = append(bound, left.Pop(name))
			continue
		}
		at := i - (len(f.Parameters) - len(f.Defaults))
		if at < 0 {
			panic(&TypeError{newException(fmt.Sprintf("%s() missing 1 required positional argument: '%s'", f.Name, name))})
		}
		bound = append(bound, f.Defaults[at])
	}
	for name := range left.All() {
		if !takesNamed {
			panic(&TypeError{newException(fmt.Sprintf("%s() got an unexpected keyword argument '%s'", f.Name, name))})
		}
	}
	return bound, rest, left
}

// partial is a function whose first arguments, and some by name, are given already.
func partial(function any, args []any, named *OrderedMap[string, any]) func(rest ...any) any {
	return func(rest ...any) any {
		return callSpread(function, slices.Concat(args, rest), named)
	}
}

// callSpread calls a function of unknown type with positional and named arguments.
func callSpread(function any, args []any, named *OrderedMap[string, any]) any {
	known, isKnown := function.(*Function)
	if isKnown {
		function = known.Call
	}
	v := reflect.ValueOf(function)
	if !v.IsValid() || v.Kind() != reflect.Func {
		return callAny(v, function, "", args)
	}
	t := v.Type()
	fixed := t.NumIn()
	takesNamed := fixed > 0 && t.In(fixed-1) == reflect.TypeFor[*OrderedMap[string, any]]() && (!isKnown || fixed > len(known.Parameters))
	if takesNamed {
		fixed--
	}
	takesRest := fixed > 0 && t.In(fixed-1) == reflect.TypeFor[Tuple[any]]() && (!isKnown || fixed > len(known.Parameters))
	if takesRest {
		fixed--
	}
	in, rest := args, []any{}
	if isKnown && known.Parameters != nil {
		in, rest, named = known.bind(args, named, takesRest, takesNamed)
	} else if takesRest {
		in, rest = args[:min(fixed, len(args))], args[min(fixed, len(args)):]
	}
	in = slices.Clone(in)
	if takesRest {
		in = append(in, Tuple[any](rest))
	}
	if named == nil {
		named = NewOrderedMap[string, any]()
	}
	if takesNamed {
		in = append(in, named)
	} else if named.Len() > 0 {
		panic(&TypeError{newException("the names of the parameters are not known here")})
	}
	return callAny(v, function, "", in)
}
