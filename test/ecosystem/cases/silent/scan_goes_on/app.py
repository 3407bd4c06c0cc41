def words_of(query):
    found = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        start = at
        while at < len(query) and not query[at].isspace():
            at += 1
        found.append(query[start:at])
    return found
