"""Verbs that change the case file, split by noun."""
