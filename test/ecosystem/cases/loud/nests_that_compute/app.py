def brightness(rows, table):
    totals = []
    for row in rows:
        total = 0
        for cell in row:
            total = (total * 31 + cell * cell) % 65521
        totals.append(total)
    return totals
