def header_size(headers):
    size = 0
    for key, value in headers.items():
        for v in value:
            size += len(key) + len(v)
    return size
def parseparam(s):
    while s[:1] == ";":
        s = s[1:]
        end = s.find(";")
        while end > 0 and s.count('"', 0, end) % 2:
            end = s.find(";", end + 1)
        if end < 0:
            end = len(s)
        yield s[:end].strip()
        s = s[end:]
def abort_match(entries, match):
    for entry in entries:
        options = entry.options.items()
        data = entry.data.items()
        for kv in match.items():
            if kv not in options and kv not in data:
                break
        else:
            raise KeyError
def month_end(month, year):
    while month > 12:
        month -= 12
        year += 1
    return year, month
def assemble(parts):
    text, spans, position = [], [], 0
    for part in parts:
        if isinstance(part, str):
            text.append(part)
            position += len(part)
        else:
            part_text, style = part
            text.append(part_text)
            spans.append((position, position + len(part_text), style))
            position += len(part_text)
    return text, spans
def advance(buffers, size, pos):
    while buffers and size > 0:
        is_large, b = buffers[0]
        b_remain = len(b) - size - pos
        if b_remain <= 0:
            buffers.popleft()
            size -= len(b) - pos
            pos = 0
        else:
            pos += size
            size = 0
    return pos
def widths(table):
    for row in table:
        for pos, text in enumerate(map(str, row)):
            row[pos] = text.ljust(10)
def settings(config, known):
    for key, val in config.items():
        if key in known:
            continue
        for item in val:
            known[key] = item["name"]
def header_chars(value):
    for c in value:
        if c < 32 and c != 9:
            return True
    return False
async def handler(headers, s, entries, match, m, parts, buffers, table, config, value):
    header_size(headers)
    list(parseparam(s))
    abort_match(entries, match)
    month_end(m, 1)
    assemble(parts)
    advance(buffers, 10, 0)
    widths(table)
    settings(config, {})
    header_chars(value)
