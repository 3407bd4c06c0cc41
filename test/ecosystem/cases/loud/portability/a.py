"""What hinders a port, once each."""
import json


class Registry(type):
    pass


def configure(target, values):
    for name, value in values.items():
        setattr(target, name, value)
    json.dumps = eval(values["dumps"])
    code = 0
    for letter in values["key"]:
        code = code * 131 + ord(letter)
    return code
