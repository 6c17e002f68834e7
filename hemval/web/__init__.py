"""What both applications share: layout, headers, sessions, error pages, and how they are served."""
