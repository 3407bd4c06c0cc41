def walk(node, level):
    return [walk(child, level - 1) for child in node.children]
def merge(a):
    if len(a) < 2: return a
    m = len(a) // 2
    return merge(a[:m]) + merge(a[m:])
def digits(n, w):
    if w < 100: return str(n)
    h = w >> 1
    hi, lo = divmod(n, 10 ** h)
    return digits(hi, w - h) + digits(lo, h)
def flat(items, levels=None):
    out = []
    for i in items:
        if levels is None: out.extend(flat(i))
        elif levels > 0: out.extend(flat(i, levels - 1))
        else: out.append(i)
    return out
def chunks(xs):
    out = []
    if len(xs) > 100:
        for i in range(0, len(xs), 100):
            out += chunks(xs[i:i + 100])
    return out
def to_dict(f, u):
    if not u: return dict(enumerate(f))
    out = {}
    for k in range(len(f)):
        for e, c in to_dict(f[k], u - 1).items():
            out[(k,) + e] = c
    return out
