"""Checks that the paths of the library tables exist in the packages of the running interpreter.

Reads a JSON object {dotted path: {"effect": effect or null, "places": [...]}} from standard input and writes
{"checked": n, "absent": [...], "coroutines": [...], "misplaced": [...], "unimportable": {...}}. `coroutines` are coroutine
functions whose row does not say that they suspend, `misplaced` are rows that name an argument which stands elsewhere.
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


def misplaced(path: str, value, places: list, modules: dict) -> bool:
    """Whether a place (an index and a keyword) disagrees with the signature, as far as that can be known."""
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return False
    owner_path, _, name = path.rpartition(".")
    owner = load(owner_path, modules)[1]
    if isinstance(owner, type):
        kind = inspect.getattr_static(owner, name, None)
        if not isinstance(kind, (staticmethod, classmethod)) and parameters and parameters[0].name in ("self", "cls"):
            parameters = parameters[1:]
    names = [parameter.name for parameter in parameters]
    kinds = {parameter.kind for parameter in parameters}
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    for place in places:
        index, keyword = place.get("index"), place.get("keyword")
        if keyword is not None and keyword not in names and inspect.Parameter.VAR_KEYWORD not in kinds and index is None:
            return True
        if index is not None and keyword in names and names.index(keyword) != index:
            return True
        if index is not None and index >= len(positional) and inspect.Parameter.VAR_POSITIONAL not in kinds:
            return True
    return False


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
    absent, coroutines, wrong, unimportable, checked = [], [], [], {}, 0
    for path, row in paths.items():
        verdict, value = load(path, modules)
        top = path.split(".")[0]
        if verdict == "unimportable":
            unimportable[top] = str(modules[top])[:120]
            continue
        checked += 1
        if verdict == "absent":
            absent.append(path)
            continue
        if row["effect"] not in (None, "suspends") and inspect.iscoroutinefunction(value):
            coroutines.append(path)
        if row["places"] and misplaced(path, value, row["places"], modules):
            wrong.append(path)
    report = {"checked": checked, "absent": absent, "coroutines": coroutines, "misplaced": wrong}
    json.dump({**report, "unimportable": unimportable}, answer)


main()
