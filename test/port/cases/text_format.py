def main() -> None:
    name, count, ratio = "Ada", 3, 0.456
    print(f"{name!r} {count:5d}|{count:<5}|{count:^5}|{count:05d}|{count:+d} {ratio:.1%} {ratio:8.3f}|")
    print(f"{name:>10}|{name:<10}|{name:^10}|{name:*^9}|{name:.2}|")
    print("%s has %d items, %5.2f%% %x %o %r" % (name, count, ratio * 100, 255, 8, name))
    print("{} {} {0}".format("a", "b") if False else "{0} {1} {0}".format("a", "b"))
    print("{name}: {value:>6.2f}".format(name="pi", value=3.14159))
    print(f"{1234567:,} {1234567:_} {255:#x} {255:b} {255:08b} {10:#o} {65:c}")
    print(f"{'nested ' + name} {[1, 2]} { {'a': 1}['a'] } {{literal}}")
    width = 8
    precision = 2
    print(f"{3.14159:{width}.{precision}f}|{name:{width}}|")
    print(f"{count=} {name=} {count + 1 = }")
    print(f"{True} {None} {True!s:>6} {-5:05d} {3.0:.2e}")
    print("%-10s|%10s|%03d" % ("ab", "cd", 7))


if __name__ == "__main__":
    main()
