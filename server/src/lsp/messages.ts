import { count } from "../report/counting.ts";
import type { Locale } from "../text/locale.ts";
import type { Translated } from "../text/said.ts";

/** What the server says to a person by itself, in one language. What only a log or a broken client gets to see stays English. */
export type ServerWords = Translated<typeof ENGLISH>;

export function serverWords(locale: Locale): ServerWords {
  return WORDS[locale];
}

const ENGLISH = {
  reading: (v: { folder: string }) => `Reading ${v.folder}`,
  "reading.files": () => "Reading files",
  "analysing.files": () => "Analysing files",
  "audit.title": () => "Portwright audit",
  "audit.files": (v: { done: number; total: number }) => `${v.done} of ${v.total} files`,
  "audit.writing": () => "Writing the audit",
  "audit.nothing": () => "There is nothing to audit: no folder is open.",
  "audit.several": () => "Several folders are open: the request must say which one to audit.",
  "audit.elsewhere": (v: { uri: string }) => `${v.uri} does not lie in an open folder.`,
  days: (v: { days: number }) => `${rounded(v.days)} person-${rounded(v.days) === "1" ? "day" : "days"}`,
  "lens.parity": (v: { language: string; items: number; cases: number }) =>
    `Port to ${v.language} verified: ${count(v.items, "item")}, ${count(v.cases, "case")}`,
  "port.elsewhere": (v: { uri: string }) => `${v.uri} does not lie in an open folder, so it cannot be ported.`,
  "port.closed": (v: { file: string }) => `${v.file} is not open, so it cannot be ported.`,
  "port.unreadable": (v: { file: string; why: string }) => `${v.file} cannot be ported. ${v.why}`.trim(),
  "verify.title": () => "Portwright parity",
  "verify.nowhere": () => "Nothing can be run here, so no port can be verified.",
  "verify.elsewhere": (v: { uri: string }) =>
    `${v.uri} does not lie in an open folder on this machine, so its port cannot be verified.`,
  "verify.unreadable": (v: { file: string }) => `${v.file} cannot be read, so its port cannot be verified.`,
  "verify.unsaved": (v: { file: string }) => `Save ${v.file} first: it is run as it is on disk.`,
  "profile.unreadable": (v: { path: string; why: string }) => `The profile ${v.path} cannot be read. ${v.why}`,
  "profile.refused": (v: { path: string; why: string }) => `${v.path} cannot be used as a profile. ${v.why}`,
  "fix-all": () => "Apply all safe Portwright fixes",
  "port.preview": () => "Preview the port",
  "port.exists": (v: { file: string }) =>
    `The port was not written: ${v.file} exists and differs. Move it away, or set another port folder.`,
  "action.not-applied": (v: { title: string; why: string }) => `"${v.title}" was not applied: ${v.why}`,
  "action.no-file": () => "the file is no longer part of the workspace.",
  "action.changed": () => "the document has changed since the action was offered. Ask for the actions again.",
  "cannot-work": (v: { reason: string }) => `Portwright cannot work: ${v.reason}`,
  "note.settings": (v: { folder: string; count: number; files: readonly string[] }) =>
    `${v.folder}: ${v.count === 1 ? "one problem" : `${v.count} problems`} in ${v.files.join(" and ")}.`,
  "note.unread": (v: { folder: string; count: number }) =>
    `${v.folder}: ${v.count} files or folders could not be read whole; the report lists them.`,
  "note.truncated": (v: { folder: string; maximum: number }) =>
    `${v.folder} holds more files than portwright.workspace.maximumFiles (${v.maximum}); the rest is read by an audit.`,
  "note.cancelled": (v: { folder: string }) =>
    `The scan of ${v.folder} was cancelled; findings across modules may be missing.`,
};

const SIMPLIFIED_CHINESE: ServerWords = {
  reading: (v) => `正在读取 ${v.folder}`,
  "reading.files": () => "正在读取文件",
  "analysing.files": () => "正在分析文件",
  "audit.title": () => "Portwright 审计",
  "audit.files": (v) => `${v.total} 个文件中的第 ${v.done} 个`,
  "audit.writing": () => "正在生成审计结果",
  "audit.nothing": () => "没有可审计的内容：没有打开任何文件夹。",
  "audit.several": () => "打开了多个文件夹：请求必须指明审计哪一个。",
  "audit.elsewhere": (v) => `${v.uri} 不在已打开的文件夹中。`,
  days: (v) => `${rounded(v.days)} 人日`,
  "lens.parity": (v) => `已验证到 ${v.language} 的移植：${v.items} 项，${v.cases} 个用例`,
  "port.elsewhere": (v) => `${v.uri} 不在已打开的文件夹中，因此无法移植。`,
  "port.closed": (v) => `${v.file} 没有打开，因此无法移植。`,
  "port.unreadable": (v) => `无法移植 ${v.file}。${v.why}`,
  "verify.title": () => "Portwright 移植等价性",
  "verify.nowhere": () => "这里无法运行任何代码，因此无法验证移植。",
  "verify.elsewhere": (v) => `${v.uri} 不在这台计算机上已打开的文件夹中，因此无法验证其移植。`,
  "verify.unreadable": (v) => `无法读取 ${v.file}，因此无法验证其移植。`,
  "verify.unsaved": (v) => `请先保存 ${v.file}：运行的是磁盘上的内容。`,
  "profile.unreadable": (v) => `无法读取性能剖析 ${v.path}。${v.why}`,
  "profile.refused": (v) => `${v.path} 不能用作性能剖析。${v.why}`,
  "fix-all": () => "应用所有安全的 Portwright 修复",
  "port.preview": () => "预览移植结果",
  "port.exists": (v) => `未写入移植结果：${v.file} 已存在且内容不同。请将其移走，或设置另一个移植文件夹。`,
  "action.not-applied": (v) => `未应用“${v.title}”：${v.why}`,
  "action.no-file": () => "该文件已不属于此工作区。",
  "action.changed": () => "提供此操作之后文档已更改。请重新获取操作。",
  "cannot-work": (v) => `Portwright 无法工作：${v.reason}`,
  "note.settings": (v) => `${v.folder}：${v.files.join("、")} 中有 ${v.count} 个问题。`,
  "note.unread": (v) => `${v.folder}：有 ${v.count} 个文件或文件夹未能完整读取；报告中列出了它们。`,
  "note.truncated": (v) =>
    `${v.folder} 的文件数超过 portwright.workspace.maximumFiles（${v.maximum}）；其余文件在审计时读取。`,
  "note.cancelled": (v) => `对 ${v.folder} 的扫描已取消；可能缺少跨模块的发现。`,
};

/** Below ten to a tenth, above whole, as the report rounds them. */
function rounded(days: number): string {
  return String(days < 10 ? Math.round(days * 10) / 10 : Math.round(days));
}

const WORDS: Readonly<Record<Locale, ServerWords>> = { en: ENGLISH, "zh-cn": SIMPLIFIED_CHINESE };
