"""Exits as they are kept: the affected, the choices that came with their codes, and who helps afterwards."""
