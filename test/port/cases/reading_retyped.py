"""Names that stand for one thing and then for another."""


def fields(line):
    line = line.strip().split(",")
    return [part.strip() for part in line]


def initials(name):
    name = name.split()
    letters = []
    for word in name:
        letters.append(word[0])
    letters = "".join(letters)
    return letters + str(len(letters))


def total(lines):
    result = 0
    for line in lines:
        line = line.split("=")
        result += int(line[1])
    return result


def digits(number: int) -> list[int]:
    number = str(number)
    return [int(digit) for digit in number]


def kept(text, wanted):
    if wanted:
        text = text.split()
    return len(text)


def last(lines):
    line = ""
    for line in lines:
        line = line.upper()
    return line


def safe(value: str):
    try:
        value = int(value)
    except ValueError:
        return "bad " + value
    return value + 1


def carried(rows):
    row = "start"
    out = []
    for each in rows:
        out.append(str(row))
        row = each.split()
    return out


def counted(words):
    seen = {}
    for word in words:
        seen[word] = seen.get(word, 0) + 1
    seen = sorted(seen.items())
    for word, times in seen:
        print(word, times)
    seen = len(seen)
    return seen


print(fields(" a, b ,c\n"))
print(initials("ada king lovelace"))
print(total(["a=1", "b=20"]))
print(digits(407))
print(kept("a b c", True), kept("a b c", False))
print(last(["x", "y"]), safe("41"), safe("x"))
print(carried(["a b", "c"]))
print(counted(["b", "a", "b"]))
