"""What is allowed, what waits for a second person, and who is named."""
