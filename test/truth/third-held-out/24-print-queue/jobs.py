"""Printer jobs in SQLite, worked off by a few threads."""
import logging
import queue
import sqlite3
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger("print-queue")
SCHEMA = "create table if not exists job (id integer primary key, path text, copies int, state text)"
local = threading.local()


@dataclass
class Job:
    id: int
    path: str
    copies: int


def connection(path: str) -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(path)  # ok: client-per-call
        local.connection.execute(SCHEMA)
    return local.connection


class Ledger:
    """Counts pages per department."""

    def __init__(self):
        self.pages: dict[str, int] = {}
        self.total = 0
        self.highest = 0
        self._lock = threading.Lock()

    def add(self, department: str, pages: int) -> None:
        self.pages[department] = self.pages.get(department, 0) + pages  # expect: shared-state-race
        with self._lock:
            self.total += pages  # ok: shared-state-race
            self._note(pages)

    def _note(self, pages: int) -> None:
        if pages > self.highest:
            self.highest = pages  # ok: shared-state-race

    def add_many(self, entries: list[tuple[str, int]]) -> None:
        self._lock.acquire()
        try:
            for department, pages in entries:
                self.pages[department] = self.pages.get(department, 0) + pages  # ok: shared-state-race
        finally:
            self._lock.release()


class Printer:
    def __init__(self, name: str, ledger: Ledger, jobs: "queue.Queue[Job | None]"):
        self.name = name
        self.ledger = ledger
        self.jobs = jobs
        self.busy = False
        self.done = 0
        self.thread = threading.Thread(target=self.work, name=name)  # ok: gil-bound-thread
        self.started = threading.Event()

    def work(self) -> None:
        self.started.set()
        while True:  # ok: busy-wait
            job = self.jobs.get()
            if job is None:
                return
            self.busy = True
            self.print(job)
            self.done += 1  # ok: shared-state-race
            self.busy = False

    def print(self, job: Job) -> None:
        subprocess.run(["lp", "-d", self.name, "-n", str(job.copies), job.path], check=False)
        database = connection("jobs.db")
        database.execute("update job set state = 'done' where id = ?", (job.id,))
        database.commit()
        self.ledger.add(job.path.split("/")[0], job.copies)

    def wait_idle(self) -> None:
        while self.busy:  # expect: busy-wait
            time.sleep(0.1)

    def wait_started(self) -> bool:
        return self.started.wait(5)  # ok: busy-wait


def waiting_jobs(path: str) -> list[Job]:
    rows = connection(path).execute("select id, path, copies from job where state = 'new'").fetchall()
    return [Job(*row) for row in rows]


def poll(path: str, jobs: "queue.Queue[Job | None]", stop: threading.Event) -> None:
    seen: set[int] = set()
    while not stop.is_set():  # ok: busy-wait
        for job in waiting_jobs(path):
            if job.id not in seen:
                seen.add(job.id)
                jobs.put(job)
        time.sleep(2)


def spool_alone(folder: Path, printers: list[Printer]) -> None:
    for file in folder.glob("*.pdf"):
        printer = min(printers, key=lambda candidate: candidate.jobs.qsize())
        thread = threading.Thread(target=printer.print, args=(Job(0, str(file), 1),))  # expect: thread-per-item
        thread.start()


def main() -> None:
    jobs: "queue.Queue[Job | None]" = queue.Queue()
    ledger = Ledger()
    printers = [Printer(name, ledger, jobs) for name in ("attic", "cellar", "office")]  # ok: thread-per-item
    for printer in printers:
        printer.thread.start()
    stop = threading.Event()
    poller = threading.Thread(target=poll, args=("jobs.db", jobs, stop))
    poller.start()
    try:
        poller.join()
    except KeyboardInterrupt:
        stop.set()
    spool_alone(Path("late"), printers)
    for printer in printers:
        jobs.put(None)
    for printer in printers:
        printer.thread.join()
    log.info("%d pages", ledger.total)


if __name__ == "__main__":
    main()
