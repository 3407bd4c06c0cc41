import argparse

def main():
    p = argparse.ArgumentParser(prog="calc", description="Calculator")
    p.add_argument("op", choices=["add", "mul"])
    p.add_argument("nums", nargs="+", type=float)
    p.add_argument("-p", "--precision", type=int, default=2, help="digits (default: %(default)s)")
    p.add_argument("--round", dest="rounding", default="half", choices=("half", "up"))
    args = p.parse_args(["add", "1.5", "2", "-p", "3"])
    total = sum(args.nums)
    print(f"{total:.{args.precision}f}", args.op, args.rounding, args.nums)
    total = 1
    for n in args.nums:
        total *= n
    print(total, max(args.nums), len(args.nums))
    if args.op == "add" and args.precision > 2:
        print("precise")
    opts = vars(args)
    for key in sorted(opts):
        print(key, opts[key])
    try:
        p.parse_args(["sub", "1"])
    except SystemExit as exc:
        print("code", exc.code)

if __name__ == "__main__":
    main()
