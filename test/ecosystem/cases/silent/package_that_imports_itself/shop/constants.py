"""Options that nobody has to set."""

import os

LOG_FILE = os.environ.get("SHOP_LOG", None)
