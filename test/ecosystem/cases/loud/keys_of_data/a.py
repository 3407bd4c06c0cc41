class Index:
    def __init__(self, fields):
        self.postings = {name: set() for name in fields}

    def add(self, task):
        for field, index in self.postings.items():
            index.add(getattr(task, field))
