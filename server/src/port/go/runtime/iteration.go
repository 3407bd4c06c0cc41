package portruntime

import (
	"errors"
	"iter"
	"reflect"
	"slices"
)

// yieldAll yields everything of a sequence, and tells whether to go on.
func yieldAll[T any](sequence iter.Seq[T], yield func(T) bool) bool {
	for value := range sequence {
		if !yield(value) {
			return false
		}
	}
	return true
}

// resumable makes a sequence that goes on where the last loop over it stopped, as a Python iterator does.
func resumable[T any](sequence iter.Seq[T]) iter.Seq[T] {
	var next func() (T, bool)
	return func(yield func(T) bool) {
		if next == nil {
			next, _ = iter.Pull(sequence)
		}
		for {
			value, ok := next()
			if !ok || !yield(value) {
				return
			}
		}
	}
}

// until yields what a function gives, call for call, until it gives the last value.
func until[T any](call func() T, last T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for value := call(); !equal(value, last); value = call() {
			if !yield(value) {
				return
			}
		}
	}
}

// next takes the next value of a resumable sequence.
func next[T any](sequence iter.Seq[T]) T {
	for value := range sequence {
		return value
	}
	panic(&StopIteration{newException("")})
}

// nextOr takes the next value of a resumable sequence, or a fallback when there is none.
func nextOr[T any](sequence iter.Seq[T], fallback T) T {
	for value := range sequence {
		return value
	}
	return fallback
}

// nextPointer takes the next value of a resumable sequence, or nil when there is none.
func nextPointer[T any](sequence iter.Seq[T]) *T {
	for value := range sequence {
		return &value
	}
	return nil
}

// countFrom counts up without end.
func countFrom(start, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := start; yield(i); i += step {
		}
	}
}

// cycle repeats a list without end.
func cycle[T any](values []T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for len(values) > 0 {
			for _, value := range values {
				if !yield(value) {
					return
				}
			}
		}
	}
}

// islice yields the elements from start up to stop, in steps.
func islice[T any](sequence iter.Seq[T], start, stop, step int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if start >= stop {
			return
		}
		i, wanted := 0, start
		for value := range sequence {
			if i == wanted {
				if !yield(value) {
					return
				}
				wanted += step
			}
			i++
			if i >= stop {
				return
			}
		}
	}
}

// takeWhile yields up to the first element that fails a condition.
func takeWhile[T any](sequence iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for value := range sequence {
			if !keep(value) || !yield(value) {
				return
			}
		}
	}
}

// dropWhile yields from the first element that fails a condition.
func dropWhile[T any](sequence iter.Seq[T], drop func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		dropping := true
		for value := range sequence {
			dropping = dropping && drop(value)
			if !dropping && !yield(value) {
				return
			}
		}
	}
}

// mapSequence applies a function to what a sequence yields.
func mapSequence[T, U any](sequence iter.Seq[T], apply func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for value := range sequence {
			if !yield(apply(value)) {
				return
			}
		}
	}
}

// filterSequence keeps what satisfies a condition.
func filterSequence[T any](sequence iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for value := range sequence {
			if keep(value) && !yield(value) {
				return
			}
		}
	}
}

// enumerateSequence numbers what a sequence yields.
func enumerateSequence[T any](sequence iter.Seq[T], start int) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := start
		for value := range sequence {
			if !yield(i, value) {
				return
			}
			i++
		}
	}
}

// enumeratePairs numbers what a sequence yields, as pairs.
func enumeratePairs[T any](sequence iter.Seq[T], start int) iter.Seq[Pair[int, T]] {
	return func(yield func(Pair[int, T]) bool) {
		i := start
		for value := range sequence {
			if !yield(Pair[int, T]{i, value}) {
				return
			}
			i++
		}
	}
}

// zipSequences pairs what two sequences yield, up to the end of the shorter.
func zipSequences[A, B any](first iter.Seq[A], second iter.Seq[B]) iter.Seq[Pair[A, B]] {
	return func(yield func(Pair[A, B]) bool) {
		next, stop := iter.Pull(second)
		defer stop()
		for a := range first {
			b, ok := next()
			if !ok || !yield(Pair[A, B]{a, b}) {
				return
			}
		}
	}
}

// chain joins lists of lists into one.
func chain[T any](lists ...[]T) []T {
	return concat(lists...)
}

// accumulate lists the running results of an operation.
func accumulate[T any](values []T, apply func(a, b T) T) []T {
	result := []T{}
	for i, value := range values {
		if i > 0 {
			value = apply(result[i-1], value)
		}
		result = append(result, value)
	}
	return result
}

// combinations lists the ways to choose count elements, in the order of the list.
func combinations[T any](values []T, count int) []Tuple[T] {
	result := []Tuple[T]{}
	chosen := Tuple[T]{}
	var choose func(from int)
	choose = func(from int) {
		if len(chosen) == count {
			result = append(result, slices.Clone(chosen))
			return
		}
		for i := from; i < len(values); i++ {
			chosen = append(chosen, values[i])
			choose(i + 1)
			chosen = chosen[:len(chosen)-1]
		}
	}
	choose(0)
	return result
}

// combinationsWithReplacement lists the ways to choose count elements, each as often as wanted.
func combinationsWithReplacement[T any](values []T, count int) []Tuple[T] {
	result := []Tuple[T]{}
	chosen := Tuple[T]{}
	var choose func(from int)
	choose = func(from int) {
		if len(chosen) == count {
			result = append(result, slices.Clone(chosen))
			return
		}
		for i := from; i < len(values); i++ {
			chosen = append(chosen, values[i])
			choose(i)
			chosen = chosen[:len(chosen)-1]
		}
	}
	choose(0)
	return result
}

// permutations lists the ordered ways to choose count elements.
func permutations[T any](values []T, count int) []Tuple[T] {
	result := []Tuple[T]{}
	chosen := Tuple[T]{}
	used := make([]bool, len(values))
	var choose func()
	choose = func() {
		if len(chosen) == count {
			result = append(result, slices.Clone(chosen))
			return
		}
		for i, value := range values {
			if used[i] {
				continue
			}
			used[i] = true
			chosen = append(chosen, value)
			choose()
			chosen = chosen[:len(chosen)-1]
			used[i] = false
		}
	}
	choose()
	return result
}

// cartesian lists the tuples that take one element of each list.
func cartesian[T any](lists ...[]T) []Tuple[T] {
	result := []Tuple[T]{{}}
	for _, list := range lists {
		longer := []Tuple[T]{}
		for _, tuple := range result {
			for _, value := range list {
				longer = append(longer, append(slices.Clone(tuple), value))
			}
		}
		result = longer
	}
	return result
}

// asPairs makes pairs of tuples of two.
func asPairs[T any](tuples []Tuple[T]) []Pair[T, T] {
	return mapped(tuples, func(t Tuple[T]) Pair[T, T] { return Pair[T, T]{t[0], t[1]} })
}

// asTriples makes triples of tuples of three.
func asTriples[T any](tuples []Tuple[T]) []Triple[T, T, T] {
	return mapped(tuples, func(t Tuple[T]) Triple[T, T, T] { return Triple[T, T, T]{t[0], t[1], t[2]} })
}

// cartesian2 lists the pairs of the elements of two lists.
func cartesian2[A, B any](first []A, second []B) []Pair[A, B] {
	result := make([]Pair[A, B], 0, len(first)*len(second))
	for _, a := range first {
		for _, b := range second {
			result = append(result, Pair[A, B]{a, b})
		}
	}
	return result
}

// groupBy puts neighbours with the same key together.
func groupBy[T any, K any](values []T, key func(T) K) []Pair[K, []T] {
	groups := []Pair[K, []T]{}
	for _, value := range values {
		k := key(value)
		if n := len(groups); n > 0 && equal(groups[n-1].First, k) {
			groups[n-1].Second = append(groups[n-1].Second, value)
			continue
		}
		groups = append(groups, Pair[K, []T]{k, []T{value}})
	}
	return groups
}

// pairwise lists neighbours as pairs.
func pairwise[T any](values []T) []Pair[T, T] {
	result := []Pair[T, T]{}
	for i := 1; i < len(values); i++ {
		result = append(result, Pair[T, T]{values[i-1], values[i]})
	}
	return result
}

// zipLongest pairs the elements of two lists; missing ones are replaced.
func zipLongest[A, B any](first []A, second []B, fillFirst A, fillSecond B) []Pair[A, B] {
	result := []Pair[A, B]{}
	for i := range max(len(first), len(second)) {
		pair := Pair[A, B]{fillFirst, fillSecond}
		if i < len(first) {
			pair.First = first[i]
		}
		if i < len(second) {
			pair.Second = second[i]
		}
		result = append(result, pair)
	}
	return result
}

// groupSequences gives each group as a sequence.
func groupSequences[K, T any](groups []Pair[K, []T]) []Pair[K, iter.Seq[T]] {
	return mapped(groups, func(group Pair[K, []T]) Pair[K, iter.Seq[T]] {
		return Pair[K, iter.Seq[T]]{group.First, slices.Values(group.Second)}
	})
}

// tee gives two sequences over the same values.
func tee[T any](values []T) Pair[iter.Seq[T], iter.Seq[T]] {
	return Pair[iter.Seq[T], iter.Seq[T]]{resumable(slices.Values(values)), resumable(slices.Values(values))}
}

// iterate goes over a value of unknown type: a list, tuple, text, set, dict or sequence.
func iterate(value any) iter.Seq[any] {
	return func(yield func(any) bool) {
		switch v := value.(type) {
		case interface{ eachKey() []any }:
			for _, key := range v.eachKey() {
				if !yield(key) {
					return
				}
			}
			return
		case string:
			for _, r := range v {
				if !yield(string(r)) {
					return
				}
			}
			return
		case tupleValue:
			for _, item := range v.items() {
				if !yield(item) {
					return
				}
			}
			return
		case orderedValue:
			for key := range v.pairs() {
				if !yield(key) {
					return
				}
			}
			return
		}
		v := reflect.ValueOf(behind(value))
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				if !yield(v.Index(i).Interface()) {
					return
				}
			}
		case reflect.Map:
			keys := v.MapKeys()
			slices.SortStableFunc(keys, func(a, b reflect.Value) int { return compareAny(a.Interface(), b.Interface()) })
			for _, key := range keys {
				if !yield(key.Interface()) {
					return
				}
			}
		case reflect.Func:
			for item := range v.Seq() {
				if !yield(item.Interface()) {
					return
				}
			}
		default:
			if all := reflect.ValueOf(value).MethodByName("All"); all.IsValid() && all.Type().Out(0).Kind() == reflect.Func {
				iterate(all.Call(nil)[0].Interface())(yield)
				return
			}
			panic(&TypeError{newException("'" + className(value) + "' object is not iterable")})
		}
	}
}

// bisectLeft is where a value goes in a sorted list, before its equals.
func bisectLeft[T any](values []T, value T) int {
	i, _ := slices.BinarySearchFunc(values, value, func(a, b T) int { return compareAny(a, b) })
	return i
}

// bisectRight is where a value goes in a sorted list, after its equals.
func bisectRight[T any](values []T, value T) int {
	low, high := 0, len(values)
	for low < high {
		middle := (low + high) / 2
		if compareAny(value, values[middle]) < 0 {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// heapPush adds a value to a heap.
func heapPush[T any](heap *[]T, value T, compare func(a, b T) int) {
	*heap = append(*heap, value)
	h := *heap
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if compare(h[i], h[parent]) >= 0 {
			return
		}
		h[i], h[parent] = h[parent], h[i]
		i = parent
	}
}

// heapPop removes the smallest value of a heap.
func heapPop[T any](heap *[]T, compare func(a, b T) int) T {
	h := *heap
	if len(h) == 0 {
		panic(&IndexError{newException("index out of range")})
	}
	smallest, last := h[0], len(h)-1
	h[0] = h[last]
	*heap = h[:last]
	siftDown(h[:last], 0, compare)
	return smallest
}

// heapReplace takes the smallest value of a heap and puts another in.
func heapReplace[T any](heap []T, value T, compare func(a, b T) int) T {
	smallest := heap[0]
	heap[0] = value
	siftDown(heap, 0, compare)
	return smallest
}

// heapPushPop puts a value in and takes the smallest out.
func heapPushPop[T any](heap []T, value T, compare func(a, b T) int) T {
	if len(heap) == 0 || compare(value, heap[0]) <= 0 {
		return value
	}
	return heapReplace(heap, value, compare)
}

// heapify puts a list into heap order.
func heapify[T any](heap []T, compare func(a, b T) int) {
	for i := len(heap)/2 - 1; i >= 0; i-- {
		siftDown(heap, i, compare)
	}
}

func siftDown[T any](h []T, i int, compare func(a, b T) int) {
	for {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if child+1 < len(h) && compare(h[child+1], h[child]) < 0 {
			child++
		}
		if compare(h[child], h[i]) >= 0 {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}

// firstOf is the start of a list in the order of a comparison, at most count long.
func firstOf[T any](values []T, count int, compare func(a, b T) int) []T {
	return slice(sortedFunc(values, compare), 0, max(count, 0))
}

// untilStop yields what a function returns until it raises StopIteration.
func untilStop[T any](step func() T) iter.Seq[T] {
	return untilError(func() (value T, err error) {
		defer catch(&err)
		return step(), nil
	})
}

// positions yields what an object has at 0, 1, 2, … until it raises IndexError.
func positions[T any](at func(int) T) iter.Seq[T] {
	return positionsUntilError(func(i int) (value T, err error) {
		defer catch(&err)
		return at(i), nil
	})
}

// positionsUntilError yields what an object has at 0, 1, 2, … until it gives IndexError; any other error is not caught.
func positionsUntilError[T any](at func(int) (T, error)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := 0; ; i++ {
			value, err := at(i)
			if _, ended := errors.AsType[*IndexError](err); ended {
				return
			}
			if err != nil {
				panic(err)
			}
			if !yield(value) {
				return
			}
		}
	}
}

// untilError yields what a function returns until it gives StopIteration; any other error is not caught.
func untilError[T any](step func() (T, error)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			value, err := step()
			if _, stopped := errors.AsType[*StopIteration](err); stopped {
				return
			}
			if err != nil {
				panic(err)
			}
			if !yield(value) {
				return
			}
		}
	}
}
