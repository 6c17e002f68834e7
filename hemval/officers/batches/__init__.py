"""Handing over to the case system: choose a batch, fetch its file, confirm that it stands there."""
