def blurred(pixels: list[list[int]]) -> list[list[int]]:
    height, width = len(pixels), len(pixels[0])
    result = [[0] * width for _ in range(height)]
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            total = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    total += pixels[y + dy][x + dx]
            result[y][x] = total // 9
    return result
