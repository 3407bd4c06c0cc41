package portruntime

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ParserOptions tell how the arguments of a program are read: what argparse.ArgumentParser takes by name.
type ParserOptions struct {
	Prog, Usage, Description, Epilog string
	Parents                          []*ArgumentParser
	FormatterClass                   string
	// AddHelp, AllowAbbrev and ExitOnError are true where they are left out.
	AddHelp, AllowAbbrev, ExitOnError any
	// Help is the line of a subcommand in the help of the parser above.
	Help    any
	Aliases []string
}

// ArgumentOptions tell how one argument is read.
type ArgumentOptions struct {
	Action         string
	Nargs          any
	Const, Default any
	Type           Converter
	Choices        any
	// Required is what follows from the kind of the argument where it is left out.
	Required any
	Help     any
	Metavar  any
	Dest     string
	Version  string
}

// SubcommandOptions tell how the subcommands of a program are shown.
type SubcommandOptions struct {
	Title, Description, Prog string
	Required                 bool
	Dest                     string
	Help, Metavar            any
}

// Converter makes a value of the text of an argument, under the name that messages give it.
type Converter struct {
	Name    string
	Convert func(string) any
}

// ArgumentTypeError is raised by what converts an argument, with a message for the user.
type ArgumentTypeError struct{ Exception }

// ArgumentError is about an argument that is not as the parser wants it.
type ArgumentError struct{ Exception }

func newArgumentError(argument *CommandArgument, message string) *ArgumentError {
	return &ArgumentError{newException("argument " + argument.label() + ": " + message)}
}

const suppress = "==SUPPRESS=="

// CommandArgument is one argument of a parser, with its options as they were given and what follows from them.
type CommandArgument struct {
	ArgumentOptions
	flags       []string
	choices     []any
	required    bool
	subcommands *Subcommands
}

func newCommandArgument(flags []string, options ArgumentOptions, subcommands *Subcommands) *CommandArgument {
	a := &CommandArgument{ArgumentOptions: options, subcommands: subcommands}
	isPositional := len(flags) == 0 || !strings.HasPrefix(flags[0], "-")
	if !isPositional {
		a.flags = flags
	}
	if a.Action == "" {
		a.Action = "store"
	}
	if a.Action == "boolean" {
		a.flags = nil
		for _, flag := range flags {
			a.flags = append(a.flags, flag)
			if strings.HasPrefix(flag, "--") {
				a.flags = append(a.flags, "--no-"+flag[2:])
			}
		}
	}
	if a.Dest == "" && len(flags) > 0 {
		long := flags[0]
		if at := slices.IndexFunc(flags, func(flag string) bool { return strings.HasPrefix(flag, "--") }); at >= 0 {
			long = flags[at]
		}
		a.Dest = long
		if !isPositional {
			a.Dest = strings.ReplaceAll(strings.TrimLeft(long, "-"), "-", "_")
		}
	}
	if !slices.Contains([]string{"store", "append", "extend", "parsers"}, a.Action) {
		a.Nargs = 0
	}
	isNeeded := a.Nargs != "?" && (a.Nargs != "*" || a.Default == nil)
	a.required = isPositional && isNeeded
	if a.Required != nil {
		a.required = a.Required == true
	}
	switch a.Action {
	case "store_true", "store_false":
		a.Const = a.Action == "store_true"
		if a.Default == nil {
			a.Default = a.Action == "store_false"
		}
	case "help", "version":
		a.Default = suppress
		if a.Action == "version" && a.Help == nil {
			a.Help = "show program's version number and exit"
		}
	}
	if a.Choices != nil {
		a.choices = collect(iterate(a.Choices))
	}
	return a
}

// helpText is the help of the argument, empty where it has none.
func (a *CommandArgument) helpText() string {
	text, _ := a.Help.(string)
	return text
}

// names are what can be given for it; nil where that is anything.
func (a *CommandArgument) names() []any {
	if a.subcommands == nil {
		return a.choices
	}
	names := []any{}
	for _, name := range a.subcommands.names {
		names = append(names, name)
	}
	return names
}

// label is what messages call it.
func (a *CommandArgument) label() string {
	switch {
	case len(a.flags) > 0:
		return strings.Join(a.flags, "/")
	case a.Metavar != nil:
		return str(a.Metavar)
	case a.Dest != suppress && a.Dest != "":
		return a.Dest
	}
	return "{" + joinShown(a.names(), ",", str) + "}"
}

// joinShown joins values, each written by a function.
func joinShown(values []any, separator string, show func(any) string) string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = show(value)
	}
	return strings.Join(texts, separator)
}

// metavars are what stands for so many values in the usage.
func (a *CommandArgument) metavars(count int) []string {
	one := a.Dest
	switch metavar := a.Metavar.(type) {
	case nil:
		if names := a.names(); names != nil {
			one = "{" + joinShown(names, ",", str) + "}"
		} else if len(a.flags) > 0 {
			one = strings.ToUpper(a.Dest)
		}
	case string:
		one = metavar
	default:
		var names []string
		for name := range iterate(metavar) {
			names = append(names, str(name))
		}
		return names
	}
	return slices.Repeat([]string{one}, count)
}

// usage shows its values.
func (a *CommandArgument) usage() string {
	if a.subcommands != nil {
		return a.metavars(1)[0] + " ..."
	}
	switch a.Nargs {
	case nil:
		return a.metavars(1)[0]
	case "?":
		return "[" + a.metavars(1)[0] + "]"
	case "*":
		if names := a.metavars(1); len(names) == 2 {
			return "[" + names[0] + " [" + names[1] + " ...]]"
		}
		return "[" + a.metavars(1)[0] + " ...]"
	case "+":
		names := a.metavars(2)
		return names[0] + " [" + names[1] + " ...]"
	case "...":
		return "..."
	}
	return strings.Join(a.metavars(toInt(a.Nargs)), " ")
}

// invocation is its line in the help.
func (a *CommandArgument) invocation() string {
	if len(a.flags) == 0 {
		return a.metavars(1)[0]
	}
	parts := make([]string, len(a.flags))
	for i, flag := range a.flags {
		parts[i] = flag
		if a.Nargs != 0 {
			parts[i] += " " + a.usage()
		}
	}
	return strings.Join(parts, ", ")
}

// pattern is the part of a line of arguments (A), options (O) and "--" (-) that it takes.
func (a *CommandArgument) pattern() string {
	var own string
	switch {
	case a.subcommands != nil:
		return "(-*A[-AO]*)"
	case a.Nargs == "...":
		return "([-AO]*)"
	case a.Nargs == "?":
		own = "(-*A?-*)"
	case a.Nargs == "*":
		own = "(-*[A-]*)"
	case a.Nargs == "+":
		own = "(-*A[A-]*)"
	default:
		count := 1
		if a.Nargs != nil {
			count = toInt(a.Nargs)
		}
		own = "(-*" + strings.Join(slices.Repeat([]string{"A"}, count), "-*") + "-*)"
	}
	if len(a.flags) > 0 {
		return strings.ReplaceAll(strings.ReplaceAll(own, "-*", ""), "-", "")
	}
	return own
}

// convert makes a value of a text.
func (a *CommandArgument) convert(text string) any {
	if a.Type.Convert == nil {
		return text
	}
	value, err := func() (value any, err error) {
		defer catch(&err)
		return a.Type.Convert(text), nil
	}()
	if err == nil {
		return value
	}
	if isError[*ArgumentTypeError](err) {
		panic(newArgumentError(a, err.Error()))
	}
	if isError[*ValueError](err) || isError[*TypeError](err) {
		panic(newArgumentError(a, "invalid "+a.Type.Name+" value: "+quote(text)))
	}
	panic(err)
}

// checked refuses a value that is not among the choices.
func (a *CommandArgument) checked(value any) any {
	names := a.names()
	if names == nil || slices.ContainsFunc(names, func(name any) bool { return equal(name, value) }) {
		return value
	}
	panic(newArgumentError(a, "invalid choice: "+repr(value)+" (choose from "+joinShown(names, ", ", repr)+")"))
}

// value is that of the texts that were given for it.
func (a *CommandArgument) value(given []string) any {
	texts := slices.Clone(given)
	if at := slices.Index(texts, "--"); at >= 0 && a.subcommands == nil && a.Nargs != "..." {
		texts = slices.Delete(texts, at, at+1)
	}
	if len(texts) == 0 && a.Nargs == "?" {
		missing := a.Default
		if len(a.flags) > 0 {
			missing = a.Const
		}
		if text, ok := missing.(string); ok {
			return a.checked(a.convert(text))
		}
		return missing
	}
	if len(texts) == 0 && a.Nargs == "*" && len(a.flags) == 0 && a.Default != nil {
		return a.checked(a.Default)
	}
	if len(texts) == 1 && (a.Nargs == nil && a.subcommands == nil || a.Nargs == "?") {
		return a.checked(a.convert(texts[0]))
	}
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = a.convert(text)
		if a.Nargs != "..." && (a.subcommands == nil || i == 0) {
			a.checked(values[i])
		}
	}
	return typedList(values)
}

// typedList is a list of values of one type as a list of that type.
func typedList(values []any) any {
	if len(values) == 0 || slices.ContainsFunc(values, isNil) {
		return values
	}
	element := reflect.TypeOf(values[0])
	list := reflect.MakeSlice(reflect.SliceOf(element), 0, len(values))
	for _, value := range values {
		if reflect.TypeOf(value) != element {
			return values
		}
		list = reflect.Append(list, reflect.ValueOf(value))
	}
	return list.Interface()
}

// Namespace is what was read from the arguments of a program, by name.
type Namespace struct {
	names  []string
	values map[string]any
}

func newNamespace(values map[string]any) *Namespace {
	n := &Namespace{values: map[string]any{}}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		n.Set(name, values[name])
	}
	return n
}

// Get is the value of a name.
func (n *Namespace) Get(name string) any {
	value, ok := n.values[name]
	if !ok {
		panic(&AttributeError{newException("'Namespace' object has no attribute '" + name + "'")})
	}
	return value
}

func (n *Namespace) Set(name string, value any) {
	if _, known := n.values[name]; !known {
		n.names = append(n.names, name)
	}
	n.values[name] = value
}

// Has tells whether a name has a value.
func (n *Namespace) Has(name string) bool {
	_, known := n.values[name]
	return known
}

// GetOr is the value of a name, or another where it has none.
func (n *Namespace) GetOr(name string, missing any) any {
	if value, known := n.values[name]; known {
		return value
	}
	return missing
}

// Variables are the names with their values.
func (n *Namespace) Variables() *OrderedMap[string, any] {
	result := NewOrderedMap[string, any]()
	for _, name := range n.names {
		result.Set(name, n.values[name])
	}
	return result
}

// Repr is the text that repr() gives.
func (n *Namespace) Repr() string {
	parts := make([]string, len(n.names))
	for i, name := range n.names {
		parts[i] = name + "=" + repr(n.values[name])
	}
	return "Namespace(" + strings.Join(parts, ", ") + ")"
}

// helpSection holds arguments under one heading of the help.
type helpSection struct {
	title, description string
	members            []*CommandArgument
}

// ArgumentGroup is a set of arguments that stand together in the help, or of which only one may be given.
type ArgumentGroup struct {
	parser   *ArgumentParser
	section  *helpSection
	required bool
	members  []*CommandArgument
}

func (g *ArgumentGroup) AddArgument(flags []string, options ArgumentOptions) {
	g.members = append(g.members, g.parser.register(newCommandArgument(flags, options, nil), g.section))
}

func (g *ArgumentGroup) AddMutuallyExclusiveGroup(required bool) *ArgumentGroup {
	group := &ArgumentGroup{parser: g.parser, section: g.section, required: required}
	g.parser.exclusive = append(g.parser.exclusive, group)
	return group
}

// Subcommands are the commands that a program has, each with a parser of its own.
type Subcommands struct {
	prefix  string
	names   []string
	parsers map[string]*ArgumentParser
	lines   []*CommandArgument
}

func (s *Subcommands) AddParser(name string, options ParserOptions) *ArgumentParser {
	if options.Prog == "" {
		options.Prog = s.prefix + " " + name
	}
	parser := newArgumentParser(options)
	shown := name
	if len(options.Aliases) > 0 {
		shown += " (" + strings.Join(options.Aliases, ", ") + ")"
	}
	if options.Help != nil {
		s.lines = append(s.lines, newCommandArgument([]string{shown}, ArgumentOptions{Help: options.Help}, nil))
	}
	for _, each := range append([]string{name}, options.Aliases...) {
		s.names = append(s.names, each)
		s.parsers[each] = parser
	}
	return parser
}

// ArgumentParser reads the arguments of a program as Python's argparse does, messages and help included.
type ArgumentParser struct {
	options              ParserOptions
	arguments            []*CommandArgument
	positional, optional *helpSection
	sections             []*helpSection
	exclusive            []*ArgumentGroup
	defaults             map[string]any
	defaultNames         []string
}

func newArgumentParser(options ParserOptions) *ArgumentParser {
	if options.Prog == "" {
		options.Prog = os.Args[0][strings.LastIndexByte(os.Args[0], '/')+1:]
	}
	p := &ArgumentParser{
		options:    options,
		positional: &helpSection{title: "positional arguments"},
		optional:   &helpSection{title: "options"},
		defaults:   map[string]any{},
	}
	p.sections = []*helpSection{p.positional, p.optional}
	if options.AddHelp != false {
		p.AddArgument([]string{"-h", "--help"}, ArgumentOptions{Action: "help", Help: "show this help message and exit"})
	}
	for _, parent := range options.Parents {
		for _, section := range parent.sections {
			at := slices.IndexFunc(p.sections, func(own *helpSection) bool { return own.title == section.title })
			if at < 0 {
				at = len(p.sections)
				p.sections = append(p.sections, &helpSection{title: section.title, description: section.description})
			}
			for _, argument := range section.members {
				p.register(argument, p.sections[at])
			}
		}
		p.exclusive = append(p.exclusive, parent.exclusive...)
		p.SetDefaults(parent.defaults)
	}
	return p
}

// Prog is the name of the program.
func (p *ArgumentParser) Prog() string { return p.options.Prog }

func (p *ArgumentParser) AddArgument(flags []string, options ArgumentOptions) {
	p.register(newCommandArgument(flags, options, nil), nil)
}

func (p *ArgumentParser) register(argument *CommandArgument, section *helpSection) *CommandArgument {
	for _, other := range p.arguments {
		for _, flag := range argument.flags {
			if slices.Contains(other.flags, flag) {
				panic(newArgumentError(argument, "conflicting option string: "+flag))
			}
		}
	}
	if value, ok := p.defaults[argument.Dest]; ok {
		argument.Default = value
	}
	p.arguments = append(p.arguments, argument)
	if section == nil {
		section = p.optional
		if len(argument.flags) == 0 {
			section = p.positional
		}
	}
	section.members = append(section.members, argument)
	return argument
}

func (p *ArgumentParser) AddArgumentGroup(title, description string) *ArgumentGroup {
	section := &helpSection{title: title, description: description}
	p.sections = append(p.sections, section)
	return &ArgumentGroup{parser: p, section: section}
}

func (p *ArgumentParser) AddMutuallyExclusiveGroup(required bool) *ArgumentGroup {
	group := &ArgumentGroup{parser: p, required: required}
	p.exclusive = append(p.exclusive, group)
	return group
}

func (p *ArgumentParser) AddSubparsers(options SubcommandOptions) *Subcommands {
	var section *helpSection
	if options.Title != "" || options.Description != "" {
		section = &helpSection{title: options.Title, description: options.Description}
		if section.title == "" {
			section.title = "subcommands"
		}
		p.sections = append(p.sections, section)
	}
	prefix := options.Prog
	if prefix == "" {
		positionals := slices.DeleteFunc(slices.Clone(p.arguments), func(a *CommandArgument) bool { return len(a.flags) > 0 })
		prefix = strings.TrimSpace(p.usage(positionals, ""))
	}
	subcommands := &Subcommands{prefix: prefix, parsers: map[string]*ArgumentParser{}}
	given := ArgumentOptions{
		Action: "parsers", Dest: options.Dest, Help: options.Help, Metavar: options.Metavar, Required: options.Required,
	}
	if given.Dest == "" {
		given.Dest, given.Default = suppress, suppress
	}
	p.register(newCommandArgument(nil, given, subcommands), section)
	return subcommands
}

// SetDefaults gives names values that no argument gives them.
func (p *ArgumentParser) SetDefaults(values map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if _, known := p.defaults[name]; !known {
			p.defaultNames = append(p.defaultNames, name)
		}
		p.defaults[name] = values[name]
		for _, argument := range p.arguments {
			if argument.Dest == name {
				argument.Default = values[name]
			}
		}
	}
}

func (p *ArgumentParser) GetDefault(name string) any {
	for _, argument := range p.arguments {
		if argument.Dest == name && argument.Default != nil {
			return argument.Default
		}
	}
	return p.defaults[name]
}

// ParseArgs reads arguments, those of the program where they are nil; what nothing takes ends the program.
func (p *ArgumentParser) ParseArgs(args []string, into *Namespace) *Namespace {
	namespace, rest := p.parse(args, into)
	if len(rest) > 0 {
		p.Error("unrecognized arguments: " + strings.Join(rest, " "))
	}
	return namespace
}

// ParseKnownArgs reads arguments, and gives what nothing takes beside.
func (p *ArgumentParser) ParseKnownArgs(args []string, into *Namespace) Pair[*Namespace, []string] {
	namespace, rest := p.parse(args, into)
	return Pair[*Namespace, []string]{namespace, rest}
}

func (p *ArgumentParser) parse(args []string, namespace *Namespace) (*Namespace, []string) {
	if args == nil {
		args = os.Args[1:]
	}
	if namespace == nil {
		namespace = newNamespace(nil)
	}
	for _, argument := range p.arguments {
		if argument.Dest != suppress && argument.Default != suppress && !namespace.Has(argument.Dest) {
			namespace.Set(argument.Dest, argument.Default)
		}
	}
	for _, name := range p.defaultNames {
		if !namespace.Has(name) {
			namespace.Set(name, p.defaults[name])
		}
	}
	rest, err := func() (rest []string, err error) {
		defer catch(&err)
		return newArgumentReader(p, args, namespace).read(), nil
	}()
	if problem, ok := errors.AsType[*ArgumentError](err); ok && p.options.ExitOnError != false {
		p.Error(problem.Error())
	}
	check(err)
	return namespace, rest
}

// Error prints what is wrong, and ends the program.
func (p *ArgumentParser) Error(message string) {
	p.PrintUsage(os.Stderr)
	p.Exit(2, p.options.Prog+": error: "+message+"\n")
}

func (p *ArgumentParser) Exit(status int, message string) {
	fmt.Fprint(os.Stderr, message)
	panic(&SystemExit{Code: status})
}

// PrintUsage writes the usage, to the output where no file is given.
func (p *ArgumentParser) PrintUsage(file any) { fmt.Fprint(writerOf(file), p.FormatUsage()) }

// PrintHelp writes the help, to the output where no file is given.
func (p *ArgumentParser) PrintHelp(file any) { fmt.Fprint(writerOf(file), p.FormatHelp()) }

// writerOf is what a file writes to; the output where there is none.
func writerOf(file any) io.Writer {
	if out, ok := file.(io.Writer); ok {
		return out
	}
	return os.Stdout
}

func (p *ArgumentParser) FormatUsage() string {
	return strings.TrimRight(p.usage(p.arguments, "usage: "), "\n") + "\n"
}

func (p *ArgumentParser) FormatHelp() string {
	longest := 0
	for _, section := range p.sections {
		for _, argument := range section.members {
			if argument.Help == suppress {
				continue
			}
			longest = max(longest, utf8.RuneCountInString(argument.invocation())+2)
			if argument.subcommands != nil {
				for _, line := range argument.subcommands.lines {
					longest = max(longest, utf8.RuneCountInString(line.Dest)+4)
				}
			}
		}
	}
	column := min(longest+2, 24, max(helpWidth()-20, 4))
	var out strings.Builder
	out.WriteString(p.usage(p.arguments, "usage: "))
	out.WriteString(p.text(p.options.Description, 0))
	for _, section := range p.sections {
		body := p.text(section.description, 2)
		for _, argument := range section.members {
			body += p.line(argument, 2, column)
		}
		if body == "" {
			continue
		}
		out.WriteString("\n")
		if section.title != "" {
			out.WriteString(section.title + ":\n")
		}
		out.WriteString(body + "\n")
	}
	out.WriteString(p.text(p.options.Epilog, 0))
	return strings.Trim(blankLines.ReplaceAllString(out.String(), "\n\n"), "\n") + "\n"
}

var blankLines = regexp.MustCompile(`\n\n\n+`)

// text is a paragraph of the help.
func (p *ArgumentParser) text(text string, indent int) string {
	if text == "" || text == suppress {
		return ""
	}
	text = strings.ReplaceAll(text, "%(prog)s", p.options.Prog)
	margin := strings.Repeat(" ", indent)
	if strings.HasPrefix(p.options.FormatterClass, "Raw") {
		var out strings.Builder
		for _, line := range splitLines(text, true) {
			out.WriteString(margin + line)
		}
		return out.String() + "\n\n"
	}
	width := max(helpWidth()-indent, 11)
	return strings.Join(wrapText(strings.Join(strings.Fields(text), " "), width, margin, margin, true), "\n") + "\n\n"
}

// line is an argument and its help, which starts at a column of its own.
func (p *ArgumentParser) line(argument *CommandArgument, indent, column int) string {
	if argument.Help == suppress {
		return ""
	}
	head := argument.invocation()
	room := column - indent - 2
	missing := room - utf8.RuneCountInString(head)
	var out strings.Builder
	out.WriteString(strings.Repeat(" ", indent) + head)
	var help []string
	if strings.TrimSpace(argument.helpText()) != "" {
		help = p.help(argument, max(helpWidth()-column, 11))
	}
	if len(help) > 0 && missing >= 0 {
		out.WriteString(strings.Repeat(" ", missing+2) + help[0])
		help = help[1:]
	}
	out.WriteString("\n")
	for _, each := range help {
		out.WriteString(strings.Repeat(" ", column) + each + "\n")
	}
	if argument.subcommands != nil {
		for _, each := range argument.subcommands.lines {
			out.WriteString(p.line(each, indent+2, column))
		}
	}
	return out.String()
}

// help is the help of an argument with its fields filled in, in lines of at most a width.
func (p *ArgumentParser) help(argument *CommandArgument, width int) []string {
	text := argument.helpText()
	hasDefault := len(argument.flags) > 0 || argument.Nargs == "?" || argument.Nargs == "*"
	if p.options.FormatterClass == "ArgumentDefaultsHelpFormatter" && !strings.Contains(text, "%(default)") && argument.Default != suppress && hasDefault {
		text += " (default: %(default)s)"
	}
	values := map[string]any{
		"prog": p.options.Prog, "default": argument.Default, "choices": joinShown(argument.choices, ", ", str), "dest": argument.Dest,
		"metavar": argument.Metavar, "nargs": argument.Nargs, "const": argument.Const, "required": argument.required, "type": nil,
	}
	if argument.Type.Name != "" {
		values["type"] = argument.Type.Name
	}
	text = helpField.ReplaceAllStringFunc(text, func(found string) string {
		if found == "%%" {
			return "%"
		}
		parts := helpField.FindStringSubmatch(found)
		return formatPercent("%"+parts[2], Tuple[any]{values[parts[1]]})
	})
	if p.options.FormatterClass == "RawTextHelpFormatter" {
		return splitLines(text, false)
	}
	return wrapText(strings.Join(strings.Fields(text), " "), width, "", "", true)
}

var helpField = regexp.MustCompile(`%(?:%|\((\w+)\)([-+ #0]*\d*(?:\.\d+)?[sdfgr]))`)

// usage is how the program is called.
func (p *ArgumentParser) usage(shown []*CommandArgument, prefix string) string {
	prog := p.options.Prog
	switch p.options.Usage {
	case suppress:
		return ""
	case "":
	default:
		return prefix + strings.ReplaceAll(p.options.Usage, "%(prog)s", prog) + "\n\n"
	}
	var options, positionals []*CommandArgument
	for _, argument := range shown {
		if len(argument.flags) > 0 {
			options = append(options, argument)
		} else {
			positionals = append(positionals, argument)
		}
	}
	whole := strings.TrimRight(prog+" "+p.usageOf(slices.Concat(options, positionals)), " ")
	width := helpWidth()
	if len(prefix)+utf8.RuneCountInString(whole) <= width {
		return prefix + whole + "\n\n"
	}
	lines := func(words []string, indent string, start int) []string {
		var result, line []string
		used := start - 1
		for _, word := range words {
			size := utf8.RuneCountInString(word)
			if used+1+size > width && len(line) > 0 {
				result = append(result, indent+strings.Join(line, " "))
				line, used = nil, len(indent)-1
			}
			line = append(line, word)
			used += size + 1
		}
		if len(line) > 0 {
			result = append(result, indent+strings.Join(line, " "))
		}
		return result
	}
	first, second := usageWords(p.usageOf(options)), usageWords(p.usageOf(positionals))
	if start := len(prefix) + utf8.RuneCountInString(prog); float64(start) <= 0.75*float64(width) {
		indent := strings.Repeat(" ", start+1)
		if len(first) == 0 {
			first, second = second, nil
		}
		head := lines(append([]string{prog}, first...), indent, len(prefix))
		head[0] = head[0][len(indent):]
		return prefix + strings.Join(append(head, lines(second, indent, len(indent))...), "\n") + "\n\n"
	}
	indent := strings.Repeat(" ", len(prefix))
	rest := lines(slices.Concat(first, second), indent, len(indent))
	if len(rest) > 1 {
		rest = append(lines(first, indent, len(indent)), lines(second, indent, len(indent))...)
	}
	return prefix + strings.Join(append([]string{prog}, rest...), "\n") + "\n\n"
}

// usageWords are the parts of a usage between which a line can end: what stands in brackets stays together.
func usageWords(usage string) []string {
	var words []string
	depth, start := 0, 0
	for i, r := range usage {
		switch r {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		case ' ':
			if depth == 0 {
				words = append(words, usage[start:i])
				start = i + 1
			}
		}
	}
	if start < len(usage) {
		words = append(words, usage[start:])
	}
	return words
}

// usageOf are arguments as the usage shows them, with brackets around what can be left out.
func (p *ArgumentParser) usageOf(shown []*CommandArgument) string {
	grouped := map[*CommandArgument]bool{}
	inserts := map[int]string{}
	insert := func(at int, text, joined string) {
		if known, ok := inserts[at]; ok {
			text = known + joined
		}
		inserts[at] = text
	}
	for _, group := range p.exclusive {
		start := slices.Index(shown, group.members[0])
		end := start + len(group.members)
		if start < 0 || end > len(shown) || !slices.Equal(shown[start:end], group.members) {
			continue
		}
		exposed := 0
		for _, member := range group.members {
			grouped[member] = true
			if member.Help != suppress {
				exposed++
			}
		}
		if !group.required {
			insert(start, "[", " [")
			insert(end, "]", "]")
		} else if exposed > 1 {
			insert(start, "(", " (")
			insert(end, ")", ")")
		}
		for i := start + 1; i < end; i++ {
			inserts[i] = "|"
		}
	}
	parts := make([]string, 0, len(shown))
	for i, argument := range shown {
		part := ""
		switch {
		case argument.Help == suppress:
			if inserts[i] == "|" {
				delete(inserts, i)
			} else if inserts[i+1] == "|" {
				delete(inserts, i+1)
			}
		case len(argument.flags) == 0:
			part = argument.usage()
			if grouped[argument] && strings.HasPrefix(part, "[") && strings.HasSuffix(part, "]") {
				part = part[1 : len(part)-1]
			}
		default:
			part = argument.flags[0]
			if argument.Action == "boolean" {
				part = strings.Join(argument.flags, " | ")
			}
			if argument.Nargs != 0 {
				part += " " + argument.usage()
			}
			if !argument.required && !grouped[argument] {
				part = "[" + part + "]"
			}
		}
		parts = append(parts, part)
	}
	for _, at := range slices.Backward(slices.Sorted(maps.Keys(inserts))) {
		parts = slices.Insert(parts, at, inserts[at])
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	text := strings.NewReplacer("[ ", "[", "( ", "(", " ]", "]", " )", ")").Replace(strings.Join(parts, " "))
	return strings.TrimSpace(strings.NewReplacer("[]", "", "()", "").Replace(text))
}

// commandOption is an option in a line of arguments: with its flag, and what stands behind "=".
type commandOption struct {
	argument *CommandArgument
	flag     string
	value    string
	hasValue bool
}

// option is the argument that a text names; nil for a text that is no option.
func (p *ArgumentParser) option(text string) *commandOption {
	if !strings.HasPrefix(text, "-") {
		return nil
	}
	if exact := p.flagged(text); exact != nil {
		return &commandOption{argument: exact, flag: text}
	}
	if len(text) == 1 {
		return nil
	}
	name, value, hasValue := strings.Cut(text, "=")
	if named := p.flagged(name); hasValue && named != nil {
		return &commandOption{named, name, value, true}
	}
	var found []*commandOption
	isNegative := false
	for _, argument := range p.arguments {
		for _, flag := range argument.flags {
			isNegative = isNegative || negativeNumber.MatchString(flag)
			switch {
			case strings.HasPrefix(text, "--"):
				if strings.HasPrefix(flag, name) && p.options.AllowAbbrev != false {
					found = append(found, &commandOption{argument, flag, value, hasValue})
				}
			case flag == text[:2]:
				found = append(found, &commandOption{argument, flag, text[2:], true})
			case strings.HasPrefix(flag, text):
				found = append(found, &commandOption{argument: argument, flag: flag})
			}
		}
	}
	if len(found) > 1 {
		flags := make([]string, len(found))
		for i, each := range found {
			flags[i] = each.flag
		}
		p.Error("ambiguous option: " + text + " could match " + strings.Join(flags, ", "))
	}
	if len(found) == 1 {
		return found[0]
	}
	if negativeNumber.MatchString(text) && !isNegative || strings.Contains(text, " ") {
		return nil
	}
	return &commandOption{flag: text}
}

var negativeNumber = regexp.MustCompile(`^-\d+$|^-\d*\.\d+$`)

// flagged is the argument that has a flag.
func (p *ArgumentParser) flagged(flag string) *CommandArgument {
	for _, argument := range p.arguments {
		if slices.Contains(argument.flags, flag) {
			return argument
		}
	}
	return nil
}

// argumentReader reads one line of arguments into a namespace.
type argumentReader struct {
	parser      *ArgumentParser
	args        []string
	namespace   *Namespace
	options     map[int]*commandOption
	kinds       string
	positionals []*CommandArgument
	seen, given map[*CommandArgument]bool
	extras      []string
}

func newArgumentReader(parser *ArgumentParser, args []string, namespace *Namespace) *argumentReader {
	r := &argumentReader{
		parser: parser, args: args, namespace: namespace,
		options: map[int]*commandOption{}, seen: map[*CommandArgument]bool{}, given: map[*CommandArgument]bool{},
	}
	for i, text := range args {
		switch {
		case strings.Contains(r.kinds, "-"):
			r.kinds += "A"
		case text == "--":
			r.kinds += "-"
		default:
			option := parser.option(text)
			if option == nil {
				r.kinds += "A"
				continue
			}
			r.options[i] = option
			r.kinds += "O"
		}
	}
	for _, argument := range parser.arguments {
		if len(argument.flags) == 0 {
			r.positionals = append(r.positionals, argument)
		}
	}
	return r
}

// read gives what nothing takes.
func (r *argumentReader) read() []string {
	at, last := 0, -1
	for index := range r.options {
		last = max(last, index)
	}
	for at <= last {
		next := at
		for r.options[next] == nil {
			next++
		}
		if at != next {
			if stop := r.takePositionals(at); stop > at {
				at = stop
				continue
			}
			r.extras = append(r.extras, r.args[at:next]...)
		}
		at = r.takeOption(next)
	}
	at = r.takePositionals(at)
	r.extras = append(r.extras, r.args[at:]...)
	r.complete()
	return r.extras
}

// take reads the texts of one argument.
func (r *argumentReader) take(argument *CommandArgument, texts []string, flag string) {
	r.seen[argument] = true
	value := argument.value(texts)
	if len(texts) > 0 || len(argument.flags) > 0 {
		r.given[argument] = true
		for _, group := range r.parser.exclusive {
			if !slices.Contains(group.members, argument) {
				continue
			}
			for _, other := range group.members {
				if other != argument && r.given[other] {
					panic(newArgumentError(argument, "not allowed with argument "+other.label()))
				}
			}
		}
	}
	if value != any(suppress) {
		r.store(argument, value, flag)
	}
}

// count is how many texts an argument takes.
func (r *argumentReader) count(argument *CommandArgument, kinds string) int {
	match := regexp.MustCompile("^" + argument.pattern()).FindStringSubmatch(kinds)
	if match != nil {
		return len(match[1])
	}
	wanted := fmt.Sprintf("expected %v arguments", argument.Nargs)
	switch argument.Nargs {
	case nil:
		wanted = "expected one argument"
	case "?":
		wanted = "expected at most one argument"
	case "+":
		wanted = "expected at least one argument"
	case 1:
		wanted = "expected 1 argument"
	}
	panic(newArgumentError(argument, wanted))
}

// takeOption reads an option and its values, and gives the place behind them.
func (r *argumentReader) takeOption(start int) int {
	option := *r.options[start]
	var flags []commandOption
	for {
		argument := option.argument
		if argument == nil {
			r.extras = append(r.extras, r.args[start])
			return start + 1
		}
		takeFlags := func() {
			for _, each := range flags {
				r.take(each.argument, nil, each.flag)
			}
		}
		if !option.hasValue {
			stop := start + 1 + r.count(argument, r.kinds[start+1:])
			takeFlags()
			r.take(argument, r.args[start+1:stop], option.flag)
			return stop
		}
		wanted := r.count(argument, "A")
		if wanted == 1 {
			takeFlags()
			r.take(argument, []string{option.value}, option.flag)
			return start + 1
		}
		// Short options can stand together: -vx is -v -x.
		var other *CommandArgument
		if option.value != "" {
			other = r.parser.flagged("-" + option.value[:1])
		}
		if wanted != 0 || strings.HasPrefix(option.flag, "--") || other == nil {
			panic(newArgumentError(argument, "ignored explicit argument "+quote(option.value)))
		}
		flags = append(flags, option)
		rest := option.value[1:]
		option = commandOption{other, "-" + option.value[:1], rest, rest != ""}
	}
}

// takePositionals reads as many positional arguments as fit, and gives the place behind them.
func (r *argumentReader) takePositionals(start int) int {
	for size := len(r.positionals); size > 0; size-- {
		ready := r.positionals[:size]
		pattern := "^"
		for _, argument := range ready {
			pattern += argument.pattern()
		}
		match := regexp.MustCompile(pattern).FindStringSubmatch(r.kinds[start:])
		if match == nil {
			continue
		}
		r.positionals = r.positionals[size:]
		at := start
		for i, argument := range ready {
			stop := at + len(match[i+1])
			r.take(argument, r.args[at:stop], "")
			at = stop
		}
		return at
	}
	return start
}

// complete converts defaults that are texts, and refuses what is missing.
func (r *argumentReader) complete() {
	var missing []string
	for _, argument := range r.parser.arguments {
		if r.seen[argument] {
			continue
		}
		if argument.required {
			missing = append(missing, argument.label())
			continue
		}
		if text, ok := argument.Default.(string); ok && text != suppress && r.namespace.values[argument.Dest] == any(text) {
			r.namespace.Set(argument.Dest, argument.convert(text))
		}
	}
	if len(missing) > 0 {
		r.parser.Error("the following arguments are required: " + strings.Join(missing, ", "))
	}
	for _, group := range r.parser.exclusive {
		if !group.required || slices.ContainsFunc(group.members, func(member *CommandArgument) bool { return r.given[member] }) {
			continue
		}
		var names []string
		for _, member := range group.members {
			if member.Help != suppress {
				names = append(names, member.label())
			}
		}
		r.parser.Error("one of the arguments " + strings.Join(names, " ") + " is required")
	}
}

// store does what the action of an argument is for.
func (r *argumentReader) store(argument *CommandArgument, value any, flag string) {
	dest := argument.Dest
	appended := func(added ...any) {
		var list []any
		if known := r.namespace.values[dest]; known != nil {
			list = collect(iterate(known))
		}
		r.namespace.Set(dest, typedList(append(list, added...)))
	}
	switch argument.Action {
	case "store_true", "store_false", "store_const":
		r.namespace.Set(dest, argument.Const)
	case "boolean":
		r.namespace.Set(dest, !strings.HasPrefix(flag, "--no-"))
	case "count":
		known, _ := r.namespace.values[dest].(int)
		r.namespace.Set(dest, known+1)
	case "append":
		appended(value)
	case "append_const":
		appended(argument.Const)
	case "extend":
		appended(collect(iterate(value))...)
	case "help":
		r.parser.PrintHelp(nil)
		r.parser.Exit(0, "")
	case "version":
		fmt.Println(strings.ReplaceAll(argument.Version, "%(prog)s", r.parser.Prog()))
		r.parser.Exit(0, "")
	case "parsers":
		texts := value.([]string)
		if dest != suppress {
			r.namespace.Set(dest, texts[0])
		}
		inner, rest := argument.subcommands.parsers[texts[0]].parse(texts[1:], nil)
		for _, name := range inner.names {
			r.namespace.Set(name, inner.values[name])
		}
		r.extras = append(r.extras, rest...)
	default:
		r.namespace.Set(dest, value)
	}
}

// helpWidth is how wide help is: two columns less than the terminal.
func helpWidth() int {
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns - 2
	}
	return 78
}
