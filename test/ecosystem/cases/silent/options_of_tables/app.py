TABLES = {"core": ["users", "groups"], "billing": ["invoices"]}


def register(groups, server, settings):
    for group in groups:
        for table in TABLES[group]:
            if table == "groups" and settings["flat"]:
                continue
            server.add(group, table, depth=len(group) + 1)


def redact(entries, settings):
    for name, entry in entries.items():
        for key, value in entry.items():
            if key in settings["secret"] and value != "":
                entry[key] = "*" * 8
    return entries
