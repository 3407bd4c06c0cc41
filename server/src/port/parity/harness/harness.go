package harness

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"reflect"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"unsafe"
)

// The names of this file begin as no name of a port does, because it is compiled into the port's package.

type parityCall struct {
	Name       string
	Owner      string
	IsProperty bool
	Args       []parityArgument
}

type parityArgument struct {
	How   string
	Name  string
	Value parityValue
}

type parityMake struct {
	Class string
	Args  []parityArgument
}

type parityRequest struct {
	Make  *parityMake
	Calls []parityCall
}

type parityValue = map[string]any

// parityUnable is panicked with where the port has no such value or function.
type parityUnable struct{ reason string }

const (
	parityMaxItems  = 200
	parityMaxOutput = 100_000
)

func parityMain() {
	debug.SetMaxStack(256 << 20)
	replies := os.Stdout
	input := bufio.NewReaderSize(os.Stdin, 1<<16)
	os.Stdin, _ = os.Open(os.DevNull)
	silent, _ := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	os.Stdout = silent
	if paritySetUp != nil {
		paritySetUp()
	}
	parityReply(replies, parityValue{"kind": "ready"})
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			os.Exit(0)
		}
		var request parityRequest
		decoder := json.NewDecoder(strings.NewReader(string(line)))
		decoder.UseNumber()
		if err := decoder.Decode(&request); err != nil {
			parityReply(replies, parityValue{"kind": "unable", "reason": err.Error()})
			continue
		}
		parityReply(replies, parityRun(request))
		os.Stdout = silent
	}
}

func parityReply(to *os.File, answer parityValue) {
	text, err := json.Marshal(answer)
	if err != nil {
		text, _ = json.Marshal(parityValue{"kind": "unable", "reason": err.Error()})
	}
	fmt.Fprintf(to, "%s\n", text)
}

func parityRun(request parityRequest) (answer parityValue) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return parityValue{"kind": "unable", "reason": err.Error()}
	}
	printed := make(chan string)
	go func() {
		text, _ := io.ReadAll(reader)
		if len(text) > parityMaxOutput {
			text = text[:parityMaxOutput]
		}
		printed <- string(text)
	}()
	os.Stdout = writer
	defer func() {
		writer.Close()
		output := <-printed
		reader.Close()
		if r := recover(); r != nil {
			unable, ok := r.(parityUnable)
			if !ok {
				unable.reason = fmt.Sprint(r)
			}
			answer = parityValue{"kind": "unable", "reason": unable.reason}
			return
		}
		answer["output"] = output
	}()
	results := []parityValue{}
	answer = parityValue{"kind": "done"}
	var self reflect.Value
	if request.Make != nil {
		constructor, ok := parityConstructors[request.Make.Class]
		if !ok {
			panic(parityUnable{"the port cannot make a " + request.Make.Class})
		}
		made, failure := parityInvoke(reflect.ValueOf(constructor), nil, parityDecodeAll(reflect.ValueOf(constructor), 0, request.Make.Args))
		if failure != nil {
			answer["made"] = failure
			answer["results"] = results
			return answer
		}
		self = made
	}
	for _, call := range request.Calls {
		name := call.Name
		var receiver []reflect.Value
		if request.Make != nil {
			name = call.Owner + "." + call.Name
		}
		function, ok := parityFunctions[name]
		if !ok {
			panic(parityUnable{"the port has no " + name})
		}
		fn := reflect.ValueOf(function)
		if request.Make != nil {
			receiver = []reflect.Value{parityReceiver(self, fn.Type().In(0))}
		}
		args := parityDecodeAll(fn, len(receiver), call.Args)
		value, failure := parityInvoke(fn, receiver, args)
		result := parityValue{}
		if failure != nil {
			result["outcome"] = failure
		} else {
			encoded, failure := parityEncodeResult(value)
			if failure != nil {
				result["outcome"] = failure
			} else {
				result["outcome"] = parityValue{"kind": "returned", "value": encoded}
			}
		}
		after := []parityValue{}
		for i, arg := range args {
			kind, _ := call.Args[i].Value["kind"].(string)
			if kind == "iterator" || kind == "function" || call.Args[i].How == "doubleStar" {
				after = append(after, parityValue{"kind": "opaque", "type": ""})
			} else {
				after = append(after, parityEncodeAs(arg, call.Args[i]))
			}
		}
		result["args"] = after
		results = append(results, result)
		if result["outcome"].(parityValue)["kind"] == "raised" {
			break
		}
	}
	answer["results"] = results
	if request.Make != nil {
		answer["self"] = parityEncode(self, nil)
	}
	return answer
}

// parityReceiver finds the embedded struct that has a method, where it is that of a base.
func parityReceiver(self reflect.Value, wanted reflect.Type) reflect.Value {
	for self.Kind() == reflect.Interface {
		self = self.Elem()
	}
	if self.Type().AssignableTo(wanted) || wanted.Kind() == reflect.Interface && self.Type().Implements(wanted) {
		return self
	}
	of := self
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if of.Kind() == reflect.Struct {
		for i := range of.NumField() {
			if !of.Type().Field(i).Anonymous {
				continue
			}
			field := of.Field(i)
			if field.CanAddr() {
				field = reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr()))
			}
			if found := parityReceiver(field, wanted); found.IsValid() {
				return found
			}
		}
	}
	return reflect.Value{}
}

func parityDecodeAll(fn reflect.Value, skip int, args []parityArgument) []reflect.Value {
	t := fn.Type()
	if t.NumIn()-skip < len(args) {
		// The constructor of an exception and its like takes fewer.
		panic(parityUnable{fmt.Sprintf("the port takes %d arguments, not %d", t.NumIn()-skip, len(args))})
	}
	values := []reflect.Value{}
	for i, arg := range args {
		values = append(values, parityDecode(arg.Value, t.In(skip+i)))
	}
	for i := skip + len(args); i < t.NumIn(); i++ {
		if !t.IsVariadic() || i < t.NumIn()-1 {
			panic(parityUnable{fmt.Sprintf("the port takes %d arguments, not %d", t.NumIn()-skip, len(args))})
		}
		values = append(values, reflect.Zero(t.In(i)))
	}
	return values
}

var parityErrorType = reflect.TypeFor[error]()

func parityInvoke(fn reflect.Value, receiver, args []reflect.Value) (result reflect.Value, failure parityValue) {
	defer func() {
		if r := recover(); r != nil {
			failure = parityRaised(r)
		}
	}()
	if len(receiver) > 0 && !receiver[0].IsValid() {
		panic(parityUnable{"the port's object has no such method"})
	}
	all := append(append([]reflect.Value{}, receiver...), args...)
	var results []reflect.Value
	if fn.Type().IsVariadic() {
		results = fn.CallSlice(all)
	} else {
		results = fn.Call(all)
	}
	if n := len(results); n > 0 && results[n-1].Type() == parityErrorType {
		if !results[n-1].IsNil() {
			return reflect.Value{}, parityRaised(results[n-1].Interface())
		}
		results = results[:n-1]
	}
	if len(results) == 0 {
		return reflect.Value{}, nil
	}
	return results[0], nil
}

// parityEncodeResult goes through lazy sequences, whose work happens only now.
func parityEncodeResult(value reflect.Value) (encoded, failure parityValue) {
	defer func() {
		if r := recover(); r != nil {
			if unable, ok := r.(parityUnable); ok {
				panic(unable)
			}
			failure = parityRaised(r)
		}
	}()
	return parityEncode(value, nil), nil
}

func parityRaised(r any) parityValue {
	if unable, ok := r.(parityUnable); ok {
		panic(unable)
	}
	err, ok := r.(error)
	if !ok {
		text := fmt.Sprint(r)
		return parityValue{"kind": "raised", "class": "native", "bases": []string{}, "message": text, "isExplicit": false, "isStub": strings.HasSuffix(text, " is not ported")}
	}
	bases := []string{}
	class := "native"
	message := err.Error()
	for at := err; at != nil; at = errors.Unwrap(at) {
		t := reflect.TypeOf(at)
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || !parityIsException(t) {
			continue
		}
		class = parityClassOf(t)
		bases = parityBases(t)
		break
	}
	return parityValue{"kind": "raised", "class": class, "bases": bases, "message": message, "isExplicit": true}
}

func parityIsException(t reflect.Type) bool {
	if t.Name() == "Exception" && t.Kind() == reflect.Struct {
		return true
	}
	for i := range t.NumField() {
		if field := t.Field(i); field.Anonymous && field.Type.Kind() == reflect.Struct && parityIsException(field.Type) {
			return true
		}
	}
	return false
}

func parityBases(t reflect.Type) []string {
	names := []string{parityClassOf(t)}
	for i := range t.NumField() {
		if field := t.Field(i); field.Anonymous && field.Type.Kind() == reflect.Struct {
			names = append(names, parityBases(field.Type)...)
		}
	}
	return names
}

func parityClassOf(t reflect.Type) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	if class, ok := parityClasses[name]; ok {
		return class
	}
	return name
}

func parityItems(value parityValue) []parityValue {
	list, _ := value["items"].([]any)
	items := make([]parityValue, len(list))
	for i, each := range list {
		items[i] = each.(parityValue)
	}
	return items
}

// parityDecode makes a value of a Go type.
func parityDecode(value parityValue, t reflect.Type) reflect.Value {
	kind, _ := value["kind"].(string)
	fail := func() reflect.Value {
		panic(parityUnable{fmt.Sprintf("the port has no place for a value of kind %s in a %s", kind, t)})
	}
	switch kind {
	case "make":
		class, _ := value["class"].(string)
		constructor, ok := parityConstructors[class]
		if !ok {
			return fail()
		}
		var args []parityArgument
		list, _ := value["args"].([]any)
		for _, each := range list {
			arg := each.(parityValue)
			how, _ := arg["how"].(string)
			args = append(args, parityArgument{How: how, Value: arg["value"].(parityValue)})
		}
		fn := reflect.ValueOf(constructor)
		made, failure := parityInvoke(fn, nil, parityDecodeAll(fn, 0, args))
		if failure != nil {
			panic(parityUnable{fmt.Sprintf("an argument cannot be made: %v", failure["message"])})
		}
		return parityFit(made, t, fail)
	case "member":
		class, _ := value["class"].(string)
		name, _ := value["name"].(string)
		member, ok := parityMembers[class][name]
		if !ok {
			return fail()
		}
		return parityFit(reflect.ValueOf(member), t, fail)
	}
	if t.Kind() == reflect.Interface {
		if kind == "none" {
			return reflect.Zero(t)
		}
		if t.NumMethod() > 0 {
			return fail()
		}
		result := reflect.New(t).Elem()
		result.Set(parityDynamic(value, kind, fail))
		return result
	}
	if t.Kind() == reflect.Pointer {
		if kind == "none" {
			return reflect.Zero(t)
		}
		if t == parityBig {
			return parityWide(value, kind, fail)
		}
		result := reflect.New(t.Elem())
		if strings.HasPrefix(t.Elem().Name(), "OrderedMap[") {
			if kind != "dict" {
				return fail()
			}
			parityFillOrdered(result, value)
			return result
		}
		result.Elem().Set(parityDecode(value, t.Elem()))
		return result
	}
	switch {
	case kind == "none":
		switch t.Kind() {
		case reflect.Map, reflect.Slice, reflect.Func:
			return reflect.Zero(t)
		}
		return fail()
	case kind == "bool" && t.Kind() == reflect.Bool:
		return reflect.ValueOf(value["value"]).Convert(t)
	case kind == "int" && t.Kind() == reflect.Int:
		text, _ := value["value"].(string)
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			panic(parityUnable{"an integer beyond 64 bits"})
		}
		return reflect.ValueOf(int(n)).Convert(t)
	case (kind == "int" || kind == "float") && t.Kind() == reflect.Float64:
		return reflect.ValueOf(parityFloat(value["value"])).Convert(t)
	case kind == "bool" && t.Kind() == reflect.Int:
		n := 0
		if value["value"] == true {
			n = 1
		}
		return reflect.ValueOf(n).Convert(t)
	case kind == "complex" && t.Kind() == reflect.Complex128:
		return reflect.ValueOf(complex(parityFloat(value["real"]), parityFloat(value["imaginary"])))
	case kind == "str" && t.Kind() == reflect.String:
		return reflect.ValueOf(value["value"]).Convert(t)
	case kind == "bytes" && t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		text, _ := value["value"].(string)
		bytes, _ := hex.DecodeString(text)
		return reflect.ValueOf(bytes).Convert(t)
	case t.Kind() == reflect.Slice && value["items"] != nil:
		items := parityItems(value)
		result := reflect.MakeSlice(t, 0, len(items))
		for _, item := range items {
			result = reflect.Append(result, parityDecode(item, t.Elem()))
		}
		return result
	case t.Kind() == reflect.Slice && kind == "range":
		result := reflect.MakeSlice(t, 0, 0)
		start, stop, step := parityInt(value["start"]), parityInt(value["stop"]), parityInt(value["step"])
		for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
			result = reflect.Append(result, reflect.ValueOf(i).Convert(t.Elem()))
		}
		return result
	case t.Kind() == reflect.Map && kind == "dict":
		result := reflect.MakeMap(t)
		entries, _ := value["entries"].([]any)
		for _, each := range entries {
			pair := each.([]any)
			result.SetMapIndex(parityDecode(pair[0].(parityValue), t.Key()), parityDecode(pair[1].(parityValue), t.Elem()))
		}
		return result
	case t.Kind() == reflect.Map && value["items"] != nil:
		result := reflect.MakeMap(t)
		for _, item := range parityItems(value) {
			result.SetMapIndex(parityDecode(item, t.Key()), reflect.Zero(t.Elem()))
		}
		return result
	case t.Kind() == reflect.Struct && kind == "tuple":
		items := parityItems(value)
		if len(items) != t.NumField() {
			return fail()
		}
		result := reflect.New(t).Elem()
		for i, item := range items {
			result.Field(i).Set(parityDecode(item, t.Field(i).Type))
		}
		return result
	case t.Kind() == reflect.Func && parityIsSequence(t) && value["items"] != nil:
		return paritySequence(parityItems(value), t)
	case t.Kind() == reflect.Func && kind == "function":
		return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
			results := make([]reflect.Value, t.NumOut())
			for i := range results {
				results[i] = reflect.Zero(t.Out(i))
			}
			if len(results) > 0 && t.Out(0) != parityErrorType {
				if value["gives"] != "first" {
					results[0] = parityDecode(value["value"].(parityValue), t.Out(0))
				} else if args[0].Type().AssignableTo(t.Out(0)) {
					results[0] = args[0]
				} else if args[0].Type().ConvertibleTo(t.Out(0)) {
					results[0] = args[0].Convert(t.Out(0))
				}
			}
			return results
		})
	}
	return fail()
}

func parityFit(made reflect.Value, t reflect.Type, fail func() reflect.Value) reflect.Value {
	for made.Kind() == reflect.Interface && t.Kind() != reflect.Interface {
		made = made.Elem()
	}
	switch {
	case made.Type().AssignableTo(t):
		result := reflect.New(t).Elem()
		result.Set(made)
		return result
	case t.Kind() == reflect.Pointer && made.Type().AssignableTo(t.Elem()):
		result := reflect.New(t.Elem())
		result.Elem().Set(made)
		return result
	}
	return fail()
}

var parityBig = reflect.TypeFor[*big.Int]()

// parityWide makes an integer of any size.
func parityWide(value parityValue, kind string, fail func() reflect.Value) reflect.Value {
	switch kind {
	case "bool":
		if value["value"] == true {
			return reflect.ValueOf(big.NewInt(1))
		}
		return reflect.ValueOf(new(big.Int))
	case "int":
		text, _ := value["value"].(string)
		if n, ok := new(big.Int).SetString(text, 10); ok {
			return reflect.ValueOf(n)
		}
	}
	return fail()
}

// parityDynamic makes a value for a place that takes any type.
func parityDynamic(value parityValue, kind string, fail func() reflect.Value) reflect.Value {
	switch kind {
	case "bool", "str":
		return reflect.ValueOf(value["value"])
	case "int":
		return parityDecode(value, reflect.TypeFor[int]())
	case "float":
		return parityDecode(value, reflect.TypeFor[float64]())
	case "bytes":
		return parityDecode(value, reflect.TypeFor[[]byte]())
	case "list":
		return parityDecode(value, reflect.TypeFor[[]any]())
	}
	return fail()
}

func parityFloat(text any) float64 {
	s, _ := text.(string)
	switch s {
	case "nan":
		return math.NaN()
	case "inf":
		return math.Inf(1)
	case "-inf":
		return math.Inf(-1)
	}
	x, _ := strconv.ParseFloat(s, 64)
	return x
}

func parityInt(text any) int {
	s, _ := text.(string)
	n, _ := strconv.Atoi(s)
	return n
}

// parityFillOrdered puts entries into an ordered map, whose methods need not all be in the port.
func parityFillOrdered(m reflect.Value, value parityValue) {
	index := parityField(m.Elem(), "index")
	entries := parityField(m.Elem(), "entries")
	index.Set(reflect.MakeMap(index.Type()))
	list, _ := value["entries"].([]any)
	for _, each := range list {
		pair := each.([]any)
		key := parityDecode(pair[0].(parityValue), index.Type().Key())
		entry := reflect.New(entries.Type().Elem()).Elem()
		parityField(entry, "key").Set(key)
		held := parityField(entry, "value")
		held.Set(parityDecode(pair[1].(parityValue), held.Type()))
		parityField(entry, "present").SetBool(true)
		index.SetMapIndex(key, reflect.ValueOf(entries.Len()))
		entries.Set(reflect.Append(entries, entry))
	}
}

// parityField is a field that can be read and set, though its name is not exported.
func parityField(of reflect.Value, name string) reflect.Value {
	field := of.FieldByName(name)
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}

func parityIsSequence(t reflect.Type) bool {
	return t.NumIn() == 1 && t.NumOut() == 0 && t.In(0).Kind() == reflect.Func && t.In(0).NumOut() == 1 &&
		t.In(0).NumIn() == 1 && t.In(0).Out(0).Kind() == reflect.Bool
}

func paritySequence(items []parityValue, t reflect.Type) reflect.Value {
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		for _, item := range items {
			if !args[0].Call([]reflect.Value{parityDecode(item, t.In(0).In(0))})[0].Bool() {
				break
			}
		}
		return nil
	})
}

// parityEncodeAs shows an argument after the call; a list that is a tuple of Python is one here, too.
func parityEncodeAs(value reflect.Value, given parityArgument) parityValue {
	encoded := parityEncode(value, nil)
	if given.How == "star" && encoded["kind"] == "list" {
		encoded["kind"] = "tuple"
	}
	return encoded
}

func parityEncode(value reflect.Value, around []unsafe.Pointer) parityValue {
	if !value.IsValid() {
		return parityValue{"kind": "none"}
	}
	t := value.Type()
	if members, ok := parityMembers[parityClassOf(t)]; ok && t.PkgPath() != "" && t.Kind() != reflect.Interface {
		names := []string{}
		for name := range members {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			other := reflect.ValueOf(members[name])
			if other.Type() == t && other.Comparable() && value.Comparable() && value.CanInterface() && other.Interface() == value.Interface() {
				return parityValue{"kind": "member", "class": parityClassOf(t), "name": name}
			}
		}
	}
	switch t.Kind() {
	case reflect.Interface:
		if value.IsNil() {
			return parityValue{"kind": "none"}
		}
		return parityEncode(value.Elem(), around)
	case reflect.Pointer:
		if value.IsNil() {
			return parityValue{"kind": "none"}
		}
		at := value.UnsafePointer()
		if t == parityBig {
			return parityValue{"kind": "int", "value": (*big.Int)(at).String()}
		}
		for _, each := range around {
			if each == at {
				return parityValue{"kind": "cycle"}
			}
		}
		if len(around) > 60 {
			return parityValue{"kind": "opaque", "type": "a value of great depth"}
		}
		inside := append(append([]unsafe.Pointer{}, around...), at)
		if strings.HasPrefix(t.Elem().Name(), "OrderedMap[") {
			return parityOrdered(value.Elem(), inside)
		}
		return parityEncode(value.Elem(), inside)
	case reflect.Bool:
		return parityValue{"kind": "bool", "value": value.Bool()}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return parityValue{"kind": "int", "value": strconv.FormatInt(value.Int(), 10)}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return parityValue{"kind": "int", "value": strconv.FormatUint(value.Uint(), 10)}
	case reflect.Float32, reflect.Float64:
		return parityValue{"kind": "float", "value": parityFloatText(value.Float())}
	case reflect.Complex128:
		c := value.Complex()
		return parityValue{"kind": "complex", "real": parityFloatText(real(c)), "imaginary": parityFloatText(imag(c))}
	case reflect.String:
		return parityValue{"kind": "str", "value": value.String()}
	case reflect.Slice, reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return parityValue{"kind": "bytes", "value": hex.EncodeToString(value.Bytes())}
		}
		items := []parityValue{}
		for i := range value.Len() {
			items = append(items, parityEncode(value.Index(i), around))
		}
		kind := "list"
		if strings.HasPrefix(t.Name(), "Tuple[") {
			kind = "tuple"
		}
		return parityValue{"kind": kind, "items": items}
	case reflect.Map:
		if t.Elem().Kind() == reflect.Struct && t.Elem().NumField() == 0 {
			items := []parityValue{}
			for _, key := range value.MapKeys() {
				items = append(items, parityEncode(key, around))
			}
			return parityValue{"kind": "set", "items": items}
		}
		entries := [][2]parityValue{}
		for _, key := range value.MapKeys() {
			entries = append(entries, [2]parityValue{parityEncode(key, around), parityEncode(value.MapIndex(key), around)})
		}
		return parityValue{"kind": "dict", "entries": entries}
	case reflect.Func:
		if value.IsNil() {
			return parityValue{"kind": "none"}
		}
		if parityIsSequence(t) {
			return parityDrain(value, around)
		}
		return parityValue{"kind": "opaque", "type": "function"}
	case reflect.Struct:
		if parityIsTuple(t.Name()) {
			items := []parityValue{}
			for i := range t.NumField() {
				items = append(items, parityEncode(value.Field(i), around))
			}
			return parityValue{"kind": "tuple", "items": items}
		}
		class := parityClassOf(t)
		if _, ok := parityConstructors[class]; !ok && parityClasses[t.Name()] == "" {
			return parityValue{"kind": "opaque", "type": t.String()}
		}
		fields := parityValue{}
		parityFields(value, fields, around)
		return parityValue{"kind": "instance", "class": class, "fields": fields}
	}
	return parityValue{"kind": "opaque", "type": t.String()}
}

func parityIsTuple(name string) bool {
	switch before, _, _ := strings.Cut(name, "["); before {
	case "Pair", "Triple", "Tuple0", "Tuple1", "Tuple4", "Tuple5", "Tuple6":
		return true
	}
	return false
}

func parityFields(value reflect.Value, fields parityValue, around []unsafe.Pointer) {
	t := value.Type()
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous && field.Type.Kind() == reflect.Struct {
			parityFields(value.Field(i), fields, around)
			continue
		}
		if field.Name == "self" {
			continue
		}
		fields[field.Name] = parityEncode(value.Field(i), around)
	}
}

func parityOrdered(m reflect.Value, around []unsafe.Pointer) parityValue {
	entries := [][2]parityValue{}
	list := m.FieldByName("entries")
	for i := range list.Len() {
		entry := list.Index(i)
		if entry.FieldByName("present").Bool() {
			entries = append(entries, [2]parityValue{parityEncode(entry.FieldByName("key"), around), parityEncode(entry.FieldByName("value"), around)})
		}
	}
	return parityValue{"kind": "dict", "entries": entries}
}

func parityDrain(sequence reflect.Value, around []unsafe.Pointer) parityValue {
	items := []parityValue{}
	more := false
	yield := reflect.MakeFunc(sequence.Type().In(0), func(args []reflect.Value) []reflect.Value {
		if len(items) == parityMaxItems {
			more = true
			return []reflect.Value{reflect.ValueOf(false)}
		}
		items = append(items, parityEncode(args[0], around))
		return []reflect.Value{reflect.ValueOf(true)}
	})
	sequence.Call([]reflect.Value{yield})
	result := parityValue{"kind": "iterator", "items": items}
	if more {
		result["more"] = true
	}
	return result
}

func parityFloatText(x float64) string {
	switch {
	case math.IsNaN(x):
		return "nan"
	case math.IsInf(x, 1):
		return "inf"
	case math.IsInf(x, -1):
		return "-inf"
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
