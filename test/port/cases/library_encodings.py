import base64
import hashlib


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> None:
    text = "The quick brown fox"
    print(checksum(text.encode("utf-8"))[:16])
    print(hashlib.md5(text.encode()).hexdigest())
    print(hashlib.sha1(b"abc").hexdigest())
    encoded = base64.b64encode(text.encode()).decode("ascii")
    print(encoded, base64.b64decode(encoded).decode())
    print(base64.urlsafe_b64encode(bytes([250, 251, 252, 255])).decode())
    digest = hashlib.sha256()
    for part in ("The quick ", "brown fox"):
        digest.update(part.encode())
    print(digest.hexdigest() == checksum(text.encode()))


if __name__ == "__main__":
    main()
