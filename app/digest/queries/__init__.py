"""Reading what editions are made of: for all readers at once, in a few statements whatever their number."""
