import time
class Message:
    async def delete(self): ...
class SyncMessage(Message):
    def delete(self):
        time.sleep(1)
async def strategy(messages: list[Message]):
    for m in messages:
        await m.delete()
