import shop
import shop.parts.files as files
from shop import parts
from shop.parts.files import load, title

# The package has no such parts: this is the library.
import django.conf
import django.http
from django.utils import text


async def by_name(name: str) -> str:
    return load(name)  # waits


async def by_module(name: str) -> str:
    return files.load(name)  # waits


async def by_package(name: str) -> str:
    return parts.files.load(name)  # waits


async def by_the_package_itself(name: str) -> str:
    return shop.load(name)  # waits


async def quick(name: str) -> str:
    return title(name)
