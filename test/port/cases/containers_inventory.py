from collections import Counter, OrderedDict, deque, namedtuple

Item = namedtuple("Item", ["name", "price", "tags"])


def main() -> None:
    items = [Item("pen", 1.5, ("office", "blue")), Item("book", 12.0, ("office",)), Item("cup", 4.25, ())]
    by_tag: dict[str, list[str]] = {}
    for item in items:
        for tag in item.tags:
            by_tag.setdefault(tag, []).append(item.name)
    print(by_tag, items[0]._replace(price=2.0), items[1].price)
    cheapest = min(items, key=lambda i: i.price)
    print(cheapest.name, sorted(items, key=lambda i: -i.price)[0].name, [i.name for i in items if not i.tags])
    queue = deque([1, 2, 3, 4])
    queue.rotate(1)
    queue.appendleft(9)
    print(list(queue), queue.popleft(), queue.pop(), len(queue), 2 in queue)
    recent: deque[int] = deque(maxlen=3)
    for i in range(6):
        recent.append(i)
    print(list(recent))
    order: OrderedDict[str, int] = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
    order.move_to_end("a")
    print(list(order.items()), order.popitem(last=False), list(order))
    counts = Counter("abracadabra")
    counts.update("bb")
    print(counts.most_common(2), counts["z"], sum(counts.values()), sorted(counts.elements())[:5])
    first, second = {"x": 1, "y": 2}, {"y": 3, "z": 4}
    print({**first, **second}, first | second, sorted(first.keys() & second.keys()), sorted(first.keys() | second.keys()))
    merged = dict(first)
    merged.update(second, w=0)
    print(merged)
    print(merged.pop("x"), merged.pop("nope", -1), list(merged), {v: k for k, v in merged.items()})
    grid = [[0] * 3 for _ in range(2)]
    grid[1][2] = 5
    print(grid, [list(row) for row in zip(*grid)], [c for row in grid for c in row], sum(map(sum, grid)))
    nums = [5, 3, 8, 1]
    nums[1:3] = [10, 20, 30]
    del nums[0]
    nums.insert(1, 99)
    nums.remove(10)
    print(nums, nums[::-1], nums[-2:], nums.index(30), sorted(nums, reverse=True), nums * 2)
    a, b = {1, 2, 3}, {2, 3, 4}
    print(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), a >= {1}, {2} < a, a.isdisjoint({9}))


main()
