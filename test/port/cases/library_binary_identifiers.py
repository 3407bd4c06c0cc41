import struct
import uuid
import secrets
import hmac
import hashlib
import zlib
import gzip
import binascii
import base64
import string
import warnings


def packing():
    data = struct.pack("<IHb?", 7, 65535, -3, True)
    print(data, len(data), struct.calcsize("<IHb?"))
    a, b, c, d = struct.unpack("<IHb?", data)
    print(a, b, c, d, a + b)
    print(struct.pack(">d", 1.5), struct.pack("!5s", b"abc"), struct.pack("<2h", 1, -1))
    (x,) = struct.unpack(">d", struct.pack(">d", 2.5))
    print(x, x * 2)
    print(struct.calcsize("bi"), struct.calcsize("=bi"))
    for low, high in struct.iter_unpack("<BB", b"\x01\x02\x03\x04"):
        print(low, high)
    point = struct.Struct("<ii")
    raw = point.pack(3, -4)
    print(point.size, raw, point.unpack(raw))
    print(struct.unpack_from("<H", b"\x00\x01\x02", 1))
    for fmt, value in [("<B", 256), ("<h", 70000), ("<i", 1 << 40), ("<I", -1)]:
        try:
            struct.pack(fmt, value)
        except struct.error as e:
            print("struct.error", e)
    try:
        struct.unpack("<I", b"123")
    except struct.error as e:
        print(e)


def identifiers():
    print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"))
    print(uuid.uuid3(uuid.NAMESPACE_URL, "http://x.y"))
    u = uuid.UUID("{12345678-1234-5678-9234-567812345678}")
    print(u, repr(u), u.hex, u.version, u.urn, u == uuid.UUID(hex="12345678123456789234567812345678"))
    r = uuid.uuid4()
    print(len(str(r)), r.version, r != uuid.uuid4())
    try:
        uuid.UUID("zz")
    except ValueError as e:
        print(e)
    seen = {u: 1}
    print(seen[uuid.UUID("12345678-1234-5678-9234-567812345678")])


def keys():
    print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), secrets.choice([7]), secrets.randbelow(1))
    mac = hmac.new(b"key", b"message", hashlib.sha256)
    print(mac.hexdigest(), mac.digest_size)
    print(hmac.new(b"key", b"message", "sha1").hexdigest())
    print(hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
    h = hashlib.new("sha512")
    h.update(b"abc")
    print(h.hexdigest()[:20], h.digest_size, h.block_size)
    one = hashlib.sha256(b"a")
    two = one.copy()
    two.update(b"b")
    print(one.hexdigest()[:8], two.hexdigest()[:8], hashlib.sha256(b"ab").hexdigest()[:8])
    print(hashlib.sha384(b"x").hexdigest()[:10], hashlib.sha224(b"x").hexdigest()[:10], hashlib.sha3_256(b"x").hexdigest()[:10])
    print(hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 1000).hex()[:16])


def sums():
    print(zlib.crc32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")), zlib.adler32(b"hello"))
    packed = zlib.compress(b"hello hello hello hello" * 10)
    print(len(packed) < 100, zlib.decompress(packed)[:11])
    print(gzip.decompress(gzip.compress(b"data")))
    print(binascii.hexlify(b"\x01\xff"), binascii.unhexlify("01ff"), binascii.crc32(b"x"))
    try:
        binascii.unhexlify("abc")
    except binascii.Error as e:
        print("binascii", e)
    try:
        binascii.unhexlify("zz")
    except ValueError as e:
        print("value", e)
    print(base64.b16encode(b"\xab\xcd"), base64.b16decode("ABCD"))


def templates():
    t = string.Template("$name owes $$${amount} to $who")
    print(t.substitute(name="Ann", amount=5, who="Bob"))
    print(t.safe_substitute({"name": "Cid"}))
    try:
        t.substitute({"name": "Cid"})
    except KeyError as e:
        print("missing", e)
    try:
        string.Template("a $ b").substitute()
    except ValueError as e:
        print(e)


def old(n):
    warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2)
    return n


def warned():
    warnings.warn("careful")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        old(1)
        old(2)
        print(len(caught), caught[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old(3)


packing()
identifiers()
keys()
sums()
templates()
warned()
