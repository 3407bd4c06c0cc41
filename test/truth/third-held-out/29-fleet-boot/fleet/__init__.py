"""Fleet tracking."""
from . import patches
from .config import SETTINGS

__all__ = ["SETTINGS", "patches"]
