"""Providers that stop: from the list of those affected to the proof that nobody is left without help."""
