import {
  ANY,
  BOOL,
  BYTES,
  type CallableType,
  COMPLEX,
  FLOAT,
  INT,
  iteratorOf,
  listOf,
  NEVER,
  NONE,
  RANGE,
  STR,
  setOf,
  type Type,
} from "../types.ts";

/** Stands for a type that an annotation leaves open (`list` without an element); inference fills it in. */
export const OPEN: Type = { kind: "parameter", name: "?" };

/** What an annotation's names mean. */
export interface AnnotationNames {
  /** Canonical name of a local name: `typing.List` for `List`, `datetime.datetime` for `dt`. The name itself where nothing is known. */
  canonical(name: string): string;
  isClass(name: string): boolean;
  isTypeVariable(name: string): boolean;
  alias(name: string): string | undefined;
  /** The type of a typed dict of the module. */
  dict?(name: string): Type | undefined;
  /** A type parameter of the class around: each class is inferred as one, so that it stands for what is found. */
  isOpen(name: string): boolean;
}

/** Reads an annotation's text. What it cannot read is `any`. */
export function readAnnotation(text: string, names: AnnotationNames): Type {
  return new AnnotationReader(text, names, 0).read();
}

class AnnotationReader {
  readonly #text: string;
  readonly #names: AnnotationNames;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, names: AnnotationNames, depth: number) {
    this.#text = text;
    this.#names = names;
    this.#depth = depth;
  }

  read(): Type {
    if (this.#depth > 20) return ANY;
    const members = [this.#single()];
    while (this.#take("|")) members.push(this.#single());
    return joinDeclared(members);
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #take(token: string): boolean {
    this.#skip();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #single(): Type {
    this.#skip();
    const quoted = /^[rRuU]?("""|'''|"|')(.*?)\1/s.exec(this.#text.slice(this.#at));
    if (quoted !== null) {
      this.#at += quoted[0].length;
      return new AnnotationReader(quoted[2], this.#names, this.#depth + 1).read();
    }
    if (this.#take("(")) {
      const inner = this.read();
      this.#take(")");
      return inner;
    }
    if (this.#take("...")) return ANY;
    const name = /^[\p{L}\p{N}_.]+/u.exec(this.#text.slice(this.#at))?.[0];
    if (name === undefined) {
      this.#at = this.#text.length;
      return ANY;
    }
    this.#at += name.length;
    if (this.#take("[")) return this.#subscripted(name);
    return this.#plain(name);
  }

  #subscripted(name: string): Type {
    const canonical = this.#canonical(name);
    if (canonical === "Literal") {
      const kinds = this.#literalKinds();
      return joinDeclared(kinds);
    }
    if (canonical === "Callable") return this.#callable();
    const args: Type[] = [];
    let open = false;
    while (!this.#take("]")) {
      if (this.#at >= this.#text.length) break;
      if (this.#take("...")) open = true;
      else if (this.#take("()")) continue;
      else args.push(this.read());
      if (!this.#take(",")) {
        this.#take("]");
        break;
      }
    }
    return this.#generic(canonical, args, open);
  }

  #literalKinds(): Type[] {
    const kinds: Type[] = [];
    const end = this.#text.indexOf("]", this.#at);
    const inside = this.#text.slice(this.#at, end < 0 ? this.#text.length : end);
    this.#at = end < 0 ? this.#text.length : end + 1;
    for (const part of inside.split(",").map((piece) => piece.trim())) {
      if (/^[bB]["']/.test(part)) kinds.push(BYTES);
      else if (/^["']/.test(part)) kinds.push(STR);
      else if (/^-?\d/.test(part)) kinds.push(INT);
      else if (part === "True" || part === "False") kinds.push(BOOL);
      else if (part === "None") kinds.push(NONE);
    }
    return kinds;
  }

  #callable(): Type {
    let parameters: Type[] | undefined;
    if (this.#take("[")) {
      parameters = [];
      while (!this.#take("]") && this.#at < this.#text.length) {
        parameters.push(this.read());
        if (!this.#take(",")) {
          this.#take("]");
          break;
        }
      }
    } else this.#take("...");
    const result = this.#take(",") ? this.read() : OPEN;
    this.#take("]");
    const isAsync = result.kind === "awaitable";
    const callable: CallableType = {
      kind: "callable",
      parameters,
      result,
      required: parameters?.length ?? 0,
      isAsync,
    };
    return callable;
  }

  #canonical(name: string): string {
    const canonical = this.#names.canonical(name);
    return canonical.replace(/^(typing|typing_extensions|collections\.abc|collections|builtins|t)\./, "");
  }

  #plain(name: string): Type {
    const canonical = this.#canonical(name);
    if (this.#names.isClass(canonical)) return { kind: "instance", name: canonical, args: [] };
    if (this.#names.isOpen(name)) return OPEN;
    if (this.#names.isTypeVariable(name)) return { kind: "parameter", name };
    if (name.startsWith("typed_dict.")) return this.#names.dict?.(name.slice(11)) ?? ANY;
    const alias = this.#names.alias(name);
    if (alias !== undefined) return new AnnotationReader(alias, this.#names, this.#depth + 1).read();
    switch (canonical) {
      case "int":
      case "SupportsInt":
        return INT;
      case "float":
      case "SupportsFloat":
        return FLOAT;
      case "Number":
      case "numbers.Number":
      case "Real":
      case "numbers.Real":
        return FLOAT;
      case "complex":
        return COMPLEX;
      case "bool":
        return BOOL;
      case "str":
      case "Text":
      case "AnyStr":
      case "LiteralString":
        return STR;
      case "bytes":
      case "bytearray":
        return BYTES;
      case "None":
      case "NoneType":
        return NONE;
      case "range":
        return RANGE;
      case "NoReturn":
      case "Never":
        return NEVER;
      case "Any":
      case "object":
      case "Self":
        return ANY;
      default:
        return this.#generic(canonical, [], false);
    }
  }

  #generic(name: string, args: readonly Type[], open: boolean): Type {
    const first = args[0] ?? OPEN;
    const second = args[1] ?? OPEN;
    if (this.#names.isClass(name)) return { kind: "instance", name, args: [] };
    switch (name) {
      case "list":
      case "List":
      case "MutableSequence":
      case "Sequence":
      case "Collection":
        return listOf(first);
      case "Iterable":
      case "Iterator":
      case "Generator":
      case "Reversible":
        return iteratorOf(first);
      case "AsyncIterator":
      case "AsyncIterable":
      case "AsyncGenerator":
        return { kind: "asyncIterator", element: first };
      case "tuple":
      case "Tuple":
        if (args.length === 0 && !open) return { kind: "array", element: OPEN };
        return open ? { kind: "array", element: first } : { kind: "tuple", elements: args };
      case "dict":
      case "Dict":
      case "Mapping":
      case "MutableMapping":
        return { kind: "dict", key: first, value: second, flavor: "dict", ordered: false };
      case "defaultdict":
      case "DefaultDict":
        return { kind: "dict", key: first, value: second, flavor: "defaultdict", ordered: false };
      case "OrderedDict":
        return { kind: "dict", key: first, value: second, flavor: "OrderedDict", ordered: true };
      case "Counter":
        return { kind: "dict", key: first, value: INT, flavor: "Counter", ordered: false };
      case "set":
      case "Set":
      case "MutableSet":
      case "AbstractSet":
        return setOf(first);
      case "frozenset":
      case "FrozenSet":
        return setOf(first, true);
      case "deque":
      case "Deque":
        return { kind: "deque", element: first };
      case "Awaitable":
        return { kind: "awaitable", result: first };
      case "Coroutine":
        return { kind: "awaitable", result: args[2] ?? OPEN };
      case "Callable":
        return { kind: "callable", parameters: undefined, result: OPEN, required: 0, isAsync: false };
      case "Optional":
        return joinDeclared([first, NONE]);
      case "Union":
        return joinDeclared(args);
      case "Final":
      case "ClassVar":
      case "Annotated":
      case "Required":
      case "NotRequired":
      case "ReadOnly":
      case "InitVar":
        return first;
      case "type":
      case "Type":
        return args.length === 1 && first.kind === "instance" ? { kind: "class", name: first.name } : ANY;
      default:
        if (/^[A-Z]\w*(Error|Exception|Warning|Interrupt|Exit|Iteration)$/.test(name) || name === "Exception") {
          return { kind: "instance", name, args: [] };
        }
        return name.includes(".") ? { kind: "library", name, args } : ANY;
    }
  }
}

/** The union of declared types, with `None` as optional. */
export function joinDeclared(members: readonly Type[]): Type {
  const flat: Type[] = [];
  let none = false;
  for (const member of members) {
    if (member.kind === "none") none = true;
    else if (member.kind === "optional") {
      none = true;
      flat.push(...(member.of.kind === "union" ? member.of.members : [member.of]));
    } else if (member.kind === "union") flat.push(...member.members);
    else flat.push(member);
  }
  if (flat.some((type) => type.kind === "any")) return ANY;
  const kinds = new Set(flat.map((type) => type.kind));
  const isMixed = kinds.has("float") && kinds.has("int");
  const kept = isMixed
    ? flat.flatMap((type): Type[] =>
        type.kind === "int" ? [] : [type.kind === "float" ? { kind: "float", mixed: true } : type],
      )
    : flat;
  const unique = kept.filter(
    (type, index) => kept.findIndex((other) => JSON.stringify(other) === JSON.stringify(type)) === index,
  );
  if (unique.length === 0) return none ? NONE : ANY;
  const joined: Type = unique.length === 1 ? unique[0] : { kind: "union", members: unique };
  return none ? { kind: "optional", of: joined } : joined;
}
