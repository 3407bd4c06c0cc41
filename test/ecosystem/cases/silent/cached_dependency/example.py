from functools import lru_cache

import requests
from fastapi import Depends, FastAPI

app = FastAPI()


class Gateway:
    def __init__(self, session=None):
        self.session = session or requests.Session()


@lru_cache
def gateway():
    return Gateway()


@app.get("/")
def index(one=Depends(gateway)):
    return one.session.get("http://stock.internal", timeout=3).json()
