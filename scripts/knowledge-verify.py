"""Checks that the paths of the library tables exist in the packages of the running interpreter.

Reads a JSON object {dotted path: effect or null} from standard input and writes {"checked": n, "absent": [...],
"coroutines": [...], "unimportable": {...}}; `coroutines` are coroutine functions whose row does not say that they suspend.
Modules are imported, so run it with packages that you trust.
"""

import importlib
import inspect
import io
import json
import sys
import warnings

warnings.simplefilter("ignore")


def load(path: str, modules: dict):
    """Whether there is an object at a dotted path, and the object."""
    parts = path.split(".")
    best = None
    for end in range(1, len(parts) + 1):
        name = ".".join(parts[:end])
        if name not in modules:
            try:
                modules[name] = importlib.import_module(name)
            except BaseException as error:  # A package may fail in any way while it is imported.
                modules[name] = error if end == 1 else None
        if modules[name] is None or isinstance(modules[name], BaseException):
            break
        best = (modules[name], end)
    if best is None:
        return "unimportable", None
    value, end = best
    for attribute in parts[end:]:
        try:
            value = getattr(value, attribute)
        except BaseException:
            fields = getattr(value, "__annotations__", {}) if isinstance(value, type) else {}
            return ("found" if attribute in fields else "absent"), None
    return "found", value


def configure_django() -> None:
    """Django's models, views and managers can be imported only with settings."""
    try:
        import django
        from django.conf import settings
    except ImportError:
        return
    settings.configure(
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    )
    django.setup()


def main() -> None:
    configure_django()
    paths = json.load(sys.stdin)
    answer, sys.stdout = sys.stdout, io.StringIO()
    modules: dict = {}
    absent, coroutines, unimportable, checked = [], [], {}, 0
    for path, effect in paths.items():
        verdict, value = load(path, modules)
        top = path.split(".")[0]
        if verdict == "unimportable":
            unimportable[top] = str(modules[top])[:120]
            continue
        checked += 1
        if verdict == "absent":
            absent.append(path)
        elif effect is not None and effect != "suspends" and inspect.iscoroutinefunction(value):
            coroutines.append(path)
    json.dump({"checked": checked, "absent": absent, "coroutines": coroutines, "unimportable": unimportable}, answer)


main()
