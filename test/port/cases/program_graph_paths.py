import heapq
from collections import defaultdict, deque
from itertools import combinations, count
from math import inf

EDGES = [("A", "B", 4), ("A", "C", 2), ("C", "B", 1), ("B", "D", 5), ("C", "D", 8), ("D", "E", 3), ("F", "G", 1)]


class Graph:
    def __init__(self, edges=(), directed=False):
        self.adjacent = defaultdict(dict)
        self.directed = directed
        for u, v, w in edges:
            self.add_edge(u, v, w)

    def add_edge(self, u, v, weight=1):
        self.adjacent[u][v] = weight
        if not self.directed:
            self.adjacent[v][u] = weight

    def nodes(self):
        return sorted(self.adjacent)

    def bfs(self, start):
        seen = {start}
        queue = deque([start])
        order = []
        while queue:
            node = queue.popleft()
            order.append(node)
            for other in sorted(self.adjacent[node]):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return order

    def dijkstra(self, start):
        dist = {n: inf for n in self.nodes()}
        dist[start] = 0
        parent = {}
        tie = count()
        heap = [(0, next(tie), start)]
        while heap:
            d, _, node = heapq.heappop(heap)
            if d > dist[node]:
                continue
            for other, weight in self.adjacent[node].items():
                new = d + weight
                if new < dist[other]:
                    dist[other] = new
                    parent[other] = node
                    heapq.heappush(heap, (new, next(tie), other))
        return dist, parent

    def path(self, start, goal):
        dist, parent = self.dijkstra(start)
        if dist[goal] == inf:
            return None
        path = [goal]
        while path[-1] != start:
            path.append(parent[path[-1]])
        return path[::-1]

    def components(self):
        left = set(self.adjacent)
        while left:
            part = set(self.bfs(min(left)))
            left -= part
            yield frozenset(part)

    def minimum_spanning_tree(self):
        parent = {n: n for n in self.adjacent}

        def find(x):
            while parent[x] != x:
                parent[x] = parent[parent[x]]
                x = parent[x]
            return x

        edges = sorted((w, u, v) for u in self.adjacent for v, w in self.adjacent[u].items() if u < v)
        tree = []
        for w, u, v in edges:
            a, b = find(u), find(v)
            if a != b:
                parent[a] = b
                tree.append((u, v, w))
        return tree


g = Graph(EDGES)
print(g.nodes())
print(g.bfs("A"))
dist, parent = g.dijkstra("A")
print(dist)
for goal in "BEG":
    route = g.path("A", goal)
    print(goal, " -> ".join(route) if route else "unreachable")
for part in g.components():
    print(sorted(part), len(part))
tree = g.minimum_spanning_tree()
print(tree, sum(w for *_, w in tree))
missing = [(u, v) for u, v in combinations(g.nodes(), 2) if v not in g.adjacent[u]]
print(len(missing), missing[:3])
degree = {n: len(g.adjacent[n]) for n in g.nodes()}
top = max(degree.items(), key=lambda item: (item[1], item[0]))
print(top, min(degree, key=degree.get))
