package portruntime

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// CalendarDate is a day of the proleptic Gregorian calendar.
type CalendarDate struct{ year, month, day int }

// newDate makes a date that exists.
func newDate(year, month, day int) CalendarDate {
	switch {
	case year < 1 || year > 9999:
		panic(&ValueError{newException(fmt.Sprintf("year %d is out of range", year))})
	case month < 1 || month > 12:
		panic(&ValueError{newException("month must be in 1..12")})
	case day < 1 || day > daysInMonth(year, month):
		panic(&ValueError{newException("day is out of range for month")})
	}
	return CalendarDate{year, month, day}
}

func daysInMonth(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// dateOfOrdinal is the date that many days after the last day of the year 0.
func dateOfOrdinal(ordinal int) CalendarDate {
	at := time.Unix(int64(ordinal-719163)*86400, 0).UTC()
	return newDate(at.Year(), int(at.Month()), at.Day())
}

func today() CalendarDate {
	at := time.Now()
	return CalendarDate{at.Year(), int(at.Month()), at.Day()}
}

// parseDate reads YYYY-MM-DD.
func parseDate(text string) CalendarDate {
	at, err := time.Parse("2006-01-02", text)
	if err != nil {
		panic(&ValueError{newException("Invalid isoformat string: " + quote(text))})
	}
	return CalendarDate{at.Year(), int(at.Month()), at.Day()}
}

func (d CalendarDate) Year() int  { return d.year }
func (d CalendarDate) Month() int { return d.month }
func (d CalendarDate) Day() int   { return d.day }

// Toordinal counts days; the first of January of the year 1 is day 1.
func (d CalendarDate) Toordinal() int {
	return int(time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Unix()/86400) + 719163
}

func (d CalendarDate) Weekday() int    { return (d.Toordinal() + 6) % 7 }
func (d CalendarDate) Isoweekday() int { return d.Weekday() + 1 }

func (d CalendarDate) Isocalendar() Triple[int, int, int] {
	year, week := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).ISOWeek()
	return Triple[int, int, int]{year, week, d.Isoweekday()}
}

func (d CalendarDate) Isoformat() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}
func (d CalendarDate) String() string { return d.Isoformat() }
func (d CalendarDate) Repr() string {
	return fmt.Sprintf("datetime.date(%d, %d, %d)", d.year, d.month, d.day)
}
func (d CalendarDate) Strftime(format string) string {
	return formatTime(format, DateTime{date: d})
}

// Formatted is the date under a format, which an f-string gives after the colon.
func (d CalendarDate) Formatted(format string) string {
	if format == "" {
		return d.String()
	}
	return d.Strftime(format)
}

func (d CalendarDate) Replace(year, month, day *int) CalendarDate {
	return newDate(orElse(year, d.year), orElse(month, d.month), orElse(day, d.day))
}

func (d CalendarDate) Plus(by TimeDelta) CalendarDate {
	return dateOfOrdinal(d.Toordinal() + by.Days())
}
func (d CalendarDate) Minus(by TimeDelta) CalendarDate {
	return dateOfOrdinal(d.Toordinal() - by.Days())
}
func (d CalendarDate) Since(other CalendarDate) TimeDelta {
	return TimeDelta{(d.Toordinal() - other.Toordinal()) * microsPerDay}
}
func (d CalendarDate) Compare(other CalendarDate) int {
	return cmp.Compare(d.Toordinal(), other.Toordinal())
}
func (d CalendarDate) compareTo(other any) int { return d.Compare(other.(CalendarDate)) }

// orElse is what a pointer points at, or the fallback where there is none.
func orElse[T any](value *T, fallback T) T {
	if value == nil {
		return fallback
	}
	return *value
}

// TimeZone is a fixed distance from UTC; the zero value is no zone at all.
type TimeZone struct {
	known  bool
	offset int
}

func utc() TimeZone { return TimeZone{known: true} }

func newTimeZone(offset TimeDelta) TimeZone { return TimeZone{true, offset.micros / 1_000_000} }

func (z TimeZone) String() string {
	switch {
	case !z.known:
		return ""
	case z.offset == 0:
		return "UTC"
	}
	return "UTC" + z.suffix(":")
}

func (z TimeZone) Repr() string {
	if z.offset == 0 {
		return "datetime.timezone.utc"
	}
	return "datetime.timezone(" + TimeDelta{z.offset * 1_000_000}.Repr() + ")"
}

// suffix is the zone as ISO 8601 writes it.
func (z TimeZone) suffix(separator string) string {
	if !z.known {
		return ""
	}
	sign, size := "+", z.offset
	if size < 0 {
		sign, size = "-", -size
	}
	return fmt.Sprintf("%s%02d%s%02d", sign, size/3600, separator, size/60%60)
}

// ClockTime is a time of day.
type ClockTime struct{ hour, minute, second, micro int }

func newClockTime(hour, minute, second, microsecond int) ClockTime {
	switch {
	case hour < 0 || hour > 23:
		panic(&ValueError{newException("hour must be in 0..23")})
	case minute < 0 || minute > 59:
		panic(&ValueError{newException("minute must be in 0..59")})
	case second < 0 || second > 59:
		panic(&ValueError{newException("second must be in 0..59")})
	}
	return ClockTime{hour, minute, second, microsecond}
}

func (t ClockTime) Hour() int        { return t.hour }
func (t ClockTime) Minute() int      { return t.minute }
func (t ClockTime) Second() int      { return t.second }
func (t ClockTime) Microsecond() int { return t.micro }
func (t ClockTime) Isoformat() string {
	text := fmt.Sprintf("%02d:%02d:%02d", t.hour, t.minute, t.second)
	if t.micro != 0 {
		text += fmt.Sprintf(".%06d", t.micro)
	}
	return text
}
func (t ClockTime) String() string { return t.Isoformat() }
func (t ClockTime) Repr() string {
	parts := fmt.Sprintf("datetime.time(%d, %d", t.hour, t.minute)
	if t.second != 0 || t.micro != 0 {
		parts += fmt.Sprintf(", %d", t.second)
	}
	if t.micro != 0 {
		parts += fmt.Sprintf(", %d", t.micro)
	}
	return parts + ")"
}
func (t ClockTime) Strftime(format string) string {
	return formatTime(format, DateTime{date: CalendarDate{1900, 1, 1}, clock: t})
}
func (t ClockTime) Formatted(format string) string {
	if format == "" {
		return t.String()
	}
	return t.Strftime(format)
}

// micros counts from midnight.
func (t ClockTime) micros() int {
	return ((t.hour*60+t.minute)*60+t.second)*1_000_000 + t.micro
}
func (t ClockTime) Compare(other ClockTime) int { return cmp.Compare(t.micros(), other.micros()) }
func (t ClockTime) compareTo(other any) int     { return t.Compare(other.(ClockTime)) }

// DateTime is a date with a time of day, and the zone that both are in where that is known.
type DateTime struct {
	date  CalendarDate
	clock ClockTime
	zone  TimeZone
}

func newDateTime(year, month, day, hour, minute, second, microsecond int, zone *TimeZone) DateTime {
	return DateTime{newDate(year, month, day), newClockTime(hour, minute, second, microsecond), orElse(zone, TimeZone{})}
}

func combineDateTime(date CalendarDate, clock ClockTime) DateTime {
	return DateTime{date: date, clock: clock}
}

func dateTimeOf(at time.Time, zone TimeZone) DateTime {
	return DateTime{
		CalendarDate{at.Year(), int(at.Month()), at.Day()},
		ClockTime{at.Hour(), at.Minute(), at.Second(), at.Nanosecond() / 1000},
		zone,
	}
}

func now(zone *TimeZone) DateTime {
	if zone == nil {
		return dateTimeOf(time.Now(), TimeZone{})
	}
	return dateTimeOf(time.Now().UTC().Add(time.Duration(zone.offset)*time.Second), *zone)
}

func utcNow() DateTime { return dateTimeOf(time.Now().UTC(), TimeZone{}) }

func dateTimeOfTimestamp(timestamp float64, zone *TimeZone) DateTime {
	at := time.UnixMicro(int64(math.Round(timestamp * 1e6)))
	if zone == nil {
		return dateTimeOf(at.Local(), TimeZone{})
	}
	return dateTimeOf(at.UTC().Add(time.Duration(zone.offset)*time.Second), *zone)
}

// parseISODateTime reads what isoformat writes.
func parseISODateTime(text string) DateTime {
	for _, layout := range []string{"2006-01-02T15:04:05.999999Z07:00", "2006-01-02 15:04:05.999999Z07:00", "2006-01-02T15:04:05.999999", "2006-01-02 15:04:05.999999", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
		at, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		zone := TimeZone{}
		if strings.HasSuffix(layout, "Z07:00") {
			_, offset := at.Zone()
			zone = TimeZone{true, offset}
		}
		return dateTimeOf(at, zone)
	}
	panic(&ValueError{newException("Invalid isoformat string: " + quote(text))})
}

func (d DateTime) Year() int          { return d.date.year }
func (d DateTime) Month() int         { return d.date.month }
func (d DateTime) Day() int           { return d.date.day }
func (d DateTime) Hour() int          { return d.clock.hour }
func (d DateTime) Minute() int        { return d.clock.minute }
func (d DateTime) Second() int        { return d.clock.second }
func (d DateTime) Microsecond() int   { return d.clock.micro }
func (d DateTime) Date() CalendarDate { return d.date }
func (d DateTime) Time() ClockTime    { return d.clock }
func (d DateTime) Weekday() int       { return d.date.Weekday() }
func (d DateTime) Isoweekday() int    { return d.date.Isoweekday() }
func (d DateTime) Isoformat(separator string) string {
	return d.date.Isoformat() + separator + d.clock.Isoformat() + d.zone.suffix(":")
}
func (d DateTime) String() string { return d.Isoformat(" ") }
func (d DateTime) Repr() string {
	text := fmt.Sprintf("datetime.datetime(%d, %d, %d, %d, %d", d.date.year, d.date.month, d.date.day, d.clock.hour, d.clock.minute)
	if d.clock.second != 0 || d.clock.micro != 0 {
		text += fmt.Sprintf(", %d", d.clock.second)
	}
	if d.clock.micro != 0 {
		text += fmt.Sprintf(", %d", d.clock.micro)
	}
	if d.zone.known {
		text += ", tzinfo=" + d.zone.Repr()
	}
	return text + ")"
}
func (d DateTime) Isocalendar() Triple[int, int, int] { return d.date.Isocalendar() }

// Astimezone is the same moment in another zone.
func (d DateTime) Astimezone(zone *TimeZone) DateTime {
	return dateTimeOfTimestamp(d.Timestamp(), zone)
}

func (d DateTime) Toordinal() int { return d.date.Toordinal() }

func (d DateTime) Strftime(format string) string { return formatTime(format, d) }
func (d DateTime) Formatted(format string) string {
	if format == "" {
		return d.String()
	}
	return d.Strftime(format)
}

// micros counts from the first day of the year 1, in UTC where the zone is known.
func (d DateTime) micros() int {
	return d.date.Toordinal()*microsPerDay + d.clock.micros() - d.zone.offset*1_000_000
}

func (d DateTime) Timestamp() float64 {
	if d.zone.known {
		return float64(d.micros()-719163*microsPerDay) / 1e6
	}
	at := time.Date(d.date.year, time.Month(d.date.month), d.date.day, d.clock.hour, d.clock.minute, d.clock.second, d.clock.micro*1000, time.Local)
	return float64(at.UnixMicro()) / 1e6
}

func (d DateTime) Replace(year, month, day, hour, minute, second, microsecond *int) DateTime {
	return DateTime{
		d.date.Replace(year, month, day),
		newClockTime(orElse(hour, d.clock.hour), orElse(minute, d.clock.minute), orElse(second, d.clock.second), orElse(microsecond, d.clock.micro)),
		d.zone,
	}
}

func (d DateTime) Plus(by TimeDelta) DateTime {
	micros := d.date.Toordinal()*microsPerDay + d.clock.micros() + by.micros
	rest := floorMod(micros, microsPerDay)
	clock := ClockTime{rest / 3_600_000_000, rest / 60_000_000 % 60, rest / 1_000_000 % 60, rest % 1_000_000}
	return DateTime{dateOfOrdinal(floorDiv(micros, microsPerDay)), clock, d.zone}
}
func (d DateTime) Minus(by TimeDelta) DateTime    { return d.Plus(by.Negated()) }
func (d DateTime) Since(other DateTime) TimeDelta { return TimeDelta{d.micros() - other.micros()} }
func (d DateTime) Compare(other DateTime) int     { return cmp.Compare(d.micros(), other.micros()) }
func (d DateTime) compareTo(other any) int        { return d.Compare(other.(DateTime)) }

const microsPerDay = 86_400_000_000

// TimeDelta is a span of time, exact to the microsecond.
type TimeDelta struct{ micros int }

func newTimeDelta(days, seconds, microseconds, milliseconds, minutes, hours, weeks float64) TimeDelta {
	total := 0
	for _, part := range []struct {
		amount float64
		unit   int
	}{{days, microsPerDay}, {seconds, 1_000_000}, {microseconds, 1}, {milliseconds, 1000}, {minutes, 60_000_000}, {hours, 3_600_000_000}, {weeks, 7 * microsPerDay}} {
		whole, fraction := math.Modf(part.amount)
		total += int(whole)*part.unit + int(math.RoundToEven(fraction*float64(part.unit)))
	}
	return TimeDelta{total}
}

func (t TimeDelta) Days() int                       { return floorDiv(t.micros, microsPerDay) }
func (t TimeDelta) Seconds() int                    { return floorMod(t.micros, microsPerDay) / 1_000_000 }
func (t TimeDelta) Microseconds() int               { return floorMod(t.micros, 1_000_000) }
func (t TimeDelta) TotalSeconds() float64           { return float64(t.micros) / 1e6 }
func (t TimeDelta) Plus(other TimeDelta) TimeDelta  { return TimeDelta{t.micros + other.micros} }
func (t TimeDelta) Minus(other TimeDelta) TimeDelta { return TimeDelta{t.micros - other.micros} }
func (t TimeDelta) Times(by float64) TimeDelta {
	return TimeDelta{int(math.RoundToEven(float64(t.micros) * by))}
}
func (t TimeDelta) Over(by float64) TimeDelta {
	if by == 0 {
		panic(&ZeroDivisionError{newException("division by zero")})
	}
	return TimeDelta{int(math.RoundToEven(float64(t.micros) / by))}
}
func (t TimeDelta) Ratio(other TimeDelta) float64 {
	return divide(float64(t.micros), float64(other.micros))
}
func (t TimeDelta) WholeRatio(other TimeDelta) int { return floorDiv(t.micros, other.micros) }
func (t TimeDelta) Rest(other TimeDelta) TimeDelta {
	return TimeDelta{floorMod(t.micros, other.micros)}
}
func (t TimeDelta) Negated() TimeDelta             { return TimeDelta{-t.micros} }
func (t TimeDelta) Absolute() TimeDelta            { return TimeDelta{max(t.micros, -t.micros)} }
func (t TimeDelta) Compare(other TimeDelta) int    { return cmp.Compare(t.micros, other.micros) }
func (t TimeDelta) compareTo(other any) int        { return t.Compare(other.(TimeDelta)) }
func (t TimeDelta) Formatted(format string) string { return formatText(t.String(), format) }
func (t TimeDelta) String() string {
	seconds := t.Seconds()
	text := fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	if micros := t.Microseconds(); micros != 0 {
		text += fmt.Sprintf(".%06d", micros)
	}
	switch days := t.Days(); days {
	case 0:
		return text
	case 1, -1:
		return fmt.Sprintf("%d day, %s", days, text)
	default:
		return fmt.Sprintf("%d days, %s", days, text)
	}
}
func (t TimeDelta) Repr() string {
	parts := []string{}
	for _, part := range []struct {
		name  string
		value int
	}{{"days", t.Days()}, {"seconds", t.Seconds()}, {"microseconds", t.Microseconds()}} {
		if part.value != 0 {
			parts = append(parts, part.name+"="+strconv.Itoa(part.value))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "0")
	}
	return "datetime.timedelta(" + strings.Join(parts, ", ") + ")"
}

// formatTime writes a moment as strftime does.
func formatTime(format string, d DateTime) string {
	at := time.Date(d.date.year, time.Month(d.date.month), d.date.day, d.clock.hour, d.clock.minute, d.clock.second, d.clock.micro*1000, time.UTC)
	var out strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			out.WriteByte(format[i])
			continue
		}
		i++
		switch format[i] {
		case 'Y':
			fmt.Fprintf(&out, "%04d", d.date.year)
		case 'y':
			fmt.Fprintf(&out, "%02d", d.date.year%100)
		case 'm':
			fmt.Fprintf(&out, "%02d", d.date.month)
		case 'd':
			fmt.Fprintf(&out, "%02d", d.date.day)
		case 'H':
			fmt.Fprintf(&out, "%02d", d.clock.hour)
		case 'I':
			fmt.Fprintf(&out, "%02d", (d.clock.hour+11)%12+1)
		case 'M':
			fmt.Fprintf(&out, "%02d", d.clock.minute)
		case 'S':
			fmt.Fprintf(&out, "%02d", d.clock.second)
		case 'f':
			fmt.Fprintf(&out, "%06d", d.clock.micro)
		case 'j':
			fmt.Fprintf(&out, "%03d", at.YearDay())
		case 'w':
			fmt.Fprintf(&out, "%d", at.Weekday())
		case 'u':
			fmt.Fprintf(&out, "%d", d.date.Isoweekday())
		case 'p':
			out.WriteString(at.Format("PM"))
		case 'a':
			out.WriteString(at.Format("Mon"))
		case 'A':
			out.WriteString(at.Format("Monday"))
		case 'b', 'h':
			out.WriteString(at.Format("Jan"))
		case 'B':
			out.WriteString(at.Format("January"))
		case 'U':
			fmt.Fprintf(&out, "%02d", (at.YearDay()+6-int(at.Weekday()))/7)
		case 'W':
			fmt.Fprintf(&out, "%02d", (at.YearDay()+6-(int(at.Weekday())+6)%7)/7)
		case 'V':
			_, week := at.ISOWeek()
			fmt.Fprintf(&out, "%02d", week)
		case 'G':
			year, _ := at.ISOWeek()
			fmt.Fprintf(&out, "%d", year)
		case 'F':
			out.WriteString(d.date.Isoformat())
		case 'T', 'X':
			out.WriteString(at.Format("15:04:05"))
		case 'D', 'x':
			out.WriteString(at.Format("01/02/06"))
		case 'R':
			out.WriteString(at.Format("15:04"))
		case 'c':
			out.WriteString(at.Format("Mon Jan _2 15:04:05 2006"))
		case 'z':
			out.WriteString(d.zone.suffix(""))
		case 'Z':
			out.WriteString(d.zone.String())
		case '%':
			out.WriteByte('%')
		default:
			out.WriteString(format[i-1 : i+1])
		}
	}
	return out.String()
}

// parseDateTime reads a moment as strptime does.
func parseDateTime(text, format string) DateTime {
	refuse := func() {
		panic(&ValueError{newException(fmt.Sprintf("time data %s does not match format %s", quote(text), quote(format)))})
	}
	year, month, day, hour, minute, second, micro := 1900, 1, 1, 0, 0, 0, 0
	afternoon, twelve, zone := false, false, TimeZone{}
	rest := text
	number := func(most int) int {
		n := 0
		for n < len(rest) && n < most && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n == 0 {
			refuse()
		}
		value, _ := strconv.Atoi(rest[:n])
		rest = rest[n:]
		return value
	}
	name := func(names []string) int {
		for i, each := range names {
			if len(rest) >= len(each) && strings.EqualFold(rest[:len(each)], each) {
				rest = rest[len(each):]
				return i
			}
		}
		refuse()
		return 0
	}
	months, short, days, shortDays := []string{}, []string{}, []string{}, []string{}
	for i := 1; i <= 12; i++ {
		months, short = append(months, time.Month(i).String()), append(short, time.Month(i).String()[:3])
	}
	for i := range 7 {
		days, shortDays = append(days, time.Weekday(i).String()), append(shortDays, time.Weekday(i).String()[:3])
	}
	pattern := strings.NewReplacer("%F", "%Y-%m-%d", "%T", "%H:%M:%S", "%R", "%H:%M", "%D", "%m/%d/%y").Replace(format)
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == ' ' {
			if rest == "" || rest[0] != ' ' {
				refuse()
			}
			rest = strings.TrimLeft(rest, " ")
			continue
		}
		if pattern[i] != '%' || i+1 == len(pattern) {
			if rest == "" || rest[0] != pattern[i] {
				refuse()
			}
			rest = rest[1:]
			continue
		}
		i++
		switch pattern[i] {
		case 'Y':
			year = number(4)
		case 'y':
			year = number(2)
			if year < 69 {
				year += 2000
			} else {
				year += 1900
			}
		case 'm':
			month = number(2)
		case 'd':
			day = number(2)
		case 'H':
			hour = number(2)
		case 'I':
			hour, twelve = number(2), true
		case 'M':
			minute = number(2)
		case 'S':
			second = number(2)
		case 'f':
			before := len(rest)
			micro = number(6)
			for n := before - len(rest); n < 6; n++ {
				micro *= 10
			}
		case 'j':
			at := time.Date(year, 1, number(3), 0, 0, 0, 0, time.UTC)
			month, day = int(at.Month()), at.Day()
		case 'p':
			afternoon = name([]string{"AM", "PM"}) == 1
		case 'B':
			month = name(months) + 1
		case 'b':
			month = name(short) + 1
		case 'A':
			name(days)
		case 'a':
			name(shortDays)
		case 'z':
			if strings.HasPrefix(rest, "Z") {
				rest, zone = rest[1:], utc()
				break
			}
			if rest == "" || rest[0] != '+' && rest[0] != '-' {
				refuse()
			}
			sign := 1
			if rest[0] == '-' {
				sign = -1
			}
			rest = rest[1:]
			hours := number(2)
			rest = strings.TrimPrefix(rest, ":")
			zone = TimeZone{true, sign * (hours*3600 + number(2)*60)}
		case '%':
			if rest == "" || rest[0] != '%' {
				refuse()
			}
			rest = rest[1:]
		default:
			refuse()
		}
	}
	if rest != "" {
		panic(&ValueError{newException("unconverted data remains: " + rest)})
	}
	if twelve {
		hour %= 12
		if afternoon {
			hour += 12
		}
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 61 {
		refuse()
	}
	return DateTime{newDate(year, month, day), newClockTime(hour, minute, second, micro), zone}
}

// TimeFields is a moment taken apart, as Python's struct_time is.
type TimeFields struct{ year, month, day, hour, minute, second, weekday, yearday int }

// Timetuple is the beginning of the day, taken apart.
func (d CalendarDate) Timetuple() TimeFields {
	return TimeFields{d.year, d.month, d.day, 0, 0, 0, d.Weekday(), d.Toordinal() - CalendarDate{d.year, 1, 1}.Toordinal() + 1}
}

// Timetuple is the moment, taken apart.
func (d DateTime) Timetuple() TimeFields {
	fields := d.date.Timetuple()
	fields.hour, fields.minute, fields.second = d.clock.hour, d.clock.minute, d.clock.second
	return fields
}

func (f TimeFields) TmYear() int { return f.year }
func (f TimeFields) TmMon() int  { return f.month }
func (f TimeFields) TmMday() int { return f.day }
func (f TimeFields) TmHour() int { return f.hour }
func (f TimeFields) TmMin() int  { return f.minute }
func (f TimeFields) TmSec() int  { return f.second }
func (f TimeFields) TmWday() int { return f.weekday }
func (f TimeFields) TmYday() int { return f.yearday }

// At is the field at an index, with which Python's tuple begins.
func (f TimeFields) At(index int) int {
	return at([]int{f.year, f.month, f.day, f.hour, f.minute, f.second, f.weekday, f.yearday, -1}, index)
}
