def smoothed(cells, rows, columns, output):
    total = [0] * (rows * columns)
    for row in range(1, rows):
        for column in range(1, columns):
            i = row * columns + column
            total[i] = (cells[i] * 2 + cells[i - 1] + cells[i - columns]) / 4
    output.write(str(total))
