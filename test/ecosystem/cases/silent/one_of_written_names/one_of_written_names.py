def restore(config, item, value):
    if value in ("None", "True", "False"):
        setattr(config, item, eval(value))  # expect: dynamic-attribute
    else:
        setattr(config, item, value)  # expect: dynamic-attribute


def fill(info, key, value):
    if key in {"cname", "label"}:
        setattr(info, key, value)
    elif key == "a" or key == "b":
        setattr(info, key, value)
    else:
        setattr(info, key, value)  # expect: dynamic-attribute
