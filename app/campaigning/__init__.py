"""Protest actions, demands and funds: what supporters do and ask."""
