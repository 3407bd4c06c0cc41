import type { Locale } from "../text/locale.ts";
import { PROJECT_SETTINGS, type ProjectSettingKey } from "./configuration-schema.ts";

/** What a setting is for, in a language: for the file that `portwright init` writes, and for the editor's settings. */
export function descriptionOf(key: ProjectSettingKey, locale: Locale): string {
  return locale === "en" ? PROJECT_SETTINGS[key].description : SIMPLIFIED_CHINESE[key];
}

const SIMPLIFIED_CHINESE: Readonly<Record<ProjectSettingKey, string>> = {
  interpreter:
    "代码所运行的 CPython 版本，它决定严重程度和建议。`auto` 读取 `pyproject.toml` 的 `requires-python` 或 `.python-version` 文件；末尾的 `t` 表示自由线程构建。",
  targets: "提供移植的目标语言。",
  goWeb: "将服务移植到 Go 时使用的 Web 框架：标准库的 `net/http`、Gin 或 Echo。",
  tsWeb: "将服务移植到 TypeScript 时使用的 Web 框架：Hono、Fastify 或 Express。",
  goIntegers:
    "整数在 Go 中的形式：`int`；`big` 表示凡可能超出 64 位之处都用 `*big.Int`；`auto` 表示仅在自身写有超出 64 位的整数的模块中才这样做。",
  include: "要分析的文件的 glob 模式，相对于工作区文件夹。",
  exclude: "要排除的文件的 glob 模式，相对于工作区文件夹；`.gitignore` 和常见环境文件夹已排除的内容之外的部分。",
  severity: "每条规则的严重程度，按规则名设置；`off` 关闭该规则。",
  blocking: "除 Portwright 已知之外，会阻塞调用线程的函数的点分名称。",
  safe: "在任何地方调用都安全的函数的点分名称，无论 Portwright 得出什么结论。",
  showPossible: "同时显示置信度为 `possible` 的发现。",
  reportTests:
    "也报告测试代码中拖慢速度之处：名为 `tests` 或 `_tests` 的文件夹、`test_*.py`、`*_test.py` 与 `conftest.py`。否则此类发现的置信度为 `possible`，因为没有人会等待测试的事件循环。",
  weights:
    "决策矩阵中每项标准的权重。未列出的标准保持通常的权重：`gain` 为 3，`portability`、`readiness` 和 `skill` 为 2，`coupling`、`cover` 和 `operations` 为 1。",
  skills:
    "团队编写每种语言的熟练程度，从 0（完全不会）到 5。未列出的语言按通常值计算：`python` 为 4，`go` 和 `typescript` 为 2。",
  operations:
    "团队用每种语言构建、部署和监控服务的准备程度，从 0（完全没有）到 5。未列出的语言按通常值计算：`python` 为 4，`go` 和 `typescript` 为 3。",
  baseline: "基线文件的路径，相对于工作区文件夹：其中列出的发现不再报告。留空表示没有。",
};
