"""Calls functions of one Python file, as lines of JSON on standard input ask for; answers on standard output."""

import asyncio
import collections
import dis
import enum
import importlib
import importlib.util
import inspect
import io
import json
import os
import sys
import threading

MAX_ITEMS = 200
MAX_OUTPUT = 100_000


def load(path):
    """Imports the file as the module that it is: of its package where there is one, under a name of its own otherwise."""
    folder, name = os.path.split(os.path.abspath(path))
    stem = name[: name.rindex(".")] if "." in name else name
    parts = [] if stem == "__init__" else [stem]
    inside = False
    while os.path.exists(os.path.join(folder, "__init__.py")):
        inside = True
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    sys.path.insert(0, folder)
    if inside:
        return importlib.import_module(".".join(parts))
    known = sys.modules.get(stem)
    if known is not None and os.path.realpath(getattr(known, "__file__", None) or "") == os.path.realpath(path):
        return known
    spec = importlib.util.spec_from_file_location(stem, path)
    module = importlib.util.module_from_spec(spec)
    # What this program itself stands on keeps its place.
    if stem not in sys.modules:
        sys.modules[stem] = module
    spec.loader.exec_module(module)
    return module


class Unable(Exception):
    pass


class Codec:
    def __init__(self, module):
        self.module = module

    def find(self, dotted):
        value = self.module
        for part in dotted.split("."):
            value = getattr(value, part)
        return value

    def decode(self, value):
        kind = value["kind"]
        if kind == "none":
            return None
        if kind in ("bool", "str"):
            return value["value"]
        if kind == "int":
            return int(value["value"])
        if kind in ("float", "number"):
            return float(value["value"])
        if kind == "complex":
            return complex(float(value["real"]), float(value["imaginary"]))
        if kind == "bytes":
            return bytes.fromhex(value["value"])
        if kind in ("list", "tuple", "set", "frozenset", "deque", "iterator"):
            items = [self.decode(item) for item in value["items"]]
            make = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset, "deque": collections.deque}
            return iter(items) if kind == "iterator" else make[kind](items)
        if kind == "range":
            return range(int(value["start"]), int(value["stop"]), int(value["step"]))
        if kind == "dict":
            return {self.decode(key): self.decode(item) for key, item in value["entries"]}
        if kind == "make":
            args, named = self.arguments(value["args"])
            return self.find(value["class"])(*args, **named)
        if kind == "member":
            return self.find(value["class"])[value["name"]]
        if kind == "function":
            if value["gives"] == "first":
                return lambda first, *rest: first
            constant = value["value"]
            return lambda *given: self.decode(constant)
        raise Unable("a value of kind " + kind)

    def arguments(self, args):
        given, named = [], {}
        for each in args:
            value = self.decode(each["value"])
            if each["how"] == "positional":
                given.append(value)
            elif each["how"] == "keyword":
                named[each["name"]] = value
            elif each["how"] == "star":
                given.extend(value)
            else:
                named.update(value)
        return given, named

    def encode(self, value, around=()):
        if value is None:
            return {"kind": "none"}
        if isinstance(value, enum.Enum):
            shown = {"kind": "member", "class": type(value).__name__, "name": value.name or str(value)}
            if isinstance(value.value, (int, float, str)) and not isinstance(value.value, enum.Enum):
                shown["value"] = self.encode(value.value)
            return shown
        if isinstance(value, bool):
            return {"kind": "bool", "value": value}
        if isinstance(value, int):
            return {"kind": "int", "value": digits(int(value))}
        if isinstance(value, float):
            return {"kind": "float", "value": repr(float(value))}
        if isinstance(value, complex):
            return {"kind": "complex", "real": repr(value.real), "imaginary": repr(value.imag)}
        if isinstance(value, str):
            return {"kind": "str", "value": str(value)}
        if isinstance(value, (bytes, bytearray)):
            return {"kind": "bytes", "value": bytes(value).hex()}
        if isinstance(value, range):
            return {"kind": "range", "start": str(value.start), "stop": str(value.stop), "step": str(value.step)}
        if any(value is each for each in around):
            return {"kind": "cycle"}
        if len(around) > 60:
            return {"kind": "opaque", "type": "a value of great depth"}
        inside = (*around, value)
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return self.instance(value, {name: getattr(value, name) for name in value._fields}, inside)
        for kind, of in (("list", list), ("tuple", tuple), ("deque", collections.deque)):
            if isinstance(value, of):
                return {"kind": kind, "items": [self.encode(item, inside) for item in value]}
        if isinstance(value, (set, frozenset)):
            kind = "frozenset" if isinstance(value, frozenset) else "set"
            return {"kind": kind, "items": [self.encode(item, inside) for item in value]}
        if isinstance(value, dict):
            entries = [[self.encode(key, inside), self.encode(item, inside)] for key, item in value.items()]
            return {"kind": "dict", "entries": entries}
        if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
            return {"kind": "iterator", "items": [self.encode(item, inside) for item in value]}
        if type(value).__module__ == self.module.__name__ and not isinstance(value, (type, BaseException)):
            fields = dict(getattr(value, "__dict__", {}))
            for each in type(value).__mro__:
                for name in each.__dict__.get("__slots__", ()):
                    if hasattr(value, name):
                        fields[name] = getattr(value, name)
            return self.instance(value, fields, inside)
        if hasattr(value, "__next__"):
            return self.iterator(value, inside)
        return {"kind": "opaque", "type": type(value).__name__}

    def instance(self, value, fields, inside):
        shown = {name: self.encode(item, inside) for name, item in fields.items()}
        return {"kind": "instance", "class": type(value).__name__, "fields": shown}

    def iterator(self, value, inside=()):
        items = []
        for item in value:
            if len(items) == MAX_ITEMS:
                return {"kind": "iterator", "items": items, "more": True}
            items.append(self.encode(item, inside))
        return {"kind": "iterator", "items": items}


def digits(value):
    """All digits, however many: the interpreter's own limit is for texts of strangers."""
    try:
        return str(value)
    except ValueError:
        sys.set_int_max_str_digits(0)
        return str(value)


def raised(error, module):
    explicit = False
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_next is None and trace.tb_frame.f_globals.get("__name__") == module.__name__:
            code = trace.tb_frame.f_code.co_code
            at = trace.tb_lasti
            explicit = 0 <= at < len(code) and dis.opname[code[at]] in ("RAISE_VARARGS", "RERAISE")
        trace = trace.tb_next
    if isinstance(error, AssertionError) or type(error).__module__ == module.__name__:
        explicit = True
    bases = [each.__name__ for each in type(error).__mro__]
    message = error.args[0] if isinstance(error, KeyError) and len(error.args) == 1 and explicit else error
    try:
        text = str(message)
    except Exception:
        text = ""
    return {
        "kind": "raised",
        "class": type(error).__name__,
        "bases": bases,
        "message": text,
        "isExplicit": explicit,
    }


class Runner:
    def __init__(self, module):
        self.module = module
        self.codec = Codec(module)

    def run(self, request):
        codec = self.codec
        answer = {"kind": "done", "results": []}
        output = io.StringIO()
        before = sys.stdout
        try:
            target = None
            make = request.get("make")
            if make is not None:
                args, named = codec.arguments(make["args"])
                sys.stdout = output
                try:
                    target = codec.find(make["class"])(*args, **named)
                except BaseException as error:
                    answer["made"] = raised(error, self.module)
                    return answer
                finally:
                    sys.stdout = before
            for call in request["calls"]:
                result = self.call(call, target, output)
                answer["results"].append(result)
                if result["outcome"]["kind"] == "raised":
                    break
            if make is not None:
                answer["self"] = codec.encode(target)
            return answer
        except (Unable, AttributeError, KeyError) as error:
            return {"kind": "unable", "reason": str(error)}
        finally:
            sys.stdout = before
            answer["output"] = output.getvalue()[:MAX_OUTPUT]

    def call(self, call, target, output):
        codec = self.codec
        args, named = codec.arguments(call["args"])
        # Later calls must not see what an earlier one did to its arguments.
        shown = [*args, *named.values()]
        before = sys.stdout
        if target is None:
            function = codec.find(call["name"])
        sys.stdout = output
        try:
            if target is not None:
                name = call["name"]
                if name.startswith("__") and not name.endswith("__"):
                    name = "_" + call["owner"].lstrip("_") + name
                value = getattr(target, name)
                if not call["isProperty"]:
                    value = value(*args, **named)
            else:
                value = function(*args, **named)
            if inspect.isawaitable(value):
                value = asyncio.run(wait(value))
            outcome = {"kind": "returned", "value": codec.encode(value)}
        except BaseException as error:
            outcome = raised(error, self.module)
        finally:
            sys.stdout = before
        return {"outcome": outcome, "args": [self.after(each, value) for each, value in self.given(call, args, named)]}

    def given(self, call, args, named):
        """The arguments by parameter again, as the other side has them."""
        rest = list(args)
        for each in call["args"]:
            if each["how"] == "positional":
                yield each, rest.pop(0)
            elif each["how"] == "keyword":
                yield each, named[each["name"]]
            elif each["how"] == "star":
                count = len(each["value"]["items"])
                yield each, tuple(rest[:count])
                del rest[:count]
            else:
                yield each, None

    def after(self, each, value):
        if each["value"]["kind"] in ("iterator", "function") or each["how"] == "doubleStar":
            return {"kind": "opaque", "type": ""}
        return self.codec.encode(value)


async def wait(value):
    return await value


def main():
    # Deep recursion fails as Python does, and not as the system does.
    threading.stack_size(64 * 1024 * 1024)
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    os.dup2(2, 1)
    before = sys.stdout
    sys.stdout = io.StringIO()
    sys.argv = [sys.argv[1]]
    try:
        runner = Runner(load(sys.argv[0]))
        ready = {"kind": "ready"}
    except BaseException as error:
        ready = {"kind": "failed", "reason": f"{type(error).__name__}: {error}"}
    sys.stdout = before
    print(json.dumps(ready), file=replies, flush=True)
    if ready["kind"] == "failed":
        return

    def serve():
        for line in sys.stdin:
            try:
                answer = runner.run(json.loads(line))
            except BaseException as error:
                answer = {"kind": "unable", "reason": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), file=replies, flush=True)

    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()
    os._exit(0)


main()
