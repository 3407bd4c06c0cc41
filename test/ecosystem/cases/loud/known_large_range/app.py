async def warm(cache):
    state = 1
    for turn in range(400_000):
        state = (state * 16807 + turn) % 2147483647
    cache["seed"] = state
