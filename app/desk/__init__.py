"""Pages that join features: my day, the case page, the start page."""
