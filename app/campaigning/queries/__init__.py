"""Every SELECT about actions, visibility applied; split by what is asked."""
