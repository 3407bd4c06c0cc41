"""An option that has a default."""

import os

LOG_FILE = os.environ.get("APP_LOG", "app.log")
