"""No tree of calls: the recursion is there only for those who ask for it, or follows each item on its way."""


import random


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


def variables(name, indices, start=()):
    table = {}
    rest = indices[1:]
    for key in indices[0]:
        if rest:
            table[key] = variables(name, rest, start + (key,))
        else:
            table[key] = (name, start, key)
    return table


def divide(maze, top, bottom, left, right):
    x = random.randrange(left + 2, right - 1, 2)
    y = random.randrange(bottom + 2, top - 1, 2)
    maze[y][x] = False
    if top > y + 3:
        divide(maze, top, y, left, x)
        divide(maze, top, y, x, right)
    if y > bottom + 3:
        divide(maze, y, bottom, left, x)
        divide(maze, y, bottom, x, right)
