"""Each turn of the outer loop asks a database or shows a frame, beside which the inner loops are nothing."""

import pygame


def weights(connection, query, rates, limit):
    total = 0.0
    while total < limit:
        base = connection.execute(query, total).scalar()
        for at in range(len(rates)):
            total += rates[at] * base * (1.0 - rates[at])
    return total


def play(screen, notes, width, height):
    quit = False
    tick = 0
    while not quit:
        pygame.event.pump()
        for note in notes:
            place = note[0] / width + (tick - note[1]) * height / 8
            if place < note[2]:
                screen.blit(note[3], (place, note[1] * 3 + tick))
        pygame.display.update()
        tick += 1
