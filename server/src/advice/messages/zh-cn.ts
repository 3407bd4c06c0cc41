import type { Translated } from "../../text/said.ts";
import type { Concern } from "../basis.ts";
import type { Fit } from "../matrix.ts";
import type { Phase } from "../waves.ts";
import type { ENGLISH } from "./en.ts";

/** What advice says, in Simplified Chinese. */
export const SIMPLIFIED_CHINESE: Translated<typeof ENGLISH> = {
  "reason.nothing": () => "其中没有任何拖慢程序的地方。",
  "reason.cold": (v) => `性能剖析显示它只占 ${v.share} 的时间：改动它不会有人察觉。`,
  "reason.vectorise": (v) =>
    `它依赖 ${v.packages.join("、")}，这些库在 Go 和 TypeScript 中没有对应物。其中的循环应当向量化，而不是移植。`,
  "reason.stands": (v) => `它依赖 ${v.packages.join("、")}，这些库在 Go 和 TypeScript 中没有对应物。`,
  "reason.seam": () => "它作为独立服务留在 Python 中，放在 gRPC 契约之后；它前面的部分可以用 Go 或 TypeScript 编写。",
  "reason.contract": () => "它处理请求：先定契约，再在契约之后移植。",
  "reason.busy": () => "它的处理函数虽有等待，但性能剖析中占大头的是它自己的代码，改为异步等待并不能使其变快。",
  "reason.script": () => "这是一个脚本：它等待时不会耽误别人。",
  "reason.batch": () => "它只让自己的调用方等待，没有请求与它一起等：用一次调用取得多项内容，或保持原样。",
  "reason.mend": () => "所发现的问题就地修补即可；模块无需改变做法。",
  "reason.native-threads": () => "它的线程运行会占住 GIL 的原生代码；量小时，没有人会察觉它们在轮流运行。",
  "reason.stalls": () => "它是异步的，却仍会卡住事件循环：把在那里等待的部分放到线程中，或改为 await。",
  "reason.below-handlers": () => "请求处理函数在其中等待，其间一直占用服务器的一个工作线程或进程。",
  "reason.vendored": () => "这是复制进来的他人代码：在其来源处修补，或换掉它。",
  "reason.weighed-stay": (v) => `按团队的权重，留下得 ${v.stay} 分，迁移得 ${v.move} 分。`,
  "reason.late-imports": () => "它在做任何事之前启动就已经很慢：晚些用到的，就晚些导入。",
  "reason.native": (v) => `实际工作由 ${v.packages.join("、")} 以原生代码完成。`,
  "reason.async": () => "它已经是异步的，其中没有任何卡住事件循环的地方。",
  "reason.timeouts": () => "先设超时：它后面只要有一个服务变慢，前面的一切都要跟着等。",
  "reason.handlers": () => "它的处理函数大部分时间在等待别人：换用异步框架，同一台机器可以服务更多请求。",
  "reason.companions": (v) => `其处理函数所调用的部分也要一起改为异步：${listed(v.names)}。`,
  "reason.measured": (v) => `性能剖析显示它占 ${v.share} 的时间。`,
  "reason.computing": (v) => `它有 ${v.count} 处在嵌套循环或递归中解释执行的运算，编译型语言运行这些运算要快很多倍。`,
  "reason.threaded": (v) => `它有 ${v.count} 处把解释执行的运算交给线程或事件循环，而 GIL 同一时刻只允许其中之一运行。`,
  "reason.waiting": (v) => `它有 ${v.count} 处在等待，而这些时间本可以做别的工作。`,
  "reason.starting": (v) => `它有 ${v.count} 处拖慢程序的启动。`,
  "reason.weighed": (v) => `按团队的权重，留下得 ${v.stay} 分，迁移得 ${v.move} 分，而且风险高。`,

  "change.vendored": () => "若这份副本是团队自己维护的分支，则与其他模块同等看待。",
  "change.load": () => "若另一种负载下的性能剖析显示它占用更多时间，结论会改变。",
  "change.service": () => "若有服务调用它，它就应当放在独立的边界之后。",
  "change.often": () => "若它在每个请求中运行，或每分钟运行多次，则这些等待可以重叠进行。",
  "change.keystroke": () => "若一个命令每次按键或对每个文件都要运行，就值得移植：编译后的程序几毫秒即可启动。",
  "change.stay": () => "若性能剖析显示它是热点，或出现新的发现，结论会改变。",
  "change.rare": () => "若性能剖析显示这些等待又少又短，就保持原样。",
  "change.busiest": () => "若改为异步之后单机仍承受不了负载，就把最繁忙的路由移植到 Go，先定契约。",
  "change.free-threaded": () => "各线程已经可以同时运行：请检查它们共享了什么。",
  "change.to-free-threaded": () => "在自由线程版 Python 上，这些线程无需改动就能同时运行。",
  "change.newer": () => "在 3.14 上，解释器池或自由线程版 Python 只需更少的改动。",
  "change.cold": () => "若性能剖析显示它只占很少的时间，就可以保持原样。",
  "change.vectorised": () => "若有向量化的库能覆盖这些嵌套循环，工作量会更小。",
  "change.team": () => "若团队更熟悉 Go，则应移植到 Go。",
  "change.equivalent": () => "若它所用的库在另一种语言中有了对应物，就可以移植。",
  "change.weighed": (v) => `按团队的权重，留下得 ${v.stay} 分，迁移得 ${v.move} 分：先在性能剖析中看到它，再决定迁移。`,
  "change.shown": () => "若性能剖析显示它占用大量时间，或有测试覆盖它，则支持移植。",

  "score.gain-stay": () => "没有任何拖慢它的地方：换到别处也得不到好处。",
  "score.gain-move": () => "没有任何拖慢它的地方：移植得不到好处。",
  "score.gain": (v) =>
    `（${v.terms.map(({ concern, count, relief }) => `${count} 处${CONCERNS[concern]} × ${relief}`).join(" + ")}）÷ ${v.all}`,
  "score.portability-stay": () => "没有要移植的内容。",
  "score.portability-none": () => "没有需要手工移植的构造。",
  "score.portability": (v) => `${v.lines} 行代码中有 ${v.sites} 处动态构造。`,
  "score.readiness-stay": () => "它所用的库保持不变。",
  "score.readiness-none": () => "没有使用外部的库。",
  "score.readiness": (v) =>
    `${v.packages} 个库：${v.fits.map(({ fit, count }) => `${count} 个${FITS[fit]}`).join("，")}。`,
  "score.coupling-stay": () => "不划分边界。",
  "score.coupling": (v) =>
    `导入关系：被 ${v.afferent} 个导入，导入 ${v.efferent} 个${v.circle ? "，处于循环导入中" : ""}。`,
  "score.cover-stay": () => "它的行为不变。",
  "score.cover-unknown": () => "审计范围内没有测试：不加分也不减分。",
  "score.cover-none": () => "它没有自己的函数。",
  "score.cover": (v) => `测试到达 ${v.functions} 个函数中的 ${v.reached} 个。`,
  "score.setting": (v) => `团队的设置 \`${v.setting}\`。`,

  "effort.rate": (v) => `${v.what} × ${v.days} 天`,
  "effort.starting": (v) => `${v.count} 处拖慢启动的地方`,
  "effort.waiting": (v) => `${v.count} 处等待`,
  "effort.first-coroutine": () => "一个尚无协程的模块",
  "effort.threaded": (v) => `${v.count} 处在 GIL 之下的运算`,
  "effort.seam": () => "一个服务边界：契约、服务器、客户端、部署",
  "effort.callers": (v) => `${v.count} 个调用它的模块`,
  "effort.lines": (v) => `${v.functions} 个执行运算的函数及其调用的部分，共 ${v.lines} 行 ÷ 每天 ${v.rate} 行`,
  "effort.dynamic": (v) => `${v.count} 处动态构造`,
  "effort.partial": (v) => `${v.count} 个只有部分对应物的库`,
  "effort.missing": (v) => `${v.count} 个没有已知对应物的库`,
  "effort.concurrency": (v) => `${v.count} 种并发方式`,
  "effort.port": () => "一次移植（无论多小）：契约、构建、部署、带结果比对的影子运行",
  "effort.first-port": () => "首次移植：为新语言准备工具链、流水线、日志和告警",
  "effort.cutover": () => "一次切换：逐步切换调用，保留原版随时待命，最后删除",
  "effort.parity": (v) => `为先证明结果一致，另加 30 %：${v.cover}`,
  "cover.none": () => "审计范围内没有测试",
  "cover.some": (v) => `测试到达其 ${v.functions} 个函数中的 ${v.reached} 个`,

  "risk.stay": () => "没有任何迁移。",
  "risk.low": () => "测试覆盖了大部分，依赖它的很少，它所用的库也都有对应物。",
  "risk.cover": (v) => `${v.cover}。`,
  "risk.circle": (v) => `它与 ${listed(v.names)} 相互导入，必须一起迁移。`,
  "risk.hub": (v) => `有 ${v.count} 个模块导入它。`,
  "risk.missing": (v) => `${listed(v.names)}：没有已知的对应物。`,
  "risk.dynamic": (v) => `有 ${v.count} 处动态构造需要手工改写。`,
  "risk.large": (v) => `一次要迁移 ${v.lines} 行代码。`,

  gates: (v) => GATES[v.phase],

  "evidence.waiting": (v) => `性能剖析显示有 ${v.share} 的时间花在其中的等待上。`,
  "evidence.not-seen": (v) => `性能剖析中没有出现${subject(v.name)}：它当时没有运行，或很快就结束而未被采样到。`,
  "evidence.released": (v) => `${takes(v)}，但其中只有 ${v.gil} 持有 GIL：其他线程确实可以同时运行。`,
  "evidence.cold": (v) => `${takes(v)}：改动它不会有人察觉。`,
  "evidence.takes": (v) =>
    `${takes(v)}${v.gil === undefined ? "" : `，其自身时间的 ${v.gil} 持有 GIL`}${v.bound === undefined ? "" : `：去掉它，程序最多能快到 ${v.bound} 倍`}。`,
  "evidence.foreign": () => "此性能剖析中没有工作区的任何函数：它属于另一个程序，或其文件位于别处。它不影响任何判断。",
  "evidence.bound": (v) => `与运算有关的发现所在的函数共占忙碌时间的 ${v.share}：1 ÷ (1 − ${v.part})。`,
};

const GATES: Record<Phase, readonly string[]> = {
  mend: [
    "每个离开本进程的调用都设置了超时。",
    "在通常负载下，事件循环的延迟和第 99 百分位不比以前差。",
    "仍要移植的部分在性能剖析中依然可见。",
  ],
  pilot: [
    "契约已经写好，两侧都按契约测试。",
    "结果一致：原版与移植版在录制的输入和生成的输入上结果相同。",
    "移植版的构建、部署、日志和告警都已就绪，并且有人演练过一次回滚。",
  ],
  canary: [
    "两侧同时运行；移植版应答一小部分调用，并统计差异。",
    "错误预算保持一周，第 99 百分位不变差。",
    "写入同时发往两侧并加以比对；读取仍来自原版。",
  ],
  cutover: [
    "所有调用都由移植版应答；读取最后切换。",
    "原版随时待命，直到错误预算保持两周。",
    "不再被调用的部分从 Python 中删除。",
  ],
};

const CONCERNS: Record<Concern, string> = {
  waiting: "等待",
  threaded: "线程中的运算",
  computing: "运算",
  starting: "启动缓慢",
  dynamic: "动态构造",
};

const FITS: Record<Fit, string> = {
  "drop-in": "可直接替换",
  similar: "相近",
  partial: "部分对应",
  none: "没有对应物",
  unknown: "未知",
};

function subject(name: string | undefined): string {
  return name === undefined ? "它" : ` \`${name}\` `;
}

function takes({ name, share }: { readonly name: string | undefined; readonly share: string }): string {
  return `性能剖析显示${subject(name)}占忙碌时间的 ${share}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  return names.length > shown.length ? `${shown.join("、")}等 ${names.length} 个` : shown.join("、");
}
