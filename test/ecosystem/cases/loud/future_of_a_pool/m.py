from concurrent.futures import Future, ThreadPoolExecutor

with ThreadPoolExecutor() as pool:
    LENGTH: Future[int] = pool.submit(len, "text")
    WIDTH = LENGTH.result()
