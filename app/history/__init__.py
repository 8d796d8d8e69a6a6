"""Who changed what, when, before and after, in rows that only ever grow; reading as on a pinned day."""
