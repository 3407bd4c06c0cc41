from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Order:
    number: int
    sku: str
    count: int

    @classmethod
    def parse(cls, raw: bytes) -> Order:
        return cls(**json.loads(raw))

    def dump(self) -> bytes:
        return json.dumps(asdict(self)).encode()
