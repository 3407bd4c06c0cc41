/**
 * Classes and functions of Python's standard library that both runtimes implement under the same names, one line each, in the order
 * of Python's own documentation:
 *
 * - `class NAME = RUNTIME value|ordered|pointer`: a class, the runtime class that stands for it, and how Go holds it: as a value that `==`
 *   compares, behind a pointer and compared by its method, or behind a pointer and compared by identity.
 * - `NAME(PARAMETERS) -> TYPE = RUNTIME`: a function or constructor, and the runtime function that stands for it.
 *   `*NAME: TYPE` takes any number of arguments; `+NAME: TYPE` is given by its name alone.
 *   `?NAME: TYPE` is a field of the options that the runtime takes last, their type behind `with`; `&NAME: TYPE` takes the keyword
 *   arguments that nothing else takes; `!NAME: TYPE` takes a class or function by its name; `~NAME: TYPE` is taken, and left out.
 * - `CLASS#METHOD(PARAMETERS) -> TYPE`: a method; its name in the runtime follows from its own.
 * - `CLASS#NAME -> TYPE`: an attribute; a getter in TypeScript, a method in Go.
 * - `NAME: TYPE = RUNTIME`: a constant, made by a runtime function without parameters; `NAME: str = "TEXT"` is that text.
 * - `TYPE OPERATOR TYPE -> TYPE = METHOD`: an operator, as a method of the left operand; `= METHOD reversed` is one of the right operand.
 */
export const LIBRARY_STUBS = `
class datetime.date = CalendarDate value
datetime.date(year: int, month: int, day: int) -> datetime.date = newDate
datetime.date.today() -> datetime.date = today
datetime.date.fromisoformat(text: str) -> datetime.date = parseDate
datetime.date.fromordinal(ordinal: int) -> datetime.date = dateOfOrdinal
datetime.date#year -> int
datetime.date#month -> int
datetime.date#day -> int
datetime.date#isoformat() -> str
datetime.date#strftime(format: str) -> str
datetime.date#weekday() -> int
datetime.date#isoweekday() -> int
datetime.date#toordinal() -> int
datetime.date#isocalendar() -> tuple[int, int, int]
datetime.date#replace(year: int | None = None, month: int | None = None, day: int | None = None) -> datetime.date
datetime.date + datetime.timedelta -> datetime.date = plus
datetime.date - datetime.timedelta -> datetime.date = minus
datetime.date - datetime.date -> datetime.timedelta = since

class datetime.datetime = DateTime value
datetime.datetime(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0, tzinfo: datetime.timezone | None = None) -> datetime.datetime = newDateTime
datetime.datetime.now(tz: datetime.timezone | None = None) -> datetime.datetime = now
datetime.datetime.utcnow() -> datetime.datetime = utcNow
datetime.datetime.today() -> datetime.datetime = now
datetime.datetime.strptime(text: str, format: str) -> datetime.datetime = parseDateTime
datetime.datetime.fromisoformat(text: str) -> datetime.datetime = parseISODateTime
datetime.datetime.fromtimestamp(timestamp: float, tz: datetime.timezone | None = None) -> datetime.datetime = dateTimeOfTimestamp
datetime.datetime.combine(date: datetime.date, time: datetime.time) -> datetime.datetime = combineDateTime
datetime.datetime#year -> int
datetime.datetime#month -> int
datetime.datetime#day -> int
datetime.datetime#hour -> int
datetime.datetime#minute -> int
datetime.datetime#second -> int
datetime.datetime#microsecond -> int
datetime.datetime#date() -> datetime.date
datetime.datetime#time() -> datetime.time
datetime.datetime#isoformat(sep: str = "T") -> str
datetime.datetime#strftime(format: str) -> str
datetime.datetime#weekday() -> int
datetime.datetime#isoweekday() -> int
datetime.datetime#timestamp() -> float
datetime.datetime#astimezone(tz: datetime.timezone | None = None) -> datetime.datetime
datetime.datetime#isocalendar() -> tuple[int, int, int]
datetime.datetime#toordinal() -> int
datetime.datetime#replace(year: int | None = None, month: int | None = None, day: int | None = None, hour: int | None = None, minute: int | None = None, second: int | None = None, microsecond: int | None = None) -> datetime.datetime
datetime.datetime + datetime.timedelta -> datetime.datetime = plus
datetime.datetime - datetime.timedelta -> datetime.datetime = minus
datetime.datetime - datetime.datetime -> datetime.timedelta = since

class datetime.time = ClockTime value
datetime.time(hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0) -> datetime.time = newClockTime
datetime.time#hour -> int
datetime.time#minute -> int
datetime.time#second -> int
datetime.time#microsecond -> int
datetime.time#isoformat() -> str
datetime.time#strftime(format: str) -> str

class datetime.timedelta = TimeDelta value
datetime.timedelta(days: float = 0, seconds: float = 0, microseconds: float = 0, milliseconds: float = 0, minutes: float = 0, hours: float = 0, weeks: float = 0) -> datetime.timedelta = newTimeDelta
datetime.timedelta#days -> int
datetime.timedelta#seconds -> int
datetime.timedelta#microseconds -> int
datetime.timedelta#total_seconds() -> float
datetime.timedelta + datetime.timedelta -> datetime.timedelta = plus
datetime.timedelta - datetime.timedelta -> datetime.timedelta = minus
datetime.timedelta + datetime.date -> datetime.date = plus reversed
datetime.timedelta + datetime.datetime -> datetime.datetime = plus reversed
datetime.timedelta * float -> datetime.timedelta = times
float * datetime.timedelta -> datetime.timedelta = times reversed
datetime.timedelta / datetime.timedelta -> float = ratio
datetime.timedelta / float -> datetime.timedelta = over
datetime.timedelta // datetime.timedelta -> int = wholeRatio
datetime.timedelta % datetime.timedelta -> datetime.timedelta = rest
- datetime.timedelta -> datetime.timedelta = negated
datetime.timedelta#__abs__() -> datetime.timedelta = absolute

class datetime.timezone = TimeZone value
datetime.timezone(offset: datetime.timedelta) -> datetime.timezone = newTimeZone
datetime.timezone.utc: datetime.timezone = utc
datetime.UTC: datetime.timezone = utc

textwrap.wrap(text: str, width: int = 70, initial_indent: str = "", subsequent_indent: str = "", break_long_words: bool = True) -> list[str] = wrapText
textwrap.fill(text: str, width: int = 70, initial_indent: str = "", subsequent_indent: str = "", break_long_words: bool = True) -> str = fillText
textwrap.shorten(text: str, width: int, placeholder: str = " [...]") -> str = shortenText
textwrap.dedent(text: str) -> str = dedent
textwrap.indent(text: str, prefix: str) -> str = indentText
string.capwords(text: str) -> str = capitalizeWords

class fractions.Fraction = Fraction value
fractions.Fraction(numerator: int | float | str | fractions.Fraction = 0, denominator: int = 1) -> fractions.Fraction = newFraction
fractions.Fraction#numerator -> int
fractions.Fraction#denominator -> int
fractions.Fraction#limit_denominator(limit: int = 1000000) -> fractions.Fraction
fractions.Fraction + fractions.Fraction -> fractions.Fraction = plus
fractions.Fraction - fractions.Fraction -> fractions.Fraction = minus
fractions.Fraction * fractions.Fraction -> fractions.Fraction = times
fractions.Fraction / fractions.Fraction -> fractions.Fraction = over
fractions.Fraction // fractions.Fraction -> int = wholeRatio
fractions.Fraction % fractions.Fraction -> fractions.Fraction = rest
fractions.Fraction ** int -> fractions.Fraction = raised
fractions.Fraction + int -> fractions.Fraction = plusInt
int + fractions.Fraction -> fractions.Fraction = plusInt reversed
fractions.Fraction - int -> fractions.Fraction = minusInt
int - fractions.Fraction -> fractions.Fraction = minusFrom reversed
fractions.Fraction * int -> fractions.Fraction = timesInt
int * fractions.Fraction -> fractions.Fraction = timesInt reversed
fractions.Fraction / int -> fractions.Fraction = overInt
fractions.Fraction // int -> int = wholeRatioInt
fractions.Fraction % int -> fractions.Fraction = restInt
int / fractions.Fraction -> fractions.Fraction = dividedInto reversed
- fractions.Fraction -> fractions.Fraction = negated
fractions.Fraction#__abs__() -> fractions.Fraction = absolute
fractions.Fraction#__float__() -> float = toFloat
fractions.Fraction#__int__() -> int = toInt

class decimal.Decimal = Decimal ordered
decimal.Decimal(value: int | float | str | decimal.Decimal = "0") -> decimal.Decimal = newDecimal
decimal.Decimal#quantize(exponent: decimal.Decimal, rounding: str = "ROUND_HALF_EVEN") -> decimal.Decimal
decimal.Decimal#normalize() -> decimal.Decimal
decimal.Decimal#is_zero() -> bool
decimal.Decimal#to_integral_value(rounding: str = "ROUND_HALF_EVEN") -> decimal.Decimal
decimal.Decimal + decimal.Decimal -> decimal.Decimal = plus
decimal.Decimal - decimal.Decimal -> decimal.Decimal = minus
decimal.Decimal * decimal.Decimal -> decimal.Decimal = times
decimal.Decimal / decimal.Decimal -> decimal.Decimal = over
decimal.Decimal // decimal.Decimal -> decimal.Decimal = wholeRatio
decimal.Decimal % decimal.Decimal -> decimal.Decimal = rest
decimal.Decimal ** int -> decimal.Decimal = raised
decimal.Decimal + int -> decimal.Decimal = plusInt
int + decimal.Decimal -> decimal.Decimal = plusInt reversed
decimal.Decimal - int -> decimal.Decimal = minusInt
int - decimal.Decimal -> decimal.Decimal = minusFrom reversed
decimal.Decimal * int -> decimal.Decimal = timesInt
int * decimal.Decimal -> decimal.Decimal = timesInt reversed
decimal.Decimal / int -> decimal.Decimal = overInt
decimal.Decimal // int -> decimal.Decimal = wholeRatioInt
decimal.Decimal % int -> decimal.Decimal = restInt
int / decimal.Decimal -> decimal.Decimal = dividedInto reversed
- decimal.Decimal -> decimal.Decimal = negated
decimal.Decimal#__abs__() -> decimal.Decimal = absolute
decimal.Decimal#__float__() -> float = toFloat
decimal.Decimal#__int__() -> int = toInt
decimal.ROUND_HALF_UP: str = roundHalfUp
decimal.ROUND_HALF_EVEN: str = roundHalfEven
decimal.ROUND_DOWN: str = roundDown
decimal.ROUND_UP: str = roundUp
decimal.ROUND_FLOOR: str = roundFloor
decimal.ROUND_CEILING: str = roundCeiling

class io.StringIO = TextBuffer pointer
io.StringIO(text: str = "") -> io.StringIO = newTextBuffer
io.StringIO#write(text: str) -> int = writeText
io.StringIO#getvalue() -> str
io.StringIO#read() -> str
io.StringIO#readline() -> str
io.StringIO#readlines() -> list[str]
io.StringIO#seek(position: int) -> int = seekTo
io.StringIO#__iter__() -> Iterable[str] = lines
io.StringIO#close() -> None

class csv.reader = CSVReader pointer
csv.reader(lines: Any, delimiter: str = ",", quotechar: str = "\\"") -> csv.reader = newCSVReader
csv.reader#__iter__() -> Iterable[list[str]] = rows
class csv.writer = CSVWriter pointer
csv.writer(file: Any, delimiter: str = ",", quotechar: str = "\\"", lineterminator: str = "\\r\\n", quoting: int = 0) -> csv.writer = newCSVWriter
csv.writer#writerow(row: Any) -> None
csv.writer#writerows(rows: Any) -> None
class csv.DictReader = CSVDictReader pointer
csv.DictReader(lines: Any, fieldnames: list[str] | None = None, delimiter: str = ",") -> csv.DictReader = newCSVDictReader
csv.DictReader#__iter__() -> Iterable[dict[str, str]] = rows
csv.DictReader#fieldnames -> list[str]
class csv.DictWriter = CSVDictWriter pointer
csv.DictWriter(file: Any, fieldnames: list[str], +restval: Any = "", +extrasaction: str = "raise", +delimiter: str = ",", +lineterminator: str = "\\r\\n", +quoting: int = 0) -> csv.DictWriter = newCSVDictWriter
csv.DictWriter#writeheader() -> None
csv.DictWriter#writerow(row: Any) -> None
csv.DictWriter#writerows(rows: Any) -> None
csv.QUOTE_MINIMAL: int = quoteMinimal
csv.QUOTE_ALL: int = quoteAll

urllib.parse.quote(text: str, safe: str = "/") -> str = quoteURL
urllib.parse.quote_plus(text: str, safe: str = "") -> str = quoteURLPlus
urllib.parse.unquote(text: str) -> str = unquoteURL
urllib.parse.unquote_plus(text: str) -> str = unquoteURLPlus
html.escape(text: str, quote: bool = True) -> str = escapeHTML
html.unescape(text: str) -> str = unescapeHTML
os.path.join(*parts: str) -> str = joinPath
os.path.splitext(path: str) -> tuple[str, str] = splitExtension
os.path.dirname(path: str) -> str = directoryOf
os.path.basename(path: str) -> str = fileNameOf
fnmatch.fnmatch(name: str, pattern: str) -> bool = matchesGlob

class io.TextIO = TextFile pointer
io.open(file: Any, mode: str = "r", +encoding: str = "utf-8") -> io.TextIO = openFile
io.TextIO#name -> str
io.TextIO#write(text: str) -> int = writeText
io.TextIO#writelines(lines: Any) -> None
io.TextIO#read() -> str
io.TextIO#readline() -> str
io.TextIO#readlines() -> list[str]
io.TextIO#seek(position: int) -> int = seekTo
io.TextIO#flush() -> None
io.TextIO#__iter__() -> Iterable[str] = lines
io.TextIO#close() -> None

class pathlib.Path = FilePath value
pathlib.Path(*parts: Any) -> pathlib.Path = newPath
pathlib.PurePath(*parts: Any) -> pathlib.Path = newPath
pathlib.PurePosixPath(*parts: Any) -> pathlib.Path = newPath
pathlib.Path.cwd() -> pathlib.Path = workingFolder
pathlib.Path.home() -> pathlib.Path = homeFolder
pathlib.Path#name -> str
pathlib.Path#stem -> str
pathlib.Path#suffix -> str
pathlib.Path#suffixes -> list[str]
pathlib.Path#parent -> pathlib.Path
pathlib.Path#parents -> list[pathlib.Path]
pathlib.Path#parts -> tuple[str, ...]
pathlib.Path#anchor -> str
pathlib.Path#joinpath(*others: Any) -> pathlib.Path
pathlib.Path#with_name(name: str) -> pathlib.Path
pathlib.Path#with_suffix(suffix: str) -> pathlib.Path
pathlib.Path#with_stem(stem: str) -> pathlib.Path
pathlib.Path#is_absolute() -> bool
pathlib.Path#is_relative_to(other: Any) -> bool
pathlib.Path#relative_to(other: Any) -> pathlib.Path
pathlib.Path#match(pattern: str) -> bool
pathlib.Path#as_posix() -> str
pathlib.Path#absolute() -> pathlib.Path
pathlib.Path#resolve() -> pathlib.Path
pathlib.Path#exists() -> bool
pathlib.Path#is_file() -> bool
pathlib.Path#is_dir() -> bool
pathlib.Path#read_text(encoding: str = "utf-8") -> str
pathlib.Path#write_text(text: str, encoding: str = "utf-8") -> int
pathlib.Path#read_bytes() -> bytes
pathlib.Path#write_bytes(data: bytes) -> int
pathlib.Path#open(mode: str = "r", +encoding: str = "utf-8") -> io.TextIO
pathlib.Path#mkdir(mode: int = 511, parents: bool = False, exist_ok: bool = False) -> None
pathlib.Path#rmdir() -> None
pathlib.Path#unlink(missing_ok: bool = False) -> None
pathlib.Path#rename(target: Any) -> pathlib.Path
pathlib.Path#touch() -> None
pathlib.Path#iterdir() -> list[pathlib.Path]
pathlib.Path#glob(pattern: str) -> list[pathlib.Path]
pathlib.Path#rglob(pattern: str) -> list[pathlib.Path]
pathlib.Path#stat() -> os.stat_result
pathlib.Path / pathlib.Path -> pathlib.Path = joined
pathlib.Path / str -> pathlib.Path = child
str / pathlib.Path -> pathlib.Path = under reversed
class os.stat_result = FileStatus pointer
os.stat_result#st_size -> int
os.stat_result#st_mtime -> float
os.stat_result#st_mode -> int
os.path.exists(path: Any) -> bool = pathExists
os.path.isfile(path: Any) -> bool = isFile
os.path.isdir(path: Any) -> bool = isFolder
os.path.getsize(path: Any) -> int = fileSize
os.path.abspath(path: Any) -> str = absolutePath
os.listdir(path: Any = ".") -> list[str] = listFolder
os.remove(path: Any) -> None = removeFile
os.unlink(path: Any) -> None = removeFile
os.rmdir(path: Any) -> None = removeFolder
os.mkdir(path: Any) -> None = makeFolder
os.makedirs(path: Any, +exist_ok: bool = False) -> None = makeFolders
os.rename(path: Any, target: Any) -> None = renameFile
os.replace(path: Any, target: Any) -> None = renameFile
shutil.rmtree(path: Any) -> None = removeTree
shutil.copy(path: Any, target: Any) -> str = copyFile
shutil.copyfile(path: Any, target: Any) -> str = copyFile
tempfile.mkdtemp() -> str = temporaryFolder
class tempfile.TemporaryDirectory = TemporaryFolder pointer
tempfile.TemporaryDirectory() -> tempfile.TemporaryDirectory = newTemporaryFolder
tempfile.TemporaryDirectory#name -> str
tempfile.TemporaryDirectory#__enter__() -> str = enter
tempfile.TemporaryDirectory#cleanup() -> None = close
tempfile.TemporaryDirectory#close() -> None

class logging.Logger = Logger pointer
logging.getLogger(name: str = "") -> logging.Logger = getLogger
logging.basicConfig(+level: Any = None, +format: str = "", +datefmt: str = "", +stream: Any = None, +filename: Any = None, +filemode: str = "a", +handlers: list[logging.Handler] | None = None, +force: bool = False) -> None = configureLogging
logging.disable(level: Any = 50) -> None = disableLogging
logging.getLevelName(level: int) -> str = levelName
logging.debug(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None = rootDebug
logging.info(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None = rootInfo
logging.warning(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None = rootWarning
logging.error(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None = rootError
logging.exception(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None = rootException
logging.critical(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None = rootCritical
logging.Logger#name -> str
logging.Logger#level -> int
logging.Logger#propagate -> bool
logging.Logger#handlers -> list[logging.Handler]
logging.Logger#setLevel(level: Any) -> None
logging.Logger#addHandler(handler: logging.Handler) -> None
logging.Logger#removeHandler(handler: logging.Handler) -> None
logging.Logger#hasHandlers() -> bool
logging.Logger#getChild(name: str) -> logging.Logger
logging.Logger#getEffectiveLevel() -> int
logging.Logger#isEnabledFor(level: int) -> bool
logging.Logger#debug(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None
logging.Logger#info(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None
logging.Logger#warning(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None
logging.Logger#error(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None
logging.Logger#exception(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None
logging.Logger#critical(message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~stacklevel: int = 1, ~extra: Any = None) -> None
logging.Logger#log(level: int, message: Any, *args: Any, ~exc_info: Any = None, ~stack_info: bool = False, ~extra: Any = None) -> None
logging.Logger#warn(message: Any, *args: Any) -> None = warning
logging.log(level: int, message: Any, *args: Any) -> None = rootLog
class logging.Handler = LogHandler pointer
logging.StreamHandler(stream: Any = None) -> logging.Handler = newStreamHandler
logging.FileHandler(path: Any, mode: str = "a") -> logging.Handler = newFileHandler
logging.NullHandler() -> logging.Handler = newNullHandler
logging.Handler#setLevel(level: Any) -> None
logging.Handler#setFormatter(formatter: logging.Formatter) -> None
class logging.Formatter = LogFormatter pointer
logging.Formatter(fmt: str = "", datefmt: str = "") -> logging.Formatter = newLogFormatter
logging.DEBUG: int = logDebug
logging.INFO: int = logInfo
logging.WARNING: int = logWarning
logging.ERROR: int = logError
logging.CRITICAL: int = logCritical
logging.NOTSET: int = logUnset

class argparse.ArgumentParser = ArgumentParser pointer
argparse.ArgumentParser(?prog: str = None, ?usage: str = None, ?description: str = None, ?epilog: str = None, ?parents: list[argparse.ArgumentParser] = None, ?formatter_class: str = None, ?add_help: bool = True, ?allow_abbrev: bool = True, ?exit_on_error: bool = True) -> argparse.ArgumentParser = newArgumentParser with ParserOptions
argparse.ArgumentParser#prog -> str
argparse.ArgumentParser#add_argument(*flags: str, ?action: str = None, ?nargs: Any = None, ?const: Any = None, ?default: Any = None, ?type: Callable[[str], Any] = None, ?choices: Any = None, ?required: bool = False, ?help: str = None, ?metavar: Any = None, ?dest: str = None, ?version: str = None) -> None with ArgumentOptions
argparse.ArgumentParser#add_argument_group(title: str = "", description: str = "") -> argparse._ArgumentGroup
argparse.ArgumentParser#add_mutually_exclusive_group(+required: bool = False) -> argparse._ArgumentGroup
argparse.ArgumentParser#add_subparsers(?title: str = None, ?description: str = None, ?prog: str = None, ?required: bool = False, ?dest: str = None, ?help: str = None, ?metavar: Any = None) -> argparse._SubParsersAction with SubcommandOptions
argparse.ArgumentParser#set_defaults(&values: Any) -> None
argparse.ArgumentParser#get_default(name: str) -> Any
argparse.ArgumentParser#parse_args(args: list[str] | None = None, namespace: argparse.Namespace | None = None) -> argparse.Namespace
argparse.ArgumentParser#parse_known_args(args: list[str] | None = None, namespace: argparse.Namespace | None = None) -> tuple[argparse.Namespace, list[str]]
argparse.ArgumentParser#error(message: str) -> Never
argparse.ArgumentParser#exit(status: int = 0, message: str = "") -> Never
argparse.ArgumentParser#print_help(file: Any = None) -> None
argparse.ArgumentParser#print_usage(file: Any = None) -> None
argparse.ArgumentParser#format_help() -> str
argparse.ArgumentParser#format_usage() -> str
class argparse._ArgumentGroup = ArgumentGroup pointer
argparse._ArgumentGroup#add_argument(*flags: str, ?action: str = None, ?nargs: Any = None, ?const: Any = None, ?default: Any = None, ?type: Callable[[str], Any] = None, ?choices: Any = None, ?required: bool = False, ?help: str = None, ?metavar: Any = None, ?dest: str = None, ?version: str = None) -> None with ArgumentOptions
argparse._ArgumentGroup#add_mutually_exclusive_group(+required: bool = False) -> argparse._ArgumentGroup
class argparse._SubParsersAction = Subcommands pointer
argparse._SubParsersAction#add_parser(name: str, ?help: str = None, ?aliases: list[str] = None, ?prog: str = None, ?usage: str = None, ?description: str = None, ?epilog: str = None, ?parents: list[argparse.ArgumentParser] = None, ?formatter_class: str = None, ?add_help: bool = True, ?allow_abbrev: bool = True) -> argparse.ArgumentParser with ParserOptions
class argparse.Namespace = Namespace pointer
argparse.Namespace(&values: Any) -> argparse.Namespace = newNamespace
argparse.HelpFormatter: str = "HelpFormatter"
argparse.RawDescriptionHelpFormatter: str = "RawDescriptionHelpFormatter"
argparse.RawTextHelpFormatter: str = "RawTextHelpFormatter"
argparse.ArgumentDefaultsHelpFormatter: str = "ArgumentDefaultsHelpFormatter"
argparse.BooleanOptionalAction: str = "boolean"
argparse.SUPPRESS: str = "==SUPPRESS=="
argparse.REMAINDER: str = "..."
argparse.OPTIONAL: str = "?"
argparse.ZERO_OR_MORE: str = "*"
argparse.ONE_OR_MORE: str = "+"

warnings.warn(message: Any, !category: str = "UserWarning", ~stacklevel: int = 1, ~source: Any = None) -> None = issueWarning
warnings.simplefilter(action: str, !category: str = "Warning", ~lineno: int = 0, ~append: bool = False) -> None = filterWarnings
warnings.filterwarnings(action: str, ~message: str = "", !category: str = "Warning", ~module: str = "") -> None = filterWarnings
warnings.resetwarnings() -> None = resetWarnings
class warnings.catch_warnings = WarningRecorder pointer
warnings.catch_warnings(+record: bool = False) -> warnings.catch_warnings = newWarningRecorder
warnings.catch_warnings#__enter__() -> warnings.WarningList = enter
class warnings.WarningList = WarningList pointer
warnings.WarningList#__len__() -> int = count
warnings.WarningList#__getitem__(index: int) -> warnings.WarningMessage = at
warnings.WarningList#__iter__() -> list[warnings.WarningMessage] = all
warnings.catch_warnings#close() -> None
class warnings.WarningMessage = WarningMessage pointer
warnings.WarningMessage#message -> str

struct.pack(format: str, *values: Any) -> bytes = packStruct
struct.unpack(format: str, data: bytes) -> tuple[Any, ...] = unpackStruct
struct.unpack_from(format: str, data: bytes, offset: int = 0) -> tuple[Any, ...] = unpackStructFrom
struct.iter_unpack(format: str, data: bytes) -> list[tuple[Any, ...]] = unpackStructs
struct.calcsize(format: str) -> int = structSize
class struct.Struct = StructFormat pointer
struct.Struct(format: str) -> struct.Struct = newStructFormat
struct.Struct#size -> int
struct.Struct#format -> str
struct.Struct#pack(*values: Any) -> bytes
struct.Struct#unpack(data: bytes) -> tuple[Any, ...]
struct.Struct#unpack_from(data: bytes, offset: int = 0) -> tuple[Any, ...]
struct.Struct#iter_unpack(data: bytes) -> list[tuple[Any, ...]]

class uuid.UUID = UUID value
uuid.UUID(hex: str | None = None, +bytes: bytes | None = None, ~version: int = 0) -> uuid.UUID = newUUID
uuid.uuid1() -> uuid.UUID = randomUUID
uuid.uuid3(namespace: uuid.UUID, name: str) -> uuid.UUID = md5UUID
uuid.uuid4() -> uuid.UUID = randomUUID
uuid.uuid5(namespace: uuid.UUID, name: str) -> uuid.UUID = sha1UUID
uuid.UUID#hex -> str
uuid.UUID#bytes -> bytes
uuid.UUID#urn -> str
uuid.UUID#version -> int
uuid.NAMESPACE_DNS: uuid.UUID = dnsNamespace
uuid.NAMESPACE_URL: uuid.UUID = urlNamespace

secrets.token_bytes(nbytes: int = 32) -> bytes = secretBytes
secrets.token_hex(nbytes: int = 32) -> str = secretHex
secrets.token_urlsafe(nbytes: int = 32) -> str = secretText
secrets.randbelow(limit: int) -> int = secretBelow
secrets.compare_digest(a: Any, b: Any) -> bool = sameDigest
os.urandom(size: int) -> bytes = secretBytes

class hmac.HMAC = KeyedHash pointer
hmac.new(key: bytes, msg: bytes | None = None, !digestmod: str = "") -> hmac.HMAC = newKeyedHash
hmac.digest(key: bytes, msg: bytes, !digest: str) -> bytes = keyedDigest
hmac.compare_digest(a: Any, b: Any) -> bool = sameDigest
hmac.HMAC#update(data: bytes) -> None
hmac.HMAC#digest() -> bytes
hmac.HMAC#hexdigest() -> str
hmac.HMAC#digest_size -> int
hmac.HMAC#name -> str
hashlib.pbkdf2_hmac(name: str, password: bytes, salt: bytes, iterations: int, dklen: int | None = None) -> bytes = deriveKey

zlib.crc32(data: bytes, value: int = 0) -> int = checksum32
zlib.adler32(data: bytes, value: int = 1) -> int = adler32
zlib.compress(data: bytes, level: int = -1) -> bytes = deflate
zlib.decompress(data: bytes) -> bytes = inflate
gzip.compress(data: bytes, compresslevel: int = 9) -> bytes = gzipped
gzip.decompress(data: bytes) -> bytes = gunzipped
binascii.crc32(data: bytes, value: int = 0) -> int = checksum32
binascii.hexlify(data: bytes) -> bytes = hexText
binascii.b2a_hex(data: bytes) -> bytes = hexText
binascii.unhexlify(text: Any) -> bytes = bytesOfHex
binascii.a2b_hex(text: Any) -> bytes = bytesOfHex

class string.Template = TextTemplate pointer
string.Template(template: str) -> string.Template = newTextTemplate
string.Template#template -> str
string.Template#substitute(mapping: Any = None, &values: Any) -> str
string.Template#safe_substitute(mapping: Any = None, &values: Any) -> str

class subprocess.CompletedProcess = CompletedProcess pointer
subprocess.CompletedProcess#args -> Any
subprocess.CompletedProcess#returncode -> int
subprocess.CompletedProcess#stdout -> str
subprocess.CompletedProcess#stderr -> str
subprocess.CompletedProcess#check_returncode() -> None
class subprocess.CompletedBytes = CompletedBytes pointer
subprocess.CompletedBytes#args -> Any
subprocess.CompletedBytes#returncode -> int
subprocess.CompletedBytes#stdout -> bytes
subprocess.CompletedBytes#stderr -> bytes
subprocess.CompletedBytes#check_returncode() -> None
subprocess.run(args: Any, ?input: Any = None, ?capture_output: bool = False, ?shell: bool = False, ?cwd: Any = None, ?timeout: float | None = None, ?check: bool = False, ?env: dict[str, str] | None = None, ?stdout: int | None = None, ?stderr: int | None = None, ~stdin: int = 0, ~text: bool = False, ~encoding: str = "", ~errors: str = "", ~universal_newlines: bool = False) -> subprocess.CompletedProcess = runCommand with CommandOptions
subprocess.check_output(args: Any, ?input: Any = None, ?shell: bool = False, ?cwd: Any = None, ?timeout: float | None = None, ?env: dict[str, str] | None = None, ?stderr: int | None = None, ~text: bool = False, ~encoding: str = "", ~universal_newlines: bool = False) -> str = commandOutput with CommandOptions
subprocess.check_call(args: Any, ?shell: bool = False, ?cwd: Any = None, ?timeout: float | None = None, ?env: dict[str, str] | None = None, ?stdout: int | None = None, ?stderr: int | None = None) -> int = checkCommand with CommandOptions
subprocess.call(args: Any, ?shell: bool = False, ?cwd: Any = None, ?timeout: float | None = None, ?env: dict[str, str] | None = None, ?stdout: int | None = None, ?stderr: int | None = None) -> int = commandCode with CommandOptions
subprocess.getoutput(cmd: str) -> str = shellOutput
subprocess.runBytes(args: Any, ?input: Any = None, ?capture_output: bool = False, ?shell: bool = False, ?cwd: Any = None, ?timeout: float | None = None, ?check: bool = False, ?env: dict[str, str] | None = None, ?stdout: int | None = None, ?stderr: int | None = None, ~stdin: int = 0) -> subprocess.CompletedBytes = runCommandBytes with CommandOptions
subprocess.check_outputBytes(args: Any, ?input: Any = None, ?shell: bool = False, ?cwd: Any = None, ?timeout: float | None = None, ?env: dict[str, str] | None = None, ?stderr: int | None = None) -> bytes = commandBytes with CommandOptions
subprocess.PIPE: int = pipeOutput
subprocess.STDOUT: int = joinOutput
subprocess.DEVNULL: int = dropOutput
sys.executable: str = "python3"
CalledProcessError#returncode -> int
CalledProcessError#cmd -> Any
CalledProcessError#output -> Any
CalledProcessError#stdout -> Any
CalledProcessError#stderr -> Any

class requests.Response = WebAnswer pointer
requests.Response#status_code -> int
requests.Response#reason -> str
requests.Response#url -> str
requests.Response#headers -> requests.Headers
requests.Response#content -> bytes
requests.Response#text -> str
requests.Response#ok -> bool
requests.Response#json() -> Any
requests.Response#raise_for_status() -> None
requests.Response#close() -> None
requests.Response#read() -> bytes
class requests.Headers = WebHeaders pointer
requests.Headers#get(name: str, missing: str | None = None) -> str | None
requests.Headers#__getitem__(name: str) -> str = item
requests.Headers#__setitem__(name: str, value: str) -> None = set
requests.Headers#__contains__(name: str) -> bool = has
requests.Headers#update(fields: Any) -> None
requests.get(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webGet with RequestOptions
requests.post(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response = webPost with RequestOptions
requests.put(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response = webPut with RequestOptions
requests.patch(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response = webPatch with RequestOptions
requests.delete(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webDelete with RequestOptions
requests.head(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webHead with RequestOptions
requests.request(method: str, url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webRequest with RequestOptions
httpx.get(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webGet with RequestOptions
httpx.post(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response = webPost with RequestOptions
httpx.put(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response = webPut with RequestOptions
httpx.patch(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response = webPatch with RequestOptions
httpx.delete(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webDelete with RequestOptions
httpx.head(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webHead with RequestOptions
httpx.request(method: str, url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response = webRequest with RequestOptions
class requests.Session = WebSession pointer
requests.Session() -> requests.Session = plainWebSession
httpx.Client(+base_url: str = "", +headers: Any = None, +timeout: Any = None, ~follow_redirects: bool = True, ~verify: Any = None) -> requests.Session = newWebSession
requests.Session#headers -> requests.Headers
requests.Session#get(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response with RequestOptions
requests.Session#post(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response with RequestOptions
requests.Session#put(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response with RequestOptions
requests.Session#patch(url: str, ?data: Any = None, ?json: Any = None, ?params: Any = None, ?headers: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None) -> requests.Response with RequestOptions
requests.Session#delete(url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response with RequestOptions
requests.Session#request(method: str, url: str, ?params: Any = None, ?headers: Any = None, ?json: Any = None, ?data: Any = None, ?timeout: Any = None, ?auth: Any = None, ?allow_redirects: bool = True, ~verify: Any = None, ~stream: bool = False) -> requests.Response with RequestOptions
requests.Session#close() -> None
requests.session() -> requests.Session = plainWebSession
class urllib.request.Request = PreparedRequest pointer
urllib.request.Request(url: str, data: bytes | None = None, headers: Any = None, ~origin_req_host: Any = None, ~unverifiable: bool = False, +method: str | None = None) -> urllib.request.Request = newPreparedRequest
urllib.request.Request#add_header(name: str, value: str) -> None
class http.client.HTTPResponse = WebAnswer pointer
urllib.request.urlopen(url: Any, data: bytes | None = None, timeout: Any = None) -> http.client.HTTPResponse = openAddress
http.client.HTTPResponse#read() -> bytes
http.client.HTTPResponse#status -> int
http.client.HTTPResponse#getcode() -> int
http.client.HTTPResponse#reason -> str
http.client.HTTPResponse#url -> str
http.client.HTTPResponse#headers -> requests.Headers
http.client.HTTPResponse#getheader(name: str, missing: str | None = None) -> str | None
http.client.HTTPResponse#close() -> None
RequestHTTPError#response -> requests.Response
RequestHTTPError#code -> int
RequestHTTPError#reason -> str
RequestConnectionError#reason -> str

class chain.ChainMap = ChainMap pointer
collections.ChainMap(*maps: Any) -> chain.ChainMap = newChainMap
chain.ChainMap#get(key: Any, missing: Any = None) -> Any
chain.ChainMap#__getitem__(key: Any) -> Any = item
chain.ChainMap#__setitem__(key: Any, value: Any) -> None = set
chain.ChainMap#__contains__(key: Any) -> bool = has
chain.ChainMap#__len__() -> int = count
chain.ChainMap#__iter__() -> list[Any] = keys
chain.ChainMap#keys() -> list[Any]
chain.ChainMap#values() -> list[Any]
chain.ChainMap#items() -> list[tuple[Any, Any]]
chain.ChainMap#new_child(first: Any = None) -> chain.ChainMap
chain.ChainMap#parents -> chain.ChainMap
chain.ChainMap#maps -> list[Any]

class configparser.ConfigParser = ConfigFile pointer
configparser.ConfigParser(~defaults: Any = None, ~allow_no_value: bool = False, ~strict: bool = True) -> configparser.ConfigParser = newConfigFile
configparser.RawConfigParser() -> configparser.ConfigParser = newRawConfigFile
configparser.ConfigParser#read_string(text: str) -> None
configparser.ConfigParser#read(filenames: Any, ~encoding: str = "") -> list[str] = readFile
configparser.ConfigParser#read_dict(values: Any) -> None
configparser.ConfigParser#sections() -> list[str]
configparser.ConfigParser#options(section: str) -> list[str]
configparser.ConfigParser#items(section: str) -> list[tuple[str, str]]
configparser.ConfigParser#get(section: str, option: str, +fallback: str | None = None) -> str
configparser.ConfigParser#getint(section: str, option: str, +fallback: int | None = None) -> int
configparser.ConfigParser#getfloat(section: str, option: str, +fallback: float | None = None) -> float
configparser.ConfigParser#getboolean(section: str, option: str, +fallback: bool | None = None) -> bool
configparser.ConfigParser#has_section(section: str) -> bool
configparser.ConfigParser#has_option(section: str, option: str) -> bool
configparser.ConfigParser#add_section(section: str) -> None
configparser.ConfigParser#remove_section(section: str) -> bool
configparser.ConfigParser#set(section: str, option: str, value: str) -> None
configparser.ConfigParser#write(file: Any) -> None = writeTo
configparser.ConfigParser#__getitem__(section: str) -> configparser.SectionProxy = item
configparser.ConfigParser#__setitem__(section: str, values: Any) -> None = setSection
configparser.ConfigParser#__contains__(section: str) -> bool = has
configparser.ConfigParser#__iter__() -> list[str] = sections
class configparser.SectionProxy = ConfigSection pointer
configparser.SectionProxy#name -> str
configparser.SectionProxy#get(option: str, missing: str | None = None) -> str | None
configparser.SectionProxy#getint(option: str, missing: int | None = None) -> int | None
configparser.SectionProxy#getfloat(option: str, missing: float | None = None) -> float | None
configparser.SectionProxy#getboolean(option: str, missing: bool | None = None) -> bool | None
configparser.SectionProxy#__getitem__(option: str) -> str = item
configparser.SectionProxy#__setitem__(option: str, value: str) -> None = set
configparser.SectionProxy#__contains__(option: str) -> bool = has
configparser.SectionProxy#__iter__() -> list[str] = keys
configparser.SectionProxy#__len__() -> int = count
configparser.SectionProxy#keys() -> list[str]
configparser.SectionProxy#items() -> list[tuple[str, str]]
csv.QUOTE_NONE: int = quoteNone

statistics.quantiles(data: list[float], +n: int = 4, +method: str = "exclusive") -> list[float] = quantiles
statistics.geometric_mean(data: list[float]) -> float = geometricMean
statistics.harmonic_mean(data: list[float]) -> float = harmonicMean
calendar.isleap(year: int) -> bool = isLeapYear
calendar.monthrange(year: int, month: int) -> tuple[int, int] = monthRange
calendar.weekday(year: int, month: int, day: int) -> int = weekdayOf
calendar.month_name: list[str] = monthNames
calendar.month_abbr: list[str] = shortMonthNames
calendar.day_name: list[str] = dayNames
calendar.day_abbr: list[str] = shortDayNames
`;
