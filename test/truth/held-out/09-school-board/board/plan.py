def seat_plan(names):
    """Puts quarrelsome neighbours apart, by trying every swap until none helps."""
    seats = list(names)
    better = True
    while better:  # expect: hot-loop
        better = False
        for i in range(len(seats) - 1):
            for j in range(i + 1, len(seats)):
                if clash(seats[i], seats[j]) > clash(seats[j], seats[i]):
                    seats[i], seats[j] = seats[j], seats[i]
                    better = True
    return seats


def clash(left, right):
    return sum(1 for letter in left if letter in right) - len(right)
