"""Starts by doing far too much."""
from . import calendar, model, remote

__all__ = ["calendar", "model", "remote"]
