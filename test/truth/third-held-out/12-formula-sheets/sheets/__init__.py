from .engine import Sheet
from .extensions import load_extensions

__all__ = ["Sheet", "load_extensions"]
