import { LIBRARY_EXCEPTIONS } from "../../ir/library/exceptions.ts";

/** Go types of built-in exception classes; classes that the runtime lacks fall to the nearest base. */
export const EXCEPTION_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "ValueError TypeError RuntimeError NotImplementedError RecursionError AssertionError AttributeError NameError ImportError ArithmeticError ZeroDivisionError OverflowError LookupError IndexError KeyError OSError FileNotFoundError FileExistsError PermissionError ConnectionError TimeoutError EOFError StopIteration MemoryError UnicodeError KeyboardInterrupt SystemExit Exception"
      .split(" ")
      .map((name) => [name, name]),
  ),
  ...Object.fromEntries([...LIBRARY_EXCEPTIONS.values()].map(({ name }) => [name, name])),
  BaseException: "Exception",
  IOError: "OSError",
  EnvironmentError: "OSError",
  ModuleNotFoundError: "ImportError",
  UnboundLocalError: "NameError",
  StopAsyncIteration: "StopIteration",
  UnicodeDecodeError: "UnicodeError",
  UnicodeEncodeError: "UnicodeError",
  BufferError: "RuntimeError",
  Warning: "Exception",
  UserWarning: "Exception",
  DeprecationWarning: "Exception",
  FloatingPointError: "ArithmeticError",
  ConnectionResetError: "ConnectionError",
  ConnectionRefusedError: "ConnectionError",
  BrokenPipeError: "ConnectionError",
  IsADirectoryError: "OSError",
  NotADirectoryError: "OSError",
};
