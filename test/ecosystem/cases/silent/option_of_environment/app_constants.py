import os

get_variable = os.environ.get

LOG_FILE = get_variable("APP_LOG")
