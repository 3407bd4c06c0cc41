"""Methods of bytes, byte arrays that grow, and integers as bytes."""


def checksum(data: bytes) -> int:
    total = 0
    for byte in data:
        total = (total * 31 + byte) % 65521
    return total


def main() -> None:
    data = b"GET /index HTTP/1.1"
    method, path, version = data.split(b" ")
    print(method, path.upper(), version.find(b"/"), data.count(b"T"), b"HTTP" in data, 71 in data)
    print(data.replace(b"GET", b"PUT"), path.strip(b"/"), b"-".join([method, path]), data.startswith(b"GET"))
    print(b"it's", b"\x00\xff\n", b"  a b ".split(), checksum(data), data[-1], data[:3])

    buffer = bytearray(b"abc")
    buffer.append(100)
    buffer.extend(b"ef")
    buffer[0] = 65
    buffer += b"!"
    print(buffer, len(buffer), bytes(buffer), buffer.decode(), buffer.pop(), buffer[-1])

    print(int.from_bytes(b"\x01\x02", "big"), (258).to_bytes(2, "little"), bytes.fromhex("ff 00"), b"\xca\xfe".hex(":"))
    print(bytes(3), bytes([1, 2]), "é".encode("latin-1"), b"\xe9".decode("latin-1"), "é!".encode("ascii", "ignore"))
    for raw in (b"ok", b"\xff\xfe"):
        try:
            print(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            print(error.reason, error.start, error)
    try:
        "né".encode("ascii")
    except UnicodeEncodeError as error:
        print(error)


if __name__ == "__main__":
    main()
