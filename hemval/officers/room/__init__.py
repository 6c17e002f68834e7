"""Room at the providers."""
