"""What falls due when, and why."""
