package portruntime

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

// ConfigSection is one section of a configuration, with the defaults behind its own options.
type ConfigSection struct {
	config *ConfigFile
	name   string
}

func (s *ConfigSection) Name() string             { return s.name }
func (s *ConfigSection) Has(option string) bool   { return s.config.knows(s.name, option) }
func (s *ConfigSection) Set(option, value string) { s.config.Set(s.name, option, value) }
func (s *ConfigSection) Keys() []string           { return s.config.Options(s.name) }
func (s *ConfigSection) Count() int               { return len(s.Keys()) }

func (s *ConfigSection) Items() []Pair[string, string] { return s.config.Items(s.name) }

func (s *ConfigSection) Item(option string) string {
	if !s.Has(option) {
		panic(missingKey(option))
	}
	return s.config.read(s.name, option)
}

func (s *ConfigSection) Get(option string, missing *string) *string {
	if s.Has(option) {
		return new(s.Item(option))
	}
	return missing
}

func (s *ConfigSection) Getint(option string, missing *int) *int {
	if s.Has(option) {
		return new(parseInt(s.Item(option)))
	}
	return missing
}

func (s *ConfigSection) Getfloat(option string, missing *float64) *float64 {
	if s.Has(option) {
		return new(parseFloat(s.Item(option)))
	}
	return missing
}

func (s *ConfigSection) Getboolean(option string, missing *bool) *bool {
	if s.Has(option) {
		return new(configFlag(s.Item(option)))
	}
	return missing
}

// configFlag is what a text of a configuration says yes or no with.
func configFlag(text string) bool {
	switch strings.ToLower(text) {
	case "1", "yes", "true", "on":
		return true
	case "0", "no", "false", "off":
		return false
	}
	panic(&ValueError{newException("Not a boolean: " + text)})
}

// ConfigFile is a configuration in sections, as Python's configparser reads it.
type ConfigFile struct {
	names        []string
	sections     map[string]*OrderedMap[string, string]
	defaults     *OrderedMap[string, string]
	interpolates bool
}

func newConfigFile() *ConfigFile {
	return &ConfigFile{sections: map[string]*OrderedMap[string, string]{}, defaults: NewOrderedMap[string, string](), interpolates: true}
}

func newRawConfigFile() *ConfigFile {
	config := newConfigFile()
	config.interpolates = false
	return config
}

func (c *ConfigFile) of(section string) *OrderedMap[string, string] {
	if section == "DEFAULT" {
		return c.defaults
	}
	if options := c.sections[section]; options != nil {
		return options
	}
	panic(&NoSectionError{newException("No section: " + quote(section))})
}

func (c *ConfigFile) ReadString(text string) {
	var options *OrderedMap[string, string]
	last := ""
	for number, whole := range strings.Split(text, "\n") {
		line := configComment.ReplaceAllString(whole, "")
		if head := configHead.FindStringSubmatch(line); head != nil {
			last = ""
			if head[1] == "DEFAULT" {
				options = c.defaults
				continue
			}
			if c.HasSection(head[1]) {
				panic(&DuplicateSectionError{newException(fmt.Sprintf("While reading from '<string>' [line %2d]: section %s already exists", number+1, quote(head[1])))})
			}
			c.AddSection(head[1])
			options = c.sections[head[1]]
			continue
		}
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "":
		case options == nil:
			panic(&ConfigError{newException(fmt.Sprintf("File contains no section headers.\nfile: '<string>', line: %d\n%s", number+1, quote(whole+"\n")))})
		case (line[0] == ' ' || line[0] == '\t') && last != "":
			options.Set(last, options.Get(last)+"\n"+trimmed)
		default:
			pair := configPair.FindStringSubmatch(trimmed)
			if pair == nil {
				panic(&ConfigError{newException(fmt.Sprintf("Source contains parsing errors: '<string>'\n\t[line %2d]: %s", number+1, quote(whole+"\n")))})
			}
			last = strings.ToLower(pair[1])
			options.Set(last, pair[2])
		}
	}
}

var configComment = regexp.MustCompile(`^\s*[#;].*$`)

var configHead = regexp.MustCompile(`^\[(.+)\]\s*$`)

var configPair = regexp.MustCompile(`^([^=:]*?)\s*[=:]\s*(.*)$`)

var configReference = regexp.MustCompile(`%(?:%|\(([^)]+)\)s)`)

func (c *ConfigFile) ReadFile(path any) []string {
	data, err := os.ReadFile(str(path))
	if err != nil {
		return []string{}
	}
	c.ReadString(string(data))
	return []string{str(path)}
}

func (c *ConfigFile) Sections() []string { return append([]string{}, c.names...) }

func (c *ConfigFile) Options(section string) []string {
	names := []string{}
	for name := range c.of(section).All() {
		names = append(names, name)
	}
	for name := range c.defaults.All() {
		if !c.of(section).Has(name) {
			names = append(names, name)
		}
	}
	return names
}

func (c *ConfigFile) knows(section, option string) bool {
	return c.of(section).Has(strings.ToLower(option)) || c.defaults.Has(strings.ToLower(option))
}

// read is the value of an option with what it refers to filled in.
func (c *ConfigFile) read(section, option string) string {
	key := strings.ToLower(option)
	found, ok := c.of(section).Lookup(key)
	if !ok {
		found, ok = c.defaults.Lookup(key)
	}
	if !ok {
		panic(&NoOptionError{newException("No option " + quote(key) + " in section: " + quote(section))})
	}
	if !c.interpolates {
		return found
	}
	return configReference.ReplaceAllStringFunc(found, func(reference string) string {
		if reference == "%%" {
			return "%"
		}
		return c.read(section, configReference.FindStringSubmatch(reference)[1])
	})
}

// isMissing tells whether a fallback is wanted.
func (c *ConfigFile) isMissing(section, option string) bool {
	return section != "DEFAULT" && (!c.HasSection(section) || !c.knows(section, option))
}

func (c *ConfigFile) Get(section, option string, fallback *string) string {
	if fallback != nil && c.isMissing(section, option) {
		return *fallback
	}
	return c.read(section, option)
}

func (c *ConfigFile) Getint(section, option string, fallback *int) int {
	if fallback != nil && c.isMissing(section, option) {
		return *fallback
	}
	return parseInt(c.read(section, option))
}

func (c *ConfigFile) Getfloat(section, option string, fallback *float64) float64 {
	if fallback != nil && c.isMissing(section, option) {
		return *fallback
	}
	return parseFloat(c.read(section, option))
}

func (c *ConfigFile) Getboolean(section, option string, fallback *bool) bool {
	if fallback != nil && c.isMissing(section, option) {
		return *fallback
	}
	return configFlag(c.read(section, option))
}

func (c *ConfigFile) HasSection(section string) bool { return c.sections[section] != nil }
func (c *ConfigFile) Has(section string) bool        { return section == "DEFAULT" || c.HasSection(section) }

func (c *ConfigFile) HasOption(section, option string) bool {
	return c.HasSection(section) && c.knows(section, option)
}

func (c *ConfigFile) AddSection(section string) {
	if c.HasSection(section) {
		panic(&DuplicateSectionError{newException("Section " + quote(section) + " already exists")})
	}
	c.names = append(c.names, section)
	c.sections[section] = NewOrderedMap[string, string]()
}

func (c *ConfigFile) RemoveSection(section string) bool {
	had := c.HasSection(section)
	delete(c.sections, section)
	names := []string{}
	for _, name := range c.names {
		if name != section {
			names = append(names, name)
		}
	}
	c.names = names
	return had
}

func (c *ConfigFile) Set(section, option, value string) {
	c.of(section).Set(strings.ToLower(option), value)
}

func (c *ConfigFile) Items(section string) []Pair[string, string] {
	items := []Pair[string, string]{}
	for name := range c.defaults.All() {
		items = append(items, Pair[string, string]{name, c.read(section, name)})
	}
	for name := range c.of(section).All() {
		if !c.defaults.Has(name) {
			items = append(items, Pair[string, string]{name, c.read(section, name)})
		}
	}
	return items
}

func (c *ConfigFile) Item(section string) *ConfigSection {
	if !c.Has(section) {
		panic(missingKey(section))
	}
	return &ConfigSection{c, section}
}

func (c *ConfigFile) SetSection(section string, values any) {
	if !c.HasSection(section) {
		c.AddSection(section)
	}
	options := NewOrderedMap[string, string]()
	for key := range iterate(values) {
		options.Set(strings.ToLower(str(key)), str(element(values, key)))
	}
	c.sections[section] = options
}

func (c *ConfigFile) ReadDict(values any) {
	for section := range iterate(values) {
		c.SetSection(str(section), element(values, section))
	}
}

func (c *ConfigFile) WriteTo(file any) {
	out := textWriterOf(file)
	write := func(section string, options *OrderedMap[string, string]) {
		text := "[" + section + "]\n"
		for key, value := range options.All() {
			text += key + " = " + strings.ReplaceAll(value, "\n", "\n\t") + "\n"
		}
		out.WriteText(text + "\n")
	}
	for range c.defaults.All() {
		write("DEFAULT", c.defaults)
		break
	}
	for _, name := range c.names {
		write(name, c.sections[name])
	}
}

type ConfigError struct{ Exception }

type NoSectionError struct{ Exception }

func (e *NoSectionError) As(target any) bool { return asConfigError(e.Exception, target) }

type NoOptionError struct{ Exception }

func (e *NoOptionError) As(target any) bool { return asConfigError(e.Exception, target) }

type DuplicateSectionError struct{ Exception }

func (e *DuplicateSectionError) As(target any) bool { return asConfigError(e.Exception, target) }

// asConfigError lets handlers of configparser.Error see an error of a class under it.
func asConfigError(e Exception, target any) bool {
	found, ok := target.(**ConfigError)
	if ok {
		*found = &ConfigError{e}
	}
	return ok
}
