"""Reading what came in by files."""
