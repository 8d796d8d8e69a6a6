"""The outbox, the sending of mail, and posting to chats."""
