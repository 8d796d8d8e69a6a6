"""Volunteers, campaigns, membership, rights, sign-in and sessions."""
