"""A piece is handed to others: what is computed finds its place."""


def chains(actions, game, grammar):
    found = []
    limit = -1
    for size in range(len(actions), 1, -1):
        for start in range(len(actions) - size + 1):
            if start > limit:
                isChain, chain = game.chain_of(actions[start : start + size])
                if isChain and grammar.has(chain.name):
                    chain.end = start + size
                    found.append(chain)
                    limit = start + size
    return found
