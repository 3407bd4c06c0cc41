import glob
import os


class App:
    def __init__(self, files=(), plugins_dir=None, config_dir=None):
        if config_dir and (config_dir / "plugins").is_dir() and not plugins_dir:
            plugins_dir = str((config_dir / "plugins").resolve())
        self.plugins_dir = plugins_dir
        if self.plugins_dir:
            for name in glob.glob(os.path.join(self.plugins_dir, "*.py")):
                print(name)


async def inspect(files):
    return App(files)

