def token(key: str) -> int:
    code = 5381
    for letter in key:
        code += (code << 5) + ord(letter)
    return code & 0x7FFFFFFF
