"""A form on paper: the same questions as on the web."""
