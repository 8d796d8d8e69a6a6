"""What comes in: articles and what they propose, the shipped seed, imports, and the exact place of every fault."""
