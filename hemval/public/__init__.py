"""The citizens' application: the built site and the choice form. It can write choices, never read them."""
