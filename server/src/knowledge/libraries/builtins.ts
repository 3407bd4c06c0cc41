import { callsBack, factsOf } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const manual = factsOf("documented", "Python Library Reference: Built-in Functions, Built-in Types");
const measured = factsOf("measured", "stall of a second thread during one call, CPython 3.11.7 and 3.13.0");
const source = factsOf("source", "CPython: Python/bltinmodule.c, Objects/*.c");

const str = { returns: "builtins.str" };
const bytes = { returns: "builtins.bytes" };
const list = { returns: "builtins.list" };
const bool = { returns: "builtins.bool" };
const int = { returns: "builtins.int" };
const float = { returns: "builtins.float" };

/** Built-in functions and the methods of built-in types, as far as following their values needs it. */
export const BUILTINS: LibraryTable = {
  callables: [
    manual.blocks("file", "builtins", "open", { returns: "io.TextIOWrapper", twin: "anyio.open_file" }),
    manual.blocks("stdin", "builtins", "input", str),
    manual.blocks("stdin", "builtins", "breakpoint"),
    measured.holds("builtins", "sorted", 0, { ...list, ...callsBack("key") }),
    measured.holds("builtins", "sum any all", 0),
    source.holds("builtins", "min max", 0, callsBack("key")),
    measured.holds("builtins", "compile", 0),
    measured.holds("builtins", "pow", 0, int),
    source.holds("builtins", "eval exec", 0),
    manual.pure("builtins", "print abs callable delattr dir divmod getattr globals hasattr hash help id"),
    manual.pure("builtins", "isinstance issubclass iter locals next object round setattr vars property super type"),
    manual.pure("builtins", "classmethod staticmethod __import__ aiter"),
    manual.suspends("builtins", "anext", { since: "3.10" }),
    manual.pure("builtins", "ascii bin chr format hex oct repr str", str),
    manual.pure("builtins", "len ord int", int),
    manual.pure("builtins", "bool", bool),
    manual.pure("builtins", "float", float),
    manual.pure("builtins", "complex", { returns: "builtins.complex" }),
    manual.pure("builtins", "bytes", bytes),
    manual.pure("builtins", "bytearray", { returns: "builtins.bytearray" }),
    manual.pure("builtins", "memoryview", { returns: "builtins.memoryview" }),
    manual.pure("builtins", "list", list),
    manual.pure("builtins", "dict", { returns: "builtins.dict" }),
    manual.pure("builtins", "set", { returns: "builtins.set" }),
    manual.pure("builtins", "frozenset", { returns: "builtins.frozenset" }),
    manual.pure("builtins", "tuple", { returns: "builtins.tuple" }),
    manual.pure("builtins", "slice", { returns: "builtins.slice" }),
    manual.pure("builtins", "range", { returns: "builtins.range", yields: "builtins.int" }),
    manual.pure("builtins", "map filter", { lazy: true, ...callsBack(0) }),
    manual.pure("builtins", "zip enumerate reversed", { lazy: true }),

    manual.pure(
      "builtins.str",
      "capitalize casefold center expandtabs format format_map join ljust lower lstrip replace",
      str,
    ),
    manual.pure(
      "builtins.str",
      "removeprefix removesuffix rjust rstrip strip swapcase title translate upper zfill",
      str,
    ),
    manual.pure("builtins.str", "maketrans", { returns: "builtins.dict" }),
    manual.pure("builtins.str", "split rsplit splitlines", { ...list, yields: "builtins.str" }),
    manual.pure("builtins.str", "partition rpartition", { returns: "builtins.tuple" }),
    manual.pure("builtins.str", "encode", bytes),
    manual.pure("builtins.str", "count find index rfind rindex", int),
    manual.pure("builtins.str", "endswith startswith isalnum isalpha isascii isdecimal isdigit isidentifier", bool),
    manual.pure("builtins.str", "islower isnumeric isprintable isspace istitle isupper", bool),

    manual.pure("builtins.bytes", "decode hex", str),
    manual.pure("builtins.bytes", "fromhex join lower upper strip lstrip rstrip replace translate title zfill", bytes),
    manual.pure("builtins.bytes", "capitalize center expandtabs ljust rjust removeprefix removesuffix swapcase", bytes),
    manual.pure("builtins.bytes", "split rsplit splitlines", { ...list, yields: "builtins.bytes" }),
    manual.pure("builtins.bytes", "partition rpartition", { returns: "builtins.tuple" }),
    manual.pure("builtins.bytes", "count find index rfind rindex", int),
    manual.pure(
      "builtins.bytes",
      "endswith startswith isalnum isalpha isascii isdigit islower isspace istitle isupper",
      bool,
    ),
    manual.pure("builtins.bytearray", "append clear copy extend insert pop remove reverse"),

    source.holds("builtins.list", "sort", "receiver", callsBack("key")),
    manual.pure("builtins.list", "append clear extend insert pop remove reverse"),
    manual.pure("builtins.list", "copy", list),
    manual.pure("builtins.list builtins.tuple builtins.range", "count index", int),
    manual.pure("builtins.dict", "clear get items keys pop popitem setdefault update values"),
    manual.pure("builtins.dict", "copy fromkeys", { returns: "builtins.dict" }),
    manual.pure("builtins.set", "add clear discard pop remove update"),
    manual.pure("builtins.set", "intersection_update difference_update symmetric_difference_update"),
    manual.pure("builtins.set", "copy difference intersection symmetric_difference union", { returns: "builtins.set" }),
    manual.pure("builtins.set builtins.frozenset", "isdisjoint issubset issuperset", bool),
    manual.pure("builtins.frozenset", "copy difference intersection symmetric_difference union", {
      returns: "builtins.frozenset",
    }),
    manual.pure("builtins.int", "bit_length bit_count", int),
    manual.pure("builtins.int", "to_bytes", bytes),
    manual.pure("builtins.int", "from_bytes conjugate", int),
    manual.pure("builtins.int builtins.float", "as_integer_ratio", { returns: "builtins.tuple" }),
    manual.pure("builtins.int", "is_integer", { ...bool, since: "3.12" }),
    manual.pure("builtins.float", "is_integer", bool),
    manual.pure("builtins.float", "hex", str),
    manual.pure("builtins.float", "fromhex conjugate", float),
    manual.pure("builtins.memoryview", "cast release toreadonly"),
    manual.pure("builtins.memoryview", "tobytes", bytes),
    manual.pure("builtins.memoryview", "tolist", list),
    manual.pure("builtins.memoryview", "hex", str),
    manual.pure("builtins.generator", "send throw close"),
    manual.suspends("builtins.async_generator", "asend athrow aclose"),
  ].flat(),
  classes: [
    { path: "builtins.generator", nominal: true },
    { path: "builtins.async_generator", nominal: true },
    { path: "builtins.str", iterates: "builtins.str", subscripts: "builtins.str", operator: "builtins.str" },
    { path: "builtins.bytes", iterates: "builtins.int", operator: "builtins.bytes" },
    { path: "builtins.bytearray", bases: ["builtins.bytes"], iterates: "builtins.int", operator: "builtins.bytearray" },
    { path: "builtins.range", iterates: "builtins.int", subscripts: "builtins.int" },
    { path: "builtins.bool", bases: ["builtins.int"] },
    {
      path: "builtins.int",
      attributes: { real: "builtins.int", numerator: "builtins.int", denominator: "builtins.int" },
    },
    { path: "builtins.memoryview", iterates: "builtins.int" },
  ],
};
