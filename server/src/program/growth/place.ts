import type { ModuleFacts } from "../../semantics/facts.ts";
import type { Doubt } from "../graph.ts";
import type { Integers } from "../integers.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";

/** A place where an integer can outgrow a machine word. */
export interface Growth {
  readonly by: "factorial" | "power" | "shift" | "product" | "sum";
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /** 0: all operands are known to be integers, and something shows that they grow; 1: some may be none; 2: nothing shows that it does grow. */
  readonly doubt: Doubt;
}

/** The module whose arithmetic is looked at. */
export interface GrowthPlace {
  readonly program: Program;
  readonly module: ModuleId;
  readonly facts: ModuleFacts;
  readonly integers: Integers;
}
