package portruntime

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// wideIntegers lets values of unknown type be integers beyond 64 bits.
var wideIntegers = installWide()

func installWide() bool {
	arithmeticBeyond = arithmeticWide
	return true
}

// toWide is an integer of any size out of a value of unknown type.
func toWide(value any) *big.Int {
	switch v := behind(value).(type) {
	case *big.Int:
		return v
	case string:
		return parseWide(v)
	case float64:
		return wideOfFloat(v)
	}
	return big.NewInt(int64(toInt(value)))
}

// parseWide is int() of a text.
func parseWide(text string) *big.Int {
	return parseWideBase(text, 10)
}

// parseWideBase is int() of a text in a base.
func parseWideBase(text string, base int) *big.Int {
	digits := strings.TrimSpace(text)
	if base != 10 {
		digits = strings.ToLower(digits)
		sign := ""
		if strings.HasPrefix(digits, "-") {
			sign, digits = "-", digits[1:]
		}
		for prefix, of := range map[string]int{"0x": 16, "0o": 8, "0b": 2} {
			if base == of {
				digits = strings.TrimPrefix(digits, prefix)
			}
		}
		digits = sign + digits
	}
	if value, ok := new(big.Int).SetString(strings.ReplaceAll(digits, "_", ""), base); ok {
		return value
	}
	panic(&ValueError{newException(fmt.Sprintf("invalid literal for int() with base %d: %s", base, quote(text)))})
}

// wideOfFloat is int() of a float.
func wideOfFloat(x float64) *big.Int {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		panic(&OverflowError{newException("cannot convert float infinity to integer")})
	}
	whole, _ := big.NewFloat(x).Int(nil)
	return whole
}

// floatOfWide is the float nearest to an integer.
func floatOfWide(x *big.Int) float64 {
	value, _ := new(big.Float).SetInt(x).Float64()
	if math.IsInf(value, 0) {
		panic(&OverflowError{newException("int too large to convert to float")})
	}
	return value
}

// divideWide is a / b of integers, rounded once.
func divideWide(a, b *big.Int) float64 {
	if b.Sign() == 0 {
		panic(&ZeroDivisionError{newException("division by zero")})
	}
	value, _ := new(big.Rat).SetFrac(a, b).Float64()
	if math.IsInf(value, 0) {
		panic(&OverflowError{newException("integer division result too large for a float")})
	}
	return value
}

// divModWide is divmod() of integers: the quotient is rounded down, and the remainder has the sign of the divisor.
func divModWide(a, b *big.Int) Pair[*big.Int, *big.Int] {
	if b.Sign() == 0 {
		panic(&ZeroDivisionError{newException("integer division or modulo by zero")})
	}
	quotient, rest := new(big.Int).QuoRem(a, b, new(big.Int))
	if rest.Sign() != 0 && rest.Sign() != b.Sign() {
		quotient.Sub(quotient, big.NewInt(1))
		rest.Add(rest, b)
	}
	return Pair[*big.Int, *big.Int]{quotient, rest}
}

// floorDivWide is a // b.
func floorDivWide(a, b *big.Int) *big.Int { return divModWide(a, b).First }

// floorModWide is a % b.
func floorModWide(a, b *big.Int) *big.Int { return divModWide(a, b).Second }

// powerWide is base ** exponent.
func powerWide(base *big.Int, exponent int) *big.Int {
	return new(big.Int).Exp(base, big.NewInt(int64(exponent)), nil)
}

// powerModWide is pow(base, exponent, modulus).
func powerModWide(base, exponent, modulus *big.Int) *big.Int {
	if modulus.Sign() == 0 {
		panic(&ValueError{newException("pow() 3rd argument cannot be 0")})
	}
	result := new(big.Int).Exp(base, exponent, modulus)
	if result == nil {
		panic(&ValueError{newException("base is not invertible for the given modulus")})
	}
	return floorModWide(result, modulus)
}

// gcdWide is math.gcd.
func gcdWide(values ...*big.Int) *big.Int {
	result := new(big.Int)
	for _, value := range values {
		result.GCD(nil, nil, result, new(big.Int).Abs(value))
	}
	return result
}

// lcmWide is math.lcm.
func lcmWide(values ...*big.Int) *big.Int {
	result := big.NewInt(1)
	for _, value := range values {
		if value.Sign() == 0 {
			return new(big.Int)
		}
		result = new(big.Int).Abs(new(big.Int).Mul(result, new(big.Int).Quo(value, gcdWide(result, value))))
	}
	return result
}

// isqrtWide is math.isqrt.
func isqrtWide(x *big.Int) *big.Int {
	if x.Sign() < 0 {
		panic(&ValueError{newException("isqrt() argument must be nonnegative")})
	}
	return new(big.Int).Sqrt(x)
}

// factorialWide is math.factorial.
func factorialWide(n int) *big.Int {
	if n < 0 {
		panic(&ValueError{newException("factorial() not defined for negative values")})
	}
	return new(big.Int).MulRange(1, int64(n))
}

// combWide is math.comb.
func combWide(n, k int) *big.Int {
	if n < 0 || k < 0 {
		panic(&ValueError{newException("n must be a non-negative integer")})
	}
	return new(big.Int).Binomial(int64(n), int64(k))
}

// permWide is math.perm.
func permWide(n int, k ...int) *big.Int {
	if len(k) == 0 {
		return factorialWide(n)
	}
	if k[0] > n {
		return new(big.Int)
	}
	return new(big.Int).MulRange(int64(n-k[0]+1), int64(n))
}

// productWide is math.prod.
func productWide(values []*big.Int) *big.Int {
	result := big.NewInt(1)
	for _, value := range values {
		result = new(big.Int).Mul(result, value)
	}
	return result
}

// sumWide is sum().
func sumWide(values []*big.Int) *big.Int {
	result := new(big.Int)
	for _, value := range values {
		result = new(big.Int).Add(result, value)
	}
	return result
}

// bitCountWide is int.bit_count.
func bitCountWide(x *big.Int) int {
	count := 0
	for _, word := range x.Bits() {
		count += bits.OnesCount(uint(word))
	}
	return count
}

// prefixedWide writes an integer in a base, with what marks the base in front.
func prefixedWide(x *big.Int, prefix string, base int) string {
	text := x.Text(base)
	if strings.HasPrefix(text, "-") {
		return "-" + prefix + text[1:]
	}
	return prefix + text
}

// wideText writes an integer.
func wideText(x *big.Int) string { return x.String() }

// arithmeticWide applies an operator to integers of unknown size; the result is an int where it fits.
func arithmeticWide(operator string, a, b any) (any, bool) {
	x, isInteger := integerOf(a)
	y, other := integerOf(b)
	if !isInteger || !other {
		return nil, false
	}
	var result *big.Int
	switch operator {
	case "+":
		result = new(big.Int).Add(x, y)
	case "-":
		result = new(big.Int).Sub(x, y)
	case "*":
		result = new(big.Int).Mul(x, y)
	case "//":
		result = floorDivWide(x, y)
	case "%":
		result = floorModWide(x, y)
	case "**":
		if y.Sign() < 0 {
			return math.Pow(floatOfWide(x), floatOfWide(y)), true
		}
		result = new(big.Int).Exp(x, y, nil)
	case "/":
		return divideWide(x, y), true
	case "&":
		result = new(big.Int).And(x, y)
	case "|":
		result = new(big.Int).Or(x, y)
	case "^":
		result = new(big.Int).Xor(x, y)
	case "<<":
		result = new(big.Int).Lsh(x, uint(y.Int64()))
	case ">>":
		result = new(big.Int).Rsh(x, uint(y.Int64()))
	default:
		return nil, false
	}
	if result.IsInt64() && strconv.IntSize == 64 {
		return int(result.Int64()), true
	}
	return result, true
}

// integerOf is an integer of any size, where the value is one.
func integerOf(value any) (*big.Int, bool) {
	if wide, ok := value.(*big.Int); ok {
		return wide, true
	}
	_, n, isInt, _ := numeric(value)
	return big.NewInt(int64(n)), isInt
}
