package portruntime

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// structItem is one item of a layout of bytes: its letter, how many there are, how many bytes each takes, and those before that align it.
type structItem struct {
	letter           byte
	count, size, gap int
}

// structLayout are the items of a format of Python's struct, how many bytes they take, and in which order.
func structLayout(format string) (items []structItem, size int, order binary.ByteOrder) {
	order = binary.LittleEndian
	isNative := true
	if format != "" && strings.IndexByte("@=<>!", format[0]) >= 0 {
		isNative = format[0] == '@'
		if format[0] == '>' || format[0] == '!' {
			order = binary.BigEndian
		}
		format = format[1:]
	}
	count, hasCount := 0, false
	for _, letter := range []byte(format) {
		switch {
		case letter >= '0' && letter <= '9':
			count, hasCount = count*10+int(letter-'0'), true
			continue
		case letter == ' ':
			continue
		}
		each := map[byte]int{
			'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 's': 1, 'p': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'f': 4,
			'q': 8, 'Q': 8, 'n': 8, 'N': 8, 'd': 8,
		}[letter]
		if each == 0 {
			panic(&StructError{newException("bad char in struct format")})
		}
		gap := 0
		if isNative {
			if letter == 'l' || letter == 'L' {
				each = 8
			}
			gap = (each - size%each) % each
		}
		if !hasCount {
			count = 1
		}
		items = append(items, structItem{letter, count, each, gap})
		size += gap + each*count
		count, hasCount = 0, false
	}
	return items, size, order
}

// structSize is how many bytes a format takes.
func structSize(format string) int {
	_, size, _ := structLayout(format)
	return size
}

// packedInteger checks that an integer fits its letter.
func packedInteger(item structItem, value any) uint64 {
	if flag, ok := value.(bool); ok {
		value = boolToInt(flag)
	}
	number, ok := value.(int)
	if !ok {
		panic(&StructError{newException("required argument is not an integer")})
	}
	bits := item.size * 8
	low, high := 0, math.MaxInt
	isSigned := item.letter >= 'a'
	switch {
	case isSigned:
		low, high = -1<<(bits-1), 1<<(bits-1)-1
	case bits < 64:
		high = 1<<bits - 1
	}
	if number < low || number > high {
		name := map[byte]string{'b': "byte", 'B': "ubyte", 'h': "short", 'H': "ushort", 'i': "'i'"}[item.letter]
		message := "argument out of range"
		if name != "" {
			message = fmt.Sprintf("%s format requires %d <= number <= %d", name, low, high)
		}
		panic(&StructError{newException(message)})
	}
	return uint64(number)
}

// packStruct gives values as bytes of a format, as Python's struct lays them out.
func packStruct(format string, values ...any) []byte {
	items, size, order := structLayout(format)
	wanted := 0
	for _, item := range items {
		switch item.letter {
		case 's', 'p':
			wanted++
		case 'x':
		default:
			wanted += item.count
		}
	}
	if wanted != len(values) {
		panic(&StructError{newException(fmt.Sprintf("pack expected %d items for packing (got %d)", wanted, len(values)))})
	}
	data := make([]byte, size)
	at := 0
	for _, item := range items {
		at += item.gap
		if item.letter == 's' || item.letter == 'p' {
			text, ok := values[0].([]byte)
			if !ok {
				panic(&StructError{newException(fmt.Sprintf("argument for '%c' must be a bytes object", item.letter))})
			}
			values = values[1:]
			start := at
			if item.letter == 'p' && item.count > 0 {
				data[at] = byte(min(len(text), item.count-1))
				start++
			}
			copy(data[start:at+item.count], text)
			at += item.count
			continue
		}
		for range item.count {
			if item.letter != 'x' {
				packValue(data[at:at+item.size], item, order, values[0])
				values = values[1:]
			}
			at += item.size
		}
	}
	return data
}

// packValue writes one value.
func packValue(data []byte, item structItem, order binary.ByteOrder, value any) {
	switch item.letter {
	case '?':
		if truthy(value) {
			data[0] = 1
		}
	case 'c':
		text, ok := value.([]byte)
		if !ok || len(text) != 1 {
			panic(&StructError{newException("char format requires a bytes object of length 1")})
		}
		data[0] = text[0]
	case 'f', 'd':
		x, _, _, isNumber := numeric(value)
		if !isNumber {
			panic(&StructError{newException("required argument is not a float")})
		}
		if item.letter == 'f' {
			order.PutUint32(data, math.Float32bits(float32(x)))
		} else {
			order.PutUint64(data, math.Float64bits(x))
		}
	default:
		number := packedInteger(item, value)
		switch item.size {
		case 1:
			data[0] = byte(number)
		case 2:
			order.PutUint16(data, uint16(number))
		case 4:
			order.PutUint32(data, uint32(number))
		default:
			order.PutUint64(data, number)
		}
	}
}

// unpackStructFrom are the values that bytes hold, from an offset on.
func unpackStructFrom(format string, data []byte, offset int) Tuple[any] {
	items, size, order := structLayout(format)
	if len(data)-offset < size {
		panic(&StructError{newException(fmt.Sprintf("unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", size+offset, size, offset, len(data)))})
	}
	data = data[offset:]
	values := Tuple[any]{}
	at := 0
	for _, item := range items {
		at += item.gap
		if item.letter == 's' || item.letter == 'p' {
			text := data[at : at+item.count]
			if item.letter == 'p' {
				text = text[1 : 1+min(int(text[0]), item.count-1)]
			}
			values = append(values, append([]byte{}, text...))
			at += item.count
			continue
		}
		for range item.count {
			if item.letter != 'x' {
				values = append(values, unpackValue(data[at:at+item.size], item, order))
			}
			at += item.size
		}
	}
	return values
}

// unpackValue reads one value.
func unpackValue(data []byte, item structItem, order binary.ByteOrder) any {
	switch item.letter {
	case '?':
		return data[0] != 0
	case 'c':
		return append([]byte{}, data[0])
	case 'f':
		return float64(math.Float32frombits(order.Uint32(data)))
	case 'd':
		return math.Float64frombits(order.Uint64(data))
	}
	isSigned := item.letter >= 'a'
	switch item.size {
	case 1:
		if isSigned {
			return int(int8(data[0]))
		}
		return int(data[0])
	case 2:
		if isSigned {
			return int(int16(order.Uint16(data)))
		}
		return int(order.Uint16(data))
	case 4:
		if isSigned {
			return int(int32(order.Uint32(data)))
		}
		return int(order.Uint32(data))
	}
	return int(order.Uint64(data))
}

// unpackStruct are the values that bytes hold; there must be as many bytes as the format takes.
func unpackStruct(format string, data []byte) Tuple[any] {
	if size := structSize(format); len(data) != size {
		panic(&StructError{newException(fmt.Sprintf("unpack requires a buffer of %d bytes", size))})
	}
	return unpackStructFrom(format, data, 0)
}

// unpackStructs are the values of record after record.
func unpackStructs(format string, data []byte) []Tuple[any] {
	size := structSize(format)
	if size == 0 || len(data)%size != 0 {
		panic(&StructError{newException(fmt.Sprintf("iterative unpacking requires a buffer of a multiple of %d bytes", size))})
	}
	records := []Tuple[any]{}
	for at := 0; at < len(data); at += size {
		records = append(records, unpackStructFrom(format, data, at))
	}
	return records
}

// StructFormat is a format that is used again and again.
type StructFormat struct{ format string }

func newStructFormat(format string) *StructFormat {
	structLayout(format)
	return &StructFormat{format}
}

func (s *StructFormat) Size() int                           { return structSize(s.format) }
func (s *StructFormat) Format() string                      { return s.format }
func (s *StructFormat) Pack(values ...any) []byte           { return packStruct(s.format, values...) }
func (s *StructFormat) Unpack(data []byte) Tuple[any]       { return unpackStruct(s.format, data) }
func (s *StructFormat) IterUnpack(data []byte) []Tuple[any] { return unpackStructs(s.format, data) }

func (s *StructFormat) UnpackFrom(data []byte, offset int) Tuple[any] {
	return unpackStructFrom(s.format, data, offset)
}

type StructError struct{ Exception }
