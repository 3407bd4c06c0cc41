"""How much is read at once stays within memory."""


def read_block(stream, is_whole):
    amount = 64
    while True:
        block = stream.read(amount)
        if is_whole(block):
            return block
        amount *= 2
