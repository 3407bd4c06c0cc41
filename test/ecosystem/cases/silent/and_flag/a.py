_IS_SYNC = False
class C:
    async def go(self): ...
    def __init__(self, connect):
        if _IS_SYNC and connect:
            self.go()
        if False and connect:
            self.go()
