"""Pages that join features: my day, case page, calendar, search, sources, files, erasure."""
