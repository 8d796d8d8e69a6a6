"""Every SELECT of reviews, split by reader; visibility applied here."""
