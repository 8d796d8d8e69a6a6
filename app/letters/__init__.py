"""Letters: sentences, kinds, drafting and their life."""
