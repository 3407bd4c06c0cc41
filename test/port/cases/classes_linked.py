from typing import Optional


class Node:
    def __init__(self, value: int, next_node: Optional["Node"] = None) -> None:
        self.value = value
        self.next = next_node


class Stack:
    def __init__(self):
        self.head = None
        self.size = 0

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1

    def pop(self):
        if self.head is None:
            raise IndexError("pop from empty stack")
        value = self.head.value
        self.head = self.head.next
        self.size -= 1
        return value

    def __iter__(self):
        node = self.head
        while node is not None:
            yield node.value
            node = node.next


class Tree:
    def __init__(self, value):
        self.value = value
        self.left = None
        self.right = None

    def insert(self, value):
        if value < self.value:
            if self.left is None:
                self.left = Tree(value)
            else:
                self.left.insert(value)
        elif self.right is None:
            self.right = Tree(value)
        else:
            self.right.insert(value)

    def walk(self):
        if self.left:
            yield from self.left.walk()
        yield self.value
        if self.right:
            yield from self.right.walk()

    def depth(self):
        left = self.left.depth() if self.left else 0
        right = self.right.depth() if self.right else 0
        return 1 + max(left, right)


def main() -> None:
    stack = Stack()
    for value in [1, 2, 3]:
        stack.push(value)
    print(list(stack), stack.size, stack.pop(), list(stack))
    try:
        for _ in range(5):
            stack.pop()
    except IndexError as error:
        print("error:", error)
    tree = Tree(5)
    for value in [3, 8, 1, 4, 9, 7]:
        tree.insert(value)
    print(list(tree.walk()), tree.depth())


if __name__ == "__main__":
    main()
