"""What lies in the citizen's own cookie, and how large it can become."""
