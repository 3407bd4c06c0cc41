import time
__all__ = ["wait", "Store"]
__all__ += ["extra"]
def wait(): time.sleep(1)
def hidden(): time.sleep(1)
def extra(): time.sleep(1)
class Store:
    def save(self): open("x").read()
