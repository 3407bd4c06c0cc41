"""Features of an applicant, in plain Python and with numpy."""
import numpy as np  # expect: no-equivalent

GRID = 24
WEIGHTS = np.linspace(0.0, 1.0, GRID)  # ok: import-time-work


def vectorise(history: list[dict]) -> np.ndarray:
    amounts = np.array([entry["amount"] for entry in history])
    return np.histogram(amounts, bins=GRID)[0] * WEIGHTS


def link_strength(accounts: list[dict]) -> dict[str, int]:
    strength: dict[str, int] = {}
    for left in accounts:  # expect: hot-loop
        for right in accounts:
            if left["id"] == right["id"]:
                continue
            for payee in left["payees"]:
                if payee in right["payees"]:
                    strength[left["id"]] = strength.get(left["id"], 0) + 1
    return strength


def mean_balance(entries: list[dict]) -> float:
    total = 0.0
    for entry in entries:  # ok: hot-loop
        total += entry["balance"]
    return total / max(1, len(entries))


def gram(matrix: np.ndarray) -> np.ndarray:
    return matrix.T @ matrix
