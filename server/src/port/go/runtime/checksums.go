package portruntime

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/hex"
	"hash/crc32"
	"io"
)

// checksum32 is the checksum that zip files and PNG images have.
func checksum32(data []byte, value int) int {
	return int(crc32.Update(uint32(value), crc32.IEEETable, data))
}

// adler32 is the checksum of zlib's own streams.
func adler32(data []byte, value int) int {
	low, high := value&0xffff, value>>16&0xffff
	for _, each := range data {
		low = (low + int(each)) % 65521
		high = (high + low) % 65521
	}
	return high<<16 | low
}

func deflate(data []byte, level int) []byte {
	var out bytes.Buffer
	w := must(zlib.NewWriterLevel(&out, level))
	must(w.Write(data))
	check(w.Close())
	return out.Bytes()
}

func inflate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err == nil {
		data, err = io.ReadAll(r)
	}
	if err != nil {
		panic(&ZlibError{newException("Error while decompressing data: " + err.Error())})
	}
	return data
}

func gzipped(data []byte, level int) []byte {
	var out bytes.Buffer
	w := must(gzip.NewWriterLevel(&out, level))
	must(w.Write(data))
	check(w.Close())
	return out.Bytes()
}

func gunzipped(data []byte) []byte {
	return must(io.ReadAll(must(gzip.NewReader(bytes.NewReader(data)))))
}

// hexText is bytes as hexadecimal digits, as bytes.
func hexText(data []byte) []byte { return []byte(hex.EncodeToString(data)) }

// bytesOfHex are the bytes that hexadecimal digits stand for.
func bytesOfHex(digits any) []byte {
	text, ok := digits.(string)
	if !ok {
		text = string(to[[]byte](digits))
	}
	if len(text)%2 == 1 {
		panic(&BinasciiError{newException("Odd-length string")})
	}
	data, err := hex.DecodeString(text)
	if err != nil {
		panic(&BinasciiError{newException("Non-hexadecimal digit found")})
	}
	return data
}

type ZlibError struct{ Exception }

type BinasciiError struct{ Exception }

// As lets handlers of ValueError see it.
func (e *BinasciiError) As(target any) bool {
	found, ok := target.(**ValueError)
	if ok {
		*found = &ValueError{e.Exception}
	}
	return ok
}
