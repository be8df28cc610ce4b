"""How a conversation reaches the coach."""
