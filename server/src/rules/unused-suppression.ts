import type { Program } from "../program/program.ts";
import type { ModuleFacts, SuppressionFacts } from "../semantics/facts.ts";
import type { Said } from "../text/said.ts";
import { defineRule, type FoundBefore } from "./define.ts";
import { say } from "./messages/index.ts";
import { honoured, isSuppressed } from "./suppress.ts";

const NAME = "unused-suppression";

export const unusedSuppression = defineRule({
  meta: {
    name: NAME,
    summary: "A suppression comment that suppresses nothing.",
    defaultSeverity: "warning",
    evenInTests: true,
    what: "Reports `# portwright: ignore[…]` and `ignore-file[…]` comments, or single rules in them, that no finding answers to: the code has changed, the rule's name is wrong, or the comment stands on another line. A `# noqa` with the code of an equivalent rule is reported only where that code cannot apply: outside coroutines, or on a line without what it speaks of.",
    why: "A comment that suppresses nothing misleads the reader, and will silence the next finding on its line before anybody has seen it.",
    insteadUse: "Remove the comment, or the rule from its list.",
    fixSafety: "Removing it is safe: nothing that runs changes, and no finding appears.",
    references: ["Ruff: unused-noqa (RUF100)"],
  },
  *run(program, module, _settings, before) {
    const facts = program.facts(module);
    // Half-typed code has lost findings that come back with the next key.
    if (facts.errors.length > 0) return;
    for (const suppression of facts.suppressions) {
      const unused =
        suppression.kind === "noqa"
          ? impossibleCodes(program, module, suppression, before)
          : idleRules(suppression, before);
      if (unused === undefined) continue;
      yield {
        range: { start: suppression.commentStart, end: suppression.commentEnd },
        confidence: "definite",
        message: messageFor(suppression, unused, before.rules),
        help:
          unused.length === suppression.rules.length
            ? say("unused-suppression.help")
            : say("unused-suppression.part-help", { rules: unused }),
        context: undefined,
        fn: 0,
        chain: [],
        data: { unused },
      };
    }
  },
});

/** The rules of a list that silence nothing; an empty list for a comment without one. Undefined where all do, or nobody knows. */
function idleRules(suppression: SuppressionFacts, before: FoundBefore): readonly string[] | undefined {
  const silences = (rules: readonly string[]) =>
    before.findings.some((finding) => isSuppressed(finding, { ...suppression, rules }));
  if (suppression.rules.length === 0) return silences([]) || before.silent.size > 0 ? undefined : [];
  const idle = suppression.rules.filter((rule) => rule !== NAME && !before.silent.has(rule) && !silences([rule]));
  return idle.length === 0 ? undefined : idle;
}

/** Codes of another tool that could say nothing here. Whether they do otherwise is that tool's to know. */
function impossibleCodes(
  program: Program,
  module: number,
  suppression: SuppressionFacts,
  before: FoundBefore,
): readonly string[] | undefined {
  const facts = program.facts(module);
  const codes = suppression.rules.filter(honoured);
  const answered = (code: string) =>
    before.findings.some((finding) => isSuppressed(finding, { ...suppression, rules: [code] }));
  const idle = codes.filter((code) => !answered(code) && !canApply(facts, suppression, code.toUpperCase()));
  return idle.length === 0 ? undefined : idle;
}

function canApply(facts: ModuleFacts, { start, end }: SuppressionFacts, code: string): boolean {
  const touches = (one: { readonly start: number; readonly end: number }) => one.start <= end && start <= one.end;
  const inCoroutine = (fn: number) => facts.functions[fn].isAsync;
  const calls = facts.calls.filter((call) => touches(call));
  if (code === "RUF006") return calls.length > 0;
  if (code === "ASYNC110")
    return facts.loops.some((loop) => loop.kind === "while" && touches(loop) && inCoroutine(loop.fn));
  return calls.some((call) => inCoroutine(call.fn)) || facts.withs.some((one) => touches(one) && inCoroutine(one.fn));
}

function messageFor(suppression: SuppressionFacts, unused: readonly string[], rules: ReadonlySet<string>): Said {
  const where = suppression.kind === "file" ? "file" : "line";
  if (unused.length === 0) return say("unused-suppression", { where });
  const unknown = suppression.kind === "noqa" ? [] : unused.filter((rule) => !rules.has(rule));
  if (unknown.length === unused.length) return say("unused-suppression.unknown", { rules: unknown });
  return say("unused-suppression.rules", { rules: unused, where });
}
