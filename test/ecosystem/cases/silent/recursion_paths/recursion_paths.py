def power(base, n):
    if n == 0:
        return 1
    if n % 2:
        result = base * power(base, n - 1)
        return result
    half = power(base, n - 2)
    return half * base * base


def show(kind, n):
    if kind == "a":
        text = show("b", n - 1)
    elif kind == "b":
        text = show("c", n - 1)
    else:
        text = show("a", n - 1) if n > 3 else show("b", n - 1)
    return text


def visit(kind, n):
    match kind:
        case "left":
            out = visit("right", n - 1)
        case "right":
            out = visit("left", n - 1)
    return out


def first_match(options, n):
    for option in options:
        if option > n:
            found = first_match(options, n - 1)
            return found
    return None


def sort(items, low, high):
    if low >= high:
        return
    middle = (low + high) // 2
    sort(items, low, middle - 1)
    sort(items, middle + 1, high - 0)


def build(items, low, high):
    middle = (low + high) // 2
    return (build(items, low, middle - 1), build(items, low + high - middle, middle - 2))
