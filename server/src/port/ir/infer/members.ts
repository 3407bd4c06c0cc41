import type { ClassDef, ClassField, EnumMember, FunctionDef } from "../nodes.ts";

export type Member =
  | { readonly kind: "field"; readonly class: ClassDef; readonly field: ClassField }
  | { readonly kind: "classVariable"; readonly class: ClassDef; readonly field: ClassField }
  | { readonly kind: "method"; readonly class: ClassDef; readonly method: FunctionDef }
  | { readonly kind: "enumMember"; readonly class: ClassDef; readonly member: EnumMember };

/** Finds a member by Python's lookup order, bases left to right; instance fields win over class variables. */
export function findMember(cls: ClassDef, name: string): Member | undefined {
  const field = cls.fields.find((each) => each.name === name);
  if (field !== undefined) return { kind: "field", class: cls, field };
  const method = cls.methods.find((each) => each.name === name && each.role !== "setter");
  if (method !== undefined) return { kind: "method", class: cls, method };
  const variable = cls.classVariables.find((each) => each.name === name);
  if (variable !== undefined) return { kind: "classVariable", class: cls, field: variable };
  const member = cls.members.find((each) => each.name === name);
  if (member !== undefined) return { kind: "enumMember", class: cls, member };
  for (const base of cls.bases) {
    const found = base.kind === "class" ? findMember(base.class, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export function findMethod(cls: ClassDef, name: string): FunctionDef | undefined {
  const member = findMember(cls, name);
  return member?.kind === "method" ? member.method : undefined;
}

/** Whether objects of the class are threads: `class Worker(threading.Thread)`. */
export function isThreadClass(cls: ClassDef): boolean {
  return cls.bases.some((base) =>
    base.kind === "class"
      ? isThreadClass(base.class)
      : base.name === "threading.Thread" || base.name === "multiprocessing.Process",
  );
}

/** A method and those that override it in subclasses. */
export function withOverrides(cls: ClassDef, name: string): FunctionDef[] {
  const result: FunctionDef[] = [];
  const own = findMethod(cls, name);
  if (own !== undefined) result.push(own);
  const visit = (at: ClassDef): void => {
    for (const sub of at.subclasses) {
      const override = sub.methods.find((method) => method.name === name && method.role !== "setter");
      if (override !== undefined && !result.includes(override)) result.push(override);
      visit(sub);
    }
  };
  visit(cls);
  return result;
}

/** Fields that the generated constructor of a dataclass or named tuple takes, inherited ones first. */
export function constructorFields(cls: ClassDef): ClassField[] {
  const inherited = cls.bases.flatMap((base) => (base.kind === "class" ? constructorFields(base.class) : []));
  const own = cls.dataclass !== undefined || cls.namedTuple ? cls.fields.filter((field) => field.init) : [];
  return [...inherited.filter((field) => !own.some((other) => other.name === field.name)), ...own];
}

/** All instance fields, inherited ones first. */
export function allFields(cls: ClassDef): ClassField[] {
  const inherited = cls.bases.flatMap((base) => (base.kind === "class" ? allFields(base.class) : []));
  return [...inherited.filter((field) => !cls.fields.some((other) => other.name === field.name)), ...cls.fields];
}

/** The attribute names that positional sub-patterns of a class pattern stand for. */
export function positionalFields(cls: ClassDef): readonly string[] {
  if (cls.matchArguments !== undefined) return cls.matchArguments;
  if (isRecord(cls)) return constructorFields(cls).map((field) => field.name);
  const [base] = cls.bases;
  return base?.kind === "class" ? positionalFields(base.class) : [];
}

/** Abstract methods that a class does not provide: Python refuses to make an object of it. */
export function missingMethods(cls: ClassDef): string[] {
  if (!cls.isAbstract || cls.isProtocol) return [];
  const names = new Set<string>();
  const collect = (each: ClassDef): void => {
    for (const method of each.methods) names.add(method.name);
    for (const base of each.bases) if (base.kind === "class") collect(base.class);
  };
  collect(cls);
  return [...names]
    .filter((name) => findMethod(cls, name)?.decorators.some((decorator) => decorator.kind === "abstract") === true)
    .sort();
}

/** What Python says where an object of such a class is made. */
export function abstractMessage(cls: ClassDef, missing: readonly string[]): string {
  const what = missing.length === 1 ? "method" : "methods";
  return `Can't instantiate abstract class ${cls.name} with abstract ${what} ${missing.join(", ")}`;
}

/** The name of the method that deletes a property. */
export function deleterName(property: string): string {
  return `delete_${property}`;
}

export function isRecord(cls: ClassDef): boolean {
  return cls.dataclass !== undefined || cls.namedTuple;
}
