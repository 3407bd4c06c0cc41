"""Straightens and thresholds scanned pages."""
import argparse
import os
import queue
import sys
import threading
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps

from bitmap import Bitmap, despeckle, otsu, skew

SIZES = {"small": 800, "large": 2400}


class Cleaner(threading.Thread):
    """Takes pages from the queue until it gets None."""

    def __init__(self, pages: "queue.Queue[Path | None]", out: Path):
        super().__init__()
        self.pages = pages
        self.out = out
        self.cleaned = 0

    def run(self) -> None:
        while True:
            page = self.pages.get()
            if page is None:
                return
            bitmap = Bitmap.read(page)
            despeckle(bitmap, otsu(bitmap))
            bitmap.write(self.out / page.name)
            self.cleaned += 1  # ok: shared-state-race


class Copier(threading.Thread):
    def __init__(self, source: Path, target: Path):
        super().__init__()
        self.source = source
        self.target = target

    def run(self) -> None:
        data = self.source.read_bytes()
        self.target.write_bytes(zlib.compress(data, 9))


def shrink(page: Path) -> Path:
    with Image.open(page) as image:
        small = ImageOps.exif_transpose(image).filter(ImageFilter.SHARPEN)
        small.thumbnail((SIZES["small"], SIZES["small"]))
        target = page.with_suffix(".jpg")
        small.save(target, quality=80)
    return target


def measure(page: Path) -> float:
    return skew(Bitmap.read(page))


def clean_with_threads(pages: list[Path], out: Path, workers: int) -> int:
    waiting: "queue.Queue[Path | None]" = queue.Queue()
    cleaners = [Cleaner(waiting, out) for _ in range(workers)]  # expect: gil-bound-thread  # ok: thread-per-item
    for cleaner in cleaners:
        cleaner.start()
    for page in pages:
        waiting.put(page)
    for _ in cleaners:
        waiting.put(None)
    for cleaner in cleaners:
        cleaner.join()
    return sum(cleaner.cleaned for cleaner in cleaners)


def archive(pages: list[Path], store: Path) -> None:
    copiers = []
    for page in pages:
        copier = Copier(page, store / (page.name + ".z"))  # expect: thread-per-item  # ok: gil-bound-thread
        copier.start()
        copiers.append(copier)
    for copier in copiers:
        copier.join()


def thumbnails(pages: list[Path]) -> list[Path]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(shrink, pages))  # ok: gil-bound-pool, gil-held-native, process-pool-tax


def skews(pages: list[Path], processes: bool) -> list[float]:
    if processes:
        with ProcessPoolExecutor() as pool:
            return list(pool.map(measure, pages))  # expect: process-pool-tax
    with ThreadPoolExecutor() as pool:
        return list(pool.map(measure, pages))  # expect: gil-bound-pool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("clean"))
    parser.add_argument("--workers", type=int, default=4)
    options = parser.parse_args()
    options.out.mkdir(exist_ok=True)
    crooked = [page for page, angle in zip(options.pages, skews(options.pages, True)) if abs(angle) > 2]
    print(len(crooked), "pages need a look")
    cleaned = clean_with_threads(options.pages, options.out, options.workers)
    thumbnails(options.pages)
    archive(options.pages, options.out)
    print(cleaned, "pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
