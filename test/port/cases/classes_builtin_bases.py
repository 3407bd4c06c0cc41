class Stack(list):
    def place(self, x):
        self.append(x)

    def peek(self):
        return self[-1]


class Tally(dict):
    def add(self, key):
        self[key] = self.get(key, 0) + 1
        return self


s = Stack()
s.place(1)
s.place(2)
s.extend([3, 4])
print(s.peek(), len(s), s[1:3], s.pop(), list(s))
for x in s:
    print(x)
t = Tally()
t.add("a").add("b").add("a")
print(t["a"], len(t), sorted(t), "b" in t)
