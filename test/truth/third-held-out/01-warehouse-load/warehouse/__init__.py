"""Nightly load of shop exports into the warehouse."""
