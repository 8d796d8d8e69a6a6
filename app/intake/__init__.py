"""What comes in from files: the shipped seed, its schema, imports, and the exact place of every fault in them."""
