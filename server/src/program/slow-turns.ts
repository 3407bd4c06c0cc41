import type { LoopFacts } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";

/** Libraries whose calls compute on tensors in native code, on several cores or elsewhere. */
const TENSORS = /^(torch|tensorflow|jax|keras|onnxruntime|mxnet|paddle)\./;
/** Libraries that show something on a screen: a turn that does is a frame, of which there are as many in a second as somebody sees. */
export const SCREENS =
  /^(pygame|tkinter|curses|turtle|pyglet|arcade|matplotlib|reportlab|wx|kivy|blessed|asciimatics|PyQt\d|PySide\d)\./;
/** Methods of cursors and sessions, whatever the library. */
const QUERIES = /^(execute|executemany|execute_(query|sql|many)|fetch(one|all|many|row|val)|scalars)$/;

/**
 * True where each turn of an outer loop does something, outside the inner one, beside which the inner loop is nothing: a batch goes through a
 * model, a database is asked, a frame is drawn.
 */
export function hasSlowTurns(evaluator: Evaluator, module: ModuleId, outer: LoopFacts, inner: LoopFacts): boolean {
  const facts = evaluator.facts[module];
  return viewOf(facts).calls[outer.fn].some((call) => {
    const isInOuter = outer.start <= call.start && call.end <= outer.end;
    const isInInner = inner.start <= call.start && call.end <= inner.end;
    if (!isInOuter || isInInner) return false;
    const callee = facts.values[call.callee];
    // Where it stands in the turn itself, and not in a loop beside the inner one.
    if (call.loop === outer.id && callee.k === "attr" && QUERIES.test(callee.name)) return true;
    const paths = evaluator.pathsOf(module, call.callee);
    return paths.some((path) => TENSORS.test(path) || (call.loop === outer.id && SCREENS.test(path)));
  });
}
