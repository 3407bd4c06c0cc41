import { ValueError, ZeroDivisionError } from "./errors.ts";
import { repr } from "./show.ts";

const pad = (value: number, width = 2): string => String(value).padStart(width, "0");

const DAY = 86_400_000;

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Days since the last day of the year 0. */
function ordinalOf(year: number, month: number, day: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return Math.floor(at.getTime() / DAY) + 719163;
}

/** A day of the proleptic Gregorian calendar. */
export class CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  toordinal(): number {
    return ordinalOf(this.year, this.month, this.day);
  }

  weekday(): number {
    return (this.toordinal() + 6) % 7;
  }

  isoweekday(): number {
    return this.weekday() + 1;
  }

  isocalendar(): [number, number, number] {
    const thursday = dateOfOrdinal(this.toordinal() + 3 - this.weekday());
    const first = ordinalOf(thursday.year, 1, 1);
    return [thursday.year, Math.floor((thursday.toordinal() - first) / 7) + 1, this.isoweekday()];
  }

  isoformat(): string {
    return `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`;
  }

  timetuple(): TimeFields {
    return new TimeFields(new DateTime(this, new ClockTime(0, 0, 0, 0)));
  }

  ctime(): string {
    return this.strftime("%c");
  }

  strftime(format: string): string {
    return formatTime(format, new DateTime(this, new ClockTime(0, 0, 0, 0)));
  }

  formatted(format: string): string {
    return format === "" ? this.toString() : this.strftime(format);
  }

  replace(year: number | null = null, month: number | null = null, day: number | null = null): CalendarDate {
    return newDate(year ?? this.year, month ?? this.month, day ?? this.day);
  }

  plus(by: TimeDelta): CalendarDate {
    return dateOfOrdinal(this.toordinal() + by.days);
  }

  minus(by: TimeDelta): CalendarDate {
    return dateOfOrdinal(this.toordinal() - by.days);
  }

  since(other: CalendarDate): TimeDelta {
    return new TimeDelta(BigInt(this.toordinal() - other.toordinal()) * MICROS_PER_DAY);
  }

  equals(other: unknown): boolean {
    return other instanceof CalendarDate && this.toordinal() === other.toordinal();
  }

  lessThan(other: CalendarDate): boolean {
    return this.toordinal() < other.toordinal();
  }

  toString(): string {
    return this.isoformat();
  }

  repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`;
  }
}

export function firstDate(): CalendarDate {
  return new CalendarDate(1, 1, 1);
}

export function lastDate(): CalendarDate {
  return new CalendarDate(9999, 12, 31);
}

export function newDate(year: number, month: number, day: number): CalendarDate {
  if (year < 1 || year > 9999) throw new ValueError(`year ${year} is out of range`);
  if (month < 1 || month > 12) throw new ValueError("month must be in 1..12");
  const last = ordinalOf(year, month + 1, 0) - ordinalOf(year, month, 0);
  if (day < 1 || day > last) throw new ValueError("day is out of range for month");
  return new CalendarDate(year, month, day);
}

/** The date that many days after the last day of the year 0. */
export function dateOfOrdinal(ordinal: number): CalendarDate {
  const at = new Date((ordinal - 719163) * DAY);
  return newDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

export function today(): CalendarDate {
  const at = new Date();
  return new CalendarDate(at.getFullYear(), at.getMonth() + 1, at.getDate());
}

/** Reads YYYY-MM-DD. */
export function parseDate(text: string): CalendarDate {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) throw new ValueError(`Invalid isoformat string: ${repr(text)}`);
  return newDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A fixed distance from UTC, in seconds. */
export class TimeZone {
  readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  /** The zone as ISO 8601 writes it. */
  suffix(separator: string): string {
    const size = Math.abs(this.offset);
    return `${this.offset < 0 ? "-" : "+"}${pad(Math.floor(size / 3600))}${separator}${pad(Math.floor(size / 60) % 60)}`;
  }

  equals(other: unknown): boolean {
    return other instanceof TimeZone && this.offset === other.offset;
  }

  toString(): string {
    return this.offset === 0 ? "UTC" : `UTC${this.suffix(":")}`;
  }

  repr(): string {
    if (this.offset === 0) return "datetime.timezone.utc";
    return `datetime.timezone(${new TimeDelta(BigInt(this.offset) * 1_000_000n).repr()})`;
  }
}

export function utc(): TimeZone {
  return new TimeZone(0);
}

export function newTimeZone(offset: TimeDelta): TimeZone {
  return new TimeZone(Number(offset.micros / 1_000_000n));
}

/** A time of day. */
export class ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;

  constructor(hour: number, minute: number, second: number, microsecond: number) {
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
  }

  /** Microseconds since midnight. */
  micros(): bigint {
    return BigInt((this.hour * 60 + this.minute) * 60 + this.second) * 1_000_000n + BigInt(this.microsecond);
  }

  isoformat(): string {
    const text = `${pad(this.hour)}:${pad(this.minute)}:${pad(this.second)}`;
    return this.microsecond === 0 ? text : `${text}.${pad(this.microsecond, 6)}`;
  }

  strftime(format: string): string {
    return formatTime(format, new DateTime(new CalendarDate(1900, 1, 1), this));
  }

  formatted(format: string): string {
    return format === "" ? this.toString() : this.strftime(format);
  }

  equals(other: unknown): boolean {
    return other instanceof ClockTime && this.micros() === other.micros();
  }

  lessThan(other: ClockTime): boolean {
    return this.micros() < other.micros();
  }

  toString(): string {
    return this.isoformat();
  }

  repr(): string {
    return `datetime.time(${clockParts(this)})`;
  }
}

function clockParts(clock: ClockTime): string {
  const parts = [clock.hour, clock.minute];
  if (clock.second !== 0 || clock.microsecond !== 0) parts.push(clock.second);
  if (clock.microsecond !== 0) parts.push(clock.microsecond);
  return parts.join(", ");
}

export function newClockTime(hour = 0, minute = 0, second = 0, microsecond = 0): ClockTime {
  if (hour < 0 || hour > 23) throw new ValueError("hour must be in 0..23");
  if (minute < 0 || minute > 59) throw new ValueError("minute must be in 0..59");
  if (second < 0 || second > 59) throw new ValueError("second must be in 0..59");
  return new ClockTime(hour, minute, second, microsecond);
}

/** A date with a time of day, and the zone that both are in where that is known. */
export class DateTime {
  readonly day_: CalendarDate;
  readonly clock: ClockTime;
  readonly zone: TimeZone | null;

  constructor(day: CalendarDate, clock: ClockTime, zone: TimeZone | null = null) {
    this.day_ = day;
    this.clock = clock;
    this.zone = zone;
  }

  get year(): number {
    return this.day_.year;
  }

  get month(): number {
    return this.day_.month;
  }

  get day(): number {
    return this.day_.day;
  }

  get hour(): number {
    return this.clock.hour;
  }

  get minute(): number {
    return this.clock.minute;
  }

  get second(): number {
    return this.clock.second;
  }

  get microsecond(): number {
    return this.clock.microsecond;
  }

  date(): CalendarDate {
    return this.day_;
  }

  time(): ClockTime {
    return this.clock;
  }

  /** The same moment in another zone. */
  astimezone(zone: TimeZone | null = null): DateTime {
    return dateTimeOfTimestamp(this.timestamp(), zone);
  }

  isocalendar(): [number, number, number] {
    return this.day_.isocalendar();
  }

  toordinal(): number {
    return this.day_.toordinal();
  }

  timetuple(): TimeFields {
    return new TimeFields(this);
  }

  ctime(): string {
    return this.strftime("%c");
  }

  weekday(): number {
    return this.day_.weekday();
  }

  isoweekday(): number {
    return this.day_.isoweekday();
  }

  isoformat(separator = "T"): string {
    return `${this.day_.isoformat()}${separator}${this.clock.isoformat()}${this.zone === null ? "" : this.zone.suffix(":")}`;
  }

  strftime(format: string): string {
    return formatTime(format, this);
  }

  formatted(format: string): string {
    return format === "" ? this.toString() : this.strftime(format);
  }

  /** Microseconds since the first day of the year 1, in UTC where the zone is known. */
  micros(): bigint {
    const zone = this.zone === null ? 0n : BigInt(this.zone.offset) * 1_000_000n;
    return BigInt(this.day_.toordinal()) * MICROS_PER_DAY + this.clock.micros() - zone;
  }

  timestamp(): number {
    if (this.zone !== null) return Number(this.micros() - 719163n * MICROS_PER_DAY) / 1e6;
    const at = new Date(this.year, this.month - 1, this.day, this.hour, this.minute, this.second);
    return at.getTime() / 1000 + this.microsecond / 1e6;
  }

  replace(
    year: number | null = null,
    month: number | null = null,
    day: number | null = null,
    hour: number | null = null,
    minute: number | null = null,
    second: number | null = null,
    microsecond: number | null = null,
  ): DateTime {
    const clock = newClockTime(
      hour ?? this.hour,
      minute ?? this.minute,
      second ?? this.second,
      microsecond ?? this.microsecond,
    );
    return new DateTime(this.day_.replace(year, month, day), clock, this.zone);
  }

  plus(by: TimeDelta): DateTime {
    const total = BigInt(this.day_.toordinal()) * MICROS_PER_DAY + this.clock.micros() + by.micros;
    const days = floorQuotient(total, MICROS_PER_DAY);
    const rest = total - days * MICROS_PER_DAY;
    const seconds = Number(rest / 1_000_000n);
    const clock = new ClockTime(
      Math.floor(seconds / 3600),
      Math.floor(seconds / 60) % 60,
      seconds % 60,
      Number(rest % 1_000_000n),
    );
    return new DateTime(dateOfOrdinal(Number(days)), clock, this.zone);
  }

  minus(by: TimeDelta): DateTime {
    return this.plus(by.negated());
  }

  since(other: DateTime): TimeDelta {
    return new TimeDelta(this.micros() - other.micros());
  }

  equals(other: unknown): boolean {
    return other instanceof DateTime && this.micros() === other.micros();
  }

  lessThan(other: DateTime): boolean {
    return this.micros() < other.micros();
  }

  hash(): string {
    return String(this.micros());
  }

  toString(): string {
    return this.isoformat(" ");
  }

  repr(): string {
    const zone = this.zone === null ? "" : `, tzinfo=${this.zone.repr()}`;
    return `datetime.datetime(${this.year}, ${this.month}, ${this.day}, ${clockParts(this.clock)}${zone})`;
  }
}

export function newDateTime(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  microsecond = 0,
  zone: TimeZone | null = null,
): DateTime {
  return new DateTime(newDate(year, month, day), newClockTime(hour, minute, second, microsecond), zone);
}

export function combineDateTime(date: CalendarDate, clock: ClockTime): DateTime {
  return new DateTime(date, clock);
}

export function now(zone: TimeZone | null = null): DateTime {
  return dateTimeOfTimestamp(Date.now() / 1000, zone);
}

export function utcNow(): DateTime {
  const { day_, clock } = dateTimeOfTimestamp(Date.now() / 1000, utc());
  return new DateTime(day_, clock);
}

export function dateTimeOfTimestamp(timestamp: number, zone: TimeZone | null = null): DateTime {
  const micros = BigInt(Math.round(timestamp * 1e6));
  const local = zone === null ? -new Date(timestamp * 1000).getTimezoneOffset() * 60 : zone.offset;
  const start = new DateTime(new CalendarDate(1970, 1, 1), new ClockTime(0, 0, 0, 0), zone);
  return start.plus(new TimeDelta(micros + BigInt(local) * 1_000_000n));
}

/** Reads what `isoformat` writes. */
export function parseISODateTime(text: string): DateTime {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (match === null) throw new ValueError(`Invalid isoformat string: ${repr(text)}`);
  const [, day, hour, minute, second, fraction, zone] = match;
  const clock = newClockTime(
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number((fraction ?? "").padEnd(6, "0")),
  );
  return new DateTime(parseDate(day), clock, zone === undefined ? null : zoneOf(zone));
}

function zoneOf(text: string): TimeZone {
  if (text === "Z") return utc();
  const sign = text.startsWith("-") ? -1 : 1;
  return new TimeZone(sign * (Number(text.slice(1, 3)) * 3600 + Number(text.slice(-2)) * 60));
}

const MICROS_PER_DAY = 86_400_000_000n;

/** The quotient of integers, rounded down. */
export function floorQuotient(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** A span of time, exact to the microsecond. */
export class TimeDelta {
  readonly micros: bigint;

  constructor(micros: bigint) {
    this.micros = micros;
  }

  get days(): number {
    return Number(floorQuotient(this.micros, MICROS_PER_DAY));
  }

  get seconds(): number {
    return Number((this.micros - BigInt(this.days) * MICROS_PER_DAY) / 1_000_000n);
  }

  get microseconds(): number {
    return Number(this.micros - floorQuotient(this.micros, 1_000_000n) * 1_000_000n);
  }

  totalSeconds(): number {
    return Number(this.micros) / 1e6;
  }

  plus(other: TimeDelta): TimeDelta {
    return new TimeDelta(this.micros + other.micros);
  }

  minus(other: TimeDelta): TimeDelta {
    return new TimeDelta(this.micros - other.micros);
  }

  times(by: number): TimeDelta {
    return new TimeDelta(BigInt(Math.round(Number(this.micros) * by)));
  }

  over(by: number): TimeDelta {
    if (by === 0) throw new ZeroDivisionError("division by zero");
    return new TimeDelta(BigInt(Math.round(Number(this.micros) / by)));
  }

  wholeOver(by: number): TimeDelta {
    if (by === 0) throw new ZeroDivisionError("integer division or modulo by zero");
    return new TimeDelta(floorQuotient(this.micros, BigInt(by)));
  }

  ratio(other: TimeDelta): number {
    if (other.micros === 0n) throw new ZeroDivisionError("division by zero");
    return Number(this.micros) / Number(other.micros);
  }

  wholeRatio(other: TimeDelta): number {
    if (other.micros === 0n) throw new ZeroDivisionError("integer division or modulo by zero");
    return Number(floorQuotient(this.micros, other.micros));
  }

  rest(other: TimeDelta): TimeDelta {
    return new TimeDelta(this.micros - floorQuotient(this.micros, other.micros) * other.micros);
  }

  negated(): TimeDelta {
    return new TimeDelta(-this.micros);
  }

  absolute(): TimeDelta {
    return this.micros < 0n ? this.negated() : this;
  }

  equals(other: unknown): boolean {
    return other instanceof TimeDelta && this.micros === other.micros;
  }

  lessThan(other: TimeDelta): boolean {
    return this.micros < other.micros;
  }

  toString(): string {
    const { days, seconds, microseconds } = this;
    const clock = `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
    const text = microseconds === 0 ? clock : `${clock}.${pad(microseconds, 6)}`;
    if (days === 0) return text;
    return `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${text}`;
  }

  repr(): string {
    const parts = [
      ["days", this.days],
      ["seconds", this.seconds],
      ["microseconds", this.microseconds],
    ].flatMap(([name, value]) => (value === 0 ? [] : [`${name}=${value}`]));
    return `datetime.timedelta(${parts.length === 0 ? "0" : parts.join(", ")})`;
  }
}

export function newTimeDelta(
  days = 0,
  seconds = 0,
  microseconds = 0,
  milliseconds = 0,
  minutes = 0,
  hours = 0,
  weeks = 0,
): TimeDelta {
  const parts: [number, number][] = [
    [days, 86_400_000_000],
    [seconds, 1_000_000],
    [microseconds, 1],
    [milliseconds, 1000],
    [minutes, 60_000_000],
    [hours, 3_600_000_000],
    [weeks, 604_800_000_000],
  ];
  let total = 0n;
  for (const [amount, unit] of parts) {
    const whole = Math.trunc(amount);
    total += BigInt(whole) * BigInt(unit) + BigInt(Math.round((amount - whole) * unit));
  }
  return new TimeDelta(total);
}

/** Writes a moment as `strftime` does. */
function formatTime(format: string, at: DateTime): string {
  const dayOfYear = at.date().toordinal() - ordinalOf(at.year, 1, 1) + 1;
  const hour12 = ((at.hour + 11) % 12) + 1;
  return format.replace(/%(.)/g, (whole, letter: string) => {
    switch (letter) {
      case "Y":
        return pad(at.year, 4);
      case "y":
        return pad(at.year % 100);
      case "m":
        return pad(at.month);
      case "d":
        return pad(at.day);
      case "H":
        return pad(at.hour);
      case "I":
        return pad(hour12);
      case "M":
        return pad(at.minute);
      case "S":
        return pad(at.second);
      case "f":
        return pad(at.microsecond, 6);
      case "j":
        return pad(dayOfYear, 3);
      case "w":
        return String(at.isoweekday() % 7);
      case "u":
        return String(at.isoweekday());
      case "p":
        return at.hour < 12 ? "AM" : "PM";
      case "a":
        return WEEKDAYS[at.weekday()].slice(0, 3);
      case "A":
        return WEEKDAYS[at.weekday()];
      case "b":
      case "h":
        return MONTHS[at.month - 1].slice(0, 3);
      case "B":
        return MONTHS[at.month - 1];
      case "U":
        return pad(Math.floor((dayOfYear + 6 - (at.isoweekday() % 7)) / 7));
      case "W":
        return pad(Math.floor((dayOfYear + 6 - at.weekday()) / 7));
      case "V":
        return pad(at.date().isocalendar()[1]);
      case "G":
        return String(at.date().isocalendar()[0]);
      case "F":
        return at.date().isoformat();
      case "T":
      case "X":
        return formatTime("%H:%M:%S", at);
      case "D":
      case "x":
        return formatTime("%m/%d/%y", at);
      case "R":
        return formatTime("%H:%M", at);
      case "c":
        return formatTime(`%a %b ${String(at.day).padStart(2)} %H:%M:%S %Y`, at);
      case "z":
        return at.zone === null ? "" : at.zone.suffix("");
      case "Z":
        return at.zone === null ? "" : at.zone.toString();
      case "%":
        return "%";
      default:
        return whole;
    }
  });
}

/** Reads a moment as `strptime` does. */
export function parseDateTime(text: string, format: string): DateTime {
  const found: Record<string, string> = {};
  let part = 0;
  const long: Record<string, string> = { F: "%Y-%m-%d", T: "%H:%M:%S", R: "%H:%M", D: "%m/%d/%y" };
  const pattern = format
    .replace(/%([FTRD])/g, (_, letter: string) => long[letter])
    .replace(/%(.)|\s+|[^%\s]/g, (piece, letter: string | undefined) => {
      if (letter === undefined) return /^\s/.test(piece) ? "\\s+" : piece.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
      const body: Record<string, string> = {
        Y: "\\d{4}",
        y: "\\d\\d",
        m: "1[0-2]|0?[1-9]",
        d: "3[01]|[12]\\d|0?[1-9]",
        H: "2[0-3]|[01]?\\d",
        I: "1[0-2]|0?[1-9]",
        M: "[0-5]?\\d",
        S: "6[01]|[0-5]?\\d",
        f: "\\d{1,6}",
        j: "\\d{1,3}",
        p: "am|pm",
        B: MONTHS.join("|"),
        b: MONTHS.map((name) => name.slice(0, 3)).join("|"),
        A: WEEKDAYS.join("|"),
        a: WEEKDAYS.map((name) => name.slice(0, 3)).join("|"),
        z: "Z|[+-]\\d\\d:?\\d\\d",
      };
      if (letter === "%") return "%";
      if (body[letter] === undefined) return "(?!)";
      return `(?<${letter}${found[letter] === undefined ? "" : part++}>${body[letter]})`;
    });
  const match = new RegExp(`^${pattern}`, "i").exec(text);
  if (match === null) throw new ValueError(`time data ${repr(text)} does not match format ${repr(format)}`);
  if (match[0].length < text.length) throw new ValueError(`unconverted data remains: ${text.slice(match[0].length)}`);
  const { Y, y, m, d, H, I, M, S, f, j, p, B, b, z } = match.groups ?? {};
  const indexOf = (names: readonly string[], text: string, size?: number): number =>
    names.findIndex((name) => name.slice(0, size).toLowerCase() === text.toLowerCase()) + 1;
  const year = Y !== undefined ? Number(Y) : y !== undefined ? Number(y) + (Number(y) < 69 ? 2000 : 1900) : 1900;
  const month =
    m !== undefined ? Number(m) : B !== undefined ? indexOf(MONTHS, B) : b !== undefined ? indexOf(MONTHS, b, 3) : 1;
  let hour = H !== undefined ? Number(H) : 0;
  if (I !== undefined) hour = (Number(I) % 12) + (p?.toLowerCase() === "pm" ? 12 : 0);
  const date =
    j === undefined ? newDate(year, month, Number(d ?? 1)) : dateOfOrdinal(ordinalOf(year, 1, 1) + Number(j) - 1);
  const clock = newClockTime(hour, Number(M ?? 0), Number(S ?? 0), Number((f ?? "").padEnd(6, "0")));
  return new DateTime(date, clock, z === undefined ? null : zoneOf(z));
}

/** Python's `struct_time`: a moment as fields that have names and positions. */
export class TimeFields {
  readonly moment: DateTime;

  constructor(moment: DateTime) {
    this.moment = moment;
  }

  get tmYear(): number {
    return this.moment.year;
  }

  get tmMon(): number {
    return this.moment.month;
  }

  get tmMday(): number {
    return this.moment.day;
  }

  get tmHour(): number {
    return this.moment.hour;
  }

  get tmMin(): number {
    return this.moment.minute;
  }

  get tmSec(): number {
    return this.moment.second;
  }

  get tmWday(): number {
    return this.moment.weekday();
  }

  get tmYday(): number {
    return this.moment.toordinal() - newDate(this.moment.year, 1, 1).toordinal() + 1;
  }

  at(index: number): number {
    const fields = [
      this.tmYear,
      this.tmMon,
      this.tmMday,
      this.tmHour,
      this.tmMin,
      this.tmSec,
      this.tmWday,
      this.tmYday,
    ];
    return fields[index < 0 ? 9 + index : index];
  }
}

/** A moment in UTC, by the seconds since 1970. */
export function fieldsInUTC(seconds: number | null = null): TimeFields {
  return new TimeFields(dateTimeOfTimestamp(seconds ?? Date.now() / 1000, utc()));
}

export function localFields(seconds: number | null = null): TimeFields {
  return new TimeFields(dateTimeOfTimestamp(seconds ?? Date.now() / 1000));
}

/** Python's `time.strftime`. */
export function formatFields(format: string, at: TimeFields | null = null): string {
  return (at ?? localFields()).moment.strftime(format);
}
