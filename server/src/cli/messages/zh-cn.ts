import type { Translated } from "../../text/said.ts";
import type { ENGLISH } from "./en.ts";
import type { Grammar } from "./index.ts";

export const SIMPLIFIED_CHINESE: Translated<typeof ENGLISH> = {
  unwritable: (v) => `无法写入“${v.path}”。${v.why}`,
  unreadable: (v) => `无法读取“${v.path}”。${v.why}`,
  problem: (v) => `“${v.path}”：${v.problem}`,
  "path.missing": (v) => `没有文件或文件夹“${v.path}”。`,
  "path.other": (v) => `“${v.path}”既不是可读的文件，也不是可读的文件夹。`,
  "file.missing": (v) => `没有文件“${v.path}”。`,
  "file.none": (v) => `“${v.path}”不是文件。`,
  "file.notebook": (v) => `“${v.path}”是笔记本：可以审计，但只能移植模块。请将要移植的代码移到 .py 文件中。`,
  "python.none": (v) => `“${v.path}”不是 Python 文件。`,
  "python.none-here": (v) => `“${v.path}”不是此工作区的 Python 文件。`,
  configuration: (v) => `配置中有 ${v.mistakes} 处错误；没有执行任何操作。`,
  "rule.unknown": (v) => `没有规则“${v.name}”。${meant(v.nearest) ?? "`portwright explain` 会列出所有规则。"}`,
  "rule.unknown-here": (v) =>
    `没有规则“${v.name}”。${meant(v.nearest) ?? "`portwright explain` 会列出所有规则；FILE:LINE 解释一处代码。"}`,
  "audit.empty": () =>
    "没有找到 Python 文件：没有审计任何内容。由 `include`、`exclude` 和 .gitignore 决定读取哪些文件。",
  "audit.written": (v) => `${v.files} 个文件中有 ${v.findings} 个发现：见 ${v.path}`,
  "audit.unreadable": (v) => `无法读取审计结果“${v.name}”。${v.why}`,
  "audit.unusable": (v) => `“${v.name}”无法使用。${v.why}`,
  "baseline.unusable": (v) => `基线“${v.path}”无法使用：${v.why}`,
  ratchet: () => "--ratchet 需要基线：请用 --baseline 或在配置中指定一个。",
  "profile.gil": () => "--gil-profile 需要与之比较的性能剖析：--profile FILE。",
  "profile.unreadable": (v) => `无法读取性能剖析“${v.name}”。${v.why}`,
  "profile.unusable": (v) => `“${v.name}”不能用作性能剖析。${v.why}`,
  "git.missing": () => "--changed 需要 git，而这里没有安装。",
  "git.none": (v) => `--changed 需要 git 仓库，而 ${v.name} 不在任何仓库中。`,
  "git.revision": (v) => `git 不认识修订版本“${v.revision}”。`,
  "git.failed": (v) => `git 失败：${v.why}。`,
  "parity.none": (v) => `“${v.path}”中没有比较的证据：\`portwright verify --port\` 会把证据保存在那里。`,
  "shard.out": () => "--shard 需要 --out：写入该份事实的文件。",
  "share.none": (v) => `“${v.name}”中没有事实：此类文件由 \`portwright audit --shard\` 写入。`,
  "share.version": (v) => `“${v.name}”由另一版本的 Portwright 写入：所有份与合并都需要同一版本。`,
  "share.spoilt": (v) => `“${v.name}”被截断或损坏：请重新写入。`,
  "shares.number": (v) => `各份的总数有 ${v.first} 也有 ${v.other}：必须相同。`,
  "shares.different": () => "各份来自不同的工作区，或写入时设置不同。",
  "shares.twice": (v) => `第 ${v.index}/${v.of} 份出现了两次。`,
  "shares.missing": (v) => `${v.of} 份中缺少 ${v.missing.length} 份：${v.missing.join("、")}。`,
  "port.nothing": (v) => `“${v.path}”中没有名为“${v.name}”的可移植内容。`,
  "port.empty": (v) => `“${v.path}”中没有可移植的 Python 文件。`,
  "port.where": () => "写到哪里？--out 指定移植文件夹，--print 显示移植结果。",
  "port.web": (v) => `--web ${v.web} 不适用于 --to ${v.to}，后者可用的是 ${v.known.join("、")}。`,
  "port.unreadable": (v) => `“${v.path}”无法移植。`,
  "port.changed": (v) =>
    `没有写入任何内容：${v.folder} 中有文件在 Portwright 写入之后被修改过：${v.names.join("、")}。--force 会覆盖您的修改；换一个 --out 则予以保留。`,
  "verify.nothing": (v) => `“${v.path}”中没有名为“${v.name}”的可验证内容。`,
  "verify.no-port": (v) => `${v.folder} 中没有 ${v.file}：请先用 \`portwright port\` 把移植结果写到那里。`,
  "init.there": (v) => `${v.path} 已存在。--force 会覆盖它。`,
  "init.hidden": () => "pyproject.toml 中已有 [tool.portwright] 表，portwright.toml 会遮盖它。",
  "init.looked": (v) => `Portwright 查看了 ${v.files} 个文件，发现 ${v.places} 处值得一看。`,
  "init.interpreter": (v) =>
    `按 Python ${v.version} 判断${v.from === "requires-python" ? "，即 requires-python 允许的最旧版本" : v.from === ".python-version" ? "，由 .python-version 指定" : ""}。`,
  "init.how": () => "被注释掉的就是默认生效的设置。全部设置见 Portwright 的 docs/configuration.md。",
  "init.findings": (v) => `此处有 ${v.findings} 个发现`,
  "init.baseline": () => "由 portwright audit --write-baseline portwright-baseline.json 写入。",
  "init.written": (v) => `已写入：${v.path}`,
  defect: () => "这是 Portwright 的缺陷。请连同引发它的命令一起报告。",
};

function meant(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `您是想写“${nearest}”吗？`;
}

const hint = (nearest: string | undefined): string => (nearest === undefined ? "" : `\n（您是想写 ${nearest} 吗？）`);

/** What the options' readers say of a word that is none of theirs. */
const EXPECTED: Readonly<Record<string, string>> = {
  "Expected FILE or FILE::NAME.": "应为 FILE 或 FILE::NAME。",
  "Expected a share such as 1/4.": "应为份额，例如 1/4。",
  "Expected a number from 1 to 256.": "应为 1 到 256 之间的数字。",
  "Expected a whole number.": "应为整数。",
  "Expected a number.": "应为数字。",
};

/** What commander says of wrong command lines, by the sentences of its source. */
export const CHINESE_GRAMMAR: Grammar = [
  [/^error: missing required argument '(.*)'/, (name) => `缺少必需的参数“${name}”`],
  [/^error: option '(.*)' argument missing/, (option) => `选项“${option}”缺少参数`],
  [/^error: required option '(.*)' not specified/, (option) => `没有指定必需的选项“${option}”`],
  [
    /^error: unknown option '(.*)'(?:\n\(Did you mean (.*)\?\))?/,
    (option, nearest) => `未知的选项“${option}”${hint(nearest)}`,
  ],
  [
    /^error: unknown command '(.*)'(?:\n\(Did you mean (.*)\?\))?/,
    (command, nearest) => `未知的命令“${command}”${hint(nearest)}`,
  ],
  [
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)/,
    (command, expected, got) =>
      `${command === undefined ? "" : `“${command}”的`}参数过多。应有 ${expected} 个，实有 ${got} 个`,
  ],
  [
    /^error: option '(.*)' cannot be used with option '(.*)'/,
    (one, other) => `选项“${one}”不能与选项“${other}”同时使用`,
  ],
  [
    /^error: option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\./,
    (option, value, choices) => `选项“${option}”的参数“${value}”无效。可用的是 ${choices}。`,
  ],
  [
    /^error: option '(.*)' argument '(.*)' is invalid\. ?(.*)/,
    (option, value, why) => `选项“${option}”的参数“${value}”无效。${EXPECTED[why] ?? why}`,
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*)'\. ?(.*)/,
    (value, name, why) => `参数“${name}”的值“${value}”无效。${EXPECTED[why] ?? why}`,
  ],
  [/^error: /, () => ""],
];
