"""Sources and citations: which text says what, and where in it."""
