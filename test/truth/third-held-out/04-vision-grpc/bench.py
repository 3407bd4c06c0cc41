"""Sends the same picture over and over from several threads."""
import argparse
import threading
import time

import grpc

import vision_pb2
import vision_pb2_grpc

calls = 0
errors = 0
errors_lock = threading.Lock()


def hammer(stub, image: bytes, count: int) -> None:
    global calls, errors
    for _ in range(count):
        try:
            stub.Classify(vision_pb2.ClassifyRequest(image=image), timeout=5)
            calls += 1  # expect: shared-state-race
        except grpc.RpcError:
            with errors_lock:
                errors += 1  # ok: shared-state-race


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("image")
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    with open(options.image, "rb") as stream:
        image = stream.read()
    channel = grpc.insecure_channel("localhost:50051")
    stub = vision_pb2_grpc.ClassifierStub(channel)
    started = time.perf_counter()
    threads = [threading.Thread(target=hammer, args=(stub, image, 200)) for _ in range(options.threads)]  # ok: gil-bound-thread, thread-per-item
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(calls, errors, time.perf_counter() - started)


if __name__ == "__main__":
    main()
