"""Accounts: all of them for an administrator, one's own for everybody."""
