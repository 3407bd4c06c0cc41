import { allFields, constructorFields, findMethod, isRecord, isThreadClass } from "../../ir/infer/members.ts";
import { abstractContainerNamed, abstractContainerOf } from "../../ir/library/abstract-containers.ts";
import type { Argument, ClassDef, ClassField, FunctionDef, Statement } from "../../ir/nodes.ts";
import { type Type, withoutNone } from "../../ir/types.ts";
import {
  array,
  arrow,
  binary,
  call,
  create,
  literal,
  member,
  method,
  name,
  parameter,
  string,
  type TsExpression,
  type TsFunction,
  type TsMember,
  type TsStatement,
  type TsType,
} from "../tree.ts";
import { isDerived } from "./bases.ts";
import { exceptionArguments, notedArguments } from "./calls.ts";
import type { Lowering } from "./context.ts";
import { lowerFunction } from "./functions.ts";
import { classesInitializedApart, initializerName } from "./initializers.ts";
import { isMixed } from "./mixed.ts";
import { containerOf, layoutOf, lowerType } from "./types.ts";

const reference = (text: string, ...args: TsType[]): TsType => ({ kind: "reference", name: text, args });

export function lowerClass(context: Lowering, cls: ClassDef): TsStatement[] {
  const head = { comments: cls.comments, docstring: cls.docstring, source: cls.range };
  const exported = !cls.name.startsWith("_") && (cls.variable === undefined || cls.variable.scope === "module");
  if (cls.isProtocol && cls.fields.length === 0) {
    return [
      {
        kind: "interface",
        name: context.className(cls),
        typeParameters: cls.typeParameters,
        members: cls.methods.map((fn) => withoutDefaults(lowerMethod(context, cls, fn))),
        exported,
        ...head,
      },
    ];
  }
  const members =
    cls.enum !== undefined
      ? enumMembers(context, cls)
      : [...fieldMembers(context, cls), ...constructorMember(context, cls)];
  for (const fn of cls.methods)
    if (fn.name !== "__init__" && fn.name !== "__new__") members.push(lowerMethod(context, cls, fn));
  members.push(...recordMembers(context, cls), ...iteratorMembers(context, cls), ...orderMembers(cls));
  const nested = cls.members.length > 0 || cls.methods.length > 0 ? [] : [];
  return [
    ...nested,
    {
      kind: "class",
      name: context.className(cls),
      typeParameters: cls.typeParameters,
      extends: baseOf(context, cls),
      isAbstract: cls.isAbstract && cls.methods.some(isAbstract),
      members,
      exported,
      ...head,
    },
  ];
}

/** A method of an interface: a parameter with a default is one that can be left out. */
function withoutDefaults(made: TsMember): TsMember {
  const { function: fn } = made;
  if (fn === undefined) return made;
  const parameters = fn.parameters.map((each) =>
    each.default === undefined ? each : { ...each, default: undefined, optional: true },
  );
  return { ...made, function: { ...fn, parameters } };
}

function isAbstract(fn: FunctionDef): boolean {
  return fn.decorators.some((decorator) => decorator.kind === "abstract");
}

function threadClass(context: Lowering): string {
  const made = context.helper("Thread");
  return made.kind === "name" ? made.name : "Thread";
}

function baseOf(context: Lowering, cls: ClassDef): TsExpression | undefined {
  const bases = cls.bases.filter(
    (base) => !(base.kind === "class" && base.class.isProtocol && base.class.fields.length === 0),
  );
  const [first, ...others] = bases;
  if (first === undefined) return undefined;
  if (others.length > 0) {
    context.note(
      "warning",
      "multiple-inheritance",
      `${cls.name} derives from several classes; TypeScript keeps the first`,
      cls.nameRange,
    );
  }
  if (first.kind === "class") return name(context.className(first.class));
  if (
    first.kind === "builtin" &&
    (/Error$|Exception$|Warning$|Exit$|Interrupt$/.test(first.name) || first.name === "StopIteration")
  )
    return context.exceptionClass(first.name);
  if (first.kind === "library" && isThreadClass(cls)) return name(threadClass(context));
  const containers: Record<string, string> = { dict: "Map", list: "Array", set: "Set" };
  if (first.kind === "builtin" && containers[first.name] !== undefined) return name(containers[first.name]);
  const abstract = abstractContainerNamed(first.name);
  if (abstract !== undefined) return context.helper(`Abstract${abstract}`);
  if (/Exception|Error/.test(first.name)) return name("Error");
  context.note("warning", "unsupported", `the base class ${first.name} has no counterpart`, cls.nameRange);
  return undefined;
}

function plainMember(kind: TsMember["kind"], text: string, parts: Partial<TsMember>): TsMember {
  return {
    kind,
    name: text,
    isStatic: false,
    isReadonly: false,
    isAbstract: false,
    isPrivate: false,
    isOverride: false,
    definite: false,
    type: undefined,
    value: undefined,
    function: undefined,
    comments: [],
    docstring: undefined,
    source: undefined,
    ...parts,
  };
}

function fieldMembers(context: Lowering, cls: ClassDef): TsMember[] {
  const members: TsMember[] = [];
  for (const variable of cls.classVariables) {
    const value = variable.default === undefined ? undefined : context.flowing(variable.default, variable.type);
    members.push(
      plainMember("field", context.memberName(variable.name), {
        isStatic: true,
        type: lowerType(context, variable.type),
        value,
        comments: variable.comments,
        source: variable.range,
      }),
    );
  }
  const isApart = classesInitializedApart(context.module).has(cls);
  const assigned = isApart ? new Set<string>() : assignedInConstructor(cls);
  for (const field of cls.fields) {
    const shadowed = cls.classVariables.find((variable) => variable.name === field.name);
    const text = context.memberName(field.name);
    // `Error` has a name and a message of its own.
    const isOverride = cls.isException && ["name", "message", "stack", "cause"].includes(text);
    members.push(
      plainMember("field", text, {
        isReadonly: cls.dataclass?.frozen === true || cls.namedTuple,
        isOverride: false,
        definite: shadowed === undefined && !isRecord(cls) && !assigned.has(field.name) && field.type.kind !== "any",
        type: isOverride && text === "message" ? reference("string") : lowerType(context, field.type),
        value:
          shadowed === undefined ? undefined : member(name(context.className(cls)), context.memberName(shadowed.name)),
        comments: field.comments,
        source: undefined,
      }),
    );
  }
  return members;
}

/** Fields that the constructor assigns on every path, as TypeScript sees it. */
function assignedInConstructor(cls: ClassDef): Set<string> {
  const init = cls.methods.find((fn) => fn.name === "__init__");
  const found = new Set<string>();
  const visit = (body: readonly Statement[]): void => {
    for (const statement of body) {
      if (statement.kind === "assign" || statement.kind === "declare") {
        for (const target of statement.kind === "assign" ? statement.targets : []) {
          const targets = target.kind === "unpack" ? target.elements : [target];
          for (const each of targets)
            if (each.kind === "attribute" && each.object.kind === "name" && each.object.variable === init?.receiver)
              found.add(each.name);
        }
      }
    }
  };
  visit(init?.body ?? []);
  return found;
}

function constructorMember(context: Lowering, cls: ClassDef): TsMember[] {
  const members = plainConstructor(context, cls);
  if (!cls.methods.some((fn) => fn.name === "__getattr__")) return members;
  // Names that the objects do not have are asked for when the program runs.
  const last: TsStatement = { kind: "return", value: context.use("dynamicAttributes", name("this")) };
  const found = members.find((each) => each.kind === "constructor")?.function;
  if (found !== undefined)
    return members.map((each) =>
      each.function === found ? { ...each, function: { ...found, body: [...found.body, last] } } : each,
    );
  const above: TsStatement[] = isDerived(cls)
    ? [{ kind: "expression", value: call(name("super"), { kind: "spread", value: name("given") }) }]
    : [];
  const given = { ...parameter("given", { kind: "array", element: reference("any") }), rest: true };
  const fn = { parameters: isDerived(cls) ? [given] : [], result: undefined, isAsync: false, isGenerator: false };
  return [
    ...members,
    plainMember("constructor", "constructor", { function: { ...fn, body: [...above, last], typeParameters: [] } }),
  ];
}

function plainConstructor(context: Lowering, cls: ClassDef): TsMember[] {
  const init = cls.methods.find((fn) => fn.name === "__init__");
  const hasBase = isDerived(cls);
  if (init !== undefined) {
    const made = lowerFunction(context, init);
    const body = [...made.body];
    const callsSuper = JSON.stringify(body, (_, value) => (typeof value === "bigint" ? String(value) : value)).includes(
      '"name":"super"',
    );
    // An exception that does not call its base keeps what it was made with all the same.
    const own = cls.isException && !callsSuper ? ownArguments(init) : undefined;
    if (hasBase && !callsSuper)
      body.unshift({
        kind: "expression",
        value: call(name("super"), ...(own === undefined ? [] : exceptionArguments(context, own, "Exception"))),
      });
    if (cls.isException) {
      const noted = notedArguments(context, own ?? superArguments(init));
      if (noted !== undefined)
        insertAfterSuper(body, { kind: "expression", value: context.use("noteArguments", name("this"), noted) });
      insertAfterSuper(body, setName(cls));
    }
    if (classesInitializedApart(context.module).has(cls)) return apartMembers(context, cls, init, made, body);
    return [
      plainMember("constructor", "constructor", {
        function: { ...made, body: superFirst(body), isAsync: false, result: undefined },
        docstring: init.docstring,
        comments: init.comments,
        source: init.range,
      }),
    ];
  }
  if (isRecord(cls)) return [recordConstructor(context, cls)];
  if (cls.isException) return [plainMember("field", "name", { value: string(cls.name), isOverride: true })];
  return [];
}

/** The parameters of an exception's `__init__`, as the arguments that they get. */
function ownArguments(init: FunctionDef): Argument[] {
  return init.parameters
    .filter((each) => each.kind === "normal" || each.kind === "positional" || each.kind === "star")
    .map(({ kind, variable, range }) => ({
      kind: kind === "star" ? ("star" as const) : ("positional" as const),
      name: undefined,
      value: { kind: "name" as const, variable, type: variable.type, range },
    }));
}

/** What an `__init__` hands to that of a built-in exception. */
function superArguments(init: FunctionDef): readonly Argument[] {
  for (const statement of init.body) {
    if (statement.kind !== "expression" || statement.value.kind !== "call") continue;
    const { target, args } = statement.value;
    if (target.kind === "super" && target.name === "__init__" && target.method === undefined) return args;
  }
  return [];
}

/** A constructor whose work is a method, for classes below that call it by name. */
function apartMembers(
  context: Lowering,
  cls: ClassDef,
  init: FunctionDef,
  made: TsFunction,
  body: readonly TsStatement[],
): TsMember[] {
  const work = body.filter((statement) => !isSuperCall(statement));
  const args = init.parameters.map((each) => name(context.names.variable(each.variable)));
  const calling: TsStatement[] = [
    ...body.filter(isSuperCall),
    { kind: "expression", value: method(name("this"), initializerName(cls), ...args) },
  ];
  const shared = { ...made, isAsync: false, result: undefined };
  return [
    plainMember("constructor", "constructor", {
      function: { ...shared, body: calling },
      docstring: init.docstring,
      comments: init.comments,
      source: init.range,
    }),
    plainMember("method", initializerName(cls), {
      function: { ...shared, body: work, result: reference("void") },
      comments: [`What the constructor does, for classes that have ${cls.name} among several bases.`],
    }),
  ];
}

function setName(cls: ClassDef): TsStatement {
  return {
    kind: "expression",
    value: { kind: "assign", operator: "=", target: member(name("this"), "name"), value: string(cls.name) },
  };
}

function isSuperCall(statement: TsStatement): boolean {
  return (
    statement.kind === "expression" &&
    statement.value.kind === "call" &&
    statement.value.callee.kind === "name" &&
    statement.value.callee.name === "super"
  );
}

function insertAfterSuper(body: TsStatement[], statement: TsStatement): void {
  const at = body.findIndex(isSuperCall);
  body.splice(at + 1, 0, statement);
}

/** TypeScript wants `super()` before `this`; Python lets fields be set before. */
function superFirst(body: TsStatement[]): TsStatement[] {
  const at = body.findIndex(isSuperCall);
  if (at <= 0) return body;
  const before = body.slice(0, at);
  const usesThis = JSON.stringify(before).includes('"name":"this"');
  return usesThis ? [body[at], ...before, ...body.slice(at + 1)] : body;
}

/** The constructor of a dataclass or named tuple. */
function recordConstructor(context: Lowering, cls: ClassDef): TsMember {
  const fields = constructorFields(cls);
  const own = cls.fields;
  const inherited = fields.filter((field) => !own.includes(field));
  const parameters = fields.map((field) =>
    parameter(parameterName(context, field), lowerType(context, field.type), defaultOf(context, field)),
  );
  const body: TsStatement[] = [];
  if (isDerived(cls))
    body.push({
      kind: "expression",
      value: call(name("super"), ...inherited.map((field) => name(parameterName(context, field)))),
    });
  for (const field of own) {
    const value = field.init ? name(parameterName(context, field)) : defaultOf(context, field);
    if (value !== undefined)
      body.push({
        kind: "expression",
        value: { kind: "assign", operator: "=", target: member(name("this"), context.memberName(field.name)), value },
      });
  }
  if (findMethod(cls, "__post_init__") !== undefined && cls.methods.some((fn) => fn.name === "__post_init__"))
    body.push({ kind: "expression", value: method(name("this"), "postInit") });
  const fn: TsFunction = {
    parameters,
    result: undefined,
    body,
    isAsync: false,
    isGenerator: false,
    typeParameters: [],
  };
  return plainMember("constructor", "constructor", { function: fn });
}

function parameterName(context: Lowering, field: ClassField): string {
  const text = context.memberName(field.name);
  return [
    "default",
    "class",
    "function",
    "new",
    "delete",
    "in",
    "var",
    "let",
    "const",
    "this",
    "enum",
    "export",
    "import",
    "package",
    "private",
    "public",
    "static",
  ].includes(text)
    ? `${text}_`
    : text;
}

function defaultOf(context: Lowering, field: ClassField): TsExpression | undefined {
  if (field.default !== undefined) return context.flowing(field.default, field.type);
  if (field.factory === undefined) return undefined;
  const { factory } = field;
  if (factory.kind === "builtin") {
    switch (factory.name) {
      case "list":
      case "tuple":
        return array();
      case "dict":
        return create(name("Map"), []);
      case "set":
        return create(name("Set"), []);
      case "int":
      case "float":
        return literal("0");
      case "str":
        return string("");
    }
  }
  if (factory.kind === "name" && factory.variable.definition?.kind === "class")
    return create(context.expression(factory), []);
  // A class of a library is called where it is one.
  if (factory.kind === "library" && factory.module === "collections") {
    const target = { kind: "library" as const, module: factory.module, name: factory.name };
    return context.expression({ kind: "call", target, args: [], type: field.type, range: factory.range });
  }
  if (factory.kind === "lambda") {
    const [only] = factory.function.body;
    if (only?.kind === "return" && only.value !== undefined) return context.flowing(only.value, field.type);
  }
  return call(context.expression(factory));
}

function lowerMethod(context: Lowering, cls: ClassDef, fn: FunctionDef): TsMember {
  const made = lowerFunction(context, fn);
  const kind =
    fn.role === "property" || fn.role === "cachedProperty" || fn.name === "__len__"
      ? "getter"
      : fn.role === "setter"
        ? "setter"
        : "method";
  const text = context.memberName(fn.name);
  const abstract = isAbstract(fn);
  const isUnusedExit =
    (fn.name === "__exit__" || fn.name === "__aexit__") && fn.parameters.every((each) => each.variable.reads === 0);
  const shown = isUnusedExit
    ? { ...made, parameters: [] }
    : fn.name === "__eq__"
      ? { ...made, parameters: made.parameters.map((each) => ({ ...each, type: reference("any") })) }
      : made;
  const isIterator = fn.name === "__iter__" && !fn.isGenerator;
  return plainMember(kind, text, {
    isStatic: fn.role === "static" || fn.role === "class",
    isAbstract: abstract && cls.isAbstract,
    function: isIterator ? iteratorFunction(context, fn, made) : shown,
    docstring: fn.docstring,
    comments: fn.comments,
    source: fn.range,
  });
}

/** `__iter__` that gives an iterator object: JavaScript wants one of its own kind. */
function iteratorFunction(context: Lowering, fn: FunctionDef, made: TsFunction): TsFunction {
  const result = fn.result;
  if (result.kind === "instance") {
    const owner = context.classNamed(result.name);
    const next = owner === undefined ? undefined : findMethod(owner, "__next__");
    const element: Type = next?.result ?? { kind: "any" };
    const body = made.body.map(
      (statement): TsStatement =>
        statement.kind === "return" && statement.value !== undefined
          ? { ...statement, value: context.use("iterate", statement.value) }
          : statement,
    );
    return { ...made, body, result: reference("Generator", lowerType(context, element)) };
  }
  if (result.kind === "list" || result.kind === "array" || result.kind === "set") {
    const body = made.body.map(
      (statement): TsStatement =>
        statement.kind === "return" && statement.value !== undefined
          ? { ...statement, value: method(statement.value, "values") }
          : statement,
    );
    return { ...made, body, result: reference("IterableIterator", lowerType(context, result.element)) };
  }
  return made;
}

/** An object that has elements by position and no other way to give them is gone through by position. */
function iteratorMembers(context: Lowering, cls: ClassDef): TsMember[] {
  const getItem = cls.methods.find((fn) => fn.name === "__getitem__");
  const hasOther = ["__iter__", "__next__", "keys"].some((text) => findMethod(cls, text) !== undefined);
  if (getItem === undefined || hasOther || cls.enum !== undefined || cls.namedTuple) return [];
  if (containerOf(context, { kind: "instance", name: cls.name, args: [] }) !== undefined) return [];
  if (abstractContainerOf(cls) !== undefined || !takesPositions(getItem)) return [];
  const element = getItem.result.kind === "union" ? { kind: "any" as const } : getItem.result;
  return [
    plainMember("method", "[Symbol.iterator]", {
      function: {
        parameters: [],
        result: reference("Generator", lowerType(context, element)),
        body: [
          {
            kind: "expression",
            value: { kind: "yield", value: context.use("byPosition", name("this")), delegate: true },
          },
        ],
        isAsync: false,
        isGenerator: true,
        typeParameters: [],
      },
    }),
  ];
}

/** Whether a `__getitem__` may be given a position. */
function takesPositions(getItem: FunctionDef): boolean {
  const type = withoutNone(getItem.parameters[0]?.variable.type ?? { kind: "any" });
  const kinds = type.kind === "union" ? type.members.map((each) => each.kind) : [type.kind];
  return kinds.some((kind) => kind === "int" || kind === "any" || kind === "never");
}

/** `__repr__` doubles as the text where there is no `__str__`. */
function orderMembers(cls: ClassDef): TsMember[] {
  const has = (text: string): boolean => cls.methods.some((fn) => fn.name === text);
  if (!has("__repr__") || has("__str__")) return [];
  if (cls.bases.some((base) => base.kind === "class" && findMethod(base.class, "__str__") !== undefined)) return [];
  return [
    plainMember("method", "toString", {
      function: {
        parameters: [],
        result: reference("string"),
        body: [{ kind: "return", value: method(name("this"), "repr") }],
        isAsync: false,
        isGenerator: false,
        typeParameters: [],
      },
    }),
  ];
}

/** What a dataclass or named tuple is given: text, equality, order, unpacking. */
function recordMembers(context: Lowering, cls: ClassDef): TsMember[] {
  if (!isRecord(cls)) return [];
  const has = (text: string): boolean => cls.methods.some((fn) => fn.name === text);
  const fields = allFields(cls).filter((field) => field.init || field.repr);
  const members: TsMember[] = [];
  const simple = (
    text: string,
    parameters: TsFunction["parameters"],
    result: TsType,
    body: TsStatement[],
    isGenerator = false,
  ): TsMember =>
    plainMember("method", text, {
      function: { parameters, result, body, isAsync: false, isGenerator, typeParameters: [] },
    });
  if (context.asksFields)
    members.push(
      plainMember("field", "recordFields", {
        isStatic: true,
        isReadonly: true,
        value: array(
          ...allFields(cls)
            .filter((field) => field.init || field.repr || field.declared !== undefined)
            .map((field) => array(string(field.name), string(context.memberName(field.name)))),
        ),
      }),
    );
  if (!has("__repr__")) {
    const parts: (string | TsExpression)[] = [`${cls.name}(`];
    fields
      .filter((field) => field.repr)
      .forEach((field, at) => {
        const layout = layoutOf(field.type);
        parts.push(
          `${at === 0 ? "" : ", "}${field.name}=`,
          context.use(
            "repr",
            member(name("this"), context.memberName(field.name)),
            ...(layout === undefined ? [] : [layout]),
          ),
        );
      });
    parts.push(")");
    members.push(simple("repr", [], reference("string"), [{ kind: "return", value: { kind: "template", parts } }]));
    if (findMethod(cls, "__str__") === undefined)
      members.push(
        simple("toString", [], reference("string"), [{ kind: "return", value: method(name("this"), "repr") }]),
      );
  }
  // A field that no constructor takes and no text shows is compared all the same.
  const compared = allFields(cls).filter(
    (field) => field.compare && (field.init || field.repr || field.declared !== undefined),
  );
  const content = (of: TsExpression): TsExpression =>
    array(...compared.map((field) => member(of, context.memberName(field.name))));
  const other = parameter("other", reference("unknown"));
  if (!has("__eq__") && cls.dataclass?.eq !== false) {
    const isSame = binary("instanceof", name("other"), name(context.className(cls)));
    const plain = ["int", "float", "str", "bool"];
    const tests = compared.map((field) => {
      const [a, b] = [
        member(name("this"), context.memberName(field.name)),
        member(name("other"), context.memberName(field.name)),
      ];
      return plain.includes(field.type.kind) && !isMixed(context, field.type)
        ? binary("===", a, b)
        : context.use("equals", a, b);
    });
    members.push(
      simple("equals", [other], reference("boolean"), [
        { kind: "return", value: tests.reduce((a, b) => binary("&&", a, b), isSame) },
      ]),
    );
  }
  if ((cls.dataclass?.order || cls.namedTuple) && !has("__lt__")) {
    const own = parameter("other", reference(context.className(cls)));
    members.push(
      simple("lessThan", [own], reference("boolean"), [
        {
          kind: "return",
          value: binary("<", context.use("compare", content(name("this")), content(name("other"))), literal("0")),
        },
      ]),
    );
  }
  if (cls.namedTuple) {
    const types = fields.map((field) => lowerType(context, field.type));
    const union: TsType = types.length === 1 ? types[0] : { kind: "union", members: uniqueTypes(types) };
    members.push(
      simple(
        "[Symbol.iterator]",
        [],
        reference(
          "Generator",
          union.kind === "union" && union.members.length === 1 ? union.members[0] : reference("any"),
        ),
        fields.map(
          (field): TsStatement => ({
            kind: "expression",
            value: { kind: "yield", value: member(name("this"), context.memberName(field.name)), delegate: false },
          }),
        ),
        true,
      ),
    );
  }
  return members;
}

function uniqueTypes(types: readonly TsType[]): TsType[] {
  const seen = new Set<string>();
  return types.filter((type) => {
    const key = JSON.stringify(type);
    return !seen.has(key) && seen.add(key);
  });
}

// ───────────────────────────────────────────────────────────── enums

/** An enum is a class with one object a member: it has names, values and methods, as Python's. */
function enumMembers(context: Lowering, cls: ClassDef): TsMember[] {
  const text = context.className(cls);
  const self = name(text);
  const valueType: TsType = cls.members.length === 0 ? reference("any") : uniqueValue(context, cls);
  const members: TsMember[] = cls.members.map((each) =>
    plainMember("field", context.memberName(each.name), {
      isStatic: true,
      isReadonly: true,
      value: create(self, [string(each.name), context.flowing(each.value)]),
      source: each.range,
    }),
  );
  for (const variable of cls.classVariables)
    members.push(
      plainMember("field", context.memberName(variable.name), {
        isStatic: true,
        type: lowerType(context, variable.type),
        value: variable.default === undefined ? undefined : context.flowing(variable.default),
      }),
    );
  const fn = (parameters: TsFunction["parameters"], result: TsType | undefined, body: TsStatement[]): TsFunction => ({
    parameters,
    result,
    body,
    isAsync: false,
    isGenerator: false,
    typeParameters: [],
  });
  if (cls.members.length === 0) return members;
  for (const field of cls.fields)
    members.push(
      plainMember("field", context.memberName(field.name), { definite: true, type: lowerType(context, field.type) }),
    );
  members.push(
    plainMember("field", "name", { isReadonly: true, type: reference("string") }),
    plainMember("field", "value", { isReadonly: true, type: valueType }),
  );
  const assign = (field: string): TsStatement => ({
    kind: "expression",
    value: { kind: "assign", operator: "=", target: member(name("this"), field), value: name(field) },
  });
  members.push(
    plainMember("constructor", "constructor", {
      isPrivate: true,
      function: fn([parameter("name", reference("string")), parameter("value", valueType)], undefined, [
        assign("name"),
        assign("value"),
        ...memberInitializer(context, cls),
      ]),
    }),
  );
  // Members that are made of others are no members when one goes through them.
  const isOwn = (each: ClassDef["members"][number]): boolean =>
    cls.enum !== "Flag" || each.value.kind !== "int" || (each.value.value & (each.value.value - 1n)) === 0n;
  const all = array(...cls.members.filter(isOwn).map((each) => member(self, context.memberName(each.name))));
  members.push(
    plainMember("method", "members", {
      isStatic: true,
      function: fn([], { kind: "array", element: reference(text) }, [{ kind: "return", value: all }]),
    }),
  );
  const find = (by: string, key: string): TsExpression =>
    method(method(self, "members"), "find", {
      kind: "arrow",
      function: fn([parameter("each")], undefined, [
        { kind: "return", value: binary("===", member(name("each"), by), name(key)) },
      ]),
    });
  const lookUp = (methodName: string, by: string, type: TsType, error: TsExpression): TsMember =>
    plainMember("method", methodName, {
      isStatic: true,
      function: fn([parameter(by, type)], reference(text), [
        { kind: "return", value: binary("??", find(by, by), context.use("raise", error)) },
      ]),
    });
  if (cls.enum === "Flag") {
    const make = arrow([parameter("name"), parameter("value")], create(self, [name("name"), name("value")]));
    const named = array(...cls.members.map((each) => member(self, context.memberName(each.name))));
    members.push(
      plainMember("method", "of", {
        isStatic: true,
        function: fn([parameter("value", reference("number"))], reference(text), [
          { kind: "return", value: context.use("flagOf", self, named, name("value"), make) },
        ]),
      }),
    );
  } else
    members.push(
      lookUp(
        "of",
        "value",
        valueType,
        create(context.exceptionClass("ValueError"), [
          { kind: "template", parts: [context.use("repr", name("value")), ` is not a valid ${cls.name}`] },
        ]),
      ),
    );
  members.push(
    lookUp(
      "named",
      "name",
      reference("string"),
      create(context.exceptionClass("KeyError"), [context.use("repr", name("name"))]),
    ),
  );
  const has = (each: string): boolean => cls.methods.some((own) => own.name === each);
  const shown: TsExpression =
    cls.enum === "IntEnum" || cls.enum === "StrEnum"
      ? call(name("String"), member(name("this"), "value"))
      : { kind: "template", parts: [`${cls.name}.`, member(name("this"), "name")] };
  if (!has("__str__"))
    members.push(
      plainMember("method", "toString", { function: fn([], reference("string"), [{ kind: "return", value: shown }]) }),
    );
  if (!has("__repr__"))
    members.push(
      plainMember("method", "repr", {
        function: fn([], reference("string"), [
          {
            kind: "return",
            value: {
              kind: "template",
              parts: [
                `<${cls.name}.`,
                member(name("this"), "name"),
                ": ",
                context.use("repr", member(name("this"), "value")),
                ">",
              ],
            },
          },
        ]),
      }),
    );
  if (cls.enum === "IntEnum" && !has("__lt__"))
    members.push(
      plainMember("method", "lessThan", {
        function: fn([parameter("other", reference(text))], reference("boolean"), [
          { kind: "return", value: binary("<", member(name("this"), "value"), member(name("other"), "value")) },
        ]),
      }),
    );
  return members;
}

/** What `__init__` of an enum does with the value of each member: a tuple is all of its arguments. */
function memberInitializer(context: Lowering, cls: ClassDef): TsStatement[] {
  const init = cls.methods.find((fn) => fn.name === "__init__");
  if (init === undefined) return [];
  const made = lowerFunction(context, init);
  const patterns = made.parameters.map((each) => each.name);
  const isTuple = cls.members.every((each) => each.value.type.kind === "tuple");
  const given: TsStatement = {
    kind: "declare",
    keyword: "const",
    target: isTuple ? { kind: "array", elements: patterns, rest: undefined } : patterns[0],
    type: undefined,
    value: { kind: "as", value: name("value"), type: reference("any") },
  };
  return patterns.length === 0 ? [...made.body] : [given, ...made.body];
}

function uniqueValue(context: Lowering, cls: ClassDef): TsType {
  const types = uniqueTypes(cls.members.map((each) => lowerType(context, each.value.type)));
  return types.length === 1 ? types[0] : { kind: "union", members: types };
}
