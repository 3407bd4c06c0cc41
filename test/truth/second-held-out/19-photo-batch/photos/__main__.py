import argparse
import threading
from pathlib import Path

from . import farm
from .pixels import histogram


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--watch", action="store_true")
    args = parser.parse_args()
    if args.watch:
        stop = threading.Event()
        watcher = threading.Thread(target=farm.watch, args=(args.folder, stop))  # ok: thread-per-item, gil-bound-thread
        watcher.start()
        input("Return ends it. ")
        stop.set()
        watcher.join()
    else:
        farm.run(args.folder)
        print(farm.run_pool(list(args.folder.glob("*.png"))), farm.failures, histogram(b"\0\1\2"))


if __name__ == "__main__":
    main()
