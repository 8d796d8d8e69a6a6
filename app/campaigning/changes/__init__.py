"""The verbs that change actions, split by noun."""
