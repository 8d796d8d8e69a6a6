"""Vigil keeps watch over people in prison: cases, letters, actions and the dates that fall due."""

import gc

# What a program of this size loads stays to its end, and Python would go through all of it a few hundred times.
gc.set_threshold(20_000, 25, 25)
