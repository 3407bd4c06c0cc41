import base64
import hashlib


def checksum(data: bytes) -> int:
    total = 0
    for byte in data:
        total = (total + byte) & 0xFF
    return total


def xor(data: bytes, key: int) -> bytes:
    return bytes(b ^ key for b in data)


def crc16(data: bytes) -> int:
    crc = 0xFFFF
    for b in data:
        crc ^= b
        for _ in range(8):
            if crc & 1:
                crc = (crc >> 1) ^ 0xA001
            else:
                crc >>= 1
    return crc


def main() -> None:
    data = b"hello\x00world"
    print(data, len(data), data[0], data[1:4], data.hex(), checksum(data))
    print(xor(data, 7), xor(xor(data, 7), 7) == data, crc16(b"123456789"))
    print("h\u00e9llo".encode(), "h\u00e9llo".encode("utf-8").decode(), len("\u00e9".encode()), "abc".encode("ascii"))
    print(base64.b64encode(b"hello world"), base64.b64decode("aGk="), base64.b64encode("x".encode()).decode())
    print(hashlib.md5(b"abc").hexdigest(), hashlib.sha256("abc".encode()).hexdigest()[:16])
    print(bytes([65, 66]), list(b"ab"), b"abc" == b"abc", b"a" + b"b")


main()
