"""One case: what was sent, what the rules say of it, and what can be done next."""
