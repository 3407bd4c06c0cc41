from importlib import metadata

try:
    __version__ = metadata.version("churn")  # ok: import-time-work
except metadata.PackageNotFoundError:
    __version__ = "0"
