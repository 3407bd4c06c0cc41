"""Image classification behind gRPC."""
import logging
import threading
import time
from concurrent import futures

import grpc
import numpy as np  # expect: no-equivalent
import torch  # expect: no-equivalent

import vision_pb2
import vision_pb2_grpc
from boxes import suppress
from labels import LabelTable

log = logging.getLogger(__name__)
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")  # ok: import-time-work
LABELS = LabelTable()
SCALE = np.float32(1 / 255)


class Stats:
    def __init__(self):
        self.lock = threading.Lock()
        self.served = 0
        self.failed = 0

    def ok(self) -> None:
        with self.lock:
            self.served += 1  # ok: shared-state-race

    def bad(self) -> None:
        with self.lock:
            self.failed += 1  # ok: shared-state-race


class Classifier(vision_pb2_grpc.ClassifierServicer):
    def __init__(self, model: torch.nn.Module):
        self.model = model.to(DEVICE)
        self.model.eval()  # ok: dynamic-code
        self.stats = Stats()

    def Classify(self, request, context):
        pixels = np.frombuffer(request.image, dtype=np.uint8) * SCALE
        tensor = torch.from_numpy(pixels).float().to(DEVICE)
        with torch.no_grad():
            scores = self.model(tensor.reshape(1, 3, 224, 224))
        best = int(scores.argmax())
        self.stats.ok()
        return vision_pb2.ClassifyReply(label=LABELS.name(best), score=float(scores.max()))

    def Detect(self, request, context):
        kept = suppress([(b.x, b.y, b.w, b.h, b.score) for b in request.boxes], 0.5)
        if not kept:
            self.stats.bad()
            context.abort(grpc.StatusCode.NOT_FOUND, "nothing seen")
        return vision_pb2.DetectReply(count=len(kept))


def report(stats: Stats, stop: threading.Event) -> None:
    while not stop.wait(30):  # ok: busy-wait
        log.info("served %d failed %d", stats.served, stats.failed)


def serve(path: str, port: int) -> None:
    classifier = Classifier(torch.load(path, map_location=DEVICE))
    stop = threading.Event()
    threading.Thread(target=report, args=(classifier.stats, stop), daemon=True).start()  # ok: gil-bound-thread, thread-per-item
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
    vision_pb2_grpc.add_ClassifierServicer_to_server(classifier, server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    try:
        server.wait_for_termination()
    finally:
        stop.set()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    serve("model.pt", 50051)
