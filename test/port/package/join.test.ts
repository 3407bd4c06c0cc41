import { beforeAll, expect, it } from "vitest";
import { createPort } from "../../../server/src/engine/port.ts";
import { loadPortTools } from "../../../server/src/host/node/tools.ts";
import { createPorter, type Porter } from "../three-way.ts";

let porter: Porter;

beforeAll(async () => {
  porter = await createPorter({ check: false });
});

/** Joins modules, written by path; comments that name the files and empty lines are left out of what is compared. */
function check(files: Readonly<Record<string, string>>, expected: string): void {
  const joined = porter.join(
    "shop",
    Object.entries(files).map(([path, source]) => ({ path, source })),
  );
  const lines = joined.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("# From "));
  expect(lines.join("\n")).toBe(expected);
}

it("puts what is imported in front, and leaves imports of the package out", () =>
  check(
    {
      "__main__.py":
        "import os\nfrom . import prices\nfrom .prices import VAT as tax\nprint(prices.net(3), tax, os.sep)\n",
      "prices.py": "VAT = 0.2\n\ndef net(price):\n    return price * (1 - VAT)\n",
    },
    "VAT = 0.2\ndef net(price):\n    return price * (1 - VAT)\nimport os\nprint(net(3), VAT, os.sep)",
  ));

it("gives names that several modules have the module's in front, but not to locals, attributes and keywords of that name", () =>
  check(
    {
      "__main__.py":
        "from shop import a, b\ndef run(router, total=1):\n    return router.total + total\nprint(run(a.router, total=b.total()))\n",
      "a.py": "router = make()\ndef total():\n    return [router for router in (1, router.total)]\n",
      "b.py": "router = 2\ndef total():\n    router = 3\n    return lambda total: total + router\n",
    },
    "a_router = make()\ndef a_total():\n    return [router for router in (1, router.total)]\nb_router = 2\ndef b_total():\n    router = 3\n    return lambda total: total + router\ndef run(router, total=1):\n    return router.total + total\nprint(run(a_router, total=b_total()))",
  ));

it("follows names that a package hands on, imports inside of functions, and modules by their whole name", () =>
  check(
    {
      "__main__.py":
        "import shop.models\nfrom .models import Item\ndef start():\n    from .store import items\n    items.append(Item())\n    return shop.models.item.Item\nstart()\n",
      "models/__init__.py": "from .item import *\n__all__ = ['Item']\n",
      "models/item.py": "class Item:\n    pass\n",
      "store.py": "from . import models\nitems: list[models.Item] = []\n",
    },
    "class Item:\n    pass\nitems: list[Item] = []\ndef start():\n    pass\n    items.append(Item())\n    return Item\nstart()",
  ));

it("keeps imports of one name apart that mean different things, and the guards of other modules out", () =>
  check(
    {
      "__main__.py": "from . import b\nfrom json import dumps\nprint(dumps(b.text()))\n",
      "b.py":
        "from yaml import dumps\ndef text():\n    return dumps(__name__)\nif __name__ == '__main__':\n    text()\n",
    },
    'from yaml import dumps as b_dumps\ndef text():\n    return b_dumps("shop.b")\nfrom json import dumps\nprint(dumps(text()))',
  ));

it("tells which files the start of the program does not reach, but for empty ones", async () => {
  const files = [
    { path: "__init__.py", source: "" },
    { path: "__main__.py", source: "from .prices import net\nprint(net(3))\n" },
    { path: "prices.py", source: "def net(price):\n    return price * 2\n" },
    { path: "tools/load.py", source: "print('load')\n" },
    { path: "extra.py", source: "A = 1\n" },
  ];
  const told = async (all: typeof files) => {
    const { notes, joined } = await createPort(loadPortTools)("shop.py", all, undefined, "ts");
    return notes.map(({ code, message, range }) => [
      code,
      message,
      joined?.source.slice(0, range.start).trimEnd().split("\n").at(-1),
    ]);
  };
  expect(await told(files)).toEqual([
    ["left-out", "what __main__.py does not reach is left out: extra.py, tools/load.py", "# From __main__.py"],
  ]);
  expect(await told(files.slice(0, 3))).toEqual([]);
});
