"""Options that nobody has to set."""

import os

get_environ = os.environ.get

LOG_FILE = get_environ("APP_LOG", None)
