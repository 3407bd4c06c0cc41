import { LIBRARY_EXCEPTIONS } from "../../ir/library/exceptions.ts";
import * as go from "../build.ts";
import type { GoType } from "../tree.ts";
import { type ModuleContext, need } from "./context.ts";

/** Go types of built-in exception classes; classes that the runtime lacks fall to the nearest base. */
export const EXCEPTION_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "ValueError TypeError RuntimeError NotImplementedError RecursionError AssertionError AttributeError NameError ImportError ArithmeticError ZeroDivisionError OverflowError LookupError IndexError KeyError OSError FileNotFoundError FileExistsError PermissionError ConnectionError TimeoutError EOFError StopIteration MemoryError UnicodeError KeyboardInterrupt SystemExit SyntaxError ReferenceError SystemError Warning UserWarning DeprecationWarning RuntimeWarning Exception"
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
  FloatingPointError: "ArithmeticError",
  ConnectionResetError: "ConnectionError",
  ConnectionRefusedError: "ConnectionError",
  BrokenPipeError: "ConnectionError",
  IsADirectoryError: "OSError",
  NotADirectoryError: "OSError",
};

/** Subclasses of built-in exception classes that the runtime has types for. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  LookupError: ["LookupError", "KeyError", "IndexError"],
  ArithmeticError: ["ArithmeticError", "ZeroDivisionError", "OverflowError"],
  OSError: ["OSError", "FileNotFoundError", "FileExistsError", "PermissionError", "ConnectionError", "TimeoutError"],
  RuntimeError: ["RuntimeError", "NotImplementedError", "RecursionError"],
  AttributeError: ["AttributeError", "FrozenInstanceError"],
  ValueError: ["ValueError", "UnicodeError", "JSONDecodeError"],
  Warning: ["Warning", "UserWarning", "DeprecationWarning", "RuntimeWarning"],
};

/** The types that errors of a built-in class have: that of the class, of those below it, and of the module's own. */
export function exceptionTypes(context: ModuleContext, name: string): GoType[] {
  const group = belowBuiltin(name).filter(
    (each) => each === name || (each !== "UnicodeError" && (each !== "JSONDecodeError" || context.facts.readsJSON)),
  );
  if (name !== "FrozenInstanceError" && ![...context.classes.values()].some(({ def }) => def.dataclass?.frozen)) {
    const at = group.indexOf("FrozenInstanceError");
    if (at >= 0) group.splice(at, 1);
  }
  for (const each of group) need(context, each);
  const own = [...context.classes.values()].filter((info) =>
    info.def.bases.some((base) => base.kind === "builtin" && group.includes(EXCEPTION_NAMES[base.name] ?? base.name)),
  );
  return [
    ...group.map((each) => go.pointerTo(go.named(each))),
    ...own.map((info) =>
      info.shape === "interface" ? go.named(info.goName) : go.pointerTo(go.named(info.structName)),
    ),
  ];
}

/** A built-in exception class and those below it, by the names of the runtime. */
export function belowBuiltin(name: string): readonly string[] {
  return GROUPS[name] ?? [name];
}
