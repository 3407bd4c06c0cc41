rows = [(1, 2, 3), (4, 5, 6)]
for *_, w in rows:
    print(w)
for a, *mid, z in rows:
    print(a, mid, z)
*init, last = [1, 2, 3]
print(init, last)
print([z for *_, z in rows])
