import json


def read(path):
    with open(path) as file:
        return json.load(file)


def names(path):
    return read(path)["names"]


def labels(path):
    return [name.title() for name in names(path)]


def first(path):
    return labels(path)[0]


def page(path):
    return "<h1>" + first(path) + "</h1>"


async def show(request):
    return page(request.path)  # portwright: ignore[blocking-chain] a small file
