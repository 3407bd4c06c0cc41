import numpy as np  # expect: no-equivalent


def check(matrix: np.ndarray, qubits: list[str]):
    count = len(qubits)
    assert matrix.shape == (2**count, 2**count)
    if matrix.shape[0] != 1 << count:
        raise ValueError
    return unitary(dim=2 ** len(qubits))


def unitary(dim):
    return np.eye(dim)
