package portruntime

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Pair is a tuple of two.
type Pair[A, B any] struct {
	First  A
	Second B
}

func (t Pair[A, B]) items() []any { return []any{t.First, t.Second} }

// Triple is a tuple of three.
type Triple[A, B, C any] struct {
	First  A
	Second B
	Third  C
}

func (t Triple[A, B, C]) items() []any { return []any{t.First, t.Second, t.Third} }

// Tuple0 is the empty tuple.
type Tuple0 struct{}

func (t Tuple0) items() []any { return nil }

// Tuple1 is a tuple of one.
type Tuple1[A any] struct {
	First A
}

func (t Tuple1[A]) items() []any { return []any{t.First} }

// Tuple4 is a tuple of four.
type Tuple4[A, B, C, D any] struct {
	First  A
	Second B
	Third  C
	Fourth D
}

func (t Tuple4[A, B, C, D]) items() []any { return []any{t.First, t.Second, t.Third, t.Fourth} }

// Tuple5 is a tuple of five.
type Tuple5[A, B, C, D, E any] struct {
	First  A
	Second B
	Third  C
	Fourth D
	Fifth  E
}

func (t Tuple5[A, B, C, D, E]) items() []any {
	return []any{t.First, t.Second, t.Third, t.Fourth, t.Fifth}
}

// Tuple6 is a tuple of six.
type Tuple6[A, B, C, D, E, F any] struct {
	First  A
	Second B
	Third  C
	Fourth D
	Fifth  E
	Sixth  F
}

func (t Tuple6[A, B, C, D, E, F]) items() []any {
	return []any{t.First, t.Second, t.Third, t.Fourth, t.Fifth, t.Sixth}
}

// Tuple is a tuple whose length is not known when the program is built.
type Tuple[T any] []T

func (t Tuple[T]) items() []any {
	items := make([]any, len(t))
	for i, item := range t {
		items[i] = item
	}
	return items
}

// pointerTo gives the address of a copy, for values that may be missing.
func pointerTo[T any](value T) *T { return &value }

// at is values[index], where a negative index counts from the end.
func at[T any](values []T, index int) T {
	return values[position(index, len(values))]
}

// position turns a Python index into one that counts from the start.
func position(index, length int) int {
	if index < 0 {
		index += length
	}
	if index < 0 || index >= length {
		panic(&IndexError{newException("list index out of range")})
	}
	return index
}

// slice copies values[start:stop].
func slice[S ~[]T, T any](values S, start, stop int) S {
	start, stop = clampBounds(start, stop, len(values))
	return append(S{}, values[start:stop]...)
}

// sliceStep copies values[start:stop:step]; a nil bound is left out.
func sliceStep[S ~[]T, T any](values S, start, stop *int, step int) S {
	result := S{}
	for _, i := range stepIndexes(len(values), start, stop, step) {
		result = append(result, values[i])
	}
	return result
}

// stepIndexes are the indexes that a slice with a step selects among n.
func stepIndexes(n int, start, stop *int, step int) []int {
	if step == 0 {
		panic(&ValueError{newException("slice step cannot be zero")})
	}
	low, high := 0, n
	if step < 0 {
		low, high = -1, n-1
	}
	bound := func(value *int, missing int) int {
		if value == nil {
			return missing
		}
		index := *value
		if index < 0 {
			index += n
		}
		return min(max(index, low), high)
	}
	first, last := bound(start, low), bound(stop, high)
	if step < 0 {
		first, last = bound(start, high), bound(stop, low)
	}
	indexes := []int{}
	for i := first; step > 0 && i < last || step < 0 && i > last; i += step {
		indexes = append(indexes, i)
	}
	return indexes
}

// replaceSlice puts new values in the place of values[start:stop].
func replaceSlice[T any](values []T, start, stop int, with []T) []T {
	start, stop = clampBounds(start, stop, len(values))
	return slices.Concat(values[:start], with, values[stop:])
}

// replaceStep assigns to every element that a slice with a step selects.
func replaceStep[T any](values []T, start, stop *int, step int, with []T) {
	indexes := stepIndexes(len(values), start, stop, step)
	if len(indexes) != len(with) {
		panic(&ValueError{newException(fmt.Sprintf("attempt to assign sequence of size %d to extended slice of size %d", len(with), len(indexes)))})
	}
	for i, index := range indexes {
		values[index] = with[i]
	}
}

// deleteStep removes every element that a slice with a step selects.
func deleteStep[T any](values []T, start, stop *int, step int) []T {
	drop := map[int]bool{}
	for _, i := range stepIndexes(len(values), start, stop, step) {
		drop[i] = true
	}
	kept := []T{}
	for i, value := range values {
		if !drop[i] {
			kept = append(kept, value)
		}
	}
	return kept
}

// reversed is a copy the other way round.
func reversed[S ~[]T, T any](values S) S {
	result := append(S{}, values...)
	slices.Reverse(result)
	return result
}

// repeat puts copies of a list one after another.
func repeat[S ~[]T, T any](values S, count int) S {
	result := S{}
	for range count {
		result = append(result, values...)
	}
	return result
}

// filled is a list of count copies of a value.
func filled[T any](value T, count int) []T {
	result := make([]T, max(count, 0))
	for i := range result {
		result[i] = value
	}
	return result
}

// concat joins lists into a new one.
func concat[S ~[]T, T any](lists ...S) S {
	result := S{}
	for _, list := range lists {
		result = append(result, list...)
	}
	return result
}

// popLast removes and returns the last element.
func popLast[T any](values *[]T) T {
	if len(*values) == 0 {
		panic(&IndexError{newException("pop from empty list")})
	}
	last := (*values)[len(*values)-1]
	*values = (*values)[:len(*values)-1]
	return last
}

// popAt removes and returns the element at an index.
func popAt[T any](values *[]T, index int) T {
	if len(*values) == 0 {
		panic(&IndexError{newException("pop from empty list")})
	}
	i := position(index, len(*values))
	value := (*values)[i]
	*values = slices.Delete(*values, i, i+1)
	return value
}

// insertAt puts a value before an index, which is clamped.
func insertAt[T any](values []T, index int, value T) []T {
	i, _ := clampBounds(index, index, len(values))
	return slices.Insert(values, i, value)
}

// remove takes out the first element that equals a value.
func remove[T any](values []T, value T) []T {
	for i, each := range values {
		if equal(each, value) {
			return slices.Delete(values, i, i+1)
		}
	}
	panic(&ValueError{newException("list.remove(x): x not in list")})
}

// indexOf is the position of the first element that equals a value.
func indexOf[T any](values []T, value T) int {
	for i, each := range values {
		if equal(each, value) {
			return i
		}
	}
	panic(&ValueError{newException(repr(value) + " is not in list")})
}

// countOf is how many elements equal a value.
func countOf[T any](values []T, value T) int {
	count := 0
	for _, each := range values {
		if equal(each, value) {
			count++
		}
	}
	return count
}

// contains tells whether an element equals a value.
func contains[T any](values []T, value T) bool {
	return slices.ContainsFunc(values, func(each T) bool { return equal(each, value) })
}

// sorted is a copy in ascending order.
func sorted[T cmp.Ordered](values []T) []T {
	result := append([]T{}, values...)
	slices.Sort(result)
	return result
}

// sortedBy is a copy in ascending order of a key; equal keys keep their order.
func sortedBy[T any, K cmp.Ordered](values []T, key func(T) K) []T {
	result := append([]T{}, values...)
	slices.SortStableFunc(result, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
	return result
}

// sortedFunc is a copy in the order of a comparison; equal elements keep their order.
func sortedFunc[T any](values []T, compare func(a, b T) int) []T {
	result := append([]T{}, values...)
	slices.SortStableFunc(result, compare)
	return result
}

// minOf is the first of the smallest elements under a comparison.
func minOf[T any](values []T, compare func(a, b T) int) T {
	if len(values) == 0 {
		panic(&ValueError{newException("min() arg is an empty sequence")})
	}
	return slices.MinFunc(values, compare)
}

// maxOf is the first of the largest elements under a comparison.
func maxOf[T any](values []T, compare func(a, b T) int) T {
	if len(values) == 0 {
		panic(&ValueError{newException("max() arg is an empty sequence")})
	}
	return slices.MaxFunc(values, compare)
}

// smallest is the smallest element; it fails as Python does when there is none.
func smallest[T cmp.Ordered](values []T) T {
	if len(values) == 0 {
		panic(&ValueError{newException("min() arg is an empty sequence")})
	}
	return slices.Min(values)
}

// largest is the largest element; it fails as Python does when there is none.
func largest[T cmp.Ordered](values []T) T {
	if len(values) == 0 {
		panic(&ValueError{newException("max() arg is an empty sequence")})
	}
	return slices.Max(values)
}

// numbersFrom lists start, start+step, … before stop.
func numbersFrom(start, stop, step int) []int {
	numbers := []int{}
	for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
		numbers = append(numbers, i)
	}
	return numbers
}

// mapped applies a function to every element.
func mapped[T, U any](values []T, apply func(T) U) []U {
	result := make([]U, len(values))
	for i, value := range values {
		result[i] = apply(value)
	}
	return result
}

// filtered keeps the elements that satisfy a condition.
func filtered[T any](values []T, keep func(T) bool) []T {
	result := []T{}
	for _, value := range values {
		if keep(value) {
			result = append(result, value)
		}
	}
	return result
}

// collect makes a list of what a sequence yields.
func collect[T any](sequence iter.Seq[T]) []T {
	return slices.AppendSeq([]T{}, sequence)
}

// reduce folds a list from the left.
func reduce[T, A any](values []T, initial A, apply func(A, T) A) A {
	for _, value := range values {
		initial = apply(initial, value)
	}
	return initial
}

// enumerated pairs every element with its number.
func enumerated[T any](values []T, start int) []Pair[int, T] {
	result := make([]Pair[int, T], len(values))
	for i, value := range values {
		result[i] = Pair[int, T]{start + i, value}
	}
	return result
}

// zip pairs the elements of two lists up to the end of the shorter.
func zip[A, B any](first []A, second []B) []Pair[A, B] {
	result := make([]Pair[A, B], min(len(first), len(second)))
	for i := range result {
		result[i] = Pair[A, B]{first[i], second[i]}
	}
	return result
}

// zip3 joins the elements of three lists up to the end of the shortest.
func zip3[A, B, C any](first []A, second []B, third []C) []Triple[A, B, C] {
	result := make([]Triple[A, B, C], min(len(first), len(second), len(third)))
	for i := range result {
		result[i] = Triple[A, B, C]{first[i], second[i], third[i]}
	}
	return result
}

// zipAll turns rows into columns, up to the end of the shortest row.
func zipAll[S ~[]T, T any](rows []S) []Tuple[T] {
	result := []Tuple[T]{}
	for column := 0; len(rows) > 0; column++ {
		tuple := make(Tuple[T], len(rows))
		for i, row := range rows {
			if column >= len(row) {
				return result
			}
			tuple[i] = row[column]
		}
		result = append(result, tuple)
	}
	return result
}

// setOf makes a set.
func setOf[T comparable](values ...T) map[T]struct{} {
	set := make(map[T]struct{}, len(values))
	for _, value := range values {
		set[value] = struct{}{}
	}
	return set
}

// has tells whether a set or map holds a key.
func has[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}

// union is a new set of what is in any of the sets.
func union[T comparable](sets ...map[T]struct{}) map[T]struct{} {
	result := map[T]struct{}{}
	for _, set := range sets {
		maps.Copy(result, set)
	}
	return result
}

// intersection is a new set of what is in both.
func intersection[T comparable](a, b map[T]struct{}) map[T]struct{} {
	result := map[T]struct{}{}
	for value := range a {
		if has(b, value) {
			result[value] = struct{}{}
		}
	}
	return result
}

// difference is a new set of what is in the first only.
func difference[T comparable](a, b map[T]struct{}) map[T]struct{} {
	result := map[T]struct{}{}
	for value := range a {
		if !has(b, value) {
			result[value] = struct{}{}
		}
	}
	return result
}

// symmetricDifference is a new set of what is in exactly one.
func symmetricDifference[T comparable](a, b map[T]struct{}) map[T]struct{} {
	return union(difference(a, b), difference(b, a))
}

// isSubset tells whether everything in the first is in the second.
func isSubset[T comparable](a, b map[T]struct{}) bool {
	for value := range a {
		if !has(b, value) {
			return false
		}
	}
	return true
}

// isDisjoint tells whether two sets share nothing.
func isDisjoint[T comparable](a, b map[T]struct{}) bool {
	return len(intersection(a, b)) == 0
}

// elements lists a set, in ascending order where its elements have one.
func elements[T comparable](set map[T]struct{}) []T {
	return slices.SortedStableFunc(maps.Keys(set), func(a, b T) int { return compareAny(a, b) })
}

// popAny removes and returns some element of a set.
func popAny[T comparable](set map[T]struct{}) T {
	for _, value := range elements(set) {
		delete(set, value)
		return value
	}
	panic(&KeyError{newException("pop from an empty set")})
}

// discardMissing removes a value that must be there.
func removeFromSet[T comparable](set map[T]struct{}, value T) {
	if !has(set, value) {
		panic(missingKey(value))
	}
	delete(set, value)
}

// lookup is m[key] for a key that must be there.
func lookup[K comparable, V any](m map[K]V, key K) V {
	value, ok := m[key]
	if !ok {
		panic(missingKey(key))
	}
	return value
}

// valueOr is the value of a key, or a fallback.
func valueOr[K comparable, V any](m map[K]V, key K, fallback V) V {
	if value, ok := m[key]; ok {
		return value
	}
	return fallback
}

// pointerAt is the value of a key, or nil.
func pointerAt[K comparable, V any](m map[K]V, key K) *V {
	if value, ok := m[key]; ok {
		return &value
	}
	return nil
}

// setDefault is the value of a key, which is set first when missing.
func setDefault[K comparable, V any](m map[K]V, key K, fallback V) V {
	if value, ok := m[key]; ok {
		return value
	}
	m[key] = fallback
	return fallback
}

// popKey removes a key that must be there and returns its value.
func popKey[K comparable, V any](m map[K]V, key K) V {
	value := lookup(m, key)
	delete(m, key)
	return value
}

// popKeyOr removes a key and returns its value, or a fallback.
func popKeyOr[K comparable, V any](m map[K]V, key K, fallback V) V {
	value := valueOr(m, key, fallback)
	delete(m, key)
	return value
}

// OrderedMap is a map that remembers the order in which its keys came in.
type OrderedMap[K comparable, V any] struct {
	index   map[K]int
	entries []orderedEntry[K, V]
	removed int
}

type orderedEntry[K comparable, V any] struct {
	key     K
	value   V
	present bool
}

// NewOrderedMap makes an ordered map of entries.
func NewOrderedMap[K comparable, V any](entries ...Pair[K, V]) *OrderedMap[K, V] {
	m := &OrderedMap[K, V]{index: make(map[K]int, len(entries))}
	for _, entry := range entries {
		m.Set(entry.First, entry.Second)
	}
	return m
}

// Set puts a value under a key; a new key goes to the end.
func (m *OrderedMap[K, V]) Set(key K, value V) {
	if i, ok := m.index[key]; ok {
		m.entries[i].value = value
		return
	}
	m.index[key] = len(m.entries)
	m.entries = append(m.entries, orderedEntry[K, V]{key, value, true})
}

// Lookup is the value of a key, and whether it is there.
func (m *OrderedMap[K, V]) Lookup(key K) (V, bool) {
	if i, ok := m.index[key]; ok {
		return m.entries[i].value, true
	}
	var zero V
	return zero, false
}

// Get is the value of a key that must be there.
func (m *OrderedMap[K, V]) Get(key K) V {
	value, ok := m.Lookup(key)
	if !ok {
		panic(missingKey(key))
	}
	return value
}

// GetOr is the value of a key, or a fallback.
func (m *OrderedMap[K, V]) GetOr(key K, fallback V) V {
	if value, ok := m.Lookup(key); ok {
		return value
	}
	return fallback
}

// GetPointer is a pointer to a copy of the value of a key, or nil.
func (m *OrderedMap[K, V]) GetPointer(key K) *V {
	if value, ok := m.Lookup(key); ok {
		return &value
	}
	return nil
}

// SetDefault is the value of a key, which is set first when missing.
func (m *OrderedMap[K, V]) SetDefault(key K, fallback V) V {
	if value, ok := m.Lookup(key); ok {
		return value
	}
	m.Set(key, fallback)
	return fallback
}

// Has tells whether a key is there.
func (m *OrderedMap[K, V]) Has(key K) bool {
	_, ok := m.index[key]
	return ok
}

// Delete removes a key, if it is there.
func (m *OrderedMap[K, V]) Delete(key K) {
	i, ok := m.index[key]
	if !ok {
		return
	}
	delete(m.index, key)
	m.entries[i] = orderedEntry[K, V]{}
	m.removed++
	if m.removed > 16 && m.removed > len(m.entries)/2 {
		m.compact()
	}
}

// compact drops the places of removed entries.
func (m *OrderedMap[K, V]) compact() {
	m.entries = slices.DeleteFunc(m.entries, func(entry orderedEntry[K, V]) bool { return !entry.present })
	for i, entry := range m.entries {
		m.index[entry.key] = i
	}
	m.removed = 0
}

// Pop removes a key that must be there and returns its value.
func (m *OrderedMap[K, V]) Pop(key K) V {
	value := m.Get(key)
	m.Delete(key)
	return value
}

// PopOr removes a key and returns its value, or a fallback.
func (m *OrderedMap[K, V]) PopOr(key K, fallback V) V {
	value := m.GetOr(key, fallback)
	m.Delete(key)
	return value
}

// PopItem removes the last entry, or the first.
func (m *OrderedMap[K, V]) PopItem(last bool) Pair[K, V] {
	m.compact()
	if len(m.entries) == 0 {
		panic(&KeyError{newException("popitem(): dictionary is empty")})
	}
	entry := m.entries[0]
	if last {
		entry = m.entries[len(m.entries)-1]
	}
	m.Delete(entry.key)
	return Pair[K, V]{entry.key, entry.value}
}

// MoveToEnd moves a key to the end, or to the start.
func (m *OrderedMap[K, V]) MoveToEnd(key K, last bool) {
	value := m.Pop(key)
	if last {
		m.Set(key, value)
		return
	}
	m.entries = slices.Insert(m.entries, 0, orderedEntry[K, V]{key, value, true})
	m.compact()
}

// Len is the number of entries.
func (m *OrderedMap[K, V]) Len() int {
	if m == nil {
		return 0
	}
	return len(m.index)
}

// Clear removes every entry.
func (m *OrderedMap[K, V]) Clear() {
	m.index, m.entries, m.removed = map[K]int{}, nil, 0
}

// All goes over the entries in order.
func (m *OrderedMap[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		if m == nil {
			return
		}
		for _, entry := range m.entries {
			if entry.present && !yield(entry.key, entry.value) {
				return
			}
		}
	}
}

// Keys goes over the keys in order.
func (m *OrderedMap[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) {
		for key := range m.All() {
			if !yield(key) {
				return
			}
		}
	}
}

// Values goes over the values in order.
func (m *OrderedMap[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, value := range m.All() {
			if !yield(value) {
				return
			}
		}
	}
}

// Items lists the entries in order.
func (m *OrderedMap[K, V]) Items() []Pair[K, V] {
	items := make([]Pair[K, V], 0, m.Len())
	for key, value := range m.All() {
		items = append(items, Pair[K, V]{key, value})
	}
	return items
}

// Update takes over the entries of another map.
func (m *OrderedMap[K, V]) Update(other *OrderedMap[K, V]) {
	for key, value := range other.All() {
		m.Set(key, value)
	}
}

// Clone is a copy.
func (m *OrderedMap[K, V]) Clone() *OrderedMap[K, V] {
	return NewOrderedMap(m.Items()...)
}

// Without is a copy that leaves out some keys.
func (m *OrderedMap[K, V]) Without(keys ...K) *OrderedMap[K, V] {
	rest := m.Clone()
	for _, key := range keys {
		rest.Delete(key)
	}
	return rest
}

// withoutKeys is a copy of a map that leaves out some keys.
func withoutKeys[K comparable, V any](m map[K]V, keys ...K) map[K]V {
	rest := maps.Clone(m)
	for _, key := range keys {
		delete(rest, key)
	}
	return rest
}

// restOf is a copy of a dict of unknown type that leaves out some keys.
func restOf(table any, keys ...any) *OrderedMap[string, any] {
	rest := to[*OrderedMap[string, any]](table).Clone()
	for _, key := range keys {
		rest.Delete(key.(string))
	}
	return rest
}

func (m *OrderedMap[K, V]) pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for key, value := range m.All() {
			if !yield(key, value) {
				return
			}
		}
	}
}

// mapItems lists the entries of a map in ascending order of keys.
func mapItems[K comparable, V any](m map[K]V) []Pair[K, V] {
	items := make([]Pair[K, V], 0, len(m))
	for _, key := range sortedKeysAny(m) {
		items = append(items, Pair[K, V]{key, m[key]})
	}
	return items
}

// ordered makes an ordered map of a map, in ascending order of keys.
func ordered[K comparable, V any](m map[K]V) *OrderedMap[K, V] {
	return NewOrderedMap(mapItems(m)...)
}

// count is how often each value occurs.
func count[T comparable](values []T) map[T]int {
	counts := map[T]int{}
	for _, value := range values {
		counts[value]++
	}
	return counts
}

// countOrdered is how often each value occurs, in order of first occurrence.
func countOrdered[T comparable](values []T) *OrderedMap[T, int] {
	counts := NewOrderedMap[T, int]()
	for _, value := range values {
		counts.Set(value, counts.GetOr(value, 0)+1)
	}
	return counts
}

// appendLimited adds to the right of a deque of limited length; what is too much falls out at the left.
func appendLimited[T any](values []T, limit int, value T) []T {
	values = append(values, value)
	return values[max(len(values)-limit, 0):]
}

// prependLimited adds to the left; what is too much falls out at the right.
func prependLimited[T any](values []T, limit int, value T) []T {
	values = insertAt(values, 0, value)
	return values[:min(len(values), limit)]
}

// combineCounts combines two tables of counts key by key, and keeps what is positive.
func combineCounts[T comparable](a, b map[T]int, how func(a, b int) int) map[T]int {
	result := map[T]int{}
	for _, table := range []map[T]int{a, b} {
		for key := range table {
			if n := how(a[key], b[key]); n > 0 {
				result[key] = n
			}
		}
	}
	return result
}

// combineOrderedCounts does the same for tables that keep their order.
func combineOrderedCounts[T comparable](a, b *OrderedMap[T, int], how func(a, b int) int) *OrderedMap[T, int] {
	result := NewOrderedMap[T, int]()
	for _, table := range []*OrderedMap[T, int]{a, b} {
		for key := range table.Keys() {
			if n := how(a.GetOr(key, 0), b.GetOr(key, 0)); n > 0 {
				result.Set(key, n)
			}
		}
	}
	return result
}

func plus(a, b int) int { return a + b }

func minus(a, b int) int { return a - b }

func least(a, b int) int { return min(a, b) }

func most(a, b int) int { return max(a, b) }

// mostCommon lists entries by falling count; a negative limit takes all.
func mostCommon[T comparable](counts *OrderedMap[T, int], limit int) []Pair[T, int] {
	items := counts.Items()
	slices.SortStableFunc(items, func(a, b Pair[T, int]) int { return cmp.Compare(b.Second, a.Second) })
	if limit >= 0 && limit < len(items) {
		items = items[:limit]
	}
	return items
}

// truthy tells what bool() would.
func truthy(value any) bool {
	switch v := value.(type) {
	case nil:
		return false
	case bool:
		return v
	case int:
		return v != 0
	case float64:
		return v != 0
	case string:
		return v != ""
	case interface{ Len() int }:
		return !isNil(value) && v.Len() > 0
	case tupleValue:
		return len(v.items()) > 0
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() > 0
	case reflect.Pointer:
		return !v.IsNil() && (v.Elem().Kind() == reflect.Struct || truthy(v.Elem().Interface()))
	case reflect.Func:
		return !v.IsNil()
	}
	return true
}

// numeric gives a number as a float, with its integer where it is one.
func numeric(value any) (x float64, n int, isInt, ok bool) {
	switch v := value.(type) {
	case bool:
		n := boolToInt(v)
		return float64(n), n, true, true
	case int:
		return float64(v), v, true, true
	case float64:
		return v, 0, false, true
	case wideInteger:
		if v.IsInt64() {
			return float64(v.Int64()), int(v.Int64()), true, true
		}
		return 0, 0, false, false
	}
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	switch {
	case v.IsValid() && v.CanInt():
		return float64(v.Int()), int(v.Int()), true, true
	case v.IsValid() && v.CanFloat():
		return v.Float(), 0, false, true
	}
	return 0, 0, false, false
}

// wideInteger is an integer that may be beyond 64 bits.
type wideInteger interface {
	Sign() int
	IsInt64() bool
	Int64() int64
	String() string
}

// compareBeyond orders two numbers of which one is an integer beyond 64 bits.
func compareBeyond(a, b any) (order int, ok bool) {
	x, aWide := a.(wideInteger)
	y, bWide := b.(wideInteger)
	switch {
	case (aWide && !x.IsInt64()) && (bWide && !y.IsInt64()):
		first, second := x.String(), y.String()
		if x.Sign() != y.Sign() {
			return cmp.Compare(x.Sign(), y.Sign()), true
		}
		if len(first) != len(second) {
			return x.Sign() * cmp.Compare(len(first), len(second)), true
		}
		return x.Sign() * strings.Compare(first, second), true
	case aWide && !x.IsInt64():
		_, _, _, ok := numeric(b)
		return x.Sign(), ok
	case bWide && !y.IsInt64():
		_, _, _, ok := numeric(a)
		return -y.Sign(), ok
	}
	return 0, false
}

// equalMethod is a class's own __eq__.
type equalMethod interface{ Equal(other any) bool }

// equal tells whether two values are equal as Python has it: by structure, and across number types.
func equal(a, b any) bool {
	if isNil(a) || isNil(b) {
		return isNil(a) && isNil(b)
	}
	a, b = behind(a), behind(b)
	if order, ok := compareBeyond(a, b); ok {
		return order == 0
	}
	if x, n, aInt, ok := numeric(a); ok {
		y, m, bInt, ok := numeric(b)
		if aInt && bInt {
			return ok && n == m
		}
		return ok && x == y
	}
	if own, ok := a.(equalMethod); ok {
		return own.Equal(b)
	}
	if x, ok := a.(orderedValue); ok {
		return equalMaps(x, b)
	}
	if y, ok := b.(orderedValue); ok {
		return equalMaps(y, a)
	}
	if x, ok := a.(tupleValue); ok {
		y, ok := b.(tupleValue)
		return ok && equalLists(reflect.ValueOf(x.items()), reflect.ValueOf(y.items()))
	}
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	if x.Kind() == reflect.Slice && y.Kind() == reflect.Slice {
		_, isTuple := b.(tupleValue)
		return !isTuple && equalLists(x, y)
	}
	if x.Kind() == reflect.Map && y.Kind() == reflect.Map {
		if x.Len() != y.Len() {
			return false
		}
		for _, key := range x.MapKeys() {
			other := entryOf(y, key)
			if !other.IsValid() || !equal(x.MapIndex(key).Interface(), other.Interface()) {
				return false
			}
		}
		return true
	}
	return x.Comparable() && y.Comparable() && a == b
}

// entryOf is what a map holds under a key that may be of another type than its own.
func entryOf(m, key reflect.Value) reflect.Value {
	if key.Type() == m.Type().Key() {
		return m.MapIndex(key)
	}
	for _, own := range m.MapKeys() {
		if equal(own.Interface(), key.Interface()) {
			return m.MapIndex(own)
		}
	}
	return reflect.Value{}
}

func equalLists(x, y reflect.Value) bool {
	if x.Len() != y.Len() {
		return false
	}
	for i := range x.Len() {
		if !equal(x.Index(i).Interface(), y.Index(i).Interface()) {
			return false
		}
	}
	return true
}

func equalMaps(a orderedValue, b any) bool {
	other := map[any]any{}
	if y, ok := b.(orderedValue); ok {
		other = maps.Collect(y.pairs())
	} else if v := reflect.ValueOf(b); v.Kind() == reflect.Map {
		for _, key := range v.MapKeys() {
			other[key.Interface()] = v.MapIndex(key).Interface()
		}
	} else {
		return false
	}
	size := 0
	for key, value := range a.pairs() {
		size++
		match, ok := other[key]
		if !ok || !equal(value, match) {
			return false
		}
	}
	return size == len(other)
}

// lessMethod is a class's own __lt__.
type lessMethod interface{ Less(other any) bool }

// compareAny orders two values as Python's < does: numbers, texts, lists and tuples element by element.
func compareAny(a, b any) int {
	a, b = behind(a), behind(b)
	if order, ok := compareBeyond(a, b); ok {
		return order
	}
	if x, n, aInt, ok := numeric(a); ok {
		if y, m, bInt, ok := numeric(b); ok {
			if aInt && bInt {
				return cmp.Compare(n, m)
			}
			return cmp.Compare(x, y)
		}
	}
	if x, ok := a.(string); ok {
		if y, ok := b.(string); ok {
			return strings.Compare(x, y)
		}
	}
	if x, ok := a.(tupleValue); ok {
		if y, ok := b.(tupleValue); ok {
			return compareLists(reflect.ValueOf(x.items()), reflect.ValueOf(y.items()))
		}
	}
	if x, ok := a.(interface{ compareTo(any) int }); ok {
		return x.compareTo(b)
	}
	if x, ok := a.(lessMethod); ok {
		if x.Less(b) {
			return -1
		}
		if y, ok := b.(lessMethod); ok && y.Less(a) {
			return 1
		}
		return 0
	}
	x, y := reflect.ValueOf(behind(a)), reflect.ValueOf(behind(b))
	if x.IsValid() && y.IsValid() && x.Kind() == reflect.Slice && y.Kind() == reflect.Slice {
		return compareLists(x, y)
	}
	if x.IsValid() && y.IsValid() && isSet(x) && isSet(y) {
		return compareSets(x, y)
	}
	panic(&TypeError{newException(fmt.Sprintf("'<' not supported between instances of '%s' and '%s'", className(a), className(b)))})
}

func isSet(v reflect.Value) bool {
	return v.Kind() == reflect.Map && v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem().Size() == 0
}

// compareSets puts a set in front of those that hold all of it and more.
func compareSets(x, y reflect.Value) int {
	for _, key := range x.MapKeys() {
		if !y.MapIndex(key).IsValid() {
			return 1
		}
	}
	return cmp.Compare(x.Len(), y.Len())
}

// behind is the value that a pointer to a plain value points at.
func behind(value any) any {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() != reflect.Struct {
		return v.Elem().Interface()
	}
	return value
}

func compareLists(x, y reflect.Value) int {
	for i := range min(x.Len(), y.Len()) {
		a, b := x.Index(i).Interface(), y.Index(i).Interface()
		if !equal(a, b) {
			return compareAny(a, b)
		}
	}
	return cmp.Compare(x.Len(), y.Len())
}

// anyList makes a list of values of any type.
func anyList[T any](values []T) []any {
	return mapped(values, func(value T) any { return value })
}

// valueOrNil is the value behind a pointer, or nil.
func valueOrNil[T any](pointer *T) any {
	if pointer == nil {
		return nil
	}
	return *pointer
}

// sortedDirected is a copy in the order of a comparison, or against it; equal elements keep their order.
func sortedDirected[T any](values []T, compare func(a, b T) int, descending bool) []T {
	if descending {
		return sortedFunc(values, func(a, b T) int { return compare(b, a) })
	}
	return sortedFunc(values, compare)
}

// mapped2 applies a function to the elements of two lists, up to the end of the shorter.
func mapped2[A, B, U any](first []A, second []B, apply func(A, B) U) []U {
	result := make([]U, min(len(first), len(second)))
	for i := range result {
		result[i] = apply(first[i], second[i])
	}
	return result
}

// rotated moves the last elements of a list to its front.
func rotated[T any](values []T, steps int) []T {
	if len(values) == 0 {
		return values
	}
	cut := floorMod(-steps, len(values))
	return concat(values[cut:], values[:cut])
}

// indexFrom is the position of the first element within bounds that equals a value.
func indexFrom[T any](values []T, value T, start, stop int) int {
	start, stop = clampBounds(start, stop, len(values))
	return start + indexOf(values[start:stop], value)
}

// fallbackTo is the value behind a pointer, or another one.
func fallbackTo[T any](pointer *T, fallback any) any {
	if pointer == nil {
		return fallback
	}
	return *pointer
}

// countedElements repeats each value as often as it is counted.
func countedElements[T comparable](counts *OrderedMap[T, int]) []T {
	result := []T{}
	for value, n := range counts.All() {
		result = append(result, filled(value, n)...)
	}
	return result
}

// insertSorted puts a value into a sorted list.
func insertSorted[T any](values []T, value T) []T {
	return slices.Insert(values, bisectRight(values, value), value)
}

// copyValue copies what a value is made of; deep also copies what that refers to.
func copyValue(v reflect.Value, deep bool) reflect.Value {
	inner := func(each reflect.Value) reflect.Value {
		if !deep {
			return each
		}
		return copyValue(each, true)
	}
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			list.Index(i).Set(inner(v.Index(i)))
		}
		return list
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		table := reflect.MakeMap(v.Type())
		for _, key := range v.MapKeys() {
			table.SetMapIndex(key, inner(v.MapIndex(key)))
		}
		return table
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return copyValue(v.Elem(), deep)
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		if own, ok := v.Interface().(interface{ cloneAny(deep bool) any }); ok {
			return reflect.ValueOf(own.cloneAny(deep))
		}
		pointer := reflect.New(v.Type().Elem())
		pointer.Elem().Set(v.Elem())
		if v.Elem().Kind() == reflect.Slice {
			pointer.Elem().Set(copyValue(v.Elem(), deep))
		}
		for i := 0; v.Elem().Kind() == reflect.Struct && i < v.Elem().NumField(); i++ {
			if field := pointer.Elem().Field(i); field.CanSet() {
				field.Set(inner(v.Elem().Field(i)))
			}
		}
		return pointer
	case reflect.Struct:
		result := reflect.New(v.Type()).Elem()
		result.Set(v)
		for i := range v.NumField() {
			if field := result.Field(i); field.CanSet() {
				field.Set(inner(v.Field(i)))
			}
		}
		return result
	}
	return v
}

// cloneAny copies the map, and what is in it when deep.
func (m *OrderedMap[K, V]) cloneAny(deep bool) any {
	clone := NewOrderedMap[K, V]()
	for key, value := range m.All() {
		if deep {
			value = deepCopy(value)
		}
		clone.Set(key, value)
	}
	return clone
}

// deepCopy copies a value and everything in it.
func deepCopy[T any](value T) T {
	return copyValue(reflect.ValueOf(&value).Elem(), true).Interface().(T)
}

// shallowCopy copies a value, and shares what is in it.
func shallowCopy[T any](value T) T {
	return copyValue(reflect.ValueOf(&value).Elem(), false).Interface().(T)
}

// reprOrdered writes an ordered map as Python's OrderedDict.
func reprOrdered[K comparable, V any](m *OrderedMap[K, V]) string {
	if m.Len() == 0 {
		return "OrderedDict()"
	}
	return "OrderedDict(" + repr(m.Items()) + ")"
}

// reprCounter writes counts as Python's Counter, the most common first.
func reprCounter[T comparable](counts *OrderedMap[T, int]) string {
	if counts.Len() == 0 {
		return "Counter()"
	}
	return "Counter(" + repr(NewOrderedMap(mostCommon(counts, -1)...)) + ")"
}
