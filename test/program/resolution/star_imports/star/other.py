import time
__all__ = ("pause",)
def pause(): time.sleep(2)
