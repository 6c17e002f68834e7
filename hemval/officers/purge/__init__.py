"""What is deleted and when, and the daily purge that does it."""
