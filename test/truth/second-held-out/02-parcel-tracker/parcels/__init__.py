from .server import build as build_application

__all__ = ["build_application"]
