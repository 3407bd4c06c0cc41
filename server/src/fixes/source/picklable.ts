import type { Entity, EntityId } from "../../program/entities.ts";
import type { ModuleId } from "../../program/modules.ts";
import type { Program } from "../../program/program.ts";
import { type ArgumentFacts, NONE } from "../../semantics/facts.ts";
import { Field } from "../../syntax/kinds.generated.ts";
import type { NodeId } from "../../syntax/py-tree.ts";
import type { FixContext } from "../define.ts";
import { callFactsAt } from "./place.ts";

/** Objects of the operating system and of running threads: no process can be sent one. */
const BOUND_TO_PROCESS =
  /^(threading|_thread|queue|socket|ssl|sqlite3|io|_io|asyncio|concurrent|logging|subprocess|select|contextvars|tempfile|mmap|multiprocessing\.(pool|dummy))\b/;

/** True when the function and the arguments of a pool's method can, as far as is known, be pickled and do not rely on shared memory. */
export function crossesProcesses(context: FixContext, call: NodeId): boolean {
  const { tree, program, module } = context;
  const facts = callFactsAt(program.facts(module), tree.range(call));
  if (facts === undefined || facts.args.length === 0) return false;
  const [work, ...rest] = facts.args;
  // Methods that take iterables draw from a generator on this side; the others would send it.
  const draws = /map\w*$/.test(tree.text(tree.child(call, Field.function)));
  if (!draws && rest.some((argument) => program.facts(module).values[argument.value].k === "generator")) return false;
  return isFunctionOfModule(program, module, work) && rest.every((argument) => isSendable(program, module, argument));
}

function isFunctionOfModule(program: Program, module: ModuleId, argument: ArgumentFacts): boolean {
  if (argument.star !== undefined || argument.keyword !== undefined) return false;
  const ids = program.evaluator.evaluate(module, argument.value);
  return ids.length > 0 && ids.every((id) => isCallableByName(program, id));
}

/** pickle sends functions by name, so only those of a module's top level, and methods of objects that can be sent themselves. */
function isCallableByName(program: Program, id: EntityId): boolean {
  const { evaluator } = program;
  const entity: Entity = evaluator.entity(id);
  switch (entity.e) {
    case "function": {
      const facts = evaluator.functionFacts(entity.module, entity.fn);
      return (
        !facts.isLambda &&
        facts.parent === 0 &&
        facts.cls === NONE &&
        facts.decorators.length === 0 &&
        !writesGlobals(program, entity.module, entity.fn)
      );
    }
    case "bound": {
      const of = evaluator.entity(entity.of);
      if (of.e !== "function" || writesGlobals(program, of.module, of.fn) || writesItself(program, of.module, of.fn))
        return false;
      return isPicklable(program, entity.self);
    }
    case "class":
      return evaluator.classFacts(entity.module, entity.cls).fn === 0;
    case "external":
      return !entity.receiver;
    case "partial":
      return entity.of.every((inner) => isCallableByName(program, inner));
    default:
      return false;
  }
}

/** Module state that a process changes is its own copy, and lost. */
function writesGlobals(program: Program, module: ModuleId, fn: number): boolean {
  const facts = program.facts(module);
  return facts.writes.some((write) => {
    if (write.fn !== fn) return false;
    if (write.kind === "global" || write.kind === "nonlocal") return true;
    const target = facts.values[write.of];
    return target.k === "name" && target.fn === 0;
  });
}

function writesItself(program: Program, module: ModuleId, fn: number): boolean {
  const facts = program.facts(module);
  return facts.writes.some((write) => {
    const target = facts.values[write.of];
    return write.fn === fn && target.k === "param" && target.index === 0;
  });
}

function isSendable(program: Program, module: ModuleId, argument: ArgumentFacts): boolean {
  const facts = program.facts(module);
  const value = facts.values[argument.value];
  if (value.k === "function") return facts.functions[value.id].parent === 0 && !facts.functions[value.id].isLambda;
  const items = value.k === "collection" ? value.items : [argument.value];
  return items.every((item) => program.evaluator.evaluate(module, item).every((id) => isPicklable(program, id)));
}

function isPicklable(program: Program, id: EntityId, depth = 0): boolean {
  const { evaluator } = program;
  const entity = evaluator.entity(id);
  switch (entity.e) {
    case "external-instance":
      return !BOUND_TO_PROCESS.test(entity.path);
    case "function":
    case "bound":
    case "partial":
      return isCallableByName(program, id);
    case "coroutine":
    case "context-manager":
    case "wrapped":
    case "module":
      return false;
    // A pool takes an iterable apart on this side; what it gives is what is sent.
    case "iterable":
      return entity.elements.every((inner) => depth > 3 || isPicklable(program, inner, depth + 1));
    case "tuple":
      return entity.items.every((part) => part.every((inner) => depth > 3 || isPicklable(program, inner, depth + 1)));
    case "mapping":
      return entity.values.every((inner) => depth > 3 || isPicklable(program, inner, depth + 1));
    case "instance":
      return (
        depth > 3 ||
        storedOn(program, entity.module, entity.cls).every(
          (inner) => inner === id || isPicklable(program, inner, depth + 1),
        )
      );
    default:
      return true;
  }
}

/** Everything that the methods of a class keep on `self`. */
function storedOn(program: Program, module: ModuleId, cls: number): readonly EntityId[] {
  const { evaluator } = program;
  return evaluator
    .linearised(module, cls)
    .flatMap((owner) =>
      Object.values(evaluator.classFacts(owner.module, owner.cls).stores).flatMap((values) =>
        values.flatMap((value) => evaluator.evaluate(owner.module, value)),
      ),
    );
}
