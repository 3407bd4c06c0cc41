import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import type { Finding } from "../rules/finding.ts";
import type { PyTree } from "../syntax/py-tree.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Said } from "../text/said.ts";

/** What a fix may look at. The tree is of the same text that the finding's offsets refer to. */
export interface FixContext {
  readonly finding: Finding;
  readonly tree: PyTree;
  readonly program: Program;
  readonly module: ModuleId;
  /** CPython's minor version: 13 for 3.13. */
  readonly minor: number;
}

/**
 * A change to the Python source that a finding offers. Listing asks for `title` alone and must be fast; `edits` is asked
 * when the user chose the fix, and gives undefined where the code at the place does not allow it after all.
 */
export interface Fix {
  readonly id: string;
  /** Names of the rules whose findings may offer it. */
  readonly rules: readonly string[];
  /** `safe`: the program means the same, only better; joins fix-all. */
  readonly safety: "safe" | "unsafe";
  /** What the user reads, such as "Replace by await asyncio.sleep(…)"; undefined where the fix does not suit the finding. */
  readonly title: (context: FixContext) => Said | undefined;
  readonly edits: (context: FixContext) => readonly TextEdit[] | undefined;
}

/** What a fix would do at one finding: the words for it, and the change, which is made only when it is asked for. */
export interface FixPlan {
  readonly title: Said;
  readonly edits: () => readonly TextEdit[] | undefined;
}

export interface FixDefinition extends Pick<Fix, "id" | "rules" | "safety"> {
  /** Looks at the place and decides; undefined where the fix does not suit it. */
  readonly plan: (context: FixContext) => FixPlan | undefined;
}

/** A fix is one decision about a place: its title and its edits come from the same plan, so they cannot disagree. */
export function defineFix({ plan, ...fix }: FixDefinition): Fix {
  return {
    ...fix,
    title: (context) => plan(context)?.title,
    edits: (context) => plan(context)?.edits(),
  };
}
