"""The weekly edition for one reader, and what chats are told."""
