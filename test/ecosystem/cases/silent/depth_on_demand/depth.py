"""No tree of calls: the recursion is there only for those who ask for it, or follows each item on its way."""


def substitutes(chords, place, depth=0):
    found = list(chords)
    if depth > 0:
        for chord in found:
            changed = list(chords)
            changed[place] = chord
            found += substitutes(changed, place, depth - 1)
    return found


def follow(rays, lenses):
    if not lenses or not rays:
        return
    for ray in rays:
        follow(lenses[0].through(ray), lenses[1:])
