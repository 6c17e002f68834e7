"""Models become pages: a plain library. Only ``mkdocs_adapter`` knows MkDocs."""
