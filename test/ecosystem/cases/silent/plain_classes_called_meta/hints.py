class HintsMeta:
    def __init__(self, hints):
        self.hints = hints
