"""The warnings module says that its functions may be replaced."""
import warnings


def show(message, category, filename, lineno, file=None, line=None):
    print(message)


warnings.showwarning = show
