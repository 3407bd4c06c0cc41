print(pow(3, -1, 7), pow(3, 200, 1000007), pow(10, -3, 17))
try:
    print(pow(2, -1, 4))
except ValueError as e:
    print(e)
