import queue
import threading


class Flusher:
    def __init__(self, client):
        self._items = queue.Queue()
        self._client = client
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            batch = self._items.get()
            buckets = {}
            for span in batch:
                for key, value in span["data"].items():
                    buckets.setdefault(key, []).append(value)
            self._client.send(buckets)
