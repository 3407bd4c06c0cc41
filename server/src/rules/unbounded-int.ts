import { growthsOf } from "../program/growth.ts";
import { confidenceOf, defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const unboundedInt = defineRule({
  meta: {
    name: "unbounded-int",
    summary: "An integer that can outgrow 64 bits: Python goes on, other languages wrap around or round.",
    defaultSeverity: "info",
    evenInTests: true,
    what: "Reports factorials, binomials, powers and shifts with an exponent that nothing bounds, and products, doublings and Fibonacci-like sums in loops of unknown length or in recursion. Masked arithmetic (`& 0xFFFFFFFF`, `% m`), numbers with a known small bound, floats, sizes and waiting times are silent.",
    why: "Python's integers have no limit. Go's `int64` wraps around without a word, and JavaScript's numbers lose digits beyond 2^53. A port that uses them gives wrong results for large inputs, and tests with small ones do not show it.",
    insteadUse:
      "Where results stay small, say so: check the range, or mask. Where they do not, plan for `math/big` in Go or `BigInt` in TypeScript.",
    fixSafety: "There is no automatic fix.",
    references: ["Python documentation: Numeric Types", "Go documentation: math/big"],
  },
  *run(program, module) {
    for (const growth of growthsOf(program, module)) {
      yield {
        range: { start: growth.start, end: growth.end },
        confidence: confidenceOf(growth.doubt),
        message: say("unbounded-int", { by: growth.by }),
        help: say("unbounded-int.help"),
        context: undefined,
        fn: growth.fn,
        chain: [],
      };
    }
  },
});
