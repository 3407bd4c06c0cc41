package portruntime

import (
	"fmt"
	"regexp"
	"strings"
)

// TextTemplate is a text with $names to be filled in.
type TextTemplate struct{ template string }

func newTextTemplate(template string) *TextTemplate { return &TextTemplate{template} }

func (t *TextTemplate) Template() string { return t.template }

func (t *TextTemplate) Substitute(mapping any, values map[string]any) string {
	return t.fill(mapping, values, false)
}

func (t *TextTemplate) SafeSubstitute(mapping any, values map[string]any) string {
	return t.fill(mapping, values, true)
}

// fill puts values in; what is given by name goes before what the mapping has.
func (t *TextTemplate) fill(mapping any, values map[string]any, isSafe bool) string {
	var out strings.Builder
	at := 0
	for _, found := range templateField.FindAllStringSubmatchIndex(t.template, -1) {
		out.WriteString(t.template[at:found[0]])
		at = found[1]
		whole := t.template[found[0]:found[1]]
		name := strings.Trim(whole, "${}")
		switch {
		case whole == "$$":
			out.WriteString("$")
		case name == "" && !isSafe:
			before := t.template[:found[0]]
			line := before[strings.LastIndexByte(before, '\n')+1:]
			panic(&ValueError{newException(fmt.Sprintf("Invalid placeholder in string: line %d, col %d", strings.Count(before, "\n")+1, len([]rune(line))+1))})
		default:
			value, ok := templateValue(name, mapping, values)
			switch {
			case ok && name != "":
				out.WriteString(str(value))
			case isSafe:
				out.WriteString(whole)
			default:
				panic(missingKey(name))
			}
		}
	}
	return out.String() + t.template[at:]
}

func templateValue(name string, mapping any, values map[string]any) (any, bool) {
	if value, ok := values[name]; ok {
		return value, true
	}
	if isNil(mapping) {
		return nil, false
	}
	if chain, ok := mapping.(interface{ itemOf(any) any }); ok {
		mapping = map[string]any{}
		for key := range iterate(chain) {
			setElement(mapping, key, chain.itemOf(key))
		}
	}
	value, err := func() (value any, err error) {
		defer catch(&err)
		return element(mapping, name), nil
	}()
	return value, err == nil
}

var templateField = regexp.MustCompile(`\$(?:\$|[_a-zA-Z][_a-zA-Z0-9]*|\{[_a-zA-Z][_a-zA-Z0-9]*\}|)`)
