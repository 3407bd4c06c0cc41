/** Gives a whole number from 0 up to, and not including, its argument. */
export type Random = (below: number) => number;

const NAMES = ["a", "b", "items", "self", "client", "lock", "pool", "queue", "f", "g", "Work", "x", "data", "loop"];
const CALLABLES = [
  "f",
  "g",
  "Work",
  "self.run",
  "time.sleep",
  "asyncio.sleep",
  "requests.get",
  "asyncio.run",
  "asyncio.create_task",
  "asyncio.gather",
  "threading.Thread",
  "threading.Lock",
  "ThreadPoolExecutor",
  "pool.submit",
  "pool.map",
  "open",
  "json.loads",
  "sorted",
  "range",
  "len",
  "map",
  "getattr",
  "setattr",
  "eval",
  "super().run",
  "functools.partial",
  "functools.lru_cache",
  "contextlib.suppress",
  "queue.get",
  "socket.create_connection",
];
const BINARY = [
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "**",
  "<<",
  ">>",
  "&",
  "|",
  "^",
  "@",
  "and",
  "or",
  "<",
  "==",
  "in",
  "is",
];
const TYPES = ["int", "str", "list[int]", "dict[str, Work]", "float | None", '"Work"', "Callable[[int], str]", "bytes"];

const IMPORTS = `import asyncio, contextlib, functools, json, os, re, socket, threading, time
import requests
from concurrent.futures import ThreadPoolExecutor
from typing import Callable
`;

/**
 * Writes programs that follow Python's grammar and mean nothing: every statement and expression in every place, among names of
 * libraries that the rules know.
 */
export class PythonWriter {
  readonly #random: Random;
  #budget: number;

  /** @param budget statements and expressions that it writes about */
  constructor(random: Random, budget: number) {
    this.#random = random;
    this.#budget = budget;
  }

  module(): string {
    const parts = [IMPORTS];
    while (this.#budget > 0) parts.push(this.#statement(0));
    return parts.join("\n");
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)];
  }

  #some(most: number, make: () => string, separator = ", "): string {
    return Array.from({ length: this.#random(most + 1) }, make).join(separator);
  }

  #block(depth: number): string {
    const count = 1 + this.#random(4);
    return Array.from({ length: count }, () => this.#statement(depth + 1)).join("");
  }

  #statement(depth: number): string {
    this.#budget--;
    const indent = "    ".repeat(depth);
    const line = (text: string) => `${indent}${text}\n`;
    const isDeep = depth > 5 || this.#budget <= 0;
    switch (this.#random(isDeep ? 14 : 24)) {
      case 0:
      case 1:
      case 2:
        return line(this.#call(3));
      case 3:
        return line(`${this.#target()} = ${this.#expression(3)}`);
      case 4:
        return line(`${this.#target()} ${this.#pick(["+", "*", "//", "**", "|", "@"])}= ${this.#expression(2)}`);
      case 5:
        return line(`${this.#name()}: ${this.#type()} = ${this.#expression(2)}`);
      case 6:
        return line(`return ${this.#expression(3)}`);
      case 7:
        return line(`await ${this.#call(2)}`);
      case 8:
        return line(this.#pick(["pass", "break", "continue", "raise", "global a, b", "nonlocal x", "..."]));
      case 9:
        return line(`del ${this.#target()}, ${this.#name()}`);
      case 10:
        return line(`assert ${this.#expression(2)}, ${this.#expression(1)}`);
      case 11:
        return line(`raise ${this.#call(1)} from ${this.#expression(1)}`);
      case 12:
        return line(
          this.#pick(["import os.path as x", "from . import Work", "from .. import *", "from a.b import (f, g)"]),
        );
      case 13:
        return line(`*${this.#name()}, ${this.#name()} = yield ${this.#expression(2)}`);
      case 14:
        return `${line(`if ${this.#expression(2)}:`)}${this.#block(depth)}${line("else:")}${this.#block(depth)}`;
      case 15:
        return `${line(`${this.#asynchronous()}for ${this.#target()} in ${this.#expression(2)}:`)}${this.#block(depth)}`;
      case 16:
        return `${line(`while ${this.#expression(2)}:`)}${this.#block(depth)}${line("else:")}${this.#block(depth)}`;
      case 17:
        return `${line(`${this.#asynchronous()}with ${this.#call(2)} as ${this.#name()}, ${this.#expression(1)}:`)}${this.#block(depth)}`;
      case 18:
        return `${line("try:")}${this.#block(depth)}${line(`except${this.#pick(["", "*"])} (ValueError, ${this.#name()}) as x:`)}${this.#block(depth)}${line("finally:")}${this.#block(depth)}`;
      case 19:
        return `${line(`match ${this.#expression(1)}:`)}${line(`    case ${this.#pattern(2)} if ${this.#expression(1)}:`)}${this.#block(depth + 1)}`;
      case 20:
        return `${this.#decorators(indent)}${line(`class ${this.#pick(["Work", "Other", "f"])}${this.#pick(["", "(Work)", "(a.B, metaclass=Work)", "[T](list[T])"])}:`)}${this.#block(depth)}`;
      default:
        return `${this.#decorators(indent)}${line(`${this.#asynchronous()}def ${this.#pick(["f", "g", "run", "__init__", "__getattr__"])}(${this.#parameters()})${this.#pick(["", " -> int"])}:`)}${this.#block(depth)}`;
    }
  }

  #decorators(indent: string): string {
    return this.#some(2, () => `${indent}@${this.#random(2) === 0 ? this.#pick(CALLABLES) : this.#call(1)}\n`, "");
  }

  #asynchronous(): string {
    return this.#random(3) === 0 ? "async " : "";
  }

  #parameters(): string {
    const parameter = () => `${this.#name()}${this.#random(2) === 0 ? `: ${this.#type()}` : ""}`;
    const parts = [`self`, parameter(), `${this.#name()}=${this.#expression(1)}`, "*args", parameter(), "**options"];
    return parts.filter(() => this.#random(3) > 0).join(", ");
  }

  #type(): string {
    return this.#pick(TYPES);
  }

  #name(): string {
    return this.#pick(NAMES);
  }

  #target(): string {
    switch (this.#random(5)) {
      case 0:
        return `${this.#name()}.${this.#name()}`;
      case 1:
        return `${this.#name()}[${this.#expression(1)}]`;
      case 2:
        return `(${this.#name()}, *${this.#name()})`;
      default:
        return this.#name();
    }
  }

  #call(depth: number): string {
    this.#budget--;
    const argument = () =>
      this.#pick([
        () => this.#expression(depth - 1),
        () => `${this.#pick(["target", "timeout", "key", "a"])}=${this.#expression(depth - 1)}`,
        () => `*${this.#name()}`,
        () => `**${this.#name()}`,
      ])();
    return `${this.#random(4) === 0 ? `${this.#name()}.${this.#name()}` : this.#pick(CALLABLES)}(${this.#some(3, argument)})`;
  }

  #expression(depth: number): string {
    this.#budget--;
    if (depth <= 0)
      return this.#pick([...NAMES, "0", "-1", "2 ** 70", "1.5e300", "''", "b'\\x00'", "None", "True", "..."]);
    const inner = () => this.#expression(depth - 1);
    switch (this.#random(16)) {
      case 0:
        return `(${inner()} ${this.#pick(BINARY)} ${inner()})`;
      case 1:
        return `${this.#pick(["not ", "-", "~", "await "])}${inner()}`;
      case 2:
        return `[${inner()} for ${this.#target()} in ${inner()} if ${inner()}]`;
      case 3:
        return `{${inner()}: ${inner()} for ${this.#name()} in ${inner()}}`;
      case 4:
        return `{${inner()}, *${this.#name()}}`;
      case 5:
        return `{"k": ${inner()}, **${this.#name()}}`;
      case 6:
        return `(lambda ${this.#name()}=${inner()}: ${inner()})`;
      case 7:
        return `(${inner()} if ${inner()} else ${inner()})`;
      case 8:
        return `${this.#name()}[${inner()}:${this.#random(2) === 0 ? inner() : ""}]`;
      case 9:
        return `(${this.#name()} := ${inner()})`;
      case 10:
        return `f"{${this.#name()}!r:>{${this.#name()}}} {${this.#name()}.${this.#name()}:,.2f}"`;
      case 11:
        return `(${inner()}, ${inner()})`;
      case 12:
        return `${this.#name()}.${this.#name()}`;
      case 13:
        return `${inner()} < ${inner()} <= ${inner()}`;
      default:
        return this.#call(depth - 1);
    }
  }

  #pattern(depth: number): string {
    const inner = () => (depth <= 0 ? this.#pick(["1", "'t'", "None", "_", "x"]) : this.#pattern(depth - 1));
    switch (this.#random(6)) {
      case 0:
        return `[${inner()}, *_]`;
      case 1:
        return `{"k": ${inner()}, **rest}`;
      case 2:
        return `Work(${inner()}, a=${inner()})`;
      case 3:
        return `(${inner()} | ${this.#pick(["1", "None"])})`;
      case 4:
        return `${inner()} as ${this.#pick(["a", "b"])}`;
      default:
        return inner();
    }
  }
}
