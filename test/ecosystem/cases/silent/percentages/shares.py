def in_percent(histograms: dict[str, dict[int, int]]) -> dict[str, dict[int, float]]:
    shares = {}
    for name in histograms:
        shares[name] = {}
        total = sum(histograms[name].values())
        for size, count in histograms[name].items():
            shares[name][size] = (count / total) * 100.0
    return shares
