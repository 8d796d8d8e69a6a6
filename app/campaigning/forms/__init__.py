"""Forms of actions, split by what is asked."""
