package portruntime

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
)

// Exception is what every error that stands for a Python exception carries: its message and its cause.
type Exception struct {
	Message string
	Cause   error
	// Args are the arguments, where they are more than the message.
	Args []any
}

func newException(message string, args ...any) Exception {
	return Exception{Message: message, Args: args}
}

// Error is the text that str() gives.
func (e *Exception) Error() string { return e.Message }

// Unwrap is the cause, so that errors.As sees through it.
func (e *Exception) Unwrap() error { return e.Cause }

func (e *Exception) setCause(cause error) { e.Cause = cause }

// arguments are what Python keeps as args.
func (e *Exception) arguments() []any {
	if e.Args == nil && e.Message != "" {
		return []any{e.Message}
	}
	return e.Args
}

// raisedFrom records the cause of an error.
func raisedFrom[E error](err E, cause error) E {
	if settable, ok := any(err).(interface{ setCause(error) }); ok {
		settable.setCause(cause)
	}
	return err
}

type ValueError struct{ Exception }

type TypeError struct{ Exception }

type RuntimeError struct{ Exception }

type NotImplementedError struct{ RuntimeError }

type RecursionError struct{ RuntimeError }

type AssertionError struct{ Exception }

type AttributeError struct{ Exception }

// FrozenInstanceError is the error of an assignment to a record that cannot change.
type FrozenInstanceError struct{ AttributeError }

type NameError struct{ Exception }

type ImportError struct{ Exception }

type ArithmeticError struct{ Exception }

type ZeroDivisionError struct{ Exception }

type OverflowError struct{ Exception }

type LookupError struct{ Exception }

type IndexError struct{ Exception }

type KeyError struct{ Exception }

// missingKey is the error of a key that is not there; its message is the key as Python writes it.
func missingKey(key any) *KeyError {
	text, ok := key.(string)
	if !ok {
		return &KeyError{newException(fmt.Sprint(key), key)}
	}
	return &KeyError{newException(quote(text), key)}
}

type OSError struct{ Exception }

type FileNotFoundError struct{ Exception }

type FileExistsError struct{ Exception }

type PermissionError struct{ Exception }

type ConnectionError struct{ Exception }

type TimeoutError struct{ Exception }

type EOFError struct{ Exception }

type StopIteration struct{ Exception }

type MemoryError struct{ Exception }

type UnicodeError struct{ Exception }

type SyntaxError struct{ Exception }

type ReferenceError struct{ Exception }

type SystemError struct{ Exception }

type Warning struct{ Exception }

type UserWarning struct{ Exception }

type DeprecationWarning struct{ Exception }

type RuntimeWarning struct{ Exception }

type KeyboardInterrupt struct{ Exception }

type CancelledError struct{ Exception }

// SystemExit ends the program with a code when nobody catches it.
type SystemExit struct {
	Exception
	Code int
}

// catch turns a panic into an error; it is deferred around what may fail.
func catch(err *error) {
	if r := recover(); r != nil {
		*err = asError(r)
	}
}

// asError gives the error that a recovered panic stands for.
func asError(r any) error {
	err, ok := r.(error)
	if !ok {
		return &RuntimeError{newException(fmt.Sprint(r))}
	}
	var failure runtime.Error
	if !errors.As(err, &failure) {
		return err
	}
	text := failure.Error()
	switch {
	case strings.Contains(text, "divide by zero"):
		return &ZeroDivisionError{newException("integer division or modulo by zero")}
	case strings.Contains(text, "out of range"):
		return &IndexError{newException("list index out of range")}
	case strings.Contains(text, "nil pointer"):
		return &AttributeError{newException("'NoneType' object has no attribute")}
	}
	return &TypeError{newException(text)}
}

// must gives the value of a call that is not expected to fail, and panics when it does.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// check panics with an error that nobody up to here can return.
func check(err error) {
	if err != nil {
		panic(err)
	}
}

// exit ends the program the way an uncaught exception ends a Python program.
func exit(err error) {
	var stop *SystemExit
	if errors.As(err, &stop) {
		if stop.Message != "" {
			fmt.Fprintln(os.Stderr, stop.Message)
		}
		os.Exit(stop.Code)
	}
	text := errorName(err)
	if message := err.Error(); message != "" {
		text += ": " + message
	}
	fmt.Fprintln(os.Stderr, text)
	os.Exit(1)
}

// exitOnPanic is deferred in main: a failure that nobody caught becomes a message and exit code 1.
func exitOnPanic() {
	if r := recover(); r != nil {
		exit(asError(r))
	}
}

// classNames are the names that classes have in Python, for Go types that are called something else.
var classNames = map[string]string{}

// pythonName is the name in Python of a class by that of its Go type.
func pythonName(name string) string {
	if original, ok := classNames[name]; ok {
		return original
	}
	return name
}

// classNamed says what its class is called in Python, where the port calls it something else.
type classNamed interface{ pythonClass() string }

// className is the name of the class of a value.
func className(value any) string {
	switch value.(type) {
	case nil:
		return "NoneType"
	case bool:
		return "bool"
	case int:
		return "int"
	case float64:
		return "float"
	case string:
		return "str"
	case wideInteger:
		return "int"
	}
	if named, ok := value.(classNamed); ok {
		return named.pythonClass()
	}
	t := reflect.TypeOf(value)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name, _, _ := strings.Cut(t.Name(), "[")
	if _, ok := value.(tupleValue); ok {
		return "tuple"
	}
	switch {
	case name == "OrderedMap" || name == "" && t.Kind() == reflect.Map && t.Elem().Size() > 0:
		return "dict"
	case name == "" && t.Kind() == reflect.Map:
		return "set"
	case name == "" && t.Kind() == reflect.Slice:
		return "list"
	case name == "" && t.Kind() == reflect.Func:
		return "function"
	}
	return pythonName(name)
}

// errorName is the name of the class of an error.
func errorName(err error) string {
	if named, ok := err.(classNamed); ok {
		return named.pythonClass()
	}
	name := reflect.TypeOf(err).String()
	return pythonName(name[strings.LastIndexByte(name, '.')+1:])
}

// is tells whether a value is of a type.
func is[T any](value any) bool {
	_, ok := value.(T)
	return ok
}

// isError tells whether an error is, or wraps, one of a type.
func isError[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// errorAs is an error, or one that it wraps, as one of a type that a handler has found it to be.
func errorAs[E error](err error) E {
	found, _ := errors.AsType[E](err)
	return found
}

// assert fails as an assert statement does.
func assert(condition bool, message ...string) {
	if !condition {
		panic(&AssertionError{newException(strings.Join(message, ""))})
	}
}

// enumMember finds the member that satisfies a condition.
func enumMember[E any](members []E, wanted func(E) bool, missing string) E {
	for _, member := range members {
		if wanted(member) {
			return member
		}
	}
	panic(&ValueError{newException(missing)})
}

// errorOrNil is an error as a value of any type, nil when there is none.
func errorOrNil(err error) any {
	if err == nil {
		return nil
	}
	return err
}

// orNil is what a pointer, list or dict refers to as a value of any type, nil when it refers to nothing.
func orNil(value any) any {
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func:
		if v.IsNil() {
			return nil
		}
	}
	return value
}

// checkLength refuses to unpack a list of another length.
func checkLength(length, wanted int, exact bool) {
	switch {
	case length < wanted:
		panic(&ValueError{newException(fmt.Sprintf("not enough values to unpack (expected %d, got %d)", wanted, length))})
	case exact && length > wanted:
		panic(&ValueError{newException(fmt.Sprintf("too many values to unpack (expected %d)", wanted))})
	}
}

// Task is a computation that runs on its own; Wait gives its result.
type Task[T any] struct {
	done  chan struct{}
	value T
	err   error
}

// start runs a function in a goroutine.
func start[T any](run func() T) *Task[T] {
	task := &Task[T]{done: make(chan struct{})}
	go func() {
		defer close(task.done)
		defer catch(&task.err)
		task.value = run()
	}()
	return task
}

// Wait blocks until the task is done, and fails as the task did.
func (t *Task[T]) Wait() T {
	<-t.done
	if t.err != nil {
		panic(t.err)
	}
	return t.value
}
