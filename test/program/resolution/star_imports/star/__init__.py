from .base import *
from . import other
__all__ = base.__all__ + other.__all__
from .other import *
