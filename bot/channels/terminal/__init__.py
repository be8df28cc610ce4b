"""The terminal: a conversation at the keyboard, and a plain one for whatever is piped."""
