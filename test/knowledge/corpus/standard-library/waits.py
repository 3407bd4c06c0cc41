import asyncio
import concurrent.futures
import gzip
import glob
import io
import json
import multiprocessing as mp
import os
import queue
import select
import shutil
import signal
import socket
import ssl
import subprocess
import tarfile
import tempfile
import threading
import time
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from http.client import HTTPSConnection
from multiprocessing import Pipe, Pool, Process, Queue
from pathlib import Path
from xmlrpc.client import ServerProxy
import xmlrpc.client
import shelve
import configparser


async def files(name: str):
    Path(name).read_bytes()  # expect: blocking-call
    with Path(name).open() as f:  # expect: blocking-call
        for line in f:
            print(line)
    with gzip.open(name) as g:  # expect: blocking-call
        print(g)
    with zipfile.ZipFile(name) as z:  # expect: blocking-call
        z.extractall("x")  # expect: blocking-call
    with tarfile.open(name) as t:  # expect: blocking-call
        t.extractall("x")  # expect: blocking-call
    shutil.copytree("a", "b")  # expect: blocking-call
    for p in Path(".").rglob("*"):  # expect: blocking-call
        print(p)
    for root, dirs, names in os.walk("."):  # expect: blocking-call
        print(root)
    print(glob.glob("*.py"))  # expect: blocking-call
    buf = io.BytesIO(b"x")
    buf.read()
    with zipfile.ZipFile(io.BytesIO()) as mem:
        print(mem)
    with shelve.open("x") as db:  # expect: blocking-call
        print(db)
    cfg = configparser.ConfigParser()
    cfg.read("x.ini")  # expect: blocking-call
    print(os.path.join("a", "b"), os.path.basename(name))


async def procs():
    subprocess.run(["ls"], check=True)  # expect: blocking-call
    p = subprocess.Popen(["ls"], stdout=subprocess.PIPE)
    out, err = p.communicate()  # expect: blocking-call
    os.popen("ls").read()  # expect: blocking-call
    os.waitpid(3, 0)  # expect: blocking-call
    child = Process(target=print)
    child.start()
    child.join()  # expect: blocking-call
    with Pool(3) as pool:
        pool.map(print, [1])  # expect: blocking-call
    a, b = Pipe()
    q = Queue()
    q.get()  # expect: blocking-call
    q.get(block=False)
    q.get_nowait()


async def threads():
    t = threading.Thread(target=print)
    t.start()
    t.join(timeout=3)  # expect: blocking-call
    e = threading.Event()
    e.wait()  # expect: blocking-call
    w = queue.Queue()
    w.put(1)
    w.get()  # expect: blocking-call
    w.get(timeout=0)
    ex = ThreadPoolExecutor()
    f = ex.submit(print)
    f.result()  # expect: blocking-call
    for done in as_completed([f]):  # expect: blocking-call
        print(done)
    wait([f])  # expect: blocking-call
    fut = asyncio.run_coroutine_threadsafe(asyncio.sleep(1), asyncio.get_event_loop())
    fut.result()  # expect: blocking-call
    barrier = threading.Barrier(3)
    barrier.wait()  # expect: blocking-call
    ae = asyncio.Event()
    await ae.wait()
    aq = asyncio.Queue()
    await aq.get()


async def net():
    s = socket.socket()
    s.connect(("h", 1))  # expect: blocking-call
    s.sendall(b"x")  # expect: blocking-call
    s.recv(10)  # expect: blocking-call
    with socket.create_connection(("h", 1)) as c:  # expect: blocking-call
        tls = ssl.create_default_context().wrap_socket(c)  # expect: blocking-call
        tls.sendall(b"x")  # expect: blocking-call
    conn = HTTPSConnection("h")
    conn.request("GET", "/")  # expect: blocking-call
    conn.getresponse().read()  # expect: blocking-call
    urllib.request.urlopen("http://").read()  # expect: blocking-call
    ServerProxy("http://").add(1, 2)  # expect: blocking-call
    socket.gethostbyname("x")  # expect: blocking-call
    select.select([s], [], [])  # expect: blocking-call
    select.select([s], [], [], 0)
    input()  # expect: blocking-call
    time.sleep(0)
