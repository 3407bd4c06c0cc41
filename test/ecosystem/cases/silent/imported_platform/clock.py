import sys, time as timemod
from compat import WINDOWS
class WinClock:
    def time(self):
        timemod.sleep(0.01)
        return 1
if WINDOWS and sys.version_info < (3, 13):
    time = WinClock().time
else:
    time = timemod.time
