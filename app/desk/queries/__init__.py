"""Reading for the pages that join features, split by page."""
