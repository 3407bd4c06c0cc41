"""Each thread sorts a part of its own in place; only the merge is shared."""
import threading


def sort_part(parts: list[list[int]], index: int, merged: list[list[int]]) -> None:
    part = parts[index]
    part.sort()
    merged.append(part)


def insertion(values: list[int]) -> None:
    for i in range(1, len(values)):
        j = i
        while j > 0 and values[j - 1] > values[j]:
            values[j - 1], values[j] = values[j], values[j - 1]
            j -= 1


def merge(parts: list[list[int]]) -> list[int]:
    result: list[int] = []
    for part in parts:
        out: list[int] = []
        i = j = 0
        while i < len(result) and j < len(part):
            if result[i] <= part[j]:
                out.append(result[i])
                i += 1
            else:
                out.append(part[j])
                j += 1
        result = out + result[i:] + part[j:]
    return result


def main() -> None:
    data = [(n * 7919) % 1009 for n in range(400)]
    chunks = [data[i::4] for i in range(4)]
    merged: list[list[int]] = []
    threads = []
    for index in range(4):
        thread = threading.Thread(target=sort_part, args=(chunks, index, merged))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    whole = merge(merged)
    print(whole == sorted(data), whole[:5], len(merged))
    pieces = [data[i::4] for i in range(4)]
    workers = [threading.Thread(target=insertion, args=(piece,)) for piece in pieces]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(merge(pieces) == whole)


if __name__ == "__main__":
    main()
