"""A small board game engine that speaks a line protocol on stdin."""
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from board import Board, Move

INFINITE = 10**9
nodes = 0
stop = False


class Search(threading.Thread):
    def __init__(self, board: Board, depth: int):
        super().__init__(daemon=True)
        self.board = board
        self.depth = depth
        self.best: Move | None = None

    def run(self) -> None:
        best = -INFINITE
        for move in self.board.moves():
            value = -negamax(self.board.after(move), self.depth - 1, -INFINITE, INFINITE)
            if value > best:
                best, self.best = value, move


def negamax(board: Board, depth: int, alpha: int, beta: int) -> int:  # expect: hot-loop
    global nodes
    nodes += 1  # expect: shared-state-race
    if depth == 0 or stop:
        return board.evaluate()
    for move in board.moves():
        alpha = max(alpha, -negamax(board.after(move), depth - 1, -beta, -alpha))
        if alpha >= beta:
            break
    return alpha


@lru_cache(maxsize=None)
def endgames(pieces: int, side: int) -> int:  # ok: hot-loop
    if pieces == 0:
        return side
    return max(endgames(pieces - 1, 1 - side), endgames(pieces - 1, side))


def zobrist(keys: list[int]) -> int:
    value = 0
    for key in keys:  # ok: hot-loop
        value = (value ^ key * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF  # ok: unbounded-int
    return value


def perft(board: Board, depth: int) -> int:  # expect: hot-loop
    if depth == 0:
        return 1
    return sum(perft(board.after(move), depth - 1) for move in board.moves())


def analyse(boards: list[Board]) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda board: perft(board, 4), boards))  # expect: gil-bound-pool


def evaluations(boards: list[Board]) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(Board.material, boards))  # ok: gil-bound-pool


def wait_for(search: Search) -> None:
    while search.best is None:  # expect: busy-wait
        time.sleep(0.001)


def loop() -> None:
    board = Board.start()
    search: Search | None = None
    for line in sys.stdin:
        words = line.split()
        if not words:
            continue
        if words[0] == "position":
            board = Board.parse(words[1])
        elif words[0] == "go":
            search = Search(board, int(words[1]))  # expect: gil-bound-thread, thread-per-item
            search.start()
        elif words[0] == "best" and search is not None:
            wait_for(search)
            print(search.best)
        elif words[0] == "count":
            print(perft(board, int(words[1])), endgames(6, 0), zobrist([1, 2]))
        elif words[0] == "quit":
            return


if __name__ == "__main__":
    loop()
