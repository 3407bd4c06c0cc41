OPTIONS = object()
