"""Going out to an address that somebody typed: only to public machines, only where it was resolved to."""
