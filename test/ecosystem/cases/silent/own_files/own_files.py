import json
import os
import tomllib
from importlib import resources
from pathlib import Path

import yaml

STATE_NAME = "state.json"


def state_path(root: Path) -> Path:
    return root / "pools" / "state.yaml"


async def state(root: Path):
    with open(state_path(root)) as f:  # expect: blocking-call
        return yaml.safe_load(f)


async def settings(name="service.yml"):
    with open(name) as f:  # expect: blocking-call
        return yaml.safe_load(f)


async def configured(config_path):
    with open(config_path) as f:  # expect: blocking-call
        return yaml.safe_load(f)


async def below(root: Path, name):
    with open(root / "config" / name) as f:  # expect: blocking-call
        return yaml.safe_load(f)


async def project(root):
    with open(os.path.join(root, "pyproject.toml"), "rb") as f:  # expect: blocking-call
        return tomllib.load(f)


async def saved(root: Path):
    return json.loads((root / STATE_NAME).read_text())  # expect: blocking-call


async def words(language):
    text = (Path(__file__).parent / "words" / language).read_text()  # expect: blocking-call
    return json.loads(text)


async def schema():
    return json.loads(resources.files("service").joinpath("schema.json").read_text())  # expect: blocking-call
