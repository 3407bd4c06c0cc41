"""The connection's own sleep handles what has arrived; without it the event is never set."""
from threading import Event


def close(connection):
    handled = Event()
    connection.add_callback_threadsafe(handled.set)
    while not handled.is_set():
        connection.sleep(0)
