import { noteIn } from "../../knowledge/package-notes.ts";
import type { Growth } from "../../program/growth.ts";
import type { Proof } from "../../program/proofs.ts";
import type { Translated } from "../../text/said.ts";
import type { ENGLISH } from "./en.ts";

/** What the rules say, in Simplified Chinese. Terms of Python that programmers use as they are stay: GIL, asyncio, pickle, TaskGroup. */
export const SIMPLIFIED_CHINESE: Translated<typeof ENGLISH> = {
  "blocking-call": (v) => `\`${v.path}\` ${v.waits}，会卡住运行此${RUNS[v.runs]}的事件循环。`,
  "blocking-call.thread": () => "用 asyncio.to_thread 把它放到线程中运行。",
  "blocking-call.twin": (v) => `改为 await ${v.twin}，或把此调用放到线程中运行。`,

  "blocking-chain": (v) => `\`${v.callee}\` 最终会调用 \`${v.primitive}\`，后者${v.waits}，会卡住事件循环。`,
  "blocking-chain.help": () => "把整条调用链改为异步，或用 asyncio.to_thread 把此调用放到线程中运行。",

  "busy-wait.spins": () => "此循环一直空转，直到别处改变它所检查的状态；空转期间会占满一个 CPU 核心。",
  "busy-wait.sleeps": () => "此循环只是反复休眠再检查，直到别处改变它所检查的状态。",
  "busy-wait.help": () => "改为等待 Event 或 Condition，或者直接等待线程、任务或队列本身。",

  "client-per-call": (v) => `${v.again}都会新建 \`${v.path}\`：每次都要打开连接，用完即弃。`,
  "client-per-call.help": () => "只创建一次并共享使用，在程序结束时关闭。",
  "client-per-call.loop": () => "此循环的每一轮",
  "client-per-call.calling-loop": () => "调用此处的循环每一轮",
  "client-per-call.event": () => "每个事件",
  "client-per-call.command": () => "每条命令",
  "client-per-call.request": () => "每个请求",
  "client-per-call.hop": (v) => `${v.caller} 对每一项都调用 ${v.callee}`,

  "cpu-in-coroutine.loop": (v) => `此循环执行${v.work}，期间事件循环得不到运行机会。`,
  "cpu-in-coroutine.loop-help": () =>
    "把这部分工作交给进程池，或移植它；在此之前，可以用 await asyncio.sleep(0) 让出事件循环。",
  "cpu-in-coroutine.call": (v) => `\`${v.callee}\` 执行${v.work}，事件循环只能等待。`,
  "cpu-in-coroutine.call-help": () => "把此调用交给进程池，或移植该函数。",
  "cpu-in-coroutine.native": (v) =>
    `\`${v.path}\` 在处理数据的整个过程中都占住 GIL 和事件循环，而这里的数据大小没有上限。`,
  "cpu-in-coroutine.native-chain": (v) =>
    `\`${v.callee}\` 最终会调用 \`${v.primitive}\`，后者在处理数据的整个过程中都占住 GIL 和事件循环。`,
  "cpu-in-coroutine.native-help": () => "限制数据的大小，或把此调用交给进程池。",

  "dynamic-attribute.computed": (v) => `传给 \`${v.name}\` 的属性名是计算出来的，因此从源代码看不出指的是哪个属性。`,
  "dynamic-attribute.interception": (v) => `\`${v.name}\` 会响应任何地方都没有声明过的属性。`,
  "dynamic-attribute.namespace": (v) => `这里绕过声明，通过 \`${v.name}\` 直接写入属性。`,
  "dynamic-attribute.help": () => "把这类名称放进字典，或列出所有可能的属性。",

  "dynamic-code.code": (v) => `\`${v.name}\` 执行程序运行时才生成的代码，因此从源代码看不出它做什么。`,
  "dynamic-code.import": (v) => `\`${v.name}\` 加载程序运行时才选定的模块，因此从源代码看不出加载的是什么。`,
  "dynamic-code.code-help": () => "改用可以指名的函数；或者在移植其余部分时，把这部分留在 Python 中。",
  "dynamic-code.import-help": () => "列出所有可能的模块；或者在移植其余部分时，把这个加载器留在 Python 中。",

  "gil-bound": (v) => `\`${v.name}\` 在 GIL 之下执行${v.work}，因此${v.where}。`,
  "gil-bound.offload": () => "工作线程与事件循环只能轮流运行，没有任何并行",
  "gil-bound.thread": () => "此线程只能与其他线程轮流运行，无法同时运行",
  "gil-bound.pool": () => "池中的线程只能一个接一个地执行它",
  "gil-bound.hand": (v) => `把它交给${v.workers}，或移植该函数。`,
  "gil-bound.use": (v) => `改用${v.workers}，或移植该函数。`,
  "gil-bound.race": (v) =>
    `在自由线程版 Python 上，\`${v.name}\` 与其他线程并行运行，并在未加锁的情况下修改 \`${v.changed}\`：更新可能丢失。`,
  "gil-bound.race-help": () => "用锁保护这处修改，或让每个线程各用一份，最后再合并结果。",

  "gil-held-native.offload": (v) => `\`${v.path}\` 从头到尾都持有 GIL，因此事件循环照样停住。`,
  "gil-held-native.threads": (v) => `\`${v.path}\` 从头到尾都持有 GIL，因此各线程只能一个接一个地执行它。`,
  "gil-held-native.help": (v) => `若结果不大，可在${v.workers}中读取并解析；或换用会释放 GIL 的库。`,

  "hot-loop.recursion": (v) => `\`${v.name}\` 在更小的子问题上多次调用自身，因此耗时呈指数增长。`,
  "hot-loop.recursion-help": () => "缓存中间结果，或移植该函数。",
  "hot-loop.nest": (v) => `此嵌套循环的规模未知或很大，要执行${v.work}。`,
  "hot-loop.nest-help": () => "移植该函数，或把循环向量化。",

  "import-time-work.waits": (v) => `导入此模块会${v.waits}：\`${v.path}\` 在模块顶层运行。`,
  "import-time-work.waits-help": () => "把它放进一个函数，在首次需要时或程序启动时再调用。",
  "import-time-work.chain": (v) => `导入此模块会${v.waits}：\`${v.callee}\` 最终会调用 \`${v.primitive}\`。`,
  "import-time-work.chain-help": () => "在首次需要其结果时或程序启动时再调用它。",
  "import-time-work.loop": (v) => `导入此模块时，此循环会执行${v.work}。`,
  "import-time-work.call": (v) => `导入此模块时，\`${v.callee}\` 会执行${v.work}。`,
  "import-time-work.compute-help": () => "在首次需要时再计算，或把结果保存下来。",

  "io-in-loop.database": (v) => `此循环每处理一项，\`${v.callee}\` 就要等待一次数据库。`,
  "io-in-loop.network": (v) => `此循环每处理一项，\`${v.callee}\` 就要等待一次网络。`,
  "io-in-loop.help": () => "用一次调用请求所有项，或让这些等待重叠进行。",

  "lock-in-coroutine.held": (v) => `\`${v.name}\` 在 await 期间一直被持有：此时若有任务要取得它，事件循环将永远停住。`,
  "lock-in-coroutine.this-held": () => "此锁在 await 期间一直被持有：此时若有任务要取得它，事件循环将永远停住。",
  "lock-in-coroutine.taken": (v) =>
    `\`${v.name}\` 是线程锁：当另一个线程持有它时，运行此${RUNS[v.runs]}的事件循环只能等待。`,
  "lock-in-coroutine.brief": (v) =>
    `\`${v.name}\` 是线程锁，由事件循环的${RUNS[v.runs]}获取：未见任何地方长时间持有它。`,
  "lock-in-coroutine.holder": (v) => `${v.name} 在持有该锁期间等待或计算`,
  "lock-in-coroutine.help": () => "用事件循环自己的锁配合 async with，或把需要加锁的步骤放到线程中执行。",

  "lost-task": () => "没有任何地方保存这里启动的任务，因此它可能在完成之前就被垃圾回收。",
  "lost-task.help": () => "把它保存在集合中直到完成，或在 TaskGroup 中启动它。",

  "metaclass.metaclass": (v) => `\`${v.name}\` 是元类，或由元类创建，因此其属性和子类与源代码所示并不一致。`,
  "metaclass.subclass-hook": (v) => `每当定义子类时，\`${v.name}\` 都会运行自己的代码。`,
  "metaclass.descriptor": (v) => `\`${v.name}\` 是描述符：读写持有它的属性时会运行它的代码。`,
  "metaclass.help": () => "为每个类写明它所做的事，或计划在移植时生成这些代码。",

  "monkey-patch": (v) => `\`${v.name}\` 在其定义之外被改写，影响整个程序。`,
  "monkey-patch.help": () => "把改变后的行为或值传到需要它的地方。",

  "nested-event-loop": (v) => `\`${v.path}\` 在正运行此协程的事件循环之内又启动了一个事件循环。`,
  "nested-event-loop.chain": (v) =>
    `此调用最终会调用 \`${v.path}\`，后者在正在运行的事件循环之内又启动了一个事件循环。`,
  "nested-event-loop.help": () => "改为 await 该协程。",

  "no-equivalent": (v) => `\`${v.name}\` 在 Go 和 npm 中都没有对应物，因此依赖它的代码无法随其余部分一起迁移。`,
  "no-equivalent.help": (v) =>
    `把这段代码留在 Python 中，放在服务边界之后。Go：${noteIn("zh-cn", v.go)}。npm：${noteIn("zh-cn", v.npm)}。`,

  "process-pool-tax": (v) =>
    `\`${v.name}\` 执行${v.work}，只有多个进程才能同时运行它；每次调用都要 pickle ${v.pickled}及其结果。`,
  "process-pool-tax.free-threaded": () =>
    "在自由线程版 Python 上，ThreadPoolExecutor 就能并行运行它，而且无需 pickle；但要留意线程之间共享的内容。",
  "process-pool-tax.interpreters": () =>
    "InterpreterPoolExecutor 不需要额外的进程，但同样要 pickle；请尽量少传数据，或移植该函数。",
  "process-pool-tax.little": () => "尽量少传数据（路径、区间、键）并分批传送，或移植该函数。",
  "process-pool-tax.arguments": () => "其参数",
  "process-pool-tax.value": (v) => `\`${v.name}\` `,
  "process-pool-tax.item": (v) => `\`${v.name}\` 的一项`,
  "process-pool-tax.whole": (v) => `整个 \`${v.name}\` `,
  "process-pool-tax.several": (v) => `${v.parts.slice(0, -1).join("、")}和 ${v.parts.at(-1)}`,

  "request-without-timeout": (v) => `\`${v.path}\` 的等待没有超时限制：${v.why}。`,
  "request-without-timeout.client-with-none": (v) => `其客户端以 \`${v.keyword}=None\` 创建`,
  "request-without-timeout.client-without": (v) =>
    `创建其客户端时没有设置 \`${v.keyword}\`${v.since === "" ? "" : `，而该库从版本 ${v.since} 起才自行设置`}`,
  "request-without-timeout.none": (v) => `\`${v.keyword}=None\` 取消了时限`,
  "request-without-timeout.default": () => "该库自身不设任何超时",
  "request-without-timeout.help": (v) => `传入 \`${v.keyword}\`，单位为秒。`,
  "request-without-timeout.client-help": (v) => `在创建客户端处，向 \`${v.maker}\` 传入 \`${v.keyword}\`。`,
  "request-without-timeout.hop": (v) => `${v.maker} 创建客户端`,

  "sequential-awaits": () => "此循环的每一轮都要等自己的 I/O 完成后下一轮才开始，尽管各轮之间互不依赖。",
  "sequential-awaits.help": () => "用 gather 汇集这些调用，或在 TaskGroup 中启动它们。",

  "shared-state-race": (v) => `多个线程在这里未加锁地读取、修改并写回 \`${v.name}\`，因此可能在这几步之间丢失更新。`,
  "shared-state-race.free-threaded": (v) =>
    `同时运行的线程在这里未加锁地读取、修改并写回 \`${v.name}\`，因此会不断丢失更新。`,
  "shared-state-race.help": () => "在每个修改它的地方都持有同一把锁。",
  "shared-state-race.hop": (v) => `${v.caller} 把 ${v.callee} 交给线程`,

  "slow-import": (v) => `此脚本每次运行都要等待导入 \`${v.name}\`，而它只在函数内部使用。`,
  "slow-import.measured": (v) =>
    `此脚本每次运行都要等待导入 \`${v.name}\`（约 ${v.milliseconds} 毫秒），而它只在函数内部使用。`,
  "slow-import.help": () => "在使用它的函数内部导入。",

  "sync-handler-io": (v) =>
    `\`${v.name}\` 在 \`${v.primitive}\` 中${v.waits}，其间一直占用服务器的一个工作线程或进程。`,
  "sync-handler-io.help": () => "若此端点负载较高，把它连同它所调用的代码一起改为异步，或把等待交给任务队列。",

  "thread-per-item.loop": () => "此循环的每一轮都启动一个线程，线程数量没有上限。",
  "thread-per-item.request": (v) => `每来一个${ROLES[v.what] ?? v.what}，这里就启动一个线程，线程数量没有上限。`,
  "thread-per-item.help": () => "把工作提交给同一个 ThreadPoolExecutor，或放入由少数线程处理的队列。",
  "thread-per-item.hop": (v) => `${v.caller} 通向此处`,

  "unawaited-coroutine": (v) => `\`${v.name}\` 是协程函数，而这里创建的协程被丢弃：其函数体永远不会运行。`,
  "unawaited-coroutine.async-help": () => "await 它，或为它创建任务并保存该任务。",
  "unawaited-coroutine.sync-help": () => "把调用方改为异步并 await 它，或在事件循环上运行它。",

  "unbounded-int": (v) => `${GROWING[v.by]}可能超出 64 位：这里没有任何限制。`,
  "unbounded-int.help": () => "限制或屏蔽其位数，或在移植时使用大整数。",

  "unused-suppression": (v) => `此注释没有抑制任何内容：没有规则在${PLACES[v.where]}报告发现。`,
  "unused-suppression.unknown": (v) => `此注释没有抑制任何内容：不存在名为 ${quoted(v.rules)} 的规则。`,
  "unused-suppression.rules": (v) => `此注释对 ${quoted(v.rules)} 没有抑制任何内容：${PLACES[v.where]}没有这样的发现。`,
  "unused-suppression.help": () => "删除此注释。",
  "unused-suppression.part-help": (v) => `从中删除 ${v.rules.join("、")}。`,

  waits: (v) => WAITS[v.kind],
  operations: (v) => `${roughly(v.count)}次解释执行的运算`,
  recursion: () => "呈指数增长的递归",
  "workers.interpreters": () => " InterpreterPoolExecutor 或 ProcessPoolExecutor",
  "workers.processes": () => " ProcessPoolExecutor",
  "worker.interpreter": () => "独立的解释器（InterpreterPoolExecutor）或进程",
  "worker.process": () => "进程",

  "hop.calls": (v) => `${v.caller} 调用 ${v.callee}`,
  "hop.works": (v) => `${v.name} 在此处执行运算`,
  "hop.changes": (v) => `${v.name} 在此处修改 ${v.changed}`,
};

const RUNS = { coroutine: "协程", callback: "回调" };

const WAITS: Record<Proof["kind"], string> = {
  sleep: "休眠",
  network: "等待网络",
  database: "等待数据库",
  file: "等待文件系统",
  subprocess: "等待子进程",
  lock: "等待其他线程或进程",
  stdin: "等待输入",
  configured: "已被配置为阻塞调用",
  gil: "在大小未知的数据上持有 GIL",
  loop: "启动事件循环",
};

/** What comes in, by the English name that registrations give it. */
const ROLES: Readonly<Record<string, string>> = {
  request: "请求",
  event: "事件",
  message: "消息",
  connection: "连接",
  websocket: " WebSocket 连接",
  command: "命令",
  consumer: "消息",
  callback: "事件",
};

const GROWING: Record<Growth["by"], string> = {
  factorial: "阶乘或二项式系数",
  power: "此幂运算",
  shift: "此移位运算",
  product: "反复相乘的整数",
  sum: "反复与自身相加的整数",
};

const PLACES = { file: "此文件中", line: "此行" };

function roughly(operations: number): string {
  if (operations >= 1e12) return "超过一万亿";
  if (operations >= 1e8) return `约 ${Math.round(operations / 1e8)} 亿`;
  if (operations >= 1e4) return `约 ${Math.round(operations / 1e4)} 万`;
  return `约 ${Math.max(1, Math.round(operations / 1e3))} 千`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join("、");
}
