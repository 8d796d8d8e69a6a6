"""Consents, approvals, and the one question whether something may leave, for which use."""
