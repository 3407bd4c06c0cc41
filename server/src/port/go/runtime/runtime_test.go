package portruntime

import (
	"errors"
	"maps"
	"math"
	"slices"
	"testing"
)

func check2(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFloor(t *testing.T) {
	for _, c := range [][4]int{{7, 2, 3, 1}, {-7, 2, -4, 1}, {7, -2, -4, -1}, {-7, -2, 3, -1}, {6, -3, -2, 0}} {
		if q, r := floorDiv(c[0], c[1]), floorMod(c[0], c[1]); q != c[2] || r != c[3] {
			t.Errorf("%d / %d: got %d %d", c[0], c[1], q, r)
		}
	}
	if floorDivFloat(-7.5, 2) != -4 || floorModFloat(-7.5, 2) != 0.5 {
		t.Error("float floor division")
	}
}

func TestFormatFloat(t *testing.T) {
	for x, want := range map[float64]string{1: "1.0", 0.1: "0.1", 1e16: "1e+16", 123456789012345680: "1.2345678901234568e+17", 1e-5: "1e-05", 0.0001: "0.0001", -2.5: "-2.5", math.Inf(1): "inf", 1e15: "1000000000000000.0"} {
		check2(t, formatFloat(x), want)
	}
}

func TestFormatSpec(t *testing.T) {
	for _, c := range []struct {
		value any
		spec  string
		want  string
	}{
		{3.14159, ".2f", "3.14"}, {42, "05d", "00042"}, {-42, "05d", "-0042"}, {"ab", ">5", "   ab"}, {"ab", "^5", " ab  "},
		{"ab", "*<5", "ab***"}, {1234567, ",", "1,234,567"}, {1234567.891, ",.2f", "1,234,567.89"}, {255, "#x", "0xff"}, {255, "b", "11111111"},
		{0.256, ".1%", "25.6%"}, {12345.678, ".3g", "1.23e+04"}, {0.00001234, "g", "1.234e-05"}, {100000.0, "g", "100000"}, {1e6, "g", "1e+06"},
		{3, "+d", "+3"}, {3.0, "", "3.0"}, {12345.678, ".3", "1.23e+04"}, {5, ">5", "    5"}, {5, "<5", "5    "}, {true, "", "True"}, {true, "d", "1"},
		{"abcdef", ".3", "abc"}, {1234567, "_", "1_234_567"}, {65, "c", "A"}, {3.7, "6.1f", "   3.7"}, {42, "^7", "  42   "}, {1e10, ".3e", "1.000e+10"},
		{1234, "010,", "00,001,234"}, {2.0, ".3", "2.0"}, {255, "08b", "11111111"}, {255, "#010x", "0x000000ff"}, {nil, ">6", "  None"},
	} {
		check2(t, formatSpec(c.value, c.spec), c.want)
	}
	check2(t, formatTemplate("{} {1:>3} {name!r} {{}}", []any{1, 2}, map[string]any{"name": "x"}), "1   2 'x' {}")
	check2(t, formatPercent("%s is %5.2f, %d%%, %-4s|%r", Tuple[any]{"a", 3.14159, 7, "x", "y"}), "a is  3.14, 7%, x   |'y'")
}

func TestRepr(t *testing.T) {
	one := 1
	for _, c := range []struct {
		value any
		want  string
	}{
		{[]int{1, 2}, "[1, 2]"}, {[]string{"a", "it's"}, `['a', "it's"]`}, {Pair[int, string]{1, "x"}, "(1, 'x')"}, {Tuple1[int]{1}, "(1,)"},
		{setOf(3, 1), "{1, 3}"}, {setOf[int](), "set()"}, {map[string]bool{"a": true}, "{'a': True}"}, {[]any{nil, 1.5, true}, "[None, 1.5, True]"},
		{&one, "1"}, {(*int)(nil), "None"}, {NewOrderedMap(Pair[string, []int]{"k", []int{1}}), "{'k': [1]}"}, {&ValueError{newException("bad")}, "ValueError('bad')"},
		{[][]float64{{1}, {}}, "[[1.0], []]"}, {Tuple[int]{1, 2}, "(1, 2)"}, {"a\n\x00é", `'a\n\x00é'`}, {[]byte("a\xff"), `b'a\xff'`},
	} {
		check2(t, repr(c.value), c.want)
	}
	check2(t, str(missingKey("k")), "'k'")
}

func TestSlices(t *testing.T) {
	values := []int{0, 1, 2, 3, 4}
	check2(t, repr(slice(values, -2, end)), "[3, 4]")
	check2(t, repr(slice(values, 3, 1)), "[]")
	check2(t, repr(slice(values, -9, 99)), "[0, 1, 2, 3, 4]")
	check2(t, repr(sliceStep(values, nil, nil, -1)), "[4, 3, 2, 1, 0]")
	check2(t, repr(sliceStep(values, pointerTo(1), nil, 2)), "[1, 3]")
	check2(t, repr(sliceStep(values, pointerTo(-2), pointerTo(0), -1)), "[3, 2, 1]")
	check2(t, repr(replaceSlice(values, 1, 3, []int{9})), "[0, 9, 3, 4]")
	check2(t, substring("héllo", 1, 3), "él")
	check2(t, substringStep("héllo", nil, nil, -2), "olh")
	check2(t, charAt("héllo", -4), "é")
}

func TestText(t *testing.T) {
	check2(t, titleCase("they're bill's"), "They'Re Bill'S")
	check2(t, capitalize("élan VITAL"), "Élan vital")
	check2(t, center("ab", 5, "*"), "**ab*")
	check2(t, center("a", 4, "*"), "*a**")
	check2(t, zeroFill("-42", 5), "-0042")
	check2(t, repr(splitLast("a.b.c", ".", 1)), "['a.b', 'c']")
	check2(t, repr(fieldsLimit("  a b  c ", 1)), "['a', 'b  c']")
	check2(t, repr(splitLines("a\nb\r\nc\n", false)), "['a', 'b', 'c']")
	check2(t, repr(partition("a=b=c", "=")), "('a', '=', 'b=c')")
	check2(t, expandTabs("a\tb", 4), "a   b")
	check2(t, translate("abc", makeTranslation("ab", "xy", "c")), "xy")
	if indexOfText("ééa", "a", 0, end) != 2 || indexOfText("abc", "z", 0, end) != -1 {
		t.Error("indexOfText")
	}
	if !isTitle("Hello World") || isTitle("Hello world") || !allRunes("12", isAlphanumeric) {
		t.Error("predicates")
	}
}

func TestErrors(t *testing.T) {
	failing := func(run func()) (err error) {
		defer catch(&err)
		run()
		return nil
	}
	zero, empty := 0, []int{}
	var division *ZeroDivisionError
	if !errors.As(failing(func() { _ = 1 / zero }), &division) {
		t.Error("division")
	}
	var index *IndexError
	if !errors.As(failing(func() { _ = empty[zero] }), &index) {
		t.Error("index")
	}
	check2(t, failing(func() { parseInt("4x") }).Error(), "invalid literal for int() with base 10: '4x'")
	check2(t, failing(func() { parseFloat("x") }).Error(), "could not convert string to float: 'x'")
	cause := &ValueError{newException("inner")}
	var inner *ValueError
	if err := raisedFrom(&RuntimeError{newException("outer")}, cause); !errors.As(err, &inner) {
		t.Error("cause")
	}
	if parseInt(" -1_000 ") != -1000 || parseIntBase("ff", 16) != 255 || parseIntBase("0b101", 0) != 5 {
		t.Error("parseInt")
	}
}

func TestOrderedMap(t *testing.T) {
	m := NewOrderedMap(Pair[string, int]{"b", 1}, Pair[string, int]{"a", 2})
	m.Set("b", 3)
	m.Delete("b")
	m.Set("b", 4)
	check2(t, repr(m), "{'a': 2, 'b': 4}")
	check2(t, repr(m.PopItem(true)), "('b', 4)")
	m.MoveToEnd("a", false)
	check2(t, repr(collect(m.Keys())), "['a']")
	for i := range 100 {
		m.Set(string(rune('A'+i)), i)
	}
	for i := range 90 {
		m.Delete(string(rune('A' + i)))
	}
	if m.Len() != 10 || m.Get(string(rune('A'+95))) != 95 {
		t.Error("compact")
	}
	if !equal(m.Clone(), m) || equal(m, NewOrderedMap[string, int]()) {
		t.Error("equality")
	}
	check2(t, repr(mostCommon(countOrdered(characters("abcab")), 2)), "[('a', 2), ('b', 2)]")
}

func TestEqual(t *testing.T) {
	if !equal(1, 1.0) || !equal([]int{1}, []float64{1}) || equal([]int{1}, Pair[int, int]{1, 1}) || !equal(Pair[int, []int]{1, []int{2}}, Pair[int, []int]{1, []int{2}}) {
		t.Error("equal")
	}
	if !equal(map[string]int{"a": 1}, NewOrderedMap(Pair[string, int]{"a", 1})) || !equal(setOf(1, 2), setOf(2, 1)) || equal("1", 1) {
		t.Error("equal")
	}
	if compareAny([]int{1, 2}, []int{1, 3}) >= 0 || compareAny(Pair[string, int]{"a", 2}, Pair[string, int]{"a", 1}) <= 0 {
		t.Error("compare")
	}
}

func TestIteration(t *testing.T) {
	check2(t, repr(combinations([]int{1, 2, 3}, 2)), "[(1, 2), (1, 3), (2, 3)]")
	check2(t, repr(permutations([]int{1, 2}, 2)), "[(1, 2), (2, 1)]")
	check2(t, repr(cartesian([]int{0, 1}, []int{0, 1})), "[(0, 0), (0, 1), (1, 0), (1, 1)]")
	check2(t, repr(collect(islice(countFrom(5, 1), 1, 6, 2))), "[6, 8, 10]")
	sequence := resumable(slices.Values([]int{1, 2, 3}))
	if next(sequence) != 1 || next(sequence) != 2 || nextOr(sequence, 9) != 3 || nextOr(sequence, 9) != 9 {
		t.Error("resumable")
	}
	heap := []int{5, 1, 4}
	order := func(a, b int) int { return a - b }
	heapify(heap, order)
	heapPush(&heap, 0, order)
	check2(t, repr([]int{heapPop(&heap, order), heapPop(&heap, order), heapPop(&heap, order)}), "[0, 1, 4]")
	if bisectLeft([]int{1, 2, 2, 3}, 2) != 1 || bisectRight([]int{1, 2, 2, 3}, 2) != 3 {
		t.Error("bisect")
	}
	check2(t, repr(groupBy([]int{1, 1, 2}, func(x int) int { return x })), "[(1, [1, 1]), (2, [2])]")
	check2(t, repr(zipAll([][]int{{1, 2}, {3, 4}})), "[(1, 3), (2, 4)]")
	check2(t, repr(collect(iterate(setOf(2, 1)))), "[1, 2]")
}

func TestDynamic(t *testing.T) {
	check2(t, repr(arithmetic("+", []int{1}, []string{"a"})), "[1, 'a']")
	check2(t, repr(arithmetic("/", 1, 2)), "0.5")
	check2(t, repr(to[[]float64]([]any{1, 2.5})), "[1.0, 2.5]")
	check2(t, repr(element(map[string]int{"a": 1}, "a")), "1")
	table := map[string]any{}
	setElement(table, "k", nil)
	check2(t, repr(table), "{'k': None}")
	if !in(1, Pair[int, int]{1, 2}) || in("z", "abc") || length("é") != 1 {
		t.Error("in, length")
	}
	if !maps.Equal(count([]string{"a", "a"}), map[string]int{"a": 2}) {
		t.Error("count")
	}
}

func TestRound(t *testing.T) {
	if roundTo(2.675, 2) != 2.67 || roundTo(0.5, 0) != 0 || roundInt(2.5) != 2 || roundTo(1234, -2) != 1200 {
		t.Error("round")
	}
}
