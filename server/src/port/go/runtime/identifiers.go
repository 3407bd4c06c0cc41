package portruntime

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"math/big"
	"slices"
	"strings"
)

// UUID is a universally unique identifier.
type UUID struct{ data [16]byte }

// newUUID reads an identifier, however it is written.
func newUUID(text *string, data []byte) UUID {
	if data == nil && text != nil {
		plain := strings.Trim(strings.NewReplacer("urn:", "", "uuid:", "").Replace(*text), "{}")
		data, _ = hex.DecodeString(strings.ReplaceAll(plain, "-", ""))
	}
	if len(data) != 16 {
		panic(&ValueError{newException("badly formed hexadecimal UUID string")})
	}
	return UUID{[16]byte(data)}
}

// versionedUUID is an identifier of bytes that say how they were made.
func versionedUUID(data []byte, version byte) UUID {
	id := UUID{[16]byte(data[:16])}
	id.data[6] = id.data[6]&0x0f | version<<4
	id.data[8] = id.data[8]&0x3f | 0x80
	return id
}

func randomUUID() UUID { return versionedUUID(secretBytes(16), 4) }

func md5UUID(namespace UUID, name string) UUID {
	sum := md5.Sum(append(namespace.Bytes(), name...))
	return versionedUUID(sum[:], 3)
}

func sha1UUID(namespace UUID, name string) UUID {
	sum := sha1.Sum(append(namespace.Bytes(), name...))
	return versionedUUID(sum[:], 5)
}

func dnsNamespace() UUID { return must(parseUUID("6ba7b8109dad11d180b400c04fd430c8")) }
func urlNamespace() UUID { return must(parseUUID("6ba7b8119dad11d180b400c04fd430c8")) }

func parseUUID(digits string) (UUID, error) {
	data, err := hex.DecodeString(digits)
	return UUID{[16]byte(data)}, err
}

func (u UUID) Hex() string   { return hex.EncodeToString(u.data[:]) }
func (u UUID) Bytes() []byte { return slices.Clone(u.data[:]) }
func (u UUID) Urn() string   { return "urn:uuid:" + u.String() }
func (u UUID) Version() int  { return int(u.data[6] >> 4) }
func (u UUID) Repr() string  { return "UUID('" + u.String() + "')" }

// String is the text with hyphens.
func (u UUID) String() string {
	text := u.Hex()
	return strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}

// secretBytes are bytes that nobody can guess.
func secretBytes(size int) []byte {
	data := make([]byte, size)
	must(rand.Read(data))
	return data
}

func secretHex(size int) string { return hex.EncodeToString(secretBytes(size)) }

func secretText(size int) string { return base64.RawURLEncoding.EncodeToString(secretBytes(size)) }

// secretBelow is a number under a limit that nobody can guess.
func secretBelow(limit int) int {
	return int(must(rand.Int(rand.Reader, big.NewInt(int64(limit)))).Int64())
}

// secretChoice is one of the values, which nobody can guess.
func secretChoice[T any](values []T) T { return values[secretBelow(len(values))] }

// hashMakers are the digests by the names that Python has for them.
func hashMaker(name string) func() hash.Hash {
	switch strings.ToLower(strings.ReplaceAll(name, "-", "_")) {
	case "md5":
		return md5.New
	case "sha1":
		return sha1.New
	case "sha224":
		return sha256.New224
	case "sha256", "":
		return sha256.New
	case "sha384":
		return sha512.New384
	case "sha512":
		return sha512.New
	case "sha3_256":
		return func() hash.Hash { return sha3.New256() }
	case "sha3_512":
		return func() hash.Hash { return sha3.New512() }
	}
	panic(&ValueError{newException("unsupported hash type " + name)})
}

// newDigest starts a digest of an algorithm that is named when the program runs.
func newDigest(name string, data []byte) hash.Hash { return hashed(hashMaker(name)(), data) }

// KeyedHash is a message authentication code.
type KeyedHash struct {
	name string
	hash hash.Hash
}

func newKeyedHash(key, data []byte, name string) *KeyedHash {
	return &KeyedHash{strings.ToLower(name), hashed(hmac.New(hashMaker(name), key), data)}
}

func keyedDigest(key, data []byte, name string) []byte { return newKeyedHash(key, data, name).Digest() }

func (k *KeyedHash) Update(data []byte) { k.hash.Write(data) }
func (k *KeyedHash) Digest() []byte     { return k.hash.Sum(nil) }
func (k *KeyedHash) Hexdigest() string  { return hex.EncodeToString(k.hash.Sum(nil)) }
func (k *KeyedHash) DigestSize() int    { return k.hash.Size() }
func (k *KeyedHash) Name() string       { return "hmac-" + k.name }

// sameDigest compares in a time that does not tell how much is the same.
func sameDigest(a, b any) bool {
	return hmac.Equal(digestBytes(a), digestBytes(b))
}

func digestBytes(value any) []byte {
	if text, ok := value.(string); ok {
		return []byte(text)
	}
	return to[[]byte](value)
}

// deriveKey derives a key from a password.
func deriveKey(name string, password, salt []byte, iterations int, size *int) []byte {
	length := hashMaker(name)().Size()
	if size != nil {
		length = *size
	}
	return must(pbkdf2.Key(hashMaker(name), string(password), salt, iterations, length))
}
