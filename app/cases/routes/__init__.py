"""The case file's pages, split by noun."""
