"""Prose held against data: what a page, a notice, a form or a provider says otherwise than the files."""
