"""Every SELECT of letters, split by noun; visibility applied here."""
