import os


def secret(name: str):
    if name.startswith("os.environ/"):
        name = name.replace("os.environ/", "")
    if name.startswith("oidc/"):
        with open("/run/token") as file:
            return file.read()
    return os.environ.get(name)


async def token():
    return secret("oidc/run")


async def any_of(name):
    return secret(name)
