package portruntime

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
)

// number is what arithmetic helpers accept.
type number interface {
	~int | ~int64 | ~float64
}

// floorDiv divides and rounds towards negative infinity.
func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// floorMod is the remainder of floorDiv; it takes the sign of the divisor.
func floorMod(a, b int) int {
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

// floorDivFloat divides and rounds towards negative infinity.
func floorDivFloat(a, b float64) float64 {
	if b == 0 {
		panic(&ZeroDivisionError{newException("float floor division by zero")})
	}
	return math.Floor((a-floorModFloat(a, b))/b + 0.5)
}

// floorModFloat is the remainder that takes the sign of the divisor.
func floorModFloat(a, b float64) float64 {
	if b == 0 {
		panic(&ZeroDivisionError{newException("float modulo")})
	}
	r := math.Mod(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

// divide is true division that refuses a zero divisor.
func divide(a, b float64) float64 {
	if b == 0 {
		panic(&ZeroDivisionError{newException("division by zero")})
	}
	return a / b
}

// divideFloat is divide for operands of which one is a float, which Python says in its message.
func divideFloat(a, b float64) float64 {
	if b == 0 {
		panic(&ZeroDivisionError{newException("float division by zero")})
	}
	return a / b
}

// divMod returns quotient and remainder, both rounded towards negative infinity.
func divMod(a, b int) Pair[int, int] {
	return Pair[int, int]{floorDiv(a, b), floorMod(a, b)}
}

// power raises an integer to a non-negative power.
func power(base, exponent int) int {
	result := 1
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 == 1 {
			result *= base
		}
		base *= base
	}
	return result
}

// powerMod raises an integer to a power modulo m.
func powerMod(base, exponent, m int) int {
	result := new(big.Int).Exp(big.NewInt(int64(base)), big.NewInt(int64(exponent)), big.NewInt(int64(m)))
	if result == nil {
		panic(&ValueError{newException("base is not invertible for the given modulus")})
	}
	return int(result.Int64())
}

// abs is the absolute value.
func abs[T number](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

// boolToInt counts true as 1.
func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// roundInt rounds to the nearest integer, halves to even.
func roundInt(x float64) int {
	return int(math.RoundToEven(x))
}

// roundTo rounds to a number of decimals the way Python does: the decimal digits of the exact value decide.
func roundTo(x float64, digits int) float64 {
	if digits < 0 {
		scale := math.Pow(10, float64(-digits))
		return math.RoundToEven(x/scale) * scale
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return x
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', digits, 64), 64)
	return rounded
}

// roundIntTo rounds an integer to tens, hundreds and so on; a half goes to the even side.
func roundIntTo(x, digits int) int {
	if digits >= 0 {
		return x
	}
	scale := power(10, -digits)
	return int(math.RoundToEven(float64(x)/float64(scale))) * scale
}

// log10 is math.log10; that of Go is not exact for powers of ten.
func log10(x float64) float64 {
	if x <= 0 || math.IsInf(x, 1) || math.IsNaN(x) {
		return math.Log10(x)
	}
	fraction, exponent := math.Frexp(x)
	if exponent > 0 {
		fraction, exponent = 2*fraction, exponent-1
	}
	// The logarithm of 2 in two parts, so that their sum is rounded once.
	const high, low = 3.01029995663611771306e-01, 3.69423907715893078616e-13
	return (float64(exponent)*low + math.Log10E*math.Log(fraction)) + float64(exponent)*high
}

// sum adds up numbers.
func sum[T number](values []T) T {
	var total T
	for _, value := range values {
		total += value
	}
	return total
}

// formatNumber writes a number that may have been an integer in Python: a whole one is shown as such.
func formatNumber(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return formatFloat(x)
}

// formatFloat writes a float as Python does: the shortest digits that read back the same, with a point or an exponent.
func formatFloat(x float64) string {
	switch {
	case math.IsInf(x, 1):
		return "inf"
	case math.IsInf(x, -1):
		return "-inf"
	case math.IsNaN(x):
		return "nan"
	case x != 0 && (math.Abs(x) < 1e-4 || math.Abs(x) >= 1e16):
		return strconv.FormatFloat(x, 'e', -1, 64)
	}
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

// formatBool writes a truth value as Python does.
func formatBool(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// readInt reads an integer in a base, with the spaces, sign and underscores that Python allows.
func readInt(text string, base int) (int, error) {
	trimmed := strings.ToLower(strings.TrimSpace(text))
	sign := ""
	if strings.HasPrefix(trimmed, "-") || strings.HasPrefix(trimmed, "+") {
		sign, trimmed = trimmed[:1], trimmed[1:]
	}
	given := base
	for prefix, of := range map[string]int{"0x": 16, "0o": 8, "0b": 2} {
		if strings.HasPrefix(trimmed, prefix) && (base == of || base == 0) {
			trimmed, base = trimmed[2:], of
		}
	}
	if base == 0 {
		base = 10
	}
	digits := strings.ReplaceAll(trimmed, "_", "")
	value, err := strconv.ParseInt(sign+digits, base, 64)
	malformed := strings.HasPrefix(trimmed, "_") || strings.HasSuffix(trimmed, "_") || strings.Contains(trimmed, "__") || strings.HasPrefix(digits, "-") || strings.HasPrefix(digits, "+")
	if err != nil || malformed {
		return 0, &ValueError{newException(fmt.Sprintf("invalid literal for int() with base %d: %s", given, quote(text)))}
	}
	return int(value), nil
}

// parseInt reads an integer, and panics when it is none.
func parseInt(text string) int { return must(readInt(text, 10)) }

// parseIntBase reads an integer in a base, and panics when it is none.
func parseIntBase(text string, base int) int { return must(readInt(text, base)) }

// readFloat reads a float.
func readFloat(text string) (float64, error) {
	trimmed := strings.TrimSpace(text)
	value, err := strconv.ParseFloat(strings.ReplaceAll(trimmed, "_", ""), 64)
	if err != nil && !math.IsInf(value, 0) || strings.ContainsAny(trimmed, "xXpP") {
		return 0, &ValueError{newException("could not convert string to float: " + quote(text))}
	}
	return value, nil
}

// parseFloat reads a float, and panics when it is none.
func parseFloat(text string) float64 { return must(readFloat(text)) }

// gcd is the greatest common divisor.
func gcd(values ...int) int {
	result := 0
	for _, b := range values {
		for b != 0 {
			result, b = b, result%b
		}
	}
	return abs(result)
}

// lcm is the least common multiple.
func lcm(values ...int) int {
	result := 1
	for _, value := range values {
		if value == 0 {
			return 0
		}
		result = abs(result / gcd(result, value) * value)
	}
	return result
}

// factorial is n!.
func factorial(n int) int {
	if n < 0 {
		panic(&ValueError{newException("factorial() not defined for negative values")})
	}
	result := 1
	for i := 2; i <= n; i++ {
		result *= i
	}
	return result
}

// comb is the number of ways to choose k of n.
func comb(n, k int) int {
	if k > n {
		return 0
	}
	result := 1
	for i := 1; i <= k; i++ {
		result = result * (n - k + i) / i
	}
	return result
}

// perm is the number of ordered ways to choose k of n.
func perm(n, k int) int {
	result := 1
	for i := range k {
		result *= n - i
	}
	return result
}

// isqrt is the integer square root.
func isqrt(n int) int {
	return int(new(big.Int).Sqrt(big.NewInt(int64(n))).Int64())
}

// bitLength is the number of bits of the absolute value.
func bitLength(n int) int {
	return big.NewInt(int64(n)).BitLen()
}

// bitCount is the number of ones in the absolute value.
func bitCount(n int) int {
	return strings.Count(strconv.FormatInt(int64(abs(n)), 2), "1")
}

// prefixedBase writes an integer with the prefix of its base, as bin, oct and hex do.
func prefixedBase(n int, prefix string, base int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return sign + prefix + strconv.FormatInt(int64(n), base)
}

// isClose tells whether two floats agree to nine digits.
func isClose(a, b, relative, absolute float64) bool {
	if a == b {
		return true
	}
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return false
	}
	difference := math.Abs(a - b)
	return difference <= max(relative*max(math.Abs(a), math.Abs(b)), absolute)
}

// product multiplies numbers.
func product[T number](values []T) T {
	result := T(1)
	for _, value := range values {
		result *= value
	}
	return result
}

// divModFloat returns quotient and remainder, both rounded towards negative infinity.
func divModFloat(a, b float64) Pair[float64, float64] {
	return Pair[float64, float64]{floorDivFloat(a, b), floorModFloat(a, b)}
}

// randomInt is a random number from low up to and including high.
func randomInt(low, high int) int {
	return low + rand.IntN(high-low+1)
}

// randomFloat is a random number between two others.
func randomFloat(low, high float64) float64 {
	return low + rand.Float64()*(high-low)
}

// randomChoice is some element of a list.
func randomChoice[T any](values []T) T {
	return values[rand.IntN(len(values))]
}

// randomSample is some elements of a list, each at most once.
func randomSample[T any](values []T, count int) []T {
	result := make([]T, count)
	for i, at := range rand.Perm(len(values))[:count] {
		result[i] = values[at]
	}
	return result
}

// shuffle puts a list into random order.
func shuffle[T any](values []T) {
	rand.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
}

// mean is the average.
func mean(values []float64) float64 {
	if len(values) == 0 {
		panic(&ValueError{newException("mean requires at least one data point")})
	}
	return sum(values) / float64(len(values))
}

// median is the middle of the values in order.
func median(values []float64) float64 {
	ordered := sorted(values)
	half := len(ordered) / 2
	if len(ordered)%2 == 1 {
		return ordered[half]
	}
	return (ordered[half-1] + ordered[half]) / 2
}

// middleOf is the middle one of the values in order; of two in the middle it is the lower one, or the higher one.
func middleOf[T cmp.Ordered](values []T, higher bool) T {
	if len(values) == 0 {
		panic(&ValueError{newException("no median for empty data")})
	}
	ordered := sorted(values)
	if higher {
		return ordered[len(ordered)/2]
	}
	return ordered[(len(ordered)-1)/2]
}

// medianText is the median of integers as Python shows it: one of them, or the float between two.
func medianText(values []int) string {
	ordered := sorted(values)
	half := len(ordered) / 2
	if len(ordered)%2 == 1 {
		return strconv.Itoa(ordered[half])
	}
	if len(ordered) == 0 {
		panic(&ValueError{newException("no median for empty data")})
	}
	return formatFloat(float64(ordered[half-1]+ordered[half]) / 2)
}

// variance is the mean square of the distances from the mean; correction is 1 for a sample and 0 for a whole population.
func variance(values []float64, correction int) float64 {
	if len(values) <= correction {
		panic(&ValueError{newException("variance requires at least two data points")})
	}
	n, total, products := len(values), 0.0, 0.0
	for _, value := range values {
		total += value
		products += value * value
	}
	// Whole numbers have an exact sum of squares, as Python's fractions have.
	if total == math.Trunc(total) && products == math.Trunc(products) && products*float64(n) < 1<<53 {
		return (float64(n)*products - total*total) / float64(n*(n-correction))
	}
	average, squares := mean(values), 0.0
	for _, value := range values {
		squares += (value - average) * (value - average)
	}
	return squares / float64(n-correction)
}

// stdev is the standard deviation; correction is 1 for a sample and 0 for a whole population.
func stdev(values []float64, correction int) float64 {
	return math.Sqrt(variance(values, correction))
}

// multimode lists the values that come most often, in the order in which they come.
func multimode[T comparable](values []T) []T {
	counts, most := map[T]int{}, 0
	for _, value := range values {
		counts[value]++
		most = max(most, counts[value])
	}
	modes := []T{}
	for _, value := range values {
		if counts[value] == most {
			modes = append(modes, value)
			counts[value] = 0
		}
	}
	return modes
}

// mode is the first of the values that come most often.
func mode[T comparable](values []T) T {
	if len(values) == 0 {
		panic(&ValueError{newException("no mode for empty data")})
	}
	return multimode(values)[0]
}

// quantiles cuts the values into parts of the same size.
func quantiles(values []float64, parts int, method string) []float64 {
	ordered := sorted(values)
	if len(ordered) < 2 {
		panic(&ValueError{newException("must have at least two data points")})
	}
	cuts := []float64{}
	for i := 1; i < parts; i++ {
		span := len(ordered) + 1
		if method == "inclusive" {
			span = len(ordered) - 1
		}
		at, rest := i*span/parts, i*span%parts
		if method != "inclusive" {
			at = min(max(at, 1), len(ordered)-1)
			rest = i*span - at*parts
			at--
		}
		cuts = append(cuts, (ordered[at]*float64(parts-rest)+ordered[min(at+1, len(ordered)-1)]*float64(rest))/float64(parts))
	}
	return cuts
}

func geometricMean(values []float64) float64 {
	logs := make([]float64, len(values))
	for i, value := range values {
		logs[i] = math.Log(value)
	}
	return math.Exp(mean(logs))
}

func harmonicMean(values []float64) float64 {
	total := 0.0
	for _, value := range values {
		total += 1 / value
	}
	return float64(len(values)) / total
}

// distance is the Euclidean distance of two points.
func distance(a, b []float64) float64 {
	squares := 0.0
	for i := range a {
		squares += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(squares)
}
