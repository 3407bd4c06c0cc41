import sys


class Pager:
    def __init__(self, output):
        self.output = output

    def columns(self, items, columns, width):
        rows = (len(items) + columns - 1) // columns
        for row in range(rows):
            for column in range(columns):
                i = column * rows + row
                if i < len(items):
                    self.output.write(items[i])
                    if column < columns - 1:
                        self.output.write(" " * (width - len(items[i])))
            self.output.write("\n")


def table(cells, rows, columns, widths):
    lines = []
    for row in range(rows):
        texts = []
        for column in range(columns):
            i = row + rows * column
            if i < len(cells):
                texts.append(cells[i].ljust(widths[column]))
        lines.append(" ".join(texts))
    return lines


def year(first, width, month_of):
    days = []
    for start in range(first, first + 12, width):
        for month in range(start, min(start + width, 13)):
            for week in range(6):
                days.append(month_of[month][week] * 7 + month)
    return days


def board(grid, n):
    for i in range(n):
        for j in range(n):
            print(grid[i][j] + grid[j][i], end="", file=sys.stdout)
