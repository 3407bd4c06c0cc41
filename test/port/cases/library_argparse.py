"""Tool that works with files.

More text here.
"""
import argparse
import sys


def positive_int(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return value


def cmd_add(args):
    print("add", args.x + args.y)
    return 0


def cmd_list(args):
    for item in args.items:
        print("item", item, args.sep)
    if args.verbose:
        print("verbose")
    return 3


def build():
    parser = argparse.ArgumentParser(prog="tool", description="A tool that does quite a lot of things and has a description that is long enough to be wrapped over lines.", epilog="See the manual.")
    parser.add_argument("--verbose", "-v", action="store_true", help="say more")
    parser.add_argument("--version", action="version", version="%(prog)s 1.2")
    sub = parser.add_subparsers(dest="command", required=True, help="what to do")
    add = sub.add_parser("add", help="add numbers", description="Add two numbers.")
    add.add_argument("x", type=int, help="first")
    add.add_argument("y", type=positive_int, help="second")
    add.set_defaults(func=cmd_add)
    lst = sub.add_parser("list", aliases=["ls"], help="list items")
    lst.add_argument("items", nargs="*", default=["a", "b"])
    lst.add_argument("--sep", default=",", help="separator (default: %(default)s)")
    lst.add_argument("--kind", choices=["fast", "slow"], default="fast")
    lst.set_defaults(func=cmd_list)
    return parser


def attempt(argv):
    parser = build()
    try:
        args = parser.parse_args(argv)
    except SystemExit as e:
        print("exit", e.code)
        return
    print(args.command, args.func(args))


def options():
    p = argparse.ArgumentParser(prog="opts", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("-n", "--number", type=int, default=5, help="how many")
    p.add_argument("--ratio", type=float, default=0.5, metavar="R", help="the ratio")
    p.add_argument("--tag", action="append", help="tags")
    p.add_argument("-q", action="count", default=0)
    p.add_argument("--pair", nargs=2, type=int, metavar=("A", "B"))
    p.add_argument("--opt", nargs="?", const="yes", default="no")
    p.add_argument("--many", nargs="+", type=float, default=[])
    p.add_argument("--no-color", dest="color", action="store_false")
    p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="flag")
    g = p.add_mutually_exclusive_group()
    g.add_argument("--json", action="store_const", const="json", dest="fmt")
    g.add_argument("--csv", action="store_const", const="csv", dest="fmt")
    return p


def show(argv):
    p = options()
    try:
        a = p.parse_args(argv)
    except SystemExit as e:
        print("exit", e.code)
        return
    print(a.number, a.ratio, a.tag, a.q, a.pair, a.opt, a.many, a.color, a.flag, a.fmt)
    print(a)


def main():
    build().print_help()
    print(build().format_usage())
    attempt(["add", "1", "2"])
    attempt(["add", "1", "-2"])
    attempt(["add", "1", "0"])
    attempt(["add", "one", "2"])
    attempt(["list"])
    attempt(["-v", "ls", "x", "y", "--sep", ";"])
    attempt(["list", "--kind", "odd"])
    attempt([])
    attempt(["zap"])
    attempt(["--version"])
    attempt(["add", "--help"])
    options().print_help()
    show([])
    show(["-n", "3", "--ratio=2", "--tag", "a", "--tag", "b", "-qqq", "--pair", "1", "2", "--opt", "--many", "1", "2.5", "--no-color", "--no-flag", "--json"])
    show(["-n3", "--rat", "1.25", "--opt", "x"])
    show(["--json", "--csv"])
    show(["--pair", "1"])
    show(["--many"])
    show(["extra"])
    show(["--no"])
    p = argparse.ArgumentParser(prog="deep", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="%(prog)s [options] file")
    p.add_argument("file", help="the file to read; a long help text that will have to be wrapped because it is longer than the width of the terminal")
    group = p.add_argument_group("output", "how it is written")
    group.add_argument("-o", "--output-file-name", metavar="FILE", required=True)
    group.add_argument("--level", type=int, choices=range(1, 4))
    p.print_help()
    ns, rest = p.parse_known_args(["a.txt", "-o", "x", "--zap", "9"])
    print(ns, rest, ns.output_file_name, vars(ns))
    print(getattr(ns, "missing", "none"), getattr(ns, "file", None), hasattr(ns, "level"))
    args = p.parse_args(["a"])


if __name__ == "__main__":
    main()
