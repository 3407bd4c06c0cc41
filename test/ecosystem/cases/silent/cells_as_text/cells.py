"""Each cell of a table becomes a text that somebody reads."""


def write_cells(matrix, shares, limit):
    texts = {}
    for i in range(matrix.shape[0]):
        for j in range(matrix.shape[1]):
            text = format(matrix[i, j], "d")
            text += "\n(" + format(shares[i, j] * 100, ".2f") + ")"
            texts[i, j] = text + ("\n!" if shares[i, j] > limit else "")
    return texts
