def inspect_state(state):
    breakpoint()
    return state


async def handler(state):
    inspect_state(state)
