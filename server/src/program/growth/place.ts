import type { ModuleFacts } from "../../semantics/facts.ts";
import type { Integers } from "../integers.ts";
import type { ModuleId } from "../modules.ts";
import type { Program } from "../program.ts";

/** A place where an integer can outgrow a machine word. */
export interface Growth {
  readonly by: "factorial" | "power" | "shift" | "product" | "sum";
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /** All operands are known to be integers. */
  readonly certain: boolean;
}

/** The module whose arithmetic is looked at. */
export interface GrowthPlace {
  readonly program: Program;
  readonly module: ModuleId;
  readonly facts: ModuleFacts;
  readonly integers: Integers;
}
