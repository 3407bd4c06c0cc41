package portruntime

import "iter"

// handed is what a generator is given where it goes on: a value, an error that is raised there, or its end.
type handed struct {
	value   any
	failure error
}

// inbox is what the generator that goes on next finds; one goroutine at a time hands something over.
var inbox handed

// received is what a generator was handed where it had yielded: nil, where it was only asked to go on.
func received() any {
	found := inbox
	inbox = handed{}
	if found.failure != nil {
		panic(found.failure)
	}
	return found.value
}

// send goes on with a generator and hands it a value.
func send[T any](generator iter.Seq[T], value any) T {
	inbox = handed{value: value}
	defer func() { inbox = handed{} }()
	return next(generator)
}

// throwInto goes on with a generator and raises an error where it had yielded.
func throwInto[T any](generator iter.Seq[T], failure error) T {
	inbox = handed{failure: failure}
	defer func() { inbox = handed{} }()
	return next(generator)
}

// generatorExit ends a generator where it had yielded.
type generatorExit struct{ Exception }

// closeGenerator ends a generator; what it leaves behind in its own blocks is run.
func closeGenerator[T any](generator iter.Seq[T]) {
	inbox = handed{failure: &generatorExit{}}
	defer func() {
		inbox = handed{}
		if r := recover(); r != nil {
			if _, isExit := r.(*generatorExit); !isExit {
				panic(r)
			}
		}
	}()
	for range generator {
		return
	}
}
