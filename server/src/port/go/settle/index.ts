import * as go from "../build.ts";
import type { GoBlock, GoDecl, GoExpr, GoStmt } from "../tree.ts";
import { callOf } from "./calls.ts";
import { fits } from "./fits.ts";
import { Scope } from "./scope.ts";
import type { Known } from "./signatures.ts";
import { isAny, isBasic, type Member, Universe } from "./universe.ts";
import { withoutUnused } from "./unused.ts";
import { conditionOf, runtimeOf, type Settling, typed, typeOfValue, valueAs } from "./values.ts";

/**
 * Settles the types of a port. Lowering writes each expression by the type that inference gives it; where the declarations of the port
 * say another (a variable holds any value, a container has elements of no known type), Go would refuse the line. This pass knows what
 * every name of the port is declared as, and puts an assertion or a conversion where a value of no known type meets a place that asks
 * for one, takes what has no type through the functions for dynamic values, and drops variables that nobody reads. What it does not know it leaves as it is.
 */
export function settleTypes(decls: readonly GoDecl[], need: (entry: string) => void): readonly GoDecl[] {
  const settling: Settling = {
    universe: new Universe(decls),
    runtime: (entry) => {
      need(entry);
      return go.name(entry);
    },
    block: (body, scope) => settleBlock(settling, body, scope),
    call: (call, scope) => callOf(settling, call, scope),
  };
  const nothing = new Scope(undefined);
  for (const decl of decls)
    if (decl.kind === "var" && decl.type === undefined && decl.value !== undefined)
      settling.universe.settle(decl.name, typeOfValue(typed(settling, decl.value, nothing)));
  return decls.map((decl) => settleDecl(settling, decl));
}

function settleDecl(s: Settling, decl: GoDecl): GoDecl {
  switch (decl.kind) {
    case "function": {
      const scope = new Scope(
        undefined,
        decl.results.map(({ type }) => type),
      );
      if (decl.receiver !== undefined) scope.declare(decl.receiver.name, decl.receiver.type);
      for (const { name, type, variadic } of decl.params) scope.declare(name, variadic ? go.sliceOf(type) : type);
      for (const { name, type } of decl.results) scope.declare(name, type);
      return { ...decl, body: settleBlock(s, decl.body, scope) };
    }
    case "var": {
      if (decl.value === undefined) return decl;
      const nothing = new Scope(undefined);
      const value = valueAs(s, decl.value, decl.type, nothing);
      return { ...decl, type: isOfType(s, value, decl.type, nothing) ? undefined : decl.type, value };
    }
    default:
      return decl;
  }
}

/** Whether a variable has the type by its value, without being told. */
function isOfType(s: Settling, value: GoExpr, type: Known, scope: Scope): boolean {
  if (type === undefined || isAny(type)) return false;
  const own = typeOfValue(typed(s, value, scope));
  return own !== undefined && JSON.stringify(own) === JSON.stringify(type);
}

function settleBlock(s: Settling, body: GoBlock, scope: Scope): GoBlock {
  const before = scope.own();
  return withoutUnused(
    reachable(body).flatMap((stmt) => settleStmt(s, stmt, scope)),
    before,
  );
}

/** Nothing runs behind a `return`, a jump or a panic; `go vet` says so. */
function reachable(body: GoBlock): GoBlock {
  const end = body.findIndex((stmt) => {
    if (stmt.kind === "return" || stmt.kind === "break" || stmt.kind === "continue") return true;
    if (stmt.kind !== "expression" || stmt.value.kind !== "call") return false;
    const { callee } = stmt.value;
    return callee.kind === "name" && callee.name === "panic";
  });
  return end < 0 ? body : body.slice(0, end + 1);
}

function inner(s: Settling, body: GoBlock, scope: Scope): GoBlock {
  return settleBlock(s, body, new Scope(scope));
}

function settleStmt(s: Settling, stmt: GoStmt, scope: Scope): readonly GoStmt[] {
  switch (stmt.kind) {
    case "expression":
      return [{ ...stmt, value: typed(s, stmt.value, scope).value }];
    case "define":
      return [settleDefine(s, stmt, scope)];
    case "assign": {
      const made = settleAssign(s, stmt, scope);
      return isIdle(made) ? [] : [made];
    }
    case "step":
      return [settleStep(s, stmt, scope)];
    case "var": {
      const value = stmt.value === undefined ? undefined : valueAs(s, stmt.value, stmt.type, scope);
      const isPlain = value !== undefined && isOfType(s, value, stmt.type, scope);
      for (const name of stmt.names) scope.declare(name, stmt.type);
      return [
        isPlain ? { kind: "define", names: stmt.names, values: [value], source: stmt.source } : { ...stmt, value },
      ];
    }
    case "const": {
      const value = typed(s, stmt.value, scope);
      scope.declare(stmt.name, typeOfValue(value));
      return [{ ...stmt, value: value.value }];
    }
    case "if": {
      const own = new Scope(scope);
      const init = stmt.init === undefined ? undefined : settleStmt(s, stmt.init, own)[0];
      const condition = conditionOf(s, stmt.condition, own);
      return [
        {
          ...stmt,
          init,
          condition,
          body: inner(s, stmt.body, own),
          otherwise: stmt.otherwise === undefined ? undefined : inner(s, stmt.otherwise, own),
        },
      ];
    }
    case "for": {
      const own = new Scope(scope);
      const init = stmt.init === undefined ? undefined : settleStmt(s, stmt.init, own)[0];
      const condition = stmt.condition === undefined ? undefined : conditionOf(s, stmt.condition, own);
      const post = stmt.post === undefined ? undefined : settleStmt(s, stmt.post, own)[0];
      return [{ ...stmt, init, condition, post, body: inner(s, stmt.body, own) }];
    }
    case "range":
      return [settleRange(s, stmt, scope)];
    case "switch": {
      const own = new Scope(scope);
      const init = stmt.init === undefined ? undefined : settleStmt(s, stmt.init, own)[0];
      const tag = stmt.tag === undefined ? undefined : typed(s, stmt.tag, own);
      const cases = stmt.cases.map((each) => ({
        ...each,
        values: each.values.map((value) =>
          tag === undefined ? conditionOf(s, value, own) : valueAs(s, value, tag.type, own),
        ),
        body: inner(s, each.body, own),
      }));
      return [{ ...stmt, init, tag: tag?.value, cases }];
    }
    case "type-switch": {
      const subject = typed(s, stmt.value, scope);
      const cases = stmt.cases.map((each) => {
        const own = new Scope(scope);
        if (stmt.bind !== undefined) own.declare(stmt.bind, each.types.length === 1 ? each.types[0] : subject.type);
        return { ...each, body: settleBlock(s, each.body, own) };
      });
      return [{ ...stmt, value: subject.value, cases }];
    }
    case "select":
      return [
        {
          ...stmt,
          cases: stmt.cases.map((each) => {
            const own = new Scope(scope);
            const communication =
              each.communication === undefined ? undefined : settleStmt(s, each.communication, own)[0];
            return { ...each, communication, body: settleBlock(s, each.body, own) };
          }),
        },
      ];
    case "return": {
      const fitting = stmt.values.length === scope.results.length;
      return [
        {
          ...stmt,
          values: stmt.values.map((value, i) => valueAs(s, value, fitting ? scope.results[i] : undefined, scope)),
        },
      ];
    }
    case "go":
    case "defer":
      return [{ ...stmt, call: typed(s, stmt.call, scope).value }];
    case "send": {
      const channel = typed(s, stmt.channel, scope);
      const of = channel.type?.kind === "channel" ? channel.type.of : undefined;
      return [{ ...stmt, channel: channel.value, value: valueAs(s, stmt.value, of, scope) }];
    }
    case "label": {
      const [body] = settleStmt(s, stmt.body, scope);
      return [{ ...stmt, body }];
    }
    case "block":
      return [{ ...stmt, body: inner(s, stmt.body, scope) }];
    default:
      return [stmt];
  }
}

/** The types that the names left of `:=` or `=` get from the values right of it. */
function typesOf(s: Settling, values: readonly GoExpr[], count: number, scope: Scope): Known[] {
  if (values.length === count) return values.map((value) => typeOfValue(typed(s, value, scope)));
  const [only] = values;
  const found = typed(s, only, scope);
  if (found.results !== undefined && found.results.length === count) return [...found.results];
  const isLookup = only.kind === "index" || only.kind === "assert" || only.kind === "unary";
  return isLookup ? [found.type, go.BOOL_TYPE] : Array.from({ length: count }, () => undefined);
}

function settleDefine(s: Settling, stmt: GoStmt & { kind: "define" }, scope: Scope): GoStmt {
  const types = typesOf(s, stmt.values, stmt.names.length, scope);
  const values = stmt.values.map((value) => commaOk(s, value, stmt.names.length, stmt.values.length, scope));
  const isNew = stmt.names.some((name) => name !== "_" && !scope.owns(name));
  stmt.names.forEach((name, i) => {
    if (!scope.owns(name)) scope.declare(name, types[i]);
  });
  // Go wants something new to the left of `:=`.
  if (!isNew) return { kind: "assign", targets: stmt.names.map(go.name), operator: "=", values, source: stmt.source };
  const [only] = stmt.names;
  if (stmt.names.length === 1 && values[0].kind === "name" && values[0].name === "nil")
    return { kind: "var", names: [only], type: go.ANY_TYPE, source: stmt.source };
  return { ...stmt, values };
}

/** A look-up that also tells whether it found something keeps its form. */
function commaOk(s: Settling, value: GoExpr, names: number, values: number, scope: Scope): GoExpr {
  if (names === values || (value.kind !== "assert" && value.kind !== "index")) return typed(s, value, scope).value;
  if (value.kind === "assert") {
    const of = typed(s, value.value, scope);
    const isOpen = of.type === undefined || s.universe.isInterface(of.type);
    return { ...value, value: isOpen ? of.value : go.convert(go.ANY_TYPE, of.value) };
  }
  const made = typed(s, value, scope).value;
  if (made.kind === "index") return made;
  // Nothing but a map can be asked so.
  const table = typed(s, value.value, scope).value;
  return { ...value, value: runtimeTable(s, table), index: typed(s, value.index, scope).value };
}

function runtimeTable(s: Settling, table: GoExpr): GoExpr {
  const to = s.runtime("to");
  return { kind: "call", callee: to, typeArgs: [go.mapOf(go.ANY_TYPE, go.ANY_TYPE)], args: [table] };
}

/** `x = x`, and `_ = nil`, which Go does not accept. */
function isIdle(stmt: GoStmt): boolean {
  if (stmt.kind !== "assign" || stmt.operator !== "=" || stmt.targets.length !== 1 || stmt.values.length !== 1)
    return false;
  const [[target], [value]] = [stmt.targets, stmt.values];
  if (target.kind !== "name" || value.kind !== "name") return false;
  return target.name === value.name || (target.name === "_" && value.name === "nil");
}

function settleAssign(s: Settling, stmt: GoStmt & { kind: "assign" }, scope: Scope): GoStmt {
  const [target] = stmt.targets;
  if (stmt.targets.length === 1 && stmt.values.length === 1) {
    const dynamic = dynamicStore(s, target, stmt, scope);
    if (dynamic !== undefined) return dynamic;
  }
  const places = stmt.targets.map((each) => placeOf(s, each, scope));
  if (stmt.operator !== "=") {
    const [place] = places;
    const { type } = place;
    const [operand] = stmt.values;
    const operator = stmt.operator.slice(0, -1);
    if (type?.kind === "pointer" && isBasic(type.to))
      return {
        ...stmt,
        targets: [go.unary("*", place.value)],
        values: [valueAs(s, operand, type.to, scope)],
      };
    if (isAny(type)) {
      const value = runtimeOf(s, "arithmetic", go.text(operator), place.value, typed(s, operand, scope).value);
      return { ...stmt, operator: "=", targets: [place.value], values: [value] };
    }
    const isShift = operator === "<<" || operator === ">>";
    return { ...stmt, targets: [place.value], values: [valueAs(s, operand, isShift ? undefined : type, scope)] };
  }
  const targets = places.map((place) => place.value);
  if (stmt.values.length !== places.length) {
    const [only] = stmt.values;
    return { ...stmt, targets, values: [commaOk(s, only, places.length, 1, scope)] };
  }
  return { ...stmt, targets, values: stmt.values.map((value, i) => valueAs(s, value, places[i].type, scope)) };
}

function placeOf(s: Settling, target: GoExpr, scope: Scope): { readonly value: GoExpr; readonly type: Known } {
  if (target.kind === "name" && target.name === "_") return { value: target, type: undefined };
  const found = typed(s, target, scope);
  // What became a call cannot be assigned to.
  return found.value.kind === "call" || found.value.kind === "assert"
    ? { value: target, type: undefined }
    : { value: found.value, type: found.type };
}

/** A method cannot be replaced in Go. */
function isNoPlace(member: Member): boolean {
  return member.kind === "none" || member.kind === "method";
}

/** A store into something whose type does not have the place: an attribute or an element of a value of no known type. */
function dynamicStore(
  s: Settling,
  target: GoExpr,
  stmt: GoStmt & { kind: "assign" },
  scope: Scope,
): GoStmt | undefined {
  if (target.kind !== "selector" && target.kind !== "index") return undefined;
  const object = typed(s, target.value, scope);
  const stored = (current: () => GoExpr): GoExpr => {
    const value = typed(s, stmt.values[0], scope).value;
    return stmt.operator === "="
      ? value
      : runtimeOf(s, "arithmetic", go.text(stmt.operator.slice(0, -1)), current(), value);
  };
  if (target.kind === "selector") {
    const isLost =
      object.constant === "nil" ||
      (object.type !== undefined && isNoPlace(s.universe.member(object.type, target.name)));
    if (!isLost) return undefined;
    const name = go.text(target.name);
    const value = stored(() => runtimeOf(s, "field", object.value, name));
    return { kind: "expression", value: runtimeOf(s, "setField", object.value, name, value), source: stmt.source };
  }
  if (object.constant !== "nil" && !isAny(object.type)) return undefined;
  const key = typed(s, target.index, scope).value;
  const value = stored(() => runtimeOf(s, "element", object.value, key));
  return { kind: "expression", value: runtimeOf(s, "setElement", object.value, key, value), source: stmt.source };
}

function settleStep(s: Settling, stmt: GoStmt & { kind: "step" }, scope: Scope): GoStmt {
  const operator = stmt.operator === "++" ? "+=" : "-=";
  const place = typed(s, stmt.target, scope);
  if (place.type?.kind === "pointer" && isBasic(place.type.to)) return { ...stmt, target: go.unary("*", place.value) };
  const isPlain = place.type === undefined || isBasic(place.type) || !isAny(place.type);
  if (isPlain && place.value.kind !== "call") return { ...stmt, target: place.value };
  return settleAssign(
    s,
    { kind: "assign", targets: [stmt.target], operator, values: [go.number(1)], source: stmt.source },
    scope,
  );
}

function settleRange(s: Settling, stmt: GoStmt & { kind: "range" }, scope: Scope): GoStmt {
  const over = typed(s, stmt.over, scope);
  let { value: made, type } = over;
  const isBlank = (each: GoExpr | undefined): boolean =>
    each === undefined || (each.kind === "name" && each.name === "_");
  if (isAny(type) || over.constant === "nil") {
    made = runtimeOf(s, "iterate", made);
    type = go.from("iter", "Seq", go.ANY_TYPE);
    if (stmt.value !== undefined && !isBlank(stmt.value)) {
      made = runtimeOf(s, "collect", made);
      type = go.sliceOf(go.ANY_TYPE);
    }
  }
  const [key, value] = partsOf(s, type);
  const own = new Scope(scope);
  if (stmt.declares) {
    if (stmt.key?.kind === "name") own.declare(stmt.key.name, key);
    if (stmt.value?.kind === "name") own.declare(stmt.value.name, value);
    return { ...stmt, over: made, body: inner(s, stmt.body, own) };
  }
  // A variable of another type is assigned in the body.
  const before: GoStmt[] = [];
  const taken = (target: GoExpr | undefined, type: Known, wanted: string): GoExpr | undefined => {
    if (target === undefined || isBlank(target)) return target;
    const place = placeOf(s, target, scope);
    if (place.type === undefined || type === undefined || fits(s.universe, type, place.type) !== "no")
      return place.value;
    before.push({ kind: "assign", targets: [target], operator: "=", values: [go.name(wanted)] });
    own.declare(wanted, type);
    return go.name(wanted);
  };
  const name = freshName(scope);
  const [first, second] = [taken(stmt.key, key, name), taken(stmt.value, value, `${name}2`)];
  if (before.length === 0) return { ...stmt, key: first, value: second, over: made, body: inner(s, stmt.body, own) };
  const declared = [first, second].every(
    (each) => each === undefined || isBlank(each) || (each.kind === "name" && own.owns(each.name)),
  );
  if (!declared) return { ...stmt, over: made, body: inner(s, stmt.body, own) };
  return {
    ...stmt,
    key: first,
    value: second,
    declares: true,
    over: made,
    body: settleBlock(s, [...before, ...stmt.body], new Scope(own)),
  };
}

function freshName(scope: Scope): string {
  let name = "each";
  while (scope.has(name)) name += "2";
  return name;
}

/** What the variables of a `for … range` are. */
function partsOf(s: Settling, type: Known): readonly [Known, Known] {
  const made =
    type?.kind === "named" && type.package === undefined && !isBasic(type) ? s.universe.underlying(type) : type;
  switch (made?.kind) {
    case "slice":
      return [go.INT_TYPE, made.of];
    case "map":
      return [made.key, made.value];
    case "channel":
      return [made.of, undefined];
    case "function": {
      const yielded = made.params[0];
      return yielded?.kind === "function" ? [yielded.params[0], yielded.params[1]] : [undefined, undefined];
    }
    case "named": {
      if (made.package === "iter") return [made.args?.[0], made.args?.[1]];
      return isBasic(made) && made.name === "int" ? [go.INT_TYPE, undefined] : [undefined, undefined];
    }
    default:
      return [undefined, undefined];
  }
}
