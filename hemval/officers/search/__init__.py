"""Search for a case by what somebody says: a name, a number or a reference."""
