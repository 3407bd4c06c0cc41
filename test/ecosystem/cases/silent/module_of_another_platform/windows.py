import subprocess

VERSION = subprocess.run(["ver"], capture_output=True)
