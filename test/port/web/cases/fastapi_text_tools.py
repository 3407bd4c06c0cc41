"""Pure functions behind routes: text and numbers."""

import math
import re
from collections import Counter

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI()


class Text(BaseModel):
    text: str = Field(max_length=200)


@app.post("/words")
def words(body: Text):
    found = re.findall(r"[a-z]+", body.text.lower())
    counts = Counter(found)
    return {
        "words": len(found),
        "top": [{"word": word, "count": count} for word, count in counts.most_common(2)],
        "longest": max(found, key=len) if found else None,
    }


@app.get("/caesar/{shift}")
def caesar(shift: int, text: str):
    result = ""
    for char in text:
        if char.isalpha() and char.isascii():
            base = ord("a") if char.islower() else ord("A")
            result += chr((ord(char) - base + shift) % 26 + base)
        else:
            result += char
    return {"text": result, "length": len(result)}


@app.get("/roots")
def roots(a: float, b: float, c: float):
    if a == 0:
        raise HTTPException(422, "a must not be zero")
    inner = b * b - 4 * a * c
    if inner < 0:
        return {"roots": [], "real": False}
    root = math.sqrt(inner)
    return {"roots": sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)}), "real": True}


@app.get("/primes")
def primes(below: int = 20) -> list[int]:
    return [n for n in range(2, below) if all(n % d for d in range(2, int(n**0.5) + 1))]


#> POST /words {"text": "The cat and the dog and THE bird"}
#> POST /words {"text": ""}
#> GET /caesar/3?text=Hello%2C%20xyz%20%C3%A9
#> GET /caesar/-1?text=abc
#> GET /roots?a=1&b=-3&c=2
#> GET /roots?a=1&b=0&c=1
#> GET /roots?a=0&b=0&c=1
#> GET /roots?a=1&b=2&c=1
#> GET /primes
#> GET /primes?below=5
#> GET /primes?below=
