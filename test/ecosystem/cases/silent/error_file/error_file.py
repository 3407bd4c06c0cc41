class Refused(Exception):
    def __init__(self, answer):
        with open("refused.txt", "a") as file:
            file.write(str(answer))


def check(answer):
    if answer.code != 200:
        raise Refused(answer)


async def fetch(answer):
    check(answer)
