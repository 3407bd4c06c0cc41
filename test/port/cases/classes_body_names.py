def parts(text):
    _, _, host = text.rpartition("@")
    _, found, rest = host.partition("[")
    if found:
        name, _, port = rest.partition("]")
    else:
        name, _, port = host.partition(":")
    return name, port


class Config:
    base = "ab"
    doubled = base * 2
    names = [base, "c"]


def main():
    print(parts("me@host:80"), parts("x@[v6]9"), Config.doubled, Config.names)
    total = [1, 2, 3][0] + (len("ab") == 2 and True)
    print(total)


main()
