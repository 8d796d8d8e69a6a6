"""Sentences per language, made from facts: pure, with the grammar of each language."""
