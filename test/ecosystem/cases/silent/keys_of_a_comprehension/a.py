HOOKS = {name: name.upper() for name in ("copy", "reset", "close")}


class Index:
    def __init__(self):
        self.postings = {name: set() for name in ("owner", "state", "queue")}

    def add(self, task):
        for field, index in self.postings.items():
            index.add(getattr(task, field))

    def hooks(self, task):
        return [getattr(task, name) for name in HOOKS]
