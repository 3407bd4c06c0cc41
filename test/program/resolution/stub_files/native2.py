def connect(path):
    return _impl(path)
class Store:
    def open(self):
        return self._x()
