"""Every SELECT of the case file, split by noun; visibility applied here."""
