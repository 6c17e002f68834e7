"""A municipality's files, read with positions and checked into models. Knows no web and no store."""
