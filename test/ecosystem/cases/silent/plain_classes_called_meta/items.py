from hints import HintsMeta
from library import RegistryMeta


class ImportFileMeta(HintsMeta):
    def __init__(self, path, hints):
        super().__init__(hints)
        self.path = path


class OwnMeta(RegistryMeta):  # expect: metaclass
    pass
