import { ByteReader, ByteWriter } from "./byte-stream.ts";
import type {
  ArgumentFacts,
  CallFacts,
  ClassFacts,
  ConditionFacts,
  DecoratorFacts,
  FunctionFacts,
  ImplicitCallFacts,
  ImportFacts,
  LoopFacts,
  ModuleFacts,
  Operations,
  ParamFacts,
  PowerFacts,
  SuppressionFacts,
  Value,
  ValueId,
  WithFacts,
  WriteFacts,
} from "./facts.ts";

/**
 * Facts as bytes, to be kept on disk and handed from thread to thread. Each table has a layout of its own, field after field, with the file's
 * texts in one table: measured on the standard library that is an eighth of JSON's size, and is written and read several times as fast.
 */
export function encodeFacts(facts: ModuleFacts): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  new FactsWriter(out).module(facts);
  return out.finish();
}

/** Throws a SyntaxError on bytes that `encodeFacts` did not write. */
export function decodeFacts(bytes: Uint8Array): ModuleFacts {
  const input = new ByteReader(bytes);
  const facts = new FactsReader(input).module();
  input.end();
  return facts;
}

const VALUES = [
  "unknown",
  "import",
  "builtin",
  "function",
  "class",
  "param",
  "name",
  "attr",
  "call",
  "await",
  "item",
  "element",
  "enter",
  "literal",
  "collection",
  "union",
  "declared",
  "binary",
  "super",
  "generator",
] as const satisfies readonly Value["k"][];
const COLLECTIONS = ["list", "tuple", "set", "dict"] as const;
const CONDITIONS = [
  "truth",
  "equals",
  "same",
  "prefix",
  "contains",
  "suffix",
  "async",
  "type",
  "any",
] as const satisfies readonly ConditionFacts["k"][];
const PARAMETERS = ["positional", "keyword", "rest", "keywords"] as const;
const USES = ["dropped", "awaited", "kept", "returned", "yielded"] as const;
const IMPLICIT = [
  "attribute",
  "enter",
  "exit",
  "async-enter",
  "iterate",
  "binary",
  "unary",
  "contains",
  "subscript",
  "compare",
  "delete",
  "store-item",
  "store-attribute",
  "truth",
  "raise",
  "async-iterate",
  "super",
] as const satisfies readonly ImplicitCallFacts["kind"][];
const LOOPS = ["for", "async-for", "while", "comprehension", "generator"] as const;
const LOOP_CONDITIONS = ["always", "comparison", "flag", "other"] as const;
const WRITES = ["attribute", "item", "global", "nonlocal"] as const;
const POWERS = ["**", "<<"] as const;
const KEPT = [undefined, "reduced", "size", "limit", "fraction"] as const;
const SUPPRESSIONS = ["line", "file", "noqa"] as const;

type Table = Readonly<Record<string, readonly ValueId[]>>;

const place = <Choice>(of: readonly Choice[], choice: Choice): number => of.indexOf(choice);
/** The one choice that is made for every value. */
const VALUE_PLACES: ReadonlyMap<string, number> = new Map(VALUES.map((k, index) => [k, index]));

class FactsWriter {
  readonly #out: ByteWriter;
  readonly #text: (text: string) => void;
  readonly #count: (count: number) => void;

  constructor(out: ByteWriter) {
    this.#out = out;
    this.#text = (text) => out.text(text);
    this.#count = (count) => out.count(count);
  }

  module(facts: ModuleFacts): void {
    const out = this.#out;
    for (const count of [facts.version, facts.lines, facts.codeLines]) out.count(count);
    out.list(facts.values, (value) => this.#value(value));
    out.list(facts.functions, (fn) => this.#function(fn));
    out.list(facts.classes, (cls) => this.#class(cls));
    out.list(facts.calls, (call) => this.#call(call));
    out.list(facts.implicitCalls, (implicit) => this.#implicit(implicit));
    out.list(facts.loops, (loop) => this.#loop(loop));
    out.list(facts.withs, (one) => this.#with(one));
    out.list(facts.guards, ({ condition, outer }) => {
      this.#condition(condition);
      out.id(outer);
    });
    out.list(facts.writes, (write) => this.#write(write));
    out.list(facts.awaits, (one) => {
      for (const count of [one.fn, one.value, one.start, one.end]) out.count(count);
      for (const id of [one.loop, one.with]) out.id(id);
      out.flag(one.isDropped);
      // Absent, or an index.
      out.count(one.entering === undefined ? 0 : one.entering + 2);
    });
    out.list(facts.imports, (one) => this.#import(one));
    const { powers, updates, returned } = facts.arithmetic;
    out.list(powers, (power) => this.#power(power));
    out.list(updates, (update) => {
      out.count(update.fn);
      out.id(update.loop);
      for (const count of [update.target, update.value, update.start, update.end]) out.count(count);
      out.flag(update.isLimited);
    });
    out.list(returned, (one) => {
      for (const count of [one.fn, one.value, one.start, one.end]) out.count(count);
    });
    out.list(facts.suppressions, (one) => this.#suppression(one));
    out.list(facts.errors, ([start, end]) => {
      out.count(start);
      out.count(end);
    });
    out.flag(facts.exported !== undefined);
    out.list(facts.exported ?? [], this.#text);
    out.flag(facts.isScript);
  }

  #maybe(text: string | undefined): void {
    this.#out.flag(text !== undefined);
    if (text !== undefined) this.#out.text(text);
  }

  #table(table: Table): void {
    const names = Object.keys(table);
    this.#out.list(names, (name) => {
      this.#out.text(name);
      this.#out.list(table[name], this.#count);
    });
  }

  #value(value: Value): void {
    const out = this.#out;
    out.byte(VALUE_PLACES.get(value.k)!);
    switch (value.k) {
      case "unknown":
        return;
      case "import":
        out.text(value.module);
        out.count(value.level);
        this.#maybe(value.name);
        return;
      case "builtin":
        out.text(value.name);
        return;
      case "function":
      case "class":
        out.count(value.id);
        return;
      case "param":
        out.count(value.fn);
        out.count(value.index);
        return;
      case "name":
        out.count(value.fn);
        out.text(value.name);
        return;
      case "attr":
        out.count(value.of);
        out.text(value.name);
        return;
      case "call":
        out.count(value.call);
        return;
      case "await":
        out.count(value.of);
        return;
      case "item":
        out.count(value.of);
        out.count(value.index);
        return;
      case "element":
        out.count(value.of);
        out.id(value.position ?? -1);
        return;
      case "enter":
        out.count(value.of);
        out.flag(value.async);
        return;
      case "literal":
        this.#literal(value);
        return;
      case "collection":
        out.byte(place(COLLECTIONS, value.type));
        out.list(value.items, this.#count);
        out.flag(value.keys !== undefined);
        if (value.keys !== undefined) out.list(value.keys, this.#count);
        return;
      case "union":
        out.list(value.of, this.#count);
        return;
      case "declared":
        out.count(value.annotation);
        out.count(value.value);
        return;
      case "binary":
        out.text(value.op);
        out.count(value.left);
        out.count(value.right);
        return;
      case "super":
        out.count(value.cls);
        return;
      case "generator":
        out.count(value.element);
    }
  }

  #literal({ type, value, head, lead }: Extract<Value, { k: "literal" }>): void {
    const out = this.#out;
    out.text(type);
    out.id(head ?? -1);
    this.#maybe(lead);
    if (value === undefined) out.byte(0);
    else if (typeof value === "string") {
      out.byte(1);
      out.text(value);
    } else if (Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)) {
      out.byte(2);
      out.count(value);
    } else {
      out.byte(3);
      out.number(value);
    }
  }

  #function(fn: FunctionFacts): void {
    const out = this.#out;
    out.count(fn.id);
    out.text(fn.name);
    out.text(fn.qualifiedName);
    out.id(fn.parent);
    out.id(fn.cls);
    for (const count of [fn.start, fn.end, fn.nameStart, fn.nameEnd]) out.count(count);
    const kind = (fn.isAsync ? 1 : 0) | (fn.isGenerator ? 2 : 0) | (fn.isLambda ? 4 : 0) | (fn.isEmpty ? 8 : 0);
    out.byte(kind | (fn.isReplaced ? 16 : 0));
    out.list(fn.decorators, (one) => this.#decorator(one));
    out.list(fn.params, (param) => {
      out.text(param.name);
      out.byte(place(PARAMETERS, param.kind));
      out.count(param.annotation);
      out.count(param.default);
    });
    out.count(fn.returnAnnotation);
    out.list(fn.returns, this.#count);
    out.list(fn.yields, this.#count);
    this.#table(fn.bindings);
    this.#operations(fn.operations);
    out.count(fn.suspensions);
    out.list(fn.repeatedCalls, ([first, second]) => {
      out.count(first);
      out.count(second);
    });
  }

  #decorator({ value, start, end }: DecoratorFacts): void {
    for (const count of [value, start, end]) this.#out.count(count);
  }

  #operations(of: Operations): void {
    const out = this.#out;
    out.count(of.arithmetic);
    out.count(of.multiplying);
    out.count(of.adding);
    out.count(of.positions);
    out.count(of.ambiguous);
    out.count(of.counting);
    out.count(of.placing);
    out.count(of.rows);
    out.count(of.indexing);
    out.count(of.lookups);
    out.count(of.comparison);
    out.count(of.matching);
    out.count(of.calls);
    out.count(of.attributes);
    out.count(of.text);
    out.count(of.presenting);
    out.count(of.statements);
  }

  #class(cls: ClassFacts): void {
    const out = this.#out;
    out.count(cls.id);
    out.text(cls.name);
    out.text(cls.qualifiedName);
    out.count(cls.fn);
    out.id(cls.outer);
    for (const count of [cls.start, cls.end, cls.nameStart, cls.nameEnd]) out.count(count);
    out.list(cls.bases, this.#count);
    out.list(Object.entries(cls.keywords), ([name, value]) => {
      out.text(name);
      out.count(value);
    });
    out.list(cls.decorators, (one) => this.#decorator(one));
    this.#table(cls.members);
    this.#table(cls.stores);
  }

  #argument({ value, keyword, star }: ArgumentFacts): void {
    const out = this.#out;
    out.byte((star ?? 0) | (keyword === undefined ? 0 : 4));
    out.count(value);
    if (keyword !== undefined) out.text(keyword);
  }

  #call(call: CallFacts): void {
    const out = this.#out;
    out.count(call.id);
    out.count(call.fn);
    out.count(call.callee);
    out.list(call.args, (argument) => this.#argument(argument));
    out.count(call.start);
    out.count(call.end - call.start);
    out.count(call.calleeEnd - call.start);
    out.id(call.loop);
    out.id(call.with);
    out.byte(place(USES, call.use));
    out.count(call.flags);
    out.id(call.guard);
  }

  #implicit(one: ImplicitCallFacts): void {
    const out = this.#out;
    out.count(one.fn);
    out.byte(place(IMPLICIT, one.kind));
    out.count(one.of);
    out.text(one.name);
    out.count(one.start);
    out.count(one.end - one.start);
    out.id(one.loop);
    out.count(one.flags);
    out.id(one.guard);
  }

  #condition(one: ConditionFacts): void {
    const out = this.#out;
    out.byte(place(CONDITIONS, one.k));
    if (one.k === "any") {
      out.list(one.of, (group) => out.list(group, (condition) => this.#condition(condition)));
      return;
    }
    out.count(one.value);
    out.flag(one.holds);
    switch (one.k) {
      case "equals":
        out.text(one.literal);
        return;
      case "same":
        out.count(one.other);
        return;
      case "prefix":
        out.list(one.prefixes, this.#text);
        return;
      case "contains":
        out.text(one.text);
        return;
      case "suffix":
        out.list(one.suffixes, this.#text);
        return;
      case "type":
        out.list(one.types, this.#text);
    }
  }

  #loop(loop: LoopFacts): void {
    const out = this.#out;
    out.count(loop.id);
    out.count(loop.fn);
    out.id(loop.parent);
    out.byte(place(LOOPS, loop.kind));
    for (const count of [loop.start, loop.end, loop.headerEnd, loop.over]) out.count(count);
    out.byte(place(LOOP_CONDITIONS, loop.condition));
    this.#operations(loop.operations);
    out.count(loop.suspensions);
    out.count(loop.yields);
    out.byte((loop.canLeave ? 1 : 0) | (loop.endsEarly ? 2 : 0) | (loop.polls === undefined ? 0 : 4));
    out.list(loop.leaves, ({ start, end }) => {
      out.count(start);
      out.count(end);
    });
    if (loop.polls !== undefined) {
      out.count(loop.polls.start);
      out.count(loop.polls.end);
      out.list(loop.polls.flags, this.#count);
      out.flag(loop.polls.isBare);
    }
    for (const names of [loop.targets, loop.carried, loop.sums, loop.tested]) out.list(names, this.#text);
  }

  #with(one: WithFacts): void {
    const out = this.#out;
    out.count(one.id);
    out.count(one.fn);
    out.id(one.parent);
    out.count(one.item);
    for (const count of [one.start, one.end, one.bodyEnd, one.suspensions]) out.count(count);
    out.byte((one.async ? 1 : 0) | (one.hasYield ? 2 : 0));
  }

  #write(one: WriteFacts): void {
    const out = this.#out;
    out.count(one.fn);
    out.byte(place(WRITES, one.kind));
    out.count(one.of);
    out.text(one.name);
    for (const count of [one.key, one.value, one.start, one.end]) out.count(count);
    out.flag(one.readModifyWrite);
    out.id(one.loop);
    out.id(one.with);
  }

  #import(one: ImportFacts): void {
    const out = this.#out;
    out.text(one.module);
    out.count(one.level);
    this.#maybe(one.name);
    for (const count of [one.fn, one.start, one.end, one.statementStart, one.statementEnd]) out.count(count);
    const { atTop, inAnnotations, inFunctions } = one.reads;
    out.byte((one.typeOnly ? 1 : 0) | (atTop ? 2 : 0) | (inAnnotations ? 4 : 0) | (inFunctions ? 8 : 0));
  }

  #power(one: PowerFacts): void {
    const out = this.#out;
    out.count(one.fn);
    out.id(one.loop);
    out.byte(place(POWERS, one.op));
    out.count(one.left);
    out.count(one.right);
    out.flag(one.isNegative);
    out.list(one.masks, this.#count);
    out.byte(place(KEPT, one.kept));
    out.count(one.whole);
    out.id(one.call);
    this.#maybe(one.keyword);
    out.count(one.start);
    out.count(one.end);
  }

  #suppression(one: SuppressionFacts): void {
    const out = this.#out;
    out.byte(place(SUPPRESSIONS, one.kind));
    out.list(one.rules, this.#text);
    for (const count of [one.line, one.start, one.end, one.commentStart, one.commentEnd]) out.count(count);
  }
}

const NO_NAMES: Table = Object.freeze(Object.create(null));

class FactsReader {
  readonly #in: ByteReader;
  readonly #text: () => string;
  readonly #count: () => number;

  constructor(input: ByteReader) {
    this.#in = input;
    this.#text = () => input.text();
    this.#count = () => input.count();
  }

  module(): ModuleFacts {
    const input = this.#in;
    const version = input.count();
    const lines = input.count();
    const codeLines = input.count();
    const values = input.list(() => this.#value());
    const functions = input.list(() => this.#function());
    const classes = input.list(() => this.#class());
    const calls = input.list(() => this.#call());
    const implicitCalls = input.list(() => this.#implicit());
    const loops = input.list(() => this.#loop());
    const withs = input.list(() => this.#with());
    const guards = input.list(() => ({ condition: this.#condition(), outer: input.id() }));
    const writes = input.list(() => this.#write());
    const awaits = input.list(() => {
      const one = {
        fn: input.count(),
        value: input.count(),
        start: input.count(),
        end: input.count(),
        loop: input.id(),
        with: input.id(),
        isDropped: input.flag(),
      };
      const entering = input.count();
      return entering === 0 ? one : { ...one, entering: entering - 2 };
    });
    const imports = input.list(() => this.#import());
    const arithmetic = {
      powers: input.list(() => this.#power()),
      updates: input.list(() => ({
        fn: input.count(),
        loop: input.id(),
        target: input.count(),
        value: input.count(),
        start: input.count(),
        end: input.count(),
        isLimited: input.flag(),
      })),
      returned: input.list(() => ({
        fn: input.count(),
        value: input.count(),
        start: input.count(),
        end: input.count(),
      })),
    };
    const suppressions = input.list(() => this.#suppression());
    const errors = input.list((): readonly [number, number] => [input.count(), input.count()]);
    const hasExported = input.flag();
    const names = input.list(this.#text);
    const exported = hasExported ? names : undefined;
    return {
      version,
      lines,
      codeLines,
      values,
      functions,
      classes,
      calls,
      implicitCalls,
      loops,
      withs,
      guards,
      writes,
      awaits,
      imports,
      arithmetic,
      suppressions,
      errors,
      exported,
      isScript: input.flag(),
    };
  }

  #maybe(): string | undefined {
    return this.#in.flag() ? this.#in.text() : undefined;
  }

  /** Tables by name have no prototype: a class that stores `constructor` or asks for `toString` must find what it stored alone. */
  #table(): Table {
    const count = this.#in.count();
    if (count === 0) return NO_NAMES;
    const table: Record<string, readonly ValueId[]> = Object.create(null);
    for (let left = count; left > 0; left--) {
      const name = this.#in.text();
      table[name] = this.#in.list(this.#count);
    }
    return table;
  }

  #value(): Value {
    const input = this.#in;
    const k = input.choice(VALUES);
    switch (k) {
      case "unknown":
        return { k };
      case "import": {
        const module = input.text();
        const level = input.count();
        const name = this.#maybe();
        return name === undefined ? { k, module, level } : { k, module, level, name };
      }
      case "builtin":
        return { k, name: input.text() };
      case "function":
      case "class":
        return { k, id: input.count() };
      case "param":
        return { k, fn: input.count(), index: input.count() };
      case "name":
        return { k, fn: input.count(), name: input.text() };
      case "attr":
        return { k, of: input.count(), name: input.text() };
      case "call":
        return { k, call: input.count() };
      case "await":
        return { k, of: input.count() };
      case "item":
        return { k, of: input.count(), index: input.count() };
      case "element": {
        const of = input.count();
        const position = input.id();
        return position < 0 ? { k, of } : { k, of, position };
      }
      case "enter":
        return { k, of: input.count(), async: input.flag() };
      case "literal":
        return this.#literal();
      case "collection": {
        const type = input.choice(COLLECTIONS);
        const items = input.list(this.#count);
        return input.flag() ? { k, type, items, keys: input.list(this.#count) } : { k, type, items };
      }
      case "union":
        return { k, of: input.list(this.#count) };
      case "declared":
        return { k, annotation: input.count(), value: input.count() };
      case "binary":
        return { k, op: input.text(), left: input.count(), right: input.count() };
      case "super":
        return { k, cls: input.count() };
      case "generator":
        return { k, element: input.count() };
    }
  }

  #literal(): Value {
    const input = this.#in;
    const type = input.text();
    const head = input.id();
    const lead = this.#maybe();
    const value = this.#constant(input.byte());
    if (head < 0 && lead === undefined)
      return value === undefined ? { k: "literal", type } : { k: "literal", type, value };
    return {
      k: "literal",
      type,
      ...(value === undefined ? {} : { value }),
      ...(head < 0 ? {} : { head }),
      ...(lead === undefined ? {} : { lead }),
    };
  }

  #constant(kind: number): string | number | undefined {
    switch (kind) {
      case 0:
        return undefined;
      case 1:
        return this.#in.text();
      case 2:
        return this.#in.count();
      case 3:
        return this.#in.number();
      default:
        throw new SyntaxError("the facts choose what there is not");
    }
  }

  #function(): FunctionFacts {
    const input = this.#in;
    const id = input.count();
    const name = input.text();
    const qualifiedName = input.text();
    const parent = input.id();
    const cls = input.id();
    const start = input.count();
    const end = input.count();
    const nameStart = input.count();
    const nameEnd = input.count();
    const flags = input.byte();
    return {
      id,
      name,
      qualifiedName,
      parent,
      cls,
      start,
      end,
      nameStart,
      nameEnd,
      isAsync: (flags & 1) !== 0,
      isGenerator: (flags & 2) !== 0,
      isLambda: (flags & 4) !== 0,
      isEmpty: (flags & 8) !== 0,
      isReplaced: (flags & 16) !== 0,
      decorators: input.list(() => this.#decorator()),
      params: input.list(
        (): ParamFacts => ({
          name: input.text(),
          kind: input.choice(PARAMETERS),
          annotation: input.count(),
          default: input.count(),
        }),
      ),
      returnAnnotation: input.count(),
      returns: input.list(this.#count),
      yields: input.list(this.#count),
      bindings: this.#table(),
      operations: this.#operations(),
      suspensions: input.count(),
      repeatedCalls: input.list((): readonly [number, number] => [input.count(), input.count()]),
    };
  }

  #decorator(): DecoratorFacts {
    return { value: this.#in.count(), start: this.#in.count(), end: this.#in.count() };
  }

  #operations(): Operations {
    const input = this.#in;
    return {
      arithmetic: input.count(),
      multiplying: input.count(),
      adding: input.count(),
      positions: input.count(),
      ambiguous: input.count(),
      counting: input.count(),
      placing: input.count(),
      rows: input.count(),
      indexing: input.count(),
      lookups: input.count(),
      comparison: input.count(),
      matching: input.count(),
      calls: input.count(),
      attributes: input.count(),
      text: input.count(),
      presenting: input.count(),
      statements: input.count(),
    };
  }

  #class(): ClassFacts {
    const input = this.#in;
    const id = input.count();
    const name = input.text();
    const qualifiedName = input.text();
    const fn = input.count();
    const outer = input.id();
    const start = input.count();
    const end = input.count();
    const nameStart = input.count();
    const nameEnd = input.count();
    const bases = input.list(this.#count);
    const keywords = Object.fromEntries(input.list((): [string, ValueId] => [input.text(), input.count()]));
    const decorators = input.list(() => this.#decorator());
    const members = this.#table();
    const stores = this.#table();
    return {
      id,
      name,
      qualifiedName,
      fn,
      outer,
      start,
      end,
      nameStart,
      nameEnd,
      bases,
      keywords,
      decorators,
      members,
      stores,
    };
  }

  #argument(): ArgumentFacts {
    const input = this.#in;
    const flags = input.byte();
    const value = input.count();
    if (flags === 0) return { value };
    const star = flags & 3;
    const keyword = (flags & 4) === 0 ? undefined : input.text();
    if (star === 0) return { value, keyword };
    const stars = star === 1 ? 1 : 2;
    return keyword === undefined ? { value, star: stars } : { value, keyword, star: stars };
  }

  #call(): CallFacts {
    const input = this.#in;
    const id = input.count();
    const fn = input.count();
    const callee = input.count();
    const args = input.list(() => this.#argument());
    const start = input.count();
    return {
      id,
      fn,
      callee,
      args,
      start,
      end: start + input.count(),
      calleeEnd: start + input.count(),
      loop: input.id(),
      with: input.id(),
      use: input.choice(USES),
      flags: input.count(),
      guard: input.id(),
    };
  }

  #implicit(): ImplicitCallFacts {
    const input = this.#in;
    const fn = input.count();
    const kind = input.choice(IMPLICIT);
    const of = input.count();
    const name = input.text();
    const start = input.count();
    return {
      fn,
      kind,
      of,
      name,
      start,
      end: start + input.count(),
      loop: input.id(),
      flags: input.count(),
      guard: input.id(),
    };
  }

  #condition(): ConditionFacts {
    const input = this.#in;
    const k = input.choice(CONDITIONS);
    if (k === "any") return { k, of: input.list(() => input.list(() => this.#condition())) };
    const value = input.count();
    const holds = input.flag();
    switch (k) {
      case "truth":
      case "async":
        return { k, value, holds };
      case "equals":
        return { k, value, literal: input.text(), holds };
      case "same":
        return { k, value, other: input.count(), holds };
      case "prefix":
        return { k, value, prefixes: input.list(this.#text), holds };
      case "contains":
        return { k, value, text: input.text(), holds };
      case "suffix":
        return { k, value, suffixes: input.list(this.#text), holds };
      case "type":
        return { k, value, types: input.list(this.#text), holds };
    }
  }

  #loop(): LoopFacts {
    const input = this.#in;
    const id = input.count();
    const fn = input.count();
    const parent = input.id();
    const kind = input.choice(LOOPS);
    const start = input.count();
    const end = input.count();
    const headerEnd = input.count();
    const over = input.count();
    const condition = input.choice(LOOP_CONDITIONS);
    const operations = this.#operations();
    const suspensions = input.count();
    const yields = input.count();
    const flags = input.byte();
    const leaves = input.list(() => ({ start: input.count(), end: input.count() }));
    const polls =
      (flags & 4) === 0
        ? undefined
        : { start: input.count(), end: input.count(), flags: input.list(this.#count), isBare: input.flag() };
    const loop = {
      id,
      fn,
      parent,
      kind,
      start,
      end,
      headerEnd,
      over,
      condition,
      operations,
      suspensions,
      yields,
      canLeave: (flags & 1) !== 0,
      leaves,
      endsEarly: (flags & 2) !== 0,
      targets: input.list(this.#text),
      carried: input.list(this.#text),
      sums: input.list(this.#text),
      tested: input.list(this.#text),
    };
    return polls === undefined ? loop : { ...loop, polls };
  }

  #with(): WithFacts {
    const input = this.#in;
    const id = input.count();
    const fn = input.count();
    const parent = input.id();
    const item = input.count();
    const start = input.count();
    const end = input.count();
    const bodyEnd = input.count();
    const suspensions = input.count();
    const flags = input.byte();
    return {
      id,
      fn,
      parent,
      item,
      async: (flags & 1) !== 0,
      start,
      end,
      bodyEnd,
      suspensions,
      hasYield: (flags & 2) !== 0,
    };
  }

  #write(): WriteFacts {
    const input = this.#in;
    const fn = input.count();
    const kind = input.choice(WRITES);
    const of = input.count();
    const name = input.text();
    const key = input.count();
    const value = input.count();
    const start = input.count();
    const end = input.count();
    const readModifyWrite = input.flag();
    return { fn, kind, of, name, key, value, readModifyWrite, start, end, loop: input.id(), with: input.id() };
  }

  #import(): ImportFacts {
    const input = this.#in;
    const module = input.text();
    const level = input.count();
    const name = this.#maybe();
    const fn = input.count();
    const start = input.count();
    const end = input.count();
    const statementStart = input.count();
    const statementEnd = input.count();
    const flags = input.byte();
    const reads = {
      atTop: (flags & 2) !== 0,
      inAnnotations: (flags & 4) !== 0,
      inFunctions: (flags & 8) !== 0,
    };
    const typeOnly = (flags & 1) !== 0;
    const rest = { fn, start, end, statementStart, statementEnd, typeOnly, reads };
    return name === undefined ? { module, level, ...rest } : { module, level, name, ...rest };
  }

  #power(): PowerFacts {
    const input = this.#in;
    return {
      fn: input.count(),
      loop: input.id(),
      op: input.choice(POWERS),
      left: input.count(),
      right: input.count(),
      isNegative: input.flag(),
      masks: input.list(this.#count),
      kept: input.choice(KEPT),
      whole: input.count(),
      call: input.id(),
      keyword: this.#maybe(),
      start: input.count(),
      end: input.count(),
    };
  }

  #suppression(): SuppressionFacts {
    const input = this.#in;
    return {
      kind: input.choice(SUPPRESSIONS),
      rules: input.list(this.#text),
      line: input.count(),
      start: input.count(),
      end: input.count(),
      commentStart: input.count(),
      commentEnd: input.count(),
    };
  }
}
