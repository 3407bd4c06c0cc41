def flow(graph, order, sigma, delta):
    for node in order:
        share = (1 + delta[node]) / sigma[node]
        for parent in graph[node]:
            delta[parent] += sigma[parent] * share
    return delta
