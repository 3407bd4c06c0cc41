from display import display


def show(text):
    print(text[: display.columns])
