import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, type PyTree } from "../../../syntax/py-tree.ts";
import type { ClassDef, Statement } from "../nodes.ts";

/**
 * Several base classes, for targets in which a class extends one. Python looks a member up along the method resolution order of the
 * object's class, so that what `super()` means in a class depends on the class below it. The order of a class with several bases is
 * therefore made a chain of single bases: a class that is used in no other order gets its successor as base; of one that is, a copy
 * stands in the chain (`TimestampedOverAudited`).
 */
export interface Chains {
  /** The bases that a class is declared with instead of its own. */
  readonly bases: ReadonlyMap<NodeId, readonly string[]>;
  /** The copies that stand in front of a class, bases first. */
  readonly copies: ReadonlyMap<NodeId, readonly ClassCopy[]>;
}

export interface ClassCopy {
  readonly of: NodeId;
  readonly name: string;
  readonly bases: readonly string[];
}

/** `always` chains every class with several bases; `cooperating` only those whose bases meet or whose `super()` crosses from one to another. */
export type ChainPolicy = "always" | "cooperating";

interface Named {
  readonly node: NodeId;
  readonly name: string;
  /** As written, without type arguments. */
  readonly bases: readonly string[];
  readonly isProtocol: boolean;
  readonly members: ReadonlySet<string>;
  readonly callsSuper: boolean;
}

export function planChains(tree: PyTree, roots: readonly NodeId[], policy: ChainPolicy): Chains {
  const classes = topLevelClasses(tree, roots);
  const bases = new Map<NodeId, readonly string[]>();
  const copies = new Map<NodeId, ClassCopy[]>();
  const orders = new Map<string, readonly string[] | undefined>();
  const orderOf = (name: string): readonly string[] | undefined => {
    if (!orders.has(name)) {
      orders.set(name, undefined);
      orders.set(name, resolutionOrder(name, classes, orderOf));
    }
    return orders.get(name);
  };
  const chained = [...classes.values()].filter((each) => isChained(each, classes, orderOf, policy));
  if (chained.length === 0) return { bases, copies };
  const called = calledNames(tree);
  /** The orders that follow a class, over all classes whose chain it is in. */
  const tails = new Map<string, Set<string>>();
  for (const each of classes.values()) {
    const order = orderOf(each.name);
    if (order === undefined) continue;
    const isPlain = !chained.includes(each);
    for (const [i, name] of order.entries()) {
      // The chain of a plain class is its own; it says what it needs of those above by itself.
      if (i === 0 || isPlain) continue;
      const known = tails.get(name) ?? new Set();
      known.add(order.slice(i + 1).join(" "));
      tails.set(name, known);
    }
  }
  const made = new Map<string, string>();
  const ownTail = (name: string): string | undefined => orderOf(name)?.slice(1).join(" ");
  for (const each of chained) {
    const order = orderOf(each.name) ?? [];
    let below = "";
    for (let i = order.length - 1; i > 0; i--) {
      const name = order[i];
      const cls = classes.get(name);
      const tail = order.slice(i + 1).join(" ");
      const key = `${name} ${tail}`;
      const known = made.get(key);
      if (known !== undefined) below = known;
      else if (cls === undefined || (ownTail(name) === tail && !chained.includes(cls))) below = name;
      else if (ownTail(name) === tail) below = name;
      else if (
        tails.get(name)?.size === 1 &&
        !called.has(name) &&
        isUsedInChainsOnly(name, each, classes, chained, orderOf)
      ) {
        bases.set(cls.node, withProtocols(cls, below, classes));
        below = name;
      } else {
        const copy = `${name}Over${below}`.replaceAll(".", "");
        const list = copies.get(each.node) ?? [];
        list.push({ of: cls.node, name: copy, bases: withProtocols(cls, below, classes) });
        copies.set(each.node, list);
        below = copy;
      }
      made.set(key, below);
    }
    bases.set(each.node, withProtocols(each, below, classes));
  }
  return { bases, copies };
}

/** The one base of the chain, and the protocols, of which nothing is inherited. */
function withProtocols(cls: Named, base: string, classes: ReadonlyMap<string, Named>): string[] {
  const kept = cls.bases.filter((each) => isIgnored(each) || classes.get(each)?.isProtocol === true);
  return base === "" ? kept : [base, ...kept];
}

/** Whether every class below `name` has it in a chain, so that nothing sees it in its own order. */
function isUsedInChainsOnly(
  name: string,
  user: Named,
  classes: ReadonlyMap<string, Named>,
  chained: readonly Named[],
  orderOf: (name: string) => readonly string[] | undefined,
): boolean {
  const wanted = orderOf(user.name)?.join(" ") ?? "";
  return [...classes.values()].every((each) => {
    if (each.name === name || each === user || chained.includes(each)) return true;
    const order = orderOf(each.name);
    if (order === undefined || !order.includes(name)) return true;
    // Another class between: it is in the same chain, or below the user.
    return order.includes(user.name) || wanted.includes(` ${each.name} `);
  });
}

const IGNORED = /^(object|(abc\.)?ABC|(typing\.|typing_extensions\.)?(Generic|Protocol))$/;

function isIgnored(base: string): boolean {
  return IGNORED.test(base);
}

function topLevelClasses(tree: PyTree, roots: readonly NodeId[]): Map<string, Named> {
  const found = new Map<string, Named>();
  const twice = new Set<string>();
  for (const root of roots) {
    const node = tree.kind(root) === Kind.decorated_definition ? tree.child(root, Field.definition) : root;
    if (tree.kind(node) !== Kind.class_definition) continue;
    const name = tree.text(tree.child(node, Field.name));
    if (found.has(name)) twice.add(name);
    const superclasses = tree.child(node, Field.superclasses);
    const bases = (superclasses === NO_NODE ? [] : tree.namedChildren(superclasses))
      .filter((child) => tree.kind(child) !== Kind.keyword_argument)
      .map((child) => tree.text(child).replace(/\[.*/s, "").trim());
    found.set(name, {
      node,
      name,
      bases,
      isProtocol: bases.some((base) => /(^|\.)Protocol$/.test(base)),
      members: membersOf(tree, tree.child(node, Field.body)),
      callsSuper: /\bsuper\s*\(/.test(tree.text(node)),
    });
  }
  for (const name of twice) found.delete(name);
  return found;
}

/** Names that the body of a class binds, and attributes that its methods assign to `self`. */
function membersOf(tree: PyTree, body: NodeId): Set<string> {
  const names = new Set<string>();
  for (const child of tree.namedChildren(body)) {
    const node = tree.kind(child) === Kind.decorated_definition ? tree.child(child, Field.definition) : child;
    if (tree.kind(node) === Kind.function_definition) names.add(tree.text(tree.child(node, Field.name)));
    if (tree.kind(node) !== Kind.expression_statement) continue;
    const inner = tree.namedChildren(node)[0];
    if (inner !== undefined && tree.kind(inner) === Kind.assignment) {
      const left = tree.child(inner, Field.left);
      if (tree.kind(left) === Kind.identifier) names.add(tree.text(left));
    }
  }
  return names;
}

/** The C3 linearization; undefined where Python would refuse the class, or a base is not a plain name. */
function resolutionOrder(
  name: string,
  classes: ReadonlyMap<string, Named>,
  orderOf: (name: string) => readonly string[] | undefined,
): readonly string[] | undefined {
  const cls = classes.get(name);
  if (cls === undefined) return [name];
  const bases = cls.bases.filter((each) => !isIgnored(each) && classes.get(each)?.isProtocol !== true);
  if (!bases.every((each) => /^[\w.]+$/.test(each))) return undefined;
  const lists: (readonly string[])[] = [];
  for (const base of bases) {
    const order = classes.has(base) ? orderOf(base) : [base];
    if (order === undefined) return undefined;
    lists.push(order);
  }
  lists.push(bases);
  const order = [name];
  let left = lists.filter((list) => list.length > 0);
  while (left.length > 0) {
    const next = left.map((list) => list[0]).find((head) => left.every((list) => !list.slice(1).includes(head)));
    if (next === undefined) return undefined;
    order.push(next);
    left = left.map((list) => list.filter((each) => each !== next)).filter((list) => list.length > 0);
  }
  return order;
}

function isChained(
  cls: Named,
  classes: ReadonlyMap<string, Named>,
  orderOf: (name: string) => readonly string[] | undefined,
  policy: ChainPolicy,
): boolean {
  const bases = cls.bases.filter((each) => !isIgnored(each) && classes.get(each)?.isProtocol !== true);
  if (bases.length < 2 || !bases.some((each) => classes.has(each))) return false;
  const order = orderOf(cls.name);
  if (order === undefined) return false;
  // A class of a library stands at the end of the chain, or it cannot be its end.
  const foreign = order.findIndex((each) => !classes.has(each));
  if (foreign >= 0 && foreign < order.length - 1) return false;
  if (isEnumLike(order, classes)) return false;
  if (policy === "always") return true;
  return cooperates(cls, bases, order, classes, orderOf);
}

/** Mixed-in types of enumerations say what values are, and are no state. */
function isEnumLike(order: readonly string[], classes: ReadonlyMap<string, Named>): boolean {
  return order.some(
    (each) =>
      !classes.has(each) && /(^|\.)(Enum|IntEnum|StrEnum|Flag|IntFlag|NamedTuple|TypedDict|BaseModel)$/.test(each),
  );
}

function cooperates(
  cls: Named,
  bases: readonly string[],
  order: readonly string[],
  classes: ReadonlyMap<string, Named>,
  orderOf: (name: string) => readonly string[] | undefined,
): boolean {
  const lists = bases.map((each) => (classes.has(each) ? (orderOf(each) ?? []) : [each]));
  const seen = new Set<string>();
  const members = new Set<string>();
  for (const list of lists) {
    const own = new Set<string>();
    for (const name of list) {
      if (seen.has(name)) return true;
      for (const member of classes.get(name)?.members ?? []) own.add(member);
    }
    for (const name of list) seen.add(name);
    for (const member of own) {
      if (members.has(member) && !cls.members.has(member)) return true;
      members.add(member);
    }
  }
  return order.some((name, i) => {
    if (i === 0 || i === order.length - 1) return false;
    const each = classes.get(name);
    return each?.callsSuper === true && orderOf(name)?.[1] !== order[i + 1];
  });
}

/** Names that something calls: classes of which there are objects. */
function calledNames(tree: PyTree): Set<string> {
  const names = new Set<string>();
  for (let node = 0; node < tree.count; node++) {
    if (tree.data.kind[node] !== Kind.call) continue;
    const callee = tree.child(node as NodeId, Field.function);
    if (callee !== NO_NODE && tree.kind(callee) === Kind.identifier) names.add(tree.text(callee));
  }
  return names;
}

/** Moves a class behind its bases: one that got another base may stand in front of it. */
export function basesFirst(body: Statement[]): void {
  const placed = new Set<ClassDef>();
  const here = new Map<ClassDef, Statement>();
  for (const statement of body) if (statement.kind === "class") here.set(statement.class, statement);
  const result: Statement[] = [];
  const waiting: (Statement & { kind: "class" })[] = [];
  const isReady = (cls: ClassDef): boolean =>
    cls.bases.every((base) => base.kind !== "class" || !here.has(base.class) || placed.has(base.class));
  const place = (statement: Statement & { kind: "class" }): void => {
    result.push(statement);
    placed.add(statement.class);
    for (const next of waiting.filter((each) => isReady(each.class))) {
      const at = waiting.indexOf(next);
      if (at < 0) continue;
      waiting.splice(at, 1);
      place(next);
    }
  };
  for (const statement of body) {
    if (statement.kind !== "class") result.push(statement);
    else if (isReady(statement.class)) place(statement);
    else waiting.push(statement);
  }
  result.push(...waiting);
  body.splice(0, body.length, ...result);
}
