from __future__ import annotations

from typing import Iterator, Optional


class TreeNode:
    def __init__(self, key: int, value: str) -> None:
        self.key = key
        self.value = value
        self.left: Optional[TreeNode] = None
        self.right: Optional[TreeNode] = None


class SearchTree:
    def __init__(self) -> None:
        self.root: Optional[TreeNode] = None
        self.size = 0

    def insert(self, key: int, value: str) -> None:
        if self.root is None:
            self.root = TreeNode(key, value)
            self.size += 1
            return
        node = self.root
        while True:
            if key == node.key:
                node.value = value
                return
            if key < node.key:
                if node.left is None:
                    node.left = TreeNode(key, value)
                    break
                node = node.left
            else:
                if node.right is None:
                    node.right = TreeNode(key, value)
                    break
                node = node.right
        self.size += 1

    def items(self) -> Iterator[tuple[int, str]]:
        yield from self._walk(self.root)

    def _walk(self, node: Optional[TreeNode]) -> Iterator[tuple[int, str]]:
        if node is not None:
            yield from self._walk(node.left)
            yield node.key, node.value
            yield from self._walk(node.right)

    def height(self) -> int:
        def depth(node: Optional[TreeNode]) -> int:
            return 0 if node is None else 1 + max(depth(node.left), depth(node.right))

        return depth(self.root)

    def find(self, key: int) -> Optional[str]:
        node = self.root
        while node and node.key != key:
            node = node.left if key < node.key else node.right
        return node.value if node else None


def main() -> None:
    tree = SearchTree()
    for key in [50, 30, 70, 20, 40, 60, 80, 30]:
        tree.insert(key, f"v{key}")
    print(tree.size, tree.height(), list(tree.items())[:3])
    print(tree.find(60), tree.find(65))
    print(sum(key for key, _ in tree.items()))
    first = next(iter(tree.items()), None)
    print(first)


if __name__ == "__main__":
    main()
