"""Settings of the shop."""

NAME = "shop"
LIMIT = 2
