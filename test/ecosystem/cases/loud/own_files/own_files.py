import json
from pathlib import Path

import yaml


async def imported(path):
    with open(path) as f:
        return json.load(f)  # expect: cpu-in-coroutine


async def globbed(folder: Path):
    found = []
    for path in folder.glob("*.json"):
        found.append(json.loads(path.read_text()))  # expect: cpu-in-coroutine
    return found


async def posted(request):
    return yaml.safe_load(await request.text())


async def manifest_of(upload_path: str):
    with open(upload_path) as f:
        return yaml.safe_load(f)  # expect: cpu-in-coroutine
