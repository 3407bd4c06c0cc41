import type { ClassDef, FunctionDef, Variable } from "../nodes.ts";

/**
 * An object that exists when the program runs, or several that the analysis cannot tell apart. Objects that may be one are
 * united (Steensgaard's points-to analysis): their fields and elements are united with them.
 */
export interface Obj {
  readonly id: number;
  parent: Obj | undefined;
  /** What fields hold, by name; what a container holds is under `ELEMENT`, what a function gives back under `RESULT`. */
  parts: Map<string, Obj>;
  /** Functions that the value may be. */
  functions: Set<FunctionDef>;
  /** Variables that may hold it. */
  variables: Set<Variable>;
}

export const ELEMENT = "[]";

export class Objects {
  private next = 0;
  private readonly ofVariables = new Map<Variable, Obj>();
  private readonly ofResults = new Map<FunctionDef, Obj>();
  private readonly ofClasses = new Map<ClassDef, Obj>();

  fresh(): Obj {
    return { id: this.next++, parent: undefined, parts: new Map(), functions: new Set(), variables: new Set() };
  }

  find(of: Obj): Obj {
    let root = of;
    while (root.parent !== undefined) root = root.parent;
    for (let at = of; at.parent !== undefined; ) {
      const above = at.parent;
      at.parent = root;
      at = above;
      if (at === root) break;
    }
    return root;
  }

  same(a: Obj, b: Obj): boolean {
    return this.find(a) === this.find(b);
  }

  unite(first: Obj, second: Obj): void {
    const pending: [Obj, Obj][] = [[first, second]];
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      const [into, from] = [this.find(pair[0]), this.find(pair[1])];
      if (into === from) continue;
      from.parent = into;
      for (const fn of from.functions) into.functions.add(fn);
      for (const variable of from.variables) into.variables.add(variable);
      for (const [name, part] of from.parts) {
        const own = into.parts.get(name);
        if (own === undefined) into.parts.set(name, part);
        else pending.push([own, part]);
      }
    }
  }

  part(of: Obj, name: string): Obj {
    const root = this.find(of);
    let part = root.parts.get(name);
    if (part === undefined) {
      part = this.fresh();
      root.parts.set(name, part);
    }
    return this.find(part);
  }

  element(of: Obj): Obj {
    return this.part(of, ELEMENT);
  }

  variable(variable: Variable): Obj {
    const known = this.ofVariables.get(variable);
    if (known !== undefined) return this.find(known);
    const made = this.fresh();
    made.variables.add(variable);
    if (variable.definition?.kind === "function") made.functions.add(variable.definition);
    this.ofVariables.set(variable, made);
    return made;
  }

  /** What a function returns; what a generator yields is an element of it. */
  result(fn: FunctionDef): Obj {
    const known = this.ofResults.get(fn);
    if (known !== undefined) return this.find(known);
    const made = this.fresh();
    this.ofResults.set(fn, made);
    return made;
  }

  /** The class itself, which holds the class variables. */
  class(def: ClassDef): Obj {
    const known = this.ofClasses.get(def);
    if (known !== undefined) return this.find(known);
    const made = this.fresh();
    this.ofClasses.set(def, made);
    return made;
  }

  /** The objects themselves and everything that can be got at from them. */
  reachable(from: Iterable<Obj>): Set<Obj> {
    const found = new Set<Obj>();
    const pending = [...from];
    for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
      const root = this.find(each);
      if (found.has(root)) continue;
      found.add(root);
      pending.push(...root.parts.values());
    }
    return found;
  }
}
