import implementation

RENAMED = {"noKey": "NO_KEY", "longKey": "LONG_KEY"}


def __getattr__(name: str) -> object:
    return getattr(implementation, RENAMED.get(name) or name)
