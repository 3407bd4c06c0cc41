from enum import Flag, IntFlag, auto


class Perm(Flag):
    READ = auto()
    WRITE = auto()
    EXEC = auto()
    ALL = READ | WRITE | EXEC


class Mode(IntFlag):
    A = 1
    B = 2
    C = 4


def main():
    p = Perm.READ | Perm.WRITE
    print(Perm.READ in p, Perm.EXEC in p, p & Perm.WRITE == Perm.WRITE, p.value, Perm.ALL.value, bool(p & Perm.EXEC))
    p |= Perm.EXEC
    print(p == Perm.ALL, p.value, (p & ~Perm.READ).value, Perm.READ.name)
    if p & Perm.WRITE:
        print("can write")
    m = Mode.A | Mode.C
    print(m.value, Mode.B in m, int(m))


main()
