"""Integers of any size as keys, beside small ones."""


def powers_of_primes(n):
    found = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            found[d] = found.get(d, 0) + 1
            n //= d
        d += 1
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def main() -> None:
    assert powers_of_primes(1) == {}
    assert powers_of_primes(84) == {2: 2, 3: 1, 7: 1}
    assert powers_of_primes(84) != {2: 2, 3: 1, 11: 1}
    assert powers_of_primes(2**70) == {2: 70}
    print(len(powers_of_primes(3**5 * 2**66)))


if __name__ == "__main__":
    main()
