"""What those who write content get back: the check."""
