"""Names that stand in tables of tables, as keys or keywords, and such as are put together from written ones."""


def check(spec):
    fields = dict(
        args=dict(pattern="%s"),
        environ=dict(nohash=True, usedefault=True),
        mask_file=dict(),
    )
    inputs = spec()
    for key, metadata in list(fields.items()):
        for metakey, value in list(metadata.items()):
            assert getattr(inputs.traits()[key], metakey) == value


TABLE = {"a": {"x": 1}, "b": {"y": 2}}


def written(item):
    for name, fields in TABLE.items():
        for field in fields:
            print(name, getattr(item, field))


def formatted(item):
    for index, kind in enumerate(["gray", "white"]):
        print(index, getattr(item, "%s_matter" % kind), getattr(item, "%s_%s" % (kind, "count")))


def computed(item, tables):
    for name, fields in tables.items():
        for field in fields:
            print(name, getattr(item, field))  # expect: dynamic-attribute


def partly(item, more):
    tables = {"a": {"x": 1}, "b": more}
    for name, fields in tables.items():
        for field in fields:
            print(name, getattr(item, field))  # expect: dynamic-attribute


def spread(item, more):
    fields = dict(args=1, **more)
    for field in fields:
        print(getattr(item, field))  # expect: dynamic-attribute


def filled(item, name):
    fields = dict(args=1)
    fields[name] = 2
    for field in fields:
        print(getattr(item, field))  # expect: dynamic-attribute


def pattern(item, kind):
    print(getattr(item, "%s_matter" % kind))  # expect: dynamic-attribute
