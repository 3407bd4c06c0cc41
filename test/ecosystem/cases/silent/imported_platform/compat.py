import sys
WINDOWS = sys.platform == "win32"
