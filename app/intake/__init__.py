"""What comes in from files: the seed folder's YAML, its schema, and the exact place of every slip in it."""
