"""People, names, cases, entries, incidents, figures, conflicts, and the reading of a case."""
