"""The workspace is the folder of a package that calls itself shop."""

from shop.parts.files import load
