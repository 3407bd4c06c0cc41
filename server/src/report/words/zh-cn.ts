import { number, numberOf, percent } from "../numbers.ts";
import type { ReportWords } from "./index.ts";

/** Every text of the report in Simplified Chinese. */
export const SIMPLIFIED_CHINESE: ReportWords = {
  tag: "zh-CN",

  verdicts: {
    stay: { name: "保持原样", within: "保持原样", meaning: "这里没有值得付出代价去改动的地方。" },
    "make-async": { name: "改为异步", within: "改为异步", meaning: "它在等待网络、磁盘或数据库；等待的时间可以共享。" },
    parallelise: {
      name: "并行运行",
      within: "并行运行",
      meaning: "它在执行运算；可以在 Python 中由多个进程或解释器分担。",
    },
    "port-go": {
      name: "移植到 Go",
      within: "移植到 Go",
      meaning: "它的运算量超出 Python 能加速的范围；移植到 Go 是出路。",
    },
    "port-ts": {
      name: "移植到 TypeScript",
      within: "移植到 TypeScript",
      meaning: "它更适合作为 TypeScript 服务，而不是 Python。",
    },
    seam: {
      name: "在前面加接缝",
      within: "在前面加接缝",
      meaning: "它所用的 Python 库值得保留；把它作为独立服务来调用。",
    },
  },
  candidates: { stay: "留在 Python", go: "Go", typescript: "TypeScript" },
  criteria: {
    gain: "预期收益",
    portability: "代码的可移植性",
    readiness: "所用库的就绪程度",
    coupling: "耦合",
    cover: "测试覆盖",
    skill: "团队技能",
    operations: "运维",
  },
  risks: { low: "低", medium: "中", high: "高" },
  fits: { "drop-in": "可直接替换", similar: "相近", partial: "部分对应", none: "没有对应物", unknown: "未知" },
  phases: {
    mend: { name: "在 Python 中修补", meaning: "成本低，不需要新环境，也许这样就够了。" },
    pilot: { name: "试点", meaning: "一个风险小的小热点：端到端地验证新环境。" },
    canary: { name: "金丝雀", meaning: "移植版与原版同时运行，并应答一部分调用。" },
    cutover: { name: "切换", meaning: "一切由移植版应答；原版随时待命。" },
  },
  severities: { error: "错误", warning: "警告", info: "信息", hint: "提示" },
  severityCount: (severity, n) => `${number(n)} 个${SIMPLIFIED_CHINESE.severities[severity]}`,
  severityMany: (severity) => SIMPLIFIED_CHINESE.severities[severity],
  confidences: { definite: "确定", probable: "很可能", possible: "可能" },
  confidenceMeanings: {
    definite: "证明的每一步都是确定的。",
    probable: "其中一步有多个可能的目标，或依赖默认值。",
    possible: "按名称推测；值得一看。",
  },
  contexts: {
    "event-loop": "在事件循环上",
    thread: "在线程中",
    process: "在工作进程中",
    interpreter: "在子解释器中",
    request: "在请求处理函数中",
    import: "在导入时",
    main: "在主程序中",
  },

  findings: (n) => `${number(n)} 个发现`,
  modules: (n) => `${number(n)} 个模块`,
  files: (n) => `${number(n)} 个文件`,
  lines: (n) => `${number(n)} 行`,
  linesOfCode: (n) => `${number(n)} 行代码`,
  functions: (n) => `${number(n)} 个函数`,
  calls: (n) => `${number(n)} 次调用`,
  places: (n) => `${number(n)} 处`,
  days: (effort) => `${rounded(effort.days)} 人日（${rounded(effort.low)}–${rounded(effort.high)}）`,
  list: (parts) => parts.join("、"),
  names: (names) => names.join("、"),
  sentences: (parts) => parts.join(""),
  andMore: (n) => `，另有 ${number(n)} 个`,
  andOthers: (n) => ` 等另外 ${number(n)} 个`,

  noFiles: "这里没有 Python 文件。",
  nothingAnalysed: "没有分析任何内容。",
  nothingHolds: "这些代码没有任何拖累。",
  canStay: (modules) => (modules === 1 ? "唯一的模块可以保持原样。" : `全部 ${number(modules)} 个模块都可以保持原样。`),
  callForChange: (change, modules) =>
    change === modules
      ? modules === 1
        ? "唯一的模块需要改动。"
        : `全部 ${number(modules)} 个模块都需要改动。`
      : `${number(modules)} 个模块中有 ${number(change)} 个需要改动。`,
  found: (findings, modules) => `在 ${number(modules)} 个模块中发现 ${number(findings)} 处`,
  foundOnly: (found) => `${found}。`,
  advised: (found, verdicts, stay) =>
    `${found}。建议：${verdicts.map(({ verdict, modules }) => `${SIMPLIFIED_CHINESE.verdicts[verdict].within}（${number(modules)}）`).join("、")}${stay > 0 ? `；其余 ${number(stay)} 个保持原样` : ""}。`,
  heat: (severities, confidences) =>
    `热度是模块中各个发现的总和：${severities.map(([severity, weight]) => `${SIMPLIFIED_CHINESE.severities[severity]} ${weight}`).join("、")}，再乘以${confidences.map(([confidence, weight]) => `${SIMPLIFIED_CHINESE.confidences[confidence]} ${weight}`).join("、")}。`,

  nothingMoved: "自上次审计以来，既没有新增，也没有解决。",
  moved: (resolved, added, kept) =>
    `自上次审计以来，消失 ${number(resolved)} 个发现，新增 ${number(added)} 个；保留 ${number(kept)} 个。`,
  migrated: (done, planned, days, ofDays) =>
    `其计划的 ${number(planned)} 个模块中已完成 ${done} 个：占人日的 ${percent(days, ofDays)}。`,
  comparedPlace: (rule, place, symbol) => `${rule}，位于 ${place}${symbol === "" ? "" : ` 的 ${symbol}`}`,
  portsTitle: "移植",
  portTitle: (source, language) => `${source} 的 ${language} 移植`,
  portStates: {
    verified: { name: "已验证", meaning: "在所有比较过的输入上与原始代码一致" },
    differs: { name: "草稿", meaning: "与原始代码不同" },
    outdated: { name: "草稿", meaning: "自比较以来，原始代码或移植已更改" },
  },
  portCounts: (verified, differs, notRun, cases) =>
    `${verified} 项已验证，${differs} 项不同，${notRun} 项未运行；${cases} 个用例`,
  portDifference: (name, input, python, port) => `${name}：${input} 在 Python 中得到 ${python}，在移植中得到 ${port}`,
  portColumns: ["移植", "状态", "函数"],
  notThere: "不存在",
  since: "自上次审计以来",
  added: "新增",
  resolved: "已解决",
  titled: (title, what) => `${title}：${what}`,
  verdictsChanged: (n) => `${number(n)} 个结论有变化`,

  skip: "跳到报告正文",
  toOverview: "Portwright：到概览",
  sections: "章节",
  overview: "概览",
  hotList: "热点",
  plan: "计划",
  rules: "规则",
  findingsSection: "发现",
  problems: "问题",
  theme: "切换浅色与深色",
  dark: "深色",
  light: "浅色",
  footer: (version, interpreter) =>
    `Portwright ${version}。按 Python ${interpreter} 判断。一个发现，是某种效应出现在会造成损害的上下文中，并附有证明；静态分析说明可能发生什么，性能剖析说明多久发生一次。`,

  report: "迁移报告",
  reportOf: (workspace) => `迁移报告：${workspace}`,
  noFindings: "没有发现",
  none: "无",
  modulesToChange: "需要改动的模块",
  shareOfModules: (share, modules) => `占 ${number(modules)} 个模块的 ${share}`,
  linesOfCodeTitle: "代码行数",
  withBlanks: (lines) => `含注释和空行共 ${number(lines)} 行`,
  functionsFollowed: "追踪的函数",
  everyFile: "所有文件都已分析",
  notAnalysed: (n) => `${number(n)} 个文件未分析`,
  whatToDo: "如何处理这些代码",
  areas: "每个区域是一个模块：面积是代码行数，颜色是建议。",
  clickArea: "点击即可查看其中的发现。",
  legend: "按结论统计的模块数和代码行数",
  verdict: "结论",
  modulesTitle: "模块",
  shareOfCode: "占代码的比例",
  means: "含义",
  ofTheCode: "的代码",
  whereToBegin: "从哪里开始",
  area: (file, verdict, lines, findings) =>
    `${file}：${verdict}，${number(lines)} 行代码，${findings === 0 ? "没有发现" : `${number(findings)} 个发现`}`,
  smallModules: (n, folder, verdict, lines) =>
    `${folder === "" ? "" : `${folder} 中的 `}${number(n)} 个小模块：${verdict}，${number(lines)} 行代码`,
  small: (n) => `${n} 个小模块`,

  module: "模块",
  heatTitle: "热度",
  findingsTitle: "发现",
  perRule: "各规则的发现",
  inModules: (n) => `分布于 ${number(n)} 个模块`,
  unknownRule: "此版本没有这条规则。",
  byDefault: "（默认）：",
  why: "为什么重要",
  instead: "应当怎样做",
  showFindings: (n) => `显示这 ${number(n)} 个发现`,
  showAll: (n) => `显示全部 ${number(n)} 项`,
  needALook: "需要查看的文件",
  file: "文件",
  problem: "问题",
  happened: "发生了什么",

  order: "按什么顺序",
  everything: (effort) => `总计：${SIMPLIFIED_CHINESE.days(effort)}。`,
  orderExplained:
    "先在 Python 中修补，因为成本低，也许就够了；然后以一个小热点作为试点；再从导入图的叶子向上推进；最后切换调用。前一波次的门槛未满足之前，不开始下一波次。",
  moreModules: (n) => `另外 ${number(n)} 个模块`,
  gates: "门槛",
  decision: "留下、Go 还是 TypeScript",
  decisionExplained: "以整个代码库计，每项标准打 0 到 5 分，再乘以权重。权重和技能由团队设定；个别模块的结果可能不同。",
  scores: "评分",
  criterion: "标准",
  weight: "权重",
  mean: "加权平均",
  highest: "（最高）",
  effortAndRisk: "工作量与风险",
  effortExplained: "以人日计，附范围和每个数字的构成。",
  wave: "波次",
  personDays: "人日",
  risk: "风险",
  effort: "工作量",
  phase: "阶段",
  boundaries: "服务边界",
  boundariesExplained: "会一起迁移的模块（因为没有别处使用它们，或它们相互导入），以及跨越边界的内容：两侧之间的契约。",
  wouldMove: (n) => (n === 1 ? "1 个模块会迁移" : `${number(n)} 个模块会一起迁移`),
  shared: (names) => `别处也使用 ${names}：复制、拆分或回调。`,
  inbound: "来自外部的调用",
  outbound: "对留下部分的调用",
  crossing: (from, calls) => `来自 ${from}，${number(calls)} 处`,
  smallerOnes: (n) => `另有 ${number(n)} 个较小的边界。`,
  readiness: "所用的库及其替代",
  package: "库",
  importedBy: "被导入",
  graph: "模块关系图",
  graphExplained: (shown, planned) =>
    `计划中的 ${number(planned)} 个模块${shown < planned ? `（图中为 ${shown} 个）` : ""}之间的导入关系；数字是波次。`,

  measured: "实测",
  measuredAll: "几乎全部忙碌时间都花在有发现的函数中。",
  measuredBound: (bound) => `即使所有被指为运算的发现都不再耗时，程序最多也只能快到 ${bound} 倍。`,
  profileCover: (format, amount, share) => `${format}，${amount}；忙碌时间的 ${share} 里，调用栈上有工作区的代码`,
  amount: (value, unit) => {
    switch (unit) {
      case "seconds":
        return `所有线程共 ${Math.round(value * 10) / 10} 秒`;
      case "samples":
        return `${number(Math.round(value))} 个采样`;
      case "percent":
        return "逐行占比";
    }
  },
  function: "函数",
  ownTime: "自身时间",
  totalTime: "含其调用",
  holdingGil: "持有 GIL",
  bound: "上限",
  topLevel: "模块顶层",

  everyFinding: "全部发现",
  search: "搜索发现",
  searchHint: "搜索：文件、函数、消息、代码",
  rule: "规则",
  all: "全部",
  atLeast: "最低级别",
  anySeverity: "任何级别",
  confidence: "置信度",
  any: "任何",
  andUp: (confidence) =>
    confidence === "definite"
      ? SIMPLIFIED_CHINESE.confidences[confidence]
      : `${SIMPLIFIED_CHINESE.confidences[confidence]}及以上`,
  sortBy: "排序",
  groupBy: "分组",
  byModule: "按模块",
  byRule: "按规则",
  hottest: "最热的模块",
  byPath: "按路径",
  most: "发现最多",
  clear: "清除",
  nothingMatches: "没有符合条件的发现。",
  clearFilters: "清除筛选",
  shownOf: "{total} 个中的 {shown} 个",
  copy: "复制为 Markdown",
  copied: "已复制",
  syntaxErrors: (n) => `${number(n)} 处语法错误`,
  line: (n) => `第 ${n} 行`,
  cell: (n) => `单元格 ${n}`,
  within: "位于",
  proof: "证明：逐个调用",
  evidence: "证据：",
  help: "怎么办：",
  chain: "证明：",

  foundIn: (findings, severities, files, codeLines, functions, interpreter) =>
    `${number(files)} 个文件、${number(codeLines)} 行代码、${number(functions)} 个函数中${findings === 0 ? "没有发现" : `有 ${number(findings)} 个发现（${severities.join("，")}）`}，按 Python ${interpreter} 判断。`,
  couldNotAnalyse: (n) => `${number(n)} 个文件无法分析：见[下文](#需要查看的文件)。`,
  whatToDoTitle: "怎么办",
  share: "比例",
  meaning: "含义",
  pie: "按结论统计的模块",
  cooler: (n) => `其余 ${number(n)} 个有发现的模块热度较低。`,
  errors: "错误",
  warnings: "警告",
  info: "信息",
  whyTitle: "原因",
  finds: "它发现什么",
  findingAt: (severity, rule, where, symbol, confidence) =>
    `**${SIMPLIFIED_CHINESE.severities[severity]}** ${rule} 位于 ${where}${symbol === "" ? "" : ` 的 ${symbol}`}（${SIMPLIFIED_CHINESE.confidences[confidence]}）`,
  auditOf: (workspace) => `Portwright 对 ${workspace} 的审计`,
  scope: (symbol, context) =>
    [symbol === "" ? "" : `位于 ${symbol}`, context === undefined ? "" : `${SIMPLIFIED_CHINESE.contexts[context]}运行`]
      .filter((part) => part !== "")
      .join("，"),
  evidencePlain: "证据：",
  helpPlain: "怎么办：",
  noPythonFiles: "没有分析任何 Python 文件。",
  noFindingsAnd: (headline) => `没有发现。${headline}`,
  sum: (findings, parts) => `${findings}：${parts.join("，")}。`,
};

function rounded(days: number): string {
  return numberOf(days < 10 ? Math.round(days * 10) / 10 : Math.round(days));
}
