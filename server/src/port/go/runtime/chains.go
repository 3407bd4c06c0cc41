package portruntime

import "strings"

// ChainMap are dicts that are looked through one after the other; what is set goes into the first.
type ChainMap struct{ maps []any }

func newChainMap(maps ...any) *ChainMap {
	if len(maps) == 0 {
		maps = []any{map[any]any{}}
	}
	return &ChainMap{maps}
}

// holder is the first of the dicts that has a key.
func (c *ChainMap) holder(key any) (any, bool) {
	for _, each := range c.maps {
		for known := range iterate(each) {
			if equal(known, key) {
				return each, true
			}
		}
	}
	return nil, false
}

// Keys are in the order of the dicts from the last to the first.
func (c *ChainMap) Keys() []any {
	var keys []any
	seen := map[any]bool{}
	for i := len(c.maps) - 1; i >= 0; i-- {
		for key := range iterate(c.maps[i]) {
			if !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	return keys
}

func (c *ChainMap) Item(key any) any {
	holder, ok := c.holder(key)
	if !ok {
		panic(missingKey(key))
	}
	return element(holder, key)
}

func (c *ChainMap) Get(key, missing any) any {
	if holder, ok := c.holder(key); ok {
		return element(holder, key)
	}
	return missing
}

func (c *ChainMap) Has(key any) bool {
	_, ok := c.holder(key)
	return ok
}

func (c *ChainMap) Set(key, value any) { setElement(c.maps[0], key, value) }
func (c *ChainMap) Count() int         { return len(c.Keys()) }
func (c *ChainMap) Maps() []any        { return c.maps }
func (c *ChainMap) Parents() *ChainMap { return newChainMap(c.maps[1:]...) }

func (c *ChainMap) Values() []any {
	var values []any
	for _, key := range c.Keys() {
		values = append(values, c.Item(key))
	}
	return values
}

func (c *ChainMap) Items() []Pair[any, any] {
	var items []Pair[any, any]
	for _, key := range c.Keys() {
		items = append(items, Pair[any, any]{key, c.Item(key)})
	}
	return items
}

func (c *ChainMap) NewChild(first any) *ChainMap {
	if isNil(first) {
		first = map[any]any{}
	}
	return newChainMap(append([]any{first}, c.maps...)...)
}

// Repr is the text that repr() gives.
func (c *ChainMap) Repr() string {
	parts := make([]string, len(c.maps))
	for i, each := range c.maps {
		parts[i] = repr(each)
	}
	return "ChainMap(" + strings.Join(parts, ", ") + ")"
}

// mergeSorted gives sorted lists as one; of equals that of an earlier list goes first.
func mergeSorted[T any](compare func(a, b T) int, lists ...[]T) []T {
	merged := []T{}
	at := make([]int, len(lists))
	for {
		best := -1
		for i, list := range lists {
			if at[i] < len(list) && (best < 0 || compare(list[at[i]], lists[best][at[best]]) < 0) {
				best = i
			}
		}
		if best < 0 {
			return merged
		}
		merged = append(merged, lists[best][at[best]])
		at[best]++
	}
}

// bisectBy is where a value goes in a list that is sorted by a key; before or after its equals.
func bisectBy[T, K any](values []T, value K, key func(T) K, after bool) int {
	low, high := 0, len(values)
	for low < high {
		middle := (low + high) / 2
		order := compareAny(key(values[middle]), value)
		if order < 0 || order == 0 && after {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// eachKey is what a loop goes through.
func (c *ChainMap) eachKey() []any { return c.Keys() }

// itemOf is the value of a key, for whoever knows the dicts only as a value of any type.
func (c *ChainMap) itemOf(key any) any { return c.Item(key) }
