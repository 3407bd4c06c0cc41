import type { Locale } from "../../text/locale.ts";
import type { RuleMeta } from "../catalogue-types.ts";

/** A rule in one line, in a reader's language. The pages of the rules are English. */
export function summaryIn(locale: Locale, { name, summary }: Pick<RuleMeta, "name" | "summary">): string {
  return locale === "en" ? summary : (SIMPLIFIED_CHINESE[name] ?? summary);
}

/** By rule. */
export const SIMPLIFIED_CHINESE: Readonly<Record<string, string>> = {
  "blocking-call": "直接在协程或事件循环回调中让线程等待的调用。",
  "blocking-chain": "协程中的一个调用，经由非异步函数最终让线程等待。",
  "busy-wait": "除了反复检查某事是否发生之外什么也不做的循环。",
  "client-per-call": "为每个请求或在循环的每一轮新建客户端、引擎或连接。",
  "cpu-in-coroutine": "在事件循环上执行解释型运算或占住 GIL 的工作。",
  "dynamic-attribute": "属性名是计算出来的，或属性在任何地方都没有声明。",
  "dynamic-code": "`eval`、`exec`，以及导入程序中没有指名的模块。",
  "gil-bound-offload": "通过 `asyncio.to_thread` 之类把解释型运算交给线程。",
  "gil-bound-pool": "把解释型运算交给线程池。",
  "gil-bound-thread": "为了执行运算而启动的线程。",
  "gil-held-native": "交给线程的原生代码一直持有 GIL。",
  "hot-loop": "解释执行的嵌套循环或指数递归：移植的候选。",
  "import-time-work": "模块在被导入时等待或执行运算。",
  "io-in-loop": "循环对每一项都发出一次请求或查询。",
  "lock-in-coroutine": "在事件循环上获取线程锁，或在 await 期间持有锁。",
  "lost-task": "启动之后没有任何地方保存的任务。",
  metaclass: "决定类是什么或其属性做什么的代码：元类、`__init_subclass__`、描述符。",
  "monkey-patch": "设置或替换已导入模块或类的属性。",
  "nested-event-loop": "在正在运行的事件循环之内又启动事件循环。",
  "no-equivalent": "导入在 Go 和 npm 中都没有对应物的库。",
  "process-pool-tax": "因 GIL 而使用的进程池，以及它要 pickle 的内容。",
  "request-without-timeout": "在请求处理函数或事件循环上，对网络或数据库的等待没有超时限制。",
  "sequential-awaits": "逐项 await 互不依赖的 I/O。",
  "shared-state-race": "多个线程未加锁地修改的状态。",
  "slow-import": "脚本顶部导入缓慢的库，而它只在函数内部使用。",
  "sync-handler-io": "会等待的同步请求处理函数。",
  "thread-per-item": "在无上限的循环中或为每个请求启动线程。",
  "unawaited-coroutine": "创建之后被丢弃的协程。",
  "unbounded-int": "可能超出 64 位的整数。",
  "unused-suppression": "没有抑制任何内容的抑制注释。",
};
