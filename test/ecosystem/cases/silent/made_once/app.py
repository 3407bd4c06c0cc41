import json


class Log:
    def __init__(self, path):
        with open(path) as file:
            self.settings = json.load(file)


class Config:
    def __init__(self, path):
        self._path = path
        self._log = None

    @property
    def log(self):
        if self._log is None:
            self._log = Log(self._path)
        return self._log


async def serve(config):
    return config.log.settings
