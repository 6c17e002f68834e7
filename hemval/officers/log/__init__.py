"""The log for whoever audits: read, filtered, checked, and its head kept in a second place."""
