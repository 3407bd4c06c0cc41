"""Iterative proportional fitting."""


def rake(rows, targets, tolerance=1e-6):
    weights = [1.0] * len(rows)
    change = 1.0
    while change > tolerance:  # expect: hot-loop
        change = 0.0
        for column, shares in targets.items():
            for value, share in shares.items():
                total = sum(w for w, row in zip(weights, rows) if row[column] == value)
                factor = share * len(rows) / total if total else 1.0
                for n, row in enumerate(rows):
                    if row[column] == value:
                        weights[n] *= factor
                        change = max(change, abs(factor - 1))
    return weights


def trim(weights, top=5.0):
    return [min(weight, top) for weight in weights]  # ok: hot-loop
