"""One thread for each interval that the configuration names."""
import threading


class Updater:
    def __init__(self, opts):
        self.buckets = {}
        self.threads = {}
        for name, interval in opts.items():
            self.buckets.setdefault(interval, []).append(name)

    def update(self, interval):
        print(interval)

    def run(self):
        for interval in self.buckets:
            self.threads[interval] = threading.Thread(target=self.update, args=(interval,))
            self.threads[interval].start()
