# A metaclass that has a `__call__` decides whether an object is made: each module asks for the one display, and the first makes it.
import subprocess


class Singleton(type):  # expect: metaclass
    def __init__(cls, name, bases, members):
        super().__init__(name, bases, members)
        cls.__instance = None

    def __call__(cls, *args, **kwargs):
        if cls.__instance is None:
            cls.__instance = super().__call__(*args, **kwargs)
        return cls.__instance


class Display(metaclass=Singleton):  # expect: metaclass
    def __init__(self):
        self.columns = 80
        found = subprocess.run(["stty", "size"], capture_output=True, check=False)
        if found.returncode == 0:
            self.columns = int(found.stdout.split()[1])


display = Display()
