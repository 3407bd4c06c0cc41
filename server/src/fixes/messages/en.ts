/** What the fixes are called, in English. */
export const ENGLISH = {
  "add-timeout": (v: { keyword: string; seconds: number }) => `Pass ${v.keyword}=${v.seconds}`,
  "async-lock": (v: { type: string }) => `Make it ${/^[aeiou]/.test(v.type) ? "an" : "a"} ${v.type}`,
  "await-coroutine": () => "Await the coroutine",
  "await-directly": () => "Await it on the running event loop",
  gather: () => "Run them at once with asyncio.gather",
  "gather.task-group": () => "Run them at once in an asyncio.TaskGroup",
  "gather.nursery": () => "Run them at once in a nursery",
  "gather.anyio": () => "Run them at once in a task group",
  "guard-with-lock": (v: { lock: string }) => `Guard it with ${v.lock}`,
  httpx: (v: { method: string }) => `Replace by httpx.AsyncClient().${v.method}(…)`,
  "import-inside": (v: { name: string; functions: number }) =>
    `Import ${v.name} inside the ${v.functions === 1 ? "function that uses" : `${v.functions} functions that use`} it`,
  "keep-task": () => "Keep the task in a set until it is done",
  "lift-client": (v: { name: string }) => `Make it once for the module, as ${v.name}`,
  "process-pool": (v: { old: string; replacement: string }) => `Replace ${v.old} by ${v.replacement}`,
  "remove-suppression": () => "Remove the suppression",
  "remove-suppression.part": (v: { rules: readonly string[] }) => `Remove ${v.rules.join(", ")} from the suppression`,
  sleep: (v: { framework: string }) => `Replace by await ${v.framework}.sleep(…)`,
  suppress: (v: { rule: string }) => `Suppress ${v.rule} here, with a reason`,
  "to-thread": (v: { by: string }) => `Run it in a thread with ${v.by}`,
};
