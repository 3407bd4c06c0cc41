package portruntime

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
)

// Random is the Mersenne Twister, seeded and read as Python does it: the same seed gives the same numbers.
type Random struct {
	state [624]uint32
	at    int
	// spare is the second number of a pair that Gauss makes.
	spare *float64
}

// newRandom makes a generator from a seed; without one it is seeded by the system.
func newRandom(seed any) *Random {
	r := &Random{}
	r.Seed(seed)
	return r
}

// sharedRandom is the generator behind the functions of Python's random module.
var sharedRandom = newRandom(nil)

// Seed starts over: from a number, or from the system where there is none.
func (r *Random) Seed(seed any) {
	start := new(big.Int)
	switch v := seed.(type) {
	case nil:
		start.SetUint64(rand.Uint64())
	case *big.Int:
		start.Abs(v)
	default:
		_, n, isInt, _ := numeric(seed)
		if !isInt {
			panic(&TypeError{newException("a seed that is no integer is not ported")})
		}
		start.Abs(big.NewInt(int64(n)))
	}
	key := []uint32{}
	for mask := big.NewInt(0xffffffff); start.Sign() > 0 || len(key) == 0; start.Rsh(start, 32) {
		key = append(key, uint32(new(big.Int).And(start, mask).Uint64()))
	}
	s := &r.state
	s[0] = 19650218
	for i := 1; i < 624; i++ {
		s[i] = 1812433253*(s[i-1]^s[i-1]>>30) + uint32(i)
	}
	i, j := 1, 0
	for range max(624, len(key)) {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1664525) + key[j] + uint32(j)
		if i++; i >= 624 {
			s[0], i = s[623], 1
		}
		if j++; j >= len(key) {
			j = 0
		}
	}
	for range 623 {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1566083941) - uint32(i)
		if i++; i >= 624 {
			s[0], i = s[623], 1
		}
	}
	s[0] = 0x80000000
	r.at, r.spare = 624, nil
}

// next gives 32 random bits.
func (r *Random) next() uint32 {
	s := &r.state
	if r.at >= 624 {
		for i := range s {
			y := s[i]&0x80000000 | s[(i+1)%624]&0x7fffffff
			s[i] = s[(i+397)%624] ^ y>>1
			if y&1 == 1 {
				s[i] ^= 0x9908b0df
			}
		}
		r.at = 0
	}
	y := s[r.at]
	r.at++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// Random gives a number from 0 up to 1.
func (r *Random) Random() float64 {
	a, b := r.next()>>5, r.next()>>6
	return (float64(a)*67108864 + float64(b)) / 9007199254740992
}

// Bits gives a number of as many random bits.
func (r *Random) Bits(count int) int {
	if count <= 32 {
		return int(r.next() >> (32 - count))
	}
	low := int(r.next())
	return low | r.Bits(count-32)<<32
}

// Below gives an integer from 0 up to a limit.
func (r *Random) Below(limit int) int {
	if limit <= 0 {
		panic(&ValueError{newException("empty range for randrange()")})
	}
	count := bits.Len(uint(limit))
	value := r.Bits(count)
	for value >= limit {
		value = r.Bits(count)
	}
	return value
}

// Between gives an integer of a range, both ends included.
func (r *Random) Between(low, high int) int { return low + r.Below(high-low+1) }

// Range gives one of the integers of range(start, stop, step).
func (r *Random) Range(start, stop, step int) int {
	count := (stop - start + step - 1) / step
	if step < 0 {
		count = (start - stop - step - 1) / -step
	}
	return start + step*r.Below(count)
}

// Uniform gives a number between two others.
func (r *Random) Uniform(low, high float64) float64 { return low + (high-low)*r.Random() }

// Gauss gives numbers of a normal distribution.
func (r *Random) Gauss(mean, deviation float64) float64 {
	if r.spare != nil {
		z := *r.spare
		r.spare = nil
		return mean + z*deviation
	}
	angle := r.Random() * 2 * math.Pi
	radius := math.Sqrt(-2 * math.Log(1-r.Random()))
	spare := math.Sin(angle) * radius
	r.spare = &spare
	return mean + math.Cos(angle)*radius*deviation
}

// Normal gives numbers of a normal distribution, as normalvariate does it.
func (r *Random) Normal(mean, deviation float64) float64 {
	magic := 4 * math.Exp(-0.5) / math.Sqrt(2)
	for {
		u, v := r.Random(), 1-r.Random()
		z := magic * (u - 0.5) / v
		if z*z/4 <= -math.Log(v) {
			return mean + z*deviation
		}
	}
}

// Exponential gives the gaps of a process with so many events in a unit of time.
func (r *Random) Exponential(rate float64) float64 { return -math.Log(1-r.Random()) / rate }

// Triangular gives numbers of a triangular distribution.
func (r *Random) Triangular(low, high, mode float64) float64 {
	u, c := r.Random(), (mode-low)/(high-low)
	if u > c {
		u, c, low, high = 1-u, 1-c, high, low
	}
	return low + (high-low)*math.Sqrt(u*c)
}

// Bytes gives random bytes.
func (r *Random) Bytes(count int) []byte {
	data := make([]byte, 0, count+4)
	for len(data)+4 <= count {
		data = binary.LittleEndian.AppendUint32(data, r.next())
	}
	if rest := count - len(data); rest > 0 {
		data = append(data, binary.LittleEndian.AppendUint32(nil, r.next()>>(32-8*rest))[:rest]...)
	}
	return data
}

// chooseFrom gives one of the elements.
func chooseFrom[T any](r *Random, values []T) T {
	if len(values) == 0 {
		panic(&IndexError{newException("Cannot choose from an empty sequence")})
	}
	return values[r.Below(len(values))]
}

// chooseSeveral gives as many elements, each chosen from all.
func chooseSeveral[T any](r *Random, values []T, count int) []T {
	chosen := make([]T, count)
	for i := range chosen {
		chosen[i] = values[int(r.Random()*float64(len(values)))]
	}
	return chosen
}

// chooseWeighted gives as many elements, chosen by their weights; cumulative weights grow from one to the next.
func chooseWeighted[T any](r *Random, values []T, weights []float64, cumulative bool, count int) []T {
	sums := make([]float64, len(weights))
	total := 0.0
	for i, weight := range weights {
		if total += weight; cumulative {
			total = weight
		}
		sums[i] = total
	}
	chosen := make([]T, count)
	for i := range chosen {
		wanted := r.Random() * total
		at := 0
		for at < len(sums)-1 && sums[at] <= wanted {
			at++
		}
		chosen[i] = values[at]
	}
	return chosen
}

// shuffleWith puts the elements into a random order.
func shuffleWith[T any](r *Random, values []T) {
	for i := len(values) - 1; i > 0; i-- {
		j := r.Below(i + 1)
		values[i], values[j] = values[j], values[i]
	}
}

// sampleFrom gives as many different elements.
func sampleFrom[T any](r *Random, values []T, count int) []T {
	size := len(values)
	if count < 0 || count > size {
		panic(&ValueError{newException("Sample larger than population or is negative")})
	}
	// Python picks by a set where that is smaller than a copy of the whole.
	limit := 21
	if count > 5 {
		limit += int(math.Pow(4, math.Ceil(math.Log(float64(count*3))/math.Log(4))))
	}
	chosen := make([]T, count)
	if size <= limit {
		pool := append([]T{}, values...)
		for i := range chosen {
			j := r.Below(size - i)
			chosen[i] = pool[j]
			pool[j] = pool[size-i-1]
		}
		return chosen
	}
	taken := map[int]bool{}
	for i := range chosen {
		j := r.Below(size)
		for taken[j] {
			j = r.Below(size)
		}
		taken[j] = true
		chosen[i] = values[j]
	}
	return chosen
}
