package portruntime

import (
	"reflect"
	"sync"
)

// internTable holds values by their hash.
type internTable struct {
	sync.Mutex
	known map[int][]any
}

// interned are the values that have been keys.
var interned = internTable{known: map[int][]any{}}

// hashable gives values that are equal in Python as one value which Go can compare: of an object or a wide integer the first that was
// equal to it, and of a tuple or a set the address of the first.
func hashable(value any) any {
	v := reflect.ValueOf(behind(value))
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return value
		}
	case reflect.Slice, reflect.Map, reflect.Struct:
	default:
		return value
	}
	hash := keyHash(v.Interface())
	interned.Lock()
	defer interned.Unlock()
	for _, known := range interned.known[hash] {
		if equal(behind(known), v.Interface()) {
			return known
		}
	}
	key := v.Interface()
	if !v.Comparable() {
		place := reflect.New(v.Type())
		place.Elem().Set(v)
		key = place.Interface()
	}
	interned.known[hash] = append(interned.known[hash], key)
	return key
}

// keyHash is a number that equal values share.
func keyHash(value any) int {
	switch v := value.(type) {
	case interface{ Hash() int }:
		return v.Hash()
	case wideInteger:
		return hashOf(v.String())
	case tupleValue:
		hash := 7
		for _, item := range v.items() {
			hash = hash*31 + keyHash(item)
		}
		return hash
	}
	v := reflect.ValueOf(behind(value))
	switch v.Kind() {
	case reflect.Map:
		hash := v.Len()
		for _, key := range v.MapKeys() {
			hash += keyHash(key.Interface())
		}
		return hash
	case reflect.Slice:
		panic(&TypeError{newException("unhashable type: '" + className(value) + "'")})
	case reflect.Pointer, reflect.Struct:
		// What an object compares is its own affair.
		return 0
	}
	return hashOf(value)
}
