from .fields import Choice, Number, Text
from .form import Form

__all__ = ["Choice", "Form", "Number", "Text"]
