/** Sources that nobody writes by hand, but that generators, attackers and accidents do. Each grows with its size in step. */

export type Sources = Readonly<Record<string, string>>;

export interface BadSource {
  readonly title: string;
  /** A size that a test can afford; the work at twice the size is to be about twice as much. */
  readonly size: number;
  readonly make: (size: number) => Sources;
  /** Scopes in scopes: the dotted name of each holds those around it, down to the depth that the analysis goes to. */
  readonly nests?: true;
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

const one = (text: string): Sources => ({ "a.py": text });

const BODY = "import time, asyncio, requests, threading\n";

export const BAD_SOURCES: readonly BadSource[] = [
  {
    title: "modules that import each other in a ring",
    size: 300,
    make: (size) =>
      Object.fromEntries(
        Array.from({ length: size }, (_, index) => [
          `m${index}.py`,
          `from m${(index + 1) % size} import *\nimport m${(index + 2) % size} as other\n` +
            `def f${index}(x):\n    return other.f${(index + 2) % size}(x)\nasync def g${index}():\n    f${(index + 1) % size}(1)\n`,
        ]),
      ),
  },
  {
    title: "a name that modules re-export in a ring, and nobody defines",
    size: 500,
    make: (size) =>
      Object.fromEntries(
        Array.from({ length: size }, (_, index) => [
          `m${index}.py`,
          `from m${(index + 1) % size} import lost\nasync def f():\n    lost.run()\n`,
        ]),
      ),
  },
  {
    title: "a package that star-imports all its modules, which star-import it",
    size: 150,
    make: (size) => ({
      "p/__init__.py": lines(size, (index) => `from .m${index} import *\n`),
      ...Object.fromEntries(
        Array.from({ length: size }, (_, index) => [
          `p/m${index}.py`,
          `from p import *\ndef f${index}():\n    return f${(index + 1) % size}()\nasync def g${index}():\n    f${index}()\n`,
        ]),
      ),
    }),
  },
  {
    title: "functions that all call each other's neighbours",
    size: 3000,
    make: (size) =>
      one(
        BODY +
          lines(
            size,
            (index) =>
              `def f${index}(x):\n    f${(index + 1) % size}(x)\n    f${(index + 7) % size}(x)\n    return f${(index * 31 + 5) % size}(x)\n`,
          ) +
          "async def go():\n    f0(1)\n",
      ),
  },
  {
    title: "a chain of calls with a blocking call at its end",
    size: 5000,
    make: (size) =>
      one(
        `${BODY}def f0():\n    time.sleep(1)\n${lines(size, (index) => `def f${index + 1}():\n    f${index}()\n`)}async def go():\n    f${size}()\n`,
      ),
  },
  {
    title: "mutually recursive classes and factories",
    size: 1000,
    make: (size) =>
      one(
        BODY +
          lines(
            size,
            (index) =>
              `class C${index}(C${(index + 1) % size}):\n    def make(self):\n        self.next = C${(index + 1) % size}().make()\n        return self.next.make().next\n`,
          ) +
          "async def go():\n    C0().make().make().run()\n",
      ),
  },
  {
    title: "a name with one of very many classes",
    size: 5000,
    make: (size) =>
      one(
        BODY +
          lines(size, (index) => `class C${index}:\n    def run(self):\n        time.sleep(${index})\n`) +
          `def pick(n):\n${lines(size, (index) => `    ${index === 0 ? "if" : "elif"} n == ${index}:\n        x = C${index}()\n`)}    return x\nasync def go(n):\n    pick(n).run()\n`,
      ),
  },
  {
    title: "a union type of very many members",
    size: 5000,
    make: (size) =>
      one(
        `${BODY}${lines(size, (index) => `class C${index}:\n    def run(self): time.sleep(1)\n`)}type Any${size} = ${Array.from({ length: size }, (_, index) => `C${index}`).join(" | ")}\nasync def go(x: ${Array.from({ length: size }, (_, index) => `C${index}`).join(" | ")}):\n    x.run()\n`,
      ),
  },
  {
    title: "a base class that very many override",
    size: 2000,
    make: (size) =>
      one(
        `${BODY}class Base:\n    def run(self): pass\n    def all(self):\n        self.run()\n${lines(size, (index) => `class C${index}(Base):\n    def run(self):\n        super().run()\n        self.all()\n`)}async def go(x: Base):\n    x.run()\n    x.all()\n`,
      ),
  },
  {
    title: "a tall pile of classes",
    size: 1000,
    make: (size) =>
      one(
        `${BODY}class C0:\n    def run(self): time.sleep(1)\n${lines(size, (index) => `class C${index + 1}(C${index}):\n    def m${index}(self): self.run()\n`)}async def go():\n    C${size}().run()\n    C${size}().missing()\n`,
      ),
  },
  {
    title: "one function of very many statements",
    size: 10_000,
    make: (size) =>
      one(
        `${BODY}async def go(x):\n${lines(size, (index) => `    v${index} = v${Math.max(0, index - 1)} + x.f${index}(v${index >> 1}, ${index})\n`)}    return v${size - 1}\n`,
      ),
  },
  {
    title: "one name that is assigned over and over under conditions",
    size: 5000,
    make: (size) =>
      one(
        `${BODY}async def go(x, c):\n${lines(size, (index) => `    if c.f${index}:\n        x = x.g${index}(x)\n`)}    x.run()\n`,
      ),
  },
  {
    title: "a loop that updates very many numbers",
    size: 4000,
    make: (size) =>
      one(
        `${BODY}def go(n):\n    total = 1\n${lines(size, (index) => `    v${index} = 1\n`)}    for i in range(n):\n${lines(size, (index) => `        v${index} = v${index} * i + v${(index + 1) % size}\n        v${index} = v${index} + v${(index + 3) % size}\n`)}    return total\n`,
      ),
  },
  {
    title: "a number that doubles in straight code",
    size: 2000,
    make: (size) => one(`def go(a):\n    for i in a:\n${lines(size, () => "        a = a + a\n")}    return a * a\n`),
  },
  {
    title: "a function of very many loops beside each other",
    size: 2000,
    make: (size) =>
      one(
        `${BODY}async def go(rows, session):\n${lines(size, (index) => `    for r${index} in rows:\n        requests.get(r${index})\n        t = t * 3 + len(r${index})\n`)}`,
      ),
  },
  {
    title: "very many small coroutines with findings",
    size: 3000,
    make: (size) =>
      one(
        BODY +
          lines(
            size,
            (index) =>
              `async def f${index}(url):\n    time.sleep(1)\n    requests.get(url)\n    f${(index + 1) % size}(url)\n    asyncio.create_task(f${index}(url))\n`,
          ),
      ),
  },
  {
    title: "very many suppressions",
    size: 3000,
    make: (size) =>
      one(
        `${BODY}async def go():\n${lines(size, (index) => `    time.sleep(${index})  # portwright: ignore[blocking-call]\n    time.sleep(1)  # noqa: ASYNC251\n`)}`,
      ),
  },
  {
    title: "a global that very many functions write",
    size: 3000,
    make: (size) =>
      one(
        `${BODY}count = 0\nitems = []\n${lines(size, (index) => `def f${index}():\n    global count\n    count += 1\n    items.append(count)\nthreading.Thread(target=f${index}).start()\n`)}`,
      ),
  },
  {
    title: "attributes that very many methods store and read",
    size: 2000,
    make: (size) =>
      one(
        `${BODY}class A:\n    def __init__(self, session):\n        self.session = session\n${lines(size, (index) => `    def m${index}(self, x):\n        self.x = self.x${index >> 1}.y\n        self.x${index} = self.x\n        return self.m${(index + 1) % size}(self.x)\n`)}async def go():\n    A(1).m0(2).run()\n`,
      ),
  },
  {
    title: "a function that very many places call",
    size: 4000,
    make: (size) =>
      one(
        `${BODY}def work(callback, value):\n    callback(value)\n    return value\n${lines(size, (index) => `def f${index}(x):\n    return work(lambda y: time.sleep(y), work(f${(index + 1) % size}, x))\n`)}async def go():\n    f0(1)\n`,
      ),
  },
  {
    title: "callbacks passed on and on",
    size: 1000,
    make: (size) =>
      one(
        `${BODY}def f0(callback):\n    callback()\n${lines(size, (index) => `def f${index + 1}(callback):\n    f${index}(callback)\n    f${index}(lambda: callback())\n`)}async def go():\n    f${size}(lambda: time.sleep(1))\n`,
      ),
  },
  {
    title: "a dictionary of very many functions",
    size: 4000,
    make: (size) =>
      one(
        `${BODY}${lines(size, (index) => `def f${index}(): time.sleep(1)\n`)}TABLE = {${Array.from({ length: size }, (_, index) => `"k${index}": f${index}`).join(", ")}}\nasync def go(k):\n    TABLE[k]()\n    for f in TABLE.values(): f()\n`,
      ),
  },
  {
    title: "very many decorators on one function",
    size: 2000,
    make: (size) =>
      one(
        `${BODY}def wrap(f):\n    def inner(*a):\n        return f(*a)\n    return inner\n${"@wrap\n".repeat(size)}def go():\n    time.sleep(1)\nasync def main():\n    go()\n`,
      ),
  },
  {
    title: "a chain of method calls",
    size: 3000,
    make: (size) =>
      one(
        `${BODY}class Q:\n    def f(self): return self\nasync def go():\n    Q()${".f()".repeat(size)}\n    x = Q()\n${"    x = x.f()\n".repeat(size)}    x.run()\n`,
      ),
  },
  {
    title: "deep brackets",
    size: 10_000,
    make: (size) =>
      one(`${BODY}x = ${"(".repeat(size)}1${")".repeat(size)}\ny = ${"[".repeat(size)}${"]".repeat(size)}\n`),
  },
  {
    title: "deep calls",
    size: 10_000,
    make: (size) => one(`${BODY}async def go():\n    ${"f(".repeat(size)}time.sleep(1)${")".repeat(size)}\n`),
  },
  {
    title: "a long sum",
    size: 10_000,
    make: (size) =>
      one(`def go(a):\n    for i in a:\n        a = ${"a + ".repeat(size)}1\n    return ${"a ** ".repeat(size)}a\n`),
  },
  {
    title: "deep conditional expressions, lambdas and `not`s",
    nests: true,
    size: 5000,
    make: (size) =>
      one(
        `x = ${"1 if a else ".repeat(size)}2\ny = ${"lambda: ".repeat(size)}3\nz = ${"not ".repeat(size)}x\nw = ${"-".repeat(size)}x\nv = ${"await ".repeat(size)}x\n`,
      ),
  },
  {
    title: "deep subscripts and attributes",
    size: 10_000,
    make: (size) =>
      one(`x = a${"[0]".repeat(size)}\ny = a${".b".repeat(size)}\nz = ${"a[".repeat(size)}0${"]".repeat(size)}\n`),
  },
  {
    title: "deep blocks",
    size: 1000,
    make: (size) =>
      one(
        `${BODY}async def go(a):\n${lines(size, (index) => `${" ".repeat(index + 1)}${index % 2 === 0 ? "if a" : "for a in a"}:\n`)}${" ".repeat(size + 1)}time.sleep(1)\n`,
      ),
  },
  {
    title: "functions and classes in each other",
    nests: true,
    size: 500,
    make: (size) =>
      one(
        `${BODY}${lines(size, (index) => `${" ".repeat(index)}${index % 2 === 0 ? `async def f${index}()` : `class C${index}`}:\n`)}${" ".repeat(size)}time.sleep(1)\n`,
      ),
  },
  {
    title: "comprehensions in each other",
    size: 500,
    make: (size) =>
      one(`x = ${"[".repeat(size)}1${" for a in a]".repeat(size)}\ny = [1 ${"for b in x ".repeat(size)}]\n`),
  },
  {
    title: "a long elif, except, match and with",
    size: 3000,
    make: (size) =>
      one(
        `${BODY}async def go(x):\n    try:\n        pass\n${lines(size, (index) => `    except E${index}:\n        time.sleep(${index})\n`)}    match x:\n${lines(size, (index) => `        case C${index}(a=${index}, b=[*rest]) if rest:\n            x = rest\n`)}    with ${Array.from({ length: size }, (_, index) => `open("f${index}") as h${index}`).join(", ")}:\n        pass\n`,
      ),
  },
  {
    title: "very many parameters and arguments",
    size: 5000,
    make: (size) =>
      one(
        `def f(${Array.from({ length: size }, (_, index) => `p${index}=None`).join(", ")}):\n    return p0.run(p1)\nasync def go():\n    f(${Array.from({ length: size }, (_, index) => `p${index}=${index}`).join(", ")})\n    f(${Array.from({ length: size }, (_, index) => `${index}`).join(", ")})\n`,
      ),
  },
  {
    title: "one name on very many lines",
    size: 20_000,
    make: (size) => one("x = x\n".repeat(size)),
  },
  {
    title: "module-level calls on very many lines",
    size: 20_000,
    make: (size) => one(`${BODY}${lines(size, (index) => `requests.get("u${index}")\n`)}`),
  },
  {
    title: "a huge list, a huge text and a huge number",
    size: 50_000,
    make: (size) =>
      one(
        `${BODY}A = [${"1, ".repeat(size)}]\nB = "${"x".repeat(size)}"\nC = ${"9".repeat(size)}\nD = {${lines(size >> 2, (index) => `"k${index}": ("a", ${index}), `)}}\nasync def go():\n    for a in A: time.sleep(a)\n    D["k1"][0].run()\n    return 2 ** C\n`,
      ),
  },
  {
    title: "texts put together of very many parts",
    size: 5000,
    make: (size) =>
      one(
        `x = (${"'a' f'{x}' ".repeat(size)})\ny = f"${"{x!r:>{x}}".repeat(size)}"\nz = ${"'a' % (b, 'c') + ".repeat(size)} ''\nexec(z)\n`,
      ),
  },
  {
    title: "comments and blank lines alone",
    size: 50_000,
    make: (size) => one("# nothing, portwright: ignore\n\n".repeat(size)),
  },
  {
    title: "very many imports of one name",
    size: 3000,
    make: (size) =>
      one(
        `${lines(size, (index) => `try:\n    from a${index} import x\nexcept ImportError:\n    import b${index} as x\n`)}async def go():\n    x.run()\n`,
      ),
  },
  {
    title: "very many modules",
    size: 500,
    make: (size) =>
      Object.fromEntries(
        Array.from({ length: size }, (_, index) => [
          `p${index % 10}/m${index}.py`,
          `import time\nfrom p${(index * 7) % 10} import m${((index * 7) % 10) + 10} as o\nclass A(o.A):\n    def run(self):\n        time.sleep(1)\n        o.A().run()\nasync def go(a: o.A):\n    a.run()\n`,
        ]),
      ),
  },
];

/** Small sources whose very shape is unusual. */
export const ODD_SOURCES: Readonly<Record<string, string>> = {
  "an empty file": "",
  "a byte order mark": "\uFEFFimport time\nasync def f():\n    time.sleep(1)\n",
  "NUL bytes": "import time\0\nasync def f():\n    time.sleep(1)\0\0\n\0",
  "nothing but NUL bytes": "\0".repeat(1000),
  "lone surrogates": "x = '\uD800'\nasync def f\uDC00():\n    \uD83D.run('\uDE00')\n# \uDBFF\n",
  "carriage returns alone": "import time\rasync def f():\r    time.sleep(1)\r",
  "form feeds and odd blanks": "import time\n\f\nasync def f():\n\u00A0   time.sleep(1)\n\u2028\u2029\v\n",
  "control characters": Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join("x = 1"),
  "right-to-left marks and emoji": "\u202Eimport time\nasync def 😀():\n    time.sleep(1) # 👩‍👩‍👧\n",
  "names that JavaScript's objects have": [
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "prototype",
    "__defineGetter__",
  ]
    .map(
      (name) =>
        `import ${name}\nfrom ${name} import ${name} as x\nclass ${name}(${name}):\n    ${name} = ${name}\n    def ${name}(self, ${name}=${name}):\n        global ${name}\n        self.${name} = ${name}.${name}(${name}=${name})\n        super().${name}()\n        return self.${name}()\n@${name}\nasync def ${name}(${name}: ${name}) -> ${name}:\n    ${name}()\n    await ${name}.${name}()\n    {}["${name}"]()\n    getattr(x, "${name}")()\n`,
    )
    .join(""),
  "shadowed builtins":
    "import time\nopen = range = len = print = list = dict = int = time\nsuper = type = object = property = None\nclass int(int):\n    pass\ndef sum(sum):\n    return sum(sum)\nasync def f(open=open):\n    open('x')\n    super().run()\n    for range in range(range):\n        len = len(len)\n    int.sleep(1)\nTrue = False\n",
  "Python 2":
    "import urllib2, thread\nprint 'a', 'b'\nprint >>f, x\nexec 'x = 1' in d\nraise E, 'x'\ntry:\n    pass\nexcept E, e:\n    print e\ndef f((a, b), c):\n    return a <> b, `c`, 0777, 10L, ur'x'\nclass A:\n    __metaclass__ = M\n",
  "match statements":
    "import time\nasync def f(x):\n    match x, *y:\n        case [1, *rest] | {'a': 1, **rest} | C(a=1) | None | -1 | 'x' 'y' | a.b as z if time.sleep(1):\n            time.sleep(2)\n        case _:\n            pass\nmatch = case = type = _ = 1\nmatch[case]\nmatch(case)\ntype(match)\n",
  "type parameters":
    "import time\ntype A[T: int = str, *Ts = *tuple[int], **P = [int]] = dict[T, A[T]] | A\nclass B[T: (int, str)](B[T], metaclass=B):\n    def f[U: B[U]](self: B, x: U | A) -> U:\n        return x.f(x)\nasync def g[**P](f: Callable[P, B[int]]) -> A:\n    f().f(1).run()\n    time.sleep(1)\n",
  "template strings":
    "import time\nasync def f(x):\n    t'a {time.sleep(1)!r:>{x}} {{}} {x=}' t\"\"\"{t'{t'{x}'}'}\"\"\"\n    rt'{x}' tr'{x}' T'{x'\n",
  "except groups and brackets that may be left out":
    "try:\n    pass\nexcept* A, B:\n    pass\ntry:\n    pass\nexcept A, B:\n    pass\n",
  "statements without their parts":
    "def\nclass\nasync\nawait\nfor in\nwhile\nwith as\nimport\nfrom import\nlambda\nreturn yield\n@\ndef f(\nclass C(\nx = \nx.\nx[\nf(\n*\n**\n:\n",
  "unfinished everything": "async def f(a=[{(lambda: 'x",
  "an unfinished text": 'x = """abc\ndef f():\n    pass\n',
  "mixed tabs and blanks": "def f():\n\tif a:\n        b()\n\t    c()\n  d()\n",
  "a class of itself":
    "class A(A): pass\nclass B(C): pass\nclass C(B):\n    def f(self): return self.f().f\nasync def g():\n    A().f()\n    B().f().f()\n",
  "an alias of itself":
    "x = x\ny = z\nz = y\na = a.a\nb = b()\nc = c[c]\nd: d = d\nasync def f(e=e):\n    x(); y(); a(); b(); c(); d(); e(); f = f()\n",
  "a function of itself":
    "def f(f=f): return f(f)(f)\ng = lambda g: g(g)\nasync def h():\n    f(f)\n    g(g)\n    (lambda x: x(x))(lambda x: x(x))\n    (lambda x: x(x)(x))(lambda x: x(x)(x))\n",
  "containers of themselves":
    "l = [l]\nl.append(l)\nd = {'a': d}\nd['b'] = d\nasync def f():\n    for x in l: x()\n    l[0][0][0]()\n    d['a']['b']['a']()\n",
  "a decorator of itself":
    "@f\n@f.f\n@f(f)\ndef f(g): return f(g)\n@A\nclass A:\n    @property\n    def a(self): return self.a\n    @a.setter\n    def a(self, v): self.a = v\n    __getattr__ = __call__ = a\nasync def g():\n    f(1); A().a.a.a(); A()()()\n",
};
