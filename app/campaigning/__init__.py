"""Protest actions, gatherings, petitions, funds, demands and outcomes; their own due dates."""
