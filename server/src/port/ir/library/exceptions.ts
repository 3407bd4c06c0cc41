/** Exception classes of libraries: what both runtimes call them, and the class that they derive from. */
export interface LibraryException {
  readonly name: string;
  readonly base: string;
}

const ROWS = `
argparse.ArgumentTypeError = ArgumentTypeError Exception
argparse.ArgumentError = ArgumentError Exception
click.ClickException = ClickException Exception
click.exceptions.ClickException = ClickException Exception
click.UsageError = UsageError ClickException
click.exceptions.UsageError = UsageError ClickException
click.BadParameter = BadParameter UsageError
click.exceptions.BadParameter = BadParameter UsageError
click.FileError = FileError ClickException
click.exceptions.FileError = FileError ClickException
click.Abort = Abort RuntimeError
click.exceptions.Abort = Abort RuntimeError
click.exceptions.Exit = CommandExit RuntimeError
struct.error = StructError Exception
statistics.StatisticsError = StatisticsError ValueError
re.error = PatternError Exception
re.PatternError = PatternError Exception
dataclasses.FrozenInstanceError = FrozenInstanceError AttributeError
binascii.Error = BinasciiError ValueError
zlib.error = ZlibError Exception
subprocess.SubprocessError = SubprocessError Exception
subprocess.CalledProcessError = CalledProcessError SubprocessError
subprocess.TimeoutExpired = TimeoutExpired SubprocessError
sqlite3.Error = SQLError Exception
sqlite3.InterfaceError = SQLInterfaceError SQLError
sqlite3.DatabaseError = SQLDatabaseError SQLError
sqlite3.DataError = SQLDataError SQLDatabaseError
sqlite3.OperationalError = SQLOperationalError SQLDatabaseError
sqlite3.IntegrityError = SQLIntegrityError SQLDatabaseError
sqlite3.InternalError = SQLInternalError SQLDatabaseError
sqlite3.ProgrammingError = SQLProgrammingError SQLDatabaseError
sqlite3.NotSupportedError = SQLNotSupportedError SQLDatabaseError
psycopg.Error = SQLError Exception
psycopg.InterfaceError = SQLInterfaceError SQLError
psycopg.DatabaseError = SQLDatabaseError SQLError
psycopg.DataError = SQLDataError SQLDatabaseError
psycopg.OperationalError = SQLOperationalError SQLDatabaseError
psycopg.IntegrityError = SQLIntegrityError SQLDatabaseError
psycopg.InternalError = SQLInternalError SQLDatabaseError
psycopg.ProgrammingError = SQLProgrammingError SQLDatabaseError
psycopg.NotSupportedError = SQLNotSupportedError SQLDatabaseError
psycopg2.Error = SQLError Exception
psycopg2.InterfaceError = SQLInterfaceError SQLError
psycopg2.DatabaseError = SQLDatabaseError SQLError
psycopg2.DataError = SQLDataError SQLDatabaseError
psycopg2.OperationalError = SQLOperationalError SQLDatabaseError
psycopg2.IntegrityError = SQLIntegrityError SQLDatabaseError
psycopg2.InternalError = SQLInternalError SQLDatabaseError
psycopg2.ProgrammingError = SQLProgrammingError SQLDatabaseError
psycopg2.NotSupportedError = SQLNotSupportedError SQLDatabaseError
psycopg.errors.UniqueViolation = SQLIntegrityError SQLDatabaseError
psycopg2.errors.UniqueViolation = SQLIntegrityError SQLDatabaseError
sqlalchemy.exc.SQLAlchemyError = SQLError Exception
sqlalchemy.exc.DBAPIError = SQLDatabaseError SQLError
sqlalchemy.exc.DatabaseError = SQLDatabaseError SQLError
sqlalchemy.exc.IntegrityError = SQLIntegrityError SQLDatabaseError
sqlalchemy.exc.OperationalError = SQLOperationalError SQLDatabaseError
sqlalchemy.exc.ProgrammingError = SQLProgrammingError SQLDatabaseError
sqlalchemy.exc.InterfaceError = SQLInterfaceError SQLError
sqlalchemy.exc.NoResultFound = SQLNoResult SQLError
sqlalchemy.exc.MultipleResultsFound = SQLManyResults SQLError
botocore.exceptions.ClientError = AWSClientError Exception
redis.RedisError = RedisError Exception
redis.exceptions.RedisError = RedisError Exception
redis.ConnectionError = RedisConnectionError RedisError
redis.exceptions.ConnectionError = RedisConnectionError RedisError
redis.ResponseError = RedisResponseError RedisError
redis.exceptions.ResponseError = RedisResponseError RedisError
requests.RequestException = RequestException OSError
requests.exceptions.RequestException = RequestException OSError
requests.HTTPError = RequestHTTPError RequestException
requests.exceptions.HTTPError = RequestHTTPError RequestException
requests.ConnectionError = RequestConnectionError RequestException
requests.exceptions.ConnectionError = RequestConnectionError RequestException
requests.Timeout = RequestTimeout RequestException
requests.exceptions.Timeout = RequestTimeout RequestException
urllib.error.HTTPError = RequestHTTPError RequestException
urllib.error.URLError = RequestException OSError
httpx.HTTPError = RequestException OSError
httpx.HTTPStatusError = RequestHTTPError RequestException
httpx.RequestError = RequestConnectionError RequestException
httpx.ConnectError = RequestConnectionError RequestException
httpx.TimeoutException = RequestTimeout RequestException
configparser.Error = ConfigError Exception
configparser.NoSectionError = NoSectionError ConfigError
configparser.NoOptionError = NoOptionError ConfigError
configparser.DuplicateSectionError = DuplicateSectionError ConfigError
`;

/** By the canonical name in Python. */
export const LIBRARY_EXCEPTIONS: ReadonlyMap<string, LibraryException> = new Map(
  ROWS.trim()
    .split("\n")
    .map((row): [string, LibraryException] => {
      const [canonical, , name, base] = row.split(" ");
      return [canonical, { name, base }];
    }),
);
