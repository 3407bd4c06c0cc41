"""Each cell of a board becomes an object that is shown: what is computed is where it stands."""


class Piece:
    def __init__(self, picture, **settings):
        self.picture = picture
        self.x = self.y = 0


def pieces(board, pictures, width, height):
    found = []
    for row in range(board.height):
        for column in range(board.width):
            piece = Piece(pictures[board.cells[row][column]])
            piece.x = column * width + width / 2
            piece.y = row * height + height / 2
            found.append(piece)
    return found


def bars(axes, records, machines, jobs, times):
    for i in range(machines):
        for j in range(jobs):
            axes.barh(i, records[i][j] * 2 + times[j], left=times[j], align="center", color="gray")
