"""Telling ctypes how to call a function is its interface."""
import ctypes

get_handle = ctypes.windll.kernel32.GetStdHandle
get_handle.argtypes = [ctypes.c_uint32]
get_handle.restype = ctypes.c_void_p
