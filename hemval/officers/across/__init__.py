"""What is known only across cases: kept in memory, to search, compare and mark them by."""
