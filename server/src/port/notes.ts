import type { Locale } from "../text/locale.ts";
import type { PortNote, Sketch } from "./sketch.ts";

/**
 * A sketch whose notes are told in a language. The comments in the port stay English: they are part of code that is read by whoever
 * maintains it.
 */
export function sketchIn<Told extends Sketch>(locale: Locale, sketch: Told): Told {
  if (locale === "en") return sketch;
  const told = (note: PortNote): PortNote => ({ ...note, message: noteIn(locale, note.message) });
  return {
    ...sketch,
    notes: sketch.notes.map(told),
    items: sketch.items.map((item) => ({ ...item, notes: item.notes.map(told) })),
  };
}

/**
 * A note in a language. Notes are written where a construct is lowered, in English, from few forms of sentences and many names of
 * constructs; both are known here. A form that is not known stays as it is, and so does a construct's name within one that is.
 */
export function noteIn(locale: Locale, message: string): string {
  switch (locale) {
    case "en":
      return message;
    case "zh-cn":
      return told(SENTENCES, message) ?? message;
  }
}

type Forms = readonly (readonly [form: RegExp, told: (...parts: string[]) => string])[];

function told(forms: Forms, text: string): string | undefined {
  for (const [form, tell] of forms) {
    const match = form.exec(text);
    if (match !== null) return tell(...match.slice(1));
  }
  return undefined;
}

function construct(text: string): string {
  return told(CONSTRUCTS, text) ?? text;
}

const SENTENCES: Forms = [
  [/^(.+?),? is not ported; the port panics here$/, (what) => `${construct(what)}没有移植；移植结果运行到此处会 panic`],
  [
    /^(.+?),? is not ported yet; the port fails where it gets there$/,
    (what) => `${construct(what)}尚未移植；移植结果运行到此处会失败`,
  ],
  [
    /^(.+?),? has no TypeScript port yet; the port fails where it gets there$/,
    (what) => `${construct(what)}还没有 TypeScript 移植；移植结果运行到此处会失败`,
  ],
  [/^(.+?),? is not ported$/, (what) => `${construct(what)}没有移植`],
  [
    /^the types of the port do not line up here, so that it has a cast: (.*)$/s,
    (why) => `移植结果的类型在此处对不上，因此有一处强制转换：${why}`,
  ],
  [/^what (.+) does not reach is left out: (.*)$/s, (entry, files) => `略去了 ${entry} 没有用到的文件：${files}`],
  [
    /^the type of the receiver of (.+) is not known; the method is looked up when the program runs$/,
    (name) => `${name} 的接收者的类型未知；该方法在程序运行时查找`,
  ],
  [/^the attribute (.+) is looked up when the program runs$/, (name) => `属性 ${name} 在程序运行时查找`],
  [
    /^this decorator is left out; the port runs the function as it is written$/,
    () => "略去了这个装饰器；移植结果按函数的写法运行它",
  ],
  [/^this integer does not fit 64 bits$/, () => "这个整数超出 64 位"],
  [/^another route with the same method and path comes before this one$/, () => "在此之前已有方法和路径相同的路由"],
  [/^the model setting (.+) has no counterpart yet$/, (name) => `模型设置 ${name} 还没有对应物`],
  [/^the class keyword (.+) has no counterpart$/, (name) => `类关键字 ${name} 没有对应物`],
  [
    /^a whole float in a dumped model is shown without its point$/,
    () => "导出的模型中，没有小数部分的浮点数不带小数点",
  ],
  [
    /^node:sqlite is part of Node 22\.13 and newer; Node 20 does not have it$/,
    () => "node:sqlite 自 Node 22.13 起提供；Node 20 没有它",
  ],
  [/^heappushpop is written as a push and a pop$/, () => "heappushpop 写成先压入再弹出"],
  [/^the limit of this deque is not kept$/, () => "没有保留这个 deque 的长度上限"],
  [
    /^two threads that run this at once can lose an update in Python; the port does it in one go$/,
    () => "在 Python 中两个线程同时运行此处可能丢失更新；移植结果一次完成",
  ],
  [
    /^Go's regular expressions have no look-around and no back-references$/,
    () => "Go 的正则表达式没有环视，也没有反向引用",
  ],
  [/^(.+)$/s, (what) => construct(what)],
];

const CONSTRUCTS: Forms = [
  [/^the method (.+) of a value of unknown type$/, (name) => `类型未知的值的方法 ${name} `],
  [/^the method (.+) of (.+)$/, (name, type) => `${type} 的方法 ${name} `],
  [/^the (\w+) method (.+)$/, (type, name) => `${type} 的方法 ${name} `],
  [/^the built-in (.+)$/, (name) => `内置函数 ${name} `],
  [/^the name (.+), which nothing in the module binds$/, (name) => `名称 ${name}（模块中没有绑定它）`],
  [/^the class (.+), which has no type in the package$/, (name) => `类 ${name}（包中没有它的类型）`],
  [/^the class (.+) inside of a function$/, (name) => `函数内部的类 ${name}`],
  [/^the attribute (.+) as a value$/, (name) => `作为值的属性 ${name} `],
  [/^the construct (.+)$/, (name) => `结构 ${name} `],
  [/^the operator (.+)$/, (name) => `运算符 ${name} `],
  [/^the class decorator (.+)$/, (name) => `类装饰器 ${name} `],
  [/^the registration @(.+)$/, (name) => `注册 @${name} `],
  [/^the import of everything from (.+)$/, (name) => `从 ${name} 的全部导入`],
  [/^the Python 2 (.+)$/, (name) => `Python 2 的 ${name} `],
  [/^this use of (.+)$/, (name) => `${name} 的这种用法`],
  [/^assignment to (.+)$/, (what) => `对 ${what} 的赋值`],
  [/^making an object of the abstract class (.+)$/, (name) => `创建抽象类 ${name} 的对象`],
  [/^a statement of kind (.+) in a class body$/, (kind) => `类体中的 ${kind} 语句`],
  [/^a model validator of mode (.+)$/, (mode) => `模式为 ${mode} 的模型校验器`],
  [/^a call whose arguments are not known before it runs$/, () => "运行之前参数未知的调用"],
  [
    /^a function of Python's used as a value whose parameters are not known$/,
    () => "作为值使用的 Python 函数，其参数未知",
  ],
  [/^a class that is only known when the program runs$/, () => "程序运行时才知道的类"],
  [/^a call with these arguments$/, () => "使用这些参数的调用"],
  [/^a syntax error$/, () => "语法错误"],
  [/^a template string$/, () => "模板字符串"],
  [/^a WebSocket$/, () => "WebSocket "],
  [/^background tasks$/, () => "后台任务"],
  [/^a router of another module$/, () => "另一模块的路由器"],
  [/^a route whose path is no literal$/, () => "路径不是字面量的路由"],
  [/^an application that a function makes$/, () => "由函数创建的应用"],
  [/^a lifespan \(what runs before and after serving\)$/, () => "lifespan（服务前后运行的内容）"],
  [/^a class defined inside an expression$/, () => "在表达式中定义的类"],
  [/^a slice in several dimensions$/, () => "多维切片"],
  [/^super\(\) outside of a class$/, () => "类之外的 super() "],
  [/^this slice$/, () => "这个切片"],
  [/^this dict$/, () => "这个字典"],
  [/^this union$/, () => "这个联合类型"],
  [/^this statement$/, () => "这条语句"],
  [/^this construction$/, () => "这个构造"],
  [/^this augmented assignment$/, () => "这个增量赋值"],
  [/^this context manager$/, () => "这个上下文管理器"],
  [/^([\w.]+)$/, (path) => `${path} `],
];
