/** More of the standard library, as `stubs.ts` describes it; Go's runtime has not all of it. */
export const STANDARD_STUBS = `
datetime.date#timetuple() -> time.struct_time
datetime.date#ctime() -> str
datetime.datetime#timetuple() -> time.struct_time
datetime.datetime#ctime() -> str
datetime.timedelta // int -> datetime.timedelta = wholeOver
datetime.date.min: datetime.date = firstDate
datetime.date.max: datetime.date = lastDate
class time.struct_time = TimeFields value
time.struct_time#tm_year -> int
time.struct_time#tm_mon -> int
time.struct_time#tm_mday -> int
time.struct_time#tm_hour -> int
time.struct_time#tm_min -> int
time.struct_time#tm_sec -> int
time.struct_time#tm_wday -> int
time.struct_time#tm_yday -> int
time.struct_time#__getitem__(index: int) -> int = at

fractions.Fraction#is_integer() -> bool
fractions.Fraction#as_integer_ratio() -> tuple[int, int]
fractions.Fraction#__round__() -> int = rounded
decimal.Decimal#copy_abs() -> decimal.Decimal = absolute
decimal.Decimal#copy_negate() -> decimal.Decimal = negated

statistics.median_low(data: list[float]) -> float = medianLow
statistics.median_high(data: list[float]) -> float = medianHigh
statistics.covariance(x: list[float], y: list[float]) -> float = covariance
statistics.correlation(x: list[float], y: list[float]) -> float = correlation
calendar.leapdays(first: int, last: int) -> int = leapDays
string.printable: str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\\"#$%&'()*+,-./:;<=>?@[\\\\]^_\`{|}~ \\t\\n\\r\\u000b\\f"
time.strftime(format: str, at: time.struct_time | None = None) -> str = formatFields
time.gmtime(seconds: float | None = None) -> time.struct_time = fieldsInUTC
time.localtime(seconds: float | None = None) -> time.struct_time = localFields
`;
