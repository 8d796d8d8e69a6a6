"""The weekly edition for one reader."""
