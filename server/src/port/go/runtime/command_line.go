package portruntime

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// CommandSettings tell how a command is shown, and what it does without arguments.
type CommandSettings struct {
	Help, ShortHelp, Epilog, OptionsMetavar, SubcommandMetavar string
	Hidden, InvokeWithoutCommand, Chain, ShowDefault           bool
	// NoArgsIsHelp is true for groups where it is left out.
	NoArgsIsHelp     *bool
	AddHelpOption    *bool
	HelpOptionNames  []string
	AutoEnvvarPrefix string
}

// OptionSettings tell how an option or an argument of a command is read.
type OptionSettings struct {
	Type                                      *ParameterType
	Default, FlagValue, Envvar, Prompt        any
	Required                                  *bool
	Multiple, IsFlag, Count, Hidden           bool
	ShowEnvvar, HideInput, ConfirmationPrompt bool
	Nargs                                     int
	Help, Metavar                             string
	ShowDefault                               any
}

// ClickException is an error that the user of a program is told about, without a trace.
type ClickException struct{ Exception }

// UsageError is an error in what the user of a program wrote.
type UsageError struct{ Exception }

func (e *UsageError) As(target any) bool { return asClickException(e.Exception, false, target) }

// BadParameter is a value that a parameter does not take.
type BadParameter struct{ Exception }

func (e *BadParameter) As(target any) bool { return asClickException(e.Exception, true, target) }

// FileError is a file that cannot be opened.
type FileError struct{ Exception }

func (e *FileError) As(target any) bool { return asClickException(e.Exception, false, target) }

// asClickException gives an error as one of the classes above its own.
func asClickException(exception Exception, isUsage bool, target any) bool {
	switch found := target.(type) {
	case **ClickException:
		*found = &ClickException{exception}
		return true
	case **UsageError:
		*found = &UsageError{exception}
		return isUsage
	}
	return false
}

// Abort ends a program that its user breaks off.
type Abort struct{ Exception }

// CommandExit ends a command with a code.
type CommandExit struct {
	Exception
	Code int
}

// commandFailure is an error of a command, with the run that it is about and what it calls the parameter.
type commandFailure struct {
	error
	context *CommandContext
	hint    string
}

func (f *commandFailure) Unwrap() error { return f.error }

func usageError(context *CommandContext, message string) error {
	return &commandFailure{&UsageError{newException(message)}, context, ""}
}

// ParameterType makes a value of a text, and says what is wrong with one that it does not take.
type ParameterType struct {
	name    string
	metavar string
	// bounds are those of a range, as the help shows them.
	bounds string
	// missing is added to the message about a value that is not given.
	missing string
	convert func(text string) (value any, problem string)
}

func textParameter() *ParameterType {
	return &ParameterType{name: "text", convert: func(text string) (any, string) { return text, "" }}
}

func integerParameter() *ParameterType {
	return &ParameterType{name: "integer", convert: func(text string) (any, string) {
		return numberOf("integer", text, func() any { return parseInt(text) })
	}}
}

func floatParameter() *ParameterType {
	return &ParameterType{name: "float", convert: func(text string) (any, string) {
		return numberOf("float", text, func() any { return parseFloat(text) })
	}}
}

// numberOf reads a number, or says that a text is none.
func numberOf(kind, text string, read func() any) (value any, problem string) {
	var err error
	func() {
		defer catch(&err)
		value = read()
	}()
	if err != nil {
		return nil, quote(text) + " is not a valid " + kind + "."
	}
	return value, ""
}

func booleanParameter() *ParameterType {
	return &ParameterType{name: "boolean", convert: func(text string) (any, string) {
		switch strings.ToLower(strings.TrimSpace(text)) {
		case "1", "yes", "true", "on", "t", "y":
			return true, ""
		case "", "0", "no", "false", "off", "f", "n":
			return false, ""
		}
		return nil, quote(text) + " is not a valid boolean. Recognized values: , 0, 1, f, false, n, no, off, on, t, true, y, yes"
	}}
}

// choiceParameter takes one of some texts.
func choiceParameter(given any, caseSensitive bool) *ParameterType {
	var choices, shown []string
	for each := range iterate(given) {
		choices = append(choices, str(each))
		shown = append(shown, foldedChoice(str(each), caseSensitive))
	}
	return &ParameterType{
		name:    "choice",
		metavar: strings.Join(shown, "|"),
		missing: "Choose from:\n\t" + strings.Join(shown, ",\n\t"),
		convert: func(text string) (any, string) {
			if at := slices.Index(shown, foldedChoice(text, caseSensitive)); at >= 0 {
				return choices[at], ""
			}
			quoted := strings.Join(mapped(shown, quote), ", ")
			if len(shown) == 1 {
				return nil, quote(text) + " is not " + quoted + "."
			}
			return nil, quote(text) + " is not one of " + quoted + "."
		},
	}
}

func foldedChoice(text string, caseSensitive bool) string {
	if caseSensitive {
		return text
	}
	return strings.ToLower(text)
}

func integerRange(low, high any, lowOpen, highOpen, clamp bool) *ParameterType {
	return rangeParameter(integerParameter(), low, high, lowOpen, highOpen, clamp)
}

func floatRange(low, high any, lowOpen, highOpen, clamp bool) *ParameterType {
	return rangeParameter(floatParameter(), low, high, lowOpen, highOpen, clamp)
}

// rangeParameter takes numbers of a kind between bounds, nil where there is none.
func rangeParameter(kind *ParameterType, low, high any, lowOpen, highOpen, clamp bool) *ParameterType {
	bounds := rangeText(low, high, lowOpen, highOpen)
	convert := func(text string) (any, string) {
		value, problem := kind.convert(text)
		if problem != "" {
			return nil, quote(text) + " is not a valid " + kind.name + " range."
		}
		number := toFloat(value)
		below := low != nil && (number < toFloat(low) || lowOpen && number == toFloat(low))
		above := high != nil && (number > toFloat(high) || highOpen && number == toFloat(high))
		switch {
		case clamp && below:
			return clamped(low, lowOpen, 1), ""
		case clamp && above:
			return clamped(high, highOpen, -1), ""
		case below || above:
			return nil, str(value) + " is not in the range " + bounds + "."
		}
		return value, ""
	}
	return &ParameterType{name: kind.name + " range", bounds: bounds, convert: convert}
}

func clamped(bound any, isOpen bool, step int) any {
	if number, ok := bound.(int); ok && isOpen {
		return number + step
	}
	return bound
}

func rangeText(low, high any, lowOpen, highOpen bool) string {
	lowSign, highSign := "<=", "<="
	if lowOpen {
		lowSign = "<"
	}
	if highOpen {
		highSign = "<"
	}
	switch {
	case low == nil && high == nil:
		return ""
	case low == nil:
		return "x" + highSign + str(high)
	case high == nil:
		return "x" + strings.ReplaceAll(lowSign, "<", ">") + str(low)
	}
	return str(low) + lowSign + "x" + highSign + str(high)
}

// pathParameter takes the name of a file or folder.
func pathParameter(mustExist, filesAllowed, foldersAllowed, resolve, dashAllowed bool) *ParameterType {
	name := "path"
	if filesAllowed && !foldersAllowed {
		name = "file"
	} else if foldersAllowed && !filesAllowed {
		name = "directory"
	}
	title := strings.ToUpper(name[:1]) + name[1:]
	return &ParameterType{name: name, convert: func(text string) (any, string) {
		path := text
		if dashAllowed && filesAllowed && text == "-" {
			return path, ""
		}
		if resolve {
			if absolute, err := filepath.Abs(text); err == nil {
				path = absolute
			}
			if real, err := filepath.EvalSymlinks(path); err == nil {
				path = real
			}
		}
		found, err := os.Stat(path)
		switch {
		case err != nil && !mustExist:
			return path, ""
		case err != nil:
			return nil, title + " " + quote(text) + " does not exist."
		case !filesAllowed && found.Mode().IsRegular():
			return nil, title + " " + quote(text) + " is a file."
		case !foldersAllowed && found.IsDir():
			return nil, title + " " + quote(text) + " is a directory."
		}
		return path, ""
	}}
}

// CommandParameter is an option or an argument of a command.
type CommandParameter struct {
	OptionSettings
	name       string
	flags      []string
	offFlags   []string
	isArgument bool
	isRequired bool
	kind       *ParameterType
}

func (p *CommandParameter) isSwitch() bool {
	return (p.IsFlag || len(p.offFlags) > 0) && p.FlagValue == nil
}

// takesText tells whether a text follows the option.
func (p *CommandParameter) takesText() bool {
	return !p.IsFlag && len(p.offFlags) == 0 && !p.Count && p.FlagValue == nil
}

// metavariable is what stands for its value.
func (p *CommandParameter) metavariable() string {
	text := p.Metavar
	if text == "" && p.kind.metavar != "" {
		text = "[" + p.kind.metavar + "]"
		if p.isArgument && p.isRequired {
			text = "{" + p.kind.metavar + "}"
		}
	}
	switch {
	case p.isArgument && p.Metavar != "":
		return text
	case p.isArgument:
		if text == "" {
			text = strings.ToUpper(p.name)
		}
		if !p.isRequired {
			text = "[" + text + "]"
		}
	case text == "":
		text = strings.ToUpper(p.kind.name)
	}
	if p.Nargs != 1 {
		text += "..."
	}
	return text
}

// hint is what messages call it.
func (p *CommandParameter) hint() string {
	if p.isArgument {
		return "'" + p.metavariable() + "'"
	}
	return "'" + strings.Join(slices.Concat(p.flags, p.offFlags)[:max(len(p.flags), 1)], "' / '") + "'"
}

// record is its line in the help.
func (p *CommandParameter) record(showDefault bool) [2]string {
	written := func(flags []string) string {
		sorted := slices.SortedStableFunc(slices.Values(flags), func(a, b string) int {
			return len(a) - len(strings.TrimLeft(a, "-")) - len(b) + len(strings.TrimLeft(b, "-"))
		})
		text := strings.Join(sorted, ", ")
		if p.takesText() {
			text += " " + p.metavariable()
		}
		return text
	}
	first := written(p.flags)
	if len(p.offFlags) > 0 {
		first += " / " + written(p.offFlags)
	}
	var extra []string
	if p.ShowEnvvar && p.Envvar != nil {
		extra = append(extra, "env var: "+strings.Join(envvarNames(p.Envvar), ", "))
	}
	if text := p.shownDefault(showDefault); text != "" {
		extra = append(extra, "default: "+text)
	}
	if p.kind.bounds != "" && !p.Count {
		extra = append(extra, p.kind.bounds)
	}
	if p.isRequired {
		extra = append(extra, "required")
	}
	help := strings.Trim(dedent(p.Help), "\n")
	if len(extra) > 0 {
		help = strings.TrimPrefix(help+"  ["+strings.Join(extra, "; ")+"]", "  ")
	}
	return [2]string{first, help}
}

func envvarNames(given any) []string {
	if name, ok := given.(string); ok {
		return []string{name}
	}
	var names []string
	for each := range iterate(given) {
		names = append(names, str(each))
	}
	return names
}

// shownDefault is the default as the help shows it, empty where it does not.
func (p *CommandParameter) shownDefault(isAsked bool) string {
	if text, ok := p.ShowDefault.(string); ok {
		return "(" + text + ")"
	}
	if p.ShowDefault != nil {
		isAsked = p.ShowDefault == true
	}
	if !isAsked {
		return ""
	}
	if p.isSwitch() {
		switch {
		case len(p.offFlags) == 0 && p.Default == true:
			return "True"
		case len(p.offFlags) == 0:
			return ""
		case p.Default == true:
			return strings.TrimLeft(p.flags[0], "-")
		}
		return strings.TrimLeft(p.offFlags[0], "-")
	}
	switch {
	case p.Default == nil && p.Count:
		return "0"
	case p.Default == nil:
		return ""
	case p.Default == "":
		return `""`
	case isString(p.Default):
		return str(p.Default)
	case p.Multiple || p.Nargs != 1:
		return joinShown(collect(iterate(p.Default)), ", ", str)
	}
	return str(p.Default)
}

func isString(value any) bool {
	_, ok := value.(string)
	return ok
}

// Command is a command of a program, with its options and arguments; a group has commands of its own.
type Command struct {
	CommandSettings
	name       string
	isGroup    bool
	parameters []*CommandParameter
	commands   map[string]*Command
	handler    func(*CommandValues)
	version    func(context *CommandContext)
	versions   []string
}

func newCommand(name string, settings CommandSettings) *Command {
	return &Command{CommandSettings: settings, name: name}
}

func newCommandGroup(name string, settings CommandSettings) *Command {
	return &Command{CommandSettings: settings, name: name, isGroup: true, commands: map[string]*Command{}}
}

// Option adds an option: its flags, `--on/--off` for one that can be switched off, and the name of its value where that is not the flag's.
func (c *Command) Option(flags []string, settings OptionSettings) {
	p := &CommandParameter{OptionSettings: settings}
	for _, flag := range flags {
		on, off, hasOff := strings.Cut(flag, "/")
		switch {
		case hasOff:
			p.flags = append(p.flags, strings.TrimSpace(on))
			p.offFlags = append(p.offFlags, strings.TrimSpace(off))
		case strings.HasPrefix(flag, "-"):
			p.flags = append(p.flags, flag)
		default:
			p.name = flag
		}
	}
	if p.name == "" {
		longest := slices.IndexFunc(p.flags, func(flag string) bool { return strings.HasPrefix(flag, "--") })
		p.name = optionName(p.flags[max(longest, 0)])
	}
	p.finish(settings.Required != nil && *settings.Required)
	c.parameters = append(c.parameters, p)
}

func optionName(flag string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimLeft(flag, "-"), "-", "_"))
}

// Argument adds an argument, which stands at its place without a flag.
func (c *Command) Argument(name string, settings OptionSettings) {
	p := &CommandParameter{OptionSettings: settings, name: optionName(name), isArgument: true}
	isRequired := settings.Default == nil && settings.Nargs >= 0
	if settings.Required != nil {
		isRequired = *settings.Required
	}
	p.finish(isRequired)
	c.parameters = append(c.parameters, p)
}

func (p *CommandParameter) finish(isRequired bool) {
	p.isRequired = isRequired
	if p.Nargs == 0 {
		p.Nargs = 1
	}
	p.kind = p.Type
	switch {
	case p.kind != nil:
	case p.isSwitch():
		p.kind = booleanParameter()
	case p.Count:
		p.kind = integerParameter()
	default:
		p.kind = textParameter()
	}
	if p.Prompt == true {
		words := strings.ReplaceAll(p.name, "_", " ")
		p.Prompt = strings.ToUpper(words[:1]) + words[1:]
	}
}

// VersionSettings tell what the option that shows the version writes.
type VersionSettings struct{ ProgName, Message string }

// Version adds the option that shows the version of the program.
func (c *Command) Version(version string, flags []string, settings VersionSettings) {
	if len(flags) == 0 {
		flags = []string{"--version"}
	}
	c.versions = flags
	template := cmpOr(settings.Message, "%(prog)s, version %(version)s")
	c.version = func(context *CommandContext) {
		program := cmpOr(settings.ProgName, context.root().name)
		fmt.Println(strings.NewReplacer("%(prog)s", program, "%(version)s", version).Replace(template))
		panic(&CommandExit{Code: 0})
	}
}

// Add makes a command one of the group, under its own name where none is given.
func (c *Command) Add(command *Command, name string) {
	if name == "" {
		name = command.name
	}
	c.commands[name] = command
}

// Run sets what the command does.
func (c *Command) Run(handler func(*CommandValues)) { c.handler = handler }

// RunSettings tell how a program is run: with other arguments than its own, under another name, with an object for its commands, and
// whether its errors are told and end it.
type RunSettings struct {
	Args, Obj      any
	ProgName       string
	StandaloneMode *bool
}

// Main reads the arguments of the program, runs the command, and ends the program.
func (c *Command) Main(settings RunSettings) {
	given := os.Args[1:]
	if !isNil(settings.Args) {
		given = nil
		for each := range iterate(settings.Args) {
			given = append(given, str(each))
		}
	}
	name := cmpOr(settings.ProgName, filepath.Base(os.Args[0]))
	standalone := settings.StandaloneMode == nil || *settings.StandaloneMode
	var err error
	func() {
		defer catch(&err)
		c.start(name, given, nil, settings.Obj)
	}()
	if code, isTold := commandEnd(err, standalone); isTold && standalone {
		panic(&SystemExit{Code: code})
	} else if !isTold {
		panic(err)
	}
}

// commandEnd tells the user about an error, and gives the code that the program ends with; false for errors that are none of a command's.
func commandEnd(err error, standalone bool) (code int, isTold bool) {
	var ended *CommandExit
	switch {
	case err == nil:
		return 0, true
	case errors.As(err, &ended):
		return ended.Code, true
	case !standalone:
		return 0, false
	case isError[*Abort](err):
		fmt.Fprintln(os.Stderr, "Aborted!")
		return 1, true
	case isError[*EOFError](err) || isError[*KeyboardInterrupt](err):
		fmt.Fprintln(os.Stderr, "\nAborted!")
		return 1, true
	case isError[*UsageError](err):
		var failure *commandFailure
		message := err.Error()
		if errors.As(err, &failure) {
			failure.context.tellUsage()
			if isError[*BadParameter](err) {
				message = strings.TrimSuffix("Invalid value for "+failure.hint, " for ") + ": " + message
			}
		}
		fmt.Fprintln(os.Stderr, "Error: "+message)
		return 2, true
	case isError[*ClickException](err):
		fmt.Fprintln(os.Stderr, "Error: "+err.Error())
		return 1, true
	}
	return 1, false
}

// tellUsage shows how the command is called, and how to ask for its help.
func (c *CommandContext) tellUsage() {
	fmt.Fprintln(os.Stderr, c.Usage())
	if names := c.helpNames(); len(names) > 0 {
		longest := slices.MaxFunc(names, func(a, b string) int { return len(a) - len(b) })
		fmt.Fprintf(os.Stderr, "Try '%s %s' for help.\n", c.CommandPath(), longest)
	}
	fmt.Fprintln(os.Stderr)
}

// start reads arguments and runs the command with them.
func (c *Command) start(name string, args []string, parent *CommandContext, object any) {
	context := &CommandContext{command: c, name: name, parent: parent, object: object}
	if parent != nil && isNil(object) {
		context.object = parent.object
	}
	defer func() {
		for _, run := range slices.Backward(context.closing) {
			run()
		}
	}()
	isHelp := c.isGroup && !c.InvokeWithoutCommand
	if c.NoArgsIsHelp != nil {
		isHelp = *c.NoArgsIsHelp
	}
	if len(args) == 0 && isHelp {
		fmt.Fprintln(os.Stderr, context.Help())
		panic(&CommandExit{Code: 2})
	}
	rest := context.read(args)
	if !c.isGroup {
		if len(rest) > 0 {
			panic(usageError(context, oneOrMany(len(rest), "Got unexpected extra argument", "Got unexpected extra arguments")+" ("+strings.Join(rest, " ")+")"))
		}
		context.call()
		return
	}
	if len(rest) == 0 {
		if !c.InvokeWithoutCommand {
			panic(usageError(context, "Missing command."))
		}
		context.call()
		return
	}
	picked := c.commands[rest[0]]
	if picked == nil {
		if strings.HasPrefix(rest[0], "-") {
			context.read(rest)
		}
		panic(usageError(context, "No such command "+quote(rest[0])+"."))
	}
	context.picked = &rest[0]
	context.call()
	picked.start(rest[0], rest[1:], context, nil)
}

func oneOrMany(count int, one, many string) string {
	if count == 1 {
		return one
	}
	return many
}

// CommandContext is one run of a command.
type CommandContext struct {
	command *Command
	name    string
	parent  *CommandContext
	picked  *string
	object  any
	values  map[string]any
	closing []func()
	// checked is the parameter whose value a function of the program looks at.
	checked *CommandParameter
}

func (c *CommandContext) root() *CommandContext {
	for c.parent != nil {
		c = c.parent
	}
	return c
}

// call runs the function of the command; errors that it raises about its usage are about this context.
func (c *CommandContext) call() {
	defer func() {
		if r := recover(); r != nil {
			if err := asError(r); isError[*UsageError](err) && !isError[*commandFailure](err) {
				hint := ""
				if c.checked != nil {
					hint = c.checked.hint()
				}
				panic(&commandFailure{err, c, hint})
			}
			panic(r)
		}
	}()
	if c.command.handler != nil {
		c.command.handler(&CommandValues{c})
	}
}

// Obj is what the program keeps for its commands; a command starts with that of the group around it.
func (c *CommandContext) Obj() any { return c.object }

func (c *CommandContext) SetObject(object any) { c.object = object }

// EnsureObject makes the object where there is none.
func (c *CommandContext) EnsureObject(make func() any) any {
	if isNil(c.object) {
		c.object = make()
	}
	return c.object
}

func (c *CommandContext) InvokedSubcommand() *string { return c.picked }

func (c *CommandContext) InfoName() string { return c.name }

func (c *CommandContext) Parent() *CommandContext { return c.parent }

func (c *CommandContext) Exit(code int) { panic(&CommandExit{Code: code}) }

func (c *CommandContext) Abort() { panic(&Abort{}) }

func (c *CommandContext) Fail(message string) { panic(usageError(c, message)) }

func (c *CommandContext) CallOnClose(run func()) { c.closing = append(c.closing, run) }

// Params are the values that the command was given, by name.
func (c *CommandContext) Params() *OrderedMap[string, any] {
	result := NewOrderedMap[string, any]()
	for _, p := range c.command.parameters {
		result.Set(p.name, c.values[p.name])
	}
	return result
}

// CommandPath is how the command is called, with the groups around it.
func (c *CommandContext) CommandPath() string {
	if c.parent == nil {
		return c.name
	}
	path := c.parent.CommandPath()
	for _, p := range c.parent.command.parameters {
		if p.isArgument {
			path += " " + p.metavariable()
		}
	}
	return path + " " + c.name
}

// helpNames are the flags that show the help.
func (c *CommandContext) helpNames() []string {
	if c.command.AddHelpOption != nil && !*c.command.AddHelpOption {
		return nil
	}
	names := []string{"--help"}
	for context := c; context != nil; context = context.parent {
		if context.command.HelpOptionNames != nil {
			names = context.command.HelpOptionNames
			break
		}
	}
	for _, p := range c.command.parameters {
		names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(p.flags, name) })
	}
	return names
}

// Usage is the line that shows how the command is called.
func (c *CommandContext) Usage() string {
	pieces := []string{cmpOr(c.command.OptionsMetavar, "[OPTIONS]")}
	for _, p := range c.command.parameters {
		if p.isArgument {
			pieces = append(pieces, p.metavariable())
		}
	}
	if c.command.isGroup {
		metavar := "COMMAND [ARGS]..."
		if c.command.Chain {
			metavar = "COMMAND1 [ARGS]... [COMMAND2 [ARGS]...]..."
		}
		pieces = append(pieces, cmpOr(c.command.SubcommandMetavar, metavar))
	}
	prefix := "Usage: " + c.CommandPath() + " "
	if runeCount(prefix)+20 > pageWidth() {
		return prefix + "\n" + fillText(strings.Join(pieces, " "), pageWidth(), strings.Repeat(" ", 11), strings.Repeat(" ", 11), true)
	}
	return fillText(strings.Join(pieces, " "), pageWidth(), prefix, strings.Repeat(" ", runeCount(prefix)), true)
}

func cmpOr(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func runeCount(text string) int { return len([]rune(text)) }

// pageWidth is the width of the help: that of the terminal, and at most 78.
func pageWidth() int {
	columns, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || columns <= 0 {
		columns = 80
	}
	return max(min(columns, 80)-2, 50)
}

// Help is the help of the command.
func (c *CommandContext) Help() string {
	text := c.Usage() + "\n"
	if c.command.Help != "" {
		text += "\n" + wrapParagraphs(strings.SplitN(c.command.Help, "\f", 2)[0], pageWidth(), "  ") + "\n"
	}
	var rows [][2]string
	for _, p := range c.command.parameters {
		if !p.isArgument && !p.Hidden {
			rows = append(rows, p.record(c.showsDefaults()))
		}
	}
	if c.command.versions != nil {
		rows = append(rows, [2]string{strings.Join(c.command.versions, ", "), "Show the version and exit."})
	}
	if names := c.helpNames(); len(names) > 0 {
		sorted := slices.SortedStableFunc(slices.Values(names), func(a, b string) int {
			return len(a) - len(strings.TrimLeft(a, "-")) - len(b) + len(strings.TrimLeft(b, "-"))
		})
		rows = append(rows, [2]string{strings.Join(sorted, ", "), "Show this message and exit."})
	}
	if len(rows) > 0 {
		text += "\nOptions:\n" + definitionList(rows)
	}
	text += c.commandList()
	if c.command.Epilog != "" {
		text += "\n" + wrapParagraphs(c.command.Epilog, pageWidth(), "  ") + "\n"
	}
	return strings.TrimRight(text, "\n")
}

func (c *CommandContext) showsDefaults() bool {
	return c.command.ShowDefault || c.parent != nil && c.parent.showsDefaults()
}

// commandList shows the commands of a group.
func (c *CommandContext) commandList() string {
	var names []string
	longest := 0
	for name, command := range c.command.commands {
		if !command.Hidden {
			names = append(names, name)
			longest = max(longest, runeCount(name))
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	var rows [][2]string
	for _, name := range names {
		rows = append(rows, [2]string{name, c.command.commands[name].summary(pageWidth() - 6 - longest)})
	}
	return "\nCommands:\n" + definitionList(rows)
}

// summary is the first sentence of a command's help, or as much of it as fits.
func (c *Command) summary(limit int) string {
	if c.ShortHelp != "" {
		return c.ShortHelp
	}
	paragraph, _, _ := strings.Cut(c.Help, "\n\n")
	words := strings.Fields(paragraph)
	if len(words) > 0 && words[0] == "\b" {
		words = words[1:]
	}
	total := 0
	for i, word := range words {
		total += runeCount(word)
		if i > 0 {
			total++
		}
		isLast := i == len(words)-1
		switch {
		case total <= limit && strings.HasSuffix(word, "."):
			return strings.Join(words[:i+1], " ")
		case total < limit || total == limit && isLast:
			continue
		}
		total += 3
		for ; i > 0; i-- {
			total -= runeCount(words[i]) + 1
			if total <= limit {
				break
			}
		}
		return strings.Join(words[:i], " ") + "..."
	}
	return strings.Join(words, " ")
}

// wrapParagraphs fills each paragraph of a text; one that starts with a line of \b stays as it is.
func wrapParagraphs(text string, width int, indent string) string {
	var paragraphs []string
	for _, paragraph := range splitParagraphs(text) {
		lines := strings.Split(paragraph, "\n")
		own := indent + strings.Repeat(" ", len(lines[0])-len(strings.TrimLeft(lines[0], " ")))
		if strings.TrimSpace(lines[0]) == "\b" {
			paragraphs = append(paragraphs, own+strings.Join(lines[1:], "\n"+own))
		} else {
			paragraphs = append(paragraphs, fillText(strings.TrimLeft(strings.Join(lines, " "), " "), width, own, own, true))
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// splitParagraphs gives the runs of lines between empty ones.
func splitParagraphs(text string) []string {
	var paragraphs []string
	isOpen := false
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case line == "":
			isOpen = false
		case isOpen:
			paragraphs[len(paragraphs)-1] += "\n" + line
		default:
			paragraphs = append(paragraphs, line)
			isOpen = true
		}
	}
	return paragraphs
}

// definitionList writes rows of two columns.
func definitionList(rows [][2]string) string {
	column := 0
	for _, row := range rows {
		column = max(column, runeCount(row[0]))
	}
	column = min(column, 30) + 2
	var text strings.Builder
	for _, row := range rows {
		text.WriteString("  " + row[0])
		lines := strings.Split(wrapParagraphs(row[1], max(pageWidth()-column-2, 10), ""), "\n")
		switch {
		case row[1] == "":
		case runeCount(row[0]) <= column-2:
			text.WriteString(strings.Repeat(" ", column-runeCount(row[0])) + lines[0])
		default:
			text.WriteString("\n" + strings.Repeat(" ", column+2) + lines[0])
		}
		text.WriteString("\n")
		for _, line := range lines[1:] {
			text.WriteString(strings.Repeat(" ", column+2) + line + "\n")
		}
	}
	return text.String()
}

// commandLine is what is left to read of the arguments, and what was read.
type commandLine struct {
	context *CommandContext
	rest    []string
	plain   []string
	given   map[string][]any
	// seen are the parameters in the order in which they came.
	seen []*CommandParameter
}

// read takes the values of the command from the arguments, and gives those that are left.
func (c *CommandContext) read(args []string) []string {
	line := &commandLine{context: c, rest: slices.Clone(args), given: map[string][]any{}}
	wantsHelp, wantsVersion := line.readOptions()
	if wantsHelp {
		fmt.Println(c.Help())
		panic(&CommandExit{Code: 0})
	}
	if wantsVersion {
		c.command.version(c)
	}
	left := line.readArguments()
	c.values = map[string]any{}
	order := slices.Clone(line.seen)
	for _, p := range c.command.parameters {
		if !slices.Contains(order, p) {
			order = append(order, p)
		}
	}
	for _, p := range order {
		value, known := c.values[p.name]
		if found := c.value(p, line.given[p.flagKey()]); !known || found != nil && (value == nil || slices.Contains(line.seen, p)) {
			c.values[p.name] = found
		}
	}
	return left
}

// flagKey tells options apart that share a name, as those with values of their own do.
func (p *CommandParameter) flagKey() string {
	return strings.Join(append([]string{p.name}, p.flags...), " ")
}

// readOptions takes the options from the arguments.
func (l *commandLine) readOptions() (wantsHelp, wantsVersion bool) {
	command := l.context.command
	helpNames := l.context.helpNames()
	for len(l.rest) > 0 {
		word := l.rest[0]
		l.rest = l.rest[1:]
		switch {
		case word == "--":
			return
		case len(word) < 2 || word[0] != '-':
			if command.isGroup {
				l.rest = append([]string{word}, l.rest...)
				return
			}
			l.plain = append(l.plain, word)
			continue
		}
		flag, value, hasValue := strings.Cut(word, "=")
		switch p := command.named(flag); {
		case slices.Contains(helpNames, flag):
			wantsHelp = true
		case slices.Contains(command.versions, flag):
			wantsVersion = wantsVersion || !wantsHelp
		case p != nil:
			if hasValue && !p.takesText() {
				panic(&UsageError{newException("Option " + quote(flag) + " does not take a value.")})
			}
			if hasValue {
				l.rest = append([]string{value}, l.rest...)
			}
			l.take(p, flag)
		case strings.HasPrefix(word, "--"):
			panic(usageError(l.context, "No such option "+quote(flag)+"."))
		default:
			wantsHelp = l.readLetters(word, helpNames) || wantsHelp
		}
	}
	return
}

// readLetters takes options of one letter that stand together, the last of them with its value.
func (l *commandLine) readLetters(word string, helpNames []string) (wantsHelp bool) {
	letters := []rune(word[1:])
	for i, letter := range letters {
		flag := "-" + string(letter)
		p := l.context.command.named(flag)
		if p == nil && slices.Contains(helpNames, flag) {
			wantsHelp = true
			continue
		}
		if p == nil {
			panic(usageError(l.context, "No such option "+quote(flag)+"."))
		}
		if p.takesText() && i+1 < len(letters) {
			l.rest = append([]string{string(letters[i+1:])}, l.rest...)
			l.take(p, flag)
			return
		}
		l.take(p, flag)
	}
	return
}

// named is the option that has a flag; nil where none has.
func (c *Command) named(flag string) *CommandParameter {
	for _, p := range slices.Backward(c.parameters) {
		if slices.Contains(p.flags, flag) || slices.Contains(p.offFlags, flag) {
			return p
		}
	}
	return nil
}

// take records what an option is given.
func (l *commandLine) take(p *CommandParameter, flag string) {
	var value any = !slices.Contains(p.offFlags, flag)
	switch {
	case p.FlagValue != nil:
		value = p.FlagValue
	case p.takesText() && len(l.rest) < p.Nargs:
		if p.Nargs == 1 {
			panic(&UsageError{newException("Option " + quote(flag) + " requires an argument.")})
		}
		panic(&UsageError{newException(fmt.Sprintf("Option %s requires %d arguments.", quote(flag), p.Nargs))})
	case p.takesText() && p.Nargs == 1:
		value, l.rest = l.rest[0], l.rest[1:]
	case p.takesText():
		value, l.rest = slices.Clone(l.rest[:p.Nargs]), l.rest[p.Nargs:]
	}
	l.given[p.flagKey()] = append(l.given[p.flagKey()], value)
	l.seen = slices.DeleteFunc(l.seen, func(other *CommandParameter) bool { return other == p })
	l.seen = append(l.seen, p)
}

// readArguments hands out the arguments by their places, and gives those that are left over.
func (l *commandLine) readArguments() []string {
	words := append(l.plain, l.rest...)
	var places []*CommandParameter
	fixed := 0
	for _, p := range l.context.command.parameters {
		if p.isArgument {
			places = append(places, p)
			fixed += max(p.Nargs, 0)
		}
	}
	for _, p := range places {
		count := p.Nargs
		if count < 0 {
			count = max(len(words)-fixed, 0)
		}
		fixed -= max(p.Nargs, 0)
		taken := words[:min(count, len(words))]
		words = words[len(taken):]
		switch {
		case len(taken) == 0:
			continue
		case p.Nargs == 1:
			l.given[p.flagKey()] = []any{taken[0]}
		case len(taken) < p.Nargs:
			panic(&UsageError{newException(fmt.Sprintf("Argument %s takes %d values.", quote(p.name), p.Nargs))})
		default:
			l.given[p.flagKey()] = []any{slices.Clone(taken)}
		}
		l.seen = append(l.seen, p)
	}
	return words
}

// value is that of a parameter: what the line gives, or the environment, or its default.
func (c *CommandContext) value(p *CommandParameter, given []any) any {
	if given == nil && !p.isArgument && p.Prompt != nil && c.environment(p) == nil {
		return p.ask(c)
	}
	if p.Count {
		switch {
		case given != nil:
			return len(given)
		case p.Default != nil:
			return p.Default
		}
		return 0
	}
	var found any
	switch {
	case given != nil && p.Multiple:
		found = given
	case given != nil:
		found = given[len(given)-1]
	default:
		if found = c.environment(p); found == nil {
			found = p.Default
		}
		if p.FlagValue != nil && found == true {
			found = p.FlagValue
		}
	}
	if isNil(found) {
		return c.missing(p)
	}
	switch {
	case p.Multiple && p.Nargs != 1:
		return mapped(collect(iterate(found)), func(each any) any { return p.convertedList(c, each) })
	case p.Multiple || p.Nargs != 1:
		values := p.convertedList(c, found)
		if p.isRequired && lengthOf(values) == 0 {
			return c.missing(p)
		}
		return values
	}
	return p.converted(c, found)
}

// missing is the value of a parameter that nothing is given for.
func (c *CommandContext) missing(p *CommandParameter) any {
	if p.isRequired {
		kind := "option"
		if p.isArgument {
			kind = "argument"
		}
		text := "Missing " + kind + " " + p.hint() + "."
		if p.kind.missing != "" {
			text += " " + p.kind.missing
		}
		panic(usageError(c, text))
	}
	switch {
	case p.Multiple || p.Nargs < 0:
		return p.convertedList(c, []any{})
	}
	return nil
}

func lengthOf(values any) int { return len(collect(iterate(values))) }

// environment is what the environment has for a parameter; nil where it has nothing.
func (c *CommandContext) environment(p *CommandParameter) any {
	var names []string
	if p.Envvar != nil {
		names = envvarNames(p.Envvar)
	}
	if prefix := c.environmentPrefix(); prefix != "" && !p.isArgument {
		names = append(names, prefix+"_"+strings.ToUpper(p.name))
	}
	for _, name := range names {
		if text := os.Getenv(name); text != "" {
			if p.Multiple || p.Nargs != 1 {
				return strings.Fields(text)
			}
			return text
		}
	}
	return nil
}

func (c *CommandContext) environmentPrefix() string {
	if c.command.AutoEnvvarPrefix != "" || c.parent == nil {
		return c.command.AutoEnvvarPrefix
	}
	if prefix := c.parent.environmentPrefix(); prefix != "" {
		return prefix + "_" + strings.ToUpper(strings.ReplaceAll(c.name, "-", "_"))
	}
	return ""
}

// converted is the value of a text; values that are none are what they are.
func (p *CommandParameter) converted(c *CommandContext, value any) any {
	text, ok := value.(string)
	if !ok {
		if p.kind.bounds == "" && p.kind.name != "float" {
			return value
		}
		text = str(value)
	}
	made, problem := p.kind.convert(text)
	if problem != "" {
		panic(&commandFailure{&BadParameter{newException(problem)}, c, p.hint()})
	}
	return made
}

func (p *CommandParameter) convertedList(c *CommandContext, given any) any {
	values := []any{}
	for each := range iterate(given) {
		values = append(values, p.converted(c, each))
	}
	return values
}

// ask asks the user for the value of an option, until it is one.
func (p *CommandParameter) ask(c *CommandContext) any {
	if p.isSwitch() {
		return confirmed(str(p.Prompt), p.Default == true, false)
	}
	for {
		given := promptLine(str(p.Prompt), p.Default, p.kind)
		if p.ConfirmationPrompt {
			for again := ""; ; {
				if again = promptLine("Repeat for confirmation", nil, textParameter()); again != "" {
					if again != given {
						fmt.Println("Error: The two entered values do not match.")
						given = ""
					}
					break
				}
			}
			if given == "" {
				continue
			}
		}
		if made, problem := p.kind.convert(given); problem == "" {
			return made
		} else if p.HideInput {
			fmt.Println("Error: The value you entered was invalid.")
		} else {
			fmt.Println("Error: " + problem)
		}
	}
}

// promptLine asks for a line of input; an empty one is the default.
func promptLine(text string, missing any, kind *ParameterType) string {
	shown := text
	if kind.metavar != "" {
		shown += " (" + strings.ReplaceAll(kind.metavar, "|", ", ") + ")"
	}
	if missing != nil {
		shown += " [" + str(missing) + "]"
	}
	for {
		line := commandInput(shown + ": ")
		if line != "" {
			return line
		}
		if missing != nil {
			return str(missing)
		}
	}
}

// commandInput reads a line of input; its end is the user's who breaks off.
func commandInput(prompt string) string {
	var err error
	var line string
	func() {
		defer catch(&err)
		fmt.Print(prompt)
		line = readLine()
	}()
	if err != nil {
		panic(&Abort{})
	}
	return line
}

// promptFor asks the user for a value of a kind.
func promptFor(text string, missing any, kind *ParameterType) any {
	for {
		made, problem := kind.convert(promptLine(text, missing, kind))
		if problem == "" {
			return made
		}
		fmt.Println("Error: " + problem)
	}
}

func promptText(text string, missing any) string {
	return str(promptFor(text, missing, textParameter()))
}

func promptInteger(text string, missing any) int {
	return toInt(promptFor(text, missing, integerParameter()))
}

func promptNumber(text string, missing any) float64 {
	return toFloat(promptFor(text, missing, floatParameter()))
}

func promptChoice(text string, kind *ParameterType, missing any) string {
	return str(promptFor(text, missing, kind))
}

// confirmed asks the user a question that is answered with yes or no.
func confirmed(text string, missing, abort bool) bool {
	choices := "y/N"
	if missing {
		choices = "Y/n"
	}
	for {
		answer := missing
		switch strings.ToLower(strings.TrimSpace(commandInput(text + " [" + choices + "]: "))) {
		case "y", "yes":
			answer = true
		case "n", "no":
			answer = false
		case "":
		default:
			fmt.Println("Error: invalid input")
			continue
		}
		if abort && !answer {
			panic(&Abort{})
		}
		return answer
	}
}

// Name is that of its value.
func (p *CommandParameter) Name() string { return p.name }

// CommandValues are the values that a command is run with.
type CommandValues struct{ context *CommandContext }

func (v *CommandValues) Context() *CommandContext { return v.context }

// Parameter is the option or argument of a name, which what follows looks at.
func (v *CommandValues) Parameter(name string) *CommandParameter {
	at := slices.IndexFunc(v.context.command.parameters, func(p *CommandParameter) bool { return p.name == name })
	v.context.checked = v.context.command.parameters[at]
	return v.context.checked
}

// Value is that of a name, whatever it is.
func (v *CommandValues) Value(name string) any {
	if v.context.checked != nil && v.context.checked.name != name {
		v.context.checked = nil
	}
	return v.context.values[name]
}

func (v *CommandValues) Text(name string) string { return str(v.Value(name)) }

func (v *CommandValues) Integer(name string) int { return toInt(v.Value(name)) }

func (v *CommandValues) Number(name string) float64 { return toFloat(v.Value(name)) }

func (v *CommandValues) Flag(name string) bool { return truthy(v.Value(name)) }

func (v *CommandValues) OptionalText(name string) *string {
	return optionalValue(v, name, (*CommandValues).Text)
}

func (v *CommandValues) OptionalInteger(name string) *int {
	return optionalValue(v, name, (*CommandValues).Integer)
}

func (v *CommandValues) OptionalNumber(name string) *float64 {
	return optionalValue(v, name, (*CommandValues).Number)
}

func (v *CommandValues) OptionalFlag(name string) *bool {
	return optionalValue(v, name, (*CommandValues).Flag)
}

func (v *CommandValues) Texts(name string) Tuple[string] { return valueList(v, name, str) }

func (v *CommandValues) Integers(name string) Tuple[int] { return valueList(v, name, toInt) }

func (v *CommandValues) Numbers(name string) Tuple[float64] { return valueList(v, name, toFloat) }

// optionalValue is the value of a name, nil where it has none.
func optionalValue[T any](v *CommandValues, name string, read func(*CommandValues, string) T) *T {
	if isNil(v.Value(name)) {
		return nil
	}
	return new(read(v, name))
}

// valueList are the values of a name, each read as one type.
func valueList[T any](v *CommandValues, name string, read func(any) T) Tuple[T] {
	values := Tuple[T]{}
	if isNil(v.Value(name)) {
		return values
	}
	for each := range iterate(v.Value(name)) {
		values = append(values, read(each))
	}
	return values
}

// isTerminal tells whether a file is one that somebody looks at.
func isTerminal(file *os.File) bool {
	found, err := file.Stat()
	return err == nil && found.Mode()&os.ModeCharDevice != 0
}

// echo writes a text, with its colours only where somebody sees them.
func echo(text any, newline, toError bool) {
	file := os.Stdout
	if toError {
		file = os.Stderr
	}
	line := ""
	if !isNil(text) {
		line = str(text)
	}
	if !isTerminal(file) {
		line = unstyled(line)
	}
	if newline {
		line += "\n"
	}
	fmt.Fprint(file, line)
}

// unstyled is a text without its colours.
func unstyled(text string) string {
	var plain strings.Builder
	for {
		before, after, found := strings.Cut(text, "\x1b[")
		plain.WriteString(before)
		if !found {
			return plain.String()
		}
		text = after[strings.IndexFunc(after, func(r rune) bool { return r != ';' && (r < '0' || r > '9') })+1:]
	}
}

// styled is a text with a colour and style, as terminals show it.
func styled(text any, foreground, background any, bold, dim, underline, italic, blink, reverse, reset bool) string {
	var codes strings.Builder
	colours := []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}
	for i, colour := range []any{foreground, background} {
		if isNil(colour) {
			continue
		}
		name, isBright := strings.CutPrefix(str(colour), "bright_")
		code := slices.Index(colours, name) + 30 + 10*i
		if isBright {
			code += 60
		}
		fmt.Fprintf(&codes, "\x1b[%dm", code)
	}
	for i, isSet := range []bool{bold, dim, underline, italic, blink, reverse} {
		if isSet {
			fmt.Fprintf(&codes, "\x1b[%dm", []int{1, 2, 4, 3, 5, 7}[i])
		}
	}
	made := codes.String() + str(text)
	if reset {
		made += "\x1b[0m"
	}
	return made
}
