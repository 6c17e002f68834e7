"""The providers' waiting lists."""
