"""Letters: sentences per language, kinds, drafting, checks, sheets, their life and due dates."""
