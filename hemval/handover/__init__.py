"""What leaves the queue: one row renderer, and a file format each."""
