"""Hemval: from a municipality's files to an old person's choice of home care."""
