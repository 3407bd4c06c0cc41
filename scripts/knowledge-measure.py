"""Measures which calls of the standard library keep the GIL, on the interpreter that runs this file.

For each callable there is a recipe: an input that is grown until one call takes long enough to be seen. Two things are measured.

- Stall: a second thread sleeps for half a millisecond again and again, and notes the longest time that it could not go on during the
  call, as a share of the call. A call that keeps the GIL stalls it for the whole call. Noise of the machine only ever makes stalls
  longer, so the lowest of the repetitions decides, and the median is told beside it.
- Gain: the same call on one and on two threads, in turn; for each the processor time per wall time. Under the GIL two threads get no
  more of it than one; without it they get up to twice as much, also on a machine where other programs take their share. The median
  of the repetitions decides. `speedup` beside it is the plain one: twice one thread's wall time over that of two.

A call is `held` where it stalls the other thread, `released` where it does not and two threads gain, `switched` where the GIL changes hands
during the call and yet nothing is gained (interpreted parts, callbacks), `passes` where it changes hands and the machine was too busy to tell
more, `waits` where it computes nothing and does not stall, and `unknown` otherwise. Reads the paths to measure as JSON from standard input and writes the results as JSON.
"""

import ast
import array
import base64
import binascii
import bz2
import collections
import concurrent.futures
import csv
import decimal
import functools
import gc
import gzip
import hashlib
import heapq
import hmac
import io
import json
import lzma
import marshal
import math
import os
import pickle
import queue
import re
import select
import socket
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
import xml.sax
import xmlrpc.client
import zlib

# Seconds of processor time in one call.
LONG_ENOUGH = 0.04
# As a share of the call: above the first it keeps the GIL, below the second it does not.
HELD, FREE = 0.6, 0.35
STALLS = 3
PAIRS = 5
LARGEST = 1 << 27

# ---- the experiment ------------------------------------------------------------------------------------------------


def timed(call):
    """Wall time and processor time of a call."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - cpu


def stall(call):
    """The longest time that a second thread could not go on during the call, and the call's own length."""
    gaps = []
    ready, done = threading.Event(), threading.Event()

    def probe():
        ready.set()
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.0005)
            now = time.perf_counter()
            gaps.append((last, now))
            last = now

    thread = threading.Thread(target=probe)
    thread.start()
    ready.wait()
    start = time.perf_counter()
    call()
    end = time.perf_counter()
    done.set()
    thread.join()
    longest = max((min(to, end) - max(since, start) for since, to in gaps), default=end - start)
    return max(0.0, longest), end - start


def pair(prepare):
    """Wall time and processor time of the call on two threads at once."""
    calls = [prepare(), prepare()]
    gate = threading.Barrier(3)

    def run(call):
        gate.wait()
        call()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    gate.wait()
    wall, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.join()
    return time.perf_counter() - wall, time.process_time() - cpu


def grown(make, size):
    """The recipe with an input that keeps one call busy for long enough."""
    while True:
        prepare = make(size)
        _, length = timed(prepare())
        if length >= LONG_ENOUGH or size * 2 > LARGEST:
            return prepare, length
        size = min(LARGEST, int(size * min(8, max(1.5, 1.3 * LONG_ENOUGH / max(length, 1e-6)))))


def measured(make, size):
    is_wait = make in WAITS
    prepare, length = (make(size), 0) if is_wait else grown(make, size)
    if not is_wait and length < LONG_ENOUGH / 4:
        return {"class": "unknown", "why": "one call is too short, whatever its input"}
    shares = []
    for _ in range(STALLS):
        longest, whole = stall(prepare())
        shares.append(longest / whole)
    result = {"stall": round(min(shares), 2), "medianStall": round(statistics.median(shares), 2)}
    if is_wait:
        return {"class": "waits" if min(shares) <= FREE else "unknown", **result}
    single, double = [], []
    for _ in range(PAIRS):
        single.append(timed(prepare()))
        double.append(pair(prepare))
    wall = [statistics.median(wall for wall, _ in runs) for runs in (single, double)]
    cores = [statistics.median(cpu / wall for wall, cpu in runs) for runs in (single, double)]
    gain = cores[1] / cores[0]
    return {
        "class": classified(min(shares), gain),
        **result,
        "gain": round(gain, 2),
        "speedup": round(2 * wall[0] / wall[1], 2),
    }


def classified(lowest, gain):
    if lowest >= HELD:
        return "held"
    if lowest > FREE:
        return "unknown"
    # On a busy machine two threads may be given no more than one, whatever they could use.
    if os.getloadavg()[0] > os.cpu_count():
        return "passes"
    if gain >= 1.35:
        return "released"
    return "switched" if gain <= 1.2 else "unknown"


# ---- recipes: path → how to prepare a call on an input of a size, and the size to begin with -------------------------

RECIPES = {}
# Recipes whose calls wait and compute nothing.
WAITS = set()


def recipe(paths, make, size):
    """`make(size)` gives a function that prepares one call."""
    for path in paths.split():
        RECIPES[path] = (functools.partial(make, path.rsplit(".", 1)[-1]), size)


def call_on(function_of, input_of, size):
    """A recipe for functions without state: the same call on the same input, again and again."""

    def make(name, count):
        given = input_of(count)
        function = function_of(name)
        return lambda: lambda: function(given)

    return make, size


def plain(paths, module, input_of, size):
    make, start = call_on(lambda name: getattr(module, name), input_of, size)
    recipe(paths, make, start)


def simple(path, call_of, size):
    """`call_of(count)` gives the call itself, which can be made again and again."""
    recipe(path, lambda _, count: (lambda call: lambda: call)(call_of(count)), size)


def stateful(path, prepare_of, size):
    """`prepare_of(count)` gives a function that prepares a fresh call."""
    recipe(path, lambda _, count: prepare_of(count), size)


def records(count):
    return [{"id": each, "name": str(each), "price": each * 0.5} for each in range(count)]


def shuffled(count):
    return [each * 7919 % 1000003 for each in range(count)]


def text(count):
    return "lorem ipsum dolor 12345 " * count


def noise(count):
    return os.urandom(count)


def source(count):
    return "\n".join(f"x{each} = [{each}, 'a', (1, 2)]" for each in range(count))


def literal(count):
    return "[" + ", ".join(f"({each}, 'a')" for each in range(count)) + "]"


def document(count):
    return "<r>" + "".join(f"<e a='{each}'>text</e>" for each in range(count)) + "</r>"


import builtins  # noqa: E402 (the names below are those of the tables)

plain("builtins.sorted builtins.min builtins.max builtins.sum builtins.any builtins.all", builtins, shuffled, 400_000)
simple("builtins.any", lambda count: lambda zeros=[0] * count: any(zeros), 4_000_000)
simple("builtins.all", lambda count: lambda ones=[1] * count: all(ones), 4_000_000)
simple("builtins.compile", lambda count: lambda code=source(count): compile(code, "x", "exec"), 4_000)
simple("builtins.eval", lambda count: lambda code=literal(count): eval(code), 8_000)
simple("builtins.exec", lambda count: lambda code=source(count): exec(code, {}), 4_000)
simple("builtins.pow", lambda count: lambda: pow(3, count), 100_000)
stateful("builtins.list.sort", lambda count: lambda: shuffled(count).sort, 300_000)

simple("json.dumps", lambda count: lambda value=records(count): json.dumps(value), 20_000)
simple("json.loads", lambda count: lambda value=json.dumps(records(count)): json.loads(value), 20_000)
simple("json.load", lambda count: lambda value=json.dumps(records(count)): json.load(io.StringIO(value)), 20_000)
simple("json.dump", lambda count: lambda value=records(count): json.dump(value, io.StringIO()), 10_000)
simple("json.JSONEncoder.encode", lambda count: lambda value=records(count): json.JSONEncoder().encode(value), 20_000)
simple(
    "json.JSONEncoder.iterencode",
    lambda count: lambda value=records(count): collections.deque(json.JSONEncoder().iterencode(value), 0),
    10_000,
)
for name in ("decode", "raw_decode"):
    simple(
        f"json.JSONDecoder.{name}",
        lambda count, name=name: lambda value=json.dumps(records(count)): getattr(json.JSONDecoder(), name)(value),
        20_000,
    )

for module in (pickle, marshal):
    name = module.__name__
    simple(f"{name}.dumps", lambda count, m=module: lambda value=records(count): m.dumps(value), 40_000)
    simple(f"{name}.loads", lambda count, m=module: lambda value=m.dumps(records(count)): m.loads(value), 40_000)
    simple(f"{name}.load", lambda count, m=module: lambda value=m.dumps(records(count)): m.load(io.BytesIO(value)), 40_000)
    simple(f"{name}.dump", lambda count, m=module: lambda value=records(count): m.dump(value, io.BytesIO()), 40_000)
simple("pickle.Pickler.dump", lambda count: lambda value=records(count): pickle.Pickler(io.BytesIO()).dump(value), 40_000)
simple(
    "pickle.Unpickler.load",
    lambda count: lambda value=pickle.dumps(records(count)): pickle.Unpickler(io.BytesIO(value)).load(),
    40_000,
)


def lines(count):
    return [f"{each},name,{each * 2}" for each in range(count)]


simple("csv.reader", lambda count: lambda rows=lines(count): collections.deque(csv.reader(rows), 0), 60_000)
simple("csv.Reader.__next__", lambda count: lambda rows=lines(count): collections.deque(csv.reader(rows), 0), 60_000)
for path in ("csv.DictReader", "csv.DictReader.__next__"):
    simple(path, lambda count: lambda rows=lines(count): collections.deque(csv.DictReader(rows, ["a", "b", "c"]), 0), 20_000)
simple(
    "csv.Writer.writerows",
    lambda count: lambda rows=[(1, "a", 2)] * count: csv.writer(io.StringIO()).writerows(rows),
    60_000,
)
simple(
    "csv.DictWriter.writerows",
    lambda count: lambda rows=[{"a": 1, "b": 2}] * count: csv.DictWriter(io.StringIO(), ["a", "b"]).writerows(rows),
    20_000,
)

WORD = re.compile(r"(\w+)\s(\d+)")
BACKTRACKING = re.compile(r"(?:a|aa)+$")
for name in ("findall", "split"):
    simple(f"re.{name}", lambda count, n=name: lambda value=text(count): getattr(re, n)(r"\d+", value), 20_000)
    simple(f"re.Pattern.{name}", lambda count, n=name: lambda value=text(count): getattr(WORD, n)(value), 20_000)
for owner, prefix in ((re, ("\\d+",)), (WORD, ())):
    path = "re" if owner is re else "re.Pattern"
    simple(
        f"{path}.finditer",
        lambda count, o=owner, p=prefix: lambda value=text(count): collections.deque(o.finditer(*p, value), 0),
        20_000,
    )
    for name in ("sub", "subn"):
        simple(
            f"{path}.{name}",
            lambda count, o=owner, p=prefix, n=name: lambda value=text(count): getattr(o, n)(*p, "x", value),
            20_000,
        )


def steps(count):
    # Every further letter makes trying all the ways longer by a factor; sizes of recipes grow by less than that.
    return "a" * min(34, 18 + int(math.log(max(count, 1), 1.6))) + "b"


for name in ("search", "match", "fullmatch"):
    simple(f"re.{name}", lambda count, n=name: lambda value=steps(count): getattr(re, n)(BACKTRACKING, value), 10)
    simple(f"re.Pattern.{name}", lambda count, n=name: lambda value=steps(count): getattr(BACKTRACKING, n)(value), 10)

simple("struct.unpack", lambda count: lambda value=bytes(count * 4): struct.unpack(f"<{count}i", value), 2_000_000)
simple("struct.pack", lambda count: lambda value=[1] * count: struct.pack(f"<{count}i", *value), 1_000_000)
simple("struct.unpack_from", lambda count: lambda value=bytes(count * 4): struct.unpack_from(f"<{count}i", value), 2_000_000)
simple("struct.iter_unpack", lambda count: lambda value=bytes(count * 4): collections.deque(struct.iter_unpack("<i", value), 0), 500_000)
simple("struct.Struct.unpack", lambda count: lambda s=struct.Struct(f"<{count}i"), value=bytes(count * 4): s.unpack(value), 2_000_000)
simple("struct.Struct.pack", lambda count: lambda s=struct.Struct(f"<{count}i"), value=[1] * count: s.pack(*value), 1_000_000)
simple("struct.Struct.unpack_from", lambda count: lambda s=struct.Struct(f"<{count}i"), value=bytes(count * 4): s.unpack_from(value), 2_000_000)
simple("struct.Struct.iter_unpack", lambda count: lambda s=struct.Struct("<i"), value=bytes(count * 4): collections.deque(s.iter_unpack(value), 0), 500_000)
simple("array.array", lambda count: lambda value=[1] * count: array.array("i", value), 2_000_000)

plain(
    "base64.b64encode base64.urlsafe_b64encode base64.standard_b64encode base64.b16encode base64.b32encode base64.b85encode base64.a85encode",
    base64,
    noise,
    1_000_000,
)
for name in ("b64", "urlsafe_b64", "standard_b64", "b16", "b32", "b85", "a85"):
    simple(
        f"base64.{name}decode",
        lambda count, n=name: lambda value=getattr(base64, f"{n}encode")(noise(count)): getattr(base64, f"{n}decode")(value),
        1_000_000,
    )
plain("binascii.hexlify binascii.b2a_hex binascii.b2a_qp binascii.b2a_base64 binascii.crc32", binascii, noise, 8_000_000)
simple("binascii.crc_hqx", lambda count: lambda value=noise(count): binascii.crc_hqx(value, 0), 8_000_000)
for name in ("unhexlify", "a2b_hex"):
    simple(f"binascii.{name}", lambda count, n=name: lambda value=b"ab" * count: getattr(binascii, n)(value), 8_000_000)
simple("binascii.a2b_base64", lambda count: lambda value=binascii.b2a_base64(noise(count)): binascii.a2b_base64(value), 8_000_000)
simple("binascii.a2b_qp", lambda count: lambda value=binascii.b2a_qp(noise(count)): binascii.a2b_qp(value), 8_000_000)

plain("xml.etree.ElementTree.fromstring xml.etree.ElementTree.XML", ElementTree, document, 20_000)
simple(
    "xml.etree.ElementTree.iterparse",
    lambda count: lambda value=document(count).encode(): collections.deque(ElementTree.iterparse(io.BytesIO(value)), 0),
    20_000,
)
for name, argument in (("find", "none"), ("findall", "e"), ("iter", None), ("itertext", None), ("iterfind", "e")):

    def searching(count, name=name, argument=argument):
        tree = ElementTree.fromstring(document(count))
        given = () if argument is None else (argument,)
        consume = (lambda found: None) if name in ("find", "findall") else (lambda found: collections.deque(found, 0))
        return lambda: consume(getattr(tree, name)(*given))

    simple(f"xml.etree.ElementTree.Element.{name}", searching, 100_000)
simple(
    "xml.sax.parseString",
    lambda count: lambda value=document(count).encode(): xml.sax.parseString(value, xml.sax.ContentHandler()),
    20_000,
)
simple("xmlrpc.client.dumps", lambda count: lambda value=(records(count),): xmlrpc.client.dumps(value), 2_000)
simple("xmlrpc.client.loads", lambda count: lambda value=xmlrpc.client.dumps((records(count),)): xmlrpc.client.loads(value), 2_000)
plain("ast.parse", ast, source, 4_000)
plain("ast.literal_eval", ast, literal, 4_000)

plain("math.factorial", math, lambda count: count, 20_000)
for name in ("comb", "perm"):
    simple(f"math.{name}", lambda count, n=name: lambda: getattr(math, n)(count * 2, count), 10_000)
plain("math.fsum", math, lambda count: [0.1] * count, 1_000_000)
plain("math.prod", math, lambda count: [1.0] * count, 2_000_000)
if hasattr(math, "sumprod"):
    simple("math.sumprod", lambda count: lambda value=[1.0] * count: math.sumprod(value, value), 2_000_000)


def precise(name):
    def call_of(count):
        def call():
            with decimal.localcontext() as context:
                context.prec = count
                getattr(decimal.Decimal(7), name)()

        return call

    return call_of


for name in ("ln", "exp", "log10", "sqrt"):
    simple(f"decimal.Decimal.{name}", precise(name), 500)
plain("collections.Counter", collections, shuffled, 400_000)
stateful("collections.Counter.update", lambda count: lambda: functools.partial(collections.Counter().update, [1, 2] * count), 400_000)
stateful("heapq.heapify", lambda count: lambda: functools.partial(heapq.heapify, shuffled(count)), 400_000)
for name in ("nlargest", "nsmallest"):
    simple(f"heapq.{name}", lambda count, n=name: lambda value=shuffled(count): getattr(heapq, n)(count // 4, value), 100_000)
simple("functools.reduce", lambda count: lambda value=[1] * count: functools.reduce(max, value), 400_000)


def crowded(count, call):
    crowd = [[each] for each in range(count)]
    return lambda: (call(crowd[0]), len(crowd))


simple("gc.collect", lambda count: crowded(count, lambda _: gc.collect()), 400_000)
simple("gc.get_objects", lambda count: crowded(count, lambda _: gc.get_objects()), 1_000_000)
simple("gc.get_referrers", lambda count: crowded(count, lambda one: gc.get_referrers(one)), 400_000)

# What frees the GIL.
plain("zlib.compress", zlib, lambda count: text(count).encode(), 40_000)
simple("gzip.compress", lambda count: lambda value=text(count).encode(): gzip.compress(value), 40_000)
plain("zlib.crc32 zlib.adler32", zlib, noise, 16_000_000)
for module in (zlib, gzip, bz2, lzma):
    simple(
        f"{module.__name__}.decompress",
        lambda count, m=module: lambda value=m.compress(noise(count)): m.decompress(value),
        400_000,
    )
plain("bz2.compress", bz2, noise, 400_000)
plain("lzma.compress", lzma, noise, 200_000)
for path, made in (
    ("zlib.Compress", zlib.compressobj),
    ("bz2.BZ2Compressor", bz2.BZ2Compressor),
    ("lzma.LZMACompressor", lzma.LZMACompressor),
):

    def feeding(count, made=made):
        data = text(count).encode()
        return lambda: functools.partial(made().compress, data)

    def flushing(count, made=made):
        data = noise(count)

        def prepare():
            compressor = made()
            compressor.compress(data)
            return compressor.flush

        return prepare

    stateful(f"{path}.compress", feeding, 100_000)
    stateful(f"{path}.flush", flushing, 400_000)
for path, made, compress in (
    ("zlib.Decompress", zlib.decompressobj, zlib.compress),
    ("bz2.BZ2Decompressor", bz2.BZ2Decompressor, bz2.compress),
    ("lzma.LZMADecompressor", lzma.LZMADecompressor, lzma.compress),
):

    def expanding(count, made=made, compress=compress):
        data = compress(text(count).encode())
        return lambda: functools.partial(made().decompress, data)

    stateful(f"{path}.decompress", expanding, 200_000)


def left_over(count):
    data = zlib.compress(text(count).encode())

    def prepare():
        decompressor = zlib.decompressobj()
        decompressor.decompress(data, 1)
        return decompressor.flush

    return prepare


stateful("zlib.Decompress.flush", left_over, 400_000)
plain(
    "hashlib.sha256 hashlib.sha1 hashlib.md5 hashlib.sha512 hashlib.sha224 hashlib.sha384 hashlib.blake2b hashlib.blake2s "
    "hashlib.sha3_224 hashlib.sha3_256 hashlib.sha3_384 hashlib.sha3_512 hashlib.shake_128 hashlib.shake_256",
    hashlib,
    noise,
    16_000_000,
)
simple("hashlib.new", lambda count: lambda value=noise(count): hashlib.new("sha256", value), 16_000_000)
simple("hashlib.Hash.update", lambda count: lambda value=noise(count): hashlib.sha256().update(value), 16_000_000)
simple("hashlib.pbkdf2_hmac", lambda count: lambda: hashlib.pbkdf2_hmac("sha256", b"x", b"y", count), 50_000)
simple("hashlib.scrypt", lambda count: lambda: [hashlib.scrypt(b"x", salt=b"y", n=2**13, r=8, p=1) for _ in range(count)], 4)
simple("hmac.new", lambda count: lambda value=noise(count): hmac.new(b"k", value, "sha256"), 16_000_000)
simple("hmac.digest", lambda count: lambda value=noise(count): hmac.digest(b"k", value, "sha256"), 16_000_000)

# What waits: the stall alone tells, since a wait uses no core.
WAIT = 0.15


def waiting(path, call):
    make = lambda _: lambda: call  # noqa: E731 (a recipe is told by its identity)
    WAITS.add(make)
    RECIPES[path] = (make, 1)


def receiving(use):
    def call():
        near, far = socket.socketpair()
        near.settimeout(WAIT)
        try:
            use(near)
        except TimeoutError:
            pass
        finally:
            near.close()
            far.close()

    return call


def reading_a_pipe():
    readable, writable = os.pipe()
    timer = threading.Timer(WAIT, os.write, (writable, b"x"))
    timer.start()
    os.read(readable, 1)
    timer.join()
    os.close(readable)
    os.close(writable)


def tolerant(call, *errors):
    def tolerating():
        try:
            call()
        except errors:
            pass

    return tolerating


def joining():
    thread = threading.Thread(target=time.sleep, args=(WAIT,))
    thread.start()
    thread.join()


def resulting():
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        pool.submit(time.sleep, WAIT).result()


def locked():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire(timeout=WAIT)


waiting("time.sleep", lambda: time.sleep(WAIT))
waiting("threading.Lock.acquire", locked)
waiting("threading.Event.wait", lambda: threading.Event().wait(WAIT))
waiting("threading.Thread.join", joining)
waiting("queue.Queue.get", tolerant(lambda: queue.Queue().get(timeout=WAIT), queue.Empty))
waiting("concurrent.futures.Future.result", resulting)
waiting("socket.socket.recv", receiving(lambda near: near.recv(1)))
waiting("select.select", lambda: select.select([], [], [], WAIT))
waiting("os.read", reading_a_pipe)
waiting("os.system", lambda: os.system(f"sleep {WAIT}"))
for name in ("run", "call", "check_call", "check_output"):
    waiting(f"subprocess.{name}", functools.partial(getattr(subprocess, name), ["sleep", str(WAIT)]))
waiting("subprocess.Popen.wait", lambda: subprocess.Popen(["sleep", str(WAIT)]).wait())
waiting("subprocess.Popen.communicate", lambda: subprocess.Popen(["sleep", str(WAIT)]).communicate())


def counting(count):
    return lambda: sqlite3.connect(":memory:").execute(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) select sum(i) from n", (count,)
    ).fetchall()


for path in ("sqlite3.Connection.execute", "sqlite3.Cursor.execute"):
    simple(path, counting, 200_000)


def main():
    wanted = json.load(sys.stdin)
    load = os.getloadavg()[0]
    results, unmeasured = {}, []
    for path in wanted:
        if path not in RECIPES:
            unmeasured.append(path)
            continue
        try:
            make, size = RECIPES[path]
            results[path] = measured(make, size)
        except Exception as error:
            results[path] = {"class": "unknown", "why": f"{type(error).__name__}: {error}"[:120]}
        print(f"{path}: {results[path]['class']}", file=sys.stderr)
    json.dump({"version": sys.version.split()[0], "load": round(load), "results": results, "unmeasured": unmeasured}, sys.stdout)


if __name__ == "__main__":
    main()
