import type { FindingEvidence } from "../advice/evidence/evidence.ts";
import { percentOf } from "../advice/share.ts";
import type { Verdict } from "../advice/verdict.ts";
import type { Target } from "../port/sketch.ts";
import type { Confidence } from "../rules/finding.ts";
import type { Locale } from "../text/locale.ts";
import type { Translated } from "../text/said.ts";

/** What the engine itself says, in one language. */
export type EngineWords = Translated<typeof ENGLISH>;

export function engineWords(locale: Locale): EngineWords {
  return WORDS[locale];
}

const ENGLISH = {
  confidence: (v: { confidence: Confidence }): string => v.confidence,
  "hover.chain": () => "How it gets there:",
  "lens.verdict": (v: LensValues) =>
    [
      `Portwright: ${ENGLISH_VERDICTS[v.verdict]}`,
      ...(v.days === 0 ? [] : [`about ${days(v.days)} person-${days(v.days) === "1" ? "day" : "days"}`]),
      v.findings === 1 ? "1 finding" : `${v.findings} findings`,
      ...(v.measured === undefined ? [] : [`${percentOf(v.measured)} of the measured time`]),
    ].join(" · "),
  "evidence.status": (v: { status: FindingEvidence["status"] }): string => ENGLISH_STATUS[v.status],
  "port.title": (v: { name: string | undefined; target: Target }) =>
    `Port ${v.name ?? "this module"} to ${LANGUAGES[v.target]}…`,
  "refused.port": () => "A port is written through the port command, which shows it first.",
  "refused.file": (v: { file: string }) => `${v.file} is not part of the workspace any more.`,
  "refused.changed": () => "The document has changed and no longer has the finding that this action was for.",
  "refused.place": () => "This place does not allow the change after all; nothing was edited.",
  "problem.analysis": (v: { reason: string }) => `This file could not be analysed and was left out: ${v.reason}`,
  "problem.rule": (v: { rule: string; reason: string }) =>
    `The rule ${v.rule} failed on this file and was left out: ${v.reason}`,
};

const SIMPLIFIED_CHINESE: EngineWords = {
  confidence: (v) => CONFIDENCES[v.confidence],
  "hover.chain": () => "调用过程：",
  "lens.verdict": (v) =>
    [
      `Portwright：${CHINESE_VERDICTS[v.verdict]}`,
      ...(v.days === 0 ? [] : [`约 ${days(v.days)} 人日`]),
      `${v.findings} 个发现`,
      ...(v.measured === undefined ? [] : [`占测得时间的 ${percentOf(v.measured)}`]),
    ].join(" · "),
  "evidence.status": (v) => CHINESE_STATUS[v.status],
  "port.title": (v) =>
    v.name === undefined ? `把此模块移植到 ${LANGUAGES[v.target]}…` : `把 ${v.name} 移植到 ${LANGUAGES[v.target]}…`,
  "refused.port": () => "移植结果通过移植命令写入，该命令会先显示预览。",
  "refused.file": (v) => `${v.file} 已不属于此工作区。`,
  "refused.changed": () => "文档已更改，此操作所针对的发现已不存在。",
  "refused.place": () => "此处终究不允许这一更改；没有编辑任何内容。",
  "problem.analysis": (v) => `此文件无法分析，已被略过：${v.reason}`,
  "problem.rule": (v) => `规则 ${v.rule} 在此文件上失败，已被略过：${v.reason}`,
};

const WORDS: Readonly<Record<Locale, EngineWords>> = { en: ENGLISH, "zh-cn": SIMPLIFIED_CHINESE };

interface LensValues {
  readonly verdict: Verdict;
  readonly findings: number;
  /** Person-days; 0 where there is nothing to do. */
  readonly days: number;
  readonly measured: number | undefined;
}

/** Person-days as one says them: below ten to a half, above whole. */
function days(value: number): string {
  return String(value < 10 ? Math.max(0.5, Math.round(value * 2) / 2) : Math.round(value));
}

const ENGLISH_STATUS: Record<FindingEvidence["status"], string> = {
  confirmed: "Confirmed by the profile",
  raised: "Raised by the profile",
  demoted: "Demoted by the profile",
  "not-seen": "Not in the profile",
};

const CHINESE_STATUS: Record<FindingEvidence["status"], string> = {
  confirmed: "经性能剖析确认",
  raised: "因性能剖析而提升",
  demoted: "因性能剖析而降低",
  "not-seen": "性能剖析中没有",
};

const LANGUAGES: Record<Target, string> = { go: "Go", ts: "TypeScript" };

const ENGLISH_VERDICTS: Record<Verdict, string> = {
  stay: "leave it",
  "make-async": "make it async",
  parallelise: "run it in parallel",
  "port-go": "port to Go",
  "port-ts": "port to TypeScript",
  seam: "keep behind a service boundary",
};

const CHINESE_VERDICTS: Record<Verdict, string> = {
  stay: "保持原样",
  "make-async": "改为异步",
  parallelise: "并行运行",
  "port-go": "移植到 Go",
  "port-ts": "移植到 TypeScript",
  seam: "放在服务边界之后",
};

const CONFIDENCES: Record<Confidence, string> = { definite: "确定", probable: "很可能", possible: "可能" };
