import sys


def main() -> int:
    print("leaving")
    return 3


if __name__ == "__main__":
    sys.exit(main())
