"""What nothing is known of is any value, also beside None, and an object that is iterated is no list."""


class Parts:
    @property
    def host(self):
        host = self.pair()[0]
        if not host:
            return None
        return host.lower()

    @property
    def port(self):
        port = self.pair()[1]
        if port is not None:
            if port.isdigit():
                port = int(port)
            else:
                raise ValueError("no port")
        return port


class Address(Parts):
    def __init__(self, text):
        self.text = text

    def pair(self):
        host, _, port = self.text.partition(":")
        if not port:
            port = None
        return host, port


class Graph:
    def __init__(self, edges):
        self.edges = edges

    def __iter__(self):
        return iter(sorted({node for edge in self.edges for node in edge}))

    def degree(self, node):
        return sum(node in edge for edge in self.edges)


def even(graph):
    return [node for node in graph if graph.degree(node) % 2 == 0]


def sign(number, width):
    prefix = "-" if number < 0 else ""
    if width > 3:
        kind = "wide"
    else:
        kind = "narrow"
    rest = number if number >= 0 else -number
    rest = 0 if rest < 0 else 9 if rest > 9 else rest
    return prefix + str(rest) + kind


LIMIT = 3
SCALE = 2.5
_NAME = "n"


def bounded(values):
    for i in range(1, len(values)):
        number = values[i] * LIMIT
        print(_NAME, i, number, number / LIMIT, int(SCALE * LIMIT))
    for i in range(LIMIT):
        print(i)


address = Address("Example.org:80")
print(address.host, address.port, Address("x").port, Address("").host)
print(even(Graph([(1, 2), (2, 3)])))
print(sign(-4, 2), sign(12, 5), sign(3, 4))
bounded([1, 2, 3])
