"""Inbox and queue file: the only room that speaks SQL.

The modules beside this one are the writing half, all that the public process may import: they can seal
and store, never read. ``desk`` is the reading half, for the officers' process and the commands.
"""
