import asyncio
import sys

from .agent import main

if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))  # ok: nested-event-loop
