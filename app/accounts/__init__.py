"""Volunteers, campaigns, membership and sign-in."""
