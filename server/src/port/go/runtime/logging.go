package portruntime

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Logger is a named source of messages; what it logs goes to its handlers and to those of its parents.
type Logger struct {
	name      string
	level     int
	handlers  []*LogHandler
	parent    *Logger
	propagate bool
}

// rootLogger is the parent of all loggers.
var rootLogger = &Logger{name: "root", level: 30}

// loggers are all that were asked for, by name.
var loggers = map[string]*Logger{}

// getLogger gives the logger of a name, the same each time; without a name it is the root.
func getLogger(name string) *Logger {
	if name == "" || name == "root" {
		return rootLogger
	}
	if known := loggers[name]; known != nil {
		return known
	}
	logger := &Logger{name: name, parent: rootLogger, propagate: true}
	if at := strings.LastIndexByte(name, '.'); at > 0 {
		logger.parent = getLogger(name[:at])
	}
	loggers[name] = logger
	return logger
}

// LogHandler writes messages to a stream or a file.
type LogHandler struct {
	out       io.Writer
	level     int
	formatter *LogFormatter
}

func newStreamHandler(stream any) *LogHandler {
	if out, ok := stream.(io.Writer); ok {
		return &LogHandler{out: out}
	}
	return &LogHandler{out: os.Stderr}
}

func newFileHandler(path any, mode string) *LogHandler {
	return &LogHandler{out: openFile(path, mode, "utf-8")}
}

func newNullHandler() *LogHandler { return &LogHandler{out: io.Discard} }

func (h *LogHandler) SetLevel(level any)                   { h.level = logLevel(level) }
func (h *LogHandler) SetFormatter(formatter *LogFormatter) { h.formatter = formatter }

// LogFormatter says how a message is written.
type LogFormatter struct{ format, dateFormat string }

func newLogFormatter(format, dateFormat string) *LogFormatter {
	if format == "" {
		format = "%(message)s"
	}
	return &LogFormatter{format, dateFormat}
}

// logLevels are the names of levels that are worth a message.
var logLevels = map[int]string{10: "DEBUG", 20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}

// levelName is the name of a level.
func levelName(level int) string {
	if name, ok := logLevels[level]; ok {
		return name
	}
	return fmt.Sprintf("Level %d", level)
}

// logLevel is a level by number or name.
func logLevel(level any) int {
	if name, ok := level.(string); ok {
		for number, known := range logLevels {
			if known == name {
				return number
			}
		}
		panic(&ValueError{newException("Unknown level: " + quote(name))})
	}
	return toInt(level)
}

func logDebug() int    { return 10 }
func logInfo() int     { return 20 }
func logWarning() int  { return 30 }
func logError() int    { return 40 }
func logCritical() int { return 50 }
func logUnset() int    { return 0 }

// configureLogging gives the root logger a handler, unless it has one.
func configureLogging(level any, format, dateFormat string, stream, filename any, fileMode string, handlers []*LogHandler, force bool) {
	if force {
		rootLogger.handlers = nil
	}
	if len(rootLogger.handlers) > 0 {
		return
	}
	if format == "" {
		format = "%(levelname)s:%(name)s:%(message)s"
	}
	if len(handlers) == 0 {
		handler := newStreamHandler(stream)
		if filename != nil {
			handler = newFileHandler(filename, fileMode)
		}
		handlers = []*LogHandler{handler}
	}
	for _, handler := range handlers {
		if handler.formatter == nil {
			handler.formatter = newLogFormatter(format, dateFormat)
		}
		rootLogger.AddHandler(handler)
	}
	if level != nil {
		rootLogger.SetLevel(level)
	}
}

// disableLogging silences all messages up to a level.
func disableLogging(level any) { logSilence = logLevel(level) }

var logSilence int

func (l *Logger) Name() string            { return l.name }
func (l *Logger) Level() int              { return l.level }
func (l *Logger) Handlers() []*LogHandler { return l.handlers }
func (l *Logger) Propagate() bool         { return l.propagate }
func (l *Logger) SetPropagate(on bool)    { l.propagate = on }
func (l *Logger) SetLevel(level any)      { l.level = logLevel(level) }

func (l *Logger) AddHandler(handler *LogHandler) {
	if !slices.Contains(l.handlers, handler) {
		l.handlers = append(l.handlers, handler)
	}
}

func (l *Logger) RemoveHandler(handler *LogHandler) {
	l.handlers = slices.DeleteFunc(l.handlers, func(each *LogHandler) bool { return each == handler })
}

func (l *Logger) HasHandlers() bool {
	for at := l; at != nil; at = at.parent {
		if len(at.handlers) > 0 {
			return true
		}
		if !at.propagate {
			break
		}
	}
	return false
}

func (l *Logger) GetChild(name string) *Logger {
	if l.parent == nil {
		return getLogger(name)
	}
	return getLogger(l.name + "." + name)
}

func (l *Logger) GetEffectiveLevel() int {
	at := l
	for at.level == 0 && at.parent != nil {
		at = at.parent
	}
	return at.level
}

func (l *Logger) IsEnabledFor(level int) bool {
	return level > logSilence && level >= l.GetEffectiveLevel()
}

func (l *Logger) Debug(message any, args ...any)     { l.Log(10, message, args...) }
func (l *Logger) Info(message any, args ...any)      { l.Log(20, message, args...) }
func (l *Logger) Warning(message any, args ...any)   { l.Log(30, message, args...) }
func (l *Logger) Error(message any, args ...any)     { l.Log(40, message, args...) }
func (l *Logger) Exception(message any, args ...any) { l.Log(40, message, args...) }
func (l *Logger) Critical(message any, args ...any)  { l.Log(50, message, args...) }

// Log hands a message to the handlers of the logger and of its parents; where there are none, warnings go to the error output.
func (l *Logger) Log(level int, message any, args ...any) {
	if !l.IsEnabledFor(level) {
		return
	}
	text := str(message)
	if len(args) == 1 && strings.Contains(text, "%(") {
		text = formatPercent(text, args[0])
	} else if len(args) > 0 {
		text = formatPercent(text, Tuple[any](args))
	}
	if !l.HasHandlers() {
		if level >= 30 {
			fmt.Fprintln(os.Stderr, text)
		}
		return
	}
	for at := l; at != nil; at = at.parent {
		for _, handler := range at.handlers {
			if level >= handler.level {
				fmt.Fprintln(handler.out, handler.formatter.apply(l.name, level, text))
			}
		}
		if !at.propagate {
			break
		}
	}
}

// apply fills a message into the format.
func (f *LogFormatter) apply(name string, level int, message string) string {
	if f == nil {
		return message
	}
	now := time.Now()
	return logField.ReplaceAllStringFunc(f.format, func(found string) string {
		parts := logField.FindStringSubmatch(found)
		var value any
		switch parts[1] {
		case "message":
			value = message
		case "name":
			value = name
		case "levelname":
			value = levelName(level)
		case "levelno":
			value = level
		case "asctime":
			value = logTime(now, f.dateFormat)
		case "created":
			value = float64(now.UnixNano()) / 1e9
		case "process":
			value = os.Getpid()
		case "threadName":
			value = "MainThread"
		case "processName":
			value = "MainProcess"
		default:
			panic(&ValueError{newException("the field " + parts[1] + " of a log format is not ported")})
		}
		return formatPercent("%"+parts[2], Tuple[any]{value})
	})
}

// logTime is the time of a message.
func logTime(now time.Time, format string) string {
	if format == "" {
		return now.Format("2006-01-02 15:04:05,000")
	}
	return now.Format(strings.NewReplacer("%Y", "2006", "%m", "01", "%d", "02", "%H", "15", "%M", "04", "%S", "05").Replace(format))
}

var logField = regexp.MustCompile(`%\((\w+)\)([-+ #0]*\d*(?:\.\d+)?[sdfr])`)

func rootDebug(message any, args ...any)     { rootLog(10, message, args) }
func rootInfo(message any, args ...any)      { rootLog(20, message, args) }
func rootWarning(message any, args ...any)   { rootLog(30, message, args) }
func rootError(message any, args ...any)     { rootLog(40, message, args) }
func rootException(message any, args ...any) { rootLog(40, message, args) }
func rootCritical(message any, args ...any)  { rootLog(50, message, args) }

// rootLog logs with the root logger, which gets a handler if it has none.
func rootLog(level int, message any, args []any) {
	configureLogging(nil, "", "", nil, nil, "a", nil, false)
	rootLogger.Log(level, message, args...)
}
