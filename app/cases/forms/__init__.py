"""The forms of the case file, split by noun."""
