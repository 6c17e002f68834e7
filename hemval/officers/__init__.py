"""The officers' application: list, open, take over and download choices. Never for the public."""
