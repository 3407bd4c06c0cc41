from .rooms import Room, Rooms
from .server import main

__all__ = ["Room", "Rooms", "main"]
