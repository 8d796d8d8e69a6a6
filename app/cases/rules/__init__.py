"""Pure rules of the case file: what may be, what follows."""
