"""People, names, cases, entries, incidents, figures, conflicts and standing."""
