import type { Translated } from "../../text/said.ts";
import type { ENGLISH } from "./en.ts";

/** What the fixes are called, in Simplified Chinese. */
export const SIMPLIFIED_CHINESE: Translated<typeof ENGLISH> = {
  "add-timeout": (v) => `传入 ${v.keyword}=${v.seconds}`,
  "async-lock": (v) => `改用 ${v.type}`,
  "await-coroutine": () => "await 该协程",
  "await-directly": () => "在正在运行的事件循环上 await 它",
  gather: () => "用 asyncio.gather 同时运行",
  "gather.task-group": () => "在 asyncio.TaskGroup 中同时运行",
  "gather.nursery": () => "在 nursery 中同时运行",
  "gather.anyio": () => "在任务组中同时运行",
  "guard-with-lock": (v) => `用 ${v.lock} 保护它`,
  httpx: (v) => `替换为 httpx.AsyncClient().${v.method}(…)`,
  "import-inside": (v) => `在使用它的 ${v.functions} 个函数内部导入 ${v.name}`,
  "keep-task": () => "把任务保存在集合中直到完成",
  "lift-client": (v) => `为整个模块只创建一次，命名为 ${v.name}`,
  "process-pool": (v) => `把 ${v.old} 替换为 ${v.replacement}`,
  "remove-suppression": () => "删除此抑制注释",
  "remove-suppression.part": (v) => `从抑制注释中删除 ${v.rules.join("、")}`,
  sleep: (v) => `替换为 await ${v.framework}.sleep(…)`,
  suppress: (v) => `在此处抑制 ${v.rule}，并写明理由`,
  "to-thread": (v) => `用 ${v.by} 放到线程中运行`,
};
