import os


def secret(name: str):
    if name.startswith("os.environ/"):
        name = name.replace("os.environ/", "")
    if name.startswith("oidc/"):
        with open("/run/token") as file:
            return file.read()
    return os.environ.get(name)


def secret_text(name: str):
    return secret(name=name) or ""


def base_url():
    return secret_text("SERVICE_URL") or secret("os.environ/OTHER_URL")


async def handler():
    return base_url()
