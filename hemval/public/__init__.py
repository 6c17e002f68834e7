"""The citizens' application: the built site and its forms. It can write answers, never read them."""
