from concurrent.futures import ThreadPoolExecutor


def merge(left: list[int], right: list[int]) -> list[int]:
    merged: list[int] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def merge_sort(values: list[int]) -> list[int]:
    if len(values) < 2:
        return values
    middle = len(values) // 2
    return merge(merge_sort(values[:middle]), merge_sort(values[middle:]))


def parallel_sort(values: list[int], parts: int) -> list[int]:
    size = (len(values) + parts - 1) // parts
    chunks = [values[i:i + size] for i in range(0, len(values), size)]
    with ThreadPoolExecutor(max_workers=parts) as pool:
        sorted_chunks = list(pool.map(merge_sort, chunks))
    result: list[int] = []
    for chunk in sorted_chunks:
        result = merge(result, chunk)
    return result


def main() -> None:
    values = [(n * 37 + 11) % 101 for n in range(60)]
    result = parallel_sort(values, 4)
    print(result == sorted(values), result[:6], result[-1])


if __name__ == "__main__":
    main()
