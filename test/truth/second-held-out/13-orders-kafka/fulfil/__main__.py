import argparse
import asyncio

from .legacy import run_old
from .service import main

parser = argparse.ArgumentParser()
parser.add_argument("servers")
parser.add_argument("dsn")
parser.add_argument("--old", action="store_true")

if __name__ == "__main__":
    args = parser.parse_args()
    if args.old:
        run_old(args.servers, args.dsn)
    else:
        asyncio.run(main(args.servers, args.dsn))
