package portruntime

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Fraction is a quotient of integers in lowest terms.
type Fraction struct{ top, bottom int }

// newFraction makes a fraction of integers, or of the number that a float or a text stands for.
func newFraction(value any, bottom int) Fraction {
	var exact *big.Rat
	switch v := value.(type) {
	case Fraction:
		return reduced(v.top, v.bottom*bottom)
	case int:
		return reduced(v, bottom)
	case float64:
		exact = new(big.Rat).SetFloat64(v)
	case string:
		parsed, ok := new(big.Rat).SetString(strings.TrimSpace(v))
		if !ok {
			panic(&ValueError{newException("Invalid literal for Fraction: " + quote(v))})
		}
		exact = parsed
	}
	return reduced(int(exact.Num().Int64()), int(exact.Denom().Int64())*bottom)
}

func reduced(top, bottom int) Fraction {
	if bottom == 0 {
		panic(&ZeroDivisionError{newException(fmt.Sprintf("Fraction(%d, 0)", top))})
	}
	if shared := gcd(top, bottom); shared > 1 {
		top, bottom = top/shared, bottom/shared
	}
	if bottom < 0 {
		top, bottom = -top, -bottom
	}
	return Fraction{top, bottom}
}

func (f Fraction) Numerator() int   { return f.top }
func (f Fraction) Denominator() int { return f.bottom }
func (f Fraction) Plus(g Fraction) Fraction {
	return reduced(f.top*g.bottom+g.top*f.bottom, f.bottom*g.bottom)
}
func (f Fraction) Minus(g Fraction) Fraction {
	return reduced(f.top*g.bottom-g.top*f.bottom, f.bottom*g.bottom)
}
func (f Fraction) Times(g Fraction) Fraction    { return reduced(f.top*g.top, f.bottom*g.bottom) }
func (f Fraction) Over(g Fraction) Fraction     { return reduced(f.top*g.bottom, f.bottom*g.top) }
func (f Fraction) WholeRatio(g Fraction) int    { return floorDiv(f.top*g.bottom, f.bottom*g.top) }
func (f Fraction) Rest(g Fraction) Fraction     { return f.Minus(g.TimesInt(f.WholeRatio(g))) }
func (f Fraction) PlusInt(n int) Fraction       { return f.Plus(Fraction{n, 1}) }
func (f Fraction) MinusInt(n int) Fraction      { return f.Minus(Fraction{n, 1}) }
func (f Fraction) MinusFrom(n int) Fraction     { return Fraction{n, 1}.Minus(f) }
func (f Fraction) TimesInt(n int) Fraction      { return f.Times(Fraction{n, 1}) }
func (f Fraction) OverInt(n int) Fraction       { return f.Over(Fraction{n, 1}) }
func (f Fraction) WholeRatioInt(n int) int      { return f.WholeRatio(Fraction{n, 1}) }
func (f Fraction) RestInt(n int) Fraction       { return f.Rest(Fraction{n, 1}) }
func (f Fraction) DividedInto(n int) Fraction   { return Fraction{n, 1}.Over(f) }
func (f Fraction) Negated() Fraction            { return Fraction{-f.top, f.bottom} }
func (f Fraction) Absolute() Fraction           { return Fraction{max(f.top, -f.top), f.bottom} }
func (f Fraction) ToFloat() float64             { return float64(f.top) / float64(f.bottom) }
func (f Fraction) ToInt() int                   { return f.top / f.bottom }
func (f Fraction) Compare(g Fraction) int       { return cmp.Compare(f.top*g.bottom, g.top*f.bottom) }
func (f Fraction) compareTo(other any) int      { return f.Compare(other.(Fraction)) }
func (f Fraction) Formatted(spec string) string { return formatSpec(f.ToFloat(), spec) }
func (f Fraction) Repr() string                 { return fmt.Sprintf("Fraction(%d, %d)", f.top, f.bottom) }
func (f Fraction) String() string {
	if f.bottom == 1 {
		return strconv.Itoa(f.top)
	}
	return fmt.Sprintf("%d/%d", f.top, f.bottom)
}

// Raised is the fraction to a whole power.
func (f Fraction) Raised(n int) Fraction {
	if n < 0 {
		return reduced(f.bottom, f.top).Raised(-n)
	}
	result := Fraction{1, 1}
	for range n {
		result = result.Times(f)
	}
	return result
}

// LimitDenominator is the closest fraction whose denominator is not above a limit.
func (f Fraction) LimitDenominator(limit int) Fraction {
	if f.bottom <= limit {
		return f
	}
	p0, q0, p1, q1 := 0, 1, 1, 0
	n, d := f.top, f.bottom
	for {
		a := floorDiv(n, d)
		if q0+a*q1 > limit {
			break
		}
		p0, q0, p1, q1 = p1, q1, p0+a*p1, q0+a*q1
		n, d = d, n-a*d
	}
	k := (limit - q0) / q1
	low, high := Fraction{p0 + k*p1, q0 + k*q1}, Fraction{p1, q1}
	if low.Minus(f).Absolute().Compare(high.Minus(f).Absolute()) < 0 {
		return low
	}
	return high
}

// Decimal is a decimal number: a whole coefficient and a power of ten. Results keep 28 digits, as Python's default context does.
type Decimal struct {
	coefficient *big.Int
	exponent    int
}

const decimalDigits = 28

func newDecimal(value any) *Decimal {
	switch v := value.(type) {
	case *Decimal:
		return v
	case int:
		return &Decimal{big.NewInt(int64(v)), 0}
	case float64:
		exact := new(big.Rat).SetFloat64(v)
		places := exact.Denom().BitLen() - 1
		coefficient := new(big.Int).Mul(exact.Num(), new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(places)), nil))
		return &Decimal{coefficient, -places}
	}
	text := strings.ReplaceAll(strings.TrimSpace(value.(string)), "_", "")
	mantissa, power, _ := strings.Cut(strings.ToLower(text), "e")
	exponent := 0
	if power != "" {
		parsed, err := strconv.Atoi(power)
		if err != nil {
			mantissa = "?"
		}
		exponent = parsed
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	coefficient, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		panic(&InvalidOperation{ArithmeticError{newException("[<class 'decimal.ConversionSyntax'>]")}})
	}
	result := &Decimal{coefficient, exponent - len(fraction)}
	return result
}

// InvalidOperation is the error of a number that is none.
type InvalidOperation struct{ ArithmeticError }

func roundHalfUp() string   { return "ROUND_HALF_UP" }
func roundHalfEven() string { return "ROUND_HALF_EVEN" }
func roundDown() string     { return "ROUND_DOWN" }
func roundUp() string       { return "ROUND_UP" }
func roundFloor() string    { return "ROUND_FLOOR" }
func roundCeiling() string  { return "ROUND_CEILING" }

func tenTo(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// atExponent is the number with another power of ten, rounded where digits go.
func (d *Decimal) atExponent(exponent int, rounding string) *Decimal {
	if exponent <= d.exponent {
		return &Decimal{new(big.Int).Mul(d.coefficient, tenTo(d.exponent-exponent)), exponent}
	}
	unit := tenTo(exponent - d.exponent)
	quotient, rest := new(big.Int).QuoRem(d.coefficient, unit, new(big.Int))
	if rest.Sign() == 0 {
		return &Decimal{quotient, exponent}
	}
	half := new(big.Int).Abs(rest)
	half.Lsh(half, 1)
	against := half.Cmp(unit)
	away := false
	switch rounding {
	case "ROUND_UP":
		away = true
	case "ROUND_HALF_UP":
		away = against >= 0
	case "ROUND_HALF_DOWN":
		away = against > 0
	case "ROUND_HALF_EVEN":
		away = against > 0 || against == 0 && quotient.Bit(0) == 1
	case "ROUND_FLOOR":
		away = d.coefficient.Sign() < 0
	case "ROUND_CEILING":
		away = d.coefficient.Sign() > 0
	}
	if away {
		quotient.Add(quotient, big.NewInt(int64(d.coefficient.Sign())))
	}
	return &Decimal{quotient, exponent}
}

// kept rounds to the digits that results keep.
func (d *Decimal) kept() *Decimal {
	digits := len(new(big.Int).Abs(d.coefficient).String())
	if digits <= decimalDigits {
		return d
	}
	rounded := d.atExponent(d.exponent+digits-decimalDigits, "ROUND_HALF_EVEN")
	return rounded.kept()
}

func (d *Decimal) Plus(e *Decimal) *Decimal {
	exponent := min(d.exponent, e.exponent)
	x, y := d.atExponent(exponent, ""), e.atExponent(exponent, "")
	return (&Decimal{new(big.Int).Add(x.coefficient, y.coefficient), exponent}).kept()
}
func (d *Decimal) Minus(e *Decimal) *Decimal { return d.Plus(e.Negated()) }
func (d *Decimal) Times(e *Decimal) *Decimal {
	return (&Decimal{new(big.Int).Mul(d.coefficient, e.coefficient), d.exponent + e.exponent}).kept()
}

// Over divides, exactly where 28 digits are enough.
func (d *Decimal) Over(e *Decimal) *Decimal {
	if e.coefficient.Sign() == 0 {
		panic(&ZeroDivisionError{newException("[<class 'decimal.DivisionByZero'>]")})
	}
	ideal := d.exponent - e.exponent
	shift := max(decimalDigits+1+len(e.coefficient.String())-len(d.coefficient.String()), 0)
	quotient, rest := new(big.Int).QuoRem(new(big.Int).Mul(d.coefficient, tenTo(shift)), e.coefficient, new(big.Int))
	exponent := ideal - shift
	if rest.Sign() != 0 {
		// A digit that stands for all that follow keeps halves apart from what is more.
		if new(big.Int).Mod(quotient, big.NewInt(5)).Sign() == 0 {
			quotient.Add(quotient, big.NewInt(int64(d.coefficient.Sign()*e.coefficient.Sign())))
		}
		return (&Decimal{quotient, exponent}).kept()
	}
	for exponent < ideal {
		next, digit := new(big.Int).QuoRem(quotient, big.NewInt(10), new(big.Int))
		if digit.Sign() != 0 {
			break
		}
		quotient, exponent = next, exponent+1
	}
	return (&Decimal{quotient, exponent}).kept()
}
func (d *Decimal) WholeRatio(e *Decimal) *Decimal {
	if e.coefficient.Sign() == 0 {
		panic(&ZeroDivisionError{newException("[<class 'decimal.DivisionByZero'>]")})
	}
	exponent := min(d.exponent, e.exponent)
	x, y := d.atExponent(exponent, ""), e.atExponent(exponent, "")
	return &Decimal{new(big.Int).Quo(x.coefficient, y.coefficient), 0}
}
func (d *Decimal) Rest(e *Decimal) *Decimal { return d.Minus(d.WholeRatio(e).Times(e)) }

// Raised is the number to a whole power.
func (d *Decimal) Raised(n int) *Decimal {
	if n < 0 {
		return newDecimal(1).Over(d.Raised(-n))
	}
	return (&Decimal{new(big.Int).Exp(d.coefficient, big.NewInt(int64(n)), nil), d.exponent * n}).kept()
}
func (d *Decimal) PlusInt(n int) *Decimal       { return d.Plus(newDecimal(n)) }
func (d *Decimal) MinusInt(n int) *Decimal      { return d.Minus(newDecimal(n)) }
func (d *Decimal) MinusFrom(n int) *Decimal     { return newDecimal(n).Minus(d) }
func (d *Decimal) TimesInt(n int) *Decimal      { return d.Times(newDecimal(n)) }
func (d *Decimal) OverInt(n int) *Decimal       { return d.Over(newDecimal(n)) }
func (d *Decimal) WholeRatioInt(n int) *Decimal { return d.WholeRatio(newDecimal(n)) }
func (d *Decimal) RestInt(n int) *Decimal       { return d.Rest(newDecimal(n)) }
func (d *Decimal) DividedInto(n int) *Decimal   { return newDecimal(n).Over(d) }
func (d *Decimal) Negated() *Decimal {
	return &Decimal{new(big.Int).Neg(d.coefficient), d.exponent}
}
func (d *Decimal) Absolute() *Decimal { return &Decimal{new(big.Int).Abs(d.coefficient), d.exponent} }
func (d *Decimal) IsZero() bool       { return d.coefficient.Sign() == 0 }
func (d *Decimal) ToInt() int {
	return int(d.atExponent(0, "ROUND_DOWN").coefficient.Int64())
}
func (d *Decimal) ToFloat() float64 {
	value, _ := strconv.ParseFloat(d.String(), 64)
	return value
}
func (d *Decimal) Compare(e *Decimal) int {
	exponent := min(d.exponent, e.exponent)
	return d.atExponent(exponent, "").coefficient.Cmp(e.atExponent(exponent, "").coefficient)
}
func (d *Decimal) compareTo(other any) int { return d.Compare(other.(*Decimal)) }

// Equal is Python's ==, with integers too.
func (d *Decimal) Equal(other any) bool {
	switch v := other.(type) {
	case *Decimal:
		return d.Compare(v) == 0
	case int:
		return d.Compare(newDecimal(v)) == 0
	}
	return false
}
func (d *Decimal) Quantize(like *Decimal, rounding string) *Decimal {
	return d.atExponent(like.exponent, rounding)
}
func (d *Decimal) ToIntegralValue(rounding string) *Decimal {
	if d.exponent >= 0 {
		return d
	}
	return d.atExponent(0, rounding)
}

// Normalize takes off the zeros at the end.
func (d *Decimal) Normalize() *Decimal {
	if d.coefficient.Sign() == 0 {
		return &Decimal{new(big.Int), 0}
	}
	result := &Decimal{d.coefficient, d.exponent}
	for {
		next, digit := new(big.Int).QuoRem(result.coefficient, big.NewInt(10), new(big.Int))
		if digit.Sign() != 0 {
			return result
		}
		result = &Decimal{next, result.exponent + 1}
	}
}

func (d *Decimal) String() string {
	sign, digits := "", new(big.Int).Abs(d.coefficient).String()
	if d.coefficient.Sign() < 0 {
		sign = "-"
	}
	left := d.exponent + len(digits)
	place := 1
	if d.exponent <= 0 && left > -6 {
		place = left
	}
	var text string
	switch {
	case place <= 0:
		text = "0." + strings.Repeat("0", -place) + digits
	case place >= len(digits):
		text = digits + strings.Repeat("0", place-len(digits))
	default:
		text = digits[:place] + "." + digits[place:]
	}
	if left != place {
		text += fmt.Sprintf("E%+d", left-place)
	}
	return sign + text
}

func (d *Decimal) Repr() string { return "Decimal('" + d.String() + "')" }

// Formatted reads the format mini-language: the digits are exact, the rest is as for any number.
func (d *Decimal) Formatted(spec string) string {
	kind := byte('f')
	body, fill, align, sign := spec, " ", byte('>'), ""
	if first, size := utf8.DecodeRuneInString(body); len(body) > size && strings.IndexByte("<>=^", body[size]) >= 0 {
		fill, align, body = string(first), body[size], body[size+1:]
	} else if body != "" && strings.IndexByte("<>=^", body[0]) >= 0 {
		align, body = body[0], body[1:]
	}
	if body != "" && strings.IndexByte("fF%eEgGn", body[len(body)-1]) >= 0 {
		kind, body = body[len(body)-1], body[:len(body)-1]
	}
	head, precision, found := strings.Cut(body, ".")
	value := d
	if kind == '%' {
		value = d.Times(newDecimal(100))
	}
	if places, err := strconv.Atoi(precision); found && err == nil {
		value = value.atExponent(-places, "ROUND_HALF_EVEN")
	}
	text := value.Absolute().String()
	if kind == '%' {
		text += "%"
	}
	if head != "" && strings.IndexByte("+- ", head[0]) >= 0 {
		sign, head = strings.TrimPrefix(head[:1], "-"), head[1:]
	}
	if strings.HasPrefix(head, "0") {
		fill, align = "0", '='
	}
	grouped := strings.ContainsAny(head, ",_")
	if grouped {
		whole, rest, point := strings.Cut(text, ".")
		separator := head[strings.IndexAny(head, ",_"):][:1]
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + separator + whole[i:]
		}
		text = whole
		if point {
			text += "." + rest
		}
	}
	if value.coefficient.Sign() < 0 {
		sign = "-"
	}
	width, _ := strconv.Atoi(strings.Trim(head, ",_"))
	missing := max(width-len(sign)-len(text), 0)
	switch align {
	case '<':
		return sign + text + strings.Repeat(fill, missing)
	case '^':
		return strings.Repeat(fill, missing/2) + sign + text + strings.Repeat(fill, missing-missing/2)
	case '=':
		return sign + strings.Repeat(fill, missing) + text
	}
	return strings.Repeat(fill, missing) + sign + text
}
